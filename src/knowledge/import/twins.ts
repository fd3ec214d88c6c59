import type { Service } from '../schema.ts';
import { type Candidate, plain } from './candidate.ts';

const stemLength = 5;
const wordsOfKind = 3;

/** "nízkoprahové zařízení …" and "Nízkoprahová zařízení …" are the same kind. */
const kindStem = (kind: string): string =>
  plain(kind)
    .split(' ')
    .slice(0, wordsOfKind)
    .map((word) => word.slice(0, stemLength))
    .join(' ');

type Known = Pick<Service, 'kind' | 'municipality' | 'name' | 'alternate_name' | 'phones' | 'email'>;

const namesOf = ({ name, alternate_name }: Known): readonly string[] =>
  [name, ...alternate_name].map(plain).filter((one) => one.length > 3);

/** The same kind in the same town, and the same name, phone or address of e-mail. */
const isTwin = (a: Known, b: Known): boolean =>
  kindStem(a.kind) === kindStem(b.kind) &&
  (a.municipality === null || b.municipality === null || plain(a.municipality) === plain(b.municipality)) &&
  (a.phones.some((one) => b.phones.some(({ number }) => number === one.number)) ||
    (a.email !== null && a.email.toLowerCase() === b.email?.toLowerCase()) ||
    (a.municipality !== null &&
      b.municipality !== null &&
      namesOf(a).some((name) => namesOf(b).includes(name))));

/** Finds the entry that a person wrote of the service that a source tells of; each is found once. */
export function createTwins(services: readonly Service[]): {
  readonly take: (candidate: Candidate) => Service | null;
} {
  const byKind = Map.groupBy(
    services.filter(({ imported }) => imported === null || imported === undefined),
    ({ country, kind }) => `${country} ${kindStem(kind)}`,
  );
  const taken = new Set<string>();
  return {
    take: ({ country, facts }) => {
      const { kind = '' } = facts;
      const known: Known = {
        kind,
        municipality: facts.municipality ?? null,
        name: facts.name ?? '',
        alternate_name: facts.alternate_name ?? [],
        phones: facts.phones ?? [],
        email: facts.email ?? null,
      };
      const twin = (byKind.get(`${country} ${kindStem(kind)}`) ?? []).find(
        (one) => !taken.has(one.id) && isTwin(one, known),
      );
      if (twin !== undefined) taken.add(twin.id);
      return twin ?? null;
    },
  };
}
