import { type Compilable, type RawBuilder, sql } from 'kysely';
import { deleteAgain, listDeletions } from './deleted-again.ts';
import type { Ground } from './ground.ts';
import { ownKeys } from './keys.ts';
import { orLater, removeLeftKeys } from './leaving.ts';

// A key of nothing is left by a crash between key and first row. Young ones stay: a backup may just be coming back.
const orphanKeysStayMs = 30 * 24 * 3_600_000;

const noKey = (column: string): RawBuilder<unknown> =>
  sql`${sql.ref(column)} not in (select name from keyfile.keys)`;

/** Removes rows whose key is gone; returns how many conversations and errands that were. */
const removeUnreadable = async (
  { db, together }: Ground,
  now: number,
): Promise<readonly [number, number]> => {
  const query = (raw: RawBuilder<unknown>): Compilable => ({ compile: () => raw.compile(db) });
  const results = await together([
    query(sql`delete from texts where ${noKey('conversation')}`),
    query(sql`delete from rooms where ${noKey('conversation')}`),
    query(sql`delete from sent where ${noKey('conversation')}`),
    query(sql`delete from conversations where ${noKey('id')}`),
    query(sql`delete from errands where ${noKey('key_name')}`),
    db.updateTable('errands').set({ leased_until: null }).where('leased_until', 'is not', null),
    // The clock may have run ahead before; a new start tries at once what was put off.
    db.updateTable('errands').set({ not_before: now }).where('not_before', '>', now),
  ]);
  return [results?.[3]?.changes ?? 0, results?.[4]?.changes ?? 0];
};

const readOrphanKeys = async ({ db }: Ground, now: number): Promise<readonly string[]> => {
  const { rows } = await sql<{ name: string }>`select name from keyfile.keys
    where name not in (${sql.join(ownKeys)}) and made_at <= ${now - orphanKeysStayMs}
    and name not in (select id from conversations) and name not in (select key_name from errands)`.execute(
    db,
  );
  return rows.map((row) => row.name);
};

/**
 * Finishes what an earlier process left: who was deleted and came back with a backup is deleted again, leases and pauses are
 * dropped, rows whose key is gone (a backup older than a forgetting)
 * are removed, and so are the keys of forgotten conversations (a crash in the middle of forgetting) and those that seal
 * nothing. `keyPath`: the key file; `crashed`: that process did not end in order.
 */
export const sweep = async (
  ground: Ground,
  keyPath: string,
  now: number,
  crashed: boolean,
): Promise<void> => {
  const { db, keys, log, wipe } = ground;
  const again = await deleteAgain(ground, now);
  if (again > 0) log({ line: 'store-deleted-again', conversations: again });
  await orLater(ground, () => listDeletions(ground), 'deletions.list');
  await sql`attach ${keyPath} as keyfile`.execute(db);
  const [conversations, errands] = await removeUnreadable(ground, now);
  const orphans = await readOrphanKeys(ground, now);
  await sql`detach keyfile`.execute(db);
  await keys.remove(orphans);
  const left = await removeLeftKeys(ground);
  if (conversations + errands > 0) log({ line: 'store-swept', conversations, errands });
  // After a crash perhaps in the middle of a wipe: then the files may still hold what was deleted.
  await wipe(crashed || conversations + errands + orphans.length + left > 0 ? 'asked' : null);
};
