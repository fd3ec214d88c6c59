import type { Change } from './store.ts';

/** The parts of a change that most changes leave empty. */
export const nothingElse = {
  texts: [],
  rewrite: [],
  drop: [],
  errands: [],
  settle: [],
  counters: [],
  audit: [],
  block: null,
  closes: null,
} as const satisfies Partial<Change>;
