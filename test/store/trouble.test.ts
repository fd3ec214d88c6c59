import { randomBytes } from 'node:crypto';
import { chmod, copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inspectStore } from '../../src/store/inspect-store.ts';
import { openStore } from '../../src/store/open-store.ts';
import { seal, unseal } from '../../src/store/seal.ts';
import { sqliteError } from '../../src/store/store-error.ts';
import { changeOf, retention, start, textOf } from './given.ts';
import { type FolderPlace, sqlitePlace } from './place.ts';

const posix = process.platform !== 'win32';

let place: FolderPlace;
beforeEach(async () => {
  place = await sqlitePlace();
});
afterEach(() => place.remove());

const inFolder = (name: string): string => join(place.folder, name);

/** A store with one conversation, closed again. */
const written = async (): Promise<void> => {
  const store = await place.open();
  await store.commit(changeOf(store, 'telegram:1', start, { texts: [textOf('a', start)] }));
  await store.commit(changeOf(store, 'telegram:2', start, { texts: [textOf('b', start)] }));
  await store.close();
};

const refused = async (): Promise<string> => {
  const error: unknown = await place.open().then(
    (store) => store.close(),
    (cause: unknown) => cause,
  );
  return error instanceof Error ? `${error.name}: ${error.message}` : 'it was opened';
};

test('a wrong master key is told, whether from the file or from outside', async () => {
  await written();
  await writeFile(inFolder('master.key'), randomBytes(32).toString('base64'));
  expect(await refused()).toMatch(/^StoreError: .*not the one that .* was sealed with/);
  const master = { from: 'environment', keys: [randomBytes(32)] } as const;
  const other = { folder: place.folder, retention, now: () => start, master };
  await expect(openStore(other)).rejects.toThrow(/not the one/);
});

test('a lost master key is told, and no new one is made over it', async () => {
  await written();
  await rm(inFolder('master.key'));
  expect(await refused()).toMatch(/the key is lost: .*master\.key is missing.*Restore it from your backup/);
  await expect(readFile(inFolder('master.key'))).rejects.toThrow(/ENOENT/);
});

test('a broken master key is told', async () => {
  await written();
  await writeFile(inFolder('master.key'), 'abc');
  expect(await refused()).toMatch(/master\.key is broken/);
});

test.runIf(posix)('a master key that others can read is refused, with the command that helps', async () => {
  await written();
  await chmod(inFolder('master.key'), 0o640);
  expect(await refused()).toContain(`Run: chmod 600 ${inFolder('master.key')}`);
});

test.runIf(posix)('all files are for their owner only', async () => {
  const store = await place.open();
  await store.commit(changeOf(store, 'telegram:1', start));
  const { files } = inspectStore(place.folder);
  expect(files.map((file) => file.mode)).toEqual(files.map(() => '600'));
  await store.close();
});

test('a key from outside needs no key file', async () => {
  const master = { from: 'environment', keys: [randomBytes(32)] } as const;
  const options = { folder: place.folder, retention, now: () => start, master };
  const store = await openStore(options);
  await store.commit(changeOf(store, 'telegram:1', start));
  await store.close();
  await expect(readFile(inFolder('master.key'))).rejects.toThrow(/ENOENT/);
  const again = await openStore(options);
  expect(await again.byId(again.conversationId('telegram:1'))).not.toBeNull();
  await again.close();
});

test('half a backup is refused instead of being emptied', async () => {
  await written();
  await copyFile(inFolder('keys.sqlite'), inFolder('aside'));
  await rm(inFolder('keys.sqlite'));
  expect(await refused()).toMatch(/keys\.sqlite is missing/);
  await copyFile(inFolder('aside'), inFolder('keys.sqlite'));
  await copyFile(inFolder('lampa.sqlite'), inFolder('aside'));
  await rm(inFolder('lampa.sqlite'));
  expect(await refused()).toMatch(/lampa\.sqlite is missing or empty/);
  await copyFile(inFolder('aside'), inFolder('lampa.sqlite'));
  const store = await place.open();
  expect(await store.texts(store.conversationId('telegram:1'), 10)).toHaveLength(1);
  await store.close();
});

