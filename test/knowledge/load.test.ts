import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkKnowledge } from '../../src/knowledge/check.ts';
import { loadKnowledge, openKnowledgeFile } from '../../src/knowledge/load.ts';
import { type Problem, problemLine } from '../../src/knowledge/problem.ts';
import type { Knowledge } from '../../src/knowledge/schema.ts';
import { inFive, type SampleFiles, sampleContact, sampleService, writeSample } from './sample.ts';

async function problems(change: (files: SampleFiles) => void): Promise<readonly Problem[]> {
  const loaded = await loadKnowledge(await writeSample(change));
  if ('knowledge' in loaded) throw new Error('the base was accepted');
  return loaded.problems;
}

async function knowledge(change: (files: SampleFiles) => void = () => undefined): Promise<Knowledge> {
  const loaded = await loadKnowledge(await writeSample(change));
  if ('problems' in loaded) throw new Error(loaded.problems.map((one) => problemLine(one)).join('\n'));
  return loaded.knowledge;
}

describe('the five files together', () => {
  test('a right base is loaded whole', async () => {
    const base = await knowledge();
    expect(base.topics).toHaveLength(41);
    expect(base.services.map((service) => service.id)).toEqual(['cz-club', 'cz-other-club']);
    expect(base.team.time_zone).toBe('Europe/Prague');
  });

  test('problems of all files are told at once', async () => {
    const folder = await writeSample();
    await writeFile(join(folder, 'services.json'), '{ "services": [ ');
    await writeFile(join(folder, 'team.json'), '{}');
    await rm(join(folder, 'guides.json'));
    const loaded = await loadKnowledge(folder);
    const files = 'problems' in loaded ? loaded.problems.map((problem) => problem.file) : [];
    expect(new Set(files)).toEqual(new Set(['services.json', 'guides.json', 'team.json']));
  });

  test('an id that is used twice is told with both lines', async () => {
    const folder = await writeSample((files) =>
      files['services.json'].services.push(sampleService('cz-line')),
    );
    const loaded = await loadKnowledge(folder);
    const line = async (file: string, text: string): Promise<number> => {
      const lines = (await readFile(join(folder, file), 'utf8')).split('\n');
      return lines.findIndex((one) => one.includes(text)) + 1;
    };
    expect(loaded).toMatchObject({
      problems: [
        {
          file: 'services.json',
          line: await line('services.json', '"cz-line"'),
          path: 'services[2].id',
          entry: 'cz-line',
          message: {
            en: expect.stringContaining(`contacts.json line ${await line('contacts.json', '"cz-line"')};`),
          },
        },
      ],
    });
  });

  test('a topic that is missing is named', async () => {
    const found = await problems((files) => files['topics.json'].topics.splice(3, 1));
    expect(found).toMatchObject([
      { file: 'topics.json', message: { en: expect.stringContaining('sexual-abuse') } },
    ]);
  });

  test('an unknown topic is refused with the one that was meant', async () => {
    const found = await problems((files) => {
      Object.assign(files['services.json'].services[0] ?? {}, { topics: ['leasure'] });
    });
    expect(found).toMatchObject([
      {
        path: 'services[0].topics[0]',
        entry: 'cz-club',
        message: { en: expect.stringContaining('did you mean "leisure"?') },
      },
    ]);
  });

  test('a retired number is refused, with the number to use', async () => {
    const found = await problems((files) =>
      files['contacts.json'].contacts.push(
        sampleContact('cz-old', { phones: [{ number: '+420800155555', country: 'CZ', short: false }] }),
      ),
    );
    expect(found).toMatchObject([
      {
        entry: 'cz-old',
        path: 'contacts[2].phones[0].number',
        message: { en: expect.stringContaining('use 116 111') },
      },
    ]);
  });

  test('a retired number is refused in a text too, however it is written', async () => {
    const found = await problems((files) => {
      files['services.json'].services.push(
        sampleService('cz-x', { not_for: inFive('call 800 155 555 now') }),
      );
    });
    expect(found[0]).toMatchObject({ entry: 'cz-x', path: 'services[2].not_for.cs' });
  });

  test('a retired number hides in no row of numbers, not with the team and not as the number to use instead', async () => {
    const found = await problems((files) => {
      files['services.json'].services.push(
        sampleService('cz-x', {
          hours_note: { ...inFive('x'), cs: 'volej 731 123 456 – 731 123 457 - 800 155 555 / 116 111' },
        }),
      );
      files['team.json'].role.pl = 'tel. +420 800 155 555';
      files['contacts.json'].retired.push({
        number: '+420800111113',
        country: 'CZ',
        was: 'x',
        use: '800 155 555',
        source: 's',
      });
    });
    expect(found.map(({ file, path }) => `${file} ${path}`)).toEqual([
      'services.json services[2].hours_note.cs',
      'team.json role.pl',
      'contacts.json retired[1].use',
    ]);
    expect(found[0]?.message.cs).toBe('+420800155555 už neplatí (dřív: Old line); místo něj použij 116 111');
  });

  test('a retired short number of one country may be a living one of another', async () => {
    const change = (files: SampleFiles): void => {
      files['contacts.json'].retired.push({ number: '772', country: 'UA', was: 'x', use: null, source: 's' });
      files['contacts.json'].contacts.push(
        sampleContact('cz-772', { phones: [{ number: '772', country: 'CZ', short: true }] }),
      );
    };
    expect((await knowledge(change)).contacts).toHaveLength(3);
  });

  test.each([
    ['+421123456789', 'write +420 and nine digits'],
    ['+42012345678', 'write +420 and nine digits'],
  ])('the number %s is no Czech number', async (number, message) => {
    const found = await problems((files) => {
      files['contacts.json'].contacts.push(
        sampleContact('cz-x', { phones: [{ number, country: 'CZ', short: false }] }),
      );
    });
    expect(found).toMatchObject([{ entry: 'cz-x', message: { en: expect.stringContaining(message) } }]);
  });

  test('a number for text messages is held to the same rules as one to call', async () => {
    const found = await problems((files) => {
      const sms = (number: string, country: 'CZ' | 'GB') => ({ number, country, keyword: null });
      files['contacts.json'].retired.push({ number: '772', country: 'CZ', was: 'x', use: null, source: 's' });
      files['contacts.json'].contacts.push(
        sampleContact('cz-a', { sms: sms('85258', 'GB') }),
        sampleContact('cz-b', { sms: sms('+42012345678', 'CZ') }),
        sampleContact('cz-c', { sms: sms('772', 'CZ') }),
      );
    });
    expect(found).toMatchObject([
      { path: 'contacts[2].sms.country', message: { en: expect.stringContaining('write "CZ"') } },
      {
        path: 'contacts[3].sms.number',
        message: { en: expect.stringContaining('write +420 and nine digits') },
      },
      { path: 'contacts[4].sms.number', message: { en: expect.stringContaining('retired number') } },
    ]);
  });

  test('a country with one contact only is refused, and one without an emergency number', async () => {
    const found = await problems((files) =>
      files['contacts.json'].contacts.push(
        sampleContact('sk-line', {
          country: 'SK',
          phones: [{ number: '116111', country: 'SK', short: true }],
        }),
      ),
    );
    expect(found.map((problem) => problem.message.en)).toEqual([
      expect.stringContaining('SK has no emergency contact'),
      expect.stringContaining('SK has only one contact'),
    ]);
  });

  test('round the clock is not believed on a weak source', async () => {
    const found = await problems((files) =>
      files['contacts.json'].contacts.push(sampleContact('cz-x', { confidence: 'C' })),
    );
    expect(found).toMatchObject([{ entry: 'cz-x', path: 'contacts[2].h24' }]);
  });

  test('a change through lowdb is in the base at the next load', async () => {
    const folder = await writeSample();
    const file = await openKnowledgeFile(folder, 'services.json');
    await file.update(({ services }) => {
      const [club] = services;
      if (club) club.capacity = { state: 'full', until: '2026-12-01' };
    });
    const loaded = await loadKnowledge(folder);
    expect('knowledge' in loaded && loaded.knowledge.services[0]?.capacity?.state).toBe('full');
  });
});

