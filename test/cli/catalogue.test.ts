import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { KbNeeds } from '../../src/cli/kb/command.ts';
import { kb } from '../../src/cli/kb.ts';
import { type Ran, lampa as started, temporaryFolder } from './lampa.ts';

interface Given {
  readonly language?: KbNeeds['language'];
  readonly folder?: string;
  readonly browser?: string;
}

/** The commands as the program calls them, without starting it anew each time. */
const lampa = async (args: readonly string[], given: Given = {}): Promise<Ran> => {
  const said = { out: '', err: '' };
  const code = await kb(args, {
    folder: given.folder ?? 'data/knowledge',
    dataFolder: 'var',
    data: 'data',
    homeCountry: 'CZ',
    now: Date.parse('2026-11-22T09:00:00Z'),
    language: given.language ?? 'en',
    browser: given.browser ?? null,
    ask: () => Promise.resolve(null),
    out: {
      print: (line) => {
        said.out += `${line}\n`;
      },
      complain: (line) => {
        said.err += `${line}\n`;
      },
      color: false,
    },
  });
  return { code, ...said };
};

const link = ['--link', 'https://lampa.example.org/chat'];
const hasBrowser = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].some(
  (name) => spawnSync(name, ['--version'], { timeout: 10_000 }).status === 0,
);
const pagesOf = (file: string): number =>
  readFileSync(file, 'latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;

describe('the catalogue', () => {
  test('is one HTML file, made by a command that also stands alone', async () => {
    const folder = temporaryFolder();
    const [one, other] = [join(folder, 'one.html'), join(folder, 'other.html')];
    const long = await started(['kb', 'catalogue', '--region', 'klatovsko', ...link, '--out', one]);
    const short = await started(['catalogue', '--region', 'klatovsko', ...link, '--out', other]);
    expect([long.code, short.code], long.err + short.err).toEqual([0, 0]);
    expect(long.out).toBe(`Written: ${one}\n`);
    const page = readFileSync(one, 'utf8');
    expect(page).toBe(readFileSync(other, 'utf8'));
    expect(page).toContain('<h1>Klatovsko</h1>');
    expect(page).toContain('class="qr"');
  });

  test('of a Polish town is in Polish unless another language is asked for', async () => {
    const file = join(temporaryFolder(), 'a.html');
    await lampa(['catalogue', '--region', 'skarzysko kamienna', '--out', file]);
    expect(readFileSync(file, 'utf8')).toContain('<html lang="pl">');
    await lampa(['catalogue', '--region', 'Ostrava', '--lang', 'uk', '--out', file]);
    expect(readFileSync(file, 'utf8')).toContain('<html lang="uk">');
  });

  test('without the address of the bot says that there is no code', async () => {
    const file = join(temporaryFolder(), 'a.html');
    const { code, err } = await lampa(['catalogue', '--region', 'Polička', '--out', file], {
      language: 'cs',
    });
    expect(code).toBe(0);
    expect(err).toContain('Bez QR kódu');
    expect(readFileSync(file, 'utf8')).not.toContain('class="qr"');
  });

  test.each([
    [['catalogue'], /for which region\? Add for example --region klatovsko/],
    [['catalogue', '--region', 'Rockyzani'], /no place that I know; did you mean .*"Rokycany"/],
    [['catalogue', '--region', 'Lhota'], /the name of several places; write one of: "Lhota, /],
    [['catalogue', '--region', 'Plzeň', '--topic', 'debtz'], /no topic "debtz"; nearest: debts/],
    [['catalogue', '--region', 'Plzeň', '--lang', 'de'], /--lang takes cs, pl, sk, uk, en/],
    [['catalogue', '--region', 'Plzeň', '--link', 'javascript:alert(1)'], /is no address/],
    [['leaflet', '--region', 'Plzeň'], /about what\? Add for example --topic debts/],
  ])('%j is refused with what to write instead', async (args, sentence) => {
    const { code, err } = await lampa([...args, '--out', '/nowhere/a.html']);
    expect(code).toBe(2);
    expect(err).toMatch(sentence);
  });

  test('is not written where no folder is, and nothing is left behind', async () => {
    const folder = temporaryFolder();
    const missing = join(folder, 'missing', 'a.html');
    const { code, err } = await lampa(['catalogue', '--region', 'Plzeň', '--out', missing]);
    expect(code).toBe(1);
    expect(err).toMatch(/the folder .*missing is not there; make it first/);
    const onFolder = await lampa(['catalogue', '--region', 'Plzeň', '--out', folder]);
    expect(onFolder.err).toContain('is a folder');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('of a broken directory is not made, and the fault is named', async () => {
    const knowledge = join(temporaryFolder(), 'knowledge');
    cpSync('data/knowledge', knowledge, { recursive: true });
    writeFileSync(join(knowledge, 'services.json'), '{ "services": [');
    const file = join(knowledge, 'a.html');
    const made = await lampa(['catalogue', '--region', 'Plzeň', '--out', file], { folder: knowledge });
    expect(made).toMatchObject({ code: 1, err: expect.stringContaining('services.json:1:') });
    expect(existsSync(file)).toBe(false);
  });

  test('without a browser is still written as HTML, and the way on is told', async () => {
    const folder = temporaryFolder();
    const [page, pdf] = [join(folder, 'a.html'), join(folder, 'a.pdf')];
    const { code, err } = await lampa(['catalogue', '--region', 'Plzeň', '--out', page, '--pdf', pdf], {
      browser: join(folder, 'no-browser'),
    });
    expect(code).toBe(1);
    expect(err).toContain('no browser was found that can print a PDF');
    expect(readdirSync(folder)).toEqual(['a.html']);
  });

  test('a browser that fails is named, and leaves no half of a file but the page to print by hand', async () => {
    const folder = temporaryFolder();
    const { code, err } = await lampa(['catalogue', '--region', 'Plzeň', '--pdf', join(folder, 'a.pdf')], {
      browser: process.execPath,
    });
    expect(code).toBe(1);
    expect(err).toContain('did not print the PDF');
    expect(readdirSync(folder)).toEqual(['a.html']);
  });
});

// Needs an installed browser; a machine without one prints nothing.
describe.skipIf(!hasBrowser)('printed by a browser that is installed', () => {
  test('the catalogue is a booklet of several pages', { timeout: 90_000 }, async () => {
    const pdf = join(temporaryFolder(), 'a.pdf');
    const { code, err } = await lampa(['catalogue', '--region', 'klatovsko', ...link, '--pdf', pdf]);
    expect(code, err).toBe(0);
    expect(pagesOf(pdf)).toBeGreaterThan(3);
    expect(pagesOf(pdf)).toBeLessThan(20);
  });

  test('the leaflet is one page, also with all that can be on it', { timeout: 90_000 }, async () => {
    const pdf = join(temporaryFolder(), 'a.pdf');
    const args = ['--topic', 'школа', '--region', 'klatovsko', '--lang', 'uk', '--strips', ...link];
    const { code, err } = await lampa(['leaflet', ...args, '--pdf', pdf]);
    expect(code, err).toBe(0);
    expect(pagesOf(pdf)).toBe(1);
  });
});

describe('the export', () => {
  test('writes what works in a region, on standard output or into a file', async () => {
    const { code, out } = await lampa(['export', 'json', '--region', 'Polička']);
    expect(code).toBe(0);
    const ids = JSON.parse(out).services.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(expect.arrayContaining(['cz-ndc-policka', 'cz-kc-svitavy']));
    expect(ids).not.toContain('cz-kco-ostrava');
    const file = join(temporaryFolder(), 'a.csv');
    const written = await lampa(['export', 'csv', '--excel', '--lang', 'pl', '--out', file]);
    expect(written.out).toBe(
      `Written: ${file} (services: ${JSON.parse(readFileSync('data/knowledge/services.json', 'utf8')).services.length})\n`,
    );
    expect(readFileSync(file, 'utf8')).toContain('Klub i streetwork dla młodych');
  });

  test.each([
    [['xml'], /I cannot write "xml"; write hsds, csv or json/],
    [['hsds', '--excel'], /--excel is for csv only/],
    [['csv', '--lang', 'de'], /--lang takes/],
    [['csv', '--region', 'Lhota'], /several places/],
  ])('%j is refused with what to write instead', async (args, sentence) => {
    const { code, err, out } = await lampa(['export', ...args]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(sentence);
  });
});
