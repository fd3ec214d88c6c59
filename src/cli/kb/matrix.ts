import type { Country } from '../../domain.ts';
import type { Knowledge } from '../../knowledge/schema.ts';
import { createMatrix } from '../../network/matrix.ts';
import { matrixCsv } from '../../network/matrix-csv.ts';
import { matrixPage } from '../../network/matrix-page.ts';
import { matrixTable } from '../../network/matrix-table.ts';
import { matrixWords } from '../../network/matrix-words.ts';
import { type Land, openLand } from '../../region/land.ts';
import type { Region } from '../../region/region.ts';
import { paint } from '../out.ts';
import { type KbCommand, refuse, textOf } from './command.ts';
import { readBase } from './read-base.ts';
import { readRegion } from './region-option.ts';
import { writeResults } from './write-result.ts';

const words = {
  en: {
    nothing: 'no region has so many services that a matrix would tell anything; name one with --region.',
    locale: 'en-GB',
  },
  cs: {
    nothing: 'žádný kraj nemá tolik služeb, aby přehled něco řekl; vyber oblast přes --region.',
    locale: 'cs-CZ',
  },
} as const;

/** Fewer services than this, and a region is not one that the directory means to cover. */
const coveredFrom = 5;

/** Regions that the directory covers, those with most services first. */
const coveredRegions = ({ services }: Knowledge, { regionNamed }: Land): readonly Region[] => {
  const active = services.filter(({ status }) => status === 'active');
  const counted = new Map<string, { readonly country: Country; readonly region: string; n: number }>();
  for (const { country, region } of active) {
    const key = `${country} ${region}`;
    const one = counted.get(key) ?? { country, region, n: 0 };
    one.n++;
    counted.set(key, one);
  }
  return [...counted.values()]
    .filter(({ n }) => n >= coveredFrom)
    .sort((a, b) => b.n - a.n)
    .flatMap(({ country, region }) => regionNamed(country, region) ?? []);
};

/** `lampa kb matrix`: who does what in a region, on the screen, as a page and as a table for a spreadsheet. */
const run: KbCommand['run'] = async (_, values, needs) => {
  const { data, homeCountry, now, language, out } = needs;
  const told = words[language];
  const knowledge = await readBase(needs);
  const land = openLand(data, knowledge, homeCountry);
  const said = textOf(values, 'region');
  const read = said === null ? null : readRegion(said, land, language);
  if (read !== null && 'problem' in read) {
    return refuse(read.problem, 2, out);
  }
  const chosen = read === null ? coveredRegions(knowledge, land) : [read.region];
  if (chosen.length === 0) {
    return refuse(told.nothing, 1, out);
  }
  const matrices = chosen.map((region) => createMatrix(knowledge, region, land.places));
  const spoken = matrixWords[language];
  const date = new Intl.DateTimeFormat(told.locale, {
    dateStyle: 'long',
    timeZone: knowledge.team.time_zone,
  }).format(now);
  const files = [
    { file: textOf(values, 'out'), content: () => matrixPage(matrices, spoken, date) },
    { file: textOf(values, 'csv'), content: () => matrixCsv(matrices, spoken) },
  ];
  if (!(await writeResults(files, needs))) return 1;
  if (files.some(({ file }) => file !== null)) return 0;
  for (const [i, matrix] of matrices.entries()) {
    if (i > 0) out.print('');
    for (const { text, strong } of matrixTable(matrix, spoken, date)) {
      out.print(strong ? paint(out, 'bold', text) : text);
    }
  }
  return 0;
};

export const matrix: KbCommand = {
  name: 'matrix',
  usage: '[--region REGION] [--out FILE.html] [--csv FILE.csv]',
  says: {
    en: 'who does what: services and topics of a region, with gaps and overlaps; --out makes a page to print on A4',
    cs: 'kdo co dělá: služby a témata oblasti, kde něco chybí a kde je toho mnoho; --out udělá stránku k tisku na A4',
  },
  options: { region: { type: 'string' }, out: { type: 'string' }, csv: { type: 'string' } },
  takes: [0, 0],
  run,
};
