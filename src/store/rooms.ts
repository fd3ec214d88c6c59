import type { Compilable } from 'kysely';
import type { Address } from '../port.ts';
import type { Ground } from './ground.ts';
import { seal, unseal } from './seal.ts';
import type { ConversationId } from './store.ts';

const bound = (conversation: ConversationId, caseNumber: number) => ({
  owner: conversation,
  purpose: `room:${caseNumber}`,
});

/** Opens the sealed address of a room; `key` is its conversation's. */
export const openRoomAddress = (
  key: Uint8Array,
  conversation: ConversationId,
  caseNumber: number,
  sealed: Uint8Array,
): Address => unseal(key, bound(conversation, caseNumber), sealed).toString('utf8');

/** Gives a case its room. A room belongs to one case: an earlier one loses it. */
export const writeRoom = (
  { db, lookup }: Ground,
  key: Uint8Array,
  conversation: ConversationId,
  caseNumber: number,
  room: Address,
): readonly Compilable[] => {
  const room_hash = lookup.room(room);
  const sealed = seal(key, bound(conversation, caseNumber), Buffer.from(room));
  return [
    db.deleteFrom('rooms').where('room_hash', '=', room_hash),
    db
      .insertInto('rooms')
      .values({ conversation, case_number: caseNumber, room_hash, sealed })
      .onConflict((conflict) =>
        conflict.columns(['conversation', 'case_number']).doUpdateSet({ room_hash, sealed }),
      ),
  ];
};

export const deleteRoom = ({ db, lookup }: Ground, room: Address): Compilable =>
  db.deleteFrom('rooms').where('room_hash', '=', lookup.room(room));

/** Whose room it is; null: it is not known. */
export const findRoom = async (
  { db, lookup }: Ground,
  room: Address,
): Promise<{ readonly conversation: ConversationId; readonly caseNumber: number } | null> => {
  const query = db.selectFrom('rooms').select(['conversation', 'case_number']);
  const row = await query.where('room_hash', '=', lookup.room(room)).executeTakeFirst();
  return row === undefined ? null : { conversation: row.conversation, caseNumber: row.case_number };
};

/** The rooms of conversations, by case. */
export type Rooms = (conversation: ConversationId, caseNumber: number) => Address | null;

export const readRooms = async (
  { db, keys }: Ground,
  conversations: readonly ConversationId[],
): Promise<Rooms> => {
  if (conversations.length === 0) return () => null;
  const query = db.selectFrom('rooms').selectAll();
  const rows = await query.where('conversation', 'in', [...conversations]).execute();
  const found = await keys.findAll(rows.map((row) => row.conversation));
  return (conversation, caseNumber) => {
    const row = rows.find((one) => one.conversation === conversation && one.case_number === caseNumber);
    const key = found.get(conversation);
    if (row === undefined || key === undefined) return null;
    return openRoomAddress(key, conversation, caseNumber, row.sealed);
  };
};
