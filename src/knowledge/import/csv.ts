import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { TextDecoder } from 'node:util';
import { type CsvError, parse } from 'csv-parse/sync';
import type { Country, Place, TopicId } from '../../domain.ts';
import { asBefore } from '../csv-text.ts';
import { editDistance } from '../edit-distance.ts';
import type { Service, Topic } from '../schema.ts';
import { type Candidate, type Facts, fingerprint, type Gathered, plain } from './candidate.ts';
import { cellWords } from './cell-words.ts';
import { countryOf, createTopicNames, formOf, languageOf, valuesIn, yesOrNo } from './cells.ts';
import { emailOf, phonesOf, urlOf } from './contacts.ts';
import {
  allHeads,
  areHeadsPolish,
  type CsvField,
  csvFields,
  csvHeads,
  fieldOfHead,
  neededFields,
} from './csv-columns.ts';
import { hoursOf } from './hours-text.ts';
import { ImportError } from './import-error.ts';
import type { Towns } from './towns.ts';

/** How a table was read, for the person who filled it in. */
export interface CsvReport {
  readonly gathered: Gathered;
  readonly read: readonly { readonly column: string; readonly field: CsvField }[];
  readonly unread: readonly { readonly column: string; readonly near: string | null }[];
  /** Cells to correct; rows are counted as a spreadsheet does, the heads are row 1. */
  readonly cells: readonly { readonly row: number; readonly column: string; readonly what: string }[];
}

const maximumBytes = 20 * 1024 * 1024;
const separators = [';', ',', '\t'];

/** Reads a table of services. Throws an ImportError when it is no table, or lacks a column that is needed. */
export async function gatherCsv(
  path: string,
  towns: Towns,
  topics: readonly Topic[],
  language: 'en' | 'cs',
): Promise<CsvReport> {
  const file = basename(path);
  const [heads = [], ...rows] = tableIn(file, decoded(file, await bytesOf(path)));
  const isPolish = areHeadsPolish(heads);
  const columns = heads.map((head) => ({ head: head.trim(), field: fieldOfHead(head, isPolish) }));
  const missing = neededFields.filter((field) => !columns.some((one) => one.field === field));
  if (missing.length > 0) {
    const said = isPolish ? 'pl' : language;
    const names = missing.map((field) => csvHeads[field][said][0] ?? field);
    throw new ImportError({ kind: 'no-columns', file, columns: names });
  }
  const names = createTopicNames(topics);
  const homeCountry: Country = isPolish ? 'PL' : 'CZ';
  const cells: CsvReport['cells'][number][] = [];
  const candidates: Candidate[] = [];
  const seen = new Set<string>();
  for (const [index, row] of rows.entries()) {
    if (row.every((cell) => cell.trim() === '')) continue;
    const found: CsvReport['cells'][number][] = [];
    const sheet = createRow(row, columns, index + 2, found);
    const candidate = candidateOf(sheet, { file, towns, names, language, homeCountry });
    if (candidate !== null && seen.has(candidate.key)) sheet.fault('name', cellWords[language].twice);
    if (found.length > 0 || candidate === null) cells.push(...found);
    else {
      seen.add(candidate.key);
      candidates.push(candidate);
    }
  }
  return {
    gathered: { candidates, keys: seen, leftOut: new Map(), read: rows.length, unknownNames: new Set() },
    read: columns.flatMap(({ head, field }) => (field === null ? [] : [{ column: head, field }])),
    unread: columns.flatMap(({ head, field }) =>
      field !== null || head === '' ? [] : [{ column: head.slice(0, 80), near: nearHead(head) }],
    ),
    cells,
  };
}

async function bytesOf(path: string): Promise<Buffer> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    throw new ImportError({ kind: 'not-there', file: path }, cause);
  }
  if (bytes.length > maximumBytes) throw new ImportError({ kind: 'too-long', file: basename(path), line: 1 });
  if (bytes.length === 0) throw new ImportError({ kind: 'empty', file: basename(path) });
  return bytes;
}

