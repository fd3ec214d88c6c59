import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import type { Counter } from '../../src/store/store.ts';
import { changeOf, day, retention, start } from '../store/given.ts';
import { lampa, temporaryFolder } from './lampa.ts';

const region = 'Plzeňský kraj';
const times = (n: number, ...counters: readonly Counter[]): readonly Counter[] =>
  Array.from({ length: n }, () => counters).flat();
const need = (what: Counter['what'], topic: string, where: string | null = region): readonly Counter[] => [
  { what: 'asked', topic, region: where },
  { what, topic, region: where },
];

/** A Lampa that has been asked for two months and is still running, so that the store is in use. */
const counted = async (): Promise<string> => {
  const folder = temporaryFolder();
  const store = await openStore({ folder, retention, now: () => start });
  onTestFinished(() => store.close());
  await store.commit(
    changeOf(store, 'anna', start, {
      counters: [
        ...times(31, ...need('found', 'debts')),
        ...times(2, ...need('found-nothing', 'debts')),
        ...times(9, ...need('found-national', 'eating')),
        ...times(7, ...need('found', 'school', 'Pardubický kraj')),
        ...times(3, { what: 'claimed', topic: 'debts', region }),
        ...times(12, { what: 'place-asked', topic: 'debts', region: null }),
      ],
    }),
  );
  await store.commit(
    changeOf(store, 'anna', start + 31 * day, { counters: times(8, ...need('found', 'debts')) }),
  );
  return folder;
};

const needs = async (folder: string, ...args: readonly string[]) =>
  lampa(['kb', 'needs', '--lang', 'cs', ...args], { env: { LAMPA_DATA: folder } });

/** The cells of a row of a table. */
const row = (out: string, begins: string): readonly string[] =>
  out
    .split('\n')
    .find((line) => line.startsWith(begins))
    ?.split(/ {2,}/)
    .slice(1) ?? [];

test('lampa kb needs tells beside a running Lampa what was asked, and shows no small number', async () => {
  const { code, out, err } = await needs(await counted());
  expect(code, err).toBe(0);
  expect(out).toContain('Na co se ptali a co na to bylo (2026-01 až 2026-02)');
  // Two had nothing: neither they nor what they could be computed from is shown, but the totals are.
  expect(row(out, 'Dluhy a exekuce').slice(0, 4)).not.toContain('2');
  expect(row(out, 'Dluhy a exekuce')[3]).toMatch(/^(<5|–)$/);
  expect(row(out, 'vše')[0]).toBe('57');
  expect(row(out, 'Dluhy a exekuce')[6]).toMatch(/^(<5|–)$/);
  expect(out).toMatch(/^Otázky na místo: 12$/m);
  expect(out).toContain('Počítají se potřeby, ne osoby.');
});

test('lampa kb needs is cut to a region and to months', async () => {
  const folder = await counted();
  const { out } = await needs(folder, '--region', 'pardubicky kraj', '--until', '2026-01');
  expect(row(out, 'Škola')[0]).toBe('7');
  expect(out).not.toContain('Dluhy');
  for (const said of ['pardubický', 'PARDUBICKÝ KRAJ']) {
    const again = await needs(folder, '--region', said, '--until', '2026-01');
    expect(again.out, said).toBe(out);
  }
  expect((await needs(folder, '--since', '2026-03')).out).toBe('Za tuto dobu nebylo nic spočítáno.\n');
});

test('lampa kb needs writes a table and a picture that tells itself to those who do not see it', async () => {
  const folder = await counted();
  const [csv, svg] = [join(folder, 'needs.csv'), join(folder, 'needs.svg')];
  const { code, out } = await needs(folder, '--csv', csv, '--svg', svg);
  expect(code).toBe(0);
  expect(out).toContain(`Zapsáno: ${csv}`);
  const table = readFileSync(csv, 'utf8');
  expect(table).toContain('Měsíc,Kraj,Téma,dotazy,');
  expect(table).toContain('vše,vše,vše,57,');
  expect(table).toMatch(/^2026-01,Plzeňský kraj,vše,/m);
  const picture = readFileSync(svg, 'utf8');
  expect(picture).toMatch(/role="img"[^>]*aria-labelledby="title description"/);
  expect(picture).toContain('Dotazů celkem: 57.');
  expect(picture).toContain('Dluhy a exekuce');
});

test('lampa kb needs says so when nothing was counted yet', async () => {
  const { code, out } = await needs(join(temporaryFolder(), 'none'));
  expect(code).toBe(0);
  expect(out).toMatch(/^Zatím nic nebylo spočítáno/);
});

test.each([
  [['--since', '2026-13'], '--since bere měsíc'],
  [['--since', '2026-03', '--until', '2026-01'], '--since je pozdější než --until'],
  [['--k', '2'], '--k bere celé číslo od 3'],
])('lampa kb needs %j is refused, with what to write', async (args, says) => {
  const { code, err } = await needs(temporaryFolder(), ...args);
  expect(code).toBe(2);
  expect(err).toContain(says);
});

test('lampa kb needs names the regions that there are when another one is asked for', async () => {
  const { code, err } = await needs(await counted(), '--region', 'Praha');
  expect(code).toBe(2);
  expect(err).toContain('Jsou tu: Pardubický kraj, Plzeňský kraj.');
});
