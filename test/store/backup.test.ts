import { spawn } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig, retentionOf } from '../../src/config.ts';
import { backUp } from '../../src/store/backup.ts';
import { masterSource } from '../../src/store/master-source.ts';
import { openStore } from '../../src/store/open-store.ts';
import { type Restoring, restoreBackup } from '../../src/store/restore.ts';
import type { Store } from '../../src/store/store.ts';
import {
  changeOf,
  day,
  keepOf,
  leased,
  openedRoom,
  retention,
  start,
  textOf,
  toPerson,
  waitingIn,
} from './given.ts';
import { type FolderPlace, sqlitePlace } from './place.ts';

const anna = 'telegram:1';
const petr = 'telegram:2';

let place: FolderPlace;
let backups: string;
let ofKeys: string;
let clock = start;
beforeEach(async () => {
  place = await sqlitePlace();
  backups = `${place.folder}-backups`;
  ofKeys = `${place.folder}-keys`;
  clock = start;
});
afterEach(async () => {
  await place.remove();
  for (const folder of [backups, ofKeys]) rmSync(folder, { recursive: true, force: true });
});

const take = (keysTo: string | null = null) => {
  clock += 1000;
  const source = masterSource(place.folder, null);
  return backUp({ folder: place.folder, source, to: backups, keysTo, now: clock });
};

const putBack = (from: string, over: Partial<Restoring> = {}) =>
  restoreBackup({
    from,
    keysFrom: null,
    deletions: null,
    folder: place.folder,
    source: masterSource(place.folder, null),
    retention,
    replace: true,
    now: clock,
    ...over,
  });

const inStore = async <T>(job: (store: Store) => Promise<T>): Promise<T> => {
  const store = await place.open();
  try {
    return await job(store);
  } finally {
    await store.close();
  }
};

const says = (store: Store, person: string, text: string) =>
  store.commit(
    changeOf(store, person, start, {
      texts: [textOf(text, start)],
      errands: [toPerson(store, person, text)],
    }),
  );
const deletes = (store: Store, person: string) =>
  store.commit(changeOf(store, person, start, { keep: { forget: 'person-asked' } }));
const textsOf = async (store: Store, person: string): Promise<readonly string[]> =>
  (await store.texts(store.conversationId(person), 100)).map(({ text }) => text);

const bytesIn = (folder: string): Buffer =>
  Buffer.concat(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((path) => statSync(path).isFile())
      .map((path) => readFileSync(path)),
  );

/** All that is sealed of a person in a backup, and the wrapped key. */
const sealedIn = (folder: string, id: string): readonly Buffer[] =>
  (
    [
      ['lampa.sqlite', 'select sealed as b from conversations where id = ?'],
      ['lampa.sqlite', 'select sealed as b from texts where conversation = ?'],
      ['lampa.sqlite', 'select sealed as b from rooms where conversation = ?'],
      ['lampa.sqlite', 'select sealed as b from errands where conversation = ?'],
      ['keys.sqlite', 'select wrapped as b from keys where name = ?'],
    ] as const
  ).flatMap(([file, query]) => {
    const db = new DatabaseSync(join(folder, file), { readOnly: true });
    const rows = db.prepare(query).all(id);
    db.close();
    return rows.flatMap(({ b }) => (b instanceof Uint8Array ? [Buffer.from(b)] : []));
  });

const piecesLeft = (sealed: readonly Buffer[], files: Buffer): number =>
  sealed
    .flatMap((blob) =>
      Array.from({ length: Math.floor(blob.length / 8) }, (_, n) => blob.subarray(n * 8, n * 8 + 8)),
    )
    .filter((piece) => files.includes(piece)).length;

const script = fileURLToPath(new URL('./children/commits.ts', import.meta.url));

