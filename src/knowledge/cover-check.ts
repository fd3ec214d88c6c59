import { fileProblem, type Problem } from './problem.ts';
import type { Knowledge, Service } from './schema.ts';
import { told } from './told.ts';

/** Fewer services than this, and the region is not one that the base means to cover. */
const coveredFrom = 5;

/** One line a region: the topics that depend on the place and that nobody there deals with. */
export function checkCover({ topics, services }: Knowledge): readonly Problem[] {
  const local = topics.filter((topic) => topic.local).map((topic) => topic.id);
  const byRegion = Map.groupBy(
    services.filter((service) => service.status === 'active' && !isNational(service)),
    (service) => `${service.country} ${service.region}`,
  );
  return [...byRegion].flatMap(([region, here]) => {
    const missing = local
      .filter((topic) => !here.some((service) => service.topics.includes(topic)))
      .join(', ');
    if (missing === '' || here.length < coveredFrom) return [];
    const message = told(
      `${region}: no service for ${missing}; add one, or accept that national ones are offered`,
      `${region}: žádná služba pro ${missing}; přidej ji, nebo se spokoj s tím, že se nabídnou celostátní`,
    );
    return [fileProblem('services.json', message, 'warning')];
  });
}

const isNational = (service: Service): boolean =>
  service.service_areas.some((area) => area.kind === 'country');
