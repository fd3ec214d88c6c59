import type { Address } from '../../src/port.ts';

/** What outlasts a restart. */
export interface Memory {
  /** Until when everything had come, milliseconds since 1970; null: never yet. */
  readonly heardUntil: () => Promise<number | null>;
  readonly saveHeardUntil: (at: number) => Promise<void>;
  /** Addresses of those whose conversations are kept, open cases first. */
  readonly persons: () => Promise<readonly Address[]>;
}

export interface MissedNeeds {
  readonly memory: Memory;
  readonly now: () => number;
  readonly after: (milliseconds: number, call: () => void) => () => void;
}

/**
 * How often it is noted until when everything had come (milliseconds), and how far back is looked to be sure: whoever writes
 * right after a start waits for what they wrote since.
 */
const noting = 10_000;
const margin = 2 * noting;
/** What was handled longer ago is not known any more, so it is not fetched again (milliseconds). */
const longestLookBack = 6 * 24 * 3_600_000;

/** Keeps note of the time until which everything had come, so that what was missed can be fetched. */
export const createMissed = ({ memory, now, after }: MissedNeeds) => {
  let heard: number | null = null;
  /** From when on what came is still to be fetched; until it was, nothing later is noted. */
  let owed: number | null = null;
  let noted: number | null = null;
  let stopped = false;
  let callOff = (): void => undefined;

  const save = async (): Promise<void> => {
    if (heard === null || heard === noted || owed !== null) return;
    noted = heard;
    // Not noted means that more is looked through the next time, and taken as known.
    await memory.saveHeardUntil(heard).catch(() => undefined);
  };

  const note = (): void => {
    callOff();
    void save();
    if (!stopped) callOff = after(noting, note);
  };

  return {
    /** Something came. */
    heardNow: (): void => {
      heard = now();
    },
    /** From when on something may have been missed, as a new connection begins; null: nothing was ever heard. */
    since: async (): Promise<number | null> => {
      const last = noted ?? (await memory.heardUntil());
      if (owed === null && last !== null) owed = Math.max(last - margin, now() - longestLookBack);
      note();
      return owed;
    },
    /** All of it was fetched. */
    fetched: (): void => {
      owed = null;
    },
    stop: async (): Promise<void> => {
      stopped = true;
      callOff();
      await save();
    },
  };
};
