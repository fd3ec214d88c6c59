import type { Country } from '../domain.ts';
import type { Schedule } from './schema.ts';

/** The time zone in which the hours of a country are written. */
export const timeZoneOf: Readonly<Record<Country, string>> = {
  CZ: 'Europe/Prague',
  PL: 'Europe/Warsaw',
  SK: 'Europe/Bratislava',
  UA: 'Europe/Kyiv',
  GB: 'Europe/London',
  US: 'America/New_York',
};

export type OpenState = 'open' | 'closed' | 'unknown';

/** A moment as the clock on the wall shows it. */
export interface LocalTime {
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly day: Schedule['byday'][number];
  /** Minutes since midnight by the clock, not by the time passed: a day may have 23 or 25 hours. */
  readonly minutes: number;
}

const days = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;
const hour = 3_600_000;
const day = 24 * hour;
const quarterHour = hour / 4;
const farthestDays = 60;

/** Whether it is open at `now` (milliseconds since 1970). No schedule and not round the clock: nobody knows. */
export function openAt(
  schedules: readonly Schedule[],
  h24: boolean,
  timeZone: string,
  now: number,
): OpenState {
  if (h24) return 'open';
  if (schedules.length === 0) return 'unknown';
  const local = localTime(now, timeZone);
  return schedules.some((s) => s.byday.includes(local.day) && within(s, local.minutes)) ? 'open' : 'closed';
}

const within = (s: Schedule, at: number): boolean =>
  minutesOf(s.opens_at) <= at && at < minutesOf(s.closes_at);

/**
 * The first moment from `now` on when it is open (`now` itself when it is), milliseconds since 1970; null when the hours
 * are not known or it does not open within 60 days. On `holidays` (YYYY-MM-DD) it stays closed.
 */
export function nextOpening(
  schedules: readonly Schedule[],
  h24: boolean,
  timeZone: string,
  now: number,
  holidays: readonly string[] = [],
): number | null {
  const always: Schedule = { byday: [...days], opens_at: '00:00', closes_at: '24:00' };
  const weekly = h24 ? [always] : schedules;
  const today = localTime(now, timeZone);
  const noon = Date.parse(`${today.date}T12:00:00Z`);
  for (let ahead = 0; ahead <= farthestDays; ahead++) {
    const that = new Date(noon + ahead * day);
    const date = that.toISOString().slice(0, 10);
    if (holidays.includes(date)) continue;
    const opens = weekly
      .filter((s) => s.byday.includes(days[that.getUTCDay()] ?? 'SU'))
      .flatMap((s) => {
        if (ahead === 0 && within(s, today.minutes)) return [now];
        return instants(date, minutesOf(s.opens_at), timeZone).filter(
          (at) => at >= now && within(s, localTime(at, timeZone).minutes),
        );
      })
      .sort((a, b) => a - b);
    if (opens[0] !== undefined) return opens[0];
  }
  return null;
}

/** `08:30` → 510; `24:00` → 1440. */
export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(timeZone, made);
  return made;
}

const lastOffset = new Map<string, { readonly quarter: number; readonly offset: number }>();

/** Milliseconds by which the clock on the wall is ahead of UTC. Kept for the quarter of an hour: clocks change on quarters. */
function offsetAt(now: number, timeZone: string): number {
  const quarter = Math.floor(now / quarterHour);
  const last = lastOffset.get(timeZone);
  if (last?.quarter === quarter) return last.offset;
  const part: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(now)) part[type] = Number(value);
  const { year = 0, month = 1, day: date = 1, hour: hours = 0, minute = 0, second = 0 } = part;
  const offset = Date.UTC(year, month - 1, date, hours, minute, second) - Math.floor(now / 1000) * 1000;
  lastOffset.set(timeZone, { quarter, offset });
  return offset;
}

/** What the clock on the wall shows. */
export function localTime(now: number, timeZone: string): LocalTime {
  const wall = new Date(now + offsetAt(now, timeZone));
  return {
    date: wall.toISOString().slice(0, 10),
    day: days[wall.getUTCDay()] ?? 'SU',
    minutes: wall.getUTCHours() * 60 + wall.getUTCMinutes(),
  };
}

/**
 * When the clock on the wall shows a time: once, twice when clocks go back, and when they go forward over it, the moment
 * at which they do.
 */
function instants(date: string, minutes: number, timeZone: string): readonly number[] {
  const wall = Date.parse(`${date}T00:00:00Z`) + minutes * 60_000;
  const before = offsetAt(wall - day, timeZone);
  const after = offsetAt(wall + day, timeZone);
  const found = [...new Set([before, after])]
    .filter((offset) => offsetAt(wall - offset, timeZone) === offset)
    .map((offset) => wall - offset);
  if (found.length > 0) return found;
  let change = Math.floor((wall - after) / quarterHour) * quarterHour;
  while (change < wall - before && offsetAt(change, timeZone) !== after) change += quarterHour;
  return [change];
}
