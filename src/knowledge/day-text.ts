import { fold } from '../understand/fold.ts';
import { week, weekdayOf } from './weekday-words.ts';

const dayLength = 86_400_000;
const ahead: Readonly<Record<string, number>> = { dnes: 0, today: 0, zitra: 1, tomorrow: 1, pozitri: 2 };
const unit: Readonly<Record<string, number>> = { d: 1, t: 7, w: 7 };

/**
 * A day as people say it, seen from `today` (YYYY-MM-DD): "2026-12-01", "1. 12.", "pátek", "until Friday", "zítra", "za 3 dny",
 * "in 2 weeks". The name of a day means the next one, never today. null when it names no day.
 */
export function readDay(text: string, today: string): string | null {
  const said = fold(text.trim()).replace(/^(do|until|till|v|ve|on)\s+/, '');
  if (/^\d{4}-\d{2}-\d{2}$/.test(said)) return isDay(said) ? said : null;
  const inNumbers = /^(\d{1,2})\.\s*(\d{1,2})\.?(?:\s*(\d{4}))?$/.exec(said);
  if (inNumbers !== null) return dayInNumbers(inNumbers, today);
  const soon = ahead[said];
  if (soon !== undefined) return later(today, soon);
  const counted =
    /^(?:za|in)\s+(?:(\d{1,3}|a|an|one)\s+)?(d|t|w)(?:en|ny|ni|nu|nech|ays?|yden|ydny|ydnu|eeks?)$/.exec(
      said,
    );
  if (counted !== null) {
    const [, number = '1', kind = 'd'] = counted;
    return later(today, (/^\d/.test(number) ? Number(number) : 1) * (unit[kind] ?? 1));
  }
  const day = weekdayOf(text.trim().split(/\s+/).at(-1) ?? '');
  if (day === null || said.includes(' ')) return null;
  const now = (new Date(`${today}T12:00:00Z`).getUTCDay() + 6) % 7;
  return later(today, (week.indexOf(day) - now + 7) % 7 || 7);
}

/** Whether YYYY-MM-DD is in the calendar. */
export const isDay = (date: string): boolean => {
  const at = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date);
};

const later = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T12:00:00Z`) + days * dayLength).toISOString().slice(0, 10);

/** Without a year it is the next such day. */
function dayInNumbers([, day = '', month = '', year]: RegExpExecArray, today: string): string | null {
  const within = (one: string | number): string => `${one}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const thisYear = Number(today.slice(0, 4));
  const date =
    year !== undefined ? within(year) : within(within(thisYear) >= today ? thisYear : thisYear + 1);
  return isDay(date) ? date : null;
}
