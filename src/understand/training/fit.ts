import { risks } from '../../domain.ts';
import { columnCount, inScopeColumn, logistic, riskColumn, topicColumns } from '../columns.ts';
import { featureCount, type Vector } from '../features.ts';
import { createRandom, shuffle } from './random.ts';
import type { Target } from './targets.ts';

/** Weights of the linear model: `columnCount` numbers for each feature that was seen, and one row for the start values. */
export interface Weights {
  /** Feature → its row, or -1. */
  readonly rowOf: Int32Array;
  readonly rows: number;
  readonly values: Float32Array;
  readonly bias: Float64Array;
}

export interface FitOptions {
  readonly seed: number;
  readonly epochs: number;
  readonly rate: number;
}

/** Smaller gradients change nothing that rounding would keep, and leaving them out makes training several times faster. */
const tooSmall = 0.004;

/** How much of a step's steepness slows the later steps of the same feature. */
const slowing = 0.1;

/** Gives every feature of the vectors a row. */
export function rowsOf(vectors: readonly Vector[]): { rowOf: Int32Array; rows: number } {
  const rowOf = new Int32Array(featureCount).fill(-1);
  let rows = 0;
  for (const { ids } of vectors) {
    for (const id of ids) if ((rowOf[id] ?? 0) < 0) rowOf[id] = rows++;
  }
  return { rowOf, rows };
}

/** Adds up the columns of one vector into `scores`. */
export function score(weights: Weights, vector: Vector, scores: Float64Array): void {
  const { values, rowOf } = weights;
  for (let c = 0; c < columnCount; c++) scores[c] = weights.bias[c] ?? 0;
  for (let i = 0; i < vector.ids.length; i++) {
    const row = rowOf[vector.ids[i] ?? 0] ?? -1;
    if (row < 0) continue;
    const x = vector.weights[i] ?? 0;
    const at = row * columnCount;
    for (let c = 0; c < columnCount; c++) scores[c] = (scores[c] ?? 0) + x * (values[at + c] ?? 0);
  }
}

function shareGradient(
  scores: Float64Array,
  target: Target,
  first: number,
  count: number,
  weight: number,
  gradient: Float64Array,
): void {
  let top = -Infinity;
  for (let c = first; c < first + count; c++) top = Math.max(top, scores[c] ?? 0);
  let sum = 0;
  for (let c = first; c < first + count; c++) {
    const e = Math.exp((scores[c] ?? 0) - top);
    gradient[c] = e;
    sum += e;
  }
  for (let c = first; c < first + count; c++)
    gradient[c] = weight * ((gradient[c] ?? 0) / sum - (target.values[c] ?? 0));
}

function gradientOf(scores: Float64Array, target: Target, gradient: Float64Array): void {
  if (target.topicWeight > 0) shareGradient(scores, target, 0, topicColumns, target.topicWeight, gradient);
  else gradient.fill(0, 0, topicColumns);
  shareGradient(scores, target, riskColumn, risks.length, target.riskWeight, gradient);
  const yesNo = [target.inScopeWeight, target.humanWeight, target.otherWeight];
  for (const [k, weight] of yesNo.entries()) {
    const c = inScopeColumn + k;
    gradient[c] = weight * (logistic(scores[c] ?? 0) - (target.values[c] ?? 0));
  }
}

/**
 * Fits all columns together by stochastic gradient descent with a step per feature (Adagrad with one sum of squares for all
 * columns of a feature: as good as one a weight, and a third faster), on the examples `which`.
 * Deterministic for a seed. The step shrinks to nothing towards the end, which stands in for averaging.
 */
export function fitWeights(
  vectors: readonly Vector[],
  targets: readonly Target[],
  which: Int32Array,
  shape: { readonly rowOf: Int32Array; readonly rows: number },
  { seed, epochs, rate }: FitOptions,
): Weights {
  const random = createRandom(seed);
  const order = which.slice();
  const values = new Float32Array(shape.rows * columnCount);
  const squares = new Float32Array(shape.rows).fill(1e-3);
  const bias = new Float64Array(columnCount);
  const weights: Weights = { ...shape, values, bias };
  const scores = new Float64Array(columnCount);
  const gradient = new Float64Array(columnCount);
  const active = new Int32Array(columnCount);
  const steps = epochs * order.length;
  let done = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (const number of order) {
      const vector = vectors[number];
      const target = targets[number];
      if (!vector || !target) continue;
      score(weights, vector, scores);
      gradientOf(scores, target, gradient);
      const pace = rate * (1 - done++ / steps);
      let count = 0;
      let steepness = 0;
      for (let c = 0; c < columnCount; c++) {
        const g = gradient[c] ?? 0;
        bias[c] = (bias[c] ?? 0) - 0.01 * pace * g;
        if (g < tooSmall && g > -tooSmall) continue;
        active[count++] = c;
        steepness += g * g;
      }
      steepness *= slowing;
      for (let i = 0; i < vector.ids.length; i++) {
        const row = shape.rowOf[vector.ids[i] ?? 0] ?? 0;
        const at = row * columnCount;
        const x = vector.weights[i] ?? 0;
        const square = (squares[row] ?? 0) + steepness * x * x;
        squares[row] = square;
        const length = (pace * x) / Math.sqrt(square);
        for (let k = 0; k < count; k++) {
          const c = active[k] ?? 0;
          values[at + c] = (values[at + c] ?? 0) - length * (gradient[c] ?? 0);
        }
      }
    }
  }
  return weights;
}
