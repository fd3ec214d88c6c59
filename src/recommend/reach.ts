import type { Country, Place, TopicId } from '../domain.ts';
import type { Service } from '../knowledge/schema.ts';
import { municipalityId, type Places } from '../understand/place-nearness.ts';
import { outlineOf } from './outline.ts';
import { besideEachOther, createShelf, type Item, type Shelf } from './shelf.ts';

/**
 * How a service reaches a place, the best first: it covers the municipality, the ORP or the district; it is somewhere
 * near without saying that it comes; it covers the region; it covers the country or works online.
 */
export const reaches = ['municipality', 'orp', 'district', 'near', 'region', 'country'] as const;
export type Reach = (typeof reaches)[number];

/** Shelves on which the services stand that reach a place in one way. */
export interface Level {
  readonly reach: Reach;
  readonly shelves: readonly Shelf[];
  /** Shelves of the cells around: what stands there is near only if its distance says so. */
  readonly around: readonly Shelf[];
}

/** The best way first; a service stands on the shelves of each way in which it reaches the place. */
export type FindLevels = (topic: TopicId, place: Place | null, country: Country) => readonly Level[];

/** Size of the cells in which places are looked up: more than what is called near, in both directions at these latitudes. */
const cell = { lat: 0.3, lon: 0.45 };

/** Where a service is to be found: its seat and the municipalities that it names. */
export function pointsOf(service: Service, places: Places): readonly Place[] {
  const covered = service.service_areas
    .filter((area) => area.kind === 'municipality')
    .map((area) => area.name);
  const names = new Set([...(service.municipality === null ? [] : [service.municipality]), ...covered]);
  return [...names].flatMap((name) => municipalities(service, name, places));
}

/** Names are shared by many villages: the one in the service's own region is meant, if there is one. */
export function municipalities(service: Service, name: string, places: Places): readonly Place[] {
  const all = places.named(service.country, name);
  const own = all.filter((place) => place.region === service.region);
  return own.length > 0 ? own : all;
}

const cellOf = (lat: number, lon: number): string =>
  `${Math.floor(lat / cell.lat)}:${Math.floor(lon / cell.lon)}`;

/** Names of Polish districts occur in several regions, so the region belongs to the name. */
export const districtKey = (country: Country, region: string | null, name: string): string =>
  country === 'PL' ? `district ${country} ${region} ${name}` : `district ${country} ${name}`;

/** Under which keys a service can be found. */
function keysOf(service: Service, points: readonly Place[], places: Places): ReadonlySet<string> {
  const { country } = service;
  const keys = new Set<string>();
  if (service.forms.includes('online')) keys.add(`country ${country}`);
  for (const { kind, name } of service.service_areas) {
    if (kind === 'municipality') {
      for (const place of municipalities(service, name, places)) keys.add(`municipality ${place.id}`);
    } else if (kind === 'district') keys.add(districtKey(country, service.region, name));
    else if (kind !== 'country') keys.add(`${kind} ${country} ${name}`);
    else if (name === country) keys.add(`country ${country}`);
  }
  for (const place of points) {
    // Who sits in the town is there, however wide an area it covers.
    if (place.name === service.municipality) keys.add(`municipality ${place.id}`);
    if (place.orp !== null) keys.add(`near orp ${country} ${place.orp}`);
    if (place.district !== null) keys.add(`near ${districtKey(country, place.region, place.district)}`);
    if (place.region !== null) keys.add(`somewhere in ${country} ${place.region}`);
    if (place.at !== null) keys.add(`cell ${country} ${cellOf(place.at.lat, place.at.lon)}`);
  }
  return keys;
}

/** A name without any way to get there helps nobody; such a service is found by its name only. */
export const canBeReached = ({ phones, address, email, url }: Service): boolean =>
  phones.length > 0 || address !== null || email !== null || url !== null;

type Look = readonly [reach: Reach, keys: readonly string[], around?: readonly string[]];

const offsets = [-1, 0, 1] as const;

