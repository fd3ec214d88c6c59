import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { filesIn } from './files.ts';
import { inspectKeys } from './inspect-keys.ts';
import { newMasterKey, writeMasterKeys } from './master-key.ts';
import { type MasterSource, mastersFor, nameOfSource } from './master-source.ts';
import { inUseSince } from './ring.ts';
import { createMaster, type Master } from './secrets.ts';
import { StoreError, sqliteError } from './store-error.ts';
import { masterInUse, unwrapKey, type WrappedKey, wrapKey } from './wrapped-key.ts';

export interface Rotating {
  readonly folder: string;
  readonly source: MasterSource;
  readonly now: number;
  /** After each part; `wrapped` keys are done so far. */
  readonly onPart?: (wrapped: number) => void;
}

export interface Rotated {
  readonly from: string;
  readonly to: string;
  /** How many keys were wrapped anew. */
  readonly keys: number;
  /** An earlier rotation that was cut short was brought to its end; no key was made. */
  readonly finished: boolean;
  /** False: another program reads the file, so what was wrapped by the old key may stand in gaps until the next wipe. */
  readonly wiped: boolean;
}

interface Plan {
  readonly keys: readonly Buffer[];
  readonly from: string;
  readonly to: Master;
  readonly finished: boolean;
}

const atOnce = 100;
/** Between two parts (milliseconds), so that a Lampa that runs gets to write: SQLite does not wait in a queue. */
const rest = 40;
const setup = ['PRAGMA busy_timeout = 10000', 'PRAGMA secure_delete = ON', 'PRAGMA synchronous = FULL'];

