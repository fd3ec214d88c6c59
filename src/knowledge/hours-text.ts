import { fold } from '../understand/fold.ts';
import type { Schedule } from './schema.ts';
import { type Weekday, week, weekdayOf } from './weekday-words.ts';

/** Opening hours read from what somebody wrote, or the piece that could not be read. */
export type HoursRead =
  | { readonly ok: true; readonly h24: boolean; readonly schedules: readonly Schedule[] }
  | { readonly ok: false; readonly at: string };

type Token =
  | { readonly is: 'days'; readonly days: readonly Weekday[]; readonly text: string }
  | { readonly is: 'time'; readonly minutes: number; readonly text: string }
  | { readonly is: 'to'; readonly text: string }
  | { readonly is: 'closed'; readonly text: string };

const dayLength = 24 * 60;
const always =
  /^(non-?stop|24\s*\/\s*7|24\s*h(od(in)?)?|nepretrzite|round the clock|always|calodobowo|cilodobovo)$/;
const daily = ['denne', 'daily', 'everyday', 'codziennie', 'shchodnya', 'schodnya'];
const workdays = ['vsedni', 'pracovni', 'weekday', 'weekdays', 'workdays'];
const weekend = ['vikend', 'vikendy', 'weekend', 'weekends', 'weekendy'];
const until = ['az', 'do', 'to', 'till', 'until'];
const closed = ['zavreno', 'zatvorene', 'closed', 'nieczynne', 'zamknieto', 'zacheneno'];
/** Words that say nothing more: "každé pondělí od 8 hodin a v pátek". */
const idle = [
  'od',
  'from',
  'v',
  've',
  'w',
  'on',
  'a',
  'i',
  'and',
  'ta',
  'h',
  'hod',
  'hodin',
  'kazde',
  'kazdy',
  'kazdou',
  'every',
  'dny',
  'dni',
  'days',
];

/**
 * Reads hours as people write them: "po-pá 8-16, so 9-12", "Mon–Fri 8:00–12:00 + 13:00–17:00", "denně 9-21", "nonstop". A night
 * over midnight becomes two entries. What is not wholly understood is refused, so that no hour is ever guessed.
 */
export function readHours(text: string): HoursRead {
  if (always.test(fold(text.trim()))) return { ok: true, h24: true, schedules: [] };
  const tokens = tokensOf(text);
  if (typeof tokens === 'string') return { ok: false, at: tokens };
  const schedules: Schedule[] = [];
  let days: readonly Weekday[] = [];
  let saidHours = true;
  for (let i = 0; i < tokens.length; i++) {
    const [token, next, last] = [tokens[i], tokens[i + 1], tokens[i + 2]];
    if (token === undefined || token.is === 'to') return { ok: false, at: token?.text ?? text };
    if (token.is === 'closed') {
      if (days.length === 0) return { ok: false, at: token.text };
      saidHours = true;
      continue;
    }
    if (token.is === 'days') {
      const isRange = next?.is === 'to' && last?.is === 'days';
      const said = isRange ? daysBetween(token.days, last.days) : token.days;
      days = saidHours ? said : [...days, ...said];
      saidHours = false;
      if (isRange) i += 2;
      continue;
    }
    if (next?.is !== 'to' || last?.is !== 'time' || days.length === 0) return { ok: false, at: token.text };
    const hours = schedulesOf(days, token.minutes, last.minutes);
    if (hours === null) return { ok: false, at: `${token.text}-${last.text}` };
    schedules.push(...hours);
    saidHours = true;
    i += 2;
  }
  return saidHours && schedules.length > 0 ? { ok: true, h24: false, schedules } : { ok: false, at: text };
}

const piece = /(\d{1,2}(?:[:.]\d{2})?)\s*(am|pm|a\.m\.|p\.m\.)?|[\p{L}\p{M}'’]+\.?|[-–—−]|[,;+/&\s]+|./giu;

/** The pieces of a text, or the first one that means nothing here. */
function tokensOf(text: string): readonly Token[] | string {
  const tokens: Token[] = [];
  for (const [written, time, half] of text.matchAll(piece)) {
    const token = time === undefined ? wordToken(written) : timeToken(written, time, half);
    if (token === null) return written.trim();
    if (token !== 'idle') tokens.push(token);
  }
  return tokens;
}

function wordToken(text: string): Token | 'idle' | null {
  if (/^[-–—−]$/.test(text)) return { is: 'to', text };
  if (/^[,;+/&\s]+$/.test(text)) return 'idle';
  const day = weekdayOf(text);
  if (day !== null) return { is: 'days', days: [day], text };
  const word = fold(text.replace(/\.$/, ''));
  if (daily.includes(word)) return { is: 'days', days: week, text };
  if (workdays.includes(word)) return { is: 'days', days: week.slice(0, 5), text };
  if (weekend.includes(word)) return { is: 'days', days: week.slice(5), text };
  if (until.includes(word)) return { is: 'to', text };
  if (closed.includes(word)) return { is: 'closed', text };
  return idle.includes(word) ? 'idle' : null;
}

function timeToken(text: string, time: string, half: string | undefined): Token | null {
  const [hours = 0, minutes = 0] = time.split(/[:.]/).map(Number);
  const isAfternoon = half?.toLowerCase().startsWith('p') === true;
  if (half !== undefined && (hours < 1 || hours > 12)) return null;
  const hour = half === undefined ? hours : (hours % 12) + (isAfternoon ? 12 : 0);
  const all = hour * 60 + minutes;
  return minutes > 59 || all > dayLength ? null : { is: 'time', minutes: all, text };
}

/** From the first to the last day, also over the end of the week. */
function daysBetween(from: readonly Weekday[], to: readonly Weekday[]): readonly Weekday[] {
  const [first, last] = [week.indexOf(from[0] ?? 'MO'), week.indexOf(to.at(-1) ?? 'SU')];
  return first <= last ? week.slice(first, last + 1) : [...week.slice(first), ...week.slice(0, last + 1)];
}

function schedulesOf(days: readonly Weekday[], opens: number, closes: number): readonly Schedule[] | null {
  const byday = week.filter((day) => days.includes(day));
  const end = closes === 0 ? dayLength : closes;
  if (opens === end || opens === dayLength) return null;
  if (opens < end) return [{ byday, opens_at: clock(opens), closes_at: clock(end) }];
  const after = week.filter((_, n) => days.includes(week[(n + 6) % 7] ?? 'MO'));
  return [
    { byday, opens_at: clock(opens), closes_at: '24:00' },
    { byday: after, opens_at: '00:00', closes_at: clock(end) },
  ];
}

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
