import { randomBytes } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Ring } from './ring.ts';
import { randomName } from './seal.ts';
import { StoreError } from './store-error.ts';
import type { KeyTables } from './tables.ts';
import { masterInUse, readMasterInUse, unwrapKey, type WrappedKey, wrapKey } from './wrapped-key.ts';

/** The key of what belongs to no conversation: calls to the desk, audit lines, settings. */
export const deskKey = 'desk';

/** The key of all look-ups: from it come the pseudonyms, so it outlives every master key. */
export const lookupKey = 'lookup';
/** Keys that belong to the store itself and to nobody. */
export const ownKeys: readonly string[] = [deskKey, lookupKey];

const oncePrefix = 'once:';
/** The name of a throw-away key, which goes with the errands sealed with it. */
export const newOnceName = (): string => `${oncePrefix}${randomName()}`;
export const isOnce = (name: string): boolean => name.startsWith(oncePrefix);

/** One key per conversation, wrapped by the master key, in a file of its own. When the key goes, so does all it sealed. */
export interface Keys {
  find(name: string): Promise<Uint8Array | null>;
  /** The keys that are there, by name. */
  findAll(names: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  /** The key of this name, made and committed when there is none. */
  make(name: string): Promise<Uint8Array>;
  /** Writes a key that was made elsewhere, under a name that has none yet. */
  add(name: string, key: Uint8Array): Promise<void>;
  /** All keys of conversations, a part at a time. */
  each(job: (keys: ReadonlyMap<string, Uint8Array>) => Promise<void>): Promise<void>;
  remove(names: readonly string[]): Promise<void>;
  /** The names of all throw-away keys. */
  onceNames(): Promise<readonly string[]>;
}

const cachedAtMost = 500;
const askedAtOnce = 500;

const mostTries = 5;

/** `db` is the key file; `ring` wraps and unwraps. */
export const createKeys = (db: Kysely<KeyTables>, ring: Ring, now: () => number): Keys => {
  const cache = new Map<string, Uint8Array>();

  const remember = (name: string, key: Uint8Array): Uint8Array => {
    const oldest = cache.keys().next();
    if (cache.size >= cachedAtMost && !oldest.done) cache.delete(oldest.value);
    cache.set(name, key);
    return key;
  };

  const unwrapAll = async (rows: readonly WrappedKey[]): Promise<Map<string, Uint8Array>> => {
    const keys = new Map<string, Uint8Array>();
    for (const row of rows) keys.set(row.name, unwrapKey(await ring.find(row.master), row));
    return keys;
  };

  const load = async (names: readonly string[]): Promise<Map<string, Uint8Array>> => {
    const query = db.selectFrom('keys').select(['name', 'master', 'wrapped']);
    const keys = await unwrapAll(await query.where('name', 'in', [...names]).execute());
    for (const [name, key] of keys) remember(name, key);
    return keys;
  };

  const findAll = async (names: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> => {
    const found = new Map<string, Uint8Array>();
    const missing: string[] = [];
    for (const name of new Set(names)) {
      const cached = cache.get(name);
      if (cached === undefined) missing.push(name);
      else found.set(name, cached);
    }
    for (let start = 0; start < missing.length; start += askedAtOnce) {
      const loaded = await load(missing.slice(start, start + askedAtOnce));
      for (const [name, key] of loaded) found.set(name, key);
    }
    return found;
  };

  const find = async (name: string): Promise<Uint8Array | null> => (await findAll([name])).get(name) ?? null;

  /**
   * Written only while the master key that wraps it is the one in use, in one step with looking: so not one key is left
   * behind under the old one when a rotation ends, even if it runs in another process.
   */
  const add = async (name: string, key: Uint8Array): Promise<void> => {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const master = await ring.find(await readMasterInUse(db));
      const wrapped = wrapKey(master, name, key);
      const { numAffectedRows } = await sql`insert into keys (name, master, wrapped, made_at)
        select ${name}, ${master.id}, ${wrapped}, ${now()}
        where ${master.id} = (select value from about where name = ${masterInUse})`.execute(db);
      if (numAffectedRows !== undefined && numAffectedRows > 0n) {
        remember(name, key);
        return;
      }
    }
    throw new StoreError('Store: the master key changes again and again. Let "lampa keys rotate" end.');
  };

  const make = async (name: string): Promise<Uint8Array> => {
    const known = await find(name);
    if (known !== null) return known;
    const key = randomBytes(32);
    await add(name, key);
    return key;
  };

  const each = async (job: (keys: ReadonlyMap<string, Uint8Array>) => Promise<void>): Promise<void> => {
    for (let after = ''; ; ) {
      const rows = await db
        .selectFrom('keys')
        .select(['name', 'master', 'wrapped'])
        .where('name', 'not in', [...ownKeys])
        .where('name', '>', after)
        .orderBy('name')
        .limit(askedAtOnce)
        .execute();
      const last = rows.at(-1);
      if (last === undefined) return;
      await job(await unwrapAll(rows));
      after = last.name;
    }
  };

  const remove = async (names: readonly string[]): Promise<void> => {
    if (names.length === 0) return;
    await db
      .deleteFrom('keys')
      .where('name', 'in', [...names])
      .execute();
    // After the file, so that a read under way cannot bring back a key that would seal what nobody can open again.
    for (const name of names) cache.delete(name);
  };

  const onceNames = async (): Promise<readonly string[]> => {
    const rows = await db.selectFrom('keys').select('name').where('name', 'like', `${oncePrefix}%`).execute();
    return rows.map((row) => row.name);
  };

  return { find, findAll, make, add, each, remove, onceNames };
};
