import { spawn } from 'node:child_process';
import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inspectKeys } from '../../src/store/inspect-keys.ts';
import { type MasterSource, masterSource } from '../../src/store/master-source.ts';
import { openStore } from '../../src/store/open-store.ts';
import { rotateMasterKey } from '../../src/store/rotate.ts';
import { createMaster } from '../../src/store/secrets.ts';
import type { Store } from '../../src/store/store.ts';
import { unwrapKey } from '../../src/store/wrapped-key.ts';
import { changeOf, retention, start, textOf } from './given.ts';
import { type FolderPlace, sqlitePlace } from './place.ts';

let place: FolderPlace;
beforeEach(async () => {
  place = await sqlitePlace();
});
afterEach(() => place.remove());

const inFolder = (name: string): string => join(place.folder, name);
const masterFile = (): string => readFileSync(inFolder('master.key'), 'utf8');
const rotate = () =>
  rotateMasterKey({ folder: place.folder, source: masterSource(place.folder, null), now: start + 1000 });

const saysAll = async (store: Store, from: number, to: number): Promise<void> => {
  for (let n = from; n < to; n += 1) {
    await store.commit(changeOf(store, `telegram:${n}`, start, { texts: [textOf(`text ${n}`, start)] }));
  }
};

/** Everything that was said can be found by the person's address, and read. */
const expectAll = async (store: Store, upTo: number): Promise<void> => {
  for (let n = 0; n < upTo; n += 1) {
    const texts = await store.texts(store.conversationId(`telegram:${n}`), 10);
    expect(texts.map(({ text }) => text)).toEqual([`text ${n}`]);
  }
};

interface Wrapped {
  readonly name: string;
  readonly master: string;
  readonly wrapped: Uint8Array;
}

const wrappedNow = (): readonly Wrapped[] => {
  const db = new DatabaseSync(inFolder('keys.sqlite'), { readOnly: true });
  const rows = db.prepare('select name, master, wrapped from keys').all();
  db.close();
  return rows.map(({ name, master, wrapped }) => ({
    name: String(name),
    master: String(master),
    wrapped: wrapped instanceof Uint8Array ? wrapped : new Uint8Array(),
  }));
};

test('a rotation leaves everybody found and readable, and nothing needs the old master key any more', async () => {
  let store = await place.open();
  await saysAll(store, 0, 30);
  const id = store.conversationId('telegram:1');
  await store.close();
  const old = masterFile();
  const before = wrappedNow();
  const rotated = await rotate();
  expect(rotated).toMatchObject({ keys: 32, finished: false, wiped: true });
  expect(masterFile()).not.toBe(old);
  expect(masterFile().trim().split('\n')).toHaveLength(1);
  // Not even a piece of what the old key wrapped is in any file.
  const files = Buffer.concat(readdirSync(place.folder).map((name) => readFileSync(inFolder(name))));
  for (const { wrapped } of before) expect(files.includes(Buffer.from(wrapped.subarray(0, 16)))).toBe(false);
  const oldMaster = createMaster(Buffer.from(old, 'base64'));
  for (const row of wrappedNow()) expect(() => unwrapKey(oldMaster, row)).toThrow(/cannot be opened/);
  store = await place.open();
  expect(store.conversationId('telegram:1')).toBe(id);
  await expectAll(store, 30);
  await saysAll(store, 30, 32);
  await store.close();
  expect(new Set(wrappedNow().map(({ master }) => master))).toEqual(new Set([rotated.to]));
});

test('a Lampa that runs goes on through a rotation, old conversations and new ones', async () => {
  const store = await place.open();
  await saysAll(store, 0, 600);
  const over = new AbortController();
  const writing = (async () => {
    let n = 600;
    for (; !over.signal.aborted || n < 640; n += 1) await saysAll(store, n, n + 1);
    return n;
  })();
  const lines = await childLines('never');
  over.abort();
  const upTo = await writing;
  expect(lines.at(-1)).toMatch(/^done \d+$/);
  await expectAll(store, upTo);
  const { inUse, wrapped, running } = inspectKeys(place.folder);
  expect(running).toBe(true);
  expect([...(wrapped ?? [])]).toEqual([[inUse, upTo]]);
  await store.close();
  const again = await place.open();
  await expectAll(again, upTo);
  await again.close();
});

const script = fileURLToPath(new URL('./children/rotates.ts', import.meta.url));