const inTransaction = async <T>(db: DatabaseSync, job: () => T | Promise<T>): Promise<T> => {
  db.exec('BEGIN IMMEDIATE');
  try {
    const done = await job();
    db.exec('COMMIT');
    return done;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
};

/** A key in the environment cannot be made by the program, nor in a file that others give out. */
const needsSecond = (): StoreError =>
  new StoreError(
    'Store: LAMPA_MASTER_KEY holds one key. Put a new one before it, with a comma between ("openssl rand -base64 32" makes one), restart Lampa, then run this again; afterwards take the old one out.',
  );

const planNow = async (db: DatabaseSync, { folder, source, now }: Rotating): Promise<Plan> => {
  const inUse = db.prepare('select value from about where name = ?').get(masterInUse)?.value;
  if (typeof inUse !== 'string') {
    throw new StoreError(`Store: ${folder} was made by an older Lampa. Start Lampa on it once, then rotate.`);
  }
  const keys = await mastersFor(source, true);
  const masters = keys.map(createMaster);
  const wrapping = db.prepare('select distinct master from keys').all();
  for (const id of [inUse, ...wrapping.map(({ master }) => String(master))]) {
    if (masters.some((master) => master.id === id)) continue;
    throw new StoreError(
      `Store: the master key ${id} wraps keys and is not in ${nameOfSource(source)}. Put it back there, as another line, then run this again.`,
    );
  }
  const [first] = masters;
  const present = masters.find(({ id }) => id === inUse);
  if (first === undefined || present === undefined) throw new StoreError('Store: there is no master key.');
  const stale = wrapping.find(({ master }) => master !== inUse);
  if (stale !== undefined) return { keys, from: String(stale.master), to: present, finished: true };
  if (first.id !== inUse) return takeOver(db, { keys, from: inUse, to: first, finished: false }, now);
  const [, superfluous] = masters;
  if (superfluous !== undefined) return { keys, from: superfluous.id, to: first, finished: true };
  if (source.from !== 'file') throw needsSecond();
  const made = newMasterKey();
  await writeMasterKeys(source.path, [made, ...keys]);
  return takeOver(db, { keys: [made, ...keys], from: inUse, to: createMaster(made), finished: false }, now);
};

/** From here on every new key is wrapped by the new master key, whichever process writes it. */
const takeOver = (db: DatabaseSync, plan: Plan, now: number): Plan => {
  const say = db.prepare(
    'insert into about values (?, ?) on conflict (name) do update set value = excluded.value',
  );
  say.run(masterInUse, plan.to.id);
  say.run(inUseSince, String(now));
  return plan;
};

/** A Lampa that runs beside must be able to read what is wrapped anew: it follows in the same file, or knows the key already. */
const refuseUnknown = (folder: string, source: MasterSource, to: Master): void => {
  const { running, known, from } = inspectKeys(folder);
  if (!running || known.includes(to.id)) return;
  if (source.from === 'file' && from === `file:${source.path}`) return;
  throw new StoreError(
    'Store: Lampa is running and does not know the new master key. Give it both keys, the new one first, and restart it; or stop it. Then run this again.',
  );
};

const wrapPart = (db: DatabaseSync, { keys, to }: Plan): number => {
  const masters = new Map(keys.map(createMaster).map((master) => [master.id, master]));
  const rows = db
    .prepare('select name, master, wrapped from keys where master != ? limit ?')
    .all(to.id, atOnce);
  const write = db.prepare('update keys set master = ?, wrapped = ? where name = ?');
  for (const { name, master, wrapped } of rows) {
    const old = masters.get(String(master));
    if (old === undefined || !(wrapped instanceof Uint8Array))
      throw new StoreError('Store: a key is broken.');
    const row: WrappedKey = { name: String(name), master: old.id, wrapped };
    write.run(to.id, wrapKey(to, row.name, unwrapKey(old, row)), row.name);
  }
  return rows.length;
};

/** What the old key wrapped must not be left in gaps of the file. */
const wipe = (db: DatabaseSync): boolean => {
  try {
    db.exec('VACUUM');
    return db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.busy === 0;
  } catch {
    return false;
  }
};

const rotate = async (db: DatabaseSync, rotating: Rotating): Promise<Rotated> => {
  const { folder, source } = rotating;
  // Looking, writing the new key and taking it into use are one step, so that two who rotate at once do not undo each other.
  const plan = await inTransaction(db, async () => {
    const planned = await planNow(db, rotating);
    refuseUnknown(folder, source, planned.to);
    return planned;
  });
  let wrapped = 0;
  for (let part = -1; part !== 0; ) {
    part = await inTransaction(db, () => wrapPart(db, plan));
    wrapped += part;
    rotating.onPart?.(wrapped);
    await setTimeout(rest);
  }
  const wiped = wipe(db);
  const [key] = plan.keys.filter((one) => createMaster(one).id === plan.to.id);
  if (source.from === 'file' && key !== undefined) {
    await inTransaction(db, async () => {
      const other = db
        .prepare('select 1 from about where name = ? and value != ?')
        .get(masterInUse, plan.to.id);
      if (other === undefined) await writeMasterKeys(source.path, [key]);
    });
  }
  return { from: plan.from, to: plan.to.id, keys: wrapped, finished: plan.finished, wiped };
};

/**
 * Wraps all keys anew by another master key, also while a Lampa runs on the store. First the new key stands beside the old
 * one where both are read, then it is taken into use, then the keys follow in parts, each written whole; the old one goes
 * when nothing is wrapped by it. Cut short anywhere, everything stays readable and the next call goes on from there.
 */
export const rotateMasterKey = async (rotating: Rotating): Promise<Rotated> => {
  const { keys } = filesIn(rotating.folder);
  if (inspectKeys(rotating.folder).wrapped === null) {
    throw new StoreError(
      `Store: there is no store in ${rotating.folder} yet, so there is nothing to rotate.`,
    );
  }
  const db = new DatabaseSync(keys);
  try {
    for (const sql of setup) db.exec(sql);
    return await rotate(db, rotating);
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && typeof error.errcode === 'number') {
      throw sqliteError({ code: error.errcode, message: error.message }, rotating.folder);
    }
    throw error;
  } finally {
    db.close();
  }
};
