import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileName } from './cross-check.ts';
import { backupFolder, backupNames } from './json-file.ts';
import { knowledgeFile, loadKnowledge } from './load.ts';
import type { Problem } from './problem.ts';

/** A version of a file that was kept when another one took its place. */
export interface Version {
  /** 1 is the one before the present, 2 the one before that. */
  readonly back: number;
  /** When it was written, milliseconds since 1970. */
  readonly written: number;
  readonly bytes: Buffer;
}

const isNotThere = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

const orNull = async <T>(reading: Promise<T>): Promise<T | null> => {
  try {
    return await reading;
  } catch (error) {
    if (isNotThere(error)) return null;
    throw error;
  }
};

/**
 * The kept versions of a file, the newest first, without what stands in the file now; none when nothing was ever written by the
 * program. After an edit by hand the newest is what the program wrote last.
 */
export async function keptVersions(folder: string, name: FileName): Promise<readonly Version[]> {
  const path = join(folder, name);
  const names = (await orNull(backupNames(path))) ?? [];
  const read = await Promise.all(
    names.toReversed().map(async (one) => {
      const kept = join(backupFolder(path), one);
      const [bytes, about] = await Promise.all([orNull(readFile(kept)), orNull(stat(kept))]);
      return bytes === null || about === null ? [] : [{ bytes, written: about.mtimeMs }];
    }),
  );
  const versions = read.flat();
  const present = await orNull(readFile(path));
  const isPresent = present !== null && versions[0]?.bytes.equals(present) === true;
  return versions.slice(isPresent ? 1 : 0).map((version, index) => ({ ...version, back: index + 1 }));
}

/** What stands in the file now, readable or not, and when it was written; null when it is not there. */
export async function presentVersion(
  folder: string,
  name: FileName,
): Promise<{ readonly bytes: Buffer; readonly written: number } | null> {
  const path = join(folder, name);
  const [bytes, about] = await Promise.all([orNull(readFile(path)), orNull(stat(path))]);
  return bytes === null || about === null ? null : { bytes, written: about.mtimeMs };
}

/** The version that was in the file at a moment (milliseconds since 1970): present, kept, or none is that old. */
export function versionAt(
  versions: readonly Version[],
  present: { readonly written: number } | null,
  at: number,
): 'present' | Version | null {
  if (present !== null && present.written <= at) return 'present';
  return versions.find(({ written }) => written <= at) ?? null;
}

/**
 * What speaks against a version in the place of the present one: what is wrong with it, or that it does not fit to the other
 * files. When others are broken themselves, only the version alone can be looked at.
 */
export async function problemsOfVersion(
  folder: string,
  name: FileName,
  bytes: Uint8Array,
): Promise<readonly Problem[]> {
  const loaded = await loadKnowledge(folder, { name, bytes });
  if ('knowledge' in loaded) return [];
  const own = loaded.problems.filter(({ file }) => file === name);
  if (own.length > 0) return own;
  const before = await loadKnowledge(folder);
  const known = new Set(
    'problems' in before ? before.problems.map(({ file, message }) => `${file} ${message.en}`) : [],
  );
  return loaded.problems.filter(({ file, message }) => !known.has(`${file} ${message.en}`));
}

/** Puts a version back, byte for byte; what stood there is kept, so that this can be undone too. Throws a KnowledgeError. */
export const putBack = (
  folder: string,
  name: FileName,
  bytes: Uint8Array,
  instead: Uint8Array | null,
): Promise<void> => knowledgeFile(folder, name).restore(bytes, instead);
