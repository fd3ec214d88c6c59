/** Limits between two kinds, read off the scores of examples that the models had not seen. */

export const rounded = (x: number): number => Number(x.toFixed(4));

/** The limit that only the given share of the scores reaches. */
export function reachedBy(scores: readonly number[], share: number): number {
  const sorted = [...scores].sort((a, b) => b - a);
  return rounded((sorted[Math.floor(sorted.length * share)] ?? 0) + 1e-4);
}

/** The limit between two kinds that errs as often on the one as on the other. */
export function evenLimit(yes: readonly number[], no: readonly number[]): number {
  const sortedYes = [...yes].sort((a, b) => a - b);
  const sortedNo = [...no].sort((a, b) => b - a);
  for (let step = 1; step < 1000; step++) {
    const low = sortedYes[Math.floor((sortedYes.length * step) / 1000)] ?? 0;
    const high = sortedNo[Math.floor((sortedNo.length * step) / 1000)] ?? 0;
    if (low >= high) return rounded(low);
  }
  return 0;
}

/** Of pairs (score, right), the lowest score from which on at least `precision` are right. */
export function limitForPrecision(pairs: readonly (readonly [number, boolean])[], precision: number): number {
  const sorted = [...pairs].sort((a, b) => b[0] - a[0]);
  let right = 0;
  let limit = sorted[0]?.[0] ?? 1;
  sorted.forEach(([score, isRight], index) => {
    if (isRight) right++;
    if (right / (index + 1) >= precision) limit = score;
  });
  return rounded(limit);
}
