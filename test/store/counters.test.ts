import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { inspectCounters } from '../../src/store/inspect-counters.ts';
import { openStore } from '../../src/store/open-store.ts';
import { changeOf, retention, start } from './given.ts';

const temporaryFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'lampa-counters-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

test('counters are read from outside, without a key and while the store is in use, as the store itself tells them', async () => {
  const folder = await temporaryFolder();
  const store = await openStore({ folder, retention, now: () => start });
  onTestFinished(() => store.close());
  await store.commit(
    changeOf(store, 'anna', start, {
      counters: [
        { what: 'found-national', topic: 'debts', region: 'Plzeňský kraj' },
        { what: 'place-asked', topic: null, region: null },
      ],
    }),
  );
  await rm(join(folder, 'master.key'));
  expect(inspectCounters(folder)).toEqual(await store.counters());
  expect(inspectCounters(folder)).toHaveLength(2);
});

test('where there is no store there are no counters, and none is made by looking', async () => {
  expect(inspectCounters(join(await temporaryFolder(), 'none'))).toBeNull();
});

test('a store that counted by day is read as it is, and counts by month from its next start on', async () => {
  const folder = await temporaryFolder();
  await (await openStore({ folder, retention, now: () => start })).close();
  const old = new DatabaseSync(join(folder, 'lampa.sqlite'));
  old.exec(`drop table counters;
    create table counters (day text not null, what text not null, topic text not null, region text not null,
      n integer not null, primary key (day, what, topic, region));
    insert into counters values ('2026-01-02', 'asked', 'debts', '', 2), ('2026-01-30', 'asked', 'debts', '', 3),
      ('2026-02-01', 'asked', 'debts', '', 1);
    delete from kysely_migration where name = '004-counters-by-month';`);
  old.close();
  expect(inspectCounters(folder)?.map(({ month, n }) => [month, n])).toEqual([
    ['2026-01', 2],
    ['2026-01', 3],
    ['2026-02', 1],
  ]);
  const store = await openStore({ folder, retention, now: () => start });
  onTestFinished(() => store.close());
  const asked = { what: 'asked', topic: 'debts', region: null };
  expect(await store.counters()).toEqual([
    { ...asked, month: '2026-01', n: 5 },
    { ...asked, month: '2026-02', n: 1 },
  ]);
  expect(inspectCounters(folder)).toEqual(await store.counters());
});
