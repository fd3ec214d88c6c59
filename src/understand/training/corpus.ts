import { type ConceptFile, createReadConcepts, type ReadConcepts } from '../concepts.ts';
import type { Example } from '../examples.ts';
import {
  createVectorise,
  featureCount,
  rarityUnit,
  type Vector,
  type Vectorise,
  visitFeatures,
} from '../features.ts';
import { cap, fold } from '../fold.ts';

/** All that is learnt from. */
export interface Lessons {
  readonly examples: readonly Example[];
  readonly concepts: readonly ConceptFile[];
}

/** The examples as the models see them. */
export interface Corpus {
  readonly examples: readonly Example[];
  readonly readConcepts: ReadConcepts;
  readonly folded: readonly string[];
  readonly rarity: Uint8Array;
  readonly vectors: readonly Vector[];
  readonly vectorise: Vectorise;
}

/** Rarity of each feature over all examples. Features of a single example are left out: they explain nothing else. */
function rarityOf(folded: readonly string[], readConcepts: ReadConcepts): Uint8Array {
  const having = new Int32Array(featureCount);
  const lastSeen = new Int32Array(featureCount).fill(-1);
  folded.forEach((text, index) => {
    visitFeatures(text, readConcepts, (feature) => {
      if (lastSeen[feature] === index) return;
      lastSeen[feature] = index;
      having[feature] = (having[feature] ?? 0) + 1;
    });
  });
  return Uint8Array.from(having, (count) =>
    count < 3 ? 0 : Math.max(1, Math.round(Math.log(1 + folded.length / count) / rarityUnit)),
  );
}

export function corpusOf({ examples, concepts }: Lessons): Corpus {
  const folded = examples.map(({ text }) => fold(cap(text)));
  const readConcepts = createReadConcepts(concepts);
  const rarity = rarityOf(folded, readConcepts);
  const vectorise = createVectorise(rarity, readConcepts);
  return { examples, readConcepts, folded, rarity, vectors: folded.map(vectorise), vectorise };
}

/** Neighbours in the files were often written together; they are held out together, or the test would be too easy. */
const block = 20;
const parts = 5;

/**
 * For each example whether it is held out: a fifth, in blocks, and whatever tells the same situation in another language with
 * it.
 */
export function heldOutOf(examples: readonly Example[]): readonly boolean[] {
  const own = examples.map((_, index) => Math.floor(index / block) % parts === 0);
  const byId = new Map(examples.map(({ id }, index) => [id, own[index] === true]));
  return examples.map(
    ({ after }, index) => (after === undefined ? undefined : byId.get(after)) ?? own[index] === true,
  );
}
