import { parentPort, workerData } from 'node:worker_threads';
import type { Lessons } from './corpus.ts';
import { fitAll } from './weights.ts';

/** The thread that fits the final weights while the other one trains without a fifth of the examples. */
const fitted = fitAll(workerData as Lessons);
parentPort?.postMessage(fitted);
