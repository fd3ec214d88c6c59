import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInMessageActionRow,
  type APIContainerComponent,
  type APIMessageTopLevelComponent,
  type APITextDisplayComponent,
  ButtonStyle,
  ComponentType,
  MessageFlags,
} from 'discord.js';
import type { Block, Button, Line, Post } from '../../src/port.ts';
import { escaped, pieces, tame, type Whose } from './markdown.ts';

/** One message of Discord, without what only its sending knows (nonce, reference). */
export interface Part {
  readonly content?: string;
  readonly components?: readonly APIMessageTopLevelComponent[];
  readonly flags: number;
  readonly allowed_mentions: { readonly parse: [] };
}

/** UTF-16 units that Discord takes in a plain message, and in all texts of one with cards. */
export const longestPlain = 2000;
export const longestCards = 4000;
const mostComponents = 40;
const mostRows = 5;
const mostInRow = 5;
const mostOptions = 25;
const longestLabel = 80;
const longestOption = 100;
/** Room that is left for what stands around the text itself. */
const reserve = 100;

const colors: Readonly<Record<Extract<Block, { kind: 'card' }>['tone'], number>> = {
  crisis: 0xe0533d,
  service: 0x3b82c4,
  case: 0xe0a83d,
};

const digits = (text: string): string => text.replace(/\D/g, '');

/** The number in a line stands out; Discord takes no links that call. */
const phoneLine = (text: string, href: string): string => {
  const wanted = digits(href);
  for (const found of text.matchAll(/\+?\d[\d \u00a0]*\d/g)) {
    const own = digits(found[0]);
    if (own.length < 3 || !wanted.endsWith(own.replace(/^0/, ''))) continue;
    const [before, after] = [text.slice(0, found.index), text.slice(found.index + found[0].length)];
    return `${escaped(before, 'ours')}**${found[0]}**${escaped(after, 'ours')}`;
  }
  return escaped(text, 'ours');
};

const lineText = ({ text: raw, href }: Line): string => {
  const text = tame(raw);
  if (href?.startsWith('tel:')) return phoneLine(text, href);
  const isLink = href !== undefined && /^https?:\/\/[^\s<>()]+$/.test(href) && !text.includes(href);
  return isLink && text.trim() !== '' ? `[${escaped(text, 'ours')}](${href})` : escaped(text, 'ours');
};

/** Letters of a quote that are shown; whose words they are knows the rest. */
const longestQuote = 300;

const quoted = (quote: string | undefined): string => {
  const text = tame(quote ?? '').trim();
  if (text === '') return '';
  const shown = text.length > longestQuote ? `${text.slice(0, longestQuote).toWellFormed()}…` : text;
  return `${escaped(shown, 'others').replace(/^/gm, '> ')}\n`;
};

/** Something that stands in a message by itself: running text, or a card. */
type Stretch =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'card'; readonly text: string; readonly color: number };

/** Long texts as several stretches, each of which fits into a message; `before` stands at the head of each. */
const inPieces = (raw: string, whose: Whose, before: string, limit: number): readonly string[] =>
  pieces(raw, limit - before.length - reserve, (piece) => escaped(piece, whose)).map(
    (piece) => `${before}${escaped(piece, whose)}`,
  );

const nameLimit = 100;

const stretches = (block: Block, limit: number): readonly Stretch[] => {
  switch (block.kind) {
    case 'text':
      return inPieces(tame(block.text), 'ours', '', limit).map((text) => ({ is: 'text', text }));
    case 'words': {
      const by = `**${escaped(tame(block.by).slice(0, nameLimit).toWellFormed(), 'others')}:** `;
      const quote = quoted(block.quote);
      const text = tame(block.text);
      const parts = inPieces(text, 'others', by, limit - quote.length);
      return parts.map((part, i) => ({ is: 'text', text: i === 0 ? `${quote}${part}` : part }));
    }
    case 'card':
      return cardStretches(block, limit);
    default:
      return block satisfies never;
  }
};

/** A card; one that is too long goes on in another of the same colour. */
const cardStretches = (
  { tone, title: raw, lines }: Extract<Block, { kind: 'card' }>,
  limit: number,
): readonly Stretch[] => {
  const title = tame(raw).replace(/\n/g, ' ').trim();
  const heads = title === '' ? [] : inPieces(title, 'ours', '### ', limit);
  const all = [...heads, ...lines.flatMap((line) => lineParts(line, limit))];
  const texts: string[] = [];
  for (const text of all.filter((one) => one.trim() !== '')) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + 1 + text.length <= limit - reserve)
      texts[texts.length - 1] = `${last}\n${text}`;
    else texts.push(text);
  }
  return texts.map((text) => ({ is: 'card', text, color: colors[tone] }));
};

const lineParts = (line: Line, limit: number): readonly string[] => {
  const whole = lineText(line);
  return whole.length <= limit - reserve ? [whole] : inPieces(tame(line.text), 'ours', '', limit);
};

const row = (
  components: APIComponentInMessageActionRow[],
): APIActionRowComponent<APIComponentInMessageActionRow> => ({ type: ComponentType.ActionRow, components });

