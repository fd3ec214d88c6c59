import { join } from 'node:path';
import type { Country } from '../domain.ts';
import type { Knowledge } from '../knowledge/schema.ts';
import { loadGazetteer } from '../understand/place-gazetteer.ts';
import { createPlaces, type Places } from '../understand/place-nearness.ts';
import { createFindRegion, createRegionNamed, type Region, type RegionFound } from './region.ts';

/** Where places are and what they are called. */
export interface Land {
  readonly places: Places;
  readonly findRegion: (said: string) => RegionFound;
  /** A whole region by the name that the register gives it; null when there is none of this name. */
  readonly regionNamed: (country: Country, name: string) => Region | null;
}

/** Reads the places; towns with services of our own come first when a name is ambiguous. `data`: folder of what comes with the program. */
export function openLand(data: string, knowledge: Pick<Knowledge, 'services'>, homeCountry: Country): Land {
  const gazetteer = loadGazetteer(join(data, 'places'));
  const places = createPlaces(gazetteer);
  const ownPlaces = new Set(
    knowledge.services.flatMap(({ country, municipality }) =>
      municipality === null ? [] : places.named(country, municipality).map(({ id }) => id),
    ),
  );
  return {
    places,
    findRegion: createFindRegion(gazetteer, { homeCountry, ownPlaces }),
    regionNamed: createRegionNamed(gazetteer),
  };
}
