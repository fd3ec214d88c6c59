import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { changeOf, keepOf, openedRoom, start, textOf, toDesk, toPerson } from './given.ts';
import { type FolderPlace, sqlitePlace } from './place.ts';

let place: FolderPlace;
let store: Store;
beforeEach(async () => {
  place = await sqlitePlace();
  store = await place.open();
});
afterEach(async () => {
  await store.close();
  await place.remove();
});

const anna = 'telegram:1';

const blobs = (file: string, query: string, owner: string): readonly Buffer[] => {
  const database = new DatabaseSync(join(place.folder, file), { readOnly: true });
  const rows = database.prepare(query).all(owner);
  database.close();
  return rows.flatMap((row) =>
    Object.values(row).flatMap((value) => (value instanceof Uint8Array ? [Buffer.from(value)] : [])),
  );
};

/** All that is sealed of a conversation at this moment, and its wrapped key. */
const sealedOf = (id: string): readonly Buffer[] => [
  ...blobs('lampa.sqlite', 'select sealed from conversations where id = ?', id),
  ...blobs('lampa.sqlite', 'select sealed from rooms where conversation = ?', id),
  ...blobs('lampa.sqlite', 'select sealed from texts where conversation = ?', id),
  ...blobs('lampa.sqlite', 'select sealed from errands where conversation = ?', id),
  ...blobs('keys.sqlite', 'select wrapped from keys where name = ?', id),
];

const filesNow = (): Buffer =>
  Buffer.concat(readdirSync(place.folder).map((name) => readFileSync(join(place.folder, name))));

/** How many pieces of 8 bytes of what was sealed are still in a file. */
const piecesLeft = (sealed: readonly Buffer[]): number => {
  const pieces = new Set<bigint>();
  for (const blob of sealed) {
    for (let at = 0; at + 8 <= blob.length; at += 8) pieces.add(blob.readBigUInt64LE(at));
  }
  const files = filesNow();
  const found = new Set<bigint>();
  for (let at = 0; at + 8 <= files.length; at += 1) {
    const piece = files.readBigUInt64LE(at);
    if (pieces.has(piece)) found.add(piece);
  }
  return found.size;
};

const talk = async (person: string, sealed: Buffer[]): Promise<void> => {
  for (let n = 0; n < 6; n += 1) {
    const text = `bojím se ${person} ${n} `.repeat(1 + ((n * 37) % 90));
    await store.commit(
      changeOf(store, person, start, {
        texts: [{ ...textOf(text, start), message: `m${n}` }],
        rewrite: n > 2 ? [{ message: 'm1', text: text.repeat(2) }] : [],
        drop: n === 5 ? ['m0'] : [],
        errands: [toPerson(store, person, `post ${n}`.repeat(n * 20))],
      }),
    );
    sealed.push(...sealedOf(store.conversationId(person)));
  }
};

/** Keeps a file from being written, as another program or a full disk would; gives back how to end it. */
const writeLocked = (file: string): (() => void) => {
  const other = new DatabaseSync(join(place.folder, file));
  other.exec('begin immediate');
  return () => {
    other.exec('rollback');
    other.close();
  };
};

test('after forgetting, no byte of what was sealed and of its key is left in any file, side files included', async () => {
  const people = Array.from({ length: 24 }, (_, n) => `telegram:${n}`);
  const sealed = new Map<string, Buffer[]>(people.map((person) => [person, []]));
  for (const [n, [person, kept]] of [...sealed].entries()) {
    for (const number of [n * 2 + 1, n * 2 + 2]) await openedRoom(store, person, number, `discord:${number}`);
    await talk(person, kept);
  }
  const gone = people.filter((_, n) => n % 2 === 0);
  const goneSealed = gone.flatMap((person) => sealed.get(person) ?? []);
  expect(piecesLeft(goneSealed)).toBeGreaterThan(1000);
  for (const person of gone) {
    await store.commit(changeOf(store, person, start, { keep: { forget: 'person-asked' } }));
  }
  expect(piecesLeft(goneSealed)).toBe(0);
  expect(piecesLeft(sealedOf(store.conversationId('telegram:1')))).toBeGreaterThan(0);
});

