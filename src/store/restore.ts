import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type BackupLabel, proveFile, readLabel } from './backup-label.ts';
import { readDeletions, writeDeletions } from './deletion-list.ts';
import { type Files, filesIn, makeFolder, makePrivate } from './files.ts';
import type { Retention } from './ground.ts';
import { inspectStore } from './inspect-store.ts';
import type { MasterSource } from './master-source.ts';
import { openStore } from './open-store.ts';
import { StoreError } from './store-error.ts';

export interface Restoring {
  /** The folder of one backup. */
  readonly from: string;
  /** The same for its keys; null: they lie beside the messages. */
  readonly keysFrom: string | null;
  /** Another list of deletions to heed; null: those that lie in the data folder and beside the backups are enough. */
  readonly deletions: string | null;
  /** Folder of the store; no Lampa may be running on it. */
  readonly folder: string;
  readonly source: MasterSource;
  readonly retention: Retention;
  /** Puts a store that is there aside instead of refusing. */
  readonly replace: boolean;
  readonly now: number;
}

export interface Restored {
  readonly madeAt: number;
  readonly conversations: number;
  /** How many conversations were deleted anew, since their deletion is younger than the backup. */
  readonly deletedAgain: number;
  /** What was over by time, and went as well. */
  readonly expired: { readonly texts: number; readonly conversations: number };
  /** Where the store that was there is now; null: there was none. */
  readonly aside: string | null;
  /** False: only lists beside the backups were found, so who was deleted after the latest of them is not known. */
  readonly listFound: boolean;
}

const sides = ['', '-wal', '-shm'];

/** Nobody may start a Lampa on the folder meanwhile. */
const holdingLock = async <T>(files: Files, job: () => Promise<T>): Promise<T> => {
  await makePrivate(files.lock);
  const lock = new DatabaseSync(files.lock, { timeout: 1000 });
  try {
    try {
      lock.exec('BEGIN EXCLUSIVE');
    } catch (cause) {
      throw new StoreError(
        `Store: a Lampa is running on ${files.folder}. Stop it first; nothing was changed.`,
        { cause },
      );
    }
    return await job();
  } finally {
    lock.close();
  }
};

const readBoth = async (from: string, keysFrom: string): Promise<readonly [BackupLabel, BackupLabel]> => {
  const messages = await readLabel(from);
  const keys = await readLabel(keysFrom);
  await proveFile(from, 'lampa.sqlite', messages);
  await proveFile(keysFrom, 'keys.sqlite', keys);
  if (messages.store !== keys.store) {
    throw new StoreError(`Store: ${keysFrom} holds the keys of another store than ${from}.`);
  }
  // Newer keys do: what was deleted in between has none, and is dropped. Older ones would lose whoever came in between.
  if (keys.madeAt < messages.madeAt) {
    throw new StoreError(
      `Store: the keys in ${keysFrom} are older than the messages in ${from}. Take keys of the same backup, or of a newer one.`,
    );
  }
  return [messages, keys];
};

const copyPrivate = async (from: string, to: string): Promise<void> => {
  await copyFile(from, to);
  await chmod(to, 0o600);
  const handle = await open(to, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** All deletions that are known, wherever a list lies. */
const allDeletions = async (
  { from, keysFrom, deletions }: Restoring,
  files: Files,
): Promise<ReadonlyMap<string, string>> => {
  const name = basename(files.deletions);
  const paths = [
    files.deletions,
    ...[from, keysFrom ?? from].map((one) => join(dirname(one), name)),
    ...(deletions === null ? [] : [deletions]),
  ];
  if (deletions !== null && !existsSync(deletions)) {
    throw new StoreError(`Store: there is no list of deletions in ${deletions}. Correct the path.`);
  }
  const lists = await Promise.all(paths.map(readDeletions));
  return new Map(lists.flatMap((list) => [...list]));
};

/** Opens the copy aside as a start would, which deletes again who was deleted, and lets go what is over by time. */
const settle = async (
  folder: string,
  { source, retention, now }: Restoring,
): Promise<Pick<Restored, 'conversations' | 'deletedAgain' | 'expired'>> => {
  let deletedAgain = 0;
  const store = await openStore({
    folder,
    master: source,
    retention,
    now: () => now,
    log: (line) => {
      if (line.line === 'store-deleted-again') deletedAgain += line.conversations;
    },
  });
  try {
    const expired = await store.expire(now);
    const sound = await store.check();
    if (sound !== 'ok') throw new StoreError(`Store: the backup is not sound: ${sound}. Take another one.`);
    await store.close();
    return { conversations: inspectStore(folder).conversations ?? 0, deletedAgain, expired };
  } finally {
    await store.close();
  }
};

/** Moves files, and back again when one cannot be moved. */
const moveAll = async (moves: readonly (readonly [string, string])[]): Promise<void> => {
  const moved: (readonly [string, string])[] = [];
  try {
    for (const [from, to] of moves) {
      if (!existsSync(from)) continue;
      await rename(from, to);
      moved.unshift([from, to]);
    }
  } catch (cause) {
    for (const [from, to] of moved) await rename(to, from);
    throw new StoreError('Store: a file could not be moved; nothing was changed. Check rights and disk.', {
      cause,
    });
  }
};

const putInPlace = async (aside: string, files: Files, replaced: string | null): Promise<void> => {
  const inside = filesIn(aside);
  if (replaced !== null) await mkdir(replaced, { mode: 0o700 });
  const old = [files.lampa, files.keys].flatMap((path) => sides.map((side) => path + side));
  await moveAll([
    ...(replaced === null ? [] : old.map((path) => [path, join(replaced, basename(path))] as const)),
    // Keys first: a start between the two is refused.
    [inside.keys, files.keys],
    [inside.lampa, files.lampa],
  ]);
};

const restoreLocked = async (restoring: Restoring, files: Files): Promise<Restored> => {
  const { from, keysFrom, replace, now } = restoring;
  const isThere = existsSync(files.lampa) || existsSync(files.keys);
  if (isThere && !replace) {
    throw new StoreError(
      `Store: there is a store in ${files.folder}. Nothing was changed; --replace puts it aside and the backup in its place.`,
    );
  }
  const [label] = await readBoth(from, keysFrom ?? from);
  const listFound = existsSync(files.deletions) || restoring.deletions !== null;
  const marks = await allDeletions(restoring, files);
  const aside = files.restoring;
  await rm(aside, { recursive: true, force: true });
  try {
    await makeFolder(aside);
    const inside = filesIn(aside);
    await copyPrivate(join(from, 'lampa.sqlite'), inside.lampa);
    await copyPrivate(join(keysFrom ?? from, 'keys.sqlite'), inside.keys);
    await writeDeletions(inside.deletions, marks);
    await writeDeletions(files.deletions, marks);
    const settled = await settle(aside, restoring);
    const stamp = new Date(now).toISOString().slice(0, 19).replaceAll(':', '-');
    const replaced = isThere ? join(files.folder, `replaced-${stamp}Z`) : null;
    await putInPlace(aside, files, replaced);
    return { madeAt: label.madeAt, ...settled, aside: replaced, listFound };
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
};

/**
 * Puts a backup back. It is opened aside first: whoever was deleted since is deleted again, what is over by time goes, and
 * only a sound store takes its place. Refuses what is not whole, and never touches a store that runs.
 */
export const restoreBackup = async (restoring: Restoring): Promise<Restored> => {
  const files = filesIn(restoring.folder);
  await readLabel(restoring.from);
  await makeFolder(files.folder);
  return holdingLock(files, () => restoreLocked(restoring, files));
};
