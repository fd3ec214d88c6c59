import type { Tell } from './news.ts';

export interface IntakeNeeds {
  readonly after: (milliseconds: number, call: () => void) => () => void;
  readonly tell: Tell;
}

/**
 * Hands over what came, and rejects when it was not taken. Tells when that has begun: from then on the core keeps the order,
 * and what came next may be handed over, too.
 */
export type HandOver = (begun: () => void) => Promise<void>;

/** Pauses after which what was not taken is tried again (milliseconds), the last one for ever. */
const pauses = [2000, 10_000, 60_000, 300_000] as const;
/** After so many tries, an hour, it is set aside: nothing else is at fault. */
const mostTries = 15;

/**
 * Hands over what comes on the connection, in each channel in its order. Nothing can be given back there to be told again: what
 * is not taken is tried again later, and holds up nobody.
 */
export const createIntake = ({ after, tell }: IntakeNeeds) => {
  const lastIn = new Map<string, Promise<void>>();
  const underWay = new Set<Promise<void>>();
  const waiting = new Set<() => void>();
  /** When it was said, of all that is not taken yet. */
  const untaken = new Set<{ readonly at: number }>();
  let stopped = false;

  const count = (job: Promise<void>): Promise<void> => {
    underWay.add(job);
    void job.then(() => underWay.delete(job));
    return job;
  };

  const attempt = async (
    item: { readonly at: number },
    job: HandOver,
    begun: () => void,
    failures: number,
  ) => {
    try {
      await job(begun);
      untaken.delete(item);
    } catch {
      if (stopped) return;
      if (failures + 1 >= mostTries) {
        untaken.delete(item);
        return tell('set-aside');
      }
      tell('not-taken');
      const callOff = after(pauses[Math.min(failures, pauses.length - 1)] ?? 0, () => {
        waiting.delete(callOff);
        void count(attempt(item, job, () => undefined, failures + 1));
      });
      waiting.add(callOff);
    } finally {
      begun();
    }
  };

  /** Resolves when it was handed over, or could not be; whether it is taken waits for itself. Never rejects. */
  const handOver = (at: number, job: HandOver, before: Promise<void> | null): Promise<void> => {
    const item = { at };
    untaken.add(item);
    const begun = Promise.withResolvers<void>();
    const begin = (): Promise<void> => attempt(item, job, begun.resolve, 0);
    void count(before === null ? begin() : before.then(begin));
    return begun.promise;
  };

  return {
    /** Now, whatever else is under way. `at`: when it was said, milliseconds since 1970. */
    now: (at: number, job: HandOver): Promise<void> => handOver(at, job, null),
    /** When all that came in the same channel before was handed over. */
    inTurn: (channel: string, at: number, job: HandOver): Promise<void> => {
      const begun = handOver(at, job, lastIn.get(channel) ?? Promise.resolve());
      lastIn.set(channel, begun);
      void begun.then(() => {
        if (lastIn.get(channel) === begun) lastIn.delete(channel);
      });
      return begun;
    },
    /** Whether something in this channel is not handed over yet. */
    isBusy: (channel: string): boolean => lastIn.has(channel),
    /** When the oldest was said that is not taken yet; null: all is taken. */
    oldest: (): number | null => (untaken.size === 0 ? null : Math.min(...[...untaken].map(({ at }) => at))),
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

export type Intake = ReturnType<typeof createIntake>;
