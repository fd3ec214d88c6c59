import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
