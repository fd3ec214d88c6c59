import type { Country, Place, PlaceFound } from '../domain.ts';
import { editDistance } from '../knowledge/edit-distance.ts';
import { districtKey } from '../recommend/reach.ts';
import { askedPlace } from '../understand/asked-place.ts';
import { fold } from '../understand/fold.ts';
import { createFindPlace, type FindPlaceOptions } from '../understand/place.ts';
import type { Gazetteer } from '../understand/place-gazetteer.ts';
import { municipalityId } from '../understand/place-nearness.ts';

/** A piece of land that somebody asks about: its municipalities, and the areas that they lie in. */
export interface Region {
  /** As it is written in a title: "Klatovsko", "Plzeňský kraj", "Polička". */
  readonly name: string;
  /** It was asked for by the name of a town, and the villages around belong to it. */
  readonly isAround: boolean;
  /** A whole region, as countries are divided (a kraj, a voivodeship), or a whole country. */
  readonly isWhole: boolean;
  readonly country: Country;
  /** From where distances are told; null for a whole region or country. */
  readonly centre: Place | null;
  /** Ids of its municipalities. */
  readonly municipalities: ReadonlySet<string>;
  readonly orps: ReadonlySet<string>;
  /** In the spelling of `districtKey`. */
  readonly districts: ReadonlySet<string>;
  readonly regions: ReadonlySet<string>;
}

export type RegionFound =
  | { readonly kind: 'one'; readonly region: Region }
  /** Several places of this name, each in words that mean only it. */
  | { readonly kind: 'which'; readonly names: readonly string[] }
  /** No such place; what is spelt most like it. */
  | { readonly kind: 'none'; readonly nearest: readonly string[] };

const mostSuggested = 3;

/**
 * Makes the function that reads the name of a region as people say it: "klatovsko", "Klatovy", "okres Domažlice",
 * "Plzeňský kraj", "Skarzysko Kamienna". A town means the towns and villages that share its office (in Czechia the ORP,
 * elsewhere the district); "Klatovsko" means the district if the town in its middle has one.
 */
export function createFindRegion(
  gazetteer: Gazetteer,
  options: FindPlaceOptions,
): (said: string) => RegionFound {
  const findPlace = createFindPlace(gazetteer, options);
  const municipalities = municipalitiesOf(gazetteer);

  return (said) => {
    const found =
      inFull(said, gazetteer) ??
      bySecondName(said, gazetteer) ??
      askedPlace(said, findPlace) ??
      byName(said, gazetteer);
    if (found === null) return { kind: 'none', nearest: nearestNames(said, gazetteer) };
    const candidates: readonly Place[] = found.kind === 'one' ? [found.place] : found.candidates;
    // A hamlet that shares both names with its town goes with the town.
    const names = [...new Set(candidates.map(nameInFull))];
    const [first] = candidates;
    if (first === undefined || names.length > 1) return { kind: 'which', names };
    const region = regionOf(first, gazetteer, municipalities);
    // Of some lands, "Šumava" for one, nobody has said which municipalities they hold.
    if (region.municipalities.size === 0) return { kind: 'none', nearest: nearestNames(said, gazetteer) };
    return { kind: 'one', region };
  };
}

/** Makes the function that finds a whole region by the name that the register gives it. */
export function createRegionNamed(gazetteer: Gazetteer): (country: Country, name: string) => Region | null {
  const municipalities = municipalitiesOf(gazetteer);
  return (country, name) => {
    const known = gazetteer.places.find(
      ({ place }) => place.kind === 'region' && place.country === country && place.region === name,
    );
    return known === undefined ? null : regionOf(known.place, gazetteer, municipalities);
  };
}

const municipalitiesOf = ({ places }: Gazetteer): readonly Place[] =>
  places.map(({ place }) => place).filter(({ kind }) => kind === 'municipality');

