import { describe, expect, test } from 'vitest';
import { dutyAt } from '../../src/knowledge/duty.ts';
import { sampleTeam } from './sample.ts';

const at = (iso: string): number => Date.parse(iso);
// The sample team is there Monday to Friday, 14 to 18 in Prague.
const monday = at('2026-11-23T14:00:00Z');
const saturday = at('2026-11-28T14:00:00Z');
const nextMonday = at('2026-11-30T13:00:00Z');

describe('whether somebody is at the desk', () => {
  test('in the weekly hours somebody is', () => {
    expect(dutyAt(sampleTeam, null, monday)).toEqual({ on: true, opens: null, usualMinutes: 10 });
  });

  test('outside them it is said when the desk opens', () => {
    expect(dutyAt(sampleTeam, null, saturday)).toEqual({ on: false, opens: nextMonday, usualMinutes: 10 });
  });

  test('on a holiday nobody is, and it opens the day after', () => {
    const team = { ...sampleTeam, holidays: ['2026-11-23'] };
    expect(dutyAt(team, null, monday)).toMatchObject({ on: false, opens: at('2026-11-24T13:00:00Z') });
  });

  test('without hours nobody is, and no time is promised', () => {
    expect(dutyAt({ ...sampleTeam, hours: [] }, null, monday)).toMatchObject({ on: false, opens: null });
  });

  test('a worker who goes on duty is there on a Saturday, until the time that was said', () => {
    const override = { on: true, until: saturday + 1000 };
    expect(dutyAt(sampleTeam, override, saturday).on).toBe(true);
    expect(dutyAt(sampleTeam, override, saturday + 1000).on).toBe(false);
    expect(dutyAt(sampleTeam, { on: true, until: null }, saturday).on).toBe(true);
  });

  test('off duty until a time opens with the weekly hours after that time', () => {
    const until = at('2026-11-23T16:00:00Z');
    expect(dutyAt(sampleTeam, { on: false, until }, monday)).toMatchObject({ on: false, opens: until });
    const evening = at('2026-11-23T20:00:00Z');
    expect(dutyAt(sampleTeam, { on: false, until: evening }, monday)).toMatchObject({
      opens: at('2026-11-24T13:00:00Z'),
    });
  });

  test('off duty without an end promises no time', () => {
    expect(dutyAt(sampleTeam, { on: false, until: null }, monday)).toMatchObject({ on: false, opens: null });
  });
});
