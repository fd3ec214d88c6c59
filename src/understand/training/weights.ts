import { columnCount, topicColumns } from '../columns.ts';
import { featureCount } from '../features.ts';
import { labelsOf } from '../labels.ts';
import type { Model } from '../model.ts';
import { tellingOf } from '../telling.ts';
import { type Corpus, corpusOf, type Lessons } from './corpus.ts';
import { fitWeights, rowsOf, type Weights } from './fit.ts';
import { settings } from './settings.ts';
import { targetsOf } from './targets.ts';

/** The part of a model that is learnt by fitting: what the linear model says of each feature, pruned to bytes. */
export interface FittedWeights extends Pick<Model, 'rarity' | 'counts' | 'columns' | 'values' | 'tells'> {
  readonly units: readonly number[];
  readonly bias: readonly number[];
}

/** Fits the linear model to all examples. Takes a third of a minute of one core. */
export function fitAll(lessons: Lessons): FittedWeights {
  const corpus = corpusOf(lessons);
  const weights = meanWeights(corpus);
  return {
    rarity: corpus.rarity,
    tells: tellingOf(corpus.folded, labelsOf(corpus.examples), corpus.readConcepts),
    bias: Array.from(weights.bias, (b) => Number(b.toFixed(5))),
    ...prune(weights),
  };
}

/** The mean of several trainings on all examples, in different orders. */
function meanWeights({ examples, vectors }: Corpus): Weights {
  const everything = Int32Array.from(examples.keys());
  const targets = targetsOf(examples);
  const shape = rowsOf(vectors);
  const mean = fitWeights(vectors, targets, everything, shape, settings);
  for (let done = 1; done < settings.trainings; done++) {
    const other = fitWeights(vectors, targets, everything, shape, {
      ...settings,
      seed: settings.seed + 100 + done,
    });
    const mix = (a: number, b: number): number => (a * done + b) / (done + 1);
    for (let i = 0; i < mean.values.length; i++)
      mean.values[i] = mix(mean.values[i] ?? 0, other.values[i] ?? 0);
    for (let c = 0; c < columnCount; c++) mean.bias[c] = mix(mean.bias[c] ?? 0, other.bias[c] ?? 0);
  }
  return mean;
}

/** Keeps the largest weights, a byte each. */
function prune(weights: Weights): Omit<FittedWeights, 'rarity' | 'bias' | 'tells'> {
  const { values, rows, rowOf } = weights;
  const units = Array.from({ length: columnCount }, (_, c) => {
    let most = 1e-6;
    for (let row = 0; row < rows; row++) most = Math.max(most, Math.abs(values[row * columnCount + c] ?? 0));
    return Math.fround(most / 127);
  });
  const worth = (index: number): number =>
    Math.abs(values[index] ?? 0) * (index % columnCount < topicColumns ? 1 : settings.riskWorth);
  const sizes = values.map((_, index) => worth(index)).sort();
  const least = sizes[Math.max(0, sizes.length - settings.entries)] ?? 0;
  const counts = new Uint8Array(featureCount);
  const columns: number[] = [];
  const bytes: number[] = [];
  for (let feature = 0; feature < featureCount; feature++) {
    const row = rowOf[feature] ?? -1;
    if (row < 0) continue;
    for (let c = 0; c < columnCount; c++) {
      const value = values[row * columnCount + c] ?? 0;
      const byte = Math.round(value / (units[c] ?? 1));
      if (worth(row * columnCount + c) < least || byte === 0) continue;
      counts[feature] = (counts[feature] ?? 0) + 1;
      columns.push(c);
      bytes.push(byte);
    }
  }
  return { units, counts, columns: Uint8Array.from(columns), values: Int8Array.from(bytes) };
}