test('a backup taken under load holds everything that was acknowledged before, and stops nobody', async () => {
  const child = spawn(process.execPath, [script, place.folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.on('close', resolve));
  let last = 0;
  const reached = (n: number): Promise<void> =>
    new Promise((resolve) => {
      const listen = (): void => {
        if (last >= n) resolve();
        else setImmediate(listen);
      };
      listen();
    });
  createInterface({ input: child.stdout }).on('line', (line) => {
    last = Number(line) || last;
  });
  const taken: { readonly folder: string; readonly acknowledged: number }[] = [];
  for (let n = 1; n <= 4; n += 1) {
    await reached(last + 30);
    const acknowledged = last;
    taken.push({ acknowledged, folder: (await take()).messages });
  }
  await reached(last + 10);
  child.kill('SIGKILL');
  await ended;
  for (const { folder, acknowledged } of taken) {
    await putBack(folder);
    await inStore(async (store) => {
      expect(await store.check()).toBe('ok');
      for (let n = 1; n <= acknowledged; n += 1) expect(await store.seen(`key ${n}`)).toBe(true);
    });
    rmSync(join(place.folder, readdirSync(place.folder).find((name) => name.startsWith('replaced-')) ?? ''), {
      recursive: true,
    });
    clock += 1000;
  }
}, 60_000);

test('whoever was deleted after the backup is deleted again before anybody is served, and no byte of them is left', async () => {
  await inStore(async (store) => {
    await openedRoom(store, anna, 1, 'discord:room:1');
    for (let n = 0; n < 5; n += 1) await says(store, anna, `bojím se ${n} `.repeat(20));
    await says(store, petr, 'ahoj');
  });
  const { messages, conversations } = await take();
  expect(conversations).toBe(2);
  const id = await inStore(async (store) => {
    await deletes(store, anna);
    return store.conversationId(anna);
  });
  const sealed = sealedIn(messages, id);
  expect(sealed).toHaveLength(13);
  expect(await putBack(messages)).toMatchObject({ deletedAgain: 1, conversations: 1, listFound: true });
  expect(piecesLeft(sealed, bytesIn(place.folder))).toBe(0);
  await inStore(async (store) => {
    expect(await store.byId(id)).toBeNull();
    expect(await textsOf(store, petr)).toEqual(['ahoj']);
    // The room may have been removed long ago, or not yet: it is asked for again.
    expect(await leased(store, clock)).toContain('remove discord:room:1');
  });
  expect(piecesLeft(sealed, bytesIn(place.folder))).toBe(0);
});

test('whoever wrote again after a deletion is not deleted by it', async () => {
  await inStore(async (store) => {
    await says(store, anna, 'before');
    await deletes(store, anna);
    await says(store, anna, 'again');
  });
  const { messages } = await take();
  expect(await putBack(messages)).toMatchObject({ deletedAgain: 0, conversations: 1 });
  await inStore(async (store) => expect(await textsOf(store, anna)).toEqual(['again']));
});

test('the list of deletions names nobody, survives a torn line, and is emptied by time', async () => {
  const path = join(place.folder, 'deletions.list');
  const id = await inStore(async (store) => {
    await says(store, anna, 'a');
    await deletes(store, anna);
    return store.conversationId(anna);
  });
  expect(readFileSync(path, 'utf8').trim()).toMatch(/^2026-01-15 [\w-]{43}$/);
  expect(readFileSync(path, 'utf8')).not.toContain(id);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  writeFileSync(path, `${readFileSync(path, 'utf8')}2026-01-1`);
  await inStore(async (store) => {
    await says(store, petr, 'b');
    await deletes(store, petr);
    expect(readFileSync(path, 'utf8').match(/^\d{4}-\d{2}-\d{2} [\w-]{43}$/gm)).toHaveLength(2);
    await store.expire(start + 367 * day);
  });
  expect(readFileSync(path, 'utf8')).toBe('');
});

test('a deletion that could not be listed is listed at the next expiry', async () => {
  const path = join(place.folder, 'deletions.list');
  await inStore(async (store) => {
    await says(store, anna, 'a');
    rmSync(path);
    // A folder in its place: nothing can be written there.
    cpSync('test/store/children', path, { recursive: true });
    expect(await deletes(store, anna)).toBe('done');
    expect(place.lines).toContainEqual(expect.objectContaining({ file: 'deletions.list' }));
    rmSync(path, { recursive: true });
    await store.expire(start);
    expect(readFileSync(path, 'utf8').trim()).toMatch(/^2026-01-15 [\w-]{43}$/);
  });
});

test('when the data folder is lost, the list beside the latest backup is heeded by an older one', async () => {
  await inStore((store) => says(store, anna, 'a'));
  const older = await take();
  await inStore((store) => deletes(store, anna));
  await take();
  const master = readFileSync(join(place.folder, 'master.key'));
  rmSync(place.folder, { recursive: true });
  cpSync('test/store/children', place.folder, { recursive: true });
  writeFileSync(join(place.folder, 'master.key'), master, { mode: 0o600 });
  expect(await putBack(older.messages, { replace: false })).toMatchObject({
    deletedAgain: 1,
    aside: null,
    listFound: false,
  });
});

test('keys that are backed up elsewhere are not in the backup of the messages, and both are needed', async () => {
  await inStore((store) => says(store, anna, 'a'));
  const { messages, keys } = await take(ofKeys);
  expect(readdirSync(messages).toSorted()).toEqual(['backup.json', 'lampa.sqlite']);
  expect(readdirSync(keys).toSorted()).toEqual(['backup.json', 'keys.sqlite']);
  for (const folder of [messages, keys]) {
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
  }
  await expect(putBack(messages)).rejects.toThrow(/holds no keys\.sqlite; it was put elsewhere.*--keys/);
  expect(await putBack(messages, { keysFrom: keys })).toMatchObject({ conversations: 1 });
});

test('older messages go with newer keys, which lack whoever was deleted meanwhile; older keys are refused', async () => {
  await inStore(async (store) => {
    await says(store, anna, 'a');
    await says(store, petr, 'b');
  });
  const older = await take(ofKeys);
  await inStore((store) => deletes(store, anna));
  const newer = await take(ofKeys);
  await expect(putBack(newer.messages, { keysFrom: older.keys })).rejects.toThrow(/older than the messages/);
  rmSync(join(place.folder, 'deletions.list'));
  for (const folder of [backups, ofKeys]) rmSync(join(folder, 'deletions.list'));
  expect(await putBack(older.messages, { keysFrom: newer.keys })).toMatchObject({ conversations: 1 });
});

test('what is not whole is refused, and nothing is changed or left', async () => {
  await inStore((store) => says(store, anna, 'a'));
  const { messages } = await take();
  await inStore((store) => says(store, anna, 'b'));
  const before = bytesIn(place.folder);
  const refuses = async (spoil: () => void, why: RegExp): Promise<void> => {
    cpSync(messages, `${messages}-kept`, { recursive: true });
    spoil();
    await expect(putBack(messages)).rejects.toThrow(why);
    expect(bytesIn(place.folder).equals(before)).toBe(true);
    rmSync(messages, { recursive: true });
    cpSync(`${messages}-kept`, messages, { recursive: true });
    rmSync(`${messages}-kept`, { recursive: true });
  };
  const file = (name: string): string => join(messages, name);
  await refuses(() => rmSync(file('backup.json')), /holds no whole backup/);
  await refuses(() => writeFileSync(file('backup.json'), '{"lampa":1}'), /backup\.json is broken/);
  await refuses(() => rmSync(file('keys.sqlite')), /keys\.sqlite cannot be read/);
  await refuses(() => {
    const bytes = readFileSync(file('lampa.sqlite'));
    bytes[5000] = (bytes[5000] ?? 0) ^ 1;
    writeFileSync(file('lampa.sqlite'), bytes);
  }, /not as it was written/);
  await expect(putBack(dirname(messages))).rejects.toThrow(/holds no whole backup/);
});

test('a store that is there or runs is not written over', async () => {
  const store = await place.open();
  await says(store, anna, 'a');
  const { messages } = await take();
  await says(store, anna, 'b');
  await expect(putBack(messages)).rejects.toThrow(/a Lampa is running on/);
  await store.close();
  await expect(putBack(messages, { replace: false })).rejects.toThrow(/--replace puts it aside/);
  await inStore(async (again) => expect(await textsOf(again, anna)).toEqual(['a', 'b']));
  const { aside } = await putBack(messages);
  await inStore(async (again) => expect(await textsOf(again, anna)).toEqual(['a']));
  const old = await openStore({
    folder: aside ?? '',
    master: masterSource(place.folder, null),
    retention,
    now: () => start,
  });
  expect(await textsOf(old, anna)).toEqual(['a', 'b']);
  await old.close();
});

test('what is over by time does not come back with a backup', async () => {
  await inStore((store) => says(store, anna, 'a'));
  const { messages } = await take();
  clock += 4 * day;
  const { expired } = await putBack(messages);
  expect(expired).toMatchObject({ texts: 1, conversations: 1 });
});

test('a backup without its master key is neither made nor put back', async () => {
  await inStore((store) => store.commit(changeOf(store, anna, start, { keep: keepOf(store, anna, start) })));
  const { messages } = await take();
  const other = { from: 'environment', keys: [Buffer.alloc(32, 7)] } as const;
  const from = { folder: place.folder, source: other, to: backups, keysTo: null, now: clock + 5000 };
  await expect(backUp(from)).rejects.toThrow(/so this backup could not be restored/);
  expect(readdirSync(backups).filter((name) => name.includes('.part'))).toEqual([]);
  await expect(putBack(messages, { source: other })).rejects.toThrow(/not the one that/);
  expect(existsSync(join(place.folder, '.restoring'))).toBe(false);
});

test('what a kill left of a backup or a restore half done goes with the next one, and with the next start', async () => {
  await inStore((store) => says(store, anna, 'a'));
  const { messages } = await take();
  const half = join(backups, '.lampa-2025-12-24T12-00-00Z.part');
  const aside = join(place.folder, '.restoring');
  cpSync(messages, half, { recursive: true });
  cpSync(messages, aside, { recursive: true });
  await take();
  expect(existsSync(half)).toBe(false);
  await inStore(async () => undefined);
  expect(existsSync(aside)).toBe(false);
});

test('with the shortest records that may be set for long cases, nobody who was deleted comes back', async () => {
  const read = readConfig({ RETENTION_DELETION_MONTHS: '3', RETENTION_CASE_DAYS: '90' });
  if (!read.ok) throw new Error(read.problems.join());
  const kept = retentionOf(read.config);
  const store = await openStore({ folder: place.folder, retention: kept, now: () => start });
  const inCase = { keep: waitingIn(store, anna, start, 5), texts: [textOf('a', start, 5)] };
  await store.commit(changeOf(store, anna, start, inCase));
  await store.commit(changeOf(store, anna, start, { closes: { caseNumber: 5, worked: true } }));
  const { messages } = await take();
  const keep = { forget: 'person-asked' } as const;
  await store.commit(changeOf(store, anna, start + day, { keep }));
  clock = start + 95 * day;
  await store.expire(clock);
  await store.close();
  await putBack(messages, { retention: kept });
  expect(await inStore((again) => again.byId(again.conversationId(anna)))).toBeNull();
});
