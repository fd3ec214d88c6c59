import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { languages } from '../../src/domain.ts';
import { readHours } from '../../src/knowledge/hours-text.ts';
import type { Schedule } from '../../src/knowledge/schema.ts';
import { week } from '../../src/knowledge/weekday-words.ts';
import { readableHours } from '../../src/text/format.ts';
import { texts } from '../../src/text/texts.ts';

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const schedule: fc.Arbitrary<Schedule> = fc
  .record({
    days: fc.subarray([...week], { minLength: 1 }),
    from: fc.nat({ max: 1439 }),
    length: fc.integer({ min: 1, max: 1440 }),
  })
  .map(({ days, from, length }) => ({
    byday: days,
    opens_at: clock(from),
    closes_at: clock(Math.min(1440, from + length)),
  }));

/** Each day with its hours, whichever way the schedules are grouped. */
const byDay = (schedules: readonly Schedule[]): readonly string[] =>
  schedules
    .flatMap(({ byday, opens_at, closes_at }) => byday.map((day) => `${day} ${opens_at}-${closes_at}`))
    .sort();

const on = (schedules: readonly Schedule[]): string => readableHours(schedules, texts.en);

const readAs = (text: string): string => {
  const read = readHours(text);
  return read.ok ? (read.h24 ? 'nonstop' : on(read.schedules)) : `not understood: ${read.at}`;
};

describe('opening hours', () => {
  test('what is printed in any language is read back as the same hours', () => {
    fc.assert(
      fc.property(
        fc.array(schedule, { minLength: 1, maxLength: 5 }),
        fc.constantFrom(...languages),
        (all, language) => {
          const read = readHours(readableHours(all, texts[language]));
          expect(read.ok && byDay(read.schedules)).toEqual(byDay(all));
        },
      ),
      { seed: 3, numRuns: 500 },
    );
  });

  test('what was read once is printed and read as exactly the same', () => {
    fc.assert(
      fc.property(fc.array(schedule, { minLength: 1, maxLength: 5 }), (all) => {
        const printed = on(all);
        expect(readAs(printed)).toBe(printed);
      }),
      { seed: 4, numRuns: 200 },
    );
  });

  test.each([
    ['po-pá 8-16, so 9-12', 'Mon–Fri 8:00–16:00, Sat 9:00–12:00'],
    ['Mon-Fri 8:00-16:00', 'Mon–Fri 8:00–16:00'],
    ['po, st 8-12 + 13:30-17; čt 9.00–12.00', 'Mon, Wed 8:00–12:00 + 13:30–17:00, Thu 9:00–12:00'],
    ['Pondělí a středa od 8 do 12 hodin, pátek zavřeno', 'Mon, Wed 8:00–12:00'],
    ['každé úterý 13-15', 'Tue 13:00–15:00'],
    ['denně 9-21', 'Mon–Sun 9:00–21:00'],
    ['víkend 10-12', 'Sat, Sun 10:00–12:00'],
    ['so-po 9-12', 'Mon, Sat, Sun 9:00–12:00'],
    ['pá 20-2', 'Fri 20:00–24:00, Sat 0:00–2:00'],
    ['ne 22-6', 'Sun 22:00–24:00, Mon 0:00–6:00'],
    ['po 16-0', 'Mon 16:00–24:00'],
    ['mon 8am-4:30pm', 'Mon 8:00–16:30'],
    ['št 9-12', 'Thu 9:00–12:00'],
    ['pon.-czw. 7:30-15:30', 'Mon–Thu 7:30–15:30'],
    ['пн–пт 9:00–18:00', 'Mon–Fri 9:00–18:00'],
    ['nonstop', 'nonstop'],
    ['24/7', 'nonstop'],
  ])('"%s" is %s', (said, hours) => {
    expect(readAs(said)).toBe(hours);
  });

  test.each([
    '',
    '8-16',
    'po',
    'po 8',
    'po 8-',
    'po 25-26',
    'po 8:75-9',
    'po 8-8',
    'sudé po 8-12',
    'po 8-12 po domluvě',
    'první st 8-12',
    'zavřeno',
  ])('of "%s" no hours are guessed', (said) => {
    expect(readHours(said).ok).toBe(false);
  });

  test('whatever is typed, nothing is thrown', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (said) => {
        const read = readHours(said);
        if (read.ok) expect(read.h24 || read.schedules.length > 0).toBe(true);
      }),
      { seed: 5, numRuns: 500 },
    );
  });
});
