import { z } from 'zod';
import { languages } from '../domain.ts';
import { columnCount } from './columns.ts';
import { featureCount, type Vector } from './features.ts';

const weights = z.array(z.number());

/** Weights and limits found by cross-validation on the examples; see training/calibrate.ts for what each was chosen for. */
export const calibration = z.strictObject({
  topics: z.strictObject({
    linear: z.number(),
    near: z.number(),
    /** Shares from which on a topic is sure (in a short message, and in others), or worth a question. */
    sureShort: z.number(),
    sure: z.number(),
    maybe: z.number(),
  }),
  /** Below this a message is out of scope. */
  scope: z.strictObject({ weights, limit: z.number() }),
  crisis: z.strictObject({ weights, sure: z.number(), hard: z.number(), soft: z.number() }),
  emergency: z.strictObject({ weights, limit: z.number() }),
  concern: z.strictObject({ weights, limit: z.number() }),
  /**
   * How much the words must tell (see telling.ts) for any topic to be named, and for a crisis to be believed that no rule
   * has found and for a topic to be sure.
   */
  telling: z.strictObject({ something: z.number(), enough: z.number() }),
  human: z.number(),
  other: z.strictObject({ weights, limit: z.number() }),
  /** From this lead over the second language on, the language is sure. */
  language: z.number(),
});
export type Calibration = z.infer<typeof calibration>;

/** What a model, without the rules, makes of the gold messages: a model that makes less of them does not take its place. */
const goldFigures = z.strictObject({
  /** SHA-256 of the gold messages. */
  digest: z.string(),
  messages: z.int(),
  /** How many of those in danger get contacts first, and how many at least a line with contacts. */
  crisisSeen: z.int(),
  crisisInView: z.int(),
  falseAlarms: z.int(),
  topicsInThree: z.int(),
});
export type GoldFigures = z.infer<typeof goldFigures>;

export const modelHeader = z.strictObject({
  featureVersion: z.int(),
  gold: goldFigures,
  /** SHA-256 of the example files it was trained on. */
  examples: z.string(),
  /** What one unit of the stored bytes is worth, for each column. */
  units: z.array(z.number()).length(columnCount),
  bias: z.array(z.number()).length(columnCount),
  /** Logarithms of how often each language is met, for texts that could be either. */
  languagePrior: weights.length(languages.length),
  calibration,
});
export type Header = z.infer<typeof modelHeader>;

/** The trained model: sparse weights in bytes, row by row of features. */
export interface Model {
  readonly header: Header;
  /** Rarity of each feature, see features.ts. */
  readonly rarity: Uint8Array;
  /** How many weights each feature has. */
  readonly counts: Uint8Array;
  /** Column and value of each weight. */
  readonly columns: Uint8Array;
  readonly values: Int8Array;
  /** Rarity of letter runs in each language, see language.ts. */
  readonly language: Uint8Array;
  /** How far each word tells of a topic, see telling.ts. */
  readonly tells: Uint8Array;
}

/** Makes the function that gives the `columnCount` scores of a vector. The result is overwritten by the next call. */
export function createScore(model: Model): (vector: Vector) => Float64Array {
  const begin = new Int32Array(featureCount + 1);
  for (let i = 0; i < featureCount; i++) begin[i + 1] = (begin[i] ?? 0) + (model.counts[i] ?? 0);
  const { columns, values } = model;
  const { units, bias } = model.header;
  const sums = new Float64Array(columnCount);
  const scores = new Float64Array(columnCount);
  return (vector) => {
    sums.fill(0);
    for (let i = 0; i < vector.ids.length; i++) {
      const id = vector.ids[i] ?? 0;
      const x = vector.weights[i] ?? 0;
      const end = begin[id + 1] ?? 0;
      for (let at = begin[id] ?? 0; at < end; at++) {
        const c = columns[at] ?? 0;
        sums[c] = (sums[c] ?? 0) + x * (values[at] ?? 0);
      }
    }
    for (let c = 0; c < columnCount; c++) scores[c] = (bias[c] ?? 0) + (sums[c] ?? 0) * (units[c] ?? 0);
    return scores;
  };
}
