import type { Ground } from './ground.ts';
import type { ConversationId } from './store.ts';

/** Removes conversations that nobody can open any more, unless a key was made meanwhile. */
const removeKeyless = async (ground: Ground, ids: readonly ConversationId[]): Promise<void> => {
  const { db, keys, log, together } = ground;
  const found = await keys.findAll(ids);
  const gone = ids.filter((id) => !found.has(id));
  if (gone.length === 0) return;
  const results = await together([
    db.deleteFrom('texts').where('conversation', 'in', gone),
    db.deleteFrom('rooms').where('conversation', 'in', gone),
    db.deleteFrom('conversations').where('id', 'in', gone),
    // By the key: the receipt of an earlier forgetting has one of its own and still goes out.
    db.deleteFrom('errands').where('key_name', 'in', gone),
  ]);
  const conversations = results?.[2]?.changes ?? 0;
  const errands = results?.[3]?.changes ?? 0;
  if (conversations + errands > 0) log({ line: 'store-swept', conversations, errands });
};

/** Whom to wake. Rows whose key is gone can never be woken: they are removed, so that they do not take others' places. */
export const readDue = async (
  ground: Ground,
  now: number,
  limit: number,
  inTurn: <T>(job: () => Promise<T>) => Promise<T>,
): Promise<readonly ConversationId[]> => {
  const query = ground.db.selectFrom('conversations').select('id').where('wake_at', '<=', now);
  for (;;) {
    const ids = (await query.orderBy('wake_at').limit(limit).execute()).map((row) => row.id);
    const found = await ground.keys.findAll(ids);
    const keyless = ids.filter((id) => !found.has(id));
    if (keyless.length === 0) return ids;
    await inTurn(() => removeKeyless(ground, keyless));
  }
};
