import Fuse from 'fuse.js';

/** The rule word (as written in the rules) that a misspelt word most likely means, or null. */
export type Correct = (word: string) => string | null;

const candidatesAtMost = 24;
const shortest = 4;
const longEnoughForAny = 5;
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

const sortedLetters = (word: string): string => [...word].sort().join('');

/** Endings carry the meaning in these languages (zabil, zabit), and fingers seldom miss the first letter. */
function couldBeSlip(word: string, meant: string): boolean {
  if (sortedLetters(word) === sortedLetters(meant)) return true;
  return word.length >= longEnoughForAny && word[0] === meant[0] && word.at(-1) === meant.at(-1);
}

/** Below 1 when the word may be a slip of the keyboard for the spelling. A stem is held against the word's beginning. */
function distanceTo(word: string, spelling: string): number {
  const stem = spelling.endsWith('*') ? spelling.slice(0, -1) : spelling;
  const most = stem.length >= twoErrorsFrom ? 2 : 1;
  if (stem === spelling) return couldBeSlip(word, stem) ? editDistance(word, stem, most) / (most + 0.5) : 2;
  if (stem.length < longEnoughForAny) return 2;
  let least = most + 1;
  for (let cut = stem.length - 1; cut <= stem.length + 1; cut++) {
    const beginning = word.slice(0, cut);
    if (cut <= word.length && couldBeSlip(beginning, stem))
      least = Math.min(least, editDistance(beginning, stem, most));
  }
  return least / (most + 0.5);
}

/**
 * Makes the corrector. Fuse.js is good at ranking a few candidates for one word and slow over many, so pairs of letters
 * choose at most 24 first; the edit distance decides at the end. A word that `isKnown` is never changed: "zapil" (drank)
 * must not become "zabil" (killed).
 */
export function createCorrect(spellings: readonly string[], isKnown: (word: string) => boolean): Correct {
  const having = new Map<string, number[]>();
  spellings.forEach((spelling, index) => {
    for (const pair of new Set(bigramsOf(spelling.replace('*', ''))))
      having.set(pair, [...(having.get(pair) ?? []), index]);
  });
  const shared = new Uint8Array(spellings.length);
  return (word) => {
    if (word.length < shortest || word.length > 24 || isKnown(word)) return null;
    shared.fill(0);
    const pairs = new Set(bigramsOf(word));
    for (const pair of pairs)
      for (const index of having.get(pair) ?? []) shared[index] = (shared[index] ?? 0) + 1;
    const letters = sortedLetters(word);
    const near: number[] = [];
    shared.forEach((count, index) => {
      const plain = (spellings[index] ?? '').replace('*', '');
      // Swapped letters break up to three pairs of a short word, all that it has.
      const few = word.length <= 6 && Math.abs(plain.length - word.length) <= 1 && sortedLetters(plain) === letters;
      if (few || (count >= 2 && count * 2 >= Math.min(plain.length, pairs.size) - 1)) near.push(index);
    });
    near.sort((a, b) => (shared[b] ?? 0) - (shared[a] ?? 0) || a - b);
    const candidates = near
      .slice(0, candidatesAtMost)
      .map((index) => ({ spelling: spellings[index] ?? '', plain: (spellings[index] ?? '').replace('*', '') }))
      .filter(({ spelling }) => distanceTo(word, spelling) < 1);
    if (candidates.length === 0) return null;
    const fuse = new Fuse(candidates, { keys: ['plain'], threshold: 1, includeScore: true, ignoreLocation: true });
    const ranked = fuse
      .search(word)
      .map(({ item, score }) => ({ ...item, distance: distanceTo(word, item.spelling), score: score ?? 1 }));
    ranked.sort((a, b) => a.distance - b.distance || a.score - b.score || (a.plain < b.plain ? -1 : 1));
    return ranked[0]?.spelling ?? candidates[0]?.spelling ?? null;
  };
}
