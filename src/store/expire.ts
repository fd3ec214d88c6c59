import { monthOf } from './books.ts';
import { deleteConversations } from './conversations.ts';
import { listDeletions } from './deleted-again.ts';
import type { Ground } from './ground.ts';
import { markForgotten, orLater, removeForgotten, removeLeftKeys } from './leaving.ts';
import { removeRoomsOf, removeSpentRooms } from './removals.ts';
import type { ConversationId } from './store.ts';

const forgottenAtOnce = 200;

/** Removes what only has a time of its own; returns how many texts and errands that were. */
const expireRows = async (
  { db, retention, together }: Ground,
  now: number,
): Promise<{ readonly texts: number; readonly errands: number }> => {
  const { inboxMs, auditMs, deletionRecordMs, counterMs } = retention;
  const results = await together([
    db.deleteFrom('texts').where('expires_at', '<=', now),
    // Of conversations without an open case, also of forgotten ones; those of the desk belong to none.
    db
      .deleteFrom('errands')
      .where('created_at', '<=', now - retention.botTextMs)
      .where('conversation', 'is not', null)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('conversations')
              .select('id')
              .whereRef('conversations.id', '=', 'errands.conversation')
              .where('status', '!=', 'bot'),
          ),
        ),
      ),
    db.deleteFrom('errands').where('created_at', '<=', now - retention.caseTextMs),
    db.deleteFrom('sent').where('at', '<=', now - retention.caseTextMs),
    db.deleteFrom('inbox').where('at', '<=', now - inboxMs),
    db.deleteFrom('audit').where('at', '<=', now - auditMs),
    db.deleteFrom('deletions').where('at', '<=', now - deletionRecordMs),
    db.deleteFrom('blocks').where('until', '<=', now),
    // The clock had run ahead when they were heard: their time begins now, not when it comes there again.
    db.updateTable('conversations').set({ heard_at: now }).where('heard_at', '>', now),
    ...(counterMs === undefined
      ? []
      : [db.deleteFrom('counters').where('month', '<', monthOf(now - counterMs))]),
  ]);
  const [texts = 0, ofBot = 0, old = 0] = (results ?? []).map((result) => result.changes);
  return { texts, errands: ofBot + old };
};

/** Conversations that nobody needs: silent, no worker, nothing left to read, to send or to wake for. */
const readSilent = async ({ db, retention }: Ground, now: number): Promise<readonly ConversationId[]> => {
  const rows = await db
    .selectFrom('conversations')
    .select('id')
    .where('status', '=', 'bot')
    .where('heard_at', '<=', now - retention.botTextMs)
    .where((is) => is.or([is('wake_at', 'is', null), is('wake_at', '<=', now)]))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('texts').select('texts.id').whereRef('texts.conversation', '=', 'conversations.id'),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('errands')
            .select('errands.id')
            .whereRef('errands.conversation', '=', 'conversations.id'),
        ),
      ),
    )
    .limit(forgottenAtOnce)
    .execute();
  return rows.map((row) => row.id);
};

/** `inTurn` keeps commits apart from each step, so that they need not wait for all of them. */
export const expireAll = async (
  ground: Ground,
  now: number,
  inTurn: <T>(job: () => Promise<T>) => Promise<T>,
): Promise<{ readonly texts: number; readonly conversations: number; readonly rooms: number }> => {
  const { texts, errands } = await inTurn(() => expireRows(ground, now));
  const all = async (some: () => Promise<number>): Promise<number> => {
    let count = 0;
    for (let done = await inTurn(some); done > 0; done = await inTurn(some)) count += done;
    return count;
  };
  const rooms = await all(() => removeSpentRooms(ground, now));
  const forgetSome = async (): Promise<number> => {
    const silent = await readSilent(ground, now);
    if (silent.length === 0) return 0;
    const removals = await removeRoomsOf(ground, silent, now);
    await ground.together([
      ...removals,
      ...deleteConversations(ground, silent),
      markForgotten(ground, silent),
    ]);
    await orLater(ground, () => removeForgotten(ground, silent));
    return silent.length;
  };
  const conversations = await all(forgetSome);
  let left = 0;
  await inTurn(() =>
    orLater(ground, async () => {
      left = await removeLeftKeys(ground);
    }),
  );
  await inTurn(() =>
    orLater(
      ground,
      async () => {
        await listDeletions(ground);
        await ground.deletions.dropBefore(now - ground.retention.deletionRecordMs);
      },
      'deletions.list',
    ),
  );
  // Also when nothing went: an earlier wipe may be owed, and settled errands wait in the side file.
  const routine = texts + errands + rooms + conversations > 0 ? 'routine' : null;
  await inTurn(() => ground.wipe(left > 0 ? 'asked' : routine));
  return { texts, conversations, rooms };
};
