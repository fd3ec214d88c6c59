import type { InlineKeyboardMarkup } from '@grammyjs/types';
import { badRequest } from './refusal.ts';

const mostButtons = 100;

const wrongUrl = (url: string): Error =>
  badRequest(`inline keyboard button URL '${url}' is invalid: Unsupported URL protocol`);

/**
 * The inline keyboard of a request, held against what Telegram takes. Undefined when there is none: other keyboards are not
 * part of a message.
 */
export const keyboardOf = (
  markup: Partial<InlineKeyboardMarkup> | undefined,
): InlineKeyboardMarkup | undefined => {
  const rows = markup?.inline_keyboard;
  if (rows === undefined) return undefined;
  if (!Array.isArray(rows) || rows.some((row) => !Array.isArray(row))) {
    throw badRequest('can\'t parse inline keyboard button: Field "inline_keyboard" must be of type Array');
  }
  for (const button of rows.flat()) {
    if (typeof button.text !== 'string' || button.text === '') {
      throw badRequest("can't parse inline keyboard button: text buttons must be non-empty");
    }
    if ('callback_data' in button && typeof button.callback_data === 'string') {
      const bytes = Buffer.byteLength(button.callback_data);
      if (bytes < 1 || bytes > 64) throw badRequest('BUTTON_DATA_INVALID');
    } else if ('url' in button && typeof button.url === 'string') {
      if (!/^(?:https?:\/\/|tg:\/\/|ton:\/\/|[\w-]+\.[\w-]+)/i.test(button.url)) throw wrongUrl(button.url);
    } else if (Object.keys(button).length < 2) {
      throw badRequest(
        "can't parse inline keyboard button: text buttons are unallowed in the inline keyboard",
      );
    }
  }
  if (rows.flat().length > mostButtons) throw badRequest('reply markup is too long');
  const full = rows.filter((row) => row.length > 0);
  return full.length === 0 ? undefined : { inline_keyboard: full };
};
