import { Worker } from 'node:worker_threads';
import type { ConceptFile } from '../concepts.ts';
import type { Learnt } from '../learnt.ts';
import type { LearningFiles } from '../load.ts';
import type { GoldFigures } from '../model.ts';

export interface RetrainTask {
  readonly from: LearningFiles;
  /** Where the new model is kept for the next start. */
  readonly cache: string;
  /** What the model in use made of the gold messages; null: nothing to compare with. */
  readonly before: GoldFigures | null;
}

export type Retrained =
  | {
      readonly is: 'learnt';
      readonly learnt: Learnt;
      readonly concepts: readonly ConceptFile[];
      readonly examples: number;
    }
  /** The gold messages would be read worse. */
  | { readonly is: 'refused'; readonly reason: string };

export interface Retraining {
  /** Rejects with the error of the thread, for example of a file that cannot be read. */
  readonly done: Promise<Retrained>;
  readonly stop: () => Promise<void>;
}

/** Learns anew in a thread of its own. */
export function retrain(task: RetrainTask): Retraining {
  const worker = new Worker(new URL('./retrain-thread.ts', import.meta.url), { workerData: task });
  const done = new Promise<Retrained>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the thread that learns ended early')));
  });
  return {
    done,
    stop: async () => {
      await worker.terminate();
    },
  };
}
