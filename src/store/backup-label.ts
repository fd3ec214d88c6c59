import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { StoreError } from './store-error.ts';

/** The file that says what a backup is; without it a folder is none. */
export const labelName = 'backup.json';

const shape = z.object({
  lampa: z.literal(1),
  /** The random name that both files of a store bear. */
  store: z.string().min(1),
  /** Milliseconds since 1970. */
  madeAt: z.number().int(),
  /** The id of the master key that all keys hang on. */
  master: z.string().min(1),
  /** SHA-256 of each file that is here, in hexadecimal digits. */
  files: z.partialRecord(z.enum(['lampa.sqlite', 'keys.sqlite']), z.string().regex(/^[0-9a-f]{64}$/)),
});

export type BackupLabel = z.infer<typeof shape>;
export type BackupFile = keyof BackupLabel['files'];

export const digestOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const part of createReadStream(path)) hash.update(part);
  return hash.digest('hex');
};

export const writeLabel = (folder: string, label: BackupLabel): Promise<void> =>
  writeFile(join(folder, labelName), `${JSON.stringify(label, null, 2)}\n`, { mode: 0o600, flush: true });

/** Reads the label of a backup, and refuses what is none or was not finished. */
export const readLabel = async (folder: string): Promise<BackupLabel> => {
  let text: string;
  try {
    text = await readFile(join(folder, labelName), 'utf8');
  } catch (cause) {
    throw new StoreError(
      `Store: ${folder} holds no whole backup (${labelName} is missing). Name a folder that "lampa backup" has made.`,
      { cause },
    );
  }
  try {
    return shape.parse(JSON.parse(text));
  } catch (cause) {
    throw new StoreError(`Store: ${join(folder, labelName)} is broken. Take another backup.`, { cause });
  }
};

/** Refuses a file of a backup that is missing or not as it was written. */
export const proveFile = async (folder: string, name: BackupFile, label: BackupLabel): Promise<void> => {
  const path = join(folder, name);
  const said = label.files[name];
  if (said === undefined) {
    throw new StoreError(
      `Store: the backup in ${folder} holds no ${name}; it was put elsewhere. Name that folder too (--keys).`,
    );
  }
  let found: string;
  try {
    found = await digestOf(path);
  } catch (cause) {
    throw new StoreError(`Store: ${path} cannot be read. Take another backup.`, { cause });
  }
  if (found === said) return;
  throw new StoreError(
    `Store: ${path} is not as it was written (its digest is another). Take another backup.`,
  );
};
