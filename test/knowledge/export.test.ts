import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toCsv } from '../../src/knowledge/export/csv.ts';
import { hsdsId, hsdsService, toHsds } from '../../src/knowledge/export/hsds.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import type { Service } from '../../src/knowledge/schema.ts';
import { inFive, sampleService } from './sample.ts';

const loaded = await loadKnowledge('data/knowledge');
if ('problems' in loaded) throw new Error('the knowledge base that comes along cannot be read');
const { services, topics } = loaded.knowledge;

const schema: unknown = JSON.parse(readFileSync('test/specs/hsds/service_with_definitions.json', 'utf8'));
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv);
const isHsds = ajv.compile(schema as object);

const faultsOf = (service: Service): readonly string[] => {
  const written: unknown = JSON.parse(JSON.stringify(hsdsService(service, { topics, language: null })));
  return isHsds(written)
    ? []
    : (isHsds.errors ?? []).map((one) => `${one.instancePath} ${one.message ?? ''}`);
};

/** A service of which everything is known. */
const rich = sampleService('rich', {
  alternate_name: ['one', 'two'],
  provider: 'Somebody',
  not_for: inFive('not for all'),
  topics: ['debts', 'housing'],
  forms: ['ambulatory', 'online'],
  minimum_age: 12,
  maximum_age: 26,
  anonymous: true,
  parental_consent: false,
  address: 'Hlavní 1, 301 00 Plzeň',
  phones: [
    { number: '+420123456789', country: 'CZ', short: false },
    { number: '116111', country: 'CZ', short: true },
  ],
  email: 'a@example.org',
  url: 'https://example.org/',
  schedules: [{ byday: ['MO', 'TU'], opens_at: '08:00', closes_at: '16:00' }],
  hours_note: inFive('only after a call'),
  how_to_get: inFive('second floor'),
  languages: ['cs', 'uk', 'ru'],
  capacity: { state: 'full', until: '2026-12-01' },
  assured_date: '2026-11-01',
  assurer: 'team',
});

/** One of which hardly anything is. */
const poor = sampleService('poor', { address: null, municipality: null, free: null, forms: [] });

describe('HSDS 3.0', () => {
  test('every service of the base that comes along is a valid full service', () => {
    expect(services.flatMap((one) => faultsOf(one).map((fault) => `${one.id}: ${fault}`))).toEqual([]);
    expect([...faultsOf(rich), ...faultsOf(poor)]).toEqual([]);
  });

  test('the schema would see a service without a name, and an id that is none', () => {
    expect(isHsds({ id: hsdsId('a'), status: 'active' })).toBe(false);
    expect(isHsds({ id: 'a', name: 'a', status: 'active' })).toBe(false);
  });

  test('a service keeps its id in every export, for ever', () => {
    expect(hsdsId('cz-klub-magnet')).toBe(hsdsId('cz-klub-magnet'));
    expect(hsdsId('cz-klub-magnet')).toBe('8155409d-cd7b-57c9-b31c-ca3ea068f396');
  });

  test('all ids of the whole export are different, but for those of an organisation and a topic, which are shared', () => {
    const ids: string[] = [];
    const collect = (value: unknown, under: string): void => {
      if (Array.isArray(value)) for (const one of value) collect(one, under);
      else if (typeof value === 'object' && value !== null) {
        for (const [key, inner] of Object.entries(value)) {
          if (key === 'id' && !['organization', 'taxonomy_term'].includes(under)) ids.push(String(inner));
          else collect(inner, key);
        }
      }
    };
    collect(toHsds([...services, rich], { topics, language: null }), '');
    expect(ids.length).toBeGreaterThan(1000);
    expect(ids.length - new Set(ids).size).toBe(0);
  });

  test('what HSDS has no field for goes along as an attribute under the name of our own field', () => {
    const { attributes } = hsdsService(rich, { topics, language: 'en' });
    const said = (attributes as readonly { link_type: string; value: string }[]).map(
      ({ link_type, value }) => `${link_type}=${value}`,
    );
    expect(said).toEqual(
      expect.arrayContaining([
        'id=rich',
        'topics=debts',
        'topics=housing',
        'parental_consent=false',
        'confidence=A',
        'description.uk=does something',
        'sources=2026-01-01 https://example.org',
      ]),
    );
  });
});

describe('the table', () => {
  const read = (csv: string, delimiter = ','): Record<string, string>[] =>
    parse(csv, { columns: true, bom: true, delimiter });

  test('has one row a service, in the order of the directory', () => {
    expect(read(toCsv(services, 'cs', { excel: false })).map(({ id }) => id)).toEqual(
      services.map(({ id }) => id),
    );
  });

  test('says what is known and leaves empty what is not', () => {
    const [first, second] = read(toCsv([rich, poor], 'uk', { excel: false }));
    expect(first).toMatchObject({
      topics: 'debts; housing',
      minimum_age: '12',
      anonymous: 'yes',
      parental_consent: 'no',
      hours: 'MO TU 08:00-16:00',
      service_areas: 'municipality: Plzeň',
      capacity: 'full 2026-12-01',
      source_date: '2026-01-01',
    });
    expect(second).toMatchObject({ free: '', address: '', minimum_age: '', phones: '' });
  });

  test('for Excel it has a byte order mark and semicolons, and says the same', () => {
    const csv = toCsv([rich, poor], 'cs', { excel: true });
    expect(csv.startsWith('\uFEFFid;name;')).toBe(true);
    expect(read(csv, ';')).toEqual(read(toCsv([rich, poor], 'cs', { excel: false })));
  });

  test('holds no cell that a table program would run as a formula, and no name is lost', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
        fc.string({ maxLength: 5 }),
        (text, rest) => {
          for (const name of [`=${text}`, `+${rest}`, `-${text}`, `@${rest}`, `\t=${text}`, text]) {
            const [row] = parse(toCsv([{ ...poor, name }], 'cs', { excel: false }), {
              columns: true,
              record_delimiter: '\r\n',
            }) as Record<string, string>[];
            const cell = row?.name ?? '';
            expect(cell).not.toMatch(/^\s*[=+\-@]/);
            expect(cell.replace(/^'/, '')).toBe(name.replace(/^'/, ''));
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test('a phone number is defused too, since it begins with a plus', () => {
    const [row] = read(toCsv([rich], 'cs', { excel: false }));
    expect(row?.phones).toBe("'+420123456789; 116111");
  });
});
