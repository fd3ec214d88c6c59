import type { ParseArgsConfig } from 'node:util';
import type { Country } from '../../domain.ts';
import type { Out } from '../out.ts';

/** Languages in which the program speaks to those who run it and keep the directory. */
export const cliLanguages = ['en', 'cs'] as const;
export type CliLanguage = (typeof cliLanguages)[number];

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

type Options = NonNullable<ParseArgsConfig['options']>;

/** What was given for each option. */
export type Values = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;

/** A command under `lampa kb`. */
export interface KbCommand {
  readonly name: string;
  /** What follows the name, as it is written in the help. */
  readonly usage: string;
  readonly says: Readonly<Record<CliLanguage, string>>;
  readonly options: Options;
  /** Its --lang is the language of what it makes, so it reads it by itself. */
  readonly ownLang?: true;
  /** The fewest and the most words besides options. */
  readonly takes: readonly [number, number];
  /** Gives the exit code: 0 done, 1 not done, 2 used wrongly. */
  readonly run: (words: readonly string[], values: Values, needs: KbNeeds) => Promise<number>;
}

/** The value of an option that takes a text. */
export const textOf = (values: Values, name: string): string | null => {
  const value = values[name];
  return typeof value === 'string' ? value : null;
};

/** Says why a command does nothing; gives the code to exit with. */
export const refuse = (why: string, code: 1 | 2, out: Out): typeof code => {
  out.complain(`lampa: ${why}`);
  return code;
};
