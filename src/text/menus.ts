import { type Command, outcomes } from '../conversation/event.ts';
import { pressData } from '../conversation/press-data.ts';
import { type Language, languages } from '../domain.ts';
import type { Knowledge } from '../knowledge/schema.ts';
import type { Block, Button } from '../port.ts';
import { commandWord, commandWords } from './commands.ts';
import { deskLanguage, deskText } from './desk.ts';
import { texts } from './texts.ts';

/** One command as a platform lists it, without its slash. */
export interface MenuItem {
  readonly command: string;
  readonly description: string;
}

/** What a platform shows of the bot before anybody has written. */
export interface PersonMenu {
  readonly language: Language;
  readonly commands: readonly MenuItem[];
  readonly about: string;
  readonly short: string;
}

/** The first of help, contacts and a person is the first in the list. */
const order: readonly Exclude<Command, 'start'>[] = [
  'crisis',
  'person',
  'help',
  'language',
  'privacy',
  'delete',
  'hide',
  'who',
  'end',
];

export const personMenus = (): readonly PersonMenu[] =>
  languages.map((language) => {
    const text = texts[language];
    return {
      language,
      commands: order.map((command) => ({
        command: commandWord(language, command).slice(1),
        description: text.commandHelp[command],
      })),
      about: text.aboutMe,
      short: text.aboutShort,
    };
  });

/** The commands of workers, as the help of the desk explains them. */
export const deskMenu = (knowledge: Knowledge): readonly MenuItem[] =>
  deskText(knowledge)
    .help.split('\n')
    .flatMap((line) => {
      const [, command, description] = /^\/([a-z]+)\b.* – (.+)$/u.exec(line) ?? [];
      return command === undefined || description === undefined ? [] : [{ command, description }];
    });

/** To somebody who speaks to the bot where others read it, in the language of their app or of the team. */
export const inPublicWords = (locale: string, link: string, knowledge: Knowledge): string => {
  const language = languages.find((one) => one === locale) ?? deskLanguage(knowledge);
  return texts[language].inPublic(link);
};

/** One text in each language. */
type Each = Readonly<Record<Language, string>>;

const inEach = (text: (language: Language) => string): Each =>
  Object.fromEntries(languages.map((language) => [language, text(language)])) as Each;

/** A command as platforms list it that know one command by a name in each language. */
export interface NamedCommand {
  readonly names: Each;
  readonly descriptions: Each;
  /** What a button that does the same stands for. */
  readonly press: string;
}

const isCyrillic = (word: string): boolean => /\p{Script=Cyrillic}/u.test(word);

/** The commands of persons; a name in the letters of its language where there is one. */
export const namedCommands = (): readonly NamedCommand[] =>
  order.map((command) => ({
    names: inEach((language) => {
      const words = commandWords(language, command);
      return words.find(isCyrillic) ?? words[0] ?? command;
    }),
    descriptions: inEach((language) => texts[language].commandHelp[command]),
    press: pressData({ press: 'command', command }),
  }));

/** Descriptions of what can be done outside the private chat, in each language. */
export const elsewhereHelp = () => {
  const help = (what: 'write' | 'writeWords' | 'panelHelp' | 'introduceHelp' | 'placeHelp'): Each =>
    inEach((language) => texts[language].elsewhere[what]);
  return {
    write: help('write'),
    writeWords: help('writeWords'),
    panel: help('panelHelp'),
    introduce: help('introduceHelp'),
    place: help('placeHelp'),
  };
};

/** A command of workers with what it takes. */
export interface DeskForm extends MenuItem {
  /** What stands after the command; null: nothing. */
  readonly takes: {
    readonly what: string;
    readonly required: boolean;
    readonly choices: readonly string[];
  } | null;
}

/** The commands of workers for platforms that ask for what a command takes; made of the help of the desk. */
export const deskForms = (knowledge: Knowledge): readonly DeskForm[] => {
  const lines = deskText(knowledge).help.split('\n');
  return lines.flatMap((line) => {
    const [, note] = /^\/\/ .* – (.+)$/u.exec(line) ?? [];
    if (note !== undefined) {
      return [{ command: 'note', description: note, takes: { what: note, required: true, choices: [] } }];
    }
    const [, command, what = '', description] = /^\/([a-z]+)\b([^–]*) – (.+)$/u.exec(line) ?? [];
    if (command === undefined || description === undefined) return [];
    const [own = '', other] = what.split(', /');
    const alike = other === undefined ? [] : [{ command: other.trim(), description, takes: null }];
    return [{ command, description, takes: takesOf(command, own.trim()) }, ...alike];
  });
};

const takesOf = (command: string, what: string): DeskForm['takes'] => {
  if (what === '') return null;
  const choices = command === 'close' ? outcomes : /^[a-z]+(\|[a-z]+)+$/.test(what) ? what.split('|') : [];
  // What can be left out does something by itself: it asks, or counts as usual.
  return { what, required: !what.startsWith('[') && choices.length === 0 && command !== 'block', choices };
};

const spoken = (locale: string, knowledge: Knowledge): Language =>
  languages.find((one) => one === locale) ?? deskLanguage(knowledge);

/** What is said to one person outside the private chat, in the language of their app or of the team. */
export const elsewhereWords = (locale: string, knowledge: Knowledge) => {
  const { elsewhere, inPublic } = texts[spoken(locale, knowledge)];
  const form = { title: elsewhere.formTitle, label: elsewhere.formLabel };
  return { ...elsewhere, inPublic, form };
};

/** What a card for all holds: what is said, the way into a private conversation, and what can be asked at once. */
export interface CardForAll {
  readonly blocks: readonly Block[];
  readonly talk: string;
  readonly others: readonly Button[];
}

/** The card that workers put where young people meet; with a name it says who is there. */
export const cardForAll = (locale: string, knowledge: Knowledge, name: string | null): CardForAll => {
  const language = spoken(locale, knowledge);
  const { elsewhere, commandHelp } = texts[language];
  const { role, organisation } = knowledge.team;
  const title =
    name === null ? elsewhere.panelTitle : elsewhere.introduction(name, role[language], organisation);
  const lines = name === null ? [elsewhere.panelText] : [elsewhere.introductionText, elsewhere.panelText];
  const button = (command: 'crisis' | 'help' | 'privacy'): Button => ({
    label: commandHelp[command],
    data: pressData({ press: 'command', command }),
  });
  return {
    blocks: [{ kind: 'card', tone: 'service', title, lines: lines.map((text) => ({ text })) }],
    talk: elsewhere.talk,
    others: [button('crisis'), button('help'), button('privacy')],
  };
};
