import type { Vector } from './features.ts';
import { featureCount } from './features.ts';

export interface Neighbour {
  /** Number of the example in the list the index was made of. */
  readonly index: number;
  /** Cosine, 0 to 1. */
  readonly similarity: number;
}

export type FindNearest = (vector: Vector, howMany: number) => readonly Neighbour[];

const mostVectors = 65_536;

/**
 * Makes a function that finds the most similar of `vectors`: for every feature the list of the examples that have it.
 * Weights are kept in a byte each, which costs no accuracy worth naming and a quarter of the memory.
 * Throws when there are more than 65,536.
 */
export function createNearest(vectors: readonly Vector[]): FindNearest {
  if (vectors.length > mostVectors)
    throw new Error(
      `nearest: ${vectors.length} examples are too many; numbers of two bytes reach to ${mostVectors}`,
    );
  const begin = new Int32Array(featureCount + 1);
  for (const { ids } of vectors) for (const id of ids) begin[id + 1] = (begin[id + 1] ?? 0) + 1;
  for (let i = 0; i < featureCount; i++) begin[i + 1] = (begin[i + 1] ?? 0) + (begin[i] ?? 0);
  const size = begin[featureCount] ?? 0;
  const owner = new Uint16Array(size);
  const weight = new Uint8Array(size);
  const next = begin.slice(0, featureCount);
  for (let v = 0; v < vectors.length; v++) {
    const vector = vectors[v];
    if (!vector) continue;
    for (let i = 0; i < vector.ids.length; i++) {
      const id = vector.ids[i] ?? 0;
      const at = next[id] ?? 0;
      next[id] = at + 1;
      owner[at] = v;
      weight[at] = Math.round(Math.min(1, vector.weights[i] ?? 0) * 255);
    }
  }
  const sums = new Float32Array(vectors.length);
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
