import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importFields } from '../../src/knowledge/import/candidate.ts';
import type { Service } from '../../src/knowledge/schema.ts';
import { address, registration, writeBigRegister, writeRegister } from '../fakes/rpss.ts';
import { inFive, sampleService } from '../knowledge/sample.ts';
import { lampa, startLampa, temporaryFolder } from './lampa.ts';

interface Stored {
  readonly services: readonly { readonly id: string; readonly name: string; readonly status: string }[];
}

/** A copy of the shipped directory, and what is written there. */
const copied = () => {
  const folder = temporaryFolder();
  const knowledge = join(folder, 'knowledge');
  cpSync('data/knowledge', knowledge, { recursive: true });
  const file = join(knowledge, 'services.json');
  return {
    folder,
    bytes: () => readFileSync(file, 'utf8'),
    stored: () => JSON.parse(readFileSync(file, 'utf8')) as Stored,
    lampa: (args: readonly string[], input = '') =>
      lampa(['kb', ...args], { input, env: { LAMPA_KNOWLEDGE: knowledge } }),
    start: (args: readonly string[]) => startLampa(['kb', ...args], { LAMPA_KNOWLEDGE: knowledge }),
  };
};

const inKlatovy = { zarizeni: [{ nazev: 'Klub v Klatovech', adresa: address(0, 2) }] };

describe('lampa kb import rpss', () => {
  test('shows a table and changes nothing, then takes over all, and then has nothing to propose', async () => {
    const base = copied();
    const before = base.bytes();
    const file = writeRegister(join(base.folder, 'register'), [registration(1, inKlatovy), registration(2)]);
    const dry = await base.lampa(['import', 'rpss', file, '--dry-run']);
    expect(dry.code, dry.err).toBe(0);
    expect(dry.out).toMatch(/^rpss-1 +Klub v Klatovech +Klatovy +new$/m);
    expect(dry.out).toMatch(/^New: 2, already here: 0, changed: 0, gone: 0\. Entries read: 2\.$/m);
    expect(base.bytes()).toBe(before);
    const done = await base.lampa(['import', 'rpss', file, '--admit', 'all', '--lang', 'cs']);
    expect(done.code, done.err).toBe(0);
    expect(done.out).toContain('Zapsáno do services.json: 2.');
    const again = await base.lampa(['import', 'rpss', file, '--dry-run']);
    expect(again.out).toContain('Nothing to propose');
    const check = await base.lampa(['check']);
    expect(check.code, check.out).toBe(0);
  });

  test('takes over what a person says yes to, shows details, and nothing when the answers break off', async () => {
    const base = copied();
    const before = base.bytes();
    const file = writeRegister(
      join(base.folder, 'register'),
      [1, 2, 3].map((n) => registration(n)),
    );
    const broken = await base.lampa(['import', 'rpss', file], 'y\n');
    expect(broken.code).toBe(1);
    expect(broken.err).toContain('nothing was changed');
    expect(base.bytes()).toBe(before);
    const done = await base.lampa(['import', 'rpss', file], 'd\nmaybe\ny\nn\nq\n');
    expect(done.out).toContain('phones: [{"number":"+420601000001"');
    expect(done.out).toContain('Answer y, n, a');
    const ids = base.stored().services.map(({ id }) => id);
    expect(ids.filter((id) => id.startsWith('rpss-'))).toEqual(['rpss-1']);
  });

  test('asks only for the region that is meant, and takes over single entries by their ids', async () => {
    const base = copied();
    const file = writeRegister(join(base.folder, 'register'), [registration(1, inKlatovy), registration(2)]);
    const there = await base.lampa(['import', 'rpss', file, '--dry-run', '--region', 'Klatovsko']);
    expect(there.out).toContain('New: 1,');
    expect((await base.lampa(['import', 'rpss', file, '--region', 'Nikdov'])).code).toBe(2);
    expect((await base.lampa(['import', 'rpss', file, '--admit', 'rpss-9'])).err).toContain(
      'no proposal for: rpss-9',
    );
    await base.lampa(['import', 'rpss', file, '--admit', 'rpss-2']);
    expect(base.stored().services.at(-1)?.id).toBe('rpss-2');
  });

  test('does not let a file that is not whole take most entries away', async () => {
    const base = copied();
    const many = Array.from({ length: 9 }, (_, n) => registration(n + 1));
    await base.lampa(['import', 'rpss', writeRegister(join(base.folder, 'a'), many), '--admit', 'all']);
    const before = base.bytes();
    const few = writeRegister(join(base.folder, 'b'), many.slice(0, 1));
    const refused = await base.lampa(['import', 'rpss', few, '--admit', 'all']);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('8 of 9 entries would be gone');
    expect(base.bytes()).toBe(before);
    await base.lampa(['import', 'rpss', few, '--admit', 'rpss-2']);
    expect(base.stored().services.find(({ id }) => id === 'rpss-2')?.status).toBe('defunct');
  });

  test('says in a sentence what is wrong with a file, in Czech too', async () => {
    const base = copied();
    const file = join(base.folder, 'rpss.json');
    writeFileSync(file, '{"polozky": [{"portalId": 1}');
    const { code, err } = await base.lampa(['import', 'rpss', file, '--lang', 'cs']);
    expect(code).toBe(1);
    expect(err.trim()).toBe(
      'lampa: rpss.json, řádek 1: soubor končí uprostřed; stáhni nebo ulož ho znovu. Nic se nezměnilo.',
    );
    expect((await base.lampa(['import', 'rpss', join(base.folder, 'none.json')])).err).toContain(
      'there is no such file',
    );
  });

  test('killed at any moment, leaves the old directory or the new one', { timeout: 120_000 }, async () => {
    const base = copied();
    const before = base.bytes();
    const file = join(base.folder, 'register', 'rpss.json');
    writeBigRegister(file, 3_000_000);
    const begun = performance.now();
    const whole = copied();
    await whole.lampa(['import', 'rpss', file, '--admit', 'all']);
    const took = performance.now() - begun;
    const after = whole.bytes();
    expect(after.length).toBeGreaterThan(before.length);
    for (const share of [0.5, 0.8, 0.9, 0.95, 1]) {
      const { child, ran } = base.start(['import', 'rpss', file, '--admit', 'all']);
      const timer = setTimeout(() => child.kill('SIGKILL'), took * share);
      await ran;
      clearTimeout(timer);
      expect([before, after]).toContain(base.bytes());
    }
  });
});