describe('what a valid base still lacks', () => {
  const now = Date.parse('2026-11-22T12:00:00Z');

  test('what nobody has assured is one line a file, or each entry when asked', async () => {
    const base = await knowledge();
    const never = (found: readonly Problem[]) =>
      found.filter(
        (problem) => problem.file === 'services.json' && problem.message.en.includes('never assured'),
      );
    expect(never(checkKnowledge(base, now))).toMatchObject([{ entry: null, severity: 'warning' }]);
    expect(never(checkKnowledge(base, now, { verbose: true })).map((problem) => problem.entry)).toEqual([
      'cz-club',
      'cz-other-club',
    ]);
  });

  test('an entry is stale 181 days after it was assured, not before', async () => {
    const base = await knowledge((files) => {
      files['services.json'].services = [
        sampleService('cz-stale', { assured_date: '2026-05-25' }),
        sampleService('cz-fresh', { assured_date: '2026-05-27' }),
      ];
    });
    const stale = checkKnowledge(base, now).filter((problem) => problem.message.en.includes('180 days'));
    expect(stale.map((problem) => problem.entry)).toEqual(['cz-stale']);
  });

  test('a line without a second one of its kind is named', async () => {
    const base = await knowledge((files) =>
      files['contacts.json'].contacts.push(
        sampleContact('cz-eating', { roles: ['eating'], topics: ['eating'] }),
      ),
    );
    const alone = checkKnowledge(base, now).filter((problem) =>
      problem.message.en.startsWith('no second contact'),
    );
    expect(alone.map((problem) => problem.entry)).toEqual(['cz-line', 'cz-eating']);
  });

  test('a region with services but without one for a local topic is named', async () => {
    const base = await knowledge((files) => {
      files['services.json'].services = [1, 2, 3, 4, 5].map((n) =>
        sampleService(`cz-${n}`, { topics: ['school'] }),
      );
    });
    expect(checkKnowledge(base, now).map((problem) => problem.message.en)).toContainEqual(
      expect.stringContaining('CZ Plzeňský kraj: no service for leisure'),
    );
  });

  /** What is told about services, as "entry: beginning of the message". */
  const toldOf = async (
    services: ReturnType<typeof sampleService>[],
    says: string,
  ): Promise<readonly string[]> => {
    const base = await knowledge((files) => {
      files['services.json'].services = services;
    });
    return checkKnowledge(base, now, { verbose: true })
      .filter(({ message }) => message.en.includes(says))
      .map(({ entry, path, message }) => `${entry} ${path}: ${message.en.split(/[:;]/)[0]}`);
  };
  const number = (digits: string) => [{ number: `+420${digits}`, country: 'CZ' as const, short: false }];

  test('the same service put in twice is told as perhaps the same', async () => {
    const services = [
      sampleService('cz-a', { name: 'Klub Magnet' }),
      sampleService('cz-b', { name: 'KLUB MAGNET' }),
      sampleService('cz-c', { name: 'Atom', phones: number('731000111'), municipality: 'Kdyně' }),
      sampleService('cz-d', {
        name: 'Nízkoprahový klub Atom',
        phones: number('731000111'),
        municipality: null,
      }),
      sampleService('cz-e', { name: 'Vrak', email: 'vrak@example.org' }),
      sampleService('cz-f', { name: 'Vrak Dobřany', email: 'vrak@example.org', municipality: 'Dobřany' }),
      sampleService('cz-g', { name: 'Old name', phones: number('731000222'), provider: 'One' }),
      sampleService('cz-h', { name: 'New name', phones: number('731000222'), provider: 'Other' }),
      sampleService('cz-i', { name: 'Dveře', url: 'https://example.org/d', address: 'Hlavní 5, Plzeň' }),
      sampleService('cz-j', { name: 'Brána', url: 'https://example.org/d', address: 'Hlavní 5, Plzeň' }),
    ];
    expect(await toldOf(services, 'perhaps the same')).toEqual([
      'cz-b services[1]: perhaps the same as cz-a (same name and municipality)',
      'cz-d services[3]: perhaps the same as cz-c (same phone)',
      'cz-f services[5]: perhaps the same as cz-e (same e-mail)',
      'cz-h services[7]: perhaps the same as cz-g (same phone)',
      'cz-j services[9]: perhaps the same as cz-i (same page and address)',
    ]);
  });

  test('services of one provider at one number, of different kinds, are different services', async () => {
    const shared = {
      provider: 'Charita',
      phones: number('731000111'),
      email: 'info@example.org',
      url: 'https://example.org',
    };
    const services = [
      sampleService('cz-a', { ...shared, name: 'Klub Atom' }),
      sampleService('cz-b', { ...shared, name: 'Poradna', kind: 'odborné sociální poradenství' }),
      sampleService('cz-c', { ...shared, name: 'Azylový dům', kind: 'azylové domy', address: null }),
    ];
    expect(await toldOf(services, 'perhaps the same')).toEqual([]);
  });

  test('a text that waits for its translation is told, a name or a shared sentence is not', async () => {
    const own = {
      cs: 'Pomůžou s dluhy.',
      pl: 'Pomogą z długami.',
      sk: 'Pomôžu s dlhmi.',
      uk: 'Допоможуть.',
      en: 'Help.',
    };
    const copy = 'Pomůžou ti s dluhy a s úřady.';
    const services = [
      sampleService('cz-copied', { description: { ...own, cs: copy, pl: copy, en: copy } }),
      sampleService('cz-latin', { description: { ...own, uk: 'Pomůžou ti s dluhy a exekucí.' } }),
      sampleService('cz-name', { description: inFive('Klub Magnet Plzeň') }),
      sampleService('cz-close', {
        description: { ...own, cs: 'Poradia ti doma aj vonku.', sk: 'Poradia ti doma aj vonku.' },
      }),
    ];
    expect(await toldOf(services, 'translate it')).toEqual([
      'cz-copied services[0].description: the same text stands in several languages (cs, pl, en)',
      'cz-latin services[1].description.uk: this is not written in Ukrainian letters',
    ]);
  });

  test('an entry without the main language of its country is told, unless a note says why', async () => {
    const services = [
      sampleService('cz-a', { languages: ['uk', 'ru'] }),
      sampleService('cz-b', { languages: ['uk'], note: 'for Ukrainians only' }),
    ];
    expect(await toldOf(services, 'main language')).toEqual([
      'cz-a services[0]: the main language of its country is not among the languages',
    ]);
  });

  test('a warning about an entry says where it stands', async () => {
    const folder = await writeSample();
    const loaded = await loadKnowledge(folder);
    if ('problems' in loaded) throw new Error('the base was refused');
    const lines = (await readFile(join(folder, 'services.json'), 'utf8')).split('\n');
    const warnings = checkKnowledge(loaded.knowledge, now, { verbose: true }).map(loaded.locate);
    const [never] = warnings.filter(({ entry }) => entry === 'cz-other-club');
    expect(lines[never?.line ?? 0]).toContain('"cz-other-club"');
  });
});
