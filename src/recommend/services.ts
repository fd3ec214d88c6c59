import type { Only } from '../conversation/state.ts';
import type { Country, Language, Place, TopicId } from '../domain.ts';
import { localTime, type OpenState, openAt, timeZoneOf } from '../knowledge/open-hours.ts';
import type { Service } from '../knowledge/schema.ts';
import type { FindReached, Reach, Reached } from './reach.ts';
import { reaches } from './reach.ts';

export interface ServicesQuestion {
  /** The main topic first. */
  readonly topics: readonly TopicId[];
  /** null: not known; then only what works for the whole country is offered. */
  readonly place: Place | null;
  readonly only: readonly Only[];
  /** How many were shown before. */
  readonly skip: number;
  /** Years; null: not known. */
  readonly age: number | null;
  readonly language: Language;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface Offered {
  readonly service: Service;
  readonly openNow: OpenState;
  /** Known from one list only, or nobody has called or looked yet: the card says "check before you go". */
  readonly checkBeforeYouGo: boolean;
  /** Workers said that there is no room today. */
  readonly full: boolean;
  /** When the newest source said so (YYYY, YYYY-MM or YYYY-MM-DD); null: no source bears a date. */
  readonly sourceDate: string | null;
}

export interface ServicesAnswer {
  /** At most three. */
  readonly offered: readonly Offered[];
  readonly more: boolean;
  /** How the best of those offered reaches the place. */
  readonly fits: 'here' | 'near' | 'region' | 'country' | 'none';
}

const atOnce = 3;
const eveningFrom = '17:00';
/** Nearer by less than this is not nearer. */
const kmStep = 10;

const fitsOf: Readonly<Record<Reach, ServicesAnswer['fits']>> = {
  municipality: 'here',
  orp: 'here',
  district: 'here',
  near: 'near',
  region: 'region',
  country: 'country',
};

type Candidate = Offered & { readonly reach: Reach; readonly rank: readonly number[] };

/** What fits the question, the best first, three at a time. */
export function findServices(
  find: FindReached,
  country: Country,
  question: ServicesQuestion,
): ServicesAnswer {
  const found = new Map<string, Candidate>();
  for (const [topicRank, topic] of question.topics.entries()) {
    for (const reached of find(topic, question.place, country)) {
      if (found.has(reached.service.id)) continue;
      const candidate = judge(reached, topicRank, question);
      if (candidate !== null) found.set(reached.service.id, candidate);
    }
  }
  const ranked = [...found.values()].sort(byRank);
  const chosen = ranked.slice(question.skip, question.skip + atOnce);
  const best = Math.min(...chosen.map(({ reach }) => reaches.indexOf(reach)));
  const reach = reaches[best];
  return {
    offered: chosen.map(({ reach: _, rank: __, ...offered }) => offered),
    more: ranked.length > question.skip + atOnce,
    fits: reach === undefined ? 'none' : fitsOf[reach],
  };
}

/** The service as it would be offered, with its rank; null when it must not be. */
function judge(
  { service, reach, km }: Reached,
  topicRank: number,
  question: ServicesQuestion,
): Candidate | null {
  if (service.status !== 'active' || !fitsAge(service, question.age)) return null;
  const capacity = capacityNow(service, question.now);
  const offered = offeredAt(service, question.now);
  const { openNow } = offered;
  if (!question.only.every((wish) => grants(service, openNow, wish))) return null;
  return {
    ...offered,
    reach,
    rank: [
      topicRank,
      capacity === 'full' || capacity === 'closed' ? 1 : 0,
      reaches.indexOf(reach),
      reach === 'near' && km !== null ? Math.floor(km / kmStep) : 0,
      question.age !== null && service.minimum_age === null && service.maximum_age === null ? 1 : 0,
      openRank[openNow],
      service.languages.includes(question.language) ? 0 : 1,
      isWeak(service) ? 1 : 0,
      Math.round(km ?? 0),
    ],
  };
}

/** A service as it stands at a moment: open or not, full or not, how fresh. */
export function offeredAt(service: Service, now: number): Offered {
  const capacity = capacityNow(service, now);
  return {
    service,
    openNow:
      capacity === 'closed'
        ? 'closed'
        : openAt(service.schedules, service.h24, timeZoneOf[service.country], now),
    checkBeforeYouGo: isWeak(service) || service.assured_date === null,
    full: capacity === 'full',
    sourceDate: newestDate(service),
  };
}

const openRank: Readonly<Record<OpenState, number>> = { open: 0, unknown: 1, closed: 2 };

/** The same question always gets the same order, so equal ranks go by id. */
function byRank(a: Candidate, b: Candidate): number {
  for (const [i, rank] of a.rank.entries()) {
    const difference = rank - (b.rank[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.service.id < b.service.id ? -1 : 1;
}

const fitsAge = ({ minimum_age: from, maximum_age: to }: Service, age: number | null): boolean =>
  age === null || ((from === null || age >= from) && (to === null || age <= to));

/** What workers said about room, as long as it counts. */
function capacityNow({ capacity, country }: Service, now: number): 'full' | 'free' | 'closed' | null {
  if (capacity === null) return null;
  return localTime(now, timeZoneOf[country]).date <= capacity.until ? capacity.state : null;
}

/** Not known is not a yes: nobody should stand before a closed door, or be asked for a name after all. */
function grants(service: Service, openNow: OpenState, wish: Only): boolean {
  switch (wish) {
    case 'open-now':
      return openNow === 'open';
    case 'evening':
      return service.h24 || service.schedules.some((schedule) => schedule.closes_at > eveningFrom);
    case 'free':
      return service.free === true;
    case 'anonymous':
      return service.anonymous === true;
  }
}

const isWeak = (service: Service): boolean => service.confidence === 'C';

function newestDate(service: Service): string | null {
  const dates = service.sources.map((source) => source.date).filter((date) => date !== null);
  return dates.sort().at(-1) ?? null;
}
