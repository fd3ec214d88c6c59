import { parentPort, workerData } from 'node:worker_threads';
import { writeAtomically } from '../../knowledge/atomic-write.ts';
import { buffersOf } from '../learnt.ts';
import { encodeLearnt } from '../learnt-file.ts';
import { loadGold, loadLessons } from '../load.ts';
import { worsened } from './gold.ts';
import type { Retrained, RetrainTask } from './retrain.ts';
import { trainAndCheck } from './train-and-check.ts';

/**
 * The thread that learns anew beside a running Lampa. It reads the files itself and hands over finished tables, so that nobody
 * who writes meanwhile has to wait.
 */
const { from, cache, before } = workerData as RetrainTask;
const files = await loadLessons(from);
const learnt = await trainAndCheck(files, await loadGold(from.gold, from.ownGold), () => undefined);
const { gold } = learnt.model.header;
const reason = before === null ? null : worsened(before, gold);
if (reason !== null) {
  parentPort?.postMessage({ is: 'refused', reason } satisfies Retrained);
} else {
  await writeAtomically(cache, encodeLearnt(learnt), 0o600);
  const message: Retrained = {
    is: 'learnt',
    learnt,
    concepts: files.concepts,
    examples: files.examples.length,
  };
  parentPort?.postMessage(message, [...buffersOf(learnt)]);
}
