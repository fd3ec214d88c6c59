import type { Schedule } from '../schema.ts';
import { plain } from './candidate.ts';

type Day = Schedule['byday'][number];
const week: readonly Day[] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** Beginnings of the names of days in Czech, Slovak, Polish and English, plainly spelt. */
const beginnings: readonly (readonly [RegExp, Day])[] = [
  [/^(po(?!l)|pn|pon|mo)/, 'MO'],
  [/^(ut|wt|tu)/, 'TU'],
  [/^(st|sr|we)/, 'WE'],
  [/^(ct|cz|stv|th)/, 'TH'],
  [/^(pa|pi|pt|fr)/, 'FR'],
  [/^(so|sob|sa)/, 'SA'],
  [/^(ne|nd|nie|ni|su)/, 'SU'],
];

const dayOf = (word: string): Day | null => {
  const key = plain(word);
  if (key.startsWith('stv')) return 'TH';
  return beginnings.find(([shape]) => shape.test(key))?.[1] ?? null;
};

const range = /(\d{1,2})(?:[:.](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d{2}))?/g;

function daysOf(written: string): readonly Day[] | null {
  const parts = written.split(/[,+&]|\s(?:a|i|and)\s/).map((part) => part.trim());
  const days = parts.flatMap((part): readonly (Day | null)[] => {
    const [from = '', to] = part.split(/[-–—]/).map((end) => end.trim());
    const first = dayOf(from);
    if (to === undefined) return [first];
    const last = dayOf(to);
    if (first === null || last === null) return [null];
    return week.slice(week.indexOf(first), week.indexOf(last) + 1);
  });
  return days.length === 0 || days.includes(null) ? null : days.filter((day) => day !== null);
}

const clock = (hour: string, minute: string | undefined): string =>
  `${hour.padStart(2, '0')}:${minute ?? '00'}`;
const isTime = (time: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(time);

/** "Po–Pá 8–16; So 9:00–12:00" → schedules; null: it is written in another way. */
export function hoursOf(written: string): Schedule[] | null {
  const schedules: Schedule[] = [];
  for (const part of written.split(/[;\n]/).map((one) => one.trim())) {
    if (part === '') continue;
    const begin = part.search(/\d/);
    if (begin <= 0) return null;
    const days = daysOf(part.slice(0, begin).replace(/(?<![:\s])[:\s]+$/, ''));
    const times = [...part.slice(begin).matchAll(range)];
    const rest = part
      .slice(begin)
      .replace(range, '')
      .replace(/[\s,]|h(od)?\.?|a|i/g, '');
    if (days === null || days.length === 0 || times.length === 0 || rest !== '') return null;
    for (const [, fromHour = '', fromMinute, toHour = '', toMinute] of times) {
      const [opens_at, closes_at] = [clock(fromHour, fromMinute), clock(toHour, toMinute)];
      if (!isTime(opens_at) || !isTime(closes_at) || opens_at >= closes_at) return null;
      schedules.push({ byday: [...days], opens_at, closes_at });
    }
  }
  return schedules;
}
