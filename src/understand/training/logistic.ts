/** One observation: values (the first always 1), what was true, and how much it counts. */
export interface Observation {
  readonly values: Float64Array;
  readonly yes: boolean;
  readonly weight: number;
}

function solve(matrix: Float64Array[], right: Float64Array): Float64Array {
  const n = right.length;
  for (let col = 0; col < n; col++) {
    let pivot = col;
    for (let row = col + 1; row < n; row++)
      if (Math.abs(matrix[row]?.[col] ?? 0) > Math.abs(matrix[pivot]?.[col] ?? 0)) pivot = row;
    const a = matrix[pivot];
    const b = matrix[col];
    if (!a || !b) throw new Error('solve: the matrix has a missing row');
    matrix[pivot] = b;
    matrix[col] = a;
    const held = right[pivot] ?? 0;
    right[pivot] = right[col] ?? 0;
    right[col] = held;
    for (let row = col + 1; row < n; row++) {
      const line = matrix[row];
      if (!line) continue;
      const factor = (line[col] ?? 0) / (a[col] ?? 1);
      for (let k = col; k < n; k++) line[k] = (line[k] ?? 0) - factor * (a[k] ?? 0);
      right[row] = (right[row] ?? 0) - factor * held;
    }
  }
  const out = new Float64Array(n);
  for (let row = n - 1; row >= 0; row--) {
    let sum = right[row] ?? 0;
    for (let k = row + 1; k < n; k++) sum -= (matrix[row]?.[k] ?? 0) * (out[k] ?? 0);
    out[row] = sum / (matrix[row]?.[row] ?? 1);
  }
  return out;
}

/** Logistic regression by Newton's method: few weights, many observations. A small ridge keeps it solvable. */
export function fitLogistic(observations: readonly Observation[], ridge = 1): readonly number[] {
  const n = observations[0]?.values.length ?? 0;
  const weights = new Float64Array(n);
  for (let round = 0; round < 9; round++) {
    const slope = weights.map((w, i) => (i === 0 ? 0 : ridge * w));
    const curve = Array.from({ length: n }, (_, i) => {
      const row = new Float64Array(n);
      row[i] = i === 0 ? 1e-6 : ridge;
      return row;
    });
    for (const { values, yes, weight } of observations) {
      let z = 0;
      for (let i = 0; i < n; i++) z += (weights[i] ?? 0) * (values[i] ?? 0);
      const p = 1 / (1 + Math.exp(-z));
      const error = weight * (p - (yes ? 1 : 0));
      const bend = weight * p * (1 - p);
      for (let i = 0; i < n; i++) {
        const v = values[i] ?? 0;
        slope[i] = (slope[i] ?? 0) + error * v;
        const row = curve[i];
        if (row) for (let k = 0; k <= i; k++) row[k] = (row[k] ?? 0) + bend * v * (values[k] ?? 0);
      }
    }
    // Only one half was added up: both are the same.
    curve.forEach((row, i) => {
      for (let k = i + 1; k < n; k++) row[k] = curve[k]?.[i] ?? 0;
    });
    const move = solve(curve, slope);
    for (let i = 0; i < n; i++) weights[i] = (weights[i] ?? 0) - (move[i] ?? 0);
  }
  // Rounded, so that the last bits of exp and log of another machine do not reach the file.
  return Array.from(weights, (w) => Number(w.toFixed(4)));
}
