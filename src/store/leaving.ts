import type { Compilable } from 'kysely';
import type { Ground } from './ground.ts';
import type { ConversationId } from './store.ts';
import { StoreError } from './store-error.ts';

/**
 * Keys lie in another file than the rows, so one transaction cannot remove both. The rows go first, and with them it is
 * written which keys have to follow: whatever fails or crashes in between, those keys are found again and removed.
 */
export const markForgotten = ({ db }: Ground, ids: readonly ConversationId[]): Compilable =>
  db
    .insertInto('forgotten')
    .values(ids.map((name) => ({ name })))
    .onConflict((conflict) => conflict.doNothing());

/** True when the key of this conversation should be gone already. */
export const isForgotten = async ({ db }: Ground, id: ConversationId): Promise<boolean> => {
  const query = db.selectFrom('forgotten').select('name').where('name', '=', id);
  return (await query.executeTakeFirst()) !== undefined;
};

/** Removes the keys of conversations whose rows are gone. */
export const removeForgotten = async (
  { db, keys, together }: Ground,
  ids: readonly ConversationId[],
): Promise<void> => {
  if (ids.length === 0) return;
  await keys.remove(ids);
  await together([db.deleteFrom('forgotten').where('name', 'in', [...ids])]);
};

/** Does a job that may be late, because the next `expire` does it as well: what led to it is written already. */
export const orLater = async ({ log }: Ground, job: () => Promise<void>, file = 'keys'): Promise<void> => {
  try {
    await job();
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    log({ line: 'store-wipe-late', file, why: error.message });
  }
};

/** Removes the keys that forgettings and settled errands have left behind; returns how many. */
export const removeLeftKeys = async (ground: Ground): Promise<number> => {
  const { db, keys } = ground;
  const forgotten = await db.selectFrom('forgotten').select('name').execute();
  const once = await keys.onceNames();
  const inUse = db.selectFrom('errands').select('key_name').distinct();
  const used = new Set(once.length === 0 ? [] : (await inUse.execute()).map((row) => row.key_name));
  const unused = once.filter((name) => !used.has(name));
  await keys.remove(unused);
  await removeForgotten(
    ground,
    forgotten.map((row) => row.name),
  );
  return forgotten.length + unused.length;
};