function regionOf(place: Place, gazetteer: Gazetteer, municipalities: readonly Place[]): Region {
  const { kind, country } = place;
  const known = gazetteer.byId.get(place.id);
  const town =
    kind === 'municipality' || kind === 'part' ? gazetteer.byId.get(municipalityId(place)) : known?.town;
  const members = municipalities.filter(
    (one) =>
      one.country === country && isMember(one, place, known?.town !== undefined && known.town.rank < 3),
  );
  const named = <Key extends 'orp' | 'region'>(key: Key): ReadonlySet<string> =>
    new Set(members.map((one) => one[key]).filter((name) => name !== null));
  return {
    name: place.name,
    isAround: kind === 'municipality' || kind === 'part',
    isWhole: kind === 'region' || kind === 'country',
    country,
    centre: town?.place ?? null,
    municipalities: new Set(members.map(({ id }) => id)),
    orps: named('orp'),
    districts: new Set(
      members.flatMap(({ district, region }) =>
        district === null ? [] : [districtKey(country, region, district)],
      ),
    ),
    regions: named('region'),
  };
}

/** `isSmall`: the country around a town that is no district town, so that its office is what holds it together. */
function isMember(one: Place, of: Place, isSmall: boolean): boolean {
  switch (of.kind) {
    case 'country':
      return true;
    case 'region':
      return one.region === of.region;
    case 'district':
      return isSmall ? one.orp === of.orp : one.district === of.district && one.region === of.region;
    default:
      if (one.id === municipalityId(of)) return true;
      if (of.orp !== null) return one.orp === of.orp;
      return of.district !== null && one.district === of.district && one.region === of.region;
  }
}

/** So that it can be typed in again: "Bor, Tachov". */
const nameInFull = ({ name, kind, orp, district, region }: Place): string => {
  const around = [orp, district, region].find((one) => one !== null && one !== name);
  return kind === 'region' || kind === 'country' || around === undefined ? name : `${name}, ${around}`;
};

/** "Bor, Tachov": one of several of its name, told apart as `nameInFull` tells them. */
function inFull(said: string, gazetteer: Gazetteer): PlaceFound | null {
  const [name, around, ...more] = said.split(',').map((part) => fold(part.trim()));
  if (name === undefined || around === undefined || more.length > 0) return null;
  const [place, ...others] = gazetteer.places
    .map((known) => known.place)
    .filter(
      (one) =>
        fold(one.name) === name &&
        [one.orp, one.district, one.region].some((area) => area !== null && fold(area) === around),
    )
    .sort((a, b) => Number(a.kind === 'part') - Number(b.kind === 'part'));
  return place === undefined || others.some(({ kind }) => kind === place.kind)
    ? null
    : { kind: 'one', place };
}

const regionWord = /^kraj\s+|(?<!\s)\s+(kraj|oblast|region)$/u;

/** "plzeňský", "Vysočina": a region without the word for it. */
function bySecondName(said: string, { places }: Gazetteer): PlaceFound | null {
  const wanted = fold(said.trim());
  const [place, ...others] = places
    .map((known) => known.place)
    .filter(({ kind, region }) => {
      const folded = fold(region ?? '');
      const bare = folded.replace(regionWord, '');
      return kind === 'region' && bare !== folded && bare === wanted;
    });
  return place === undefined || others.length > 0 ? null : { kind: 'one', place };
}

/** What is written just so; countries are not read as places where somebody lives. */
function byName(said: string, gazetteer: Gazetteer): PlaceFound | null {
  const wanted = fold(said.trim());
  const [known] = gazetteer.places
    .filter(({ place }) => fold(place.name) === wanted)
    .sort((a, b) => b.rank - a.rank);
  return known === undefined ? null : { kind: 'one', place: known.place };
}

/** Well-known names that are spelt most like this one. */
function nearestNames(said: string, gazetteer: Gazetteer): readonly string[] {
  const wanted = fold(said.trim());
  const names = new Set(gazetteer.places.filter(({ rank }) => rank >= 1).map(({ place }) => place.name));
  return [...names]
    .map((name) => ({ name, distance: editDistance(wanted, fold(name)) }))
    .filter(({ distance }) => distance <= Math.max(1, Math.floor(wanted.length / 3)))
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, mostSuggested)
    .map(({ name }) => name);
}
