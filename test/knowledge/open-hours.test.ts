import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextOpening, openAt } from '../../src/knowledge/open-hours.ts';
import type { Schedule } from '../../src/knowledge/schema.ts';

const prague = 'Europe/Prague';
const at = (iso: string): number => Date.parse(iso);
const weekdays: Schedule = { byday: ['MO', 'TU', 'WE', 'TH', 'FR'], opens_at: '08:30', closes_at: '16:00' };
const everyDay: Schedule['byday'] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const minute = 60_000;

describe('open or closed', () => {
  // 23 November 2026 is a Monday, and Prague is one hour ahead of UTC.
  test.each([
    ['2026-11-23T07:29:00Z', 'closed'],
    ['2026-11-23T07:30:00Z', 'open'],
    ['2026-11-23T14:59:59Z', 'open'],
    ['2026-11-23T15:00:00Z', 'closed'],
    ['2026-11-22T10:00:00Z', 'closed'],
  ])('at %s a weekday office in Prague is %s', (time, state) => {
    expect(openAt([weekdays], false, prague, at(time))).toBe(state);
  });

  test('the same moment is open in Kyiv and closed in London', () => {
    const now = at('2026-11-23T07:00:00Z');
    expect(openAt([weekdays], false, 'Europe/Kyiv', now)).toBe('open');
    expect(openAt([weekdays], false, 'Europe/London', now)).toBe('closed');
  });

  test('summer time moves the opening by an hour of UTC', () => {
    expect(openAt([weekdays], false, prague, at('2026-07-06T06:30:00Z'))).toBe('open');
    expect(openAt([weekdays], false, prague, at('2026-12-07T06:30:00Z'))).toBe('closed');
  });

  test('without hours nobody knows, and round the clock is always open', () => {
    expect(openAt([], false, prague, at('2026-11-23T12:00:00Z'))).toBe('unknown');
    expect(openAt([], true, prague, at('2026-11-23T02:00:00Z'))).toBe('open');
  });

  const night: readonly Schedule[] = [
    { byday: ['SA'], opens_at: '20:00', closes_at: '24:00' },
    { byday: ['SU'], opens_at: '00:00', closes_at: '04:00' },
  ];
  test.each([
    ['2026-11-28T22:59:59Z', 'open'],
    ['2026-11-28T23:00:00Z', 'open'],
    ['2026-11-29T02:59:00Z', 'open'],
    ['2026-11-29T03:00:00Z', 'closed'],
  ])('a night from Saturday to Sunday goes on over midnight: %s is %s', (time, state) => {
    expect(openAt(night, false, prague, at(time))).toBe(state);
  });
});

describe('the next opening', () => {
  test('on Friday evening it is Monday morning', () => {
    expect(nextOpening([weekdays], false, prague, at('2026-11-27T18:00:00Z'))).toBe(
      at('2026-11-30T07:30:00Z'),
    );
  });

  test('while it is open it is now', () => {
    const now = at('2026-11-23T12:34:56Z');
    expect(nextOpening([weekdays], false, prague, now)).toBe(now);
  });

  test('on a holiday it is the day after', () => {
    const now = at('2026-11-23T06:00:00Z');
    expect(nextOpening([weekdays], false, prague, now, ['2026-11-23'])).toBe(at('2026-11-24T07:30:00Z'));
  });

  test('without hours there is none', () => {
    expect(nextOpening([], false, prague, at('2026-11-23T06:00:00Z'))).toBeNull();
  });

  test('an opening in the hour that spring skips is the moment when clocks go forward', () => {
    const early: Schedule = { byday: ['SU'], opens_at: '02:30', closes_at: '05:00' };
    expect(nextOpening([early], false, prague, at('2026-03-29T00:10:00Z'))).toBe(at('2026-03-29T01:00:00Z'));
  });

  test('an opening in the hour that autumn repeats comes twice', () => {
    const early: Schedule = { byday: ['SU'], opens_at: '02:30', closes_at: '02:45' };
    expect(nextOpening([early], false, prague, at('2026-10-25T00:00:00Z'))).toBe(at('2026-10-25T00:30:00Z'));
    expect(nextOpening([early], false, prague, at('2026-10-25T01:00:00Z'))).toBe(at('2026-10-25T01:30:00Z'));
  });

  test('it is the first minute at which a look at every minute finds it open', () => {
    const quarter = fc.nat({ max: 95 });
    const clock = (n: number): string =>
      `${String(Math.floor(n / 4)).padStart(2, '0')}:${String((n % 4) * 15).padStart(2, '0')}`;
    const hours = fc
      .tuple(fc.subarray(everyDay, { minLength: 1 }), quarter, quarter)
      .map(([byday, a, b]): Schedule => {
        const [opens, closes] = [Math.min(a, b), Math.max(a, b) + 1];
        return { byday, opens_at: clock(opens), closes_at: clock(closes) };
      });
    // Around both changes of the clocks, where it is hard.
    const moment = fc
      .tuple(fc.constantFrom('2026-03-28T12:00:00Z', '2026-10-24T12:00:00Z'), fc.nat({ max: 2 * 24 * 60 }))
      .map(([start, minutes]) => at(start) + minutes * minute);
    fc.assert(
      fc.property(fc.array(hours, { minLength: 1, maxLength: 3 }), moment, (schedules, now) => {
        let slow = now;
        while (openAt(schedules, false, prague, slow) !== 'open') slow += minute;
        expect(nextOpening(schedules, false, prague, now)).toBe(slow);
      }),
      { seed: 11, numRuns: 150 },
    );
  });
});