/** The cell of a place and those around it. */
const cellsAround = ({ at, country }: Place): readonly string[] =>
  at === null
    ? []
    : offsets.flatMap((north) =>
        offsets.map(
          (east) => `cell ${country} ${cellOf(at.lat + north * cell.lat, at.lon + east * cell.lon)}`,
        ),
      );

/** Where to look for services of a place, the best first. */
function looksFor(place: Place | null, country: Country): readonly Look[] {
  const anywhere: Look = ['country', [`country ${country}`]];
  if (place === null) return [anywhere];
  const { district, orp, region } = place;
  const inRegion = region === null ? [] : [`region ${country} ${region}`];
  const inDistrict = district === null ? [] : [districtKey(country, region, district)];
  if (place.kind === 'region')
    return [['region', [...inRegion, `somewhere in ${country} ${region}`]], anywhere];
  if (place.kind === 'municipality' || place.kind === 'part') {
    const nearOrp = orp === null ? [] : [`near orp ${country} ${orp}`];
    return [
      ['municipality', [`municipality ${municipalityId(place)}`]],
      ['orp', orp === null ? [] : [`orp ${country} ${orp}`]],
      ['district', inDistrict],
      ['near', nearOrp, cellsAround(place)],
      ['region', inRegion],
      anywhere,
    ];
  }
  return [
    ['district', inDistrict],
    ['near', inDistrict.map((key) => `near ${key}`)],
    ['region', inRegion],
    anywhere,
  ];
}

/**
 * Makes the look-up of services by topic and place. All shelves are made here, once, so that a question looks only at the
 * services of its topic that can reach its place, and of those only at the ones that may be the best.
 */
export function createFindLevels(services: readonly Service[], places: Places): FindLevels {
  const offered = services.filter((service) => service.status === 'active' && canBeReached(service));
  const items = offered
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((service, order): Item => {
      const points = pointsOf(service, places);
      return { service, points, outline: outlineOf(service, points, order) };
    })
    .sort(besideEachOther);
  const byKey = new Map<string, Item[]>();
  for (const item of items) {
    for (const key of keysOf(item.service, item.points, places)) {
      for (const topic of item.service.topics) {
        const list = byKey.get(`${topic} ${key}`);
        if (list === undefined) byKey.set(`${topic} ${key}`, [item]);
        else list.push(item);
      }
    }
  }
  const shelves = new Map([...byKey].map(([key, list]) => [key, createShelf(list)]));

  return (topic, place, country) => {
    const named = (keys: readonly string[]): readonly Shelf[] =>
      keys.map((key) => shelves.get(`${topic} ${key}`)).filter((shelf) => shelf !== undefined);
    return looksFor(place, country).map(([reach, keys, around = []]) => ({
      reach,
      shelves: named(keys),
      around: named(around),
    }));
  };
}

/** Whether a service covers a place, or sits there; what is only near does not. */
export function covers(service: Service, place: Place, places: Places): boolean {
  const keys = keysOf(service, pointsOf(service, places), places);
  return looksFor(place, place.country).some(
    ([reach, looked]) => reach !== 'near' && looked.some((key) => keys.has(key)),
  );
}

/** From where a service helps in an area: it sits there, comes from elsewhere, or helps in the whole country. */
export type HelpsFrom = 'here' | 'elsewhere' | 'everywhere';

/** How a service helps in an area, given as its municipalities; null: it does not. What is only near does not count. */
export function helpsFrom(service: Service, area: readonly Place[], places: Places): HelpsFrom | null {
  const points = pointsOf(service, places);
  const inside = new Set(area.map(({ id }) => id));
  if (points.some(({ id, name }) => name === service.municipality && inside.has(id))) return 'here';
  const keys = keysOf(service, points, places);
  const found = area.flatMap((place) =>
    looksFor(place, place.country).flatMap(([reach, looked]) =>
      reach !== 'near' && looked.some((key) => keys.has(key)) ? [reach] : [],
    ),
  );
  if (found.some((reach) => reach !== 'country')) {
    // Without a seat the region tells where it is at home.
    const isAtHome = service.municipality === null && area.some(({ region }) => region === service.region);
    return isAtHome ? 'here' : 'elsewhere';
  }
  return found.length > 0 ? 'everywhere' : null;
}
