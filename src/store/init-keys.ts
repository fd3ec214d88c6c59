import { dirname } from 'node:path';
import { makeFolder } from './files.ts';
import { inspectKeys } from './inspect-keys.ts';
import { newMasterKey, readMasterKeys, writeMasterKeys } from './master-key.ts';
import { type MasterSource, nameOfSource } from './master-source.ts';
import { createMaster } from './secrets.ts';
import { StoreError } from './store-error.ts';

/** Makes the master key of a new store, and gives its id. Never where there is one, nor for a store that hangs on another. */
export const initKeys = async (folder: string, source: MasterSource): Promise<string> => {
  if (source.from !== 'file') {
    throw new StoreError(
      `Store: the master key comes from ${nameOfSource(source)}; there is nothing to make. "openssl rand -base64 32" makes one for it.`,
    );
  }
  const { path } = source;
  if ((await readMasterKeys(path)) !== null) {
    throw new StoreError(`Store: there is a master key in ${path} already. "lampa keys rotate" changes it.`);
  }
  if ((inspectKeys(folder).wrapped?.size ?? 0) > 0) {
    throw new StoreError(
      `Store: what is in ${folder} is sealed with another master key, so a new one in ${path} would be of no use. Put the copy of that one there.`,
    );
  }
  await makeFolder(dirname(path));
  const key = newMasterKey();
  await writeMasterKeys(path, [key]);
  return createMaster(key).id;
};
