import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MasterSource } from '../../src/store/master-source.ts';
import { openStore, type StoreLine } from '../../src/store/open-store.ts';
import type { Place } from './each-store.ts';
import { retention, start } from './given.ts';

export type FolderPlace = Place & { readonly folder: string; readonly lines: readonly StoreLine[] };

/** A store in a folder of its own. */
export const sqlitePlace = async (master?: MasterSource): Promise<FolderPlace> => {
  const folder = await mkdtemp(join(tmpdir(), 'lampa-store-'));
  const lines: StoreLine[] = [];
  const key = master === undefined ? {} : { master };
  return {
    folder,
    lines,
    open: () => openStore({ folder, retention, now: () => start, log: (line) => lines.push(line), ...key }),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};
