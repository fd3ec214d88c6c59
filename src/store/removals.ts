import type { Compilable, Selectable } from 'kysely';
import { addErrands } from './errands.ts';
import type { Ground } from './ground.ts';
import { deskKey } from './keys.ts';
import { openRoomAddress } from './rooms.ts';
import type { ConversationId, NewErrand } from './store.ts';
import type { Tables } from './tables.ts';

type Row = Pick<Selectable<Tables['rooms']>, 'conversation' | 'case_number' | 'sealed'>;

const removedAtOnce = 200;

/** Asks for the removal of rooms. It hangs on the desk's key and names no conversation, so that it outlasts them. */
const removeRooms = async (
  ground: Ground,
  rows: readonly Row[],
  now: number,
): Promise<readonly Compilable[]> => {
  if (rows.length === 0) return [];
  const found = await ground.keys.findAll(rows.map((row) => row.conversation));
  const errands = rows.flatMap(({ conversation, case_number, sealed }): readonly NewErrand[] => {
    const key = found.get(conversation);
    if (key === undefined) return [];
    const room = openRoomAddress(key, conversation, case_number, sealed);
    return [
      {
        line: { to: 'desk' },
        errand: { errand: 'remove-room', room, caseNumber: case_number },
        first: false,
        crisis: false,
      },
    ];
  });
  const ofDesk = await ground.keys.make(deskKey);
  return addErrands(ground, now, errands, () => ({ name: deskKey, key: ofDesk }));
};

/** The rooms of all cases of conversations that are being forgotten. */
export const removeRoomsOf = async (
  ground: Ground,
  conversations: readonly ConversationId[],
  now: number,
): Promise<readonly Compilable[]> => {
  const query = ground.db.selectFrom('rooms').select(['conversation', 'case_number', 'sealed']);
  return removeRooms(ground, await query.where('conversation', 'in', [...conversations]).execute(), now);
};

/**
 * Rooms of cases that are over and of which nothing is kept any more: what stands there is the last copy. A room that a
 * text still waits for stays until it has come.
 */
const readSpent = ({ db }: Ground): Promise<readonly Row[]> =>
  db
    .selectFrom('rooms')
    .innerJoin('conversations', 'conversations.id', 'rooms.conversation')
    .select(['rooms.conversation', 'rooms.case_number', 'rooms.sealed'])
    .where((is) =>
      is.or([
        is('conversations.status', '=', 'bot'),
        is('rooms.case_number', '!=', is.ref('conversations.case_number')),
      ]),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('texts')
            .select('texts.id')
            .whereRef('texts.conversation', '=', 'rooms.conversation')
            .whereRef('texts.case_number', '=', 'rooms.case_number'),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('errands')
            .select('errands.id')
            .whereRef('errands.conversation', '=', 'rooms.conversation')
            .whereRef('errands.case_number', '=', 'rooms.case_number'),
        ),
      ),
    )
    .limit(removedAtOnce)
    .execute();

/** Lets go of the rooms whose time is over; returns how many. */
export const removeSpentRooms = async (ground: Ground, now: number): Promise<number> => {
  const spent = await readSpent(ground);
  if (spent.length === 0) return 0;
  await ground.together([
    ...(await removeRooms(ground, spent, now)),
    ...spent.map(({ conversation, case_number }) =>
      ground.db
        .deleteFrom('rooms')
        .where('conversation', '=', conversation)
        .where('case_number', '=', case_number),
    ),
  ]);
  return spent.length;
};
