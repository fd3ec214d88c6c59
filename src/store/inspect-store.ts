import { existsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { filesIn } from './files.ts';

export interface InspectedFile {
  readonly path: string;
  /** Bytes; null: the file is not there. */
  readonly size: number | null;
  /** Rights in octal, such as `600`; null on Windows or when the file is not there. */
  readonly mode: string | null;
  /** Group or others have a right on it. */
  readonly openToOthers: boolean;
}

export interface InspectedStore {
  readonly folder: string;
  readonly files: readonly InspectedFile[];
  /** A Lampa is running on it. */
  readonly locked: boolean;
  /** The last change of the schema that was applied; null: none, or it cannot be read. */
  readonly schema: string | null;
  /** null: the file is not there or cannot be read. */
  readonly conversations: number | null;
  /** What SQLite says when a file cannot be read; holds nothing of a person. */
  readonly trouble: readonly string[];
}

/** Looked at from outside only: opening and closing a file would drop the locks that SQLite holds on it in this process. */
export const inspectFile = (path: string): InspectedFile => {
  if (!existsSync(path)) return { path, size: null, mode: null, openToOthers: false };
  const { size, mode } = statSync(path);
  const windows = process.platform === 'win32';
  return {
    path,
    size,
    mode: windows ? null : (mode & 0o777).toString(8).padStart(3, '0'),
    openToOthers: !windows && (mode & 0o077) !== 0,
  };
};

/** A Lampa holds this lock. */
export const isLocked = (path: string): boolean => {
  if (!existsSync(path)) return false;
  const lock = new DatabaseSync(path, { readOnly: true, timeout: 0 });
  try {
    lock.prepare('select count(*) from sqlite_master').get();
    return false;
  } catch {
    return true;
  } finally {
    lock.close();
  }
};

const readInside = (path: string): Pick<InspectedStore, 'schema' | 'conversations' | 'trouble'> => {
  const nothing = { schema: null, conversations: null };
  if (!existsSync(path)) return { ...nothing, trouble: [] };
  try {
    const database = new DatabaseSync(path, { readOnly: true, timeout: 2_000 });
    try {
      const schema = database.prepare('select max(name) as name from kysely_migration').get();
      const count = database.prepare('select count(*) as n from conversations').get();
      return {
        schema: typeof schema?.name === 'string' ? schema.name : null,
        conversations: Number(count?.n ?? 0),
        trouble: [],
      };
    } finally {
      database.close();
    }
  } catch (error) {
    return { ...nothing, trouble: [error instanceof Error ? error.message : 'unknown'] };
  }
};

/** What can be told of a store from outside, for `doctor`; works while a Lampa runs on it, changes nothing, no secrets. */
export const inspectStore = (folder: string): InspectedStore => {
  const files = filesIn(folder);
  const paths = [
    files.lampa,
    `${files.lampa}-wal`,
    files.keys,
    `${files.keys}-wal`,
    files.master,
    files.lock,
  ];
  return {
    folder,
    files: paths.map(inspectFile),
    locked: isLocked(files.lock),
    ...readInside(files.lampa),
  };
};
