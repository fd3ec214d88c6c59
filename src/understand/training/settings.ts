/** How the linear model is fitted. Chosen by the share of right topics and dangers among held-out examples. */
export const settings = {
  seed: 20261122,
  epochs: 5,
  rate: 0.3,
  /** How many weights are kept; the smallest go first. 2 bytes each. */
  entries: 4_000_000,
  /** Weights of risk and scope are worth this much more than those of topics when the smallest go. */
  riskWorth: 3,
  /** The final weights are the mean of this many trainings, which steadies what is decided near a limit. */
  trainings: 1,
} as const;
