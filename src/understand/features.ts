import { isWordCode } from './fold.ts';

/**
 * Turns a text into numbered features: words, their first 4 and 5 letters, pairs of neighbouring words, and runs of 3 to 5
 * letters inside a word. Numbers are hashes, so there is no dictionary to load and an unknown word still has known parts.
 */

export const featureBits = 19;
export const featureCount = 1 << featureBits;
/** Change it when the features change, so that an old model is known to be old. */
export const featureVersion = 1;

const seeds = { word: 11, prefix4: 23, prefix5: 31, pair: 43, skip: 59, gram: 67, shape: 79 } as const;

const step = (hash: number, code: number): number => Math.imul(hash ^ code, 0x01000193);
const finish = (hash: number): number => {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) & (featureCount - 1);
};

/** Sees each feature once for every time it occurs. */
export type Visit = (feature: number) => void;

function visitWord(text: string, begin: number, end: number, visit: Visit): number {
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

/** Calls `visit` for every feature of an already folded text. */
export function visitFeatures(folded: string, visit: Visit): void {
  let begin = -1;
  let before = 0;
  let beforeThat = 0;
  let words = 0;
  let asks = false;
  for (let i = 0; i <= folded.length; i++) {
    const code = i < folded.length ? folded.charCodeAt(i) : 32;
    if (code === 63) asks = true;
    if (isWordCode(code)) {
      if (begin < 0) begin = i;
    } else if (begin >= 0) {
      const key = visitWord(folded, begin, i, visit);
      begin = -1;
      words++;
      if (before !== 0) visit(finish(step(step(seeds.pair, before), key)));
      if (beforeThat !== 0) visit(finish(step(step(seeds.skip, beforeThat), key)));
      beforeThat = before;
      before = key;
    }
  }
  if (asks) visit(finish(step(seeds.shape, 63)));
  visit(finish(step(seeds.shape, words < 3 ? 1 : words < 8 ? 2 : words < 20 ? 3 : words < 40 ? 4 : 5)));
}

/** A text as a sparse vector of length 1. `ids` are in order of first occurrence. */
export interface Vector {
  readonly ids: Int32Array;
  readonly weights: Float32Array;
}

export type Vectorise = (folded: string) => Vector;

/** One unit of the stored rarity, in natural logarithms. */
export const rarityUnit = 1 / 16;

/**
 * Makes the function that turns a folded text into a vector: 1 + log of how often, times how rare.
 * `rarity` holds the rarity of every feature in `rarityUnit`; 0 is for features never seen, which are left out.
 */
export function createVectorise(rarity: Uint8Array): Vectorise {
  const slot = new Int32Array(featureCount).fill(-1);
  let ids = new Int32Array(4096);
  let counts = new Int32Array(4096);
  return (folded) => {
    let used = 0;
    visitFeatures(folded, (feature) => {
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
      }
      slot[feature] = used;
      ids[used] = feature;
      counts[used] = 1;
      used++;
    });
    const weights = new Float32Array(used);
    let squares = 0;
    for (let i = 0; i < used; i++) {
      const feature = ids[i] ?? 0;
      slot[feature] = -1;
      const weight = (1 + Math.log(counts[i] ?? 1)) * (rarity[feature] ?? 0) * rarityUnit;
      weights[i] = weight;
      squares += weight * weight;
    }
    const length = squares > 0 ? Math.sqrt(squares) : 1;
    for (let i = 0; i < used; i++) weights[i] = (weights[i] ?? 0) / length;
    return { ids: ids.slice(0, used), weights };
  };
}
