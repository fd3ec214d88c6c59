import { join } from 'node:path';
import { newMasterKey, parseMasterKeys, readMasterKeys, writeMasterKeys } from './master-key.ts';
import { StoreError } from './store-error.ts';

/** Where the master key comes from. Each may hold several: the wanted one first, the others to read what is still wrapped by them. */
export type MasterSource =
  /** `own`: the file in the data folder, which the first start makes. */
  | { readonly from: 'file'; readonly path: string; readonly own: boolean }
  | { readonly from: 'environment'; readonly keys: readonly Buffer[] };

/** What was set: keys themselves, a file in which they stand, or nothing. */
export type MasterSetting = { readonly are: string } | { readonly in: string } | null;

/** The source for a data folder and what was set. */
export const masterSource = (folder: string, setting: MasterSetting): MasterSource => {
  if (setting === null) return { from: 'file', path: join(folder, 'master.key'), own: true };
  if ('in' in setting) return { from: 'file', path: setting.in, own: false };
  const keys = parseMasterKeys(setting.are);
  if (keys === null) throw new StoreError('Store: LAMPA_MASTER_KEY holds no key of 32 bytes as base64.');
  return { from: 'environment', keys };
};

/** How a source is called, for the operator; the name of a file or the setting, never a key. */
export const nameOfSource = (source: MasterSource): string =>
  source.from === 'file' ? source.path : 'LAMPA_MASTER_KEY';

/** The keys that are there now; null: the file is missing. */
export const readMasters = async (source: MasterSource): Promise<readonly Buffer[] | null> =>
  source.from === 'file' ? readMasterKeys(source.path) : source.keys;

const lost = (path: string): StoreError =>
  new StoreError(
    `Store: the key is lost: ${path} is missing, and without it nothing in this store can be read. Restore it from your backup: the copy of the key that was put in a safe place. If there is none, nobody can read these conversations any more; then move the whole data folder away and begin anew.`,
  );

/** The keys for a store that is about to be opened. `keysAreThere`: something was sealed already, so that a new one would be of no use. */
export const mastersFor = async (source: MasterSource, keysAreThere: boolean): Promise<readonly Buffer[]> => {
  const there = await readMasters(source);
  if (there !== null) return there;
  const path = nameOfSource(source);
  if (keysAreThere) throw lost(path);
  if (source.from === 'file' && !source.own) {
    throw new StoreError(
      `Store: LAMPA_MASTER_KEY_FILE names ${path}, which is not there. Make a key with "lampa keys init", or correct the path.`,
    );
  }
  const made = newMasterKey();
  await writeMasterKeys(path, [made]);
  return [made];
};
