import type { Compilable, Selectable } from 'kysely';
import { type Conversation, completed } from '../conversation/state.ts';
import type { Address } from '../port.ts';
import type { Ground } from './ground.ts';
import { openRoomAddress } from './rooms.ts';
import { sealJson, unsealJson } from './seal.ts';
import type { ConversationId, Kept } from './store.ts';
import type { Tables } from './tables.ts';

/** A conversation with the room of its open or last case. */
type Row = Selectable<Tables['conversations']> & { readonly sealed_room: Uint8Array | null };

interface Inside {
  readonly handle: string;
  readonly person: Address;
  readonly state: Conversation;
}

const stateBound = (id: ConversationId) => ({ owner: id, purpose: 'state' });

const openRow = (key: Uint8Array, row: Row): Kept => {
  const inside = unsealJson<Inside>(key, stateBound(row.id), row.sealed);
  const { id, case_number, sealed_room } = row;
  return {
    id,
    handle: inside.handle,
    person: inside.person,
    room:
      case_number === null || sealed_room === null
        ? null
        : openRoomAddress(key, id, case_number, sealed_room),
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

const withRoom = ({ db }: Ground) =>
  db
    .selectFrom('conversations')
    .leftJoin('rooms', (join) =>
      join
        .onRef('rooms.conversation', '=', 'conversations.id')
        .onRef('rooms.case_number', '=', 'conversations.case_number'),
    )
    .selectAll('conversations')
    .select('rooms.sealed as sealed_room');

/** Reads the conversations that `column` tells. */
export const readConversations = async (
  ground: Ground,
  column: 'id' | 'handle_hash',
  values: readonly string[],
): Promise<readonly Kept[]> => {
  if (values.length === 0) return [];
  const query = withRoom(ground).where(`conversations.${column}`, 'in', [...values]);
  return openRows(ground, await query.execute());
};

export const readOpenCases = async (ground: Ground): Promise<readonly Kept[]> => {
  const query = withRoom(ground).where('status', '!=', 'bot').orderBy('conversations.case_number');
  return openRows(ground, await query.execute());
};

/** Those with an open case first, then who was heard last. */
export const readPersons = async (ground: Ground, limit: number): Promise<readonly Address[]> => {
  const query = withRoom(ground)
    .orderBy((is) => is('status', '=', 'bot'))
    .orderBy('heard_at', 'desc')
    .limit(limit);
  return (await openRows(ground, await query.execute())).map(({ person }) => person);
};

/** Writes the state; rooms stay as they are, because one may have been opened meanwhile. */
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
  };
  // After its end a case stays the last one, so that its room is still found.
  const update = state.status === 'bot' ? columns : { ...columns, case_number: state.case.number };
  return db
    .insertInto('conversations')
    .values({ id, case_number: null, ...update })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(update));
};

/** Removes all rows of conversations, but not the errands `outlasting`. */
export const deleteConversations = (
  { db }: Ground,
  ids: readonly ConversationId[],
  outlasting: readonly number[] = [],
): readonly Compilable[] => {
  const errands = db.deleteFrom('errands').where('conversation', 'in', [...ids]);
  return [
    db.deleteFrom('texts').where('conversation', 'in', [...ids]),
    db.deleteFrom('rooms').where('conversation', 'in', [...ids]),
    db.deleteFrom('sent').where('conversation', 'in', [...ids]),
    outlasting.length === 0 ? errands : errands.where('id', 'not in', [...outlasting]),
    db.deleteFrom('conversations').where('id', 'in', [...ids]),
  ];
};
