const tooFar = 99;
const longest = 60;

/** How many letters have to be changed, added or left out to make one word of the other; 99 for very unlike ones. */
export function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 8 || a.length > longest || b.length > longest) return tooFar;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? tooFar;
}
