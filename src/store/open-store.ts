import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Kysely, sql } from 'kysely';
import { createDeletionList, type DeletionList } from './deletion-list.ts';
import { createDialect, statementOf } from './dialect.ts';
import { type Files, filesIn, makeFolder, makePrivate } from './files.ts';
import type { Ground, Retention, StoreLine } from './ground.ts';
import { createKeys, deskKey, type Keys, lookupKey, ownKeys } from './keys.ts';
import { type MasterSource, masterSource } from './master-source.ts';
import { keyMigrations, type Migrations, migrate, migrations } from './migrations.ts';
import { patiently } from './patience.ts';
import { type OpenedRing, openRing } from './ring.ts';
import { randomName } from './seal.ts';
import { createSealedStore } from './sealed-store.ts';
import { createLookup, firstLookupKey, type Lookup } from './secrets.ts';
import { type Sqlite, startSqlite } from './sqlite.ts';
import type { Store } from './store.ts';
import { StoreError } from './store-error.ts';
import { sweep } from './sweep.ts';
import type { KeyTables, Tables } from './tables.ts';
import { createWipe } from './wipe.ts';

export type { Retention, StoreLine } from './ground.ts';

export interface StoreOptions {
  /** Holds the files; made when it is not there. */
  readonly folder: string;
  /** Absent: `master.key` in the folder, made at the first start. */
  readonly master?: MasterSource;
  readonly retention: Retention;
  readonly now: () => number;
  readonly log?: (line: StoreLine) => void;
}

// secure_delete: what is deleted is overwritten. FULL: an acknowledged write survives a power cut.
// temp_store: nothing spills into temporary files that nobody wipes.
const setup = [
  'PRAGMA busy_timeout = 500',
  'PRAGMA secure_delete = ON',
  'PRAGMA temp_store = MEMORY',
  'PRAGMA foreign_keys = ON',
  'PRAGMA journal_mode = WAL',
  'PRAGMA synchronous = FULL',
];

const lockedByAnother = 5;
const closingTakesAtMost = 5_000;

/** Held as long as the store is open. The system drops it with the process, also after a kill -9. */
const lock = async (sqlite: Sqlite, files: Files): Promise<void> => {
  await makePrivate(files.lock);
  try {
    await sqlite.open('lock', files.lock, ['PRAGMA busy_timeout = 1000', 'BEGIN EXCLUSIVE']);
  } catch (cause) {
    if (!(cause instanceof StoreError) || cause.sqlite !== lockedByAnother) throw cause;
    throw new StoreError(
      `Another Lampa is already running on ${files.folder}. Stop it first, or set LAMPA_DATA to another folder.`,
      { cause },
    );
  }
};

/** Refuses what looks like half a backup, before anything new is written beside it. */
const refuseHalves = ({ lampa, keys }: Files): void => {
  if (!existsSync(lampa) || existsSync(keys)) return;
  throw new StoreError(
    `Store: ${keys} is missing, and without it nothing in ${lampa} can be read. Restore it from your backup.`,
  );
};

const openFile = async <T>(
  sqlite: Sqlite,
  name: string,
  path: string,
  wanted: Migrations,
): Promise<Kysely<T>> => {
  await makePrivate(path);
  await sqlite.open(name, path, setup);
  const db = new Kysely<T>({ dialect: createDialect(sqlite, name) });
  await migrate(db, wanted, path);
  return db;
};

/** The look-up key is written before any other, so a store that has others and not this one is from before it was a key of its own. */
const openLookup = async (keys: Keys, oldest: OpenedRing['oldest']): Promise<Lookup> => {
  const known = await keys.find(lookupKey);
  if (known !== null) return createLookup(known);
  const key = oldest === null ? randomBytes(32) : firstLookupKey(oldest);
  await keys.add(lookupKey, key);
  return createLookup(key);
};

