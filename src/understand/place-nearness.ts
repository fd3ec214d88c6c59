import type { Place } from '../domain.ts';
import type { Gazetteer } from './place-gazetteer.ts';

/** How near two places are, the nearest first. Offices and coverage go by these, more than by distance. */
export const nearnessLevels = ['municipality', 'orp', 'district', 'region', 'country', 'other'] as const;
export type NearnessLevel = (typeof nearnessLevels)[number];

export interface Nearness {
  /** The smallest area that holds both. */
  readonly level: NearnessLevel;
  /** As the crow flies; null where one of them has no coordinates. */
  readonly km: number | null;
}

const earthRadiusKm = 6371;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Kilometres between two places as the crow flies; null where one of them has no coordinates. */
export function kilometres(a: Place, b: Place): number | null {
  return a.at === null || b.at === null ? null : kilometresApart(a.at, b.at);
}

function kilometresApart(a: Point, b: Point): number {
  const lat = radians(b.lat - a.lat) / 2;
  const lon = radians(b.lon - a.lon) / 2;
  const part = Math.sin(lat) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(lon) ** 2;
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(part)));
}

/** The id of a part is that of its municipality with its own name behind. */
export const municipalityId = (place: Place): string =>
  place.kind === 'part' ? place.id.split('-').slice(0, 2).join('-') : place.id;

const isSame = (a: string | null, b: string | null): boolean => a !== null && a === b;

/** How near two places are. Symmetric. */
export function nearness(a: Place, b: Place): Nearness {
  const km = kilometres(a, b);
  if (a.country !== b.country) return { level: 'other', km };
  if (municipalityId(a) === municipalityId(b)) return { level: 'municipality', km };
  if (isSame(a.orp, b.orp)) return { level: 'orp', km };
  if (isSame(a.district, b.district)) return { level: 'district', km };
  if (isSame(a.region, b.region)) return { level: 'region', km };
  return { level: 'country', km };
}

/** An area that a service covers, as the knowledge base writes it; a country by its two letters. */
export interface Area {
  readonly kind: 'country' | 'region' | 'district' | 'orp' | 'municipality';
  readonly name: string;
}

/** True when the place lies in the area; names are those of the register. Say first that the countries are the same. */
export function isInArea(place: Place, area: Area): boolean {
  switch (area.kind) {
    case 'country':
      return place.country === area.name;
    case 'region':
      return place.region === area.name;
    case 'district':
      return place.district === area.name;
    case 'orp':
      return place.orp === area.name;
    case 'municipality':
      return place.kind === 'municipality' && place.name === area.name;
  }
}

export interface Places {
  /** The place with this id, or undefined when the gazetteer has none. */
  readonly byId: (id: string) => Place | undefined;
  /** Municipalities of this official name in a country, in the order of the register. */
  readonly named: (country: Place['country'], name: string) => readonly Place[];
  /** The municipality whose middle is nearest to a point; null when none is within 25 km. */
  readonly nearest: (point: Point) => Place | null;
}

/** Degrees north and east. */
export type Point = NonNullable<Place['at']>;

/** Further away from everything that is known than this (kilometres), a point is nowhere. */
const farthest = 25;
/** A degree of latitude is never longer than this (kilometres). */
const degree = 112;

/** The middle of a town may be further than that of a village beside it: near enough, for services go by larger areas. */
const nearestTo =
  (municipalities: readonly Place[]) =>
  (point: Point): Place | null => {
    let best: { readonly place: Place; readonly km: number } | null = null;
    for (const place of municipalities) {
      if (place.at === null || Math.abs(place.at.lat - point.lat) * degree > (best?.km ?? farthest)) continue;
      const km = kilometresApart(place.at, point);
      if (km <= farthest && (best === null || km < best.km)) best = { place, km };
    }
    return best?.place ?? null;
  };

/** Look-ups by id and by official name. */
export function createPlaces(gazetteer: Gazetteer): Places {
  const named = new Map<string, Place[]>();
  for (const { place } of gazetteer.places) {
    if (place.kind !== 'municipality') continue;
    const key = `${place.country} ${place.name}`;
    const list = named.get(key);
    if (list === undefined) named.set(key, [place]);
    else list.push(place);
  }
  return {
    byId: (id) => gazetteer.byId.get(id)?.place,
    named: (country, name) => named.get(`${country} ${name}`) ?? [],
    nearest: nearestTo([...named.values()].flat()),
  };
}
