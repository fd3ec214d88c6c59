import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { randomName, seal, unseal } from './seal.ts';
import type { Secrets } from './secrets.ts';
import type { KeyTables } from './tables.ts';

/** The key of what belongs to no conversation: calls to the desk, audit lines, settings. */
export const deskKey = 'desk';

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
  remove(names: readonly string[]): Promise<void>;
  /** The names of all throw-away keys. */
  onceNames(): Promise<readonly string[]>;
}

const cachedAtMost = 500;
const askedAtOnce = 500;

/** `db` is the key file; `secrets` wraps and unwraps. */
export const createKeys = (db: Kysely<KeyTables>, secrets: Secrets, now: () => number): Keys => {
  const cache = new Map<string, Uint8Array>();
  const bound = (name: string) => ({ owner: name, purpose: `key:${secrets.id}` });

  const remember = (name: string, key: Uint8Array): Uint8Array => {
    const oldest = cache.keys().next();
    if (cache.size >= cachedAtMost && !oldest.done) cache.delete(oldest.value);
    cache.set(name, key);
    return key;
  };

  const load = async (names: readonly string[]): Promise<Map<string, Uint8Array>> => {
    const rows = await db
      .selectFrom('keys')
      .select(['name', 'wrapped'])
      .where('name', 'in', [...names])
      .execute();
    return new Map(
      rows.map(({ name, wrapped }) => [name, remember(name, unseal(secrets.wrap, bound(name), wrapped))]),
    );
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

  const make = async (name: string): Promise<Uint8Array> => {
    const known = await find(name);
    if (known !== null) return known;
    const key = randomBytes(32);
    const wrapped = seal(secrets.wrap, bound(name), key);
    await db.insertInto('keys').values({ name, master: secrets.id, wrapped, made_at: now() }).execute();
    return remember(name, key);
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

  return { find, findAll, make, remove, onceNames };
};