describe('lampa kb import csv', () => {
  test('reads the table that it wrote itself, and proposes its row', async () => {
    const base = copied();
    const file = join(base.folder, 'table.csv');
    const written = await base.lampa(['import', 'csv', '--write-template', file, '--lang', 'cs']);
    expect(written.code, written.err).toBe(0);
    expect((await base.lampa(['import', 'csv', '--write-template', file])).code).toBe(1);
    const dry = await base.lampa(['import', 'csv', file, '--dry-run']);
    expect(dry.out).toContain('column "otevírací doba" was read as hours');
    expect(dry.out).toContain('New: 1,');
    const done = await base.lampa(['import', 'csv', file, '--admit', 'all']);
    expect(done.code, done.out + done.err).toBe(0);
    expect((await base.lampa(['check'])).code).toBe(0);
    expect((await base.lampa(['import', 'csv', file, '--dry-run'])).out).toContain('Nothing to propose');
  });

  test('reads Polish heads, and tells each cell that has to be corrected', async () => {
    const base = copied();
    const file = join(base.folder, 'mops.csv');
    const rows = [
      'Nazwa,Rodzaj,Opis,Tematy,Miejscowość,Telefon,Godziny otwarcia,Bezpłatnie,Telefonn,Uwaga',
      'Klub A,klub młodzieżowy,"Klub, do którego możesz wpaść.","leisure; school",Skarżysko-Kamienna,\'+48 41 252 91 10,"pn-pt 12-18; sob 10:00-14:00",tak,,x',
      'Klub B,klub,Opis,leizure,Skarzysko-Kamienna,12,kiedyś,może,,',
      'Klub C,klub,Opis,school,Nibylandia,,,,,',
    ];
    writeFileSync(file, rows.join('\n'));
    const { out } = await base.lampa(['import', 'csv', file, '--dry-run']);
    expect(out).toContain('column "Telefonn" is not known and was not read; did you mean "telefon"?');
    expect(out).toContain('row 3, column "Tematy": "leizure" is no topic; did you mean "leisure"?');
    expect(out).toContain('row 3, column "Telefon": "12" is no number');
    expect(out).toContain('row 3, column "Godziny otwarcia": "kiedyś" is not understood');
    expect(out).toContain('row 3, column "Bezpłatnie": "może" is neither yes nor no');
    expect(out).toContain('row 4, column "Miejscowość": "Nibylandia" is not in the register of places');
    expect(out).toContain('New: 1,');
    await base.lampa(['import', 'csv', file, '--admit', 'all']);
    expect(base.stored().services.at(-1)).toMatchObject({
      id: 'pl-klub-a-skarzysko-kamienna',
      region: 'świętokrzyskie',
      phones: [{ number: '+48412529110' }],
      schedules: [
        { byday: ['MO', 'TU', 'WE', 'TH', 'FR'], opens_at: '12:00', closes_at: '18:00' },
        { byday: ['SA'], opens_at: '10:00', closes_at: '14:00' },
      ],
    });
  });

  test('names the columns that are missing', async () => {
    const base = copied();
    const file = join(base.folder, 'x.csv');
    writeFileSync(file, 'Nazwa;Opis\nA;B\n');
    expect((await base.lampa(['import', 'csv', file])).err).toContain(
      'columns are missing: rodzaj, tematy, miejscowość',
    );
  });
});

