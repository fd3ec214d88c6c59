import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { copyOfKnowledge, keeper } from './keeper.ts';
import { lampa, startLampa } from './lampa.ts';

const servicesOf = (folder: string) => readFileSync(join(folder, 'services.json'), 'utf8');
const entryOf = (folder: string, id: string) =>
  JSON.parse(servicesOf(folder)).services.find((one: { id: string }) => one.id === id);

/** A new club, as somebody in Klatovy would type it, with a few slips on the way. */
const club = [
  '?',
  '',
  'Klub Zkouška',
  'cz-klub-magnet',
  '',
  'Zkouška; Klubík',
  'Diakonie Západ',
  'nízkoprahové zařízení',
  '',
  'Klub pro mladé: povídání a pomoc se školou.',
  'Klub dla młodych: rozmowy i pomoc w szkole.',
  'Klub pre mladých: rozhovory a pomoc so školou.',
  'Клуб для молоді: розмови і допомога зі школою.',
  'A club for young people: talks and help with school.',
  '-',
  'škol, dluh',
  'ambul, terén',
  '12',
  'dvacet',
  '26',
  'ano',
  '',
  '',
  'Hlavní 1, Klatovy',
  'Klatovy',
  'plzensky',
  'okres Klatovy; Sušice',
  '377 123 456, 116111',
  'klub@example',
  'klub@example.org',
  'example.org',
  'po-pá 8-16, každou druhou so 9-12',
  'po-pá 8-16, so 9-12',
  '-',
  '-',
  'čeština, ukr',
  'b',
  'https://example.org 2026-01-05; leták klubu',
  '',
  'Jana 1984',
  '',
  '',
];

