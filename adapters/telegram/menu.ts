import type { BotCommand, BotCommandScope, LanguageCode } from 'grammy/types';
import { type Client, inTime } from './client.ts';

/** What Telegram shows of the bot in one language. */
export interface Menu {
  /** null: for all languages that have no menu of their own. */
  readonly language: LanguageCode | null;
  readonly commands: readonly BotCommand[];
  /** What stands in the empty chat, at most 512 letters. */
  readonly about: string;
  /** What stands in the profile, at most 120 letters. */
  readonly short: string;
}

const same = (one: readonly BotCommand[], other: readonly BotCommand[]): boolean =>
  one.length === other.length &&
  one.every(
    ({ command, description }, i) => other[i]?.command === command && other[i].description === description,
  );

/** Sets what is not so yet; Telegram limits how often it may be set, so it is looked at first. */
export const setMenus = async (
  api: Client,
  menus: readonly Menu[],
  desk: { readonly chat: number; readonly commands: readonly BotCommand[] } | null,
): Promise<void> => {
  for (const { language, commands, about, short } of menus) {
    const code = language === null ? {} : { language_code: language };
    await setCommands(api, commands, { type: 'all_private_chats' }, code);
    const is = await api.getMyDescription(code, inTime());
    if (is.description !== about) await api.setMyDescription(about, code, inTime());
    const has = await api.getMyShortDescription(code, inTime());
    if (has.short_description !== short) await api.setMyShortDescription(short, code, inTime());
  }
  if (desk !== null) await setCommands(api, desk.commands, { type: 'chat', chat_id: desk.chat }, {});
};

const setCommands = async (
  api: Client,
  commands: readonly BotCommand[],
  scope: BotCommandScope,
  code: { readonly language_code?: LanguageCode },
): Promise<void> => {
  const is = await api.getMyCommands({ scope, ...code }, inTime());
  if (!same(is, commands)) await api.setMyCommands(commands, { scope, ...code }, inTime());
};
