import { StoreError } from './store-error.ts';

/** SQLite's primary result codes: busy, locked, no memory, read-only, IO, corrupt, full, cannot open, no database. */
const ofSqlite: readonly number[] = [5, 6, 7, 8, 10, 11, 13, 14, 26];
/** What the system says of a disk, or of a process that has no more files to open. */
const ofSystem: readonly unknown[] = ['ENOSPC', 'EDQUOT', 'EIO', 'EROFS', 'EMFILE', 'ENFILE', 'ENOMEM'];

/**
 * True: the store is not there, so whatever had to be written failed, and would work when the store works again.
 * False: this alone was refused, and would be refused again. Codes as on sqlite.org/rescode.html.
 */
export const isOutage = (error: unknown): boolean =>
  error instanceof StoreError
    ? error.isClosed || (error.sqlite !== null && ofSqlite.includes(error.sqlite & 0xff))
    : error instanceof Error && 'code' in error && ofSystem.includes(error.code);
