import { deleteConversations } from './conversations.ts';
import { markOf } from './deletion-list.ts';
import type { Ground } from './ground.ts';
import { isOnce } from './keys.ts';
import { markForgotten } from './leaving.ts';
import { removeRoomsOf } from './removals.ts';

/** Writes the marks of deletions into the list that have not got there yet. */
export const listDeletions = async ({ db, deletions, together }: Ground): Promise<void> => {
  const rows = await db
    .selectFrom('deletions')
    .select(['id', 'mark', 'at'])
    .where('listed', '=', 0)
    .where('mark', 'is not', null)
    .orderBy('id')
    .limit(500)
    .execute();
  for (const { mark, at } of rows) if (mark !== null) await deletions.add([mark], at);
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) await together([db.updateTable('deletions').set({ listed: 1 }).where('id', 'in', ids)]);
};

/**
 * Deletes anew whoever is in the list and here all the same: a backup that is older than the deletion was put back. Before
 * anybody is served. Somebody who wrote again after a deletion has another key, and with it another mark.
 */
export const deleteAgain = async (ground: Ground, now: number): Promise<number> => {
  const { deletions, keys, together } = ground;
  const marks = await deletions.read();
  if (marks.size === 0) return 0;
  let count = 0;
  await keys.each(async (some) => {
    const back = [...some]
      .filter(([name, key]) => !isOnce(name) && marks.has(markOf(key)))
      .map(([name]) => name);
    if (back.length === 0) return;
    const removals = await removeRoomsOf(ground, back, now);
    await together([...removals, ...deleteConversations(ground, back), markForgotten(ground, back)]);
    count += back.length;
  });
  return count;
};
