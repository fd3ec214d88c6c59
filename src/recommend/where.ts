import type { Contact, Service } from '../knowledge/schema.ts';

/** Where an entry is and for whom, as far as the names of towns tell. */
export interface Where {
  /** The words of the town where it sits. */
  readonly seat: readonly string[];
  /** The towns where it sits and that it serves. */
  readonly towns: readonly string[];
  /** The regions in which it is found; null: it serves the whole country. */
  readonly regions: readonly string[] | null;
}

type WordsOf = (text: string) => readonly string[];

export function whereOf(entry: Service | Contact, wordsOf: WordsOf): Where {
  if (!('service_areas' in entry)) return { seat: [], towns: [], regions: null };
  const { municipality, region, service_areas: areas, forms } = entry;
  const named = (kind: string): readonly string[] =>
    areas.filter((area) => area.kind === kind).map(({ name }) => name);
  const isEverywhere = forms.includes('online') || named('country').length > 0;
  return {
    seat: wordsOf(municipality ?? ''),
    towns: [...new Set([...(municipality === null ? [] : [municipality]), ...named('municipality')])],
    regions: isEverywhere ? null : [...new Set([region, ...named('region')])],
  };
}

export interface Town {
  readonly name: string;
  readonly words: readonly string[];
  readonly regions: Set<string>;
}

/** Makes the function that tells which towns, of those where services are, these words name whole. */
export function createTowns(
  services: readonly Service[],
  wordsOf: WordsOf,
): (said: ReadonlySet<string>) => readonly Town[] {
  const towns = new Map<string, Town>();
  for (const service of services) {
    for (const name of whereOf(service, wordsOf).towns) {
      const town = towns.get(name) ?? { name, words: wordsOf(name), regions: new Set() };
      town.regions.add(service.region);
      towns.set(name, town);
    }
  }
  const byWord = Map.groupBy(
    [...towns.values()].filter(({ words }) => words.length > 0),
    ({ words }) => words[0] ?? '',
  );
  return (said) =>
    [...said]
      .flatMap((word) => byWord.get(word) ?? [])
      .filter(({ words }) => words.every((word) => said.has(word)));
}

/** Who names a town does not mean what is in another region; when no town is named, everything may be meant. */
export const servesOneOf = ({ towns, regions }: Where, named: readonly Town[]): boolean =>
  regions === null ||
  named.length === 0 ||
  named.some((town) => towns.includes(town.name) || regions.some((region) => town.regions.has(region)));
