import { stripVTControlCharacters, styleText } from 'node:util';
import type { Block, Button, Line, Post, Receipt } from '../../src/port.ts';

/** How the lines of one side look. */
export interface Look {
  /** Stands before every line; tells the sides apart without colours too. */
  readonly prefix: string;
  readonly color: boolean;
  readonly side: 'person' | 'desk';
  /** Columns. */
  readonly width: number;
}

type Style = Parameters<typeof styleText>[0];

/** Somebody's words must not move the cursor or clear the screen: control characters go. */
const tame = (text: string): string =>
  stripVTControlCharacters(text)
    .replaceAll('\t', '  ')
    .replace(/(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '');

/** Breaks a text into lines of at most `width` characters, between words where it can. */
export const wrap = (text: string, width: number): readonly string[] =>
  tame(text)
    .split('\n')
    .flatMap((paragraph) => wrapOne(paragraph, width));

const wrapOne = (paragraph: string, width: number): readonly string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(/ +/)) {
    if (line !== '' && line.length + 1 + word.length <= width) line += ` ${word}`;
    else {
      if (line !== '') lines.push(line);
      line = word;
      // Half a link is no link.
      for (; line.length > width && !line.startsWith('http'); line = line.slice(width))
        lines.push(line.slice(0, width));
    }
  }
  return [...lines, line];
};

const indented = (text: string, first: string, width: number): readonly string[] =>
  wrap(text, width - first.length).map((line, i) => (i === 0 ? first : ' '.repeat(first.length)) + line);

/** A link that the text does not show already, such as a chat; phone numbers stand in the text. */
const shownLink = ({ text, href }: Line): string =>
  href === undefined || !href.startsWith('http') || text.includes(href) ? '' : ` ${href}`;

const cardLines = (block: Extract<Block, { kind: 'card' }>, width: number): readonly string[] => {
  const bar = { crisis: '┃ ', service: '│ ', case: '│ ' }[block.tone];
  const inside = width - bar.length;
  const body = block.lines.flatMap((line) => wrap(line.text + shownLink(line), inside));
  const title = block.title === '' ? [] : wrap(block.title, inside);
  return [...title, ...body].map((line) => bar + line);
};

const styleOf = (block: Block, side: Look['side']): Style | null => {
  if (block.kind === 'card' && block.tone === 'crisis') return ['red', 'bold'];
  return side === 'desk' ? 'cyan' : null;
};

const blockLines = (block: Block, width: number): readonly string[] => {
  switch (block.kind) {
    case 'text':
      return wrap(block.text, width);
    case 'words':
      return [
        ...(block.quote === undefined ? [] : indented(block.quote, '> ', width)),
        ...indented(block.text, `${tame(block.by)}: `, width),
      ];
    case 'card':
      return cardLines(block, width);
    default:
      return block satisfies never;
  }
};

const buttonLines = (rows: readonly (readonly Button[])[], width: number): readonly string[] => {
  let number = 0;
  return rows.flatMap((row) =>
    wrap(
      row.map(({ label }) => `[${++number}]\u00a0${label.replaceAll(' ', '\u00a0')}`).join(' '),
      width,
    ).map((line) => line.replaceAll('\u00a0', ' ')),
  );
};

const finish = (lines: readonly string[], look: Look, style: Style | null): readonly string[] =>
  lines.map((line) => {
    const whole = `${look.prefix}${line}`.trimEnd();
    // The stream is not asked whether it takes colours: whoever made the look knows.
    return look.color && style !== null ? styleText(style, whole, { validateStream: false }) : whole;
  });

/** The lines of a post; blocks are set apart by an empty line where a card is involved. Pure. */
export const renderPost = (
  { blocks, buttons }: Pick<Post, 'blocks' | 'buttons'>,
  look: Look,
): readonly string[] => {
  const width = look.width - look.prefix.length;
  const desk: Style | null = look.side === 'desk' ? 'cyan' : null;
  const parts = blocks.flatMap((block, i) => {
    const before = blocks[i - 1];
    const apart = before !== undefined && (block.kind === 'card' || before.kind === 'card');
    return [
      ...(apart ? finish([''], look, desk) : []),
      ...finish(blockLines(block, width), look, styleOf(block, look.side)),
    ];
  });
  return [...parts, ...finish(buttonLines(buttons, width), look, look.side === 'desk' ? 'cyan' : 'bold')];
};

/** What became of a worker's message. */
export const renderReceipt = ({ delivered, text }: Receipt, look: Look): readonly string[] =>
  finish(delivered ? ['✓'] : wrap(`✗ ${text}`, look.width - look.prefix.length), look, 'cyan');

/** A line of the terminal itself, about how to use it or what went wrong. */
export const renderHint = (text: string, look: Look): readonly string[] =>
  finish(wrap(text, look.width - look.prefix.length), look, 'dim');
