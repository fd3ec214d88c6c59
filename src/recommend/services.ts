import type { Only } from '../conversation/state.ts';
import type { Country, Language, Place, TopicId } from '../domain.ts';
import { isStale, latestSource } from '../knowledge/freshness.ts';
import { localTime, type OpenState, openAt, timeZoneOf } from '../knowledge/open-hours.ts';
import type { Service } from '../knowledge/schema.ts';
import { createHeap } from './heap.ts';
import { createRanking, isFar, isNear, type Ranking } from './ranking.ts';
import { type FindLevels, type Level, type Reach, reaches } from './reach.ts';
import type { Item, Shelf } from './shelf.ts';

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
  /** Known from one list only, or nobody has called or looked yet, or not for too long: the card says "check before you go". */
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

const fitsOf: Readonly<Record<Reach, ServicesAnswer['fits']>> = {
  municipality: 'here',
  orp: 'here',
  district: 'here',
  near: 'near',
  region: 'region',
  country: 'country',
};

/**
 * What grants all wishes; where nothing does, what grants the last one, else what is there without them: most entries do not
 * say whether they are free or open in the evening, and who asks so should not stand before nothing. `granted` tells which
 * wishes are kept.
 */
export function findClosest(
  find: FindLevels,
  country: Country,
  question: ServicesQuestion,
): ServicesAnswer & { readonly granted: readonly Only[] } {
  const { only } = question;
  const kept = [only, only.slice(-1), []].find(
    (wishes) => findServices(find, country, { ...question, only: wishes, skip: 0 }).offered.length > 0,
  );
  const granted = kept ?? only;
  return { ...findServices(find, country, { ...question, only: granted }), granted };
}

type Capacity = 'full' | 'free' | 'closed' | null;

interface Found {
  readonly service: Service;
  readonly reach: Reach;
}

/** What fits the question, the best first, three at a time. */
export function findServices(find: FindLevels, country: Country, question: ServicesQuestion): ServicesAnswer {
  // One more than is shown tells whether there is more.
  const enough = question.skip + atOnce + 1;
  const ranking = createRanking(question, country);
  const found = new Map<string, Found>();
  for (const topic of question.topics) {
    if (found.size >= enough) break;
    const withoutRoom: Found[] = [];
    for (const level of find(topic, question.place, country)) {
      for (const { service } of bestOf(level, ranking, question)) {
        if (found.size >= enough) break;
        if (found.has(service.id)) continue;
        const one = { service, reach: level.reach };
        if (hasRoom(capacityNow(service, question.now))) found.set(service.id, one);
        else withoutRoom.push(one);
      }
      if (found.size >= enough) break;
    }
    // What is full is offered behind all that has room, and before another topic.
    for (const one of withoutRoom) if (!found.has(one.service.id)) found.set(one.service.id, one);
  }
  const chosen = [...found.values()].slice(question.skip, question.skip + atOnce);
  const best = Math.min(...chosen.map(({ reach }) => reaches.indexOf(reach)));
  const reach = reaches[best];
  return {
    offered: chosen.map(({ service }) => offeredAt(service, question.now)),
    more: found.size >= enough,
    fits: reach === undefined ? 'none' : fitsOf[reach],
  };
}

interface Next {
  /** How well it fits at best, and if it is an item that was looked at, just so. */
  readonly rank: number;
  readonly shelf: Shelf;
  readonly isExact: boolean;
  readonly mustBeNear: boolean;
}

const isBetter = (a: Next, b: Next): boolean =>
  a.rank < b.rank || (a.rank === b.rank && a.shelf.outline.order < b.shelf.outline.order);

/**
 * The services of a level, the best first, as many as are asked for: a bundle is opened only when nothing better than what it
 * promises is left, so that a thousand services cost hardly more than a dozen.
 */
function* bestOf(
  { reach, shelves, around }: Level,
  ranking: Ranking,
  question: ServicesQuestion,
): Iterable<Item> {
  const open = createHeap(isBetter);
  const put = (shelf: Shelf, mustBeNear: boolean): void => {
    if (mustBeNear && isFar(shelf.outline, question.place)) return;
    const rank = ranking.best(shelf.outline, reach);
    if (rank !== null) open.add({ rank, shelf, isExact: false, mustBeNear });
  };
  for (const shelf of shelves) put(shelf, false);
  for (const shelf of around) put(shelf, true);
  for (let next = open.take(); next !== undefined; next = open.take()) {
    const { shelf, isExact, mustBeNear } = next;
    if ('of' in shelf) {
      for (const inner of shelf.of) put(inner, mustBeNear);
    } else if (isExact) yield shelf;
    else if (!mustBeNear || isNear(shelf, question.place)) {
      const rank = ranking.of(shelf, reach, openState(shelf.service, question.now));
      if (rank !== null) open.add({ rank, shelf, isExact: true, mustBeNear });
    }
  }
}

const hasRoom = (capacity: Capacity): boolean => capacity !== 'full' && capacity !== 'closed';

const openState = (service: Service, now: number): OpenState =>
  capacityNow(service, now) === 'closed'
    ? 'closed'
    : openAt(service.schedules, service.h24, timeZoneOf[service.country], now);

/** A service as it stands at a moment: open or not, full or not, how fresh. */
export const offeredAt = (service: Service, now: number): Offered => ({
  service,
  openNow: openState(service, now),
  checkBeforeYouGo: service.confidence === 'C' || service.assured_date === null || isStale(service, now),
  full: capacityNow(service, now) === 'full',
  sourceDate: latestSource(service),
});

/** What workers said about room, as long as it counts. */
function capacityNow({ capacity, country }: Service, now: number): Capacity {
  if (capacity === null) return null;
  return localTime(now, timeZoneOf[country]).date <= capacity.until ? capacity.state : null;
}
