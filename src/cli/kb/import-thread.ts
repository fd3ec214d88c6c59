import { parentPort, workerData } from 'node:worker_threads';
import type { Gathered, Origin } from '../../knowledge/import/candidate.ts';
import { type CsvReport, gatherCsv } from '../../knowledge/import/csv.ts';
import { gatherHsds } from '../../knowledge/import/hsds.ts';
import { ImportError, type ImportFault } from '../../knowledge/import/import-error.ts';
import type { Progress } from '../../knowledge/import/read-entries.ts';
import { gatherRpss } from '../../knowledge/import/rpss.ts';
import { createTowns } from '../../knowledge/import/towns.ts';
import type { Topic } from '../../knowledge/schema.ts';
import { loadGazetteer } from '../../understand/place-gazetteer.ts';
import type { CliLanguage } from './command.ts';

/** Reads a file in a thread of its own, whose memory has a limit; sends progress, then what was found or why not. */

export interface GatherTask {
  readonly origin: Origin;
  readonly file: string;
  readonly places: string;
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly topics: readonly Topic[];
  readonly language: CliLanguage;
}

export type GatherNews =
  | { readonly is: 'progress'; readonly done: Progress }
  | { readonly is: 'read'; readonly gathered: Gathered; readonly report: CsvReport | null }
  | { readonly is: 'fault'; readonly fault: ImportFault };

const tell = (news: GatherNews): void => parentPort?.postMessage(news);
const toldEvery = 1_000_000;

async function gather({ origin, file, places, today, topics, language }: GatherTask): Promise<GatherNews> {
  const towns = createTowns(loadGazetteer(places).places.map(({ place }) => place));
  let next = 0;
  const progress = (done: Progress): void => {
    if (done.bytes < next && done.bytes < done.ofBytes) return;
    next = done.bytes + toldEvery;
    tell({ is: 'progress', done });
  };
  switch (origin) {
    case 'rpss':
      return { is: 'read', gathered: await gatherRpss(file, towns, today, progress), report: null };
    case 'hsds':
      return { is: 'read', gathered: await gatherHsds(file, towns, topics, progress), report: null };
    case 'csv': {
      const report = await gatherCsv(file, towns, topics, language);
      return { is: 'read', gathered: report.gathered, report };
    }
  }
}

try {
  tell(await gather(workerData as GatherTask));
} catch (error) {
  if (!(error instanceof ImportError)) throw error;
  tell({ is: 'fault', fault: error.fault });
}
