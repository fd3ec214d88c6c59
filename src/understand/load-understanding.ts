import { join } from 'node:path';
import type { Country, Understand } from '../domain.ts';
import type { Service } from '../knowledge/schema.ts';
import { createFindPlace } from './place.ts';
import { loadGazetteer } from './place-gazetteer.ts';
import { createPlaces, type Places } from './place-nearness.ts';
import { createUnderstand } from './understand.ts';

/** Everything that understanding needs, read from the data folder of the project. */
export interface Understanding {
  readonly understand: Understand;
  readonly places: Places;
  /** The examples were changed after the model was trained: run `npm run model`. */
  readonly modelStale: boolean;
}

/**
 * Reads examples, model, rules and places. `knowledge` holds the risk rules; `services` says which towns are our own: they
 * come first when a name is ambiguous. Throws an error that names the file that is missing or wrong and says what to do.
 */
export const loadUnderstanding = async ({
  data,
  knowledge = join(data, 'knowledge'),
  homeCountry,
  services,
}: {
  readonly data: string;
  readonly knowledge?: string;
  readonly homeCountry: Country;
  readonly services: readonly Pick<Service, 'country' | 'municipality'>[];
}): Promise<Understanding> => {
  const gazetteer = loadGazetteer(join(data, 'places'));
  const places = createPlaces(gazetteer);
  const ownPlaces = new Set(
    services.flatMap(({ country, municipality }) =>
      municipality === null ? [] : places.named(country, municipality).map(({ id }) => id),
    ),
  );
  const { understand, modelStale } = await createUnderstand({
    examples: join(data, 'examples'),
    model: join(data, 'model', 'understanding.bin'),
    rules: join(knowledge, 'risk-rules.json'),
    findPlace: createFindPlace(gazetteer, { homeCountry, ownPlaces }),
  });
  return { understand, places, modelStale };
};
