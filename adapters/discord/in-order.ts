import type { Tell } from './news.ts';

export interface InOrderNeeds {
  readonly after: (milliseconds: number, call: () => void) => () => void;
  readonly tell: Tell;
}

/** Pauses after which what was not taken is tried again (milliseconds); after the last it is set aside. */
const triesAgain = [2000, 10_000, 60_000, 300_000];

/**
 * Takes what happens in one channel in its order. What is not taken cannot be given back to be told again: it is tried again
 * later, and holds up nobody.
 */
export const createInOrder = ({ after, tell }: InOrderNeeds) => {
  const lastIn = new Map<string, Promise<void>>();
  const underWay = new Set<Promise<void>>();
  const waiting = new Set<() => void>();
  let stopped = false;

  const count = (job: Promise<void>): void => {
    underWay.add(job);
    void job.then(() => underWay.delete(job));
  };

  const orAgain = async (job: () => Promise<void>, failures: number): Promise<void> => {
    try {
      await job();
    } catch {
      if (stopped) return;
      const pause = triesAgain[failures];
      if (pause === undefined) return tell('set-aside');
      tell('not-taken');
      const callOff = after(pause, () => {
        waiting.delete(callOff);
        count(orAgain(job, failures + 1));
      });
      waiting.add(callOff);
    }
  };

  return {
    /** Never rejects. */
    run: (channel: string, job: () => Promise<void>): Promise<void> => {
      const before = lastIn.get(channel) ?? Promise.resolve();
      const mine = before.then(() => orAgain(job, 0));
      lastIn.set(channel, mine);
      count(mine);
      void mine.then(() => {
        if (lastIn.get(channel) === mine) lastIn.delete(channel);
      });
      return mine;
    },
    /** A job that is waited for at the end, and may not fail. */
    count,
    /** Resolves when everything that came was taken, or waits to be tried again. */
    idle: async (): Promise<void> => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    stop: async (): Promise<void> => {
      stopped = true;
      for (const callOff of waiting) callOff();
      await Promise.all(underWay);
    },
  };
};

export type InOrder = ReturnType<typeof createInOrder>;
