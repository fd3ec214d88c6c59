import { existsSync } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreError } from './store-error.ts';

/** The files of a store. Backups of `lampa` alone carry no key. */
export interface Files {
  readonly folder: string;
  readonly lampa: string;
  readonly keys: string;
  readonly master: string;
  readonly lock: string;
  /** Who was deleted; outlives a restore of the databases. */
  readonly deletions: string;
  /** Where a backup is opened before it is put back; gone when that is done, but for a kill. */
  readonly restoring: string;
}

export const filesIn = (folder: string): Files => ({
  folder,
  lampa: join(folder, 'lampa.sqlite'),
  keys: join(folder, 'keys.sqlite'),
  master: join(folder, 'master.key'),
  lock: join(folder, 'lock.sqlite'),
  deletions: join(folder, 'deletions.list'),
  restoring: join(folder, '.restoring'),
});

const cannot = (what: string, path: string, cause: unknown): StoreError => {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
  return new StoreError(
    `Store: ${path} cannot be ${what} (${code}). Check its owner and rights, and that the disk is there and not full.`,
    { cause },
  );
};

/** Makes the folder, for its owner only, when it is not there yet. */
export const makeFolder = async (folder: string): Promise<void> => {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw cannot('made', folder, cause);
  }
};

/** Makes an empty file for its owner only, when it is not there yet; SQLite gives its side files the same rights. */
export const makePrivate = async (path: string): Promise<void> => {
  // Never opened when it is there: closing it would drop the locks that SQLite holds on it in this process (POSIX).
  if (existsSync(path)) return;
  try {
    await (await open(path, 'wx', 0o600)).close();
  } catch (cause) {
    throw cannot('made', path, cause);
  }
};
