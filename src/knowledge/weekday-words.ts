import { fold } from '../understand/fold.ts';
import type { Schedule } from './schema.ts';

export type Weekday = Schedule['byday'][number];

/** The days in the order of the week. */
export const week: readonly Weekday[] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** Names of days in five languages, short and long and as they are after "until", folded; the first letters are enough. */
const names: Readonly<Record<Weekday, string>> = {
  MO: 'po pon pondeli pondelka pondelku pondelok mo mon monday pn poniedzialek poniedzialku ponedilok ponedilka',
  TU: 'ut utery uterka uterku utorok tu tue tues tuesday wt wto wtorek wtorku vt vivtorok vivtorka',
  WE: 'st str streda stredu stredy we wed weds wednesday sr sro sroda srode srody sereda seredu seredy',
  TH: 'ct ctvrtek ctvrtka stv stvrtok th thu thur thurs thursday cz czw czwartek czwartku cht chetver chetverha',
  FR: 'pa pat patek patku patka pi pia piatok fr fri friday pt piatek piatku pyatnycya pyatnycyu',
  SA: 'so sob sobota sobotu soboty sa sat saturday sb subota subotu',
  SU: 'ne ned nedele nedeli nedela nedelu su sun sunday nd ndz niedz niedziela niedziele niedzieli nedilya nedilyu',
};

const dayOf = new Map(week.flatMap((day) => names[day].split(' ').map((name) => [name, day] as const)));

/** The day that a word names; null when it names none. Slovak "št" is Thursday, while "st" is Wednesday. */
export const weekdayOf = (word: string): Weekday | null => {
  const plain = word.toLowerCase().normalize('NFC').replace(/['’.]/g, '');
  return plain === 'št' ? 'TH' : (dayOf.get(fold(plain)) ?? null);
};
