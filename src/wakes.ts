import type { Clock } from './clock.ts';
import { units } from './conversation/rules.ts';
import { faultOf, type Log } from './log.ts';
import type { ConversationId, Store } from './store/store.ts';

const atOnce = 100;
/** Retention runs this often; also the longest time until a missed wake is noticed. */
const round = 10 * units.minute;
const restAfterFault = units.minute / 2;

/** Wakes conversations whose time has come (alarms, reminders, expiry) and lets the store drop what is over. */
export const createWakes = ({
  store,
  clock,
  log,
  wake,
  expired,
}: {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly wake: (conversation: ConversationId) => Promise<void>;
  /** Retention has left something to be delivered. */
  readonly expired: () => void;
}) => {
  let callOff: (() => void) | null = null;
  let planned = Number.POSITIVE_INFINITY;
  let running: Promise<void> | null = null;
  let lastExpiry = Number.NEGATIVE_INFINITY;
  let stopped = false;
  let again = false;

  const plan = (at: number): void => {
    if (stopped || at >= planned) return;
    planned = at;
    callOff?.();
    callOff = clock.after(Math.max(0, at - clock.now()), run);
  };

  const run = (): void => {
    planned = Number.POSITIVE_INFINITY;
    if (stopped) return;
    if (running !== null) {
      again = true;
      return;
    }
    running = look().finally(() => {
      running = null;
      if (again) {
        again = false;
        run();
      }
    });
  };

  const look = async (): Promise<void> => {
    const now = clock.now();
    try {
      const due = await store.due(now, atOnce);
      const woken = await Promise.all(due.map(wakeOne));
      // Also when the clock was set back.
      if (Math.abs(now - lastExpiry) >= round) {
        lastExpiry = now;
        const gone = await store.expire(now);
        if (gone.texts + gone.conversations + gone.rooms > 0) log({ line: 'expired', ...gone });
        if (gone.rooms > 0) expired();
      }
      const next = await store.nextWake();
      const full = due.length === atOnce && woken.some((well) => well);
      // What is still due after its wake could not be written; it is tried again, but not at once.
      const soonest = full ? now + 1 : now + restAfterFault;
      plan(Math.min(next === null ? Number.POSITIVE_INFINITY : next > now ? next : soonest, now + round));
    } catch (error) {
      log({ line: 'fault', where: 'wakes', error: faultOf(error) });
      plan(clock.now() + restAfterFault);
    }
  };

  const wakeOne = async (conversation: ConversationId): Promise<boolean> => {
    try {
      await wake(conversation);
      return true;
    } catch (error) {
      log({ line: 'fault', where: 'wake', error: faultOf(error) });
      return false;
    }
  };

  return {
    start: run,
    /** A conversation wants to be woken at this time; null: not at all. */
    reconsider: (at: number | null): void => {
      if (at !== null) plan(at);
    },
    idle: async (): Promise<void> => {
      await running;
    },
    stop: async (): Promise<void> => {
      stopped = true;
      callOff?.();
      await running;
    },
  };
};
