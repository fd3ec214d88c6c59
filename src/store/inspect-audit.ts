import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { openAuditLine } from './books.ts';
import { filesIn } from './files.ts';
import { deskKey } from './keys.ts';
import { type MasterSource, mastersFor, nameOfSource } from './master-source.ts';
import { createMaster } from './secrets.ts';
import type { AuditLine } from './store.ts';
import { StoreError } from './store-error.ts';
import { unwrapKey } from './wrapped-key.ts';

const reading = <T>(path: string, job: (db: DatabaseSync) => T): T => {
  try {
    const db = new DatabaseSync(path, { readOnly: true, timeout: 2_000 });
    try {
      return job(db);
    } finally {
      db.close();
    }
  } catch (cause) {
    if (cause instanceof StoreError) throw cause;
    const why = cause instanceof Error ? cause.message : 'unknown';
    throw new StoreError(
      `Store: ${path} cannot be read (${why}); "lampa doctor" tells what is wrong with the store.`,
      { cause },
    );
  }
};

/** The key of the desk, which opens no word and no address of a person. */
const openDeskKey = (path: string, source: MasterSource, masters: readonly Buffer[]): Buffer | null =>
  reading(path, (db) => {
    const row = db.prepare('select master, wrapped from keys where name = ?').get(deskKey);
    if (row === undefined || !(row.wrapped instanceof Uint8Array)) return null;
    const master = masters.map(createMaster).find(({ id }) => id === row.master);
    if (master === undefined) {
      throw new StoreError(
        `Store: the master key in ${nameOfSource(source)} is not the one that ${path} was sealed with. Put the right one back from your backup.`,
      );
    }
    return unwrapKey(master, { name: deskKey, master: master.id, wrapped: row.wrapped });
  });

/**
 * What the staff did, read from outside, oldest first: works while a Lampa runs on the store and changes nothing. null: there
 * is no store yet. Throws a `StoreError` when the master key is lost or a file cannot be read.
 */
export const inspectAudit = async (
  folder: string,
  source: MasterSource,
): Promise<readonly AuditLine[] | null> => {
  const files = filesIn(folder);
  if (!existsSync(files.lampa) || !existsSync(files.keys)) return null;
  const key = openDeskKey(files.keys, source, await mastersFor(source, true));
  if (key === null) return null;
  return reading(files.lampa, (db) =>
    db
      .prepare('select at, case_number, name, sealed from audit order by id')
      .all()
      .flatMap(({ at, case_number, name, sealed }) =>
        sealed instanceof Uint8Array
          ? [
              openAuditLine(key, {
                at: Number(at),
                case_number: case_number === null ? null : Number(case_number),
                name: String(name),
                sealed,
              }),
            ]
          : [],
      ),
  );
};
