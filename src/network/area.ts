import type { Country, Place } from '../domain.ts';
import { editDistance } from '../knowledge/edit-distance.ts';
import { fold } from '../understand/fold.ts';

/** A part of a country whose network of services is looked at. */
export interface Area {
  readonly name: string;
  readonly country: Country;
  /** All municipalities in it. */
  readonly municipalities: readonly Place[];
}

export interface Areas {
  /** A whole region, as the register names it; null when there is none of this name. */
  readonly region: (country: Country, name: string) => Area | null;
  /**
   * What somebody calls a region, a district ("okres Klatovy"), the country around a town ("Klatovsko") or a town; a town
   * stands for its municipality with extended powers, in Poland and Slovakia for its district. Else the names that are nearest.
   */
  readonly find: (said: string, home: Country) => Area | { readonly nearest: readonly string[] };
}

const districtWords = /^(okres|district|powiat|okr\.)\s+/u;
const regionWords = /^kraj\s+|(?<!\s)\s+(kraj|region|wojewodztwo)$/u;

/** Makes the look-up of areas over all places that are known. */
export function createAreas(places: readonly Place[]): Areas {
  const municipalities = places.filter(({ kind }) => kind === 'municipality');
  const areaOf = (name: string, country: Country, holds: (place: Place) => boolean): Area | null => {
    const inside = municipalities.filter((place) => place.country === country && holds(place));
    return inside.length === 0 ? null : { name, country, municipalities: inside };
  };
  const region: Areas['region'] = (country, name) => areaOf(name, country, (one) => one.region === name);

  const areaAt = (place: Place): Area | null => {
    const { country, kind, orp, district } = place;
    if (kind === 'region') return place.region === null ? null : region(country, place.region);
    if (orp !== null) return areaOf(place.name, country, (one) => one.orp === orp);
    if (district === null) return areaOf(place.name, country, (one) => one.id === place.id);
    return areaOf(place.name, country, (one) => one.district === district && one.region === place.region);
  };

  return {
    region,
    find: (said, home) => {
      const words = fold(said).trim();
      const bare = words.replace(districtWords, '');
      const isDistrict = bare !== words;
      const fits = places.filter(({ name, kind, orp }) => {
        const folded = fold(name);
        if (kind === 'part' || kind === 'country') return false;
        if (isDistrict)
          return kind === 'district' && orp === null && folded.replace(districtWords, '') === bare;
        return folded === words || (kind === 'region' && stem(folded) === stem(words));
      });
      for (const place of fits.sort((a, b) => weight(a, home) - weight(b, home))) {
        const area = areaAt(place);
        if (area !== null) return area;
      }
      return { nearest: nearestNames(places, bare) };
    },
  };
}

const stem = (folded: string): string => folded.replace(regionWords, '');

/** Smaller comes first: the country of the organisation, wide areas, then towns that give their name to what is around them. */
const weight = ({ country, kind, name, orp, district }: Place, home: Country): number => {
  const isCentre = name === orp || name === district;
  const size = kind === 'region' ? 0 : kind === 'municipality' ? (isCentre ? 1 : 3) : 2;
  return (country === home ? 0 : 10) + size;
};

const mostNamed = 3;

/** Areas and towns in the middle of one, the nearest in spelling first. */
function nearestNames(places: readonly Place[], folded: string): readonly string[] {
  const names = new Set(
    places
      .filter(({ kind, name, orp, district }) =>
        kind === 'municipality'
          ? name === orp || name === district
          : kind === 'region' || kind === 'district',
      )
      .map(({ name }) => name),
  );
  return [...names]
    .map((name) => ({ name, distance: editDistance(fold(name), folded) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, mostNamed)
    .map(({ name }) => name);
}
