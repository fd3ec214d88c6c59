import { parseArgs } from 'node:util';
import { editDistance } from '../knowledge/edit-distance.ts';
import { KnowledgeError, problemLine } from '../knowledge/problem.ts';
import { add } from './kb/add.ts';
import { assure } from './kb/assure.ts';
import { capacity } from './kb/capacity.ts';
import { catalogue } from './kb/catalogue.ts';
import { check } from './kb/check.ts';
import { type CliLanguage, cliLanguages, type KbCommand, type KbNeeds, type Values } from './kb/command.ts';
import { diff } from './kb/diff.ts';
import { edit } from './kb/edit.ts';
import { exportCommand } from './kb/export.ts';
import { find } from './kb/find.ts';
import { importCommand } from './kb/import.ts';
import { leaflet } from './kb/leaflet.ts';
import { matrix } from './kb/matrix.ts';
import { needs } from './kb/needs.ts';
import { show } from './kb/show.ts';
import { undo } from './kb/undo.ts';
import { paint } from './out.ts';

/** All commands of the knowledge base, in the order of the help. */
const commands: readonly KbCommand[] = [
  check,
  show,
  find,
  add,
  edit,
  assure,
  capacity,
  diff,
  undo,
  importCommand,
  exportCommand,
  catalogue,
  leaflet,
  matrix,
  needs,
];

const words = {
  en: {
    title: 'The directory: what young people are told.',
    unknown: (name: string) => `there is no command "lampa kb ${name}".`,
    meant: (name: string) => ` Did you mean "lampa kb ${name}"?`,
    all: '"lampa kb help" lists them all.',
    used: (usage: string) => `write: ${usage}`,
    language: '--lang takes cs or en',
    option: 'Every command takes --lang cs|en; without it the language of the system counts.',
  },
  cs: {
    title: 'Adresář: to, co se dozvědí mladí lidé.',
    unknown: (name: string) => `příkaz „lampa kb ${name}“ není.`,
    meant: (name: string) => ` Myslíš „lampa kb ${name}“?`,
    all: 'Všechny vypíše „lampa kb help“.',
    used: (usage: string) => `napiš: ${usage}`,
    language: '--lang bere cs nebo en',
    option: 'Každý příkaz bere --lang cs|en; bez něj platí jazyk systému.',
  },
} as const;

const usageOf = ({ name, usage }: KbCommand): string => `lampa kb ${name} ${usage}`.trim();

/** `lampa kb help`. */
export const kbHelp = ({ out, language }: Pick<KbNeeds, 'out' | 'language'>): number => {
  const { title, option } = words[language];
  out.print(title);
  out.print('');
  for (const command of commands) {
    out.print(`  ${paint(out, 'bold', usageOf(command))}`);
    out.print(`      ${command.says[language]}`);
  }
  out.print('');
  out.print(option);
  return 0;
};

const isCliLanguage = (said: unknown): said is CliLanguage => cliLanguages.some((one) => one === said);

/** `lampa kb …`: finds the command, reads its options and runs it. 2 when it was used wrongly. */
export const kb = async (args: readonly string[], given: KbNeeds): Promise<number> => {
  const [name = 'help', ...rest] = args;
  const { out } = given;
  const told = words[given.language];
  if (['help', '--help', '-h'].includes(name)) return kbHelp(given);
  const command = commands.find((one) => one.name === name);
  if (command === undefined) {
    const [nearest] = commands
      .map((one) => ({ one, distance: editDistance(name.toLowerCase(), one.name) }))
      .sort((a, b) => a.distance - b.distance);
    const meant = nearest !== undefined && nearest.distance <= 2 ? told.meant(nearest.one.name) : '';
    out.complain(`lampa: ${told.unknown(name)}${meant} ${told.all}`);
    return 2;
  }
  const misused = (why: string): number => {
    out.complain(`lampa: ${why === '' ? '' : `${why}; `}${told.used(usageOf(command))}`);
    return 2;
  };
  const read = readOptions(command, rest);
  if (typeof read === 'string') return misused(read);
  const { lang, help, ...others } = read.values;
  const values = command.ownLang === true && lang !== undefined ? { ...others, lang } : others;
  if (lang !== undefined && command.ownLang !== true && !isCliLanguage(lang)) return misused(told.language);
  const needs = isCliLanguage(lang) ? { ...given, language: lang } : given;
  if (help === true) {
    out.print(usageOf(command));
    out.print(`    ${command.says[needs.language]}`);
    return 0;
  }
  const [least, most] = command.takes;
  if (read.positionals.length < least || read.positionals.length > most) return misused('');
  try {
    return await command.run(read.positionals, values, needs);
  } catch (error) {
    if (!(error instanceof KnowledgeError)) throw error;
    for (const problem of error.problems) out.complain(problemLine(problem, needs.language));
    return 1;
  }
};

function readOptions(
  { options }: KbCommand,
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