describe('lampa kb add', () => {
  test('asks for a service field by field, shows it, and saves it when the admin agrees', async () => {
    const folder = copyOfKnowledge();
    const { code, out } = await lampa(['kb', 'add', 'služba', '--lang', 'cs'], {
      input: `${[...club, 'a'].join('\n')}\n`,
      env: { LAMPA_KNOWLEDGE: folder },
    });
    expect(code, out).toBe(0);
    expect(out).toContain('označení „cz-klub-magnet“ už něco má');
    expect(out).toContain('„dvacet“ nejde. Počet let.');
    expect(out).toContain('„druhou“ nejde. Dny a hodiny');
    expect(out).toContain('= po–pá 8:00–16:00, so 9:00–12:00');
    expect(out).toContain('„Jana 1984“ nejde. Role, nikdy jméno.');
    expect(out).toContain('│ 📞 +420 377 123 456');
    expect(out).toContain('+ "topics": ["school","debts"]');
    expect(out).toContain('Uloženo: cz-klub-zkouska.');
    expect(out).toContain('(cz-klub-zkouska): upozornění: ještě nikdo neověřil');
    expect(entryOf(folder, 'cz-klub-zkouska')).toMatchObject({
      kind: 'nízkoprahové zařízení pro děti a mládež',
      region: 'Plzeňský kraj',
      service_areas: [
        { kind: 'district', name: 'Klatovy' },
        { kind: 'municipality', name: 'Sušice' },
      ],
      phones: [
        { number: '+420377123456', country: 'CZ', short: false },
        { number: '116111', country: 'CZ', short: true },
      ],
      languages: ['cs', 'uk'],
      sources: [
        { url: 'https://example.org', date: '2026-01-05' },
        { url: 'leták klubu', date: null },
      ],
      not_for: null,
    });
    const before: string = servicesOf('data/knowledge');
    expect(
      servicesOf(folder).startsWith(
        before.slice(0, before.lastIndexOf('}')).trimEnd().slice(0, -2).trimEnd(),
      ),
    ).toBe(true);
  });

  test('saves nothing when the input ends before the admin has agreed', async () => {
    const folder = copyOfKnowledge();
    for (const answers of [club, club.slice(0, 9), []]) {
      const { code, err } = await keeper(folder)(['add'], { answers, language: 'cs' });
      expect(code).toBe(1);
      expect(err).toContain('Vstup skončil; nic se neuložilo.');
    }
    expect(servicesOf(folder)).toBe(servicesOf('data/knowledge'));
    expect(existsSync(join(folder, '.drafts'))).toBe(false);
  });

  test('saves nothing when the admin breaks off with Ctrl-C', async () => {
    const folder = copyOfKnowledge();
    const { child, ran, said } = startLampa(['kb', 'add', '--lang', 'cs'], { LAMPA_KNOWLEDGE: folder });
    child.stdin?.write(`${club.join('\n')}\n`);
    await said('Uložit?');
    child.kill('SIGINT');
    expect((await ran).code).not.toBe(0);
    expect(servicesOf(folder)).toBe(servicesOf('data/knowledge'));
    expect(existsSync(join(folder, '.backups'))).toBe(false);
  });

  test('keeps a draft of what is said later, and goes on with just that', async () => {
    const folder = copyOfKnowledge();
    const lampaKb = keeper(folder);
    const later = club.map((one) => (one.startsWith('Клуб') || one === 'škol, dluh' ? 'později' : one));
    const first = await lampaKb(['add'], { answers: later, language: 'cs' });
    expect(first.out).toContain('Pokračuj příkazem: lampa kb add --draft cz-klub-zkouska');
    expect(first.out).toContain('Ještě chybí: Co pro tebe udělají (uk), Témata');
    expect(servicesOf(folder)).toBe(servicesOf('data/knowledge'));
    const second = await lampaKb(['add', '--draft', 'cz-klub-zkouska'], {
      answers: ['Клуб для молоді.', 'school', 'y'],
    });
    expect(second.code, second.out).toBe(0);
    expect(entryOf(folder, 'cz-klub-zkouska')).toMatchObject({ topics: ['school'], minimum_age: 12 });
    expect(existsSync(join(folder, '.drafts', 'cz-klub-zkouska.json'))).toBe(false);
    const third = await lampaKb(['add', '--draft', 'cz-klub-zkouska']);
    expect(third.err).toContain('there is no draft of a new entry "cz-klub-zkouska"');
  });

  test('a draft whose id was taken meanwhile asks for another one, and overwrites nothing', async () => {
    const folder = copyOfKnowledge();
    const lampaKb = keeper(folder);
    await lampaKb(['add'], { answers: [...club, 'později'], language: 'cs' });
    await lampaKb(['add'], { answers: [...club, 'a'], language: 'cs' });
    writeFileSync(
      join(folder, '.drafts', 'cz-klub-zkouska.json'),
      JSON.stringify({
        kind: 'service',
        id: 'cz-klub-zkouska',
        isNew: true,
        values: { ...entryOf(folder, 'cz-klub-zkouska'), name: 'Druhý klub' },
        open: [],
      }),
    );
    const { code, out } = await lampaKb(['add', '--draft', 'cz-klub-zkouska'], {
      answers: ['', 'a'],
      language: 'cs',
    });
    expect(code, out).toBe(0);
    expect(out).toContain('Mezitím vznikl jiný záznam „cz-klub-zkouska“');
    expect(entryOf(folder, 'cz-klub-zkouska').name).toBe('Klub Zkouška');
    expect(entryOf(folder, 'cz-druhy-klub').name).toBe('Druhý klub');
  });

  test('begins with what another one has, but for what is its own', async () => {
    const folder = copyOfKnowledge();
    const answers = ['', 'Echo Nové', 'hotovo'];
    const { out } = await keeper(folder)(['add', '--from', 'cz-klub-echo-dobrany'], {
      answers,
      language: 'cs',
    });
    expect(out).toContain('Označení [cz-echo-nove]');
    expect(out).toContain('Ještě chybí: Označení, Jak jisté, Zdroje');
  });

  test('a contact and a guide are asked for too', async () => {
    const folder = copyOfKnowledge();
    const contact = [
      'CZ',
      'Linka Zkouška',
      '',
      '800 123 456',
      'POMOC 85258',
      '-',
      '-',
      '-',
      'yes',
      'nonstop',
      '',
      'children',
      '-',
      '',
      '',
      'For all',
      'Pro všechny',
      'Dla wszystkich',
      'Pre všetkých',
      'Для всіх',
      '-',
      '',
      '',
      'A',
      'leaflet 2026',
      '',
      '',
      '',
      'y',
    ];
    const added = await keeper(folder)(['add', 'contact'], { answers: contact });
    expect(added.code, added.out).toBe(0);
    const guide = [
      'how-to-try',
      ...['T', 'T', 'T', 'T', 'T'],
      ...Array.from({ length: 5 }, () => 'One.\\nTwo.'),
      '-',
      'no',
      '-',
      'y',
    ];
    const told = await keeper(folder)(['add', 'guide'], { answers: guide });
    expect(told.code, told.out).toBe(0);
    expect(readFileSync(join(folder, 'guides.json'), 'utf8')).toContain('"One.\\nTwo."');
  });

  test('what would make the base wrong is told before it is saved, and can be corrected', async () => {
    const folder = copyOfKnowledge();
    const wrong = club.map((one) => (one === '26' ? '10' : one));
    const { code, out } = await keeper(folder)(['add'], {
      answers: [...wrong, 'nic', 'do věku', '26', 'a'],
      language: 'cs',
    });
    expect(out).toContain('minimum_age 12 je víc než maximum_age 10');
    expect(out).toContain('Takové pole není.');
    expect(code, out).toBe(0);
    expect(entryOf(folder, 'cz-klub-zkouska').maximum_age).toBe(26);
  });

  test('what cannot be added is refused', async () => {
    const lampaKb = keeper(copyOfKnowledge());
    expect((await lampaKb(['add', 'topic'])).code).toBe(2);
    expect((await lampaKb(['add', 'guide', '--from', 'cz-klub-magnet'])).err).toContain('is of another kind');
    expect((await lampaKb(['add', '--from', 'cz-klub-magent'])).err).toContain('Did you mean cz-klub-magnet');
  });
});