test('after forgetting, the files are written anew and hold no free page', async () => {
  for (const person of [anna, 'telegram:2', 'telegram:3']) await talk(person, []);
  await store.commit(changeOf(store, anna, start, { keep: { forget: 'person-asked' } }));
  const database = new DatabaseSync(join(place.folder, 'lampa.sqlite'), { readOnly: true });
  expect({ ...database.prepare('pragma freelist_count').get() }).toEqual({ freelist_count: 0 });
  database.close();
});

test('forgets also while another program reads a file, and wipes it when that is done', async () => {
  await talk(anna, []);
  const sealed = sealedOf(store.conversationId(anna));
  const reader = new DatabaseSync(join(place.folder, 'keys.sqlite'), { readOnly: true });
  reader.exec('begin');
  reader.prepare('select count(*) from keys').get();
  const forget = { keep: { forget: 'person-asked' } } as const;
  expect(await store.commit(changeOf(store, anna, start, forget))).toBe('done');
  expect(place.lines).toContainEqual(expect.objectContaining({ line: 'store-wipe-late', file: 'keys' }));
  reader.exec('rollback');
  reader.close();
  await store.expire(start);
  expect(piecesLeft(sealed)).toBe(0);
});

test('no word, name or address of a person is ever in a file as it was said', async () => {
  await talk(anna, []);
  const files = filesNow();
  for (const word of ['bojím', anna, `h-${anna}`, 'modrá liška', 'post 1']) {
    expect(files.includes(Buffer.from(word))).toBe(false);
  }
});

test('a delivered receipt takes its throw-away key with it', async () => {
  const id = store.conversationId(anna);
  const errands = [toPerson(store, anna, 'receipt')];
  await store.commit(changeOf(store, anna, start));
  await store.commit(changeOf(store, anna, start, { keep: { forget: 'person-asked' }, errands }));
  const keys = () => blobs('keys.sqlite', 'select wrapped from keys where name like ?', 'once:%');
  const sealed = [...sealedOf(id), ...keys()];
  expect(sealed).toHaveLength(2);
  const [due] = await store.lease(start, start + 1000, 10);
  await store.settle(due?.id ?? 0, null);
  expect(keys()).toEqual([]);
  expect(piecesLeft(sealed)).toBe(0);
});

test('a forgetting that the person asked for leaves a record without content, one by time leaves none', async () => {
  const forget = (person: string, why: 'person-asked' | 'retention') =>
    store.commit(changeOf(store, person, start, { keep: { forget: why } }));
  await forget(anna, 'person-asked');
  await forget('telegram:2', 'retention');
  const records = () => {
    const database = new DatabaseSync(join(place.folder, 'lampa.sqlite'), { readOnly: true });
    const rows = database.prepare('select conversation, at from deletions').all();
    database.close();
    return rows.map((row) => ({ ...row }));
  };
  expect(records()).toEqual([{ conversation: store.conversationId(anna), at: start }]);
  await store.expire(start + 365 * 24 * 3_600_000);
  expect(records()).toEqual([]);
});

test('an old event that comes again after a forgetting leaves no trace of the person', async () => {
  const said = changeOf(store, anna, start, { inbox: 'said' });
  await store.commit(said);
  await store.commit(changeOf(store, anna, start, { keep: { forget: 'person-asked' } }));
  expect(await store.commit(said)).toBe('duplicate');
  expect(sealedOf(said.conversation)).toEqual([]);
});

test('a forgetting whose rows cannot be written leaves everything as it was, and can be tried again', async () => {
  const id = store.conversationId(anna);
  const sealed: Buffer[] = [];
  await openedRoom(store, anna, 1, 'discord:room:1');
  await talk(anna, sealed);
  const forget = changeOf(store, anna, start, {
    inbox: 'forget',
    keep: { forget: 'person-asked' },
    errands: [toDesk('discord:room:1', 'it was deleted')],
  });
  const unlock = writeLocked('lampa.sqlite');
  await expect(store.commit(forget)).rejects.toThrow(/another program holds a file/);
  unlock();
  expect((await store.byId(id))?.room).toBe('discord:room:1');
  expect(await store.texts(id, 10)).toHaveLength(5);
  expect(await store.seen('forget')).toBe(false);
  expect(await store.commit(forget)).toBe('done');
  const due = await store.lease(start, start + 1000, 10);
  expect(due.map(({ errand }) => errand.errand === 'send' && errand.outgoing.id)).toEqual(['it was deleted']);
  expect(await store.byId(id)).toBeNull();
  expect(piecesLeft(sealed)).toBe(0);
});

