import { loadKnowledge } from '../../knowledge/load.ts';
import { createNeeds } from '../../network/needs.ts';
import { needsChart } from '../../network/needs-chart.ts';
import { needsCsv, needsTables, type Reading, shownText } from '../../network/needs-table.ts';
import { needsWords } from '../../network/needs-words.ts';
import { smallestK } from '../../network/suppress.ts';
import { openLand } from '../../region/land.ts';
import { inspectCounters } from '../../store/inspect-counters.ts';
import { fold } from '../../understand/fold.ts';
import { paint } from '../out.ts';
import { type KbCommand, type KbNeeds, refuse, textOf } from './command.ts';
import { writeResults } from './write-result.ts';

const words = {
  en: {
    month: (option: string) => `--${option} takes a month such as 2026-11.`,
    order: '--since is later than --until; write the earlier month first.',
    k: `--k takes a whole number from ${smallestK} to 1000; 5 is usual.`,
    region: (said: string, known: readonly string[]) =>
      known.length === 0
        ? `nothing was asked in "${said}", and no region was told at all.`
        : `nothing was asked in "${said}". There are: ${known.join(', ')}.`,
    noStore: (folder: string) =>
      `Nothing was counted yet: there is no store in ${folder}. It is made when Lampa first runs.`,
    empty: 'Nothing was counted in this time.',
  },
  cs: {
    month: (option: string) => `--${option} bere měsíc, například 2026-11.`,
    order: '--since je pozdější než --until; napiš dřívější měsíc první.',
    k: `--k bere celé číslo od ${smallestK} do 1000; obvyklé je 5.`,
    region: (said: string, known: readonly string[]) =>
      known.length === 0
        ? `v „${said}“ se na nic neptali a žádný kraj zatím nikdo neřekl.`
        : `v „${said}“ se na nic neptali. Jsou tu: ${known.join(', ')}.`,
    noStore: (folder: string) =>
      `Zatím nic nebylo spočítáno: v ${folder} není úložiště. Vznikne, až Lampa poprvé poběží.`,
    empty: 'Za tuto dobu nebylo nic spočítáno.',
  },
} as const;

const usualK = 5;
const monthForm = /^\d{4}-(0[1-9]|1[0-2])$/;
const largestK = 1000;

/** Names of topics in the language of the admin; their ids where the directory cannot be read. */
const topicNames = async (folder: string, language: 'cs' | 'en'): Promise<Reading['topicName']> => {
  const loaded = await loadKnowledge(folder);
  const topics = 'knowledge' in loaded ? loaded.knowledge.topics : [];
  const names = new Map<string, string>(topics.map(({ id, name }) => [id, name[language]]));
  return (id) => names.get(id) ?? id;
};

/** Numbers are counted by whole regions, so that the name of a smaller piece of land means none of them. */
const regionOf = (
  said: string,
  counted: readonly string[],
  { data, homeCountry }: KbNeeds,
): string | undefined => {
  const found = openLand(data, { services: [] }, homeCountry).findRegion(said);
  const names = found.kind === 'one' && found.region.isWhole ? [...found.region.regions] : [said];
  return counted.find((one) => names.length === 1 && names.some((name) => fold(name) === fold(one)));
};

/** `lampa kb needs`: what was asked and what there was for it, in numbers that point at nobody. */
const run: KbCommand['run'] = async (_, values, needs) => {
  const { folder, dataFolder, language, out } = needs;
  const told = words[language];
  const since = textOf(values, 'since');
  const until = textOf(values, 'until');
  if (since !== null && !monthForm.test(since)) return refuse(told.month('since'), 2, out);
  if (until !== null && !monthForm.test(until)) return refuse(told.month('until'), 2, out);
  if (since !== null && until !== null && since > until) return refuse(told.order, 2, out);
  const k = Number(textOf(values, 'k') ?? usualK);
  if (!Number.isInteger(k) || k < smallestK || k > largestK) return refuse(told.k, 2, out);
  const counters = inspectCounters(dataFolder);
  if (counters === null) {
    out.print(told.noStore(dataFolder));
    return 0;
  }
  const said = textOf(values, 'region');
  const regions = [...new Set(counters.flatMap(({ region }) => region ?? []))].sort();
  const region = said === null ? null : regionOf(said, regions, needs);
  if (region === undefined) return refuse(told.region(said ?? '', regions), 2, out);
  const report = createNeeds(counters, { since, until, region, k });
  const months = report.rows.flatMap(({ month }) => month ?? []).sort();
  const [first] = months;
  if (first === undefined) {
    out.print(told.empty);
    return 0;
  }
  const spoken = needsWords[language];
  const reading: Reading = { words: spoken, k, topicName: await topicNames(folder, language) };
  const time = spoken.period(since ?? first, until ?? months.at(-1) ?? first);
  const period = region === null ? time : `${region}, ${time}`;
  const files = [
    { file: textOf(values, 'csv'), content: () => needsCsv(report, reading) },
    { file: textOf(values, 'svg'), content: () => needsChart(report, reading, period) },
  ];
  if (!(await writeResults(files, needs))) return 1;
  if (files.some(({ file }) => file !== null)) return 0;
  out.print(paint(out, 'bold', `${spoken.title} (${period})`));
  for (const table of needsTables(report, reading)) {
    out.print('');
    for (const [i, line] of table.entries()) out.print(i === 0 ? paint(out, 'bold', line) : line);
  }
  out.print('');
  out.print(`${spoken.placeAsked}: ${shownText(report.placeAsked, reading)}`);
  out.print(`${spoken.notUnderstood}: ${shownText(report.notUnderstood, reading)}`);
  out.print('');
  out.print(spoken.method(k));
  return 0;
};

export const needs: KbCommand = {
  name: 'needs',
  usage: '[--since YYYY-MM] [--until YYYY-MM] [--region REGION] [--csv FILE.csv] [--svg FILE.svg] [--k N]',
  says: {
    en: 'what was asked and what there was for it, by topic, region and month; numbers below 5 (--k) are not shown',
    cs: 'na co se ptali a co na to bylo, podle témat, krajů a měsíců; čísla pod 5 (--k) se neukazují',
  },
  options: {
    since: { type: 'string' },
    until: { type: 'string' },
    region: { type: 'string' },
    csv: { type: 'string' },
    svg: { type: 'string' },
    k: { type: 'string' },
  },
  takes: [0, 0],
  run,
};
