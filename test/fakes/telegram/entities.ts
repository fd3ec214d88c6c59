import type { MessageEntity } from '@grammyjs/types';
import { badRequest } from './refusal.ts';

export interface Formatted {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
}

/** What Telegram makes tappable by itself, in the order in which it wins. */
const found: readonly (readonly [MessageEntity.CommonMessageEntity['type'], RegExp])[] = [
  ['url', /(?:https?:\/\/|www\.)[^\s<>"“”]*[^\s<>"“”.,;:!?)\]]/gu],
  ['email', /[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/gu],
  [
    'url',
    /(?<![\p{L}\p{N}@./-])(?:[A-Za-z0-9-]+\.)+(?:cz|sk|pl|ua|org|com|net|eu|info|me|gov)(?:\/[^\s]*[^\s.,;:!?)])?(?![\p{L}\p{N}])/gu,
  ],
  ['mention', /(?<![\p{L}\p{N}_@])@[A-Za-z]\w{3,31}(?!\w)/gu],
  ['bot_command', /(?<![\p{L}\p{N}_/])\/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])/gu],
  ['hashtag', /(?<![\p{L}\p{N}_#])#[\p{L}_][\p{L}\p{N}_]*/gu],
  ['phone_number', /(?<![\p{L}\p{N}])\+?\d(?:[ ()-]{0,2}\d){6,14}(?![\p{L}\p{N}])/gu],
];

const overlaps = (one: MessageEntity, other: MessageEntity): boolean =>
  one.offset < other.offset + other.length && other.offset < one.offset + one.length;

const inOrder = (one: MessageEntity, other: MessageEntity): number =>
  one.offset - other.offset || other.length - one.length;

/** Inside these, nothing is found. */
const shuts = ({ type }: MessageEntity): boolean =>
  ['code', 'pre', 'text_link', 'text_mention', 'custom_emoji', 'url', 'email'].includes(type);

const withFound = (text: string, entities: readonly MessageEntity[]): readonly MessageEntity[] => {
  const all = [...entities];
  for (const [type, pattern] of found) {
    for (const match of text.matchAll(pattern)) {
      const one: MessageEntity = { type, offset: match.index, length: match[0].length };
      const shut = all.some(
        (other) => (shuts(other) || found.some(([kind]) => kind === other.type)) && overlaps(one, other),
      );
      if (!shut) all.push(one);
    }
  }
  return all.toSorted(inOrder);
};

/** Without the space around it, as every message is kept; entities go along, and none covers that space. */
const trimmed = ({ text, entities }: Formatted): Formatted => {
  const start = text.length - text.trimStart().length;
  const whole = text.trim();
  const kept = entities.flatMap((entity) => {
    const from = Math.max(0, entity.offset - start);
    const to = Math.min(whole.length, entity.offset + entity.length - start);
    return to > from ? [{ ...entity, offset: from, length: to - from }] : [];
  });
  return { text: whole, entities: kept };
};

/** What people and the server make of plain text. */
export const plain = (text: string): Formatted => {
  const { text: whole } = trimmed({ text, entities: [] });
  return { text: whole, entities: withFound(whole, []) };
};

const isHighHalf = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;

const checked = (text: string, entities: readonly MessageEntity[]): void => {
  for (const { offset, length, type } of entities) {
    if (typeof type !== 'string') throw badRequest('can\'t parse MessageEntity: Can\'t find field "type"');
    if (!Number.isInteger(offset) || !Number.isInteger(length) || offset < 0 || length < 0) {
      throw badRequest("can't parse MessageEntity: wrong offset or length");
    }
    if (offset > text.length) {
      throw badRequest(`entity begins after the end of the text at UTF-16 offset ${offset}`);
    }
    if (offset + length > text.length) {
      throw badRequest(
        `entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${offset + length}`,
      );
    }
    for (const edge of [offset, offset + length]) {
      if (edge > 0 && isHighHalf(text.charCodeAt(edge - 1))) {
        throw badRequest(`entity beginning at UTF-16 offset ${offset} ends in a middle of a UTF-16 symbol`);
      }
    }
  }
};

const linkable = /^(?:(?:https?|ftp|tg|ton|tonsite):\/\/|[^:/?#\s]+\.[^:/?#\s]+|tg:)/i;

/** A link to anything else (`tel:`) is shown as text: Telegram drops it without a word. */
const isKept = (entity: MessageEntity): boolean =>
  entity.length > 0 && (entity.type !== 'text_link' || linkable.test(entity.url));

/** A text with its formatting, from entities that were given or a markup that is parsed. */
export const formatted = (
  text: string,
  mode: string,
  given: readonly MessageEntity[] | undefined,
): Formatted => {
  if (mode === '') {
    checked(text, given ?? []);
    return finished({ text, entities: given ?? [] });
  }
  if (mode.toLowerCase() === 'html') return finished(parseHtml(text));
  if (!['markdown', 'markdownv2'].includes(mode.toLowerCase())) throw badRequest('unsupported parse_mode');
  throw new Error('fake Telegram: Markdown is not parsed here; send entities or HTML');
};

const finished = (given: Formatted): Formatted => {
  const { text, entities } = trimmed({ text: given.text, entities: given.entities.filter(isKept) });
  return { text, entities: withFound(text, entities) };
};

const cannotParse = (what: string): Error => badRequest(`can't parse entities: ${what}`);

const tagTypes: Readonly<Record<string, MessageEntity.CommonMessageEntity['type']>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  u: 'underline',
  ins: 'underline',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
  code: 'code',
  blockquote: 'blockquote',
};

interface OpenTag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly offset: number;
}

const decoded = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(lt|gt|amp|quot));/gi, (all, decimal, hex, name) => {
    if (name !== undefined) return { lt: '<', gt: '>', amp: '&', quot: '"' }[`${name}`.toLowerCase()] ?? all;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });

