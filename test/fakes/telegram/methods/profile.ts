import type { BotCommand, MenuButton } from '@grammyjs/types';
import type { Call, Handlers } from '../call.ts';
import { badRequest } from '../refusal.ts';

/** What the bot says about itself, by language; '' is for all others. */
export interface BotProfile {
  /** By scope and language, as `scope language`. */
  readonly commands: Map<string, readonly BotCommand[]>;
  readonly descriptions: Map<string, string>;
  readonly shortDescriptions: Map<string, string>;
  readonly names: Map<string, string>;
  menuButton: MenuButton;
}

export const createProfile = (name: string): BotProfile => ({
  commands: new Map(),
  descriptions: new Map(),
  shortDescriptions: new Map(),
  names: new Map([['', name]]),
  menuButton: { type: 'commands' },
});

const languageOf = (call: Call): string => {
  const language = call.parameters.text('language_code');
  if (language !== '' && !/^[a-z]{2}$/.test(language)) throw badRequest('invalid language code specified');
  return language;
};

interface Scope {
  readonly type: string;
  readonly chat_id?: number;
  readonly user_id?: number;
}

const keyOf = (call: Call): string => {
  const { type, chat_id, user_id } = call.parameters.json<Scope>('scope') ?? { type: 'default' };
  return `${[type, chat_id, user_id].filter((part) => part !== undefined).join(':')} ${languageOf(call)}`;
};

const checked = (commands: readonly BotCommand[]): readonly BotCommand[] => {
  if (commands.length > 100) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  for (const { command, description } of commands) {
    if (!/^[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
    if (description.length < 1 || description.length > 256)
      throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
  }
  return commands;
};

const setText =
  (which: 'descriptions' | 'shortDescriptions' | 'names', parameter: string, longest: number) =>
  (call: Call): true => {
    const text = call.parameters.text(parameter);
    const language = languageOf(call);
    if (text.length > longest) throw badRequest(`${parameter.replaceAll('_', ' ')} is too long`);
    if (text === '' && language !== '') call.world.profile[which].delete(language);
    else call.world.profile[which].set(language, text);
    return true;
  };

/** Without words in that language, those for all are shown. */
const textFor = (call: Call, which: 'descriptions' | 'shortDescriptions' | 'names'): string =>
  call.world.profile[which].get(languageOf(call)) ?? call.world.profile[which].get('') ?? '';

export const profile: Handlers = {
  setMyCommands: (call) => {
    const commands = call.parameters.json<readonly BotCommand[]>('commands') ?? [];
    call.world.profile.commands.set(keyOf(call), checked(commands));
    return true;
  },
  getMyCommands: (call) => [...(call.world.profile.commands.get(keyOf(call)) ?? [])],
  deleteMyCommands: (call) => {
    call.world.profile.commands.delete(keyOf(call));
    return true;
  },
  setMyDescription: setText('descriptions', 'description', 512),
  getMyDescription: (call) => ({ description: textFor(call, 'descriptions') }),
  setMyShortDescription: setText('shortDescriptions', 'short_description', 120),
  getMyShortDescription: (call) => ({ short_description: textFor(call, 'shortDescriptions') }),
  setMyName: setText('names', 'name', 64),
  getMyName: (call) => ({ name: textFor(call, 'names') }),
  setChatMenuButton: (call) => {
    call.world.profile.menuButton = call.parameters.json<MenuButton>('menu_button') ?? { type: 'default' };
    return true;
  },
  getChatMenuButton: (call) => call.world.profile.menuButton,
};
