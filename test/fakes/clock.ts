import type { Clock } from '../../src/clock.ts';

/** A clock that stands still until it is turned. */
export interface FakeClock extends Clock {
  /** The time of the next timer; null without one. */
  next(): number | null;
  /** Sets the time and fires the timers that are due then, in their order. */
  set(at: number): void;
}

export const createFakeClock = (start: number): FakeClock => {
  let now = start;
  let last = 0;
  const timers = new Map<number, { readonly at: number; readonly call: () => void }>();
  const due = () =>
    [...timers]
      .filter(([, timer]) => timer.at <= now)
      .sort(([one, a], [other, b]) => a.at - b.at || one - other);
  return {
    now: () => now,
    after: (milliseconds, call) => {
      last += 1;
      const id = last;
      timers.set(id, { at: now + Math.max(0, milliseconds), call });
      return () => {
        timers.delete(id);
      };
    },
    next: () => (timers.size === 0 ? null : Math.min(...[...timers.values()].map(({ at }) => at))),
    set: (at) => {
      now = Math.max(now, at);
      for (let first = due()[0]; first !== undefined; first = due()[0]) {
        timers.delete(first[0]);
        first[1].call();
      }
    },
  };
};
