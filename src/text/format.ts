import type { Phone, Schedule, Sms } from '../knowledge/schema.ts';
import type { Text } from './cs.ts';

/** A phone number as people read it: "116 111", "+420 777 715 215". */
export const readablePhone = ({ number, short }: Pick<Phone, 'number' | 'short'>): string => {
  if (short) return number.length === 6 ? `${number.slice(0, 3)} ${number.slice(3)}` : number;
  // British free numbers are known by their home form only, and work only there.
  const british = /^\+44800(\d{3})??(\d{4})$/.exec(number);
  if (british !== null) return ['0800', ...british.slice(1).filter((part) => part !== undefined)].join(' ');
  const prefix = ['+420', '+421', '+380', '+48', '+44', '+1'].find((code) => number.startsWith(code));
  if (prefix === undefined) return number;
  const rest = number.slice(prefix.length);
  return `${prefix} ${rest.replace(/(\d{3})(?=\d)/g, '$1 ')}`.trim();
};

export const phoneLink = ({ number }: Phone): string => `tel:${number}`;

/** "SMS ve tvaru SHOUT na 85258": never only the number, which cannot be called. */
export const readableSms = ({ number, keyword }: Sms, text: Text): string =>
  text.sms(readablePhone({ number, short: false }), keyword);

export const smsLink = ({ number, keyword }: Sms): string =>
  `sms:${number}${keyword === null ? '' : `?body=${encodeURIComponent(keyword)}`}`;

type Weekday = Schedule['byday'][number];
const week: readonly Weekday[] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** Opening hours in one line, a day with a break named once: "po–pá 8:00–12:00 + 13:00–17:00, so 9:00–12:00". */
export const readableHours = (schedules: readonly Schedule[], text: Text): string => {
  const hoursOf = new Map<string, string[]>();
  for (const { byday, opens_at, closes_at } of schedules) {
    const on = days(byday, text);
    hoursOf.set(on, [...(hoursOf.get(on) ?? []), `${clock(opens_at)}–${clock(closes_at)}`]);
  }
  return [...hoursOf].map(([on, hours]) => `${on} ${hours.join(' + ')}`).join(', ');
};

const clock = (time: string): string => time.replace(/^0(\d)/, '$1');

/** Days that follow one another become a range. */
const days = (byday: readonly Weekday[], text: Text): string => {
  const sorted = week.filter((day) => byday.includes(day));
  const runs: Weekday[][] = [];
  for (const day of sorted) {
    const run = runs.at(-1);
    const previous = run?.at(-1);
    if (run !== undefined && previous !== undefined && week.indexOf(day) === week.indexOf(previous) + 1) {
      run.push(day);
    } else runs.push([day]);
  }
  return runs
    .map((run) => {
      const first = run[0] ?? 'MO';
      const last = run.at(-1) ?? first;
      if (run.length === 1) return text.weekdays[first];
      const between = run.length === 2 ? ', ' : '–';
      return `${text.weekdays[first]}${between}${text.weekdays[last]}`;
    })
    .join(', ');
};

/** A day as people read it; takes YYYY, YYYY-MM and YYYY-MM-DD, as sources are dated. */
export const readableDate = (date: string, text: Text): string => {
  const [year, month, day] = date.split('-');
  if (month === undefined) return year ?? date;
  const at = new Date(`${year}-${month}-${day ?? '01'}T12:00:00Z`);
  return new Intl.DateTimeFormat(text.locale, {
    year: 'numeric',
    month: 'numeric',
    ...(day === undefined ? {} : { day: 'numeric' }),
    timeZone: 'UTC',
  }).format(at);
};

/** A moment as people read it: "pondělí 9. 2. 14:00". */
export const readableMoment = (at: number, timeZone: string, text: Text): string =>
  new Intl.DateTimeFormat(text.locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
  }).format(at);

/** A day without its hour. */
export const readableDay = (at: number, timeZone: string, text: Text): string =>
  new Intl.DateTimeFormat(text.locale, {
    day: 'numeric',
    month: 'numeric',
    year: 'numeric',
    timeZone,
  }).format(at);
