import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { filesIn } from './files.ts';
import { isLocked } from './inspect-store.ts';
import { ownKeys } from './keys.ts';
import { inUseSince, knownMasters, knownSource } from './ring.ts';
import { masterInUse } from './wrapped-key.ts';

export interface InspectedKeys {
  /** A Lampa is running on the store. */
  readonly running: boolean;
  /** How many keys of conversations each master key wraps, by its id; null: there is no store yet, or it cannot be read. */
  readonly wrapped: ReadonlyMap<string, number> | null;
  /** The id of the master key that wraps new keys; null: an older Lampa made the store. */
  readonly inUse: string | null;
  /** Milliseconds since 1970. */
  readonly since: number | null;
  /** The ids of the master keys that the Lampa which opened the store last could read, and where it had them from. */
  readonly known: readonly string[];
  readonly from: string | null;
}

const nothing = { wrapped: null, inUse: null, since: null, known: [], from: null };

const idsIn = (json: string | undefined): readonly string[] => {
  const read: unknown = JSON.parse(json ?? '[]');
  return Array.isArray(read) ? read.map(String) : [];
};

const read = (db: DatabaseSync): Omit<InspectedKeys, 'running'> => {
  const own = ownKeys.map((name) => `'${name}'`).join(', ');
  const counted = db.prepare(`select master, sum(name not in (${own})) as n from keys group by master`).all();
  const about = new Map(
    db
      .prepare('select name, value from about')
      .all()
      .map(({ name, value }) => [String(name), String(value)]),
  );
  const since = about.get(inUseSince);
  return {
    wrapped: new Map(counted.map(({ master, n }) => [String(master), Number(n)])),
    inUse: about.get(masterInUse) ?? null,
    since: since === undefined ? null : Number(since),
    known: idsIn(about.get(knownMasters)),
    from: about.get(knownSource) ?? null,
  };
};

/** What can be told of the keys from outside; works while a Lampa runs, changes nothing, and tells no key. */
export const inspectKeys = (folder: string): InspectedKeys => {
  const { keys, lock } = filesIn(folder);
  const running = isLocked(lock);
  if (!existsSync(keys)) return { running, ...nothing };
  try {
    const db = new DatabaseSync(keys, { readOnly: true, timeout: 2_000 });
    try {
      return { running, ...read(db) };
    } finally {
      db.close();
    }
  } catch {
    return { running, ...nothing };
  }
};