function decoded(file: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new ImportError({ kind: 'not-utf8', file, line: 1 }, cause);
  }
}

/** Rows of cells; what separates them is what stands most often in the first line. */
function tableIn(file: string, text: string): readonly (readonly string[])[] {
  const first = text.slice(0, text.indexOf('\n') + 1) || text;
  const delimiter =
    separators.map((sign) => ({ sign, count: first.split(sign).length })).sort((a, b) => b.count - a.count)[0]
      ?.sign ?? ',';
  try {
    return parse(text, {
      delimiter,
      relax_column_count: true,
      max_record_size: 200_000,
      skip_empty_lines: false,
    });
  } catch (cause) {
    const line = isCsvError(cause) && typeof cause.lines === 'number' ? cause.lines : 1;
    throw new ImportError({ kind: 'not-a-table', file, line }, cause);
  }
}

const isCsvError = (error: unknown): error is CsvError =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_');

const nearHead = (head: string): string | null => {
  const key = plain(head).slice(0, 60);
  const [best] = allHeads
    .map((one) => ({ one, far: editDistance(key, plain(one)) }))
    .sort((a, b) => a.far - b.far);
  return best !== undefined && best.far <= Math.max(1, key.length / 3) ? best.one : null;
};

interface Row {
  /** What stands in the column; empty: nothing, or there is no such column. */
  readonly cell: (field: CsvField) => string;
  readonly has: (field: CsvField) => boolean;
  readonly fault: (field: CsvField, what: string) => void;
}

function createRow(
  row: readonly string[],
  columns: readonly { readonly head: string; readonly field: CsvField | null }[],
  number: number,
  faults: { row: number; column: string; what: string }[],
): Row {
  const at = (field: CsvField): number => columns.findIndex((one) => one.field === field);
  return {
    cell: (field) =>
      asBefore(row[at(field)] ?? '')
        .normalize('NFC')
        .trim(),
    has: (field) => at(field) >= 0,
    fault: (field, what) =>
      void faults.push({ row: number, column: columns[at(field)]?.head ?? field, what }),
  };
}

interface Given {
  readonly file: string;
  readonly towns: Towns;
  readonly names: ReturnType<typeof createTopicNames>;
  readonly language: 'en' | 'cs';
  readonly homeCountry: Country;
}

function candidateOf(row: Row, given: Given): Candidate | null {
  const { file, language, homeCountry } = given;
  const words = cellWords[language];
  for (const field of neededFields) if (row.cell(field) === '') row.fault(field, words.empty);
  const said = row.cell('country');
  const country = said === '' ? homeCountry : countryOf(said);
  if (country === null) {
    row.fault('country', words.country(said));
    return null;
  }
  const place = townOf(row, country, given);
  const topics = topicsOf(row, given);
  const [name, kind, description] = [row.cell('name'), row.cell('kind'), row.cell('description')];
  // All cells are looked at before a row is given up, so that nobody has to correct them one by one.
  const more = {
    ...contacts(row, country, given),
    ...hours(row, given),
    ...ages(row, given),
    ...answers(row, given),
    ...lists(row, country, given),
  };
  if (place === null || topics.length === 0 || name === '' || kind === '' || description === '') return null;
  const text = { cs: description, pl: description, sk: description, uk: description, en: description };
  const slug = slugOf(`${country} ${name} ${place.name}`);
  const facts: Facts = {
    name,
    kind,
    description: text,
    topics: [...topics],
    municipality: place.name,
    region: place.region ?? place.name,
    ...areas(row, place, given),
    ...(row.has('provider') ? { provider: row.cell('provider') || null } : {}),
    ...(row.has('address') ? { address: row.cell('address') || null } : {}),
    ...more,
  };
  return {
    key: row.cell('id') === '' ? slug : row.cell('id'),
    id: slugOf(row.cell('id')) || slug,
    country,
    facts,
    confidence: 'C',
    source: row.cell('source') || file,
    notes: ['text-not-translated', 'never-called'],
  };
}

