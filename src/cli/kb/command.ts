import type { Country } from '../../domain.ts';
import type { CliLanguage, Command } from '../dispatch.ts';
import type { Out } from '../out.ts';

export { type CliLanguage, cliLanguages, textOf, type Values } from '../dispatch.ts';

/** What all commands of the knowledge base are given. */
export interface KbNeeds {
  /** Folder of the knowledge base. */
  readonly folder: string;
  /** Folder of conversations and keys (LAMPA_DATA). */
  readonly dataFolder: string;
  /** Folder of what comes with the program: places, examples. */
  readonly data: string;
  readonly homeCountry: Country;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly language: CliLanguage;
  readonly out: Out;
  /** The browser that prints pages, if one is named (CHROME_PATH). */
  readonly browser: string | null;
  /** Asks a question and waits for the line that is typed; null: the input has ended, or nobody is there to ask. */
  readonly ask: (question: string) => Promise<string | null>;
}

/** A command under `lampa kb`. */
export type KbCommand = Command<KbNeeds>;

/** Says why a command does nothing; gives the code to exit with. */
export const refuse = (why: string, code: 1 | 2, out: Out): typeof code => {
  out.complain(`lampa: ${why}`);
  return code;
};
