import type { ReadConcepts } from './concepts.ts';
import { createVectorise } from './features.ts';
import { cap, fold } from './fold.ts';
import { type Labels, labelsOf } from './labels.ts';
import type { Model } from './model.ts';
import { indexVectors, type NearTables } from './nearest.ts';
import { type TextTable, textTable } from './text-table.ts';
import type { Lessons } from './training/corpus.ts';
import { vocabularyOf } from './vocabulary.ts';

/**
 * All that messages are held against, as plain tables: the trained model, and what is made of the examples. It lies in one file,
 * and takes no time to hand from one thread to another.
 */
export interface Learnt {
  readonly model: Model;
  readonly near: NearTables;
  readonly labels: Labels;
  /** The ordinary words, separated by blanks. */
  readonly vocabulary: string;
  readonly ids: TextTable;
  readonly texts: TextTable;
}

/** Makes the tables. Takes two seconds of one core. */
export function learn({ examples }: Lessons, model: Model, readConcepts: ReadConcepts): Learnt {
  const folded = examples.map(({ text }) => fold(cap(text)));
  return {
    model,
    near: indexVectors(folded.map(createVectorise(model.rarity, readConcepts))),
    labels: labelsOf(examples),
    vocabulary: vocabularyOf(folded).join(' '),
    ids: textTable(examples.map(({ id }) => id)),
    texts: textTable(examples.map(({ text }) => text)),
  };
}

/** The memory that the tables lie in, each block once: what a thread gives away. */
export const buffersOf = ({ model, near, labels, ids, texts }: Learnt): readonly ArrayBuffer[] => {
  const tables = [model, near, labels, ids, texts].flatMap((part) => Object.values(part));
  const buffers = tables.flatMap((table: unknown) =>
    ArrayBuffer.isView(table) && table.buffer instanceof ArrayBuffer ? [table.buffer] : [],
  );
  return [...new Set(buffers)];
};
