import type { Country, Place } from '../../domain.ts';
import { plain } from './candidate.ts';

/** The register of places, as far as an import asks it. */
export interface Towns {
  /** A Czech municipality by its code of the Statistical Office, which the register of services uses too. */
  readonly byCode: (code: string) => Place | null;
  /** Municipalities of this name, diacritics or not. */
  readonly named: (country: Country, name: string) => readonly Place[];
  /** Official names of what a word names: municipalities, districts, offices of extended powers, regions. Empty: nothing. */
  readonly areas: (name: string) => ReadonlySet<string>;
  /** True when a region of the country has this name. */
  readonly isRegion: (country: Country, name: string) => boolean;
}

/** Looks places up in a list of all of them. */
export function createTowns(places: readonly Place[]): Towns {
  const byId = new Map(places.map((place) => [place.id, place]));
  const municipalities = Map.groupBy(
    places.filter((place) => place.kind === 'municipality'),
    (place) => `${place.country} ${plain(place.name)}`,
  );
  const regions = new Set(
    places.flatMap(({ country, region }) => (region === null ? [] : [`${country} ${region}`])),
  );
  const areas = new Map<string, Set<string>>();
  const add = (called: string | null, official: string | null): void => {
    if (called === null || official === null) return;
    const key = plain(called);
    areas.set(key, (areas.get(key) ?? new Set()).add(official));
  };
  for (const { kind, name, orp, district, region } of places) {
    if (kind === 'municipality') add(name, name);
    if (kind === 'district') add(name, district);
    if (kind === 'region') add(name, region);
    for (const area of [orp, district, region]) add(area, area);
  }
  return {
    byCode: (code) => byId.get(`CZ-${code}`) ?? null,
    named: (country, name) => municipalities.get(`${country} ${plain(name)}`) ?? [],
    areas: (name) => areas.get(plain(name)) ?? new Set(),
    isRegion: (country, name) => regions.has(`${country} ${name}`),
  };
}
