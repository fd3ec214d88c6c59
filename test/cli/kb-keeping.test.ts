import { readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { assure } from '../../src/knowledge/assure.ts';
import { problemLine } from '../../src/knowledge/problem.ts';
import { copyOfKnowledge, keeper } from './keeper.ts';

const contentOf = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8');
const entryOf = (folder: string, name: string, id: string) =>
  Object.values(JSON.parse(contentOf(folder, name)))
    .flat()
    .find((one) => (one as { id?: string }).id === id) as Record<string, unknown>;

describe('lampa kb show', () => {
  test('tells all fields, the sources with dates, how old it is, whether it is open, and what to look at', async () => {
    const { code, out } = await keeper('data/knowledge')(['show', 'cz-klub-echo-dobrany'], {
      language: 'cs',
    });
    expect(code).toBe(0);
    expect(out).toContain('(služba cz-klub-echo-dobrany)');
    expect(out).toContain('  Provozuje: Diakonie Západ');
    expect(out).toContain('    uk: Клуб для дітей');
    expect(out).toMatch(/Zdroje: https:.* 2017-08-25/);
    expect(out).toContain('Jak staré: zatím to nikdo neověřil; nejnovější zdroj je z 2017-08-25');
    expect(out).toContain('Teď: neví se');
    expect(out).toContain('ještě nikdo neověřil: zavolej nebo se podívej');
  });

  test('shows any kind of entry, and the bare JSON on request', async () => {
    const lampaKb = keeper('data/knowledge');
    for (const id of ['cz-linka-bezpeci', 'friend-in-danger', 'debts'])
      expect((await lampaKb(['show', id])).code).toBe(0);
    const { out } = await lampaKb(['show', 'cz-112', '--json']);
    expect(JSON.parse(out)).toMatchObject({ id: 'cz-112', h24: true });
  });

  test('an unknown id is answered with the nearest ones', async () => {
    const { code, err } = await keeper('data/knowledge')(['show', 'cz-klub-magent'], { language: 'cs' });
    expect(code).toBe(1);
    expect(err).toContain('záznam „cz-klub-magent“ není. Není to cz-klub-magnet');
  });
});

describe('lampa kb find', () => {
  test.each([
    ['plsen magent', 'cz-klub-magnet'],
    ['MAGNET', 'cz-klub-magnet'],
    ['linka bezpeci', 'cz-linka-bezpeci'],
    ['poradna susice', 'cz-ppp-susice'],
    ['klub ecko', 'cz-klub-echo-dobrany'],
  ])('"%s" finds %s first', async (text, id) => {
    const { out } = await keeper('data/knowledge')(['find', ...text.split(' ')]);
    expect(out.split('\n')[0]).toContain(`${id}  `);
  });

  test('"krizove cetrum" finds crisis centres only at the top', async () => {
    const { out } = await keeper('data/knowledge')([
      'find',
      'krizove',
      'cetrum',
      '--limit',
      '3',
      '--lang',
      'cs',
    ]);
    expect(out.match(/kriz/gi)?.length).toBeGreaterThanOrEqual(3);
    expect(out).toMatch(/… a další \(\d+\); ukáže je --limit\./);
  });

  test('looks by topic, place and kind, each with a part of its name', async () => {
    const lampaKb = keeper('data/knowledge');
    const debts = await lampaKb(['find', '--topic', 'dluh', '--place', 'policka']);
    expect(debts.out).toContain('cz-op-policka');
    expect((await lampaKb(['find', '--kind', 'topics'])).out.split('\n')).toHaveLength(41);
    expect((await lampaKb(['find', 'linka', '--kind', 'guides'])).out).toMatch(/^call-helpline {2}/);
    const nothing = await lampaKb(['find', 'xyzzy']);
    expect(nothing).toMatchObject({
      code: 1,
      out: expect.stringContaining('Nothing found. Try fewer words'),
    });
    expect((await lampaKb(['find'])).code).toBe(2);
    expect((await lampaKb(['find', 'x', '--kind', 'cars'])).code).toBe(2);
  });
});

describe('lampa kb assure', () => {
  test('writes the day in the time zone of the country and the role into each entry', async () => {
    const folder = copyOfKnowledge();
    const now = Date.parse('2026-11-21T23:30:00Z');
    const { code, out } = await keeper(folder)(
      ['assure', 'cz-klub-magnet', 'cz-linka-bezpeci', '--note', 'hours asked'],
      { now },
    );
    expect(code, out).toBe(0);
    for (const [name, id] of [
      ['services.json', 'cz-klub-magnet'],
      ['contacts.json', 'cz-linka-bezpeci'],
    ] as const) {
      expect(entryOf(folder, name, id)).toMatchObject({ assured_date: '2026-11-22', assurer: 'team' });
      expect(entryOf(folder, name, id).note).toMatch(/2026-11-22: hours asked$/);
    }
  });

  test('in two files, of which somebody changes one meanwhile, tells which entry is written and which is not', async () => {
    const folder = copyOfKnowledge();
    const contacts = join(folder, 'contacts.json');
    const before = contentOf(folder, 'contacts.json');
    const ids = ['cz-klub-magnet', 'cz-linka-bezpeci'];
    const { written, left, problems } = await assure(folder, ids, {
      by: 'team',
      note: null,
      // It is asked for when both files have been read and none is written.
      get date() {
        writeFileSync(contacts, `${before}\n`);
        return '2026-11-22';
      },
    });
    expect([written, left]).toEqual([['cz-klub-magnet'], ['cz-linka-bezpeci']]);
    expect(problems.map((problem) => problemLine(problem))).toEqual([
      'contacts.json: somebody has changed the file since it was read, so it was left as it is; try once more',
    ]);
    expect(entryOf(folder, 'services.json', 'cz-klub-magnet').assured_date).toBe('2026-11-22');
    expect(contentOf(folder, 'contacts.json')).toBe(`${before}\n`);
  });

  test.each([
    [['cz-klub-magnet', '--by', 'jana@example.org'], 'never a name'],
    [['cz-klub-magnet', '--by', 'Jana 777'], 'never a name'],
    [['cz-klub-magnet', '--date', '2026-11-23'], 'not in the future'],
    [['cz-klub-magnet', '--date', '2026-02-30'], 'not in the future'],
    [['cz-klub-magnet', 'cz-nothing-of-it'], 'Nothing was changed.'],
    [['cz-klub-magnet', 'friend-in-danger'], 'bears no date'],
  ])('%j is refused and nothing is written', async (args, why) => {
    const folder = copyOfKnowledge();
    const { code, err } = await keeper(folder)(['assure', ...args]);
    expect(code).not.toBe(0);
    expect(err).toContain(why);
    expect(contentOf(folder, 'services.json')).toBe(contentOf('data/knowledge', 'services.json'));
  });
});

describe('lampa kb capacity', () => {
  test('is noted until a day as people say it, listed, and taken away', async () => {
    const folder = copyOfKnowledge();
    const lampaKb = keeper(folder);
    const noted = await lampaKb(['capacity', 'cz-klub-magnet', 'plno', '--until', 'pátek'], {
      language: 'cs',
    });
    expect(noted.out).toBe('Klub Magnet: plno do pá 27. 11. 2026 včetně.');
    await lampaKb(['capacity', 'cz-op-policka', 'closed', '--until', 'za', '3', 'dny']);
    expect((await lampaKb(['capacity'])).out.split('\n')).toEqual([
      expect.stringContaining('closed until Wed 25/11/2026'),
      'cz-klub-magnet  Klub Magnet: full until Fri 27/11/2026',
    ]);
    expect((await lampaKb(['show', 'cz-op-policka'])).out).toContain('Now: closed, closed until 2026-11-25');
    await lampaKb(['capacity', 'cz-klub-magnet', 'clear']);
    expect(entryOf(folder, 'services.json', 'cz-klub-magnet').capacity).toBeNull();
  });

  test.each([
    [['cz-klub-magnet', 'full'], 'until when'],
    [['cz-klub-magnet', 'full', '--until', 'někdy'], 'no day'],
    [['cz-klub-magnet', 'full', '--until', '2026-11-21'], 'is over'],
    [['cz-klub-magnet', 'perhaps', '--until', 'friday'], 'no state'],
    [['cz-112', 'full', '--until', 'friday'], 'only a service'],
    [['cz-klub-magent', 'full', '--until', 'friday'], 'Did you mean'],
  ])('%j is refused', async (args, why) => {
    const { code, err } = await keeper('data/knowledge')(['capacity', ...args]);
    expect(code).not.toBe(0);
    expect(err).toContain(why);
  });
});

describe('lampa kb diff and undo', () => {
  const edited = async () => {
    const folder = copyOfKnowledge();
    const long = new Date('2026-11-01T12:00:00Z');
    for (const name of ['services.json', 'contacts.json']) utimesSync(join(folder, name), long, long);
    const lampaKb = keeper(folder);
    await lampaKb(['assure', 'cz-klub-magnet', '--date', '2026-11-22']);
    await lampaKb(['capacity', 'cz-klub-magnet', 'full', '--until', 'friday']);
    return { folder, lampaKb };
  };
  /** After all that the test does, by the clock of the disk. */
  const now = Date.now() + 3_600_000;

  test('what changed is told in words, since a number of versions or a day', async () => {
    const { lampaKb } = await edited();
    const last = await lampaKb(['diff'], { language: 'cs', now });
    expect(last.out).toContain('  ~ cz-klub-magnet  Klub Magnet');
    expect(last.out).toContain('Volná místa: neví se → plno do 2026-11-27');
    expect(last.out).not.toContain('Ověřeno dne');
    const since = await lampaKb(['diff', 'services', '--since', '2026-11-02'], { now });
    expect(since.out).toMatch(/^services\.json, since the version of 1 Nov 2026, 13:00:/);
    expect(since.out).toContain('Assured on: not known → 2026-11-22');
    const older = await lampaKb(['diff', '--since', '2026-10-01'], { now });
    expect(older.out).toContain('no version is that old; the oldest is of 1 Nov 2026');
    expect((await lampaKb(['diff', '--since', 'ever'], { now })).code).toBe(2);
    expect((await lampaKb(['diff', 'nothing'], { now })).err).toContain('write one of: topics.json');
  });

  test('entries that came and went are named', async () => {
    const { folder, lampaKb } = await edited();
    const data = JSON.parse(contentOf(folder, 'services.json'));
    data.services = data.services.slice(1).concat({ ...data.services[0], id: 'cz-new', name: 'New' });
    writeFileSync(join(folder, 'services.json'), JSON.stringify(data));
    const { out } = await lampaKb(['diff'], { now });
    expect(out).toContain('  + cz-new  New');
    expect(out).toContain('  − cz-klub-magnet  Klub Magnet');
  });

  test('kept versions are listed, one comes back after a yes, and that can be undone', async () => {
    const { folder, lampaKb } = await edited();
    const before = contentOf(folder, 'services.json');
    const listed = await lampaKb(['undo', '--list'], { now });
    expect(listed.out).toMatch(
      /^services\.json\n {2}now: .*\n {2}1: .*~ cz-klub-magnet\n {2}2: 1 Nov 2026, 13:00; .*~ cz-klub-magnet$/,
    );
    const no = await lampaKb(['undo'], { answers: ['n'], now });
    expect(no.out).toContain('Room: full until 2026-11-27 → not known');
    expect(no.code).toBe(1);
    expect(contentOf(folder, 'services.json')).toBe(before);
    expect((await lampaKb(['undo', '--to', '2'], { answers: ['y'], now })).code).toBe(0);
    expect(contentOf(folder, 'services.json')).toBe(contentOf('data/knowledge', 'services.json'));
    expect((await lampaKb(['undo', '--yes'], { now })).code).toBe(0);
    expect(contentOf(folder, 'services.json')).toBe(before);
    expect((await lampaKb(['undo', '--to', '2026-11-10', '--yes'], { now })).code).toBe(0);
    expect(contentOf(folder, 'services.json')).toBe(contentOf('data/knowledge', 'services.json'));
  });

  test('a file broken by hand is as the program wrote it last after undo, and the broken version does not come back', async () => {
    const { folder, lampaKb } = await edited();
    const before = contentOf(folder, 'services.json');
    writeFileSync(join(folder, 'services.json'), '{ "services": [');
    expect((await lampaKb(['undo', '--yes'], { language: 'cs', now })).out).toContain(
      'services.json je zpátky',
    );
    expect(contentOf(folder, 'services.json')).toBe(before);
    expect((await lampaKb(['show', 'cz-klub-magnet'])).code).toBe(0);
    const { code, err } = await lampaKb(['undo', '--yes'], { language: 'cs', now });
    expect(code).toBe(1);
    expect(err).toMatch(/Tahle verze už se nehodí k ostatním souborům.*\n {2}services\.json:1/);
  });

  test('where nothing was changed yet, that is said', async () => {
    const lampaKb = keeper(copyOfKnowledge());
    expect((await lampaKb(['diff'])).out).toContain('no version is kept');
    expect((await lampaKb(['undo'])).out).toContain('No version is kept here');
    expect((await lampaKb(['undo', 'team'], { language: 'cs' })).out).toContain(
      'Starší verze souboru team.json není',
    );
  });
});
