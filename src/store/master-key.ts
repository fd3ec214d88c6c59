import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StoreError } from './store-error.ts';

const keyBytes = 32;
const groupAndOthers = 0o077;
const base64Of32Bytes = /^[A-Za-z0-9+/]{43}=$/;

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

const refuseOpenRights = async (path: string): Promise<void> => {
  // Windows has no such bits; there the folder's rights decide.
  if (process.platform === 'win32') return;
  const { mode } = await stat(path);
  if ((mode & groupAndOthers) === 0) return;
  throw new StoreError(
    `Store: ${path} can be read by others on this machine. Run: chmod 600 ${path} (and think about whether it was copied).`,
  );
};

const read = async (path: string): Promise<Buffer> => {
  const text = (await readFile(path, 'utf8')).trim();
  if (!base64Of32Bytes.test(text)) {
    throw new StoreError(
      `Store: ${path} is broken: it must hold 32 bytes as base64. Restore it from your backup.`,
    );
  }
  return Buffer.from(text, 'base64');
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

// Written aside and renamed: a power cut leaves either no key or a whole one.
const create = async (path: string): Promise<Buffer> => {
  const key = randomBytes(keyBytes);
  const aside = `${path}.new`;
  await rm(aside, { force: true });
  const handle = await open(aside, 'wx', 0o600);
  try {
    await handle.writeFile(`${key.toString('base64')}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(aside, path);
  await syncFolder(dirname(path));
  return key;
};

const readOrCreate = async (path: string, keysAreThere: boolean): Promise<Buffer> => {
  try {
    await refuseOpenRights(path);
    return await read(path);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  if (keysAreThere) {
    throw new StoreError(
      `Store: the key is lost: ${path} is missing, and without it nothing in this store can be read. Restore it from your backup.`,
    );
  }
  return await create(path);
};

/**
 * The 32 bytes that all keys hang on, from a file for its owner only; made at the first start.
 * `keysAreThere`: something was sealed with it already, so that a new one would be of no use.
 */
export const masterKeyFrom = async (path: string, keysAreThere: boolean): Promise<Buffer> => {
  try {
    return await readOrCreate(path, keysAreThere);
  } catch (cause) {
    if (cause instanceof StoreError) throw cause;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw new StoreError(
      `Store: ${path} cannot be read or made (${code}). Check its owner and rights, and that the disk is not full.`,
      { cause },
    );
  }
};
