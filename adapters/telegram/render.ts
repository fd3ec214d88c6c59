import type { InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove } from 'grammy/types';
import type { Block, Button, Line, Post } from '../../src/port.ts';
import { targetOf } from './addresses.ts';
import { bold, joined, marked, plain, type RichText } from './rich-text.ts';
import { split } from './split.ts';

/** For whom something is rendered: in the staff group, words of others must not become commands or call anybody. */
export type Side = 'person' | 'desk';

/** One message of Telegram. */
export interface Part {
  readonly content: RichText;
  readonly keyboard: InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | null;
}

/** Control characters and those that turn the direction of what follows. */
const unseen = /(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

const tame = (text: string): string => text.toWellFormed().replaceAll('\t', ' ').replace(unseen, '');

const joiner = '\u2060';

/** In the staff group a "@name" would call a member, and a "/word" would be a command to tap. */
const defused = (text: string, side: Side): string =>
  side === 'person'
    ? text
    : text
        .replace(/@(?=[\p{L}\p{N}_])/gu, `@${joiner}`)
        .replace(/(?<![\p{L}\p{N}_/])\/(?=[\p{L}\p{N}_])/gu, `/${joiner}`);

const digits = (text: string): string => text.replace(/\D/g, '');

/**
 * Apps make a number with + and country tappable by themselves. Others (short ones most of all) are marked so that a tap
 * copies them; Telegram takes no tel: links.
 */
const phoneLine = (text: string, href: string): RichText => {
  const wanted = digits(href);
  for (const found of text.matchAll(/\+?\d[\d \u00a0]*\d/g)) {
    const number = found[0];
    const matches = wanted.endsWith(digits(number).replace(/^0/, '')) && digits(number).length >= 3;
    if (!matches || number.startsWith('+')) continue;
    const [before, after] = [text.slice(0, found.index), text.slice(found.index + number.length)];
    return joined([plain(before), marked(number, { type: 'code' }), plain(after)], '');
  }
  return plain(text);
};

const lineText = ({ text: raw, href }: Line): RichText => {
  const text = tame(raw);
  if (href === undefined || text.trim() === '') return plain(text);
  if (href.startsWith('tel:')) return phoneLine(text, href);
  const person = targetOf(href);
  if (person?.to === 'person') return marked(text, { type: 'person', id: person.chat });
  return /^https?:/.test(href) && !text.includes(href)
    ? marked(text, { type: 'text_link', url: href })
    : plain(text);
};

/** Letters of a quote that are shown; whose words they are knows the rest. */
const longestQuote = 300;

const quoted = (quote: string | undefined): readonly RichText[] => {
  const text = tame(quote ?? '').trim();
  if (text === '') return [];
  const shown = text.length > longestQuote ? `${text.slice(0, longestQuote).toWellFormed()}…` : text;
  return [marked(shown, { type: 'blockquote' }), plain('\n')];
};

const blockText = (block: Block, side: Side): RichText => {
  switch (block.kind) {
    case 'text':
      return plain(tame(block.text));
    case 'words':
      return joined(
        [
          ...quoted(block.quote),
          bold(`${defused(tame(block.by), side)}:`),
          plain(` ${defused(tame(block.text), side)}`),
        ],
        '',
      );
    case 'card': {
      const title = tame(block.title);
      return joined([...(title === '' ? [] : [bold(title)]), ...block.lines.map(lineText)], '\n');
    }
    default:
      return block satisfies never;
  }
};

/** Words of one side stand close together, all else is set apart. */
const blocksText = (blocks: readonly Block[], side: Side): RichText => {
  let whole: RichText = plain('');
  for (const [i, block] of blocks.entries()) {
    const near = block.kind === 'words' && blocks[i - 1]?.kind === 'words';
    const next = blockText(block, side);
    if (next.text.trim() === '') continue;
    whole = whole.text === '' ? next : joined([whole, next], near ? '\n' : '\n\n');
  }
  return whole;
};

/** Letters of a label that Telegram shows on a phone without cutting. */
const longestLabel = 60;

const keyboardOf = (
  rows: readonly (readonly Button[])[],
  seal: (data: string) => string,
): InlineKeyboardMarkup | null => {
  const inline_keyboard = rows
    .filter((row) => row.length > 0)
    .map((row) =>
      row.map(({ label, data }) => ({
        text: tame(label).slice(0, longestLabel).toWellFormed() || '·',
        callback_data: seal(data),
      })),
    );
  return inline_keyboard.length === 0 ? null : { inline_keyboard };
};

/**
 * In place of the letters of the app: one touch that tells where the person is. It is asked for by the person, shown once,
 * and goes with the next thing that the bot says without buttons.
 */
const touch = (label: string): ReplyKeyboardMarkup => ({
  keyboard: [[{ text: label, request_location: true }]],
  resize_keyboard: true,
  one_time_keyboard: true,
});

type Rendered = Pick<Post, 'blocks' | 'buttons' | 'location'>;

/** A worker's words can be corrected, and a message that bears any other keyboard than buttons cannot. */
const standsAlone = ({ blocks }: Rendered): boolean => !blocks.some(({ kind }) => kind === 'words');

const markupOf = (post: Rendered, side: Side, seal: (data: string) => string): Part['keyboard'] => {
  const { buttons, location } = post;
  if (side === 'desk') return keyboardOf(buttons, seal);
  if (location !== undefined && 'touch' in location) return touch(location.touch);
  const under = keyboardOf(location === undefined ? buttons : [...buttons, [location.button]], seal);
  return under ?? (standsAlone(post) ? { remove_keyboard: true } : null);
};

/** The messages that a post becomes; the buttons stand under the last. Pure. */
export const renderPost = (post: Rendered, side: Side, seal: (data: string) => string): readonly Part[] => {
  const whole = blocksText(post.blocks, side);
  // What shows nothing at all would be refused.
  const content = whole.text.trim() === '' ? plain('…') : whole;
  const parts = split(content);
  return parts.map((part, i) => ({
    content: part,
    keyboard: i === parts.length - 1 ? markupOf(post, side, seal) : null,
  }));
};
