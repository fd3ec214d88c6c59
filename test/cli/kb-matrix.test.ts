import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { lampa, temporaryFolder } from './lampa.ts';

test('lampa kb matrix shows who does what around a town, and what is missing there', async () => {
  const { code, out } = await lampa(['kb', 'matrix', '--region', 'policka', '--lang', 'cs']);
  expect(code).toBe(0);
  expect(out).toMatch(/^Kdo co dělá: Polička \(stav k .+\)$/m);
  expect(out).toMatch(/^Dluhy a exekuce +[·●○◇]+ +\d+ \+\d+/m);
  expect(out).toContain('Nízkoprahové denní centrum');
  expect(out).toMatch(/^Co chybí$/m);
});

test('lampa kb matrix writes a page for paper and a table for a spreadsheet', async () => {
  const folder = temporaryFolder();
  const [page, csv] = [join(folder, 'matrix.html'), join(folder, 'matrix.csv')];
  const { code, out } = await lampa(['kb', 'matrix', '--lang', 'en', '--out', page, '--csv', csv]);
  expect(code).toBe(0);
  expect(out).toBe(`Written: ${page}\nWritten: ${csv}\n`);
  const html = readFileSync(page, 'utf8');
  for (const region of ['Plzeňský kraj', 'Pardubický kraj', 'Moravskoslezský kraj', 'świętokrzyskie']) {
    expect(html).toContain(`<span>${region}</span>`);
  }
  expect(readFileSync(csv, 'utf8')).toMatch(/^\uFEFF.+,Town,Provider,Thoughts of suicide,/);
});

test('lampa kb matrix names what is near when a region is not known, and writes nothing', async () => {
  const page = join(temporaryFolder(), 'matrix.html');
  const { code, err } = await lampa(['kb', 'matrix', '--region', 'Rockyzani', '--lang', 'cs', '--out', page]);
  expect(code).toBe(2);
  expect(err).toBe('lampa: místo „Rockyzani“ neznám; myslíš "Rokycany"?\n');
  expect(existsSync(page)).toBe(false);
});

test('lampa kb matrix says why a file cannot be written', async () => {
  const page = join(temporaryFolder(), 'none', 'matrix.html');
  const { code, err } = await lampa(['kb', 'matrix', '--region', 'Polička', '--lang', 'en', '--out', page]);
  expect(code).toBe(1);
  expect(err).toContain(`the folder ${dirname(page)} is not there`);
});