test('the files of two stores are not mixed', async () => {
  await written();
  const other = await sqlitePlace();
  await (await other.open()).close();
  await copyFile(join(other.folder, 'keys.sqlite'), inFolder('keys.sqlite'));
  await copyFile(join(other.folder, 'master.key'), inFolder('master.key'));
  await other.remove();
  expect(await refused()).toMatch(/keys\.sqlite does not belong to/);
});

test('a store that a newer Lampa wrote is refused', async () => {
  await written();
  const database = new DatabaseSync(inFolder('lampa.sqlite'));
  database.exec("insert into kysely_migration values ('999-later', '2030-01-01')");
  database.close();
  expect(await refused()).toMatch(/lampa\.sqlite was written by a newer Lampa/);
});

test('a damaged file is told and left as it is', async () => {
  await written();
  const path = inFolder('lampa.sqlite');
  const bytes = await readFile(path);
  bytes.fill(0x5a, 0, 4096);
  await writeFile(path, bytes);
  expect(await refused()).toMatch(/is damaged .*restore a backup/);
  expect((await readFile(path)).equals(bytes)).toBe(true);
  expect(inspectStore(place.folder).trouble).toEqual(['file is not a database']);
});

test('a sealed text cannot be moved to another conversation or place', async () => {
  await written();
  const database = new DatabaseSync(inFolder('lampa.sqlite'));
  database.exec(`update texts set conversation = (select conversation from texts where id = 1),
    sealed = (select sealed from texts where id = 1) where id = 2`);
  database.close();
  const store = await place.open();
  await expect(store.texts(store.conversationId('telegram:1'), 10)).rejects.toThrow(/cannot be opened/);
  await store.close();
});

test('a seal opens only with its key, its owner, its purpose, and unchanged', () => {
  const key = randomBytes(32);
  const bound = { owner: 'a', purpose: 'text:1' };
  const sealed = seal(key, bound, Buffer.from('words'));
  expect(unseal(key, bound, sealed).toString()).toBe('words');
  expect(() => unseal(randomBytes(32), bound, sealed)).toThrow(/cannot be opened/);
  expect(() => unseal(key, { ...bound, owner: 'b' }, sealed)).toThrow(/cannot be opened/);
  expect(() => unseal(key, { ...bound, purpose: 'text:2' }, sealed)).toThrow(/cannot be opened/);
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => unseal(key, bound, changed)).toThrow(/cannot be opened/);
  }
  expect(() => unseal(key, bound, sealed.subarray(0, -1))).toThrow(/cannot be opened/);
});

test('what SQLite says becomes what the operator should do', () => {
  const said = (code: number) => sqliteError({ code, message: 'x' }, '/data').message;
  expect(said(13)).toMatch(/disk under \/data is full.*Free some space/);
  expect(said(1032)).toMatch(/cannot be written.*Give the user/);
  expect(said(11)).toMatch(/damaged.*restore a backup/);
  expect(said(522)).toMatch(/did not answer properly/);
});

test('a store that was closed says so', async () => {
  const store = await place.open();
  await store.close();
  await expect(store.lastCaseNumber()).rejects.toThrow('Store: it is closed.');
  await store.close();
});

test('is looked at from outside while it runs', async () => {
  await written();
  expect(inspectStore(place.folder)).toMatchObject({
    locked: false,
    schema: '004-counters-by-month',
    conversations: 2,
  });
  const store = await place.open();
  await store.commit(changeOf(store, 'telegram:3', start));
  expect(inspectStore(place.folder)).toMatchObject({ locked: true, conversations: 3, trouble: [] });
  await store.close();
  expect(inspectStore(inFolder('nothing'))).toMatchObject({ locked: false, schema: null, trouble: [] });
});
