import { type ParseArgsConfig, parseArgs } from 'node:util';
import { editDistance } from '../knowledge/edit-distance.ts';
import { type Out, paint } from './out.ts';

/** Languages in which the program speaks to those who run it and keep the directory. */
export const cliLanguages = ['en', 'cs'] as const;
export type CliLanguage = (typeof cliLanguages)[number];

type Options = NonNullable<ParseArgsConfig['options']>;

/** What was given for each option. */
export type Values = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;

/** What every command is given, whatever else. */
export interface Speaking {
  readonly language: CliLanguage;
  readonly out: Out;
}

/** A command that reads its own options. */
export interface Command<Needs> {
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
  readonly run: (words: readonly string[], values: Values, needs: Needs) => Promise<number>;
}

/** Commands that stand under one name. */
export interface Group<Needs> {
  /** What is written before the name of a command, such as `lampa kb`. */
  readonly prefix: string;
  readonly title: Readonly<Record<CliLanguage, string>>;
  readonly commands: readonly Command<Needs>[];
  /** Tells of an expected error and gives the exit code; null: it was not expected. */
  readonly fails?: (error: unknown, needs: Needs) => number | null;
}

/** The value of an option that takes a text. */
export const textOf = (values: Values, name: string): string | null => {
  const value = values[name];
  return typeof value === 'string' ? value : null;
};

const words = {
  en: {
    unknown: (name: string) => `there is no command "${name}".`,
    meant: (name: string) => ` Did you mean "${name}"?`,
    all: (prefix: string) => `"${prefix} help" lists them all.`,
    used: (usage: string) => `write: ${usage}`,
    language: '--lang takes cs or en',
    option: 'Every command takes --lang cs|en; without it the language of the system counts.',
  },
  cs: {
    unknown: (name: string) => `příkaz „${name}“ není.`,
    meant: (name: string) => ` Myslíš „${name}“?`,
    all: (prefix: string) => `Všechny vypíše „${prefix} help“.`,
    used: (usage: string) => `napiš: ${usage}`,
    language: '--lang bere cs nebo en',
    option: 'Každý příkaz bere --lang cs|en; bez něj platí jazyk systému.',
  },
} as const;

const usageOf = (prefix: string, { name, usage }: Pick<Command<never>, 'name' | 'usage'>): string =>
  `${prefix} ${name} ${usage}`.trim();

/** Lists the commands of a group. */
export const groupHelp = <Needs>(
  { prefix, title, commands }: Group<Needs>,
  { out, language }: Speaking,
): number => {
  out.print(title[language]);
  out.print('');
  for (const command of commands) {
    out.print(`  ${paint(out, 'bold', usageOf(prefix, command))}`);
    out.print(`      ${command.says[language]}`);
  }
  out.print('');
  out.print(words[language].option);
  return 0;
};

const isCliLanguage = (said: unknown): said is CliLanguage => cliLanguages.some((one) => one === said);

/** Finds the command, reads its options and runs it. 2 when it was used wrongly. */
export const dispatch = async <Needs extends Speaking>(
  group: Group<Needs>,
  args: readonly string[],
  given: Needs,
): Promise<number> => {
  const [name = 'help', ...rest] = args;
  const { prefix, commands } = group;
  const { out } = given;
  const told = words[given.language];
  if (['help', '--help', '-h'].includes(name)) return groupHelp(group, given);
  const command = commands.find((one) => one.name === name);
  if (command === undefined) {
    const [nearest] = commands
      .map((one) => ({ one, distance: editDistance(name.toLowerCase(), one.name) }))
      .sort((a, b) => a.distance - b.distance);
    const meant =
      nearest !== undefined && nearest.distance <= 2 ? told.meant(`${prefix} ${nearest.one.name}`) : '';
    out.complain(`lampa: ${told.unknown(`${prefix} ${name}`)}${meant} ${told.all(prefix)}`);
    return 2;
  }
  const misused = (why: string): number => {
    out.complain(`lampa: ${why === '' ? '' : `${why}; `}${told.used(usageOf(prefix, command))}`);
    return 2;
  };
  const read = readOptions(command, rest);
  if (typeof read === 'string') return misused(read);
  const { lang, help, ...others } = read.values;
  const values = command.ownLang === true && lang !== undefined ? { ...others, lang } : others;
  if (lang !== undefined && command.ownLang !== true && !isCliLanguage(lang)) return misused(told.language);
  const needs = isCliLanguage(lang) ? { ...given, language: lang } : given;
  if (help === true) {
    out.print(usageOf(prefix, command));
    out.print(`    ${command.says[needs.language]}`);
    return 0;
  }
  const [least, most] = command.takes;
  if (read.positionals.length < least || read.positionals.length > most) return misused('');
  try {
    return await command.run(read.positionals, values, needs);
  } catch (error) {
    const code = group.fails?.(error, needs) ?? null;
    if (code === null) throw error;
    return code;
  }
};

function readOptions(
  { options }: Pick<Command<never>, 'options'>,
  args: readonly string[],
): { readonly values: Values; readonly positionals: readonly string[] } | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { lang: { type: 'string' }, help: { type: 'boolean', short: 'h' }, ...options },
      allowPositionals: true,
    });
    return { values, positionals };
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('. ')[0] ?? '') : '';
    return message.replace(/^./, (letter) => letter.toLowerCase());
  }
}
