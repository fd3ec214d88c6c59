import { type Compilable, type RawBuilder, type Selectable, sql } from 'kysely';
import { readConversations } from './conversations.ts';
import { bound, lineName, lineOf } from './errand-lines.ts';
import type { Ground } from './ground.ts';
import { isOnce } from './keys.ts';
import { orLater } from './leaving.ts';
import { readRooms } from './rooms.ts';
import { randomName, sealJson, unsealJson } from './seal.ts';
import type { ConversationId, DueErrand, Errand, Kept, Line, NewErrand } from './store.ts';
import type { Tables } from './tables.ts';

type Row = Selectable<Tables['errands']>;

/** The key that an errand of a line is sealed with. */
type KeyOf = (line: Line) => { readonly name: string; readonly key: Uint8Array };

const addErrand = (ground: Ground, now: number, added: NewErrand, keyOf: KeyOf): Compilable => {
  const { name: key_name, key } = keyOf(added.line);
  const line = lineName(ground, added);
  const name = randomName();
  const position = added.first
    ? sql<number>`(select coalesce(min(position), 0) - 1 from errands where line = ${line})`
    : sql<number>`(select coalesce(max(position), 0) + 1 from errands where line = ${line})`;
  return ground.db.insertInto('errands').values({
    line,
    conversation: added.line.to === 'desk' ? null : added.line.conversation,
    case_number: added.line.to === 'room' ? added.line.case : null,
    position,
    created_at: now,
    crisis: added.crisis ? 1 : 0,
    not_before: now,
    leased_until: null,
    attempts: 0,
    key_name,
    name,
    sealed: sealJson(key, bound(line, name), added.errand),
  });
};

/** Adds errands in their order; those that go first keep their order among themselves, too. */
export const addErrands = (
  ground: Ground,
  now: number,
  errands: readonly NewErrand[],
  keyOf: KeyOf,
): readonly Compilable[] => {
  const last = errands.filter((errand) => !errand.first);
  // Each goes before all others of its line, so the foremost is added last.
  const foremost = errands.filter((errand) => errand.first).reverse();
  // Among errands of equal urgency the older goes first, so the foremost are written before the others.
  return [...foremost, ...last].map((errand) => addErrand(ground, now, errand, keyOf));
};

/** Only the first of a line may go; what stands behind it waits for it. */
const isFirstOfLine = sql<boolean>`not exists (select 1 from errands as before
  where before.line = errands.line and before.position < errands.position)`;

/**
 * Until when something of its line is under way. What was put first waits for it, so that two things of a line never go
 * side by side; a crisis card does not wait even for that.
 */
const busyUntil: RawBuilder<number | null> = sql`(select max(leased.leased_until) from errands as leased
  where leased.line = errands.line and (errands.crisis = 0 or leased.id = errands.id))`;

const openErrands = async (ground: Ground, rows: readonly Row[]): Promise<readonly DueErrand[]> => {
  const ids = rows.flatMap(({ conversation }) => (conversation === null ? [] : [conversation]));
  const conversations = new Map<ConversationId, Kept>();
  for (const kept of await readConversations(ground, 'id', [...new Set(ids)]))
    conversations.set(kept.id, kept);
  const rooms = await readRooms(ground, [...conversations.keys()]);
  const keys = await ground.keys.findAll(rows.map((row) => row.key_name));
  return rows.flatMap((row) => {
    const errand = openErrand(keys.get(row.key_name), row);
    if (errand === null) {
      // Its conversation is being forgotten, the key file is older than this row, or the row is damaged: no reason to hold
      // up all others.
      ground.log({ line: 'store-errand-unreadable', errand: row.id });
      return [];
    }
    const line = lineOf(row);
    return [
      {
        id: row.id,
        line,
        errand,
        attempts: row.attempts,
        person: line.to === 'desk' ? null : (conversations.get(line.conversation)?.person ?? null),
        room: line.to === 'room' ? rooms(line.conversation, line.case) : null,
        crisis: row.crisis === 1,
      },
    ];
  });
};

const openErrand = (key: Uint8Array | undefined, row: Row): Errand | null => {
  if (key === undefined) return null;
  try {
    return unsealJson<Errand>(key, bound(row.line, row.name), row.sealed);
  } catch {
    return null;
  }
};