/** Rotates in another process, which is killed when it has printed a line. */
const childLines = (killAfter: string): Promise<readonly string[]> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [script, place.folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    const lines: string[] = [];
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      if (line === killAfter) child.kill('SIGKILL');
    });
    child.on('close', () => resolve(lines));
  });

test('a rotation that is killed in the middle leaves everything readable, and the next one ends it', async () => {
  let store = await place.open();
  await saysAll(store, 0, 450);
  await store.close();
  const old = createMaster(Buffer.from(masterFile(), 'base64')).id;
  expect((await childLines('200')).at(-1)).not.toMatch(/done/);
  expect(masterFile().trim().split('\n')).toHaveLength(2);
  expect(inspectKeys(place.folder).wrapped?.get(old)).toBeGreaterThan(0);
  store = await place.open();
  await expectAll(store, 450);
  await saysAll(store, 450, 452);
  await store.close();
  expect(await rotate()).toMatchObject({ finished: true, from: old });
  expect(inspectKeys(place.folder).wrapped?.has(old)).toBe(false);
  expect(masterFile().trim().split('\n')).toHaveLength(1);
  store = await place.open();
  await expectAll(store, 452);
  await store.close();
});

test('a new key that was written and not yet used is the one that the next rotation takes', async () => {
  const store = await place.open();
  await saysAll(store, 0, 3);
  await store.close();
  const next = randomBytes(32);
  writeFileSync(inFolder('master.key'), `${next.toString('base64')}\n${masterFile()}`);
  expect(await rotate()).toMatchObject({ to: createMaster(next).id, finished: false });
  expect(masterFile()).toBe(`${next.toString('base64')}\n`);
});

test('keys from the environment are rotated to the first of two, but not under a Lampa that does not know it', async () => {
  const [old, next] = [randomBytes(32), randomBytes(32)];
  const from = (...keys: readonly Buffer[]): MasterSource => ({ from: 'environment', keys });
  const open = (master: MasterSource) =>
    openStore({ folder: place.folder, retention, now: () => start, master });
  const rotateFrom = (source: MasterSource) => rotateMasterKey({ folder: place.folder, source, now: start });
  let store = await open(from(old));
  await saysAll(store, 0, 3);
  await expect(rotateFrom(from(old))).rejects.toThrow(/holds one key.*openssl rand/);
  await expect(rotateFrom(from(next, old))).rejects.toThrow(/does not know the new master key/);
  await expectAll(store, 3);
  await store.close();
  store = await open(from(next, old));
  expect(await rotateFrom(from(next, old))).toMatchObject({ keys: 5 });
  await saysAll(store, 3, 5);
  await store.close();
  await expect(open(from(old))).rejects.toThrow(/not the one that/);
  store = await open(from(next));
  await expectAll(store, 5);
  await store.close();
});

test('a store whose keys hang on two master keys is not opened with one of them', async () => {
  const store = await place.open();
  await saysAll(store, 0, 450);
  await store.close();
  const old = masterFile();
  await childLines('200');
  const [next = ''] = masterFile().trim().split('\n');
  for (const one of [old, `${next}\n`]) {
    writeFileSync(inFolder('master.key'), one);
    await expect(place.open()).rejects.toThrow(/a part of the keys is wrapped by the master key \S{11}/);
  }
});

/** Takes out of the key file what an older Lampa did not write there. */
const makeOld = (): void => {
  const db = new DatabaseSync(inFolder('keys.sqlite'));
  db.exec("delete from keys where name = 'lookup'; delete from about where name like 'master%'");
  db.exec("drop index keys_master; delete from kysely_migration where name like '002%'");
  db.close();
};

test('a store from before the look-up key was a key of its own finds everybody as before, also after a rotation', async () => {
  await (await place.open()).close();
  makeOld();
  let store = await place.open();
  await saysAll(store, 0, 2);
  const master = Buffer.from(masterFile(), 'base64');
  const key = Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), 'lampa lookup 1', 32));
  const hash = createHmac('sha256', key).update(JSON.stringify(['person', 'telegram:1']));
  expect(store.conversationId('telegram:1')).toBe(hash.digest('base64url'));
  await store.close();
  makeOld();
  await expect(rotate()).rejects.toThrow(/older Lampa\. Start Lampa on it once/);
  store = await place.open();
  await expectAll(store, 2);
  await store.close();
  await rotate();
  store = await place.open();
  await expectAll(store, 2);
  await store.close();
});
