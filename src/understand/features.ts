import type { ReadConcepts } from './concepts.ts';
import { isWordCode, wordsOf } from './fold.ts';

/**
 * Turns a text into numbered features: words, their first 4 and 5 letters, pairs of neighbouring words, runs of 3 to 5
 * letters inside a word, concepts (see concepts.ts) and pairs of near concepts. Numbers are hashes, so there is no dictionary to load and an unknown word still has known parts.
 */

export const featureBits = 19;
export const featureCount = 1 << featureBits;
/** Change it when the features change, so that an old model is known to be old. */
export const featureVersion = 4;

const seeds = {
  word: 11,
  prefix4: 23,
  prefix5: 31,
  pair: 43,
  skip: 59,
  gram: 67,
  shape: 79,
  concept: 101,
  conceptPair: 103,
} as const;

const step = (hash: number, code: number): number => Math.imul(hash ^ code, 0x01000193);
const finish = (hash: number): number => {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) & (featureCount - 1);
};

/** Sees each feature once for every time it occurs, and whether it is a concept or a pair of them. */
export type Visit = (feature: number, isConcept: boolean) => void;

function hashOf(text: string, begin: number, end: number): number {
  let hash: number = seeds.word;
  for (let i = begin; i < end; i++) hash = step(hash, text.charCodeAt(i));
  return hash;
}

function visitWord(text: string, begin: number, end: number, visit: (feature: number) => void): number {
  let whole: number = seeds.word;
  let p4: number = seeds.prefix4;
  let p5: number = seeds.prefix5;
  for (let i = begin; i < end; i++) {
    const code = text.charCodeAt(i);
    whole = step(whole, code);
    if (i < begin + 4) p4 = step(p4, code);
    if (i < begin + 5) p5 = step(p5, code);
  }
  visit(finish(whole));
  if (end - begin >= 4) visit(finish(p4));
  if (end - begin >= 5) visit(finish(p5));
  // The blank on both sides belongs to the runs: it tells beginnings and endings from middles.
  for (let from = begin - 1; from <= end - 2; from++) {
    let hash: number = seeds.gram;
    for (let n = 0; n < 5 && from + n <= end; n++) {
      const i = from + n;
      hash = step(hash, i < begin || i >= end ? 32 : text.charCodeAt(i));
      if (n >= 2) visit(finish(step(hash, n)));
    }
  }
  return end - begin >= 5 ? p5 : whole;
}

/** A pair is made with the concepts of so many words before that mean something. */
const conceptReach = 3;

function visitConcepts(words: readonly string[], readConcepts: ReadConcepts, visit: Visit): void {
  let before: readonly (readonly number[])[] = [];
  for (const concepts of readConcepts(words)) {
    if (concepts.length === 0) continue;
    for (const concept of concepts) {
      visit(finish(step(seeds.concept, concept)), true);
      for (const earlier of before)
        for (const other of earlier)
          if (other !== concept) visit(finish(step(step(seeds.conceptPair, other), concept)), true);
    }
    before = [concepts, ...before].slice(0, conceptReach);
  }
}

/** Calls `visit` for every feature of an already folded text. */
export function visitFeatures(folded: string, readConcepts: ReadConcepts, visitAny: Visit): void {
  const visit = (feature: number): void => visitAny(feature, false);
  let begin = -1;
  let before = 0;
  let beforeThat = 0;
  let words = 0;
  for (let i = 0; i <= folded.length; i++) {
    const code = i < folded.length ? folded.charCodeAt(i) : 32;
    if (isWordCode(code)) {
      if (begin < 0) begin = i;
    } else if (begin >= 0) {
      // A picture is one feature, and stands between two words as if it were not there.
      if (folded.startsWith('emoji', begin)) {
        visit(finish(hashOf(folded, begin, i)));
        begin = -1;
        continue;
      }
      const key = visitWord(folded, begin, i, visit);
      begin = -1;
      words++;
      if (before !== 0) visit(finish(step(step(seeds.pair, before), key)));
      if (beforeThat !== 0) visit(finish(step(step(seeds.skip, beforeThat), key)));
      beforeThat = before;
      before = key;
    }
  }
  if (folded.includes('?')) visit(finish(step(seeds.shape, 63)));
  visit(finish(step(seeds.shape, words < 3 ? 1 : words < 8 ? 2 : words < 20 ? 3 : words < 40 ? 4 : 5)));
  visitConcepts(wordsOf(folded), readConcepts, visitAny);
}

/** A text as a sparse vector of length 1. `ids` are in order of first occurrence. */
export interface Vector {
  readonly ids: Int32Array;
  readonly weights: Float32Array;
}

export type Vectorise = (folded: string) => Vector;

/** A concept says as much as this many letter runs; with 1 held-out topics were 1 point fewer. */
const conceptWorth = 2;

/** One unit of the stored rarity, in natural logarithms. */
export const rarityUnit = 1 / 16;

/**
 * Makes the function that turns a folded text into a vector: 1 + log of how often, times how rare, times what its kind is worth.
 * `rarity` holds the rarity of every feature in `rarityUnit`; 0 is for features never seen, which are left out.
 */
export function createVectorise(rarity: Uint8Array, readConcepts: ReadConcepts): Vectorise {
  const slot = new Int32Array(featureCount).fill(-1);
  let ids = new Int32Array(4096);
  let counts = new Int32Array(4096);
  let worths = new Uint8Array(4096);
  return (folded) => {
    let used = 0;
    visitFeatures(folded, readConcepts, (feature, isConcept) => {
      if (rarity[feature] === 0) return;
      const known = slot[feature] ?? -1;
      if (known >= 0) {
        counts[known] = (counts[known] ?? 0) + 1;
        return;
      }
      if (used === ids.length) {
        const moreIds = new Int32Array(used * 2);
        moreIds.set(ids);
        ids = moreIds;
        const moreCounts = new Int32Array(used * 2);
        moreCounts.set(counts);
        counts = moreCounts;
        const moreWorths = new Uint8Array(used * 2);
        moreWorths.set(worths);
        worths = moreWorths;
      }
      slot[feature] = used;
      ids[used] = feature;
      counts[used] = 1;
      worths[used] = isConcept ? conceptWorth : 1;
      used++;
    });
    const weights = new Float32Array(used);
    let squares = 0;
    for (let i = 0; i < used; i++) {
      const feature = ids[i] ?? 0;
      slot[feature] = -1;
      const weight = (1 + Math.log(counts[i] ?? 1)) * (rarity[feature] ?? 0) * rarityUnit * (worths[i] ?? 1);
      weights[i] = weight;
      squares += weight * weight;
    }
    const length = squares > 0 ? Math.sqrt(squares) : 1;
    for (let i = 0; i < used; i++) weights[i] = (weights[i] ?? 0) / length;
    return { ids: ids.slice(0, used), weights };
  };
}
