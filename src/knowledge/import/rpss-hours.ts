import type { Schedule } from '../schema.ts';
import type { Registration } from './rpss-shape.ts';

type Form = Registration['formy'][number];
type Hours = Form['casoveRozsahy'][number];

const days: readonly (readonly [RegExp, Schedule['byday'][number]])[] = [
  [/^po/, 'MO'],
  [/^(ut|út)/, 'TU'],
  [/^(st|stř)/, 'WE'],
  [/^(ct|čt)/, 'TH'],
  [/^(pa|pá)/, 'FR'],
  [/^so/, 'SA'],
  [/^ne/, 'SU'],
];

const dayOf = (hours: Hours): Schedule['byday'][number] | null => {
  const { den } = hours;
  const said = typeof den === 'string' ? den : den === null ? null : (den.nazev ?? den.id);
  const word = said?.split('/').at(-1)?.toLowerCase() ?? '';
  return days.find(([shape]) => shape.test(word))?.[1] ?? null;
};

const timeOf = (written: string | null): string | null => {
  const found = /^(\d{1,2})[:.](\d{2})/.exec(written ?? '');
  if (found === null) return null;
  const [, hour = '', minute = ''] = found;
  const time = `${hour.padStart(2, '0')}:${minute}`;
  return /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(time) ? time : null;
};

/** Hours as the register tells them, as far as their form is understood. Ambulatory ones first: those are the hours of the door. */
export function schedulesOf(forms: readonly Form[]): Schedule[] {
  const ambulatory = forms.filter(({ forma }) => forma.id?.endsWith('amb'));
  const told = (ambulatory.length > 0 ? ambulatory : forms).flatMap((form) => form.casoveRozsahy);
  const byTimes = new Map<string, Schedule>();
  for (const hours of told) {
    const day = dayOf(hours);
    const opens_at = timeOf(hours.casOd ?? hours.od);
    const closes = timeOf(hours.casDo ?? hours.do);
    const closes_at = closes === '00:00' ? '24:00' : closes;
    if (day === null || opens_at === null || closes_at === null || opens_at >= closes_at) continue;
    const key = `${opens_at} ${closes_at}`;
    const same = byTimes.get(key);
    if (same === undefined) byTimes.set(key, { byday: [day], opens_at, closes_at });
    else if (!same.byday.includes(day)) same.byday.push(day);
  }
  return [...byTimes.values()];
}