/** The person's card goes before the alarm at the desk. */
const isForPerson = ({ line }: Pick<Row, 'line'>): number => Number(line.startsWith('person:'));

export const leaseErrands = async (
  ground: Ground,
  now: number,
  until: number,
  limit: number,
): Promise<readonly DueErrand[]> => {
  const { db } = ground;
  const due = db
    .selectFrom('errands')
    .select('id')
    .where('not_before', '<=', now)
    .where(isFirstOfLine)
    .where(sql<boolean>`coalesce(${busyUntil}, ${now}) <= ${now}`)
    .orderBy('crisis', 'desc')
    .orderBy(sql`line like 'person:%'`, 'desc')
    .orderBy('id')
    .limit(limit);
  const rows = await db
    .updateTable('errands')
    .set({ leased_until: until, attempts: sql<number>`attempts + 1` })
    .where('id', 'in', due)
    .returningAll()
    .execute();
  // The update answers in no order, and it has counted this attempt already.
  const ordered = rows
    .map((row) => ({ ...row, attempts: row.attempts - 1 }))
    .sort(
      (one, other) => other.crisis - one.crisis || isForPerson(other) - isForPerson(one) || one.id - other.id,
    );
  return openErrands(ground, ordered);
};

/**
 * The clock was set back: what was put off by the old one would wait as long as that ran ahead, a crisis card too. So
 * nothing that is put off waits any longer, and what is under way is held no longer than what is leased now.
 */
export const unwait = ({ db }: Ground, now: number, until: number): readonly Compilable[] => [
  db.updateTable('errands').set({ not_before: now }).where('not_before', '>', now),
  db.updateTable('errands').set({ leased_until: until }).where('leased_until', '>', until),
];

/** What stands right behind an errand in its line. */
export const readBehind = async (
  ground: Ground,
  errand: number,
  limit: number,
): Promise<readonly DueErrand[]> => {
  const rows = await ground.db
    .selectFrom('errands')
    .innerJoin('errands as first', 'first.line', 'errands.line')
    .selectAll('errands')
    .where('first.id', '=', errand)
    .whereRef('errands.position', '>', 'first.position')
    .orderBy('errands.position')
    .limit(limit)
    .execute();
  return openErrands(ground, rows);
};

export const readNextErrand = async ({ db }: Ground): Promise<number | null> => {
  const row = await db
    .selectFrom('errands')
    .select(
      sql<number | null>`min(case when ${busyUntil} > not_before then ${busyUntil} else not_before end)`.as(
        'at',
      ),
    )
    .where(isFirstOfLine)
    .executeTakeFirst();
  return row?.at ?? null;
};

export const postponeErrand = ({ db }: Ground, errand: number, at: number): Compilable =>
  db.updateTable('errands').set({ not_before: at, leased_until: null }).where('id', '=', errand);

export const deleteErrands = ({ db }: Ground, errands: readonly number[]): Compilable =>
  db
    .deleteFrom('errands')
    .where('id', 'in', [...errands])
    .returning('key_name');

/** Names of the throw-away keys that errands of a conversation use: receipts of an earlier forgetting. */
export const onceKeysOf = async (
  { db }: Ground,
  conversation: ConversationId,
): Promise<readonly string[]> => {
  const rows = await db
    .selectFrom('errands')
    .select('key_name')
    .where('conversation', '=', conversation)
    .execute();
  return rows.map((row) => row.key_name).filter(isOnce);
};

/** Removes throw-away keys that no errand uses any more; later when it cannot. */
export const removeUnusedOnce = (ground: Ground, names: readonly string[]): Promise<void> =>
  orLater(ground, async () => {
    const once = [...new Set(names.filter(isOnce))];
    if (once.length === 0) return;
    const query = ground.db.selectFrom('errands').select('key_name').where('key_name', 'in', once);
    const used = new Set((await query.execute()).map((row) => row.key_name));
    await ground.keys.remove(once.filter((name) => !used.has(name)));
  });

/** Lets go of the keys of settled errands, and wipes what they sealed from the files. */
export const retireOnceKeys = async (ground: Ground, names: readonly string[]): Promise<void> => {
  if (!names.some(isOnce)) return;
  await removeUnusedOnce(ground, names);
  await ground.wipe('asked');
};
