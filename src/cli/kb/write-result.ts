import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { KbNeeds } from './command.ts';

const words = {
  en: {
    wrote: (file: string) => `Written: ${file}`,
    cannot: (file: string, why: string) =>
      `${file} cannot be written (${why}); name a file in a folder that is there and yours.`,
  },
  cs: {
    wrote: (file: string) => `Zapsáno: ${file}`,
    cannot: (file: string, why: string) =>
      `${file} nejde zapsat (${why}); napiš soubor ve složce, která existuje a je tvoje.`,
  },
} as const;

/** Something made for a file that was asked for; a null file was not. */
export interface Result {
  readonly file: string | null;
  readonly text: () => string;
}

/** Writes what was asked for and says so; false, with the reason said, when a file cannot be written. */
export const writeResults = async (
  results: readonly Result[],
  { out, language }: Pick<KbNeeds, 'out' | 'language'>,
): Promise<boolean> => {
  for (const { file, text } of results) {
    if (file === null) continue;
    try {
      await writeFile(resolve(file), text());
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      out.complain(`lampa: ${words[language].cannot(file, why)}`);
      return false;
    }
    out.print(words[language].wrote(file));
  }
  return true;
};
