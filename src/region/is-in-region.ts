import type { Service } from '../knowledge/schema.ts';
import { districtKey, municipalities, pointsOf } from '../recommend/reach.ts';
import { municipalityId, type Places } from '../understand/place-nearness.ts';
import type { Region } from './region.ts';

/** Whether a service is somewhere in a region, or says that it comes there. One for a wider area does not count. */
export function isInRegion(service: Service, region: Region, places: Places): boolean {
  if (service.country !== region.country) return false;
  const isInside = (id: string): boolean => region.municipalities.has(id);
  if (pointsOf(service, places).some((place) => isInside(municipalityId(place)))) return true;
  return service.service_areas.some(({ kind, name }) => {
    switch (kind) {
      case 'municipality':
        return municipalities(service, name, places).some(({ id }) => isInside(id));
      case 'orp':
        return region.orps.has(name);
      case 'district':
        return region.districts.has(districtKey(service.country, service.region, name));
      default:
        return false;
    }
  });
}
