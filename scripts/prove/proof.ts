/** One line of the table: what was proved, with its figures, and what spoke against it. */
export interface Proved {
  readonly what: string;
  readonly figures: string;
  /** What was lost, mixed or told, a sentence each; empty: nothing. */
  readonly against: readonly string[];
  /** Why it could not be proved here. */
  readonly skipped?: string;
}

export interface Scale {
  /** For every change: a tenth of the work or less. */
  readonly short: boolean;
  /** Of what is random, so that it can be played again. */
  readonly seed: number;
  /** Tells how far it is, on one line. */
  readonly progress: (now: string) => void;
}

/** One part of the proofs; it may give several lines. */
export interface Proof {
  readonly name: string;
  /** Measures time, so nothing else goes beside it. */
  readonly alone?: true;
  readonly run: (scale: Scale) => Promise<readonly Proved[]>;
}

/** A small generator with a seed: numbers from 0 to below 1. */
export const createRandom = (seed: number): (() => number) => {
  let state = (seed % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return (state - 1) / 2_147_483_646;
  };
};

/** The value below which a share of all lies; 0 without any. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};
