import { basename, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type TopicId, topicIds } from '../../domain.ts';
import { admit } from '../../knowledge/import/admit.ts';
import { type Gathered, type NoteId, type Origin, plain } from '../../knowledge/import/candidate.ts';
import { type CsvReport, writeCsvTemplate } from '../../knowledge/import/csv.ts';
import { ImportError } from '../../knowledge/import/import-error.ts';
import { noteWords } from '../../knowledge/import/note-words.ts';
import { type Plan, type Proposal, propose } from '../../knowledge/import/propose.ts';
import type { Progress } from '../../knowledge/import/read-entries.ts';
import { openKnowledgeFile } from '../../knowledge/load.ts';
import { localTime } from '../../knowledge/open-hours.ts';
import type { Service } from '../../knowledge/schema.ts';
import { isInRegion } from '../../region/is-in-region.ts';
import { openLand } from '../../region/land.ts';
import type { Region } from '../../region/region.ts';
import type { Places } from '../../understand/place-nearness.ts';
import { type Out, paint } from '../out.ts';
import { type CliLanguage, type KbCommand, type KbNeeds, refuse, textOf, type Values } from './command.ts';
import { printDetails, printPlan, rowOf } from './import-print.ts';
import type { GatherNews, GatherTask } from './import-thread.ts';
import { importWords } from './import-words.ts';
import { readBase } from './read-base.ts';
import { readRegion } from './region-option.ts';

const origins: readonly Origin[] = ['rpss', 'hsds', 'csv'];
const megabyte = 1_000_000;
const toldEvery = 10 * megabyte;

/** `lampa kb import …`: proposes what a source knows; a person admits it. 1 when nothing could be read or written. */
const run: KbCommand['run'] = async ([from, file], values, needs) => {
  const words = importWords[needs.language];
  const origin = origins.find((one) => one === from);
  if (origin === undefined) return refuse(words.sources, 2, needs.out);
  const template = textOf(values, 'write-template');
  if (template !== null && origin === 'csv') return writeTemplate(template, needs);
  if (file === undefined) return refuse(words.sources, 2, needs.out);
  if (values['dry-run'] === true && values.admit !== undefined) return refuse(words.notBoth, 2, needs.out);
  const scope = await scopeOf(values, needs);
  if (typeof scope === 'string') return refuse(scope, 2, needs.out);
  try {
    return await importFrom({ origin, file, values, needs, isMeant: scope });
  } catch (error) {
    if (error instanceof ImportError) needs.out.complain(`lampa: ${words.fault(error.fault)}`);
    else throw error;
    return 1;
  }
};

interface Import {
  readonly origin: Origin;
  readonly file: string;
  readonly values: Values;
  readonly needs: KbNeeds;
  readonly isMeant: (service: Service) => boolean;
}

async function importFrom(task: Import): Promise<number> {
  const begun = performance.now();
  const { values, needs } = task;
  const chosen = await choose(task);
  if (chosen === null) return 1;
  const code = chosen === 'nothing' ? 0 : await write(chosen, needs);
  // The time of somebody who answers questions is their own.
  const isAsked = chosen !== 'nothing' && textOf(values, 'admit') === null;
  if (!isAsked) needs.out.complain(importWords[needs.language].took(seconds(begun)));
  return code;
}

const seconds = (begun: number): string => ((performance.now() - begun) / 1000).toFixed(1);

/**
 * What somebody admits; nothing: there is nothing to choose, or nothing is to be written. null: it cannot be done. What was read
 * for the choice is not kept while it is written.
 */