const labelOf = (label: string, limit: number): string => {
  const text = tame(label).trim();
  const cut = text.length > limit ? `${text.slice(0, limit - 1).toWellFormed()}…` : text;
  return cut === '' ? '·' : cut;
};

/** Discord refuses a message in which two buttons would come back as the same. */
const distinct = (rows: readonly (readonly Button[])[]): readonly (readonly Button[])[] => {
  const known = new Set<string>();
  return rows
    .map((buttons) =>
      buttons.filter(({ data }) => {
        const isNew = !known.has(data);
        known.add(data);
        return isNew;
      }),
    )
    .filter((buttons) => buttons.length > 0);
};

const button = ({ label, data }: Button, seal: (data: string) => string): APIButtonComponentWithCustomId => ({
  type: ComponentType.Button,
  style: ButtonStyle.Secondary,
  label: labelOf(label, longestLabel),
  custom_id: seal(data),
});

const inChunks = <T>(list: readonly T[], most: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(list.length / most) }, (_, i) => list.slice(i * most, (i + 1) * most));

/** As buttons in their rows; where these are too many, closer together, and at last as lists to choose from. */
const rowsOf = (
  given: readonly (readonly Button[])[],
  seal: (data: string) => string,
): readonly APIActionRowComponent<APIComponentInMessageActionRow>[] => {
  const rows = distinct(given).flatMap((buttons) => inChunks(buttons, mostInRow));
  const all = rows.flat();
  const fit = rows.length <= mostRows ? rows : inChunks(all, mostInRow);
  if (fit.length <= mostRows) return fit.map((buttons) => row(buttons.map((one) => button(one, seal))));
  return inChunks(all, mostOptions)
    .slice(0, mostRows)
    .map((options, i) =>
      row([
        {
          type: ComponentType.StringSelect,
          custom_id: `list${i}`,
          options: options.map(({ label, data }) => ({
            label: labelOf(label, longestOption),
            value: seal(data),
          })),
        },
      ]),
    );
};

const componentsOf = (stretch: Stretch): APITextDisplayComponent | APIContainerComponent => {
  const text: APITextDisplayComponent = { type: ComponentType.TextDisplay, content: stretch.text };
  return stretch.is === 'text'
    ? text
    : { type: ComponentType.Container, accent_color: stretch.color, components: [text] };
};

const sizeOf = (list: readonly object[]): number =>
  list.reduce<number>(
    (sum, one) =>
      sum + 1 + ('components' in one && Array.isArray(one.components) ? one.components.length : 0),
    0,
  );

const none = { parse: [] } as { readonly parse: [] };

const plainParts = (texts: readonly string[], rows: ReturnType<typeof rowsOf>): readonly Part[] => {
  const joined: string[] = [];
  for (const text of texts) {
    const last = joined.at(-1);
    if (last !== undefined && last.length + 2 + text.length <= longestPlain) {
      joined[joined.length - 1] = `${last}${between(last, text)}${text}`;
    } else joined.push(text);
  }
  return joined.map((content, i) => ({
    content,
    ...(i === joined.length - 1 && rows.length > 0 ? { components: rows } : {}),
    flags: MessageFlags.SuppressEmbeds,
    allowed_mentions: none,
  }));
};

/** Words of several turns stand close together, all else is set apart. */
const between = (one: string, next: string): string => {
  const lastLine = one.slice(one.lastIndexOf('\n\n') + 1);
  return /^\*\*/.test(next) && /^\n?\*\*|\n\*\*/.test(lastLine) ? '\n' : '\n\n';
};

const cardParts = (list: readonly Stretch[], rows: ReturnType<typeof rowsOf>): readonly Part[] => {
  const groups: Stretch[][] = [[]];
  const spare = sizeOf(rows);
  for (const stretch of list) {
    const last = groups.at(-1) ?? [];
    const letters = last.reduce((sum, { text }) => sum + text.length, stretch.text.length);
    const size = sizeOf([...last, stretch].map(componentsOf)) + spare;
    if (last.length > 0 && (letters > longestCards || size > mostComponents)) groups.push([stretch]);
    else last.push(stretch);
  }
  return groups.map((group, i) => ({
    components: [...group.map(componentsOf), ...(i === groups.length - 1 ? rows : [])],
    flags: MessageFlags.IsComponentsV2,
    allowed_mentions: none,
  }));
};

/** The messages that a post becomes; the buttons stand under the last. `card`: as a card, whatever it holds. Pure. */
export const renderPost = (
  { blocks, buttons }: Pick<Post, 'blocks' | 'buttons'>,
  seal: (data: string) => string,
  card = false,
): readonly Part[] => {
  const asCard = card || blocks.some(({ kind }) => kind === 'card');
  const limit = asCard ? longestCards : longestPlain;
  const list = blocks.flatMap((block) => stretches(block, limit)).filter(({ text }) => text.trim() !== '');
  // What shows nothing at all would be refused.
  const shown: readonly Stretch[] = list.length === 0 ? [{ is: 'text', text: '…' }] : list;
  const rows = rowsOf(buttons, seal);
  return asCard
    ? cardParts(shown, rows)
    : plainParts(
        shown.map(({ text }) => text),
        rows,
      );
};
