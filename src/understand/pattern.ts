/**
 * The little language of the risk rules, for people who do not program. A pattern is a row of words as they are after
 * folding (lower case, Latin, no diacritics):
 *   nechci zit        these words next to each other ("už", "fakt", emoji and the like may stand between, see fillers.ts)
 *   nechci ... zit    up to three words in between
 *   zit|umrit         one of these
 *   nechc*            any word that begins so
 *   @pills            one of the words of the list "pills"
 *   8+                a number of 8 or more
 *   !s|v              at the end: not followed by one of these; at the beginning: not preceded by one
 *   $                 at the end: nothing more in the sentence
 * All words of a match stand in one sentence.
 */

/** One place of a pattern: the numbers of the words that fit, and how many words may stand before it. */
interface Slot {
  readonly words: ReadonlySet<number>;
  readonly gap: number;
}

export interface Pattern {
  readonly slots: readonly [Slot, ...Slot[]];
  readonly notBefore: ReadonlySet<number>;
  readonly notAfter: ReadonlySet<number>;
  readonly atEnd: boolean;
}

/** All words that patterns know, numbered in order of first use. */
export interface WordBook {
  /** Number of a word as written in a pattern (`zit`, `nechc*`, `8+`); a new one gets the next number. */
  numberOf(word: string): number;
  /** Numbers of all pattern words that a folded word fits. */
  fitting(word: string): readonly number[];
  /** Every written word that can be meant by a misspelt one: at least four letters, no numbers. */
  readonly spellings: readonly string[];
}

export const gapLength = 3;
/** So many words that change nothing may stand between two others. */
const fillersAtMost = 4;
const wordShape = /^(?:[\p{Ll}\d]+\*?|\d+\+)$/u;

/** An empty word book. */
export function createWordBook(): WordBook {
  const numbers = new Map<string, number>();
  const atLeast: { least: number; number: number }[] = [];
  const spellings: string[] = [];
  let longest = 0;
  return {
    spellings,
    numberOf(word) {
      const known = numbers.get(word);
      if (known !== undefined) return known;
      if (!wordShape.test(word)) throw new Error(`"${word}" is no word, stem* or number+ in folded letters`);
      const number = numbers.size;
      numbers.set(word, number);
      if (word.endsWith('+')) atLeast.push({ least: Number(word.slice(0, -1)), number });
      else if (word.replace('*', '').length >= 4) spellings.push(word);
      longest = Math.max(longest, word.length);
      return number;
    },
    fitting(word) {
      const found: number[] = [];
      const exact = numbers.get(word);
      if (exact !== undefined) found.push(exact);
      for (let n = 1; n <= Math.min(word.length, longest); n++) {
        const stem = numbers.get(`${word.slice(0, n)}*`);
        if (stem !== undefined) found.push(stem);
      }
      const first = word.charCodeAt(0);
      if (first >= 48 && first <= 57 && word.length <= 4)
        for (const { least, number } of atLeast) if (Number(word) >= least) found.push(number);
      return found;
    },
  };
}

export type WordLists = Readonly<Record<string, readonly string[]>>;

/** Reads one pattern. Throws an error that quotes what cannot be read. */
export function parsePattern(text: string, lists: WordLists, book: WordBook): Pattern {
  const wordsOf = (part: string): ReadonlySet<number> =>
    new Set(
      part.split('|').flatMap((word) => {
        if (!word.startsWith('@')) return [book.numberOf(word)];
        const list = lists[word.slice(1)];
        if (!list) throw new Error(`there is no list of words named "${word.slice(1)}"`);
        return list.map((listed) => book.numberOf(listed));
      }),
    );
  const parts = text.trim().split(/\s+/);
  const slots: Slot[] = [];
  let notBefore: ReadonlySet<number> = new Set();
  let notAfter: ReadonlySet<number> = new Set();
  let gap = 0;
  let atEnd = false;
  parts.forEach((part, index) => {
    if (part === '...') {
      gap = gapLength;
      return;
    }
    if (part === '$') {
      atEnd = true;
      return;
    }
    if (part.startsWith('!')) {
      if (index === 0) notBefore = wordsOf(part.slice(1));
      else if (index === parts.length - 1) notAfter = wordsOf(part.slice(1));
      else throw new Error('"!" may stand only at the beginning or at the end');
      return;
    }
    slots.push({ words: wordsOf(part), gap });
    gap = 0;
  });
  const [first, ...rest] = slots;
  if (!first) throw new Error('the pattern has no word');
  return { slots: [first, ...rest], notBefore, notAfter, atEnd };
}

/** A word of a message, ready for patterns. */
export interface ReadWord {
  /** Pattern words that it fits as it is written, or as it was probably meant. */
  readonly fits: ReadonlySet<number>;
  /** True when it fits only as it was probably meant. A pattern of a single word is not met by a guess. */
  readonly guessed: boolean;
  /** Changes nothing: patterns look past it, and it counts in no gap. */
  readonly filler?: boolean;
  readonly sentence: number;
  readonly clause: number;
}

/** Whether two sets share a number. */
export const meets = (a: ReadonlySet<number>, b: ReadonlySet<number>): boolean => {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  for (const number of few) if (many.has(number)) return true;
  return false;
};

/**
 * Where a match that begins at word `from` ends (the last word), or -1. Looks at a few words for each place, so the time
 * does not depend on the length of the message.
 */
export function matchEnd(pattern: Pattern, words: readonly ReadWord[], from: number): number {
  const first = words[from];
  if (!first || !meets(first.fits, pattern.slots[0].words)) return -1;
  if (first.guessed && pattern.slots.length === 1) return -1;
  const before = words[from - 1];
  if (before?.clause === first.clause && meets(before.fits, pattern.notBefore)) return -1;
  const search = (slotIndex: number, last: number): number => {
    const slot = pattern.slots[slotIndex];
    if (!slot) {
      const after = words[last + 1];
      if (pattern.atEnd) return after?.sentence === first.sentence ? -1 : last;
      return after && after.clause === words[last]?.clause && meets(after.fits, pattern.notAfter) ? -1 : last;
    }
    let passed = 0;
    let fillers = 0;
    for (let next = last + 1; passed <= slot.gap && fillers <= fillersAtMost; next++) {
      const word = words[next];
      if (word?.sentence !== first.sentence) return -1;
      const end = meets(word.fits, slot.words) ? search(slotIndex + 1, next) : -1;
      if (end >= 0) return end;
      if (word.filler === true) fillers++;
      else passed++;
    }
    return -1;
  };
  return search(1, from);
}