async function choose({
  origin,
  file,
  values,
  needs,
  isMeant,
}: Import): Promise<readonly Proposal[] | 'nothing' | null> {
  const { folder, out, language } = needs;
  const today = localTime(needs.now, 'Europe/Prague').date;
  const { topics } = (await openKnowledgeFile(folder, 'topics.json')).data;
  // The base is read when the thread is gone, so that both are never in memory at once.
  const { gathered, report } = await gather(
    { origin, file, places: placesIn(needs.data), today, topics, language },
    needs,
  );
  const knowledge = await readBase(needs);
  if (report !== null) printReport(report, needs);
  const noteText = (notes: readonly NoteId[]): string =>
    notes.map((note) => noteWords[language][note]).join(' ');
  const options = { from: origin, today, noteText, isMeant, listsAll: origin !== 'csv' };
  const plan = propose(knowledge, gathered, options);
  const isDry = values['dry-run'] === true;
  const admitted = textOf(values, 'admit');
  printPlan(plan, gathered, out, language, isDry);
  if (isDry) out.print(importWords[language].dryRun);
  if (isDry || plan.proposals.length === 0) return 'nothing';
  return admitted === null
    ? askEach(plan.proposals, needs)
    : named(admitted, plan, knowledge.services, origin, needs);
}

/** Megabytes of the thread that reads; a file that needs more is none of a directory of services. */
const limits = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16 };

/** What the file says, and for a table how it was read. Rejects with an ImportError. */
function gather(
  task: GatherTask,
  { out, language }: KbNeeds,
): Promise<{ readonly gathered: Gathered; readonly report: CsvReport | null }> {
  const progress = tellProgress(out, language);
  const url = new URL('./import-thread.ts', import.meta.url);
  const thread = new Worker(url, { workerData: task, resourceLimits: limits, name: 'lampa-import' });
  return new Promise((resolve, reject) => {
    let found: Extract<GatherNews, { is: 'read' }> | null = null;
    thread.on('message', (news: GatherNews) => {
      if (news.is === 'progress') progress(news.done);
      else if (news.is === 'read') found = news;
      else reject(new ImportError(news.fault));
    });
    thread.on('exit', () => {
      if (found === null) reject(new Error('the reading of the file ended without a word'));
      else resolve(found);
    });
    thread.on('error', (error) => {
      const isFull = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      reject(isFull ? new ImportError({ kind: 'too-big', file: basename(task.file) }, error) : error);
    });
  });
}

/** A line on standard error for each ten megabytes, and one at the end. */
function tellProgress(out: Out, language: CliLanguage): (done: Progress) => void {
  const begun = performance.now();
  let next = toldEvery;
  let ended = false;
  return ({ bytes, ofBytes, entries }) => {
    const isEnd = bytes >= ofBytes;
    if (ofBytes < toldEvery || ended || (bytes < next && !isEnd)) return;
    ended = isEnd;
    next += toldEvery;
    const mb = (n: number): string => String(Math.round(n / megabyte));
    out.complain(importWords[language].progress(mb(bytes), mb(ofBytes), entries, seconds(begun)));
  };
}

/** Which entries are asked for: all, or those of some regions and one topic. A text: what is wrong with the wish. */
async function scopeOf(values: Values, needs: KbNeeds): Promise<((service: Service) => boolean) | string> {
  const { folder, data, homeCountry, language } = needs;
  const topic = textOf(values, 'topic');
  if (topic !== null && !isTopic(topic)) {
    return `${importWords[language].unknownTopic(topic)} ${topicIds.join(', ')}`;
  }
  const isAbout = ({ topics }: Service): boolean => topic === null || topics.some((one) => one === topic);
  const wished = Array.isArray(values.region) ? values.region.map(String) : [];
  if (wished.length === 0) return isAbout;
  const land = openLand(data, (await openKnowledgeFile(folder, 'services.json')).data, homeCountry);
  const regions: Region[] = [];
  for (const said of wished) {
    const read = readRegion(said, land, language);
    if ('problem' in read) return read.problem;
    regions.push(read.region);
  }
  return (service) => isAbout(service) && regions.some((region) => isOf(service, region, land.places));
}

const isTopic = (said: string): said is TopicId => topicIds.some((topic) => topic === said);

/** Whoever hides where it is, or serves the whole region, is known to be of it by its name. */
const isOf = (service: Service, region: Region, places: Places): boolean =>
  isInRegion(service, region, places) ||
  (region.isWhole && service.country === region.country && region.regions.has(service.region));

const letters = {
  en: { yes: 'y', no: 'n', all: 'a', details: 'd', quit: 'q' },
  cs: { yes: 'a', no: 'n', all: 'v', details: 'p', quit: 'k' },
} as const;