const wrappedKeys = (): number =>
  blobs('keys.sqlite', "select wrapped from keys where name not in (?, 'lookup')", 'desk').length;

/** A forgetting that could remove the rows but not the key. */
const halfForgotten = async (): Promise<readonly Buffer[]> => {
  const sealed: Buffer[] = [];
  await talk(anna, sealed);
  const unlock = writeLocked('keys.sqlite');
  expect(await store.commit(changeOf(store, anna, start, { keep: { forget: 'person-asked' } }))).toBe('done');
  unlock();
  expect(wrappedKeys()).toBe(1);
  return sealed;
};

test('a key that was left behind goes at the next expiry', async () => {
  const sealed = await halfForgotten();
  expect(piecesLeft(sealed.slice(-1))).toBeGreaterThan(0);
  await store.expire(start);
  expect(wrappedKeys()).toBe(0);
  await store.close();
  store = await place.open();
  expect(piecesLeft(sealed)).toBe(0);
});

test('a key that was left behind goes at the next start, however young it is', async () => {
  const sealed = await halfForgotten();
  await store.close();
  store = await place.open();
  expect(wrappedKeys()).toBe(0);
  expect(piecesLeft(sealed)).toBe(0);
});

test('a key that was left behind seals nothing of the conversation that begins anew', async () => {
  const sealed = await halfForgotten();
  const wrapped = sealed.slice(-1);
  await store.commit(changeOf(store, anna, start, { texts: [textOf('again', start)] }));
  const id = store.conversationId(anna);
  const [now] = blobs('keys.sqlite', 'select wrapped from keys where name = ?', id);
  expect(wrapped.some((old) => now?.equals(old))).toBe(false);
  await store.expire(start);
  expect((await store.texts(id, 10)).map(({ text }) => text)).toEqual(['again']);
});

test('throw-away keys that nothing uses go at the next expiry', async () => {
  const errands = [toPerson(store, anna, 'receipt')];
  await store.commit(changeOf(store, anna, start));
  await store.commit(changeOf(store, anna, start, { keep: { forget: 'person-asked' }, errands }));
  expect(wrappedKeys()).toBe(1);
  await store.expire(start + 72 * 3_600_000);
  expect(wrappedKeys()).toBe(0);
});

test('a crisis card that outlasts a forgetting is sealed anew, and nothing of its old seal is left', async () => {
  const id = store.conversationId(anna);
  const errands = [toPerson(store, anna, 'card', { crisis: true })];
  await store.commit(changeOf(store, anna, start, { errands }));
  const sealed = sealedOf(id);
  await store.commit(changeOf(store, anna, start, { keep: { forget: 'person-asked' } }));
  expect(piecesLeft(sealed)).toBe(0);
  expect(sealedOf(id)).toHaveLength(1);
  const [due] = await store.lease(start, start + 1000, 10);
  await store.settle(due?.id ?? 0, null);
  expect(wrappedKeys()).toBe(0);
});

/** As after a backup that is older than a forgetting. */
const loseKey = (person: string): void => {
  const keys = new DatabaseSync(join(place.folder, 'keys.sqlite'));
  keys.prepare('delete from keys where name = ?').run(store.conversationId(person));
  keys.close();
};

test('rows whose key is gone are removed at the next start', async () => {
  await openedRoom(store, anna, 1, 'discord:room:1');
  await talk(anna, []);
  await talk('telegram:2', []);
  const id = store.conversationId(anna);
  const sealed = sealedOf(id);
  await store.close();
  loseKey(anna);
  store = await place.open();
  expect(place.lines).toEqual([{ line: 'store-swept', conversations: 1, errands: 6 }]);
  expect(await store.byId(id)).toBeNull();
  expect(piecesLeft(sealed.slice(0, -1))).toBe(0);
  expect(await store.texts(store.conversationId('telegram:2'), 10)).toHaveLength(5);
});

test('rows whose key is gone do not take the place of others that are to be woken', async () => {
  for (const person of ['telegram:1', 'telegram:2', 'telegram:3']) {
    const keep = keepOf(store, person, start, person === 'telegram:3' ? start + 1 : start);
    await store.commit(changeOf(store, person, start, { keep }));
  }
  await store.close();
  store = await place.open();
  loseKey('telegram:1');
  loseKey('telegram:2');
  expect(await store.due(start + 1, 1)).toEqual([store.conversationId('telegram:3')]);
  expect(await store.nextWake()).toBe(start + 1);
});
