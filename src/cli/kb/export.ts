import { servicesIn } from '../../catalogue/working-in.ts';
import { isLanguage, type Language, languages } from '../../domain.ts';
import { toCsv } from '../../knowledge/export/csv.ts';
import { toHsds } from '../../knowledge/export/hsds.ts';
import type { Knowledge, Service } from '../../knowledge/schema.ts';
import { openLand } from '../../region/land.ts';
import { type KbCommand, type KbNeeds, refuse, textOf } from './command.ts';
import { readBase } from './read-base.ts';
import { readRegion } from './region-option.ts';
import { writeResult } from './write-result.ts';

const formats = ['hsds', 'csv', 'json'] as const;
type Format = (typeof formats)[number];
const isFormat = (said: string | undefined): said is Format => formats.some((one) => one === said);

const words = {
  en: {
    format: (said: string) => `I cannot write "${said}"; write hsds, csv or json`,
    lang: (known: string) => `--lang takes ${known}: the language of the descriptions`,
    excel: '--excel is for csv only',
    written: (file: string, n: number) => `Written: ${file} (services: ${n})`,
  },
  cs: {
    format: (said: string) => `formát „${said}“ neumím; napiš hsds, csv nebo json`,
    lang: (known: string) => `--lang bere ${known}: jazyk popisů`,
    excel: '--excel je jen pro csv',
    written: (file: string, n: number) => `Zapsáno: ${file} (služeb: ${n})`,
  },
} as const;

const indented = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

function written(
  format: Format,
  services: readonly Service[],
  { topics }: Knowledge,
  language: Language | null,
  excel: boolean,
): string {
  switch (format) {
    case 'hsds':
      return indented(toHsds(services, { topics, language }));
    case 'csv':
      return toCsv(services, language, { excel });
    case 'json':
      return indented({ services });
  }
}

/** All services, or those that work in a region; a sentence when there is no such region. */
function chosen(
  said: string | null,
  knowledge: Knowledge,
  { data, homeCountry, language }: KbNeeds,
): readonly Service[] | string {
  if (said === null) return knowledge.services;
  const land = openLand(data, knowledge, homeCountry);
  const read = readRegion(said, land, language);
  if ('problem' in read) return read.problem;
  return servicesIn(knowledge.services, read.region, land.places).map(({ service }) => service);
}

/** `lampa kb export`: services for others, on standard output or into a file. */
const run: KbCommand['run'] = async ([said], values, needs) => {
  const { language, out } = needs;
  const told = words[language];
  if (!isFormat(said)) return refuse(told.format(said ?? ''), 2, out);
  const lang = textOf(values, 'lang');
  if (lang !== null && !isLanguage(lang)) return refuse(told.lang(languages.join(', ')), 2, out);
  const excel = values.excel === true;
  if (excel && said !== 'csv') return refuse(told.excel, 2, out);
  const knowledge = await readBase(needs);
  const services = chosen(textOf(values, 'region'), knowledge, needs);
  if (typeof services === 'string') return refuse(services, 2, out);
  const text = written(said, services, knowledge, lang, excel);
  const file = textOf(values, 'out');
  if (file === null) {
    out.print(text.replace(/\r?\n$/, ''));
    return 0;
  }
  const problem = await writeResult(file, Buffer.from(text), language);
  if (problem !== null) return refuse(problem, 1, out);
  out.print(told.written(file, services.length));
  return 0;
};

/** Named so because `export` is a word of the language. */
export const exportCommand: KbCommand = {
  name: 'export',
  usage: 'hsds|csv|json [--region R] [--lang cs|pl|sk|uk|en] [--excel] [--out FILE]',
  says: {
    en: 'services for others: Open Referral HSDS 3.0, a table, or the form of services.json; --excel makes a table that Excel opens as it is',
    cs: 'služby pro ostatní: Open Referral HSDS 3.0, tabulka, nebo podoba services.json; --excel udělá tabulku, kterou Excel rovnou otevře',
  },
  options: {
    region: { type: 'string' },
    excel: { type: 'boolean' },
    out: { type: 'string' },
  },
  ownLang: true,
  takes: [1, 1],
  run,
};
