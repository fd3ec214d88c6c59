import type { Clock } from '../../../src/clock.ts';

const epoch = 1_420_070_400_000n;

/** Ids as Discord makes them: the time in front, and each greater than the one before, also on a clock that stands still. */
export const createSnowflakes = (clock: Clock): (() => string) => {
  let last = 0n;
  return () => {
    const now = (BigInt(clock.now()) - epoch) << 22n;
    last = now > last ? now : last + 1n;
    return `${last}`;
  };
};

/** The ids of what happened at this time and is told only later; those that were given then are none of them. */
export const lateId = (time: number, count: number): string =>
  `${BigInt(snowflakeAt(time)) + (1n << 21n) + BigInt(count)}`;

/** The id that something would have which is made at this time. */
export const snowflakeAt = (time: number): string => `${(BigInt(time) - epoch) << 22n}`;

/** Milliseconds since 1970. */
export const timeOf = (id: string): number => Number((BigInt(id) >> 22n) + epoch);