describe('lampa kb edit', () => {
  test('changes one field, and only its lines in the file', async () => {
    const folder = copyOfKnowledge();
    const { code, out } = await keeper(folder)(['edit', 'cz-klub-magnet', 'telefony'], {
      answers: ['377 123 45', '377 123 456', 'a'],
      language: 'cs',
    });
    expect(code, out).toBe(0);
    expect(out).toContain('„377 123 45“ nejde.');
    expect(out).toContain('- "phones": []');
    const before = JSON.parse(servicesOf('data/knowledge'));
    for (const one of before.services) {
      if (one.id === 'cz-klub-magnet')
        one.phones = [{ number: '+420377123456', country: 'CZ', short: false }];
    }
    expect(servicesOf(folder)).toBe(`${JSON.stringify(before, null, 2)}\n`);
  });

  test('Enter keeps what is there, so that nothing but Enter changes nothing', async () => {
    const folder = copyOfKnowledge();
    for (const id of ['cz-klub-echo-dobrany', 'cz-linka-bezpeci', 'friend-in-danger', 'debts']) {
      const { code, out } = await keeper(folder)(['edit', id], {
        answers: Array.from({ length: 80 }, () => ''),
      });
      expect(code, out).toBe(0);
      expect(out).toContain('Nothing is different, so nothing is saved.');
    }
    expect(existsSync(join(folder, '.backups'))).toBe(false);
  });

  test('"-" says that something is not known, and is refused where there must be a value', async () => {
    const folder = copyOfKnowledge();
    const lampaKb = keeper(folder);
    const { out } = await lampaKb(['edit', 'cz-klub-echo-dobrany', 'name'], { answers: ['-', '', ''] });
    expect(out).toContain('This cannot be left out; "later" leaves it open for now.');
    await lampaKb(['edit', 'cz-klub-echo-dobrany', 'hours_note'], { answers: ['-', 'y'] });
    expect(entryOf(folder, 'cz-klub-echo-dobrany').hours_note).toBeNull();
  });

  test('an edit by hand during the dialogue wins, and the answers are kept to be laid over it', async () => {
    const folder = copyOfKnowledge();
    const lampaKb = keeper(folder);
    const byHand = servicesOf(folder).replace('"name": "Klub Magnet"', '"name": "Klub Magnet Plus"');
    const { code, err, out } = await lampaKb(['edit', 'cz-klub-magnet', 'email'], {
      answers: [
        'magnet@example.org',
        () => {
          writeFileSync(join(folder, 'services.json'), byHand);
          return 'y';
        },
      ],
    });
    expect(code).toBe(1);
    expect(err).toContain('somebody has changed the file since it was read');
    expect(out).toContain('Go on with: lampa kb edit cz-klub-magnet --draft');
    expect(servicesOf(folder)).toBe(byHand);
    const again = await lampaKb(['edit', 'cz-klub-magnet', '--draft'], { answers: ['y'] });
    expect(again.code, again.err).toBe(0);
    expect(entryOf(folder, 'cz-klub-magnet')).toMatchObject({
      name: 'Klub Magnet Plus',
      email: 'magnet@example.org',
    });
  });

  test('a broken base is not edited, and it is told what to mend', async () => {
    const folder = copyOfKnowledge();
    writeFileSync(join(folder, 'guides.json'), '{ "guides": [');
    for (const args of [
      ['edit', 'cz-klub-magnet'],
      ['add'],
      ['show', 'cz-112'],
      ['find', 'x'],
      ['assure', 'cz-112'],
      ['capacity'],
    ]) {
      const { code, err } = await keeper(folder)(args, { language: 'cs' });
      expect(code, args.join(' ')).toBe(1);
      expect(err).toMatch(/Nejdřív oprav tohle.*\nguides\.json:1/);
    }
  });

  test('an unknown entry or field is refused with what was meant', async () => {
    const lampaKb = keeper(copyOfKnowledge());
    expect((await lampaKb(['edit', 'magnet'])).err).toContain('Did you mean cz-klub-magnet');
    expect((await lampaKb(['edit', 'cz-klub-magnet', 'fax'])).err).toContain('fields: country, name');
    expect((await lampaKb(['edit', 'cz-klub-magnet', 'id'])).code).toBe(2);
  });
});
