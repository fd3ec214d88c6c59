import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StoreError } from './store-error.ts';

const keyBytes = 32;
const groupAndOthers = 0o077;
const base64Of32Bytes = /^[A-Za-z0-9+/]{43}=$/;

/** A new master key: 32 bytes that nobody can guess. */
export const newMasterKey = (): Buffer => randomBytes(keyBytes);

/** The master keys that a text holds, the wanted one first, separated by lines, spaces or commas; null when it holds anything else. */
export const parseMasterKeys = (text: string): readonly Buffer[] | null => {
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  if (words.length === 0 || !words.every((word) => base64Of32Bytes.test(word))) return null;
  return words.map((word) => Buffer.from(word, 'base64'));
};

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Only its owner may do anything with it, and its owner is who runs Lampa. */
const refuseOtherRights = async (path: string): Promise<void> => {
  const { mode, uid } = await stat(path);
  // Windows has neither such bits nor such owners; there the folder's rights decide.
  if (process.getuid === undefined) return;
  if ((mode & groupAndOthers) !== 0) {
    throw new StoreError(
      `Store: ${path} can be read by others on this machine. Run: chmod 600 ${path} (and think about whether it was copied).`,
    );
  }
  if (uid !== process.getuid()) {
    throw new StoreError(
      `Store: ${path} belongs to another user than the one that runs Lampa. Run: chown ${process.getuid()} ${path}`,
    );
  }
};

const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

const telling = async <T>(path: string, what: string, job: () => Promise<T>): Promise<T> => {
  try {
    return await job();
  } catch (cause) {
    if (cause instanceof StoreError) throw cause;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw new StoreError(
      `Store: ${path} cannot be ${what} (${code}). Check its owner and rights, and that the disk is not full.`,
      { cause },
    );
  }
};

/**
 * The master keys in a file, the wanted one first; null: there is no such file. Refuses a file that anybody else may read,
 * and one that holds anything but keys.
 */
export const readMasterKeys = (path: string): Promise<readonly Buffer[] | null> =>
  telling(path, 'read', async () => {
    try {
      await refuseOtherRights(path);
      const keys = parseMasterKeys(await readFile(path, 'utf8'));
      if (keys !== null) return keys;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
    throw new StoreError(
      `Store: ${path} is broken: it must hold 32 bytes as base64. Restore it from your backup.`,
    );
  });

/** Writes the file whole, for its owner only. Aside and renamed: a power cut leaves either what was there or what is to be. */
export const writeMasterKeys = (path: string, keys: readonly Buffer[]): Promise<void> =>
  telling(path, 'written', async () => {
    const aside = `${path}.new`;
    await rm(aside, { force: true });
    const handle = await open(aside, 'wx', 0o600);
    try {
      await handle.writeFile(keys.map((key) => `${key.toString('base64')}\n`).join(''));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(aside, path);
    await syncFolder(dirname(path));
  });
