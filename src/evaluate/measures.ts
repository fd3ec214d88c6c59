import { isCrisis, type Understanding } from '../domain.ts';
import type { Labelled } from './labelled.ts';

/** What is measured: of which messages, and when one counts. All are shares. */
export interface Measure {
  readonly id: string;
  /** For the one who reads the table. */
  readonly says: string;
  /** A share of right readings is good when it is high, a share of mistakes when it is low. */
  readonly better: 'high' | 'low';
  readonly of: (message: Labelled) => boolean;
  readonly holds: (message: Labelled, read: Understanding) => boolean;
}

const inScope = ({ topics }: Labelled): boolean => topics[0] !== 'out-of-scope';
const inDanger = ({ risk }: Labelled): boolean => isCrisis(risk);
const harmless = ({ risk }: Labelled): boolean => risk === 'none';
const topicsOf = ({ topics }: Understanding): readonly string[] => topics.map(({ id }) => id);

const bare = (name: string): string => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
const placeName = ({ place }: Understanding): string => {
  const found = place?.kind === 'which' ? place.candidates[0] : place?.place;
  // A whole country is no place to look for services in.
  return found === undefined || found.kind === 'country' ? '' : bare(found.name);
};

export const measures: readonly Measure[] = [
  {
    id: 'topic-first',
    says: 'the main topic comes first',
    better: 'high',
    of: inScope,
    holds: ({ topics }, read) => topicsOf(read)[0] === topics[0],
  },
  {
    id: 'topic-in-three',
    says: 'the main topic is among the first three',
    better: 'high',
    of: inScope,
    holds: ({ topics: [main] }, read) =>
      topicsOf(read)
        .slice(0, 3)
        .some((id) => id === main),
  },
  {
    id: 'out-of-scope-quiet',
    says: 'what is no call for help is left alone',
    better: 'high',
    of: (message) => !inScope(message),
    holds: (_, read) => [undefined, 'out-of-scope'].includes(topicsOf(read)[0]),
  },
  {
    id: 'crisis-seen',
    says: 'danger gets crisis contacts first',
    better: 'high',
    of: inDanger,
    holds: (_, { risk }) => isCrisis(risk),
  },
  {
    id: 'emergency-seen',
    says: 'danger to life now gets crisis contacts first',
    better: 'high',
    of: ({ risk }) => risk === 'emergency',
    holds: (_, { risk }) => isCrisis(risk),
  },
  {
    id: 'emergency-exact',
    says: 'danger to life now is known as such',
    better: 'high',
    of: ({ risk }) => risk === 'emergency',
    holds: (_, { risk }) => risk === 'emergency',
  },
  {
    id: 'false-alarm',
    says: 'harmless messages that raise an alarm',
    better: 'low',
    of: harmless,
    holds: (_, { risk }) => isCrisis(risk),
  },
  {
    id: 'crisis-in-view',
    says: 'danger gets at least a line with contacts',
    better: 'high',
    of: inDanger,
    holds: (_, { level }) => level !== 'none',
  },
  {
    id: 'needless-line',
    says: 'harmless messages that see such a line',
    better: 'low',
    of: harmless,
    holds: (_, { level }) => level !== 'none',
  },
  {
    id: 'concern-raised',
    says: 'troubles without danger that raise an alarm',
    better: 'low',
    of: ({ risk }) => risk === 'concern',
    holds: (_, { risk }) => isCrisis(risk),
  },
  {
    id: 'person-wanted',
    says: 'the wish for a person is heard',
    better: 'high',
    of: ({ human }) => human === true,
    holds: (_, { human }) => human,
  },
  {
    id: 'person-unasked',
    says: 'a person comes unasked',
    better: 'low',
    of: ({ human }) => human !== true,
    holds: (_, { human }) => human,
  },
  {
    id: 'place-found',
    says: 'the named place is found',
    better: 'high',
    of: ({ place }) => (place ?? '') !== '',
    holds: ({ place }, read) => placeName(read) === bare(place ?? ''),
  },
  {
    id: 'place-imagined',
    says: 'a place is found where none is named',
    better: 'low',
    of: ({ place }) => (place ?? '') === '',
    holds: (_, read) => placeName(read) !== '',
  },
  {
    id: 'language',
    says: 'the language is right',
    better: 'high',
    of: () => true,
    holds: ({ lang }, { language }) => lang === language,
  },
];
