import { columnCount, topicColumns } from '../columns.ts';
import { evidenceOf, labelsOf, neighbourCount } from '../evidence.ts';
import type { Example } from '../examples.ts';
import {
  createVectorise,
  featureCount,
  featureVersion,
  rarityUnit,
  type Vector,
  visitFeatures,
} from '../features.ts';
import { cap, fold } from '../fold.ts';
import { createLanguage, languagePrior, trainLanguage } from '../language.ts';
import type { Model } from '../model.ts';
import { createNearest } from '../nearest.ts';
import { otherSigns } from '../other-signs.ts';
import { createWeigh } from '../telling.ts';
import { calibrate, type Seen } from './calibrate.ts';
import { heldOutFigures } from './figures.ts';
import { fitWeights, rowsOf, score, type Weights } from './fit.ts';
import { targetsOf } from './targets.ts';

const settings = {
  seed: 20261122,
  folds: 3,
  /** Neighbours in the files were often written together; they are held out together, or the test would be too easy. */
  block: 20,
  epochs: 6,
  rate: 0.3,
  /** How many weights are kept; the smallest go first. 2 bytes each. */
  entries: 2_100_000,
  /** Weights of risk and scope are worth this much more than those of topics when the smallest go. */
  riskWorth: 3,
  /** The final weights are the mean of this many trainings, which steadies what is decided near a limit. */
  trainings: 2,
} as const;

/** Rarity of each feature over all examples. Features of a single example are left out: they explain nothing else. */
function rarityOf(examples: readonly Example[]): Uint8Array {
  const having = new Int32Array(featureCount);
  const lastSeen = new Int32Array(featureCount).fill(-1);
  examples.forEach((example, index) => {
    visitFeatures(fold(cap(example.text)), (feature) => {
      if (lastSeen[feature] === index) return;
      lastSeen[feature] = index;
      having[feature] = (having[feature] ?? 0) + 1;
    });
  });
  return Uint8Array.from(having, (count) =>
    count < 2 ? 0 : Math.max(1, Math.round(Math.log(1 + examples.length / count) / rarityUnit)),
  );
}

const foldOf = (index: number): number => Math.floor(index / settings.block) % settings.folds;

/** What models say of each example when it was held out. */
function crossValidate(
  examples: readonly Example[],
  folded: readonly string[],
  vectors: readonly Vector[],
): readonly Seen[] {
  const targets = targetsOf(examples);
  const shape = rowsOf(vectors);
  const labels = labelsOf(examples);
  const seen: Seen[] = [];
  const scores = new Float64Array(columnCount);
  for (let held = 0; held < settings.folds; held++) {
    const rest = Int32Array.from(examples.keys()).filter((index) => foldOf(index) !== held);
    const weights = fitWeights(vectors, targets, rest, shape, { ...settings, seed: settings.seed + held });
    const restOf = <T>(list: readonly T[]): readonly T[] => list.filter((_, index) => foldOf(index) !== held);
    const findNearest = createNearest(restOf(vectors));
    const restLabels = restOf(labels);
    const weigh = createWeigh(restOf(folded), restLabels);
    const guess = createLanguage(trainLanguage(restOf(examples)), languagePrior(restOf(examples)));
    examples.forEach((example, index) => {
      const vector = vectors[index];
      if (foldOf(index) !== held || !vector) return;
      score(weights, vector, scores);
      const { language, lead } = guess(example.text);
      seen.push({
        example,
        evidence: evidenceOf(
          scores,
          findNearest(vector, neighbourCount),
          restLabels,
          weigh(folded[index] ?? ''),
          otherSigns(example.text),
        ),
        language: { right: language === example.lang, lead },
      });
    });
  }
  return seen;
}

/** The mean of several trainings on all examples, in different orders. */
function meanWeights(examples: readonly Example[], vectors: readonly Vector[]): Weights {
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
function prune(weights: Weights): Pick<Model, 'counts' | 'columns' | 'values'> & { units: number[] } {
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

/**
 * Trains everything from the examples; the same examples give the same model, byte for byte. Takes about a minute of one
 * core. `digest` is the SHA-256 of the example files; `report` hears what is being done.
 */
export function train(examples: readonly Example[], digest: string, report: (step: string) => void): Model {
  const rarity = rarityOf(examples);
  const vectorise = createVectorise(rarity);
  const folded = examples.map(({ text }) => fold(cap(text)));
  const vectors = folded.map(vectorise);
  report(`${examples.length} examples read`);
  const seen = crossValidate(examples, folded, vectors);
  const calibration = calibrate(seen);
  for (const line of heldOutFigures(seen, calibration)) report(line);
  const weights = meanWeights(examples, vectors);
  const { units, counts, columns, values } = prune(weights);
  report(`${values.length} weights kept`);
  return {
    header: {
      featureVersion,
      examples: digest,
      entries: values.length,
      units,
      bias: Array.from(weights.bias, (b) => Number(b.toFixed(5))),
      languagePrior: [...languagePrior(examples)],
      calibration,
    },
    rarity,
    counts,
    columns,
    values,
    language: trainLanguage(examples),
  };
}
