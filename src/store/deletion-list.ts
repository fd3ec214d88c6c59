import { createHmac } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { StoreError } from './store-error.ts';

/**
 * Which conversations were deleted because somebody asked, in a file outside the databases: a restore of an older backup
 * must not bring them back. A line is a day and the mark of the conversation's key; without that key it tells nothing,
 * not even that it is a person's.
 */
export interface DeletionList {
  /** Adds marks; on disk when it resolves. */
  add(marks: readonly string[], at: number): Promise<void>;
  /** Each mark with the day on which it was added. */
  read(): Promise<ReadonlyMap<string, string>>;
  /** Drops what is older than a time, milliseconds since 1970. */
  dropBefore(at: number): Promise<void>;
}

const line = /^(\d{4}-\d{2}-\d{2}) ([\w-]{43})$/;
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The mark of a key: the same for the same key, and of no use to anybody who has not got it. */
export const markOf = (key: Uint8Array): string =>
  createHmac('sha256', key).update('lampa deleted 1').digest('base64url');

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown';

const telling = async <T>(path: string, what: string, job: () => Promise<T>): Promise<T> => {
  try {
    return await job();
  } catch (cause) {
    throw new StoreError(
      `Store: ${path} cannot be ${what} (${codeOf(cause)}). Check its owner and rights, and that the disk is there and not full.`,
      { cause },
    );
  }
};

/** What a list file says; nothing when it is not there. A line torn by a power cut is passed over. */
export const readDeletions = (path: string): Promise<ReadonlyMap<string, string>> =>
  telling(path, 'read', async () => {
    const marks = new Map<string, string>();
    let text = '';
    try {
      text = await readFile(path, 'utf8');
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
    }
    for (const one of text.split('\n')) {
      const [, day, mark] = line.exec(one) ?? [];
      if (day !== undefined && mark !== undefined) marks.set(mark, day);
    }
    return marks;
  });

/** Writes a list whole, for its owner only. */
export const writeDeletions = (path: string, marks: ReadonlyMap<string, string>): Promise<void> =>
  telling(path, 'written', async () => {
    const aside = `${path}.new`;
    await rm(aside, { force: true });
    const handle = await open(aside, 'wx', 0o600);
    try {
      await handle.writeFile([...marks].map(([mark, day]) => `${day} ${mark}\n`).join(''));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(aside, path);
  });

/** The list in a file. */
export const createDeletionList = (path: string): DeletionList => ({
  add: (marks, at) =>
    telling(path, 'written', async () => {
      if (marks.length === 0) return;
      const handle = await open(path, 'a', 0o600);
      try {
        // A line end first, so that a line that was torn spoils no other.
        await handle.writeFile(`\n${marks.map((mark) => `${dayOf(at)} ${mark}\n`).join('')}`);
        await handle.sync();
      } finally {
        await handle.close();
      }
    }),
  read: () => readDeletions(path),
  dropBefore: async (at) => {
    const marks = await readDeletions(path);
    const kept = new Map([...marks].filter(([, day]) => day >= dayOf(at)));
    if (kept.size < marks.size) await writeDeletions(path, kept);
  },
});
