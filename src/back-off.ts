const longest = 300_000;

/** How long to wait before the next try, milliseconds: 1, 2, 4 … seconds, at most five minutes. */
export const backOff = (attempts: number): number => Math.min(1000 * 2 ** attempts, longest);
