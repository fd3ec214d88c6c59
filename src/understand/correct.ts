import Fuse from 'fuse.js';

/** The rule words (as written in the rules) that a misspelt word may mean, the likeliest first; usually one or none. */
export type Correct = (word: string) => readonly string[];

/** Words that are equally near may all be meant: "zabiit" is "zabil" as well as "zabit". */
const meaningsAtMost = 4;

const candidatesAtMost = 24;
const shortest = 4;
const longest = 24;
const longEnoughForAny = 5;
/** The end of a long beginning is the middle of a word, where fingers slip as anywhere. */
const longEnoughForStem = 6;
const twoErrorsFrom = 12;

/** Edits between two words, swapped neighbours counting as one; anything above `most` is `most + 1`. */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let twoBack: number[] = [];
  let back = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((back[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (back[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (twoBack[j - 2] ?? 0) + 1);
      row.push(least);
    }
    twoBack = back;
    back = row;
  }
  return Math.min(back[b.length] ?? 0, most + 1);
}

const bigramsOf = (word: string): readonly string[] => {
  const framed = ` ${word}`;
  return Array.from({ length: framed.length - 1 }, (_, i) => framed.slice(i, i + 2));
};

const sortedLetters = (word: string): string =>
  [...word].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)).join('');

/** Endings carry the meaning in these languages (zabil, zabit), and fingers seldom miss the first letter. */
function couldBeSlip(word: string, meant: string): boolean {
  if (sortedLetters(word) === sortedLetters(meant)) return true;
  return word.length >= longEnoughForAny && word[0] === meant[0] && word.at(-1) === meant.at(-1);
}

interface Spelling {
  readonly written: string;
  /** Without the star of a stem. */
  readonly plain: string;
  readonly letters: string;
  readonly isStem: boolean;
}

/** Below 1 when the word may be a slip of the keyboard for the spelling. A stem is held against the word's beginning. */
function distanceTo(word: string, { plain, isStem }: Spelling): number {
  const most = plain.length >= twoErrorsFrom ? 2 : 1;
  if (!isStem) return couldBeSlip(word, plain) ? editDistance(word, plain, most) / (most + 0.5) : 2;
  if (plain.length < longEnoughForAny) return 2;
  let least = most + 1;
  for (let cut = plain.length - 1; cut <= plain.length + 1; cut++) {
    const beginning = word.slice(0, cut);
    if (
      cut <= word.length &&
      (couldBeSlip(beginning, plain) || (plain.length >= longEnoughForStem && word[0] === plain[0]))
    )
      least = Math.min(least, editDistance(beginning, plain, most));
  }
  return least / (most + 0.5);
}

/**
 * Makes the corrector. Fuse.js is good at ranking a few candidates for one word and slow over many, so pairs of letters
 * choose at most 24 first; the edit distance decides at the end.
 */
export function createCorrect(written: readonly string[]): Correct {
  const spellings = written.map((word): Spelling => {
    const plain = word.replace('*', '');
    return { written: word, plain, letters: sortedLetters(plain), isStem: plain !== word };
  });
  const having = new Map<string, number[]>();
  const add = (key: string, index: number): void => {
    const list = having.get(key);
    if (list) list.push(index);
    else having.set(key, [index]);
  };
  spellings.forEach(({ plain, letters }, index) => {
    for (const pair of new Set(bigramsOf(plain))) add(pair, index);
    add(`=${letters}`, index);
  });
  const shared = new Uint8Array(spellings.length);
  return (word) => {
    if (word.length < shortest || word.length > longest) return [];
    const pairs = new Set(bigramsOf(word));
    const touched: number[] = [];
    const share = (key: string, points: number): void => {
      for (const index of having.get(key) ?? []) {
        if (shared[index] === 0) touched.push(index);
        shared[index] = (shared[index] ?? 0) + points;
      }
    };
    for (const pair of pairs) share(pair, 1);
    // Swapped letters break up to three pairs of a short word, which may be all that it has.
    share(`=${sortedLetters(word)}`, pairs.size);
    const near = touched
      .map((index) => ({ index, points: shared[index] ?? 0 }))
      .filter(({ index, points }) => {
        const length = spellings[index]?.plain.length ?? 0;
        return points >= 2 && points * 2 >= Math.min(length, pairs.size) - 1;
      })
      .sort((a, b) => b.points - a.points || a.index - b.index)
      .slice(0, candidatesAtMost);
    for (const index of touched) shared[index] = 0;
    const candidates = near
      .flatMap(({ index }) => spellings[index] ?? [])
      .map((spelling) => ({ ...spelling, distance: distanceTo(word, spelling) }))
      .filter(({ distance }) => distance < 1);
    return closest(word, candidates);
  };
}

function closest(
  word: string,
  candidates: readonly (Spelling & { readonly distance: number })[],
): readonly string[] {
  const least = Math.min(...candidates.map(({ distance }) => distance));
  const best = candidates.filter(({ distance }) => distance === least);
  if (best.length <= meaningsAtMost) return best.map(({ written }) => written);
  const fuse = new Fuse(best, { keys: ['plain'], threshold: 1, ignoreLocation: true });
  return fuse.search(word, { limit: meaningsAtMost }).map(({ item }) => item.written);
}