/** Asks for each proposal; null: the input ended, and nothing is to be written. */
async function askEach(
  proposals: readonly Proposal[],
  { out, ask, language }: KbNeeds,
): Promise<readonly Proposal[] | null> {
  const words = importWords[language];
  const keys = letters[language];
  const chosen: Proposal[] = [];
  for (const [n, proposal] of proposals.entries()) {
    out.print(rowOf(proposal, language));
    for (let decided = false; !decided; ) {
      const said = await ask(words.question(n + 1, proposals.length));
      if (said === null) {
        out.complain(words.unfinished);
        return null;
      }
      const key = plain(said).charAt(0);
      decided = key === keys.yes || key === keys.no;
      if (key === keys.yes) chosen.push(proposal);
      else if (key === keys.all) return [...chosen, ...proposals.slice(n)];
      else if (key === keys.quit) return chosen;
      else if (key === keys.details) printDetails(proposal, out, language);
      else if (!decided) out.print(words.answers);
    }
  }
  return chosen;
}

const goneAtOnce = 5;

/** Proposals that --admit names; null: it names none, or too much would go at once. */
function named(
  said: string,
  { proposals }: Plan,
  services: readonly Service[],
  origin: Origin,
  { out, language }: KbNeeds,
): readonly Proposal[] | null {
  const words = importWords[language];
  if (said.trim() === 'all') {
    const known = services.filter((one) => one.imported?.from === origin).length;
    const gone = proposals.filter((one) => one.kind === 'gone').length;
    if (gone <= goneAtOnce || gone * 3 <= known) return proposals;
    out.complain(words.tooManyGone(gone, known));
    return null;
  }
  const ids = said
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  const unknown = ids.filter((id) => !proposals.some((one) => one.id === id));
  if (unknown.length === 0 && ids.length > 0) return proposals.filter((one) => ids.includes(one.id));
  out.complain(`lampa: ${words.unknownIds(unknown.join(', '))}`);
  return null;
}

async function write(chosen: readonly Proposal[], { folder, out, language }: KbNeeds): Promise<number> {
  const words = importWords[language];
  if (chosen.length === 0) {
    out.print(words.none);
    return 0;
  }
  const { written, outrun } = await admit(folder, chosen);
  if (outrun.length > 0) out.complain(`${words.outrun} ${outrun.join(', ')}`);
  out.print(paint(out, ['bold', 'green'], words.written(written.length)));
  return outrun.length === 0 ? 0 : 1;
}

/** How a table was read: each column, and each cell that has to be corrected. */
function printReport({ read, unread, cells }: CsvReport, { out, language }: KbNeeds): void {
  const words = importWords[language];
  for (const { column, field } of read) out.print(words.readAs(column, field));
  for (const { column, near } of unread) out.print(paint(out, 'yellow', words.unreadColumn(column, near)));
  for (const { row, column, what } of cells) out.print(paint(out, 'red', words.cell(row, column, what)));
  if (cells.length > 0) out.print(words.cellsBad(cells.length));
  out.print('');
}

async function writeTemplate(path: string, { out, language }: KbNeeds): Promise<number> {
  const words = importWords[language];
  if (!(await writeCsvTemplate(path, language))) {
    return refuse(words.templateThere(path), 1, out);
  }
  out.print(words.templateWritten(path));
  return 0;
}

const placesIn = (data: string): string => join(data, 'places');

export const importCommand: KbCommand = {
  name: 'import',
  usage:
    'rpss FILE | hsds FILE | csv FILE [--dry-run] [--admit all|ID,ID] [--region NAME] [--topic T] | csv --write-template FILE',
  says: {
    en: 'proposes what a register, another directory or a table knows; you decide entry by entry, and what people wrote stays',
    cs: 'navrhne, co ví registr, jiný adresář nebo tabulka; rozhoduješ o každém záznamu, a co napsali lidé, zůstává',
  },
  options: {
    'dry-run': { type: 'boolean' },
    admit: { type: 'string' },
    region: { type: 'string', multiple: true },
    topic: { type: 'string' },
    'write-template': { type: 'string' },
  },
  takes: [1, 2],
  run,
};