/** Both files carry the same random name, so that files of two stores or of half a backup are not mixed. */
const pair = async (lampa: Kysely<Tables>, keyFile: Kysely<KeyTables>, files: Files): Promise<void> => {
  const nameIn = async (db: Kysely<Tables> | Kysely<KeyTables>): Promise<string | null> => {
    const { rows } = await sql<{ value: string }>`select value from about where name = 'store'`.execute(db);
    return rows[0]?.value ?? null;
  };
  const call = async (db: Kysely<Tables> | Kysely<KeyTables>, name: string): Promise<void> => {
    await sql`insert into about (name, value) values ('store', ${name})`.execute(db);
  };
  const ofKeys = await nameIn(keyFile);
  const ofLampa = await nameIn(lampa);
  if (ofKeys !== null && ofKeys === ofLampa) return;
  if (ofLampa !== null) {
    throw new StoreError(
      `Store: ${files.keys} does not belong to ${files.lampa}. Restore both from the same backup.`,
    );
  }
  const people = await keyFile
    .selectFrom('keys')
    .select('name')
    .where('name', 'not in', [...ownKeys])
    .limit(1)
    .execute();
  if (people.length > 0) {
    throw new StoreError(
      `Store: ${files.keys} holds keys, but ${files.lampa} is missing or empty. Restore it from your backup, or move the whole folder away to begin anew.`,
    );
  }
  const name = ofKeys ?? randomName();
  if (ofKeys === null) await call(keyFile, name);
  await call(lampa, name);
};

const createGround = (
  sqlite: Sqlite,
  db: Kysely<Tables>,
  keys: Keys,
  lookup: Lookup,
  deletions: DeletionList,
  options: StoreOptions,
): Ground => {
  const log = options.log ?? (() => {});
  const wiping = createWipe(sqlite, log, options.now);
  return {
    db,
    keys,
    lookup,
    deletions,
    retention: options.retention,
    log,
    together: (queries, first) =>
      sqlite.together(
        'lampa',
        queries.map((query) => statementOf(query.compile())),
        first === 'must-change',
      ),
    wipe: wiping.wipe,
    check: async () => {
      const found: string[] = [];
      for (const file of ['keys', 'lampa']) {
        const { rows } = await sqlite.run(file, { sql: 'PRAGMA quick_check', parameters: [] });
        const wrong = rows.map((row) => String(row.quick_check)).filter((line) => line !== 'ok');
        found.push(...wrong.map((line) => `${file}.sqlite: ${line}`));
      }
      return found.length === 0 ? 'ok' : found.join('\n');
    },
    close: async () => {
      await patiently(wiping.finish(), closingTakesAtMost);
      await sqlite.close();
    },
  };
};

const openOn = async (sqlite: Sqlite, files: Files, options: StoreOptions): Promise<Store> => {
  await lock(sqlite, files);
  // A kill in the middle of a restore leaves a copy of everybody, of whom some may have been deleted. None runs now.
  await rm(files.restoring, { recursive: true, force: true });
  refuseHalves(files);
  // SQLite removes its side file when it is closed in order.
  const crashed = existsSync(`${files.lampa}-wal`);
  const keyFile = await openFile<KeyTables>(sqlite, 'keys', files.keys, keyMigrations);
  const source = options.master ?? masterSource(options.folder, null);
  const { ring, oldest } = await openRing(keyFile, files.folder, source, options.now());
  const db = await openFile<Tables>(sqlite, 'lampa', files.lampa, migrations);
  await pair(db, keyFile, files);
  // There from the beginning: its absence means that it was lost.
  await makePrivate(files.deletions);
  const keys = createKeys(keyFile, ring, options.now);
  const lookup = await openLookup(keys, oldest);
  await keys.make(deskKey);
  const ground = createGround(sqlite, db, keys, lookup, createDeletionList(files.deletions), options);
  await sweep(ground, files.keys, options.now(), crashed);
  return createSealedStore(ground);
};

/**
 * Opens the store in a folder, for this process alone. Throws a `StoreError` that tells the operator what to do: another
 * process runs on it, the master key is lost, wrong or readable by others, a file is damaged or newer than the program.
 */
export const openStore = async (options: StoreOptions): Promise<Store> => {
  const files = filesIn(options.folder);
  await makeFolder(files.folder);
  const sqlite = startSqlite(files.folder);
  try {
    return await openOn(sqlite, files, options);
  } catch (error) {
    await sqlite.close();
    throw error;
  }
};
