import type { Country, Place, TopicId } from '../domain.ts';
import type { Service } from '../knowledge/schema.ts';
import { kilometres, municipalityId, type Places } from '../understand/place-nearness.ts';

/**
 * How a service reaches a place, the best first: it covers the municipality, the ORP or the district; it is somewhere
 * near without saying that it comes; it covers the region; it covers the country or works online.
 */
export const reaches = ['municipality', 'orp', 'district', 'near', 'region', 'country'] as const;
export type Reach = (typeof reaches)[number];

export interface Reached {
  readonly service: Service;
  readonly reach: Reach;
  /** As the crow flies to where it is nearest; null when that is not known. */
  readonly km: number | null;
}

/** Farther than this, "near" would be a lie for somebody without a car. */
const nearKm = 25;
/** Size of the cells in which places are looked up: more than `nearKm` in both directions at these latitudes. */
const cell = { lat: 0.3, lon: 0.45 };

export type FindReached = (topic: TopicId, place: Place | null, country: Country) => readonly Reached[];

/** Where a service is to be found: its seat and the municipalities that it names. */
function pointsOf(service: Service, places: Places): readonly Place[] {
  const covered = service.service_areas
    .filter((area) => area.kind === 'municipality')
    .map((area) => area.name);
  const names = new Set([...(service.municipality === null ? [] : [service.municipality]), ...covered]);
  return [...names].flatMap((name) => municipalities(service, name, places));
}

/** Names are shared by many villages: the one in the service's own region is meant, if there is one. */
function municipalities(service: Service, name: string, places: Places): readonly Place[] {
  const all = places.named(service.country, name);
  const own = all.filter((place) => place.region === service.region);
  return own.length > 0 ? own : all;
}

const cellOf = (lat: number, lon: number): string =>
  `${Math.floor(lat / cell.lat)}:${Math.floor(lon / cell.lon)}`;

/** Names of Polish districts occur in several regions, so the region belongs to the name. */
const districtKey = (country: Country, region: string | null, name: string): string =>
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
    else keys.add(kind === 'country' ? `country ${name}` : `${kind} ${country} ${name}`);
  }
  for (const place of points) {
    if (place.orp !== null) keys.add(`near orp ${country} ${place.orp}`);
    if (place.district !== null) keys.add(`near ${districtKey(country, place.region, place.district)}`);
    if (place.region !== null) keys.add(`region ${country} ${place.region}`);
    if (place.at !== null) keys.add(`cell ${cellOf(place.at.lat, place.at.lon)}`);
  }
  return keys;
}

/** A name without any way to get there helps nobody; such a service is found by its name only. */
const canBeReached = ({ phones, address, email, url }: Service): boolean =>
  phones.length > 0 || address !== null || email !== null || url !== null;

/** Where to look for services of a place, the best first. */
function looksFor(place: Place | null, country: Country): readonly (readonly [string, Reach])[] {
  if (place === null) return [[`country ${country}`, 'country']];
  const { district, orp, region } = place;
  const looks: [string, Reach][] = [];
  const isTown = place.kind === 'municipality' || place.kind === 'part';
  if (isTown) {
    looks.push([`municipality ${municipalityId(place)}`, 'municipality']);
    if (orp !== null) looks.push([`orp ${country} ${orp}`, 'orp']);
  }
  if (district !== null && place.kind !== 'region') {
    looks.push([districtKey(country, region, district), 'district']);
    if (!isTown) looks.push([`near ${districtKey(country, region, district)}`, 'near']);
  }
  if (isTown && orp !== null) looks.push([`near orp ${country} ${orp}`, 'near']);
  if (isTown && place.at !== null) {
    for (const north of [-1, 0, 1]) {
      for (const east of [-1, 0, 1]) {
        looks.push([
          `cell ${cellOf(place.at.lat + north * cell.lat, place.at.lon + east * cell.lon)}`,
          'near',
        ]);
      }
    }
  }
  if (region !== null) looks.push([`region ${country} ${region}`, 'region']);
  return [...looks, [`country ${country}`, 'country']];
}

/**
 * Makes the look-up of services by topic and place. All lists are made here, once, so that a question looks only at the
 * services of its topic that can reach its place.
 */
export function createFindReached(services: readonly Service[], places: Places): FindReached {
  const byKey = new Map<string, Service[]>();
  const points = new Map<Service, readonly Place[]>();
  for (const service of services.filter(canBeReached)) {
    const where = pointsOf(service, places);
    points.set(service, where);
    const keys = keysOf(service, where, places);
    for (const topic of service.topics) {
      for (const key of keys) {
        const list = byKey.get(`${topic} ${key}`);
        if (list === undefined) byKey.set(`${topic} ${key}`, [service]);
        else list.push(service);
      }
    }
  }

  const distance = (service: Service, place: Place | null): number | null => {
    if (place === null) return null;
    const known = (points.get(service) ?? [])
      .map((point) => kilometres(point, place))
      .filter((km) => km !== null);
    return known.length === 0 ? null : Math.min(...known);
  };

  return (topic, place, country) => {
    const found = new Map<Service, Reached>();
    for (const [key, asked] of looksFor(place, country)) {
      for (const service of byKey.get(`${topic} ${key}`) ?? []) {
        if (found.has(service) || service.country !== country) continue;
        const km = distance(service, place);
        const reach = upgrade(asked, key, service, place, km, points.get(service) ?? []);
        if (reach !== null) found.set(service, { service, reach, km });
      }
    }
    return [...found.values()];
  };
}

/** What a look-up says is corrected by what is known of the service: how far it is, and whether it covers the region at all. */
function upgrade(
  asked: Reach,
  key: string,
  service: Service,
  place: Place | null,
  km: number | null,
  points: readonly Place[],
): Reach | null {
  if (place === null || asked === 'country') return asked;
  const town = place.kind === 'municipality' || place.kind === 'part' ? municipalityId(place) : null;
  const isSeat = (point: Place): boolean => point.name === service.municipality && point.id === town;
  // Who sits in the town is there, however wide an area it covers.
  if (town !== null && points.some(isSeat)) return 'municipality';
  if (key.startsWith('cell ')) return km !== null && km <= nearKm ? 'near' : null;
  if (asked !== 'region' || place.kind === 'region') return asked;
  const covers = service.service_areas.some((area) => area.kind === 'region' && area.name === place.region);
  return covers ? 'region' : null;
}
