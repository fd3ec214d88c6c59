import type { Update } from 'grammy/types';
import type { Tell } from './news.ts';

export type Took = 'taken' | 'aside' | 'not-yet';

/** So many times an update may fail while others are taken, before it is set aside. */
const mostFailures = 3;
/** Nor before so long (milliseconds): what it takes to know whose it is may fail for a while, and then it is no poison. */
const leastTime = 60_000;

/**
 * Hands updates in, each once at a time. One that fails again and again while others are taken is poison, and is set aside so
 * that it holds up nobody; when all fail the fault is ours, and nothing is set aside.
 */
export const createIntake = (handle: (update: Update) => Promise<void>, tell: Tell, now: () => number) => {
  const underWay = new Map<number, Promise<Took>>();
  const failures = new Map<number, { times: number; readonly takenBefore: number; readonly since: number }>();
  let taken = 0;

  const failed = (id: number): Took => {
    const known = failures.get(id) ?? { times: 0, takenBefore: taken, since: now() };
    known.times += 1;
    failures.set(id, known);
    const isEarly = known.times < mostFailures || now() - known.since < leastTime;
    if (isEarly || taken === known.takenBefore) {
      tell('not-taken');
      return 'not-yet';
    }
    failures.delete(id);
    tell('set-aside');
    return 'aside';
  };

  const takeNow = async (update: Update): Promise<Took> => {
    try {
      await handle(update);
      taken += 1;
      failures.delete(update.update_id);
      return 'taken';
    } catch {
      return failed(update.update_id);
    }
  };

  return {
    /** Resolves when the update is durable, set aside, or was not taken. Never rejects. */
    take: (update: Update): Promise<Took> => {
      const known = underWay.get(update.update_id);
      if (known !== undefined) return known;
      const taking = takeNow(update).finally(() => underWay.delete(update.update_id));
      underWay.set(update.update_id, taking);
      return taking;
    },
    idle: async (): Promise<void> => {
      while (underWay.size > 0) await Promise.all(underWay.values());
    },
  };
};

export type Intake = ReturnType<typeof createIntake>;
