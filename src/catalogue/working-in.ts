import type { Service } from '../knowledge/schema.ts';
import { nearKm } from '../recommend/ranking.ts';
import { canBeReached, pointsOf } from '../recommend/reach.ts';
import { isInRegion } from '../region/is-in-region.ts';
import type { Region } from '../region/region.ts';
import { kilometres, type Places } from '../understand/place-nearness.ts';

/** How a service works in a region, the best first: it is there or comes there; it is near; for the whole region; the whole country. */
export const ways = ['here', 'near', 'region', 'country'] as const;
export type Way = (typeof ways)[number];

export interface Working {
  readonly service: Service;
  readonly way: Way;
  /** Kilometres from the middle of the region as the crow flies; null where that is not known or says nothing. */
  readonly km: number | null;
}

/** Services that somebody in the region can turn to, the best way first, then by town and name. */
export function servicesIn(services: readonly Service[], region: Region, places: Places): readonly Working[] {
  return services
    .filter((service) => service.status === 'active' && canBeReached(service))
    .flatMap((service) => {
      const way = wayOf(service, region, places);
      return way === null ? [] : [{ service, way, km: kmFrom(service, region, places) }];
    })
    .sort(byWay);
}

function wayOf(service: Service, region: Region, places: Places): Way | null {
  const { country, service_areas: areas, forms } = service;
  if (country !== region.country) return null;
  if (isInRegion(service, region, places)) return 'here';
  const km = kmFrom(service, region, places);
  if (km !== null && km <= nearKm) return 'near';
  if (areas.some(({ kind, name }) => kind === 'region' && region.regions.has(name))) return 'region';
  const isEverywhere = areas.some(({ kind, name }) => kind === 'country' && name === country);
  return isEverywhere || forms.includes('online') ? 'country' : null;
}

function kmFrom(service: Service, { centre }: Region, places: Places): number | null {
  if (centre === null) return null;
  const distances = pointsOf(service, places)
    .map((place) => kilometres(place, centre))
    .filter((km) => km !== null);
  return distances.length === 0 ? null : Math.min(...distances);
}

const inOrder = new Intl.Collator('cs').compare;

const byWay = (a: Working, b: Working): number =>
  ways.indexOf(a.way) - ways.indexOf(b.way) ||
  (a.way === 'here' ? 0 : (a.km ?? 0) - (b.km ?? 0)) ||
  inOrder(a.service.municipality ?? '', b.service.municipality ?? '') ||
  inOrder(a.service.name, b.service.name);
