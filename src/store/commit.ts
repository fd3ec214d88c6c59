import type { Compilable } from 'kysely';
import { rememberCase, writeBooks } from './books.ts';
import { deleteConversations, writeConversation } from './conversations.ts';
import { listDeletions } from './deleted-again.ts';
import { markOf } from './deletion-list.ts';
import { addErrands, deleteErrands, onceKeysOf, removeUnusedOnce, retireOnceKeys } from './errands.ts';
import type { Ground } from './ground.ts';
import { deskKey, newOnceName } from './keys.ts';
import { isForgotten, markForgotten, orLater, removeForgotten } from './leaving.ts';
import { readOutlasting, sealAnew } from './outlasting.ts';
import { removeRoomsOf } from './removals.ts';
import type { Change, ConversationId, DeskChange, Kept } from './store.ts';
import { writeTexts } from './texts.ts';

type Keeping = Kept & { readonly wakeAt: number | null };
type Forgetting = { readonly forget: 'person-asked' | 'retention' };

const isForgetting = (keep: Change['keep']): keep is Forgetting => 'forget' in keep;

/** True when this event was written before. */
export const readSeen = async ({ db, lookup }: Ground, inbox: string): Promise<boolean> => {
  const query = db.selectFrom('inbox').select('at').where('key', '=', lookup.inbox(inbox));
  return (await query.executeTakeFirst()) !== undefined;
};

/** The first query of a change: it changes nothing when the event was written before. */
const claimInbox = ({ db, lookup }: Ground, { inbox, now }: DeskChange): readonly Compilable[] =>
  inbox === null
    ? []
    : [
        db
          .insertInto('inbox')
          .values({ key: lookup.inbox(inbox), at: now })
          .onConflict((conflict) => conflict.doNothing()),
      ];

/** Writes it all at once, then lets go of the keys that only settled errands had. */
const write = async (
  ground: Ground,
  change: DeskChange & Pick<Change, 'settle'>,
  queries: readonly Compilable[],
): Promise<'done' | 'duplicate'> => {
  const claim = claimInbox(ground, change);
  const settled = change.settle.length > 0 ? [deleteErrands(ground, change.settle)] : [];
  const results = await ground.together(
    [...claim, ...settled, ...queries],
    claim.length > 0 ? 'must-change' : undefined,
  );
  if (results === null) return 'duplicate';
  if (settled.length > 0) {
    const rows = results[claim.length]?.rows ?? [];
    await retireOnceKeys(
      ground,
      rows.map((row) => String(row.key_name)),
    );
  }
  return 'done';
};

/** The key of a conversation. One that a forgetting could not remove must seal nothing new: it goes first. */
const findKey = async (ground: Ground, id: ConversationId): Promise<Uint8Array | null> => {
  const known = await ground.keys.find(id);
  if (known === null || !(await isForgotten(ground, id))) return known;
  await removeForgotten(ground, [id]);
  return null;
};

const keep = async (ground: Ground, change: Change, kept: Keeping): Promise<'done' | 'duplicate'> => {
  // An old event that comes again must not leave a key, and with it a pseudonym, of somebody who was forgotten.
  const known = await findKey(ground, kept.id);
  if (known === null && change.inbox !== null && (await readSeen(ground, change.inbox))) return 'duplicate';
  // The key is on disk before the first row that it seals.
  const key = known ?? (await ground.keys.make(kept.id));
  const ofDesk = await ground.keys.make(deskKey);
  const openCase = kept.state.status === 'bot' ? null : kept.state.case.number;
  return write(ground, change, [
    writeConversation(ground, key, kept),
    ...(await writeTexts(ground, key, change, openCase)),
    ...addErrands(ground, change.now, change.errands, (line) =>
      line.to === 'desk' ? { name: deskKey, key: ofDesk } : { name: line.conversation, key },
    ),
    ...(await writeBooks(ground, change)),
    ...(openCase === null ? [] : [rememberCase(ground, openCase)]),
  ]);
};

/**
 * Rows first, all at once: when that fails, nothing has changed and the wish can be tried again. Then the key, then the
 * files are wiped. The receipt must outlive the conversation's key: what is still to be sent is sealed with a throw-away
 * key, which goes when it was sent.
 */
const forget = async (
  ground: Ground,
  change: Change,
  why: Forgetting['forget'],
): Promise<'done' | 'duplicate'> => {
  const { db, keys } = ground;
  const { conversation, errands, now } = change;
  // The same wish delivered twice makes no throw-away key.
  if (change.inbox !== null && (await readSeen(ground, change.inbox))) return 'duplicate';
  const earlier = await onceKeysOf(ground, conversation);
  const outlasting = await readOutlasting(ground, conversation);
  const once = newOnceName();
  const sealing = errands.length + outlasting.length > 0 ? { name: once, key: await keys.make(once) } : null;
  const ids = outlasting.map((errand) => errand.id);
  const removals = await removeRoomsOf(ground, [conversation], now);
  const key = await keys.find(conversation);
  const mark = key === null ? null : markOf(key);
  const done = await write(ground, change, [
    ...deleteConversations(ground, [conversation], ids),
    markForgotten(ground, [conversation]),
    ...(sealing === null ? [] : outlasting.map((errand) => sealAnew(ground, errand, sealing))),
    ...(sealing === null ? [] : addErrands(ground, now, errands, () => sealing)),
    ...removals,
    ...(await writeBooks(ground, change)),
    ...(why === 'person-asked' ? [db.insertInto('deletions').values({ conversation, at: now, mark })] : []),
  ]);
  await orLater(ground, () => listDeletions(ground), 'deletions.list');
  await orLater(ground, () => removeForgotten(ground, [conversation]));
  await removeUnusedOnce(ground, [...earlier, once]);
  await ground.wipe('asked');
  return done;
};

/** Writes a change, or nothing when its event was written before. */
export const commitChange = (ground: Ground, change: Change): Promise<'done' | 'duplicate'> =>
  isForgetting(change.keep) ? forget(ground, change, change.keep.forget) : keep(ground, change, change.keep);

/**
 * Writes answers to a worker. What shows words of a person is sealed with the key of their conversation, and is nothing any
 * more when that was forgotten meanwhile.
 */
export const commitDeskChange = async (ground: Ground, change: DeskChange): Promise<'done' | 'duplicate'> => {
  const ofDesk = { name: deskKey, key: await ground.keys.make(deskKey) };
  const queries: Compilable[] = [];
  for (const errand of change.errands) {
    const { line } = errand;
    const key = line.to === 'desk' ? null : await findKey(ground, line.conversation);
    const sealing = line.to === 'desk' ? ofDesk : key === null ? null : { name: line.conversation, key };
    if (sealing !== null) queries.push(...addErrands(ground, change.now, [errand], () => sealing));
  }
  return write(ground, { ...change, settle: [] }, queries);
};