describe('lampa kb import hsds', () => {
  test('reads full services of HSDS 3, and drops people', async () => {
    const base = copied();
    const file = join(base.folder, 'hsds.json');
    const service = {
      id: 'ac148810-d857-441c-9679-408f346de14b',
      name: 'Counselling Ostrava',
      description: 'Talk to somebody.',
      status: 'active',
      organization: { id: 'o', name: 'Example', description: 'x' },
      phones: [{ id: 'p', number: '+420 596 111 222' }],
      schedules: [{ id: 's', freq: 'WEEKLY', byday: 'MO,TU', opens_at: '09:00:00Z', closes_at: '17:00' }],
      contacts: [{ id: 'c', name: 'Ann Persona', email: 'ann.persona@example.org' }],
      attributes: [{ id: 'a', taxonomy_term: { id: 'anxiety', name: 'anxiety', description: 'x' } }],
      service_at_locations: [
        {
          id: 'l',
          location: {
            id: 'l2',
            location_type: 'physical',
            addresses: [
              {
                id: 'd',
                attention: 'A. Persona',
                address_1: 'Hlavní 1',
                city: 'Ostrava',
                state_province: 'Moravskoslezský kraj',
                postal_code: '702 00',
                country: 'CZ',
                address_type: 'physical',
              },
            ],
          },
        },
      ],
    };
    writeFileSync(
      file,
      JSON.stringify({
        contents: [service, { ...service, id: 'other', name: 'Over', status: 'defunct' }, 1],
      }),
    );
    const done = await base.lampa(['import', 'hsds', file, '--admit', 'all']);
    expect(done.code, done.err).toBe(0);
    expect(base.stored().services.at(-1)).toMatchObject({
      id: 'hsds-cz-counselling-ostrava',
      address: 'Hlavní 1, 702 00 Ostrava',
      topics: ['anxiety'],
      schedules: [{ byday: ['MO', 'TU'], opens_at: '09:00', closes_at: '17:00' }],
    });
    expect(base.bytes()).not.toContain('Persona');
    expect((await base.lampa(['import', 'hsds', file, '--dry-run'])).out).toContain('Nothing to propose');
    expect((await base.lampa(['check'])).code).toBe(0);
  });
});

describe('what lampa kb export hsds writes', () => {
  /** The directory that comes along, and services that use what it happens not to. */
  const withRare = (folder: string): readonly Service[] => {
    const file = join(folder, 'services.json');
    const { services } = JSON.parse(readFileSync(file, 'utf8')) as { services: Service[] };
    services.push(
      sampleService('cz-rich', {
        alternate_name: ['first; with a semicolon', 'second'],
        provider: null,
        status: 'temporarily closed',
        not_for: inFive('not for all'),
        topics: ['housing', 'debts'],
        forms: ['online', 'field'],
        minimum_age: 12,
        free: false,
        anonymous: true,
        parental_consent: false,
        address: 'Hlavní 1',
        phones: [
          { number: '116111', country: 'CZ', short: true },
          { number: '+48123456789', country: 'PL', short: false },
        ],
        email: 'jana.novakova@example.org',
        service_areas: [
          { kind: 'orp', name: 'Stod' },
          { kind: 'district', name: 'Tachov' },
          { kind: 'country', name: 'CZ' },
        ],
        schedules: [{ byday: ['FR', 'SA'], opens_at: '20:00', closes_at: '24:00' }],
        hours_note: inFive('only after a call'),
        how_to_get: inFive('second floor'),
        languages: ['cs', 'uk'],
      }),
      sampleService('cz-always', { h24: true, free: null, forms: [], address: null, municipality: null }),
    );
    writeFileSync(file, JSON.stringify({ services }));
    return services.filter(({ status }) => status === 'active' || status === 'temporarily closed');
  };

  test('brings the same facts into an empty directory, and then there is nothing more to propose', async () => {
    const base = copied();
    const knowledge = join(base.folder, 'knowledge');
    const services = withRare(knowledge);
    const file = join(base.folder, 'hsds.json');
    const exported = await base.lampa(['export', 'hsds', '--out', file]);
    expect(exported.code, exported.err).toBe(0);
    writeFileSync(join(knowledge, 'services.json'), '{ "services": [] }');
    const done = await base.lampa(['import', 'hsds', file, '--admit', 'all']);
    expect(done.code, done.err).toBe(0);
    const facts = (list: readonly Service[]) =>
      new Map(list.map((one) => [one.id, pick(one, ['id', 'country', 'confidence', ...importFields])]));
    expect(facts(base.stored().services as readonly Service[])).toEqual(facts(services));
    expect((await base.lampa(['import', 'hsds', file, '--dry-run'])).out).toContain('Nothing to propose');
    expect((await base.lampa(['check'])).code).toBe(0);
  });
});

const pick = (service: Service, fields: readonly (keyof Service)[]) =>
  Object.fromEntries(fields.map((field) => [field, service[field]]));
