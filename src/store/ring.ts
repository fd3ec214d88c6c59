import type { Kysely } from 'kysely';
import { type MasterSource, mastersFor, nameOfSource, readMasters } from './master-source.ts';
import { createMaster, type Master } from './secrets.ts';
import { StoreError } from './store-error.ts';
import type { KeyTables } from './tables.ts';
import { masterInUse } from './wrapped-key.ts';

/** The master keys that can be had. */
export interface Ring {
  /** The one with this id; one that came while the program runs is looked for where the others came from. */
  readonly find: (id: string) => Promise<Master>;
}

/** Under these names the key file says since when its master key is in use, and what the Lampa that opened it knows. */
export const inUseSince = 'master-since';
export const knownMasters = 'masters-known';
export const knownSource = 'masters-from';

const wrongKey = (folder: string, source: MasterSource): StoreError =>
  new StoreError(
    `Store: the master key in ${nameOfSource(source)} is not the one that ${folder} was sealed with. Put the right one back from your backup.`,
  );

const oneMissing = (source: MasterSource, id: string): StoreError =>
  new StoreError(
    `Store: a part of the keys is wrapped by the master key ${id}, which is not in ${nameOfSource(source)} (any more). Put it back there as another line, then run "lampa keys rotate".`,
  );

const createRing = (source: MasterSource, keys: readonly Buffer[]): Ring => {
  const known = new Map(keys.map(createMaster).map((master) => [master.id, master]));
  return {
    find: async (id) => {
      const master = known.get(id);
      if (master !== undefined) return master;
      for (const key of (await readMasters(source)) ?? []) {
        const another = createMaster(key);
        known.set(another.id, another);
      }
      const found = known.get(id);
      if (found === undefined) throw oneMissing(source, id);
      return found;
    },
  };
};

const sayAbout = async (db: Kysely<KeyTables>, said: Readonly<Record<string, string>>): Promise<void> => {
  for (const [name, value] of Object.entries(said)) {
    await db
      .insertInto('about')
      .values({ name, value })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
      .execute();
  }
};

/** What a store is opened with. */
export interface OpenedRing {
  readonly ring: Ring;
  /** The oldest key that there is; null: nothing was sealed yet. */
  readonly oldest: Buffer | null;
}

/**
 * Fetches the master keys for a key file, and refuses when one is missing that wraps anything. Writes down which ones this
 * program knows and from where, so that `lampa keys rotate` beside it knows whether it can follow.
 */
export const openRing = async (
  db: Kysely<KeyTables>,
  folder: string,
  source: MasterSource,
  now: number,
): Promise<OpenedRing> => {
  const wrapping = await db
    .selectFrom('keys')
    .select(['master', (is) => is.fn.min('made_at').as('since')])
    .groupBy('master')
    .orderBy('since')
    .execute();
  const keys = await mastersFor(source, wrapping.length > 0);
  const ids = keys.map((key) => createMaster(key).id);
  const about = await db.selectFrom('about').select('value').where('name', '=', masterInUse).execute();
  const needed = [...about.map(({ value }) => value), ...wrapping.map(({ master }) => master)];
  const missing = needed.find((id) => !ids.includes(id));
  if (missing !== undefined) {
    throw needed.some((id) => ids.includes(id)) ? oneMissing(source, missing) : wrongKey(folder, source);
  }
  const [first] = wrapping;
  if (about.length === 0) {
    await sayAbout(db, {
      [masterInUse]: first?.master ?? ids[0] ?? '',
      [inUseSince]: String(first?.since ?? now),
    });
  }
  const from = source.from === 'file' ? `file:${source.path}` : source.from;
  await sayAbout(db, { [knownMasters]: JSON.stringify(ids), [knownSource]: from });
  return {
    ring: createRing(source, keys),
    oldest: first === undefined ? null : (keys[ids.indexOf(first.master)] ?? null),
  };
};
