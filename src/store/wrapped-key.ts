import type { Kysely } from 'kysely';
import { type Bound, seal, unseal } from './seal.ts';
import type { Master } from './secrets.ts';
import { StoreError } from './store-error.ts';
import type { KeyTables } from './tables.ts';

/** A key as it lies in the key file. */
export interface WrappedKey {
  readonly name: string;
  /** The id of the master key that wraps it. */
  readonly master: string;
  readonly wrapped: Uint8Array;
}

/** Under this name the key file says which master key wraps new keys. */
export const masterInUse = 'master';

const bound = (name: string, master: Master): Bound => ({ owner: name, purpose: `key:${master.id}` });

export const wrapKey = (master: Master, name: string, key: Uint8Array): Buffer =>
  seal(master.wrap, bound(name, master), key);

export const unwrapKey = (master: Master, { name, wrapped }: WrappedKey): Buffer =>
  unseal(master.wrap, bound(name, master), wrapped);

/** The id of the master key that wraps new keys. */
export const readMasterInUse = async (db: Kysely<KeyTables>): Promise<string> => {
  const query = db.selectFrom('about').select('value').where('name', '=', masterInUse);
  const row = await query.executeTakeFirst();
  if (row === undefined) throw new StoreError('Store: the key file does not say which master key is in use.');
  return row.value;
};
