import type { Compilable, Selectable } from 'kysely';
import { type Conversation, completed } from '../conversation/state.ts';
import type { Address } from '../port.ts';
import type { Ground } from './ground.ts';
import { seal, sealJson, unseal, unsealJson } from './seal.ts';
import type { ConversationId, Kept } from './store.ts';
import type { Tables } from './tables.ts';

type Row = Selectable<Tables['conversations']>;

interface Inside {
  readonly handle: string;
  readonly person: Address;
  readonly state: Conversation;
}

const stateBound = (id: ConversationId) => ({ owner: id, purpose: 'state' });
const roomBound = (id: ConversationId) => ({ owner: id, purpose: 'room' });

const openRow = (key: Uint8Array, row: Row): Kept => {
  const inside = unsealJson<Inside>(key, stateBound(row.id), row.sealed);
  return {
    id: row.id,
    handle: inside.handle,
    person: inside.person,
    room: row.sealed_room === null ? null : unseal(key, roomBound(row.id), row.sealed_room).toString('utf8'),
    state: completed(inside.state),
  };
};

/** Opens rows; those whose key is gone meanwhile are forgotten and left out. */
const openRows = async ({ keys }: Ground, rows: readonly Row[]): Promise<readonly Kept[]> => {
  const found = await keys.findAll(rows.map((row) => row.id));
  return rows.flatMap((row) => {
    const key = found.get(row.id);
    return key === undefined ? [] : [openRow(key, row)];
  });
};

/** Reads the conversations that `column` tells. */
export const readConversations = async (
  ground: Ground,
  column: 'id' | 'room_hash' | 'handle_hash',
  values: readonly string[],
): Promise<readonly Kept[]> => {
  if (values.length === 0) return [];
  const query = ground.db
    .selectFrom('conversations')
    .selectAll()
    .where(column, 'in', [...values]);
  return openRows(ground, await query.execute());
};

export const readOpenCases = async (ground: Ground): Promise<readonly Kept[]> => {
  const query = ground.db
    .selectFrom('conversations')
    .selectAll()
    .where('status', '!=', 'bot')
    .orderBy('case_number');
  return openRows(ground, await query.execute());
};

/** Writes the state; the room stays as it is, because a room may have been opened meanwhile. */
export const writeConversation = (
  { db, lookup }: Ground,
  key: Uint8Array,
  kept: Kept & { readonly wakeAt: number | null },
): Compilable => {
  const { id, handle, person, state, wakeAt } = kept;
  const columns = {
    handle_hash: lookup.handle(handle),
    sealed: sealJson(key, stateBound(id), { handle, person, state } satisfies Inside),
    status: state.status,
    wake_at: wakeAt,
    heard_at: state.lastHeard,
    case_number: state.status === 'bot' ? null : state.case.number,
  };
  return db
    .insertInto('conversations')
    .values({ id, room_hash: null, sealed_room: null, ...columns })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns));
};

/** Gives a conversation its room. A room belongs to one conversation: an earlier one loses it. */
export const writeRoom = (
  { db, lookup }: Ground,
  key: Uint8Array,
  id: ConversationId,
  room: Address,
): readonly Compilable[] => {
  const room_hash = lookup.room(room);
  const sealed_room = seal(key, roomBound(id), Buffer.from(room));
  const nobody = { room_hash: null, sealed_room: null };
  return [
    db.updateTable('conversations').set(nobody).where('room_hash', '=', room_hash),
    db.updateTable('conversations').set({ room_hash, sealed_room }).where('id', '=', id),
  ];
};

export const clearRoom = ({ db }: Ground, id: ConversationId): Compilable =>
  db.updateTable('conversations').set({ room_hash: null, sealed_room: null }).where('id', '=', id);

/** Removes the rows of conversations whose keys are gone already; their texts go with them. */
export const deleteConversations = (
  { db }: Ground,
  ids: readonly ConversationId[],
): readonly Compilable[] => [
  db.deleteFrom('texts').where('conversation', 'in', [...ids]),
  db.deleteFrom('errands').where('conversation', 'in', [...ids]),
  db.deleteFrom('conversations').where('id', 'in', [...ids]),
];
