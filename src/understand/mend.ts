import type { ReadConcepts } from './concepts.ts';
import { editDistance } from './correct.ts';
import { isWordCode } from './fold.ts';

/** The word that was meant by a folded word; the same word when it is no slip of any. */
export type MeantWord = (word: string) => string;

/** A folded text with the slips of the keyboard put right, as far as that can be known. */
export type Mend = (folded: string) => string;

const shortest = 5;
const longest = 20;
/** Longer texts are read as they are: what is said there is said more than once. */
const wordsMended = 200;
/** Numbers of words take so many bits beside a hash of 32 in one exact number of 53. */
const wordBits = 2 ** 20;

function hashOf(word: string, without: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++)
    if (i !== without) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** The word itself and the word without each of its letters. */
function* bruises(word: string): Generator<number> {
  yield hashOf(word, -1);
  for (let i = 0; i < word.length; i++) yield hashOf(word, i);
}

/**
 * Makes the function that finds the word that was meant: "zavrazdlia" has no feature of "zavrazdila" but a few letter
 * runs. Two words one slip apart (a letter more, less, other, or swapped) have a spelling in common when a letter is left out
 * of each ("symmetric delete", W. Garbe's SymSpell), so finding them is a look-up, and no word of the vocabulary is passed by.
 * `words` are those that people use, the most frequent first; of several that are meant as well, the most frequent is taken.
 * A word that is used, or that means a concept, is never changed.
 */
export function createMeantWord(words: readonly string[], readConcepts: ReadConcepts): MeantWord {
  const used = new Set(words);
  const meansSomething = (word: string): boolean => readConcepts([word])[0]?.length !== 0;
  const targets = words.filter((word) => word.length >= shortest && word.length <= longest);
  const keys = new Float64Array(targets.reduce((sum, word) => sum + word.length + 1, 0));
  let filled = 0;
  targets.forEach((word, index) => {
    for (const hash of bruises(word)) keys[filled++] = hash * wordBits + index;
  });
  keys.sort();
  const firstFrom = (key: number): number => {
    let low = 0;
    let high = keys.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((keys[middle] ?? 0) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return (word) => {
    if (word.length < shortest || word.length > longest || used.has(word) || meansSomething(word))
      return word;
    let best = targets.length;
    for (const hash of bruises(word)) {
      for (let at = firstFrom(hash * wordBits); at < keys.length; at++) {
        const index = (keys[at] ?? 0) - hash * wordBits;
        if (index >= best) break;
        if (editDistance(word, targets[index] ?? '', 1) === 1) best = index;
      }
    }
    return targets[best] ?? word;
  };
}

/** Makes the function that puts a text right word by word. */
export function createMend(meant: MeantWord): Mend {
  return (folded) => {
    let out = '';
    let copied = 0;
    let begin = -1;
    let seen = 0;
    for (let i = 0; i <= folded.length && seen < wordsMended; i++) {
      const inWord = i < folded.length && isWordCode(folded.charCodeAt(i));
      if (inWord && begin < 0) begin = i;
      if (inWord || begin < 0) continue;
      const word = folded.slice(begin, i);
      const right = meant(word);
      if (right !== word) {
        out += folded.slice(copied, begin) + right;
        copied = i;
      }
      begin = -1;
      seen++;
    }
    return out + folded.slice(copied);
  };
}
