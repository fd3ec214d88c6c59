import type { StoreLine } from './ground.ts';
import type { Sqlite } from './sqlite.ts';
import { StoreError } from './store-error.ts';

/** asked: a person was forgotten. routine: something went by time. null: nothing went, look whether something is owed. */
export type Wiping = 'asked' | 'routine' | null;

export interface Wipe {
  /** Makes sure that no file holds what was deleted; what cannot be done now is done later. Never fails. */
  readonly wipe: (wiping: Wiping) => Promise<void>;
  /** Does what is owed, for the last time. */
  readonly finish: () => Promise<void>;
}

const files = ['keys', 'lampa'] as const;
const routineRestMs = 6 * 3_600_000;
// At most about a twentieth of the time goes into rewriting files, however often somebody writes and deletes.
const restFactor = 20;
// Whatever the clock does: a clock set back must not put it off for days.
const shortestDelayMs = 1_000;
const longestDelayMs = 10 * 60_000;

/**
 * `secure_delete` and a checkpoint leave almost nothing, but not nothing: when rows move between pages, old copies of
 * them can stay in the gaps (measured: up to 1 KB of sealed bytes after 500 deletions). So the files are written anew
 * as well (VACUUM; 0.1 s for 42 MB), with a rest between, since that costs as much as the files are long.
 */
export const createWipe = (sqlite: Sqlite, log: (line: StoreLine) => void, now: () => number): Wipe => {
  let owed: Wiping = null;
  let later: NodeJS.Timeout | undefined;
  let lastAt = Number.NEGATIVE_INFINITY;
  let lastTook = 0;
  let ended = false;

  const checkpoint = async (file: string): Promise<void> => {
    const { rows } = await sqlite.run(file, { sql: 'PRAGMA wal_checkpoint(TRUNCATE)', parameters: [] });
    if (rows[0]?.busy !== 0) throw new StoreError(`Store: ${file}.sqlite is being read by another program.`);
  };

  const attempt = async (job: (file: string) => Promise<void>): Promise<boolean> => {
    let done = true;
    for (const file of files) {
      try {
        await job(file);
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        log({ line: 'store-wipe-late', file, why: error.message });
        done = false;
      }
    }
    return done;
  };

  const rewrite = async (): Promise<void> => {
    const begun = now();
    const done = await attempt(async (file) => {
      await sqlite.run(file, { sql: 'VACUUM', parameters: [] });
      await checkpoint(file);
    });
    lastAt = now();
    lastTook = lastAt - begun;
    if (done) owed = null;
  };

  const wipe = async (wiping: Wiping): Promise<void> => {
    if (wiping !== null && owed !== 'asked') owed = wiping;
    clearTimeout(later);
    const clean = await attempt(checkpoint);
    if (owed === null) return;
    const rest = owed === 'asked' ? lastTook * restFactor : routineRestMs;
    const still = lastAt + rest - now();
    if (clean && still <= 0) await rewrite();
    // Promised at once to the person who asked, so it does not wait for the next thing that happens to go.
    if (owed === 'asked' && !ended) {
      clearTimeout(later);
      const delay = Math.min(Math.max(still, shortestDelayMs), longestDelayMs);
      later = setTimeout(() => void wipe(null), delay).unref();
    }
  };

  return {
    wipe,
    finish: async () => {
      ended = true;
      clearTimeout(later);
      if (owed !== null) await rewrite();
    },
  };
};
