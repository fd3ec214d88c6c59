import type { Only } from '../conversation/state.ts';
import type { Language, Place } from '../domain.ts';
import { languages } from '../domain.ts';
import { type LocalTime, minutesOf } from '../knowledge/open-hours.ts';
import type { Schedule, Service } from '../knowledge/schema.ts';

/**
 * What ranking asks of services, in a few numbers that can be joined: the outline of many promises everything that one of
 * them has. So the best that any of them could be is known without looking at each.
 */
export interface Outline {
  /** A bit for each quarter of each day of the week in which one may be open. */
  readonly spans: number;
  /** The hours of one are not known. */
  readonly unknownHours: boolean;
  /** A bit for each language. */
  readonly languages: number;
  /** A bit for each wish that one grants at any time. */
  readonly wishes: number;
  /** Years. */
  readonly from: number;
  readonly to: number;
  /** One says for which age it is. */
  readonly saysAge: boolean;
  /** One is known from more than one list. */
  readonly strong: boolean;
  /** The last day on which one was looked at, milliseconds; -Infinity: none was. */
  readonly assured: number;
  /** Degrees; one without coordinates may be anywhere. */
  readonly south: number;
  readonly north: number;
  readonly west: number;
  readonly east: number;
  readonly anywhere: boolean;
  /** The first by id. */
  readonly order: number;
}

const days: readonly LocalTime['day'][] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
/** Minutes of the day at which a new quarter begins; most doors open or close within one of them. */
const quarters = [0, 9 * 60, 14 * 60, 18 * 60, 24 * 60] as const;
const always = 2 ** 28 - 1;
const eveningFrom = '17:00';
const oldest = 999;

const bitOf = (day: LocalTime['day'], quarter: number): number => 1 << (days.indexOf(day) * 4 + quarter);

/** The bit of a moment. */
export const spanAt = ({ day, minutes }: LocalTime): number =>
  bitOf(
    day,
    Math.max(
      0,
      quarters.findLastIndex((begin) => begin <= minutes),
    ),
  );

function spansOf(schedules: readonly Schedule[]): number {
  let bits = 0;
  for (const { byday, opens_at, closes_at } of schedules)
    for (const day of byday)
      for (let quarter = 0; quarter < 4; quarter++) {
        const [begin = 0, end = 0] = [quarters[quarter], quarters[quarter + 1]];
        if (minutesOf(opens_at) < end && minutesOf(closes_at) > begin) bits |= bitOf(day, quarter);
      }
  return bits;
}

export const languageBit = (language: Language): number => 1 << languages.indexOf(language);

/** Wishes that do not depend on the hour; what is open now is asked of the hours. */
const lasting: readonly Only[] = ['evening', 'free', 'anonymous'];
export const wishBits = (only: readonly Only[]): number =>
  only.reduce((bits, wish) => (lasting.includes(wish) ? bits | (1 << lasting.indexOf(wish)) : bits), 0);

/** Not known is not a yes: nobody should stand before a closed door, or be asked for a name after all. */
const grants: Readonly<Record<'evening' | 'free' | 'anonymous', (service: Service) => boolean>> = {
  evening: ({ h24, schedules }) => h24 || schedules.some(({ closes_at }) => closes_at > eveningFrom),
  free: ({ free }) => free === true,
  anonymous: ({ anonymous }) => anonymous === true,
};

/** `points`: where it is to be found; `order`: its place among all by id. */
export function outlineOf(service: Service, points: readonly Place[], order: number): Outline {
  const { schedules, h24, minimum_age: from, maximum_age: to } = service;
  const at = points.map((point) => point.at).filter((one) => one !== null);
  return {
    spans: h24 ? always : spansOf(schedules),
    unknownHours: !h24 && schedules.length === 0,
    languages: languages.reduce(
      (bits, one) => (service.languages.includes(one) ? bits | languageBit(one) : bits),
      0,
    ),
    wishes: wishBits((['evening', 'free', 'anonymous'] as const).filter((wish) => grants[wish](service))),
    from: from ?? 0,
    to: to ?? oldest,
    saysAge: from !== null || to !== null,
    strong: service.confidence !== 'C',
    assured: service.assured_date === null ? Number.NEGATIVE_INFINITY : Date.parse(service.assured_date),
    south: Math.min(...at.map(({ lat }) => lat)),
    north: Math.max(...at.map(({ lat }) => lat)),
    west: Math.min(...at.map(({ lon }) => lon)),
    east: Math.max(...at.map(({ lon }) => lon)),
    anywhere: at.length === 0,
    order,
  };
}

/** The outline of both. */
export const joined = (a: Outline, b: Outline): Outline => ({
  spans: a.spans | b.spans,
  unknownHours: a.unknownHours || b.unknownHours,
  languages: a.languages | b.languages,
  wishes: a.wishes | b.wishes,
  from: Math.min(a.from, b.from),
  to: Math.max(a.to, b.to),
  saysAge: a.saysAge || b.saysAge,
  strong: a.strong || b.strong,
  assured: Math.max(a.assured, b.assured),
  south: Math.min(a.south, b.south),
  north: Math.max(a.north, b.north),
  west: Math.min(a.west, b.west),
  east: Math.max(a.east, b.east),
  anywhere: a.anywhere || b.anywhere,
  order: Math.min(a.order, b.order),
});
