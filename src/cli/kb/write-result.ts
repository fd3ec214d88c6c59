import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { writeAtomically } from '../../knowledge/atomic-write.ts';
import type { CliLanguage, KbNeeds } from './command.ts';

/** For everybody: what is published is no secret. */
const mode = 0o644;

const words = {
  en: {
    wrote: (file: string) => `Written: ${file}`,
    noFolder: (folder: string) => `the folder ${folder} is not there; make it first or write another name`,
    isFolder: (file: string) => `${file} is a folder; write the name of a file in it`,
    refused: (file: string, why: string) => `${file} cannot be written (${why}); write another name`,
  },
  cs: {
    wrote: (file: string) => `Zapsáno: ${file}`,
    noFolder: (folder: string) => `složka ${folder} neexistuje; nejdřív ji vytvoř, nebo napiš jiné jméno`,
    isFolder: (file: string) => `${file} je složka; napiš jméno souboru v ní`,
    refused: (file: string, why: string) => `${file} nejde zapsat (${why}); napiš jiné jméno`,
  },
} as const;

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** Writes a file that a command was asked for, whole or not at all; null when it is there, else a sentence that says why not. */
export async function writeResult(
  file: string,
  bytes: Uint8Array,
  language: CliLanguage,
): Promise<string | null> {
  const told = words[language];
  const path = resolve(file);
  if (await isFolder(path)) return told.isFolder(file);
  if (!(await isFolder(dirname(path)))) return told.noFolder(dirname(path));
  try {
    await writeAtomically(path, bytes, mode);
    return null;
  } catch (error) {
    return told.refused(file, error instanceof Error && 'code' in error ? String(error.code) : String(error));
  }
}

/** Something made for a file that was asked for; a null file was not. */
export interface Result {
  readonly file: string | null;
  readonly content: () => string | Uint8Array;
}

/** Writes what was asked for and says so; false, with the reason said, when a file cannot be written. */
export const writeResults = async (
  results: readonly Result[],
  { out, language }: Pick<KbNeeds, 'out' | 'language'>,
): Promise<boolean> => {
  for (const { file, content } of results) {
    if (file === null) continue;
    const made = content();
    const problem = await writeResult(file, typeof made === 'string' ? Buffer.from(made) : made, language);
    if (problem !== null) {
      out.complain(`lampa: ${problem}`);
      return false;
    }
    out.print(words[language].wrote(file));
  }
  return true;
};
