import { existsSync } from 'node:fs';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type BackupFile, digestOf, writeLabel } from './backup-label.ts';
import { readDeletions, writeDeletions } from './deletion-list.ts';
import { filesIn, makeFolder, makePrivate } from './files.ts';
import { ownKeys } from './keys.ts';
import { type MasterSource, mastersFor, nameOfSource } from './master-source.ts';
import { createMaster } from './secrets.ts';
import { StoreError, sqliteError } from './store-error.ts';
import { unwrapKey } from './wrapped-key.ts';

export interface BackingUp {
  /** Folder of the store; a Lampa may be running on it. */
  readonly folder: string;
  readonly source: MasterSource;
  /** Folder that holds all backups; each gets a folder of its own in it. */
  readonly to: string;
  /** The same for the keys; null: they lie beside the messages. */
  readonly keysTo: string | null;
  readonly now: number;
}

export interface BackedUp {
  readonly messages: string;
  readonly keys: string;
  /** Bytes of both files. */
  readonly size: number;
  readonly conversations: number;
  readonly keysOfConversations: number;
}

/** The name of a backup, so that names stand in the order of time. */
export const backupName = (at: number): string =>
  `lampa-${new Date(at).toISOString().slice(0, 19).replaceAll(':', '-')}Z`;

const listName = 'deletions.list';

/** Opens a file for reading, lets a job read it, and tells what SQLite refuses. */
const reading = <T>(path: string, folder: string, job: (db: DatabaseSync) => T): T => {
  try {
    const db = new DatabaseSync(path, { readOnly: true, timeout: 10_000 });
    try {
      return job(db);
    } finally {
      db.close();
    }
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && typeof error.errcode === 'number') {
      throw sqliteError({ code: error.errcode, message: error.message }, folder);
    }
    throw error;
  }
};

/** One moment of a database in a new file without gaps, so that nothing deleted is carried along; writers need not wait. */
const copyNow = async (from: string, to: string, folder: string): Promise<void> => {
  await makePrivate(to);
  reading(from, folder, (db) => db.prepare('VACUUM INTO ?').run(to));
};

/** Opens what was copied as a restore would: sound, of one store, and every key comes out of its wrapping. */
const prove = (
  messages: string,
  keys: string,
  folder: string,
  source: MasterSource,
  masters: readonly Buffer[],
): {
  readonly store: string;
  readonly master: string;
  readonly conversations: number;
  readonly count: number;
} => {
  const storeIn = (db: DatabaseSync): string => {
    const [sound] = db.prepare('PRAGMA integrity_check').all();
    if (sound?.integrity_check !== 'ok')
      throw new StoreError('Store: the copy is not sound. Check the disk.');
    return String(db.prepare("select value from about where name = 'store'").get()?.value);
  };
  const ofMessages = reading(messages, folder, (db) => ({
    store: storeIn(db),
    conversations: Number(db.prepare('select count(*) as n from conversations').get()?.n),
  }));
  return reading(keys, folder, (db) => {
    if (storeIn(db) !== ofMessages.store) {
      throw new StoreError('Store: the two files that were copied are of different stores.');
    }
    const rows = db.prepare('select name, master, wrapped from keys').all();
    const ids = new Set(rows.map(({ master }) => String(master)));
    const [master, another] = ids;
    if (master === undefined || another !== undefined) {
      throw new StoreError(
        'Store: the master key is just being changed. Let "lampa keys rotate" end (or run it again), then back up.',
      );
    }
    const found = masters.map(createMaster).find(({ id }) => id === master);
    if (found === undefined) {
      throw new StoreError(
        `Store: the master key ${master} is not in ${nameOfSource(source)}, so this backup could not be restored. "lampa keys status" says more.`,
      );
    }
    for (const { name, wrapped } of rows) {
      if (wrapped instanceof Uint8Array) unwrapKey(found, { name: String(name), master, wrapped });
    }
    const count = rows.filter(({ name }) => !ownKeys.includes(String(name))).length;
    return { ...ofMessages, master, count };
  });
};

/** Beside the backups lies who was deleted up to now, so that older ones know it as well. */
const takeDeletionsAlong = async (from: string, to: string): Promise<void> => {
  const path = join(to, listName);
  const marks = new Map([...(await readDeletions(path)), ...(await readDeletions(from))]);
  await writeDeletions(path, marks);
};

const halfDone = /^\.(lampa-[\dTZ-]+)\.part$/;
/** A backup that began so long ago (milliseconds) runs no more. */
const longestBackup = 24 * 3_600_000;

/** What a kill left half done would keep whoever is deleted, where nobody looks for it. */
const removeHalfDone = async (home: string, now: number): Promise<void> => {
  if (!existsSync(home)) return;
  for (const found of await readdir(home)) {
    const [, name] = halfDone.exec(found) ?? [];
    if (name !== undefined && name < backupName(now - longestBackup)) {
      await rm(join(home, found), { recursive: true, force: true });
    }
  }
};

/**
 * Copies a store, also while a Lampa runs on it, and proves the copy before it gets its name: a folder with a label is a
 * whole backup. Messages first, then keys: a key is on disk before the first row that it seals. The master key stays where
 * it is.
 */
export const backUp = async ({ folder, source, to, keysTo, now }: BackingUp): Promise<BackedUp> => {
  const files = filesIn(folder);
  for (const path of [files.lampa, files.keys]) {
    if (!existsSync(path)) throw new StoreError(`Store: there is nothing to back up: ${path} is not there.`);
  }
  const masters = await mastersFor(source, true);
  const name = backupName(now);
  const homes = [...new Set([to, keysTo ?? to])];
  const parts = homes.map((home) => join(home, `.${name}.part`));
  const [ofMessages = '', ofKeys = ofMessages] = parts;
  for (const home of homes) {
    if (existsSync(join(home, name))) {
      throw new StoreError(`Store: ${join(home, name)} is there already. Wait a second and try again.`);
    }
  }
  try {
    for (const home of homes) await removeHalfDone(home, now);
    for (const part of parts) {
      await rm(part, { recursive: true, force: true });
      await makeFolder(part);
    }
    const messages = join(ofMessages, 'lampa.sqlite');
    const keys = join(ofKeys, 'keys.sqlite');
    await copyNow(files.lampa, messages, folder);
    await copyNow(files.keys, keys, folder);
    const { store, master, conversations, count } = prove(messages, keys, folder, source, masters);
    const label = { lampa: 1, store, madeAt: now, master } as const;
    const digests: Readonly<Record<BackupFile, string>> = {
      'lampa.sqlite': await digestOf(messages),
      'keys.sqlite': await digestOf(keys),
    };
    const inPart = (part: string): BackupFile[] => [
      ...(part === ofMessages ? (['lampa.sqlite'] as const) : []),
      ...(part === ofKeys ? (['keys.sqlite'] as const) : []),
    ];
    for (const part of parts) {
      const of = Object.fromEntries(inPart(part).map((file) => [file, digests[file]]));
      await writeLabel(part, { ...label, files: of });
    }
    const size = (await stat(messages)).size + (await stat(keys)).size;
    for (const home of homes) await takeDeletionsAlong(files.deletions, home);
    for (const home of homes) await rename(join(home, `.${name}.part`), join(home, name));
    return {
      messages: join(to, name),
      keys: join(keysTo ?? to, name),
      size,
      conversations,
      keysOfConversations: count,
    };
  } finally {
    for (const part of parts) await rm(part, { recursive: true, force: true });
  }
};