const slugOf = (name: string): string => {
  const slug = plain(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
    .replace(/-$/, '');
  return slug === '' && name !== '' ? `csv-${fingerprint(name)}` : slug;
};

function townOf(row: Row, country: Country, { towns, language }: Given): Place | null {
  const words = cellWords[language];
  const name = row.cell('town');
  if (name === '') return null;
  const region = plain(row.cell('region'));
  const all = towns.named(country, name);
  const there = region === '' ? all : all.filter((one) => plain(one.region ?? '').includes(region));
  const [place] = there;
  const regions = new Set(there.map((one) => one.region));
  if (place === undefined) row.fault('town', words.town(name));
  else if (regions.size > 1) {
    row.fault('town', words.towns(name, [...regions].join(', ')));
    return null;
  }
  return place ?? null;
}

function topicsOf(row: Row, { names, language }: Given): readonly TopicId[] {
  const found = valuesIn(row.cell('topics')).flatMap((said): readonly TopicId[] => {
    const topic = names.find(said);
    if (topic !== null) return [topic];
    row.fault('topics', cellWords[language].topic(said, names.near(said)));
    return [];
  });
  return [...new Set(found)];
}

function areas(row: Row, place: Place, { towns, language }: Given): Pick<Service, 'service_areas'> {
  const own = { kind: 'municipality' as const, name: place.name };
  const named = valuesIn(row.cell('areas')).flatMap((said): Service['service_areas'] => {
    if (towns.isRegion(place.country, said)) return [{ kind: 'region', name: said }];
    const [municipality] = towns.named(place.country, said);
    if (municipality !== undefined) return [{ kind: 'municipality', name: municipality.name }];
    const [area] = towns.areas(said);
    if (area === undefined) {
      row.fault('areas', cellWords[language].area(said));
      return [];
    }
    return [{ kind: towns.isRegion(place.country, area) ? 'region' : 'district', name: area }];
  });
  return { service_areas: named.length === 0 ? [own] : named };
}

function contacts(row: Row, country: Country, { language }: Given): Facts {
  const words = cellWords[language];
  const [phone, email, web] = [row.cell('phone'), row.cell('email'), row.cell('web')];
  const found = { phones: phonesOf([phone], country), email: emailOf([email]), url: urlOf([web]) };
  if (phone !== '' && found.phones.length === 0) row.fault('phone', words.phone(phone));
  if (email !== '' && found.email === null) row.fault('email', words.email(email));
  if (web !== '' && found.url === null) row.fault('web', words.web(web));
  return {
    ...(row.has('phone') ? { phones: found.phones } : {}),
    ...(row.has('email') ? { email: found.email } : {}),
    ...(row.has('web') ? { url: found.url } : {}),
  };
}

function hours(row: Row, { language }: Given): Facts {
  if (!row.has('hours')) return {};
  const said = row.cell('hours');
  const schedules = hoursOf(said);
  if (schedules === null) row.fault('hours', cellWords[language].hours(said));
  return { schedules: schedules ?? [] };
}

function ages(row: Row, { language }: Given): Facts {
  const words = cellWords[language];
  const age = (field: 'age-from' | 'age-to'): number | null => {
    const said = row.cell(field);
    if (said === '') return null;
    const years = /^\d{1,3}$/.test(said) ? Number(said) : Number.NaN;
    if (years <= 120) return years;
    row.fault(field, words.age(said));
    return null;
  };
  const [minimum_age, maximum_age] = [age('age-from'), age('age-to')];
  if (minimum_age !== null && maximum_age !== null && minimum_age > maximum_age)
    row.fault('age-to', words.ages);
  return {
    ...(row.has('age-from') ? { minimum_age } : {}),
    ...(row.has('age-to') ? { maximum_age } : {}),
  };
}

function answers(row: Row, { language }: Given): Facts {
  const answer = (field: CsvField): boolean | null => {
    const said = row.cell(field);
    const read = said === '' ? null : yesOrNo(said);
    if (said !== '' && read === null) row.fault(field, cellWords[language].yesNo(said));
    return read;
  };
  return {
    ...(row.has('free') ? { free: answer('free') } : {}),
    ...(row.has('anonymous') ? { anonymous: answer('anonymous') } : {}),
    ...(row.has('parental-consent') ? { parental_consent: answer('parental-consent') } : {}),
    // Round the clock needs a better source than a table; who is sure writes it in the directory.
    ...(row.has('h24') ? { h24: false } : {}),
  };
}

const ownTongue: Readonly<Partial<Record<Country, Service['languages'][number]>>> = {
  PL: 'pl',
  SK: 'sk',
  UA: 'uk',
  CZ: 'cs',
};

function lists(row: Row, country: Country, { language }: Given): Facts {
  const words = cellWords[language];
  const read = <T>(field: CsvField, of: (word: string) => T | null, fault: (said: string) => string): T[] => {
    const found = valuesIn(row.cell(field)).flatMap((said): readonly T[] => {
      const one = of(said);
      if (one === null) row.fault(field, fault(said));
      return one === null ? [] : [one];
    });
    return [...new Set(found)];
  };
  const languages = read('languages', languageOf, words.language);
  const forms = read('forms', formOf, words.form);
  return {
    ...(row.has('forms') ? { forms } : {}),
    languages: languages.length > 0 ? languages : [ownTongue[country] ?? 'en'],
  };
}

const examples: Readonly<Record<CsvField, Readonly<Record<'cs' | 'en', string>>>> = {
  id: { cs: '', en: '' },
  name: { cs: 'Klub Příklad (řádek smaž)', en: 'Example Club (delete this row)' },
  provider: { cs: 'Příklad, z. s.', en: 'Example Association' },
  kind: { cs: 'nízkoprahové zařízení pro děti a mládež', en: 'open youth club' },
  description: { cs: 'Klub, kam můžeš přijít jen tak.', en: 'A club where you can just drop in.' },
  topics: { cs: 'leisure, school', en: 'leisure, school' },
  country: { cs: 'CZ', en: 'CZ' },
  town: { cs: 'Klatovy', en: 'Klatovy' },
  region: { cs: 'Plzeňský kraj', en: 'Plzeňský kraj' },
  address: { cs: 'Hlavní 1, 339 01 Klatovy', en: 'Hlavní 1, 339 01 Klatovy' },
  areas: { cs: 'Klatovy, Sušice', en: 'Klatovy, Sušice' },
  phone: { cs: '+420 123 456 789', en: '+420 123 456 789' },
  email: { cs: 'klub@example.org', en: 'klub@example.org' },
  web: { cs: 'https://example.org', en: 'https://example.org' },
  hours: { cs: 'Po-Pá 13:00-18:00', en: 'Mo-Fr 13:00-18:00' },
  h24: { cs: 'ne', en: 'no' },
  'age-from': { cs: '12', en: '12' },
  'age-to': { cs: '26', en: '26' },
  free: { cs: 'ano', en: 'yes' },
  anonymous: { cs: 'ano', en: 'yes' },
  'parental-consent': { cs: 'ne', en: 'no' },
  forms: { cs: 'ambulantní, terénní', en: 'ambulatory, field' },
  languages: { cs: 'cs, uk', en: 'cs, uk' },
  source: { cs: 'https://example.org', en: 'https://example.org' },
};

const quoted = (cell: string): string => (/[",;\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Writes a table with heads and one row as an example, in a form that spreadsheets open; false: the file is already there. */
export async function writeCsvTemplate(path: string, language: 'cs' | 'en'): Promise<boolean> {
  const heads = csvFields.map((field) => csvHeads[field][language][0] ?? field);
  const row = csvFields.map((field) => examples[field][language]);
  const table = [heads, row].map((cells) => cells.map(quoted).join(';')).join('\r\n');
  try {
    await writeFile(path, `\uFEFF${table}\r\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
