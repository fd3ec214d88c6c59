import { risks, topicIds } from '../domain.ts';

/**
 * What the linear model tells of a message, one number each. All are learnt together over the same features;
 * topics and risks are shared out among themselves (softmax), the last three are yes or no.
 */
export const topicColumns = topicIds.length;
export const riskColumn = topicColumns;
export const inScopeColumn = riskColumn + risks.length;
export const humanColumn = inScopeColumn + 1;
export const otherColumn = humanColumn + 1;
export const columnCount = otherColumn + 1;

/** Log of the shares of `count` numbers from `first` on. */
export function logShares(scores: Float64Array, first: number, count: number): Float64Array {
  let top = -Infinity;
  for (let i = 0; i < count; i++) top = Math.max(top, scores[first + i] ?? 0);
  let sum = 0;
  for (let i = 0; i < count; i++) sum += Math.exp((scores[first + i] ?? 0) - top);
  const log = Math.log(sum) + top;
  const shares = new Float64Array(count);
  for (let i = 0; i < count; i++) shares[i] = (scores[first + i] ?? 0) - log;
  return shares;
}

export const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
