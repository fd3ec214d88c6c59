import type { Command } from '../conversation/event.ts';
import { type Language, languages } from '../domain.ts';
import type { Knowledge } from '../knowledge/schema.ts';
import { commandWord } from './commands.ts';
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