const attributesOf = (tag: string): ReadonlyMap<string, string> =>
  new Map(
    [...tag.matchAll(/([a-z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?/gi)].map(
      ([, name = '', double, single, bare]) => [name.toLowerCase(), decoded(double ?? single ?? bare ?? '')],
    ),
  );

const entityOf = (tag: OpenTag, text: string): MessageEntity | null => {
  const place = { offset: tag.offset, length: text.length - tag.offset };
  const href = tag.attributes.get('href') ?? text.slice(tag.offset);
  if (tag.name === 'a') {
    const user = /^tg:\/\/user\?id=(\d+)$/.exec(href)?.[1];
    if (user !== undefined) return null;
    return { type: 'text_link', url: href, ...place };
  }
  if (tag.name === 'pre') return { type: 'pre', ...place };
  if (tag.name === 'tg-emoji') {
    return { type: 'custom_emoji', custom_emoji_id: tag.attributes.get('emoji-id') ?? '', ...place };
  }
  if (tag.name === 'blockquote' && tag.attributes.has('expandable')) {
    return { type: 'expandable_blockquote', ...place };
  }
  const type = tagTypes[tag.name];
  return type === undefined ? null : { type, ...place };
};

const knownTags = new Set([...Object.keys(tagTypes), 'a', 'pre', 'tg-emoji']);

/** Telegram's HTML: a closed set of tags, and refused as a whole when one is wrong. Offsets in errors are in bytes. */
export const parseHtml = (html: string): Formatted => {
  const entities: MessageEntity[] = [];
  const open: OpenTag[] = [];
  let text = '';
  let at = 0;
  const bytesTo = (index: number): number => Buffer.byteLength(html.slice(0, index));
  while (at < html.length) {
    const next = html.indexOf('<', at);
    text += decoded(html.slice(at, next < 0 ? html.length : next));
    if (next < 0) break;
    const end = html.indexOf('>', next);
    if (html[next + 1] === '/') {
      if (end < 0) throw cannotParse(`Unclosed end tag at byte offset ${bytesTo(next)}`);
      const name = html
        .slice(next + 2, end)
        .trim()
        .toLowerCase();
      const last = open.pop();
      if (last === undefined) throw cannotParse(`Unexpected end tag at byte offset ${bytesTo(next)}`);
      if (name !== '' && name !== last.name) {
        throw cannotParse(
          `Unmatched end tag at byte offset ${bytesTo(next)}, expected "</${last.name}>", found "</${name}>"`,
        );
      }
      const entity = entityOf(last, text);
      if (entity !== null) entities.push(entity);
    } else {
      const name = /^<([^\s>]*)/.exec(html.slice(next))?.[1]?.toLowerCase() ?? '';
      if (end < 0) throw cannotParse(`Unclosed start tag at byte offset ${bytesTo(next)}`);
      const attributes = attributesOf(html.slice(next + 1 + name.length, end));
      const isSpoiler = name !== 'span' || attributes.get('class') === 'tg-spoiler';
      if (!knownTags.has(name)) {
        throw cannotParse(`Unsupported start tag "${name}" at byte offset ${bytesTo(next)}`);
      }
      if (!isSpoiler) {
        throw cannotParse(`Tag "span" must have class "tg-spoiler" at byte offset ${bytesTo(next)}`);
      }
      open.push({ name, attributes, offset: text.length });
    }
    at = end + 1;
  }
  const last = open.at(-1);
  if (last !== undefined) {
    throw cannotParse(`Can't find end tag corresponding to start tag "${last.name}"`);
  }
  return { text, entities: entities.toSorted(inOrder) };
};
