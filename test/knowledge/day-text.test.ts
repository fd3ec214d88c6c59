import { expect, test } from 'vitest';
import { readDay } from '../../src/knowledge/day-text.ts';
import { readMoment } from '../../src/knowledge/moment-text.ts';

const sunday = '2026-11-22';

test.each([
  ['2026-12-01', '2026-12-01'],
  ['1. 12.', '2026-12-01'],
  ['5.1.', '2027-01-05'],
  ['5. 1. 2028', '2028-01-05'],
  ['dnes', '2026-11-22'],
  ['today', '2026-11-22'],
  ['zítra', '2026-11-23'],
  ['Tomorrow', '2026-11-23'],
  ['pozítří', '2026-11-24'],
  ['pátek', '2026-11-27'],
  ['do pátku', '2026-11-27'],
  ['until Friday', '2026-11-27'],
  ['neděle', '2026-11-29'],
  ['za 3 dny', '2026-11-25'],
  ['in 3 days', '2026-11-25'],
  ['za týden', '2026-11-29'],
  ['in 2 weeks', '2026-12-06'],
])('on a Sunday in November "%s" is %s', (said, day) => {
  expect(readDay(said, sunday)).toBe(day);
});

test.each(['', '2026-02-30', '31. 2.', 'někdy', 'za chvíli', 'pátek ráno', '99'])(
  '"%s" is no day',
  (said) => {
    expect(readDay(said, sunday)).toBeNull();
  },
);

test('a moment is told by the clock on the wall, in summer and in winter', () => {
  expect(readMoment('2026-11-20 14:30', 'Europe/Prague')).toBe(Date.parse('2026-11-20T13:30:00Z'));
  expect(readMoment('2026-07-01', 'Europe/Prague')).toBe(Date.parse('2026-06-30T22:00:00Z'));
  expect(readMoment('2026-10-25', 'Europe/Prague')).toBe(Date.parse('2026-10-24T22:00:00Z'));
  expect(readMoment('2026-13-01', 'Europe/Prague')).toBeNull();
  expect(readMoment('2026-11-20 24:30', 'Europe/Prague')).toBeNull();
});
