import type { Only } from './conversation/state.ts';
import type { Country, Place } from './domain.ts';
import type { Knowledge } from './knowledge/schema.ts';
import { countryFor } from './recommend/country.ts';
import { createFindEntries } from './recommend/entries.ts';
import { createLines, type Lines } from './recommend/lines.ts';
import { createFindNamed, type FindNamed } from './recommend/named.ts';
import { covers, createFindLevels } from './recommend/reach.ts';
import {
  findClosest,
  findServices,
  type Offered,
  offeredAt,
  type ServicesAnswer,
  type ServicesQuestion,
} from './recommend/services.ts';
import type { Places } from './understand/place-nearness.ts';

export { type ContactsQuestion, type CrisisQuestion, contactOpenAt } from './recommend/lines.ts';
export type { Offered, ServicesAnswer, ServicesQuestion } from './recommend/services.ts';

/** Says what to offer. Pure: the same question gets the same answer. */
export interface Recommend extends Lines {
  /** Services near the person, three at a time. */
  readonly services: (question: ServicesQuestion) => ServicesAnswer;
  /** The same, and what comes closest where nothing grants every wish. */
  readonly closest: (question: ServicesQuestion) => ServicesAnswer & { readonly granted: readonly Only[] };
  /** Ids of services and contacts that a text names, at most three. */
  readonly named: FindNamed;
  /** A worker's search; ids of services and contacts, the best first. */
  readonly find: (text: string) => readonly string[];
  /** Whether an entry is there for somebody in this place; lines are for everybody. */
  readonly isFor: (id: string, place: Place) => boolean;
  /** The municipality at a point of the map; null: none is near. */
  readonly nearest: Places['nearest'];
  /** A service as it stands now, by its id. */
  readonly entry: (id: string, now: number) => Offered | null;
}

/**
 * Makes the recommendation for one version of the knowledge base; make a new one when the base changes.
 * `homeCountry`: where the organisation works, for languages that are written everywhere.
 */
export function createRecommend(
  knowledge: Knowledge,
  places: Places,
  homeCountry: Country = 'CZ',
): Recommend {
  const find = createFindLevels(knowledge.services, places);
  const byId = new Map(knowledge.services.map((service) => [service.id, service]));
  return {
    ...createLines(knowledge.contacts),
    services: (question) =>
      findServices(find, countryFor(question.place, question.language, homeCountry), question),
    closest: (question) =>
      findClosest(find, countryFor(question.place, question.language, homeCountry), question),
    named: createFindNamed(knowledge.services, knowledge.contacts, homeCountry),
    find: createFindEntries(knowledge.services, knowledge.contacts, knowledge.guides, knowledge.topics),
    isFor: (id, place) => {
      const service = byId.get(id);
      return service === undefined || covers(service, place, places);
    },
    nearest: places.nearest,
    entry: (id, now) => {
      const service = byId.get(id);
      return service === undefined ? null : offeredAt(service, now);
    },
  };
}
