import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import type { Country, PlaceFound, Understand } from '../domain.ts';
import type { Service } from '../knowledge/schema.ts';
import { createLiveUnderstanding, type LearningEvent } from './live.ts';
import type { LearningFiles } from './load.ts';
import { createFindPlace } from './place.ts';
import { loadGazetteer } from './place-gazetteer.ts';
import { createPlaces, type Places } from './place-nearness.ts';
import { createUnderstand } from './understand.ts';

export interface UnderstandingFiles {
  /** Folder of what comes with the program. */
  readonly data: string;
  /** Folder of the knowledge base: rules, and examples of the organisation's own. */
  readonly knowledge?: string;
  readonly homeCountry: Country;
  /** Says which towns are our own: they come first when a name is ambiguous. */
  readonly services: readonly Pick<Service, 'country' | 'municipality'>[];
  /** Where is kept what has been learnt here, if anywhere. */
  readonly stateFolder?: string;
}

/** Everything that understanding needs, read from the data folder of the project. */
export interface LoadedUnderstanding {
  readonly understand: Understand;
  readonly places: Places;
  /** The examples were changed after the model was trained: run `npm run model`. */
  readonly modelStale: boolean;
}

const modelFile = (data: string): string => join(data, 'model', 'understanding.bin');
const cacheFile = (stateFolder: string): string => join(stateFolder, 'understanding.bin');
const rulesFolder = (knowledge: string): string => join(knowledge, 'risk-rules');
const learningFiles = (data: string, knowledge: string): LearningFiles => ({
  examples: join(data, 'examples'),
  ownExamples: join(knowledge, 'examples.json'),
  concepts: join(data, 'concepts'),
  gold: join(data, 'gold'),
  ownGold: join(knowledge, 'gold.json'),
});

function loadPlaces({ data, homeCountry, services }: UnderstandingFiles): {
  readonly places: Places;
  readonly findPlace: (text: string) => PlaceFound | null;
} {
  const gazetteer = loadGazetteer(join(data, 'places'));
  const places = createPlaces(gazetteer);
  const ownPlaces = new Set(
    services.flatMap(({ country, municipality }) =>
      municipality === null ? [] : places.named(country, municipality).map(({ id }) => id),
    ),
  );
  return { places, findPlace: createFindPlace(gazetteer, { homeCountry, ownPlaces }) };
}

/**
 * Reads examples, model, rules and places as they are now, for a command that ends soon. Throws an error that names the file
 * that is missing or wrong and says what to do.
 */
export async function loadUnderstanding(files: UnderstandingFiles): Promise<LoadedUnderstanding> {
  const { data, knowledge = join(data, 'knowledge'), stateFolder } = files;
  const { places, findPlace } = loadPlaces(files);
  const { understand, modelStale } = await createUnderstand({
    from: learningFiles(data, knowledge),
    model: modelFile(data),
    ...(stateFolder === undefined ? {} : { cache: cacheFile(stateFolder) }),
    rules: rulesFolder(knowledge),
    findPlace,
  });
  return { understand, places, modelStale };
}

/** Understanding that follows the changes of its files, and learns anew when examples change. */
export interface FollowedUnderstanding {
  readonly understand: Understand;
  readonly places: Places;
  readonly close: () => Promise<void>;
}

/** The same for a Lampa that runs. Throws like `loadUnderstanding`. */
export async function followUnderstanding(
  files: UnderstandingFiles & {
    readonly stateFolder: string;
    readonly clock: Clock;
    readonly onEvent: (event: LearningEvent) => void;
  },
): Promise<FollowedUnderstanding> {
  const { data, knowledge = join(data, 'knowledge'), stateFolder, clock, onEvent } = files;
  const { places, findPlace } = loadPlaces(files);
  const { understand, close } = await createLiveUnderstanding({
    from: learningFiles(data, knowledge),
    model: modelFile(data),
    cache: cacheFile(stateFolder),
    rules: rulesFolder(knowledge),
    findPlace,
    clock,
    onEvent,
  });
  return { understand, places, close };
}
