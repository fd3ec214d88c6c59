import { join } from 'node:path';
import type { Country } from '../../domain.ts';
import { loadKnowledge } from '../../knowledge/load.ts';
import { problemLine } from '../../knowledge/problem.ts';
import type { Knowledge } from '../../knowledge/schema.ts';
import { type Area, type Areas, createAreas } from '../../network/area.ts';
import { createMatrix } from '../../network/matrix.ts';
import { matrixCsv } from '../../network/matrix-csv.ts';
import { matrixPage } from '../../network/matrix-page.ts';
import { matrixTable } from '../../network/matrix-table.ts';
import { matrixWords } from '../../network/matrix-words.ts';
import { loadGazetteer } from '../../understand/place-gazetteer.ts';
import { createPlaces } from '../../understand/place-nearness.ts';
import { paint } from '../out.ts';
import { type KbCommand, textOf } from './command.ts';
import { writeResults } from './write-result.ts';

const words = {
  en: {
    broken: 'the directory has faults; correct them first ("lampa kb check"):',
    unknown: (said: string, nearest: readonly string[]) =>
      `there is no region "${said}". Write a region, a district ("okres Klatovy"), a town or the country around one ("Klatovsko"); near in spelling: ${nearest.join(', ')}.`,
    nothing: 'no region has so many services that a matrix would tell anything; name one with --region.',
    locale: 'en-GB',
  },
  cs: {
    broken: 'v adresáři jsou chyby; nejdřív je oprav („lampa kb check“):',
    unknown: (said: string, nearest: readonly string[]) =>
      `oblast „${said}“ není. Napiš kraj, okres („okres Klatovy“), město nebo jeho okolí („Klatovsko“); podobně se píše: ${nearest.join(', ')}.`,
    nothing: 'žádný kraj nemá tolik služeb, aby přehled něco řekl; vyber oblast přes --region.',
    locale: 'cs-CZ',
  },
} as const;

/** Fewer services than this, and a region is not one that the directory means to cover. */
const coveredFrom = 5;

/** Regions that the directory covers, those with most services first. */
const coveredAreas = ({ services }: Knowledge, areas: Areas): readonly Area[] => {
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
    .flatMap(({ country, region }) => areas.region(country, region) ?? []);
};

/** `lampa kb matrix`: who does what in a region, on the screen, as a page and as a table for a spreadsheet. */
const run: KbCommand['run'] = async (_, values, needs) => {
  const { folder, data, homeCountry, now, language, out } = needs;
  const told = words[language];
  const loaded = await loadKnowledge(folder);
  if ('problems' in loaded) {
    out.complain(`lampa: ${told.broken}`);
    for (const problem of loaded.problems) out.complain(`  ${problemLine(problem, language)}`);
    return 1;
  }
  const { knowledge } = loaded;
  const gazetteer = loadGazetteer(join(data, 'places'));
  const areas = createAreas(gazetteer.places.map(({ place }) => place));
  const said = textOf(values, 'region');
  const found = said === null ? coveredAreas(knowledge, areas) : areas.find(said, homeCountry);
  if ('nearest' in found) {
    out.complain(`lampa: ${told.unknown(said ?? '', found.nearest)}`);
    return 2;
  }
  const chosen = 'municipalities' in found ? [found] : found;
  if (chosen.length === 0) {
    out.complain(`lampa: ${told.nothing}`);
    return 1;
  }
  const places = createPlaces(gazetteer);
  const matrices = chosen.map((area) => createMatrix(knowledge, area, places));
  const spoken = matrixWords[language];
  const date = new Intl.DateTimeFormat(told.locale, {
    dateStyle: 'long',
    timeZone: knowledge.team.time_zone,
  }).format(now);
  const files = [
    { file: textOf(values, 'out'), text: () => matrixPage(matrices, spoken, date) },
    { file: textOf(values, 'csv'), text: () => matrixCsv(matrices, spoken) },
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
