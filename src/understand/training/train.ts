import { Worker } from 'node:worker_threads';
import { featureVersion } from '../features.ts';
import { languagePrior, trainLanguage } from '../language.ts';
import type { Model } from '../model.ts';
import { calibrate } from './calibrate.ts';
import type { Lessons } from './corpus.ts';
import { heldOutFigures } from './figures.ts';
import { seeHeldOut } from './held-out.ts';
import type { FittedWeights } from './weights.ts';

/**
 * Trains everything from the examples; the same examples give the same model, byte for byte. Two threads share the work, half a
 * minute each. `digest` is the SHA-256 of the files; `report` hears what is being done.
 */
export async function train(
  lessons: Lessons,
  digest: string,
  report: (step: string) => void,
): Promise<Model> {
  const { examples } = lessons;
  report(`${examples.length} examples read`);
  const fitting = fitBeside(lessons);
  // Whoever fails first tells why; the other must not be an unheard failure.
  fitting.catch(() => undefined);
  const seen = seeHeldOut(lessons);
  const calibration = calibrate(seen);
  for (const line of heldOutFigures(seen, calibration)) report(line);
  const { units, bias, ...tables } = await fitting;
  report(`${tables.values.length} weights kept`);
  return {
    header: {
      featureVersion,
      gold: noGold,
      examples: digest,
      units: [...units],
      bias: [...bias],
      languagePrior: [...languagePrior(examples)],
      calibration,
    },
    ...tables,
    language: trainLanguage(examples),
  };
}

/** Filled in by whoever measures it. */
const noGold = { digest: '', messages: 0, crisisSeen: 0, crisisInView: 0, falseAlarms: 0, topicsInThree: 0 };

const fitBeside = (lessons: Lessons): Promise<FittedWeights> =>
  new Promise((done, failed) => {
    const worker = new Worker(new URL('./fit-worker.ts', import.meta.url), { workerData: lessons });
    worker.once('message', done);
    worker.once('error', failed);
  });
