import type { Vector } from './features.ts';
import { featureCount } from './features.ts';

export interface Neighbour {
  /** Number of the example in the list the index was made of. */
  readonly index: number;
  /** Cosine, 0 to 1. */
  readonly similarity: number;
}

export type FindNearest = (vector: Vector, howMany: number) => readonly Neighbour[];

/** For every feature the list of the vectors that have it: plain tables, which threads can hand over. */
export interface NearTables {
  /** How many vectors there are. */
  readonly count: number;
  /** Where the list of a feature begins; it ends where the next begins. */
  readonly begin: Int32Array;
  readonly owner: Uint16Array | Uint32Array;
  /** Weights in a byte each, which costs no accuracy worth naming and a quarter of the memory. */
  readonly weight: Uint8Array;
}

/**
 * A feature of more vectors than this is common and tells little; it is kept for those in which it weighs most ("static index
 * pruning", Carmel et al., SIGIR 2001). So the time of a search does not grow with the number of examples beyond a point.
 */
const longestList = 2000;
const mostOfTwoBytes = 65_536;

/**
 * Of the 235 features of an example its heaviest are enough: with a quarter of the index as much was found as with all of it,
 * and it is small enough to come with the model instead of being made at every start.
 */
const featuresKept = 64;

/** A vector with its heaviest features only, in the order they had, and again of length 1. */
function heaviest({ ids, weights }: Vector): Vector {
  if (ids.length <= featuresKept) return { ids, weights };
  const least = weights.toSorted()[weights.length - featuresKept] ?? 0;
  let room = featuresKept - weights.filter((weight) => weight > least).length;
  const kept = (_: number, i: number): boolean => {
    const weight = weights[i] ?? 0;
    return weight > least || (weight === least && room-- > 0);
  };
  const at = ids.map((_, i) => i).filter(kept);
  const left = Float32Array.from(at, (i) => weights[i] ?? 0);
  const length = Math.sqrt(left.reduce((sum, weight) => sum + weight * weight, 0));
  return { ids: at.map((i) => ids[i] ?? 0), weights: left.map((weight) => weight / length) };
}

/** Makes the index of `vectors`. */
export function indexVectors(whole: readonly Vector[]): NearTables {
  const vectors = whole.map(heaviest);
  const lengths = new Int32Array(featureCount);
  for (const { ids } of vectors) for (const id of ids) lengths[id] = (lengths[id] ?? 0) + 1;
  const least = leastWeights(vectors, lengths);
  const begin = new Int32Array(featureCount + 1);
  for (let i = 0; i < featureCount; i++)
    begin[i + 1] = (begin[i] ?? 0) + Math.min(longestList, lengths[i] ?? 0);
  const size = begin[featureCount] ?? 0;
  const owner = vectors.length <= mostOfTwoBytes ? new Uint16Array(size) : new Uint32Array(size);
  const weight = new Uint8Array(size);
  const next = begin.slice(0, featureCount);
  vectors.forEach((vector, v) => {
    for (let i = 0; i < vector.ids.length; i++) {
      const id = vector.ids[i] ?? 0;
      const at = next[id] ?? 0;
      if (at === begin[id + 1]) continue;
      if ((lengths[id] ?? 0) > longestList && (vector.weights[i] ?? 0) < (least.get(id) ?? 0)) continue;
      next[id] = at + 1;
      owner[at] = v;
      weight[at] = Math.round(Math.min(1, vector.weights[i] ?? 0) * 255);
    }
  });
  return { count: vectors.length, begin, owner, weight };
}

/** Of every feature whose list is too long: the weight from which on a vector stays in it. */
function leastWeights(vectors: readonly Vector[], lengths: Int32Array): ReadonlyMap<number, number> {
  const all = new Map<number, { readonly weights: Float32Array; used: number }>();
  lengths.forEach((length, id) => {
    if (length > longestList) all.set(id, { weights: new Float32Array(length), used: 0 });
  });
  for (const { ids, weights } of vectors) {
    for (let i = 0; i < ids.length; i++) {
      const id = ids[i] ?? 0;
      if ((lengths[id] ?? 0) <= longestList) continue;
      const list = all.get(id);
      if (list) list.weights[list.used++] = weights[i] ?? 0;
    }
  }
  return new Map(
    [...all].map(([id, { weights }]) => [id, weights.sort()[weights.length - longestList] ?? 0]),
  );
}

/** Makes a function that finds the most similar of the indexed vectors, the closest first. */
export function createNearest({ count, begin, owner, weight }: NearTables): FindNearest {
  const sums = new Float32Array(count);
  return (vector, howMany) => {
    sums.fill(0);
    for (let i = 0; i < vector.ids.length; i++) {
      const id = vector.ids[i] ?? 0;
      const w = (vector.weights[i] ?? 0) / 255;
      const end = begin[id + 1] ?? 0;
      for (let at = begin[id] ?? 0; at < end; at++) {
        const who = owner[at] ?? 0;
        sums[who] = (sums[who] ?? 0) + w * (weight[at] ?? 0);
      }
    }
    const found: Neighbour[] = [];
    for (let index = 0; index < sums.length; index++) {
      const similarity = sums[index] ?? 0;
      if (similarity <= 0) continue;
      if (found.length === howMany && similarity <= (found[howMany - 1]?.similarity ?? 0)) continue;
      let place = found.length;
      while (place > 0 && (found[place - 1]?.similarity ?? 0) < similarity) place--;
      found.splice(place, 0, { index, similarity });
      if (found.length > howMany) found.pop();
    }
    return found;
  };
}
