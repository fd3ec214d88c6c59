import type { Media } from '../../src/port.ts';

/** What a typed line is. */
export type Typed =
  | { readonly typed: 'nothing' }
  | { readonly typed: 'text'; readonly text: string }
  /** A button of the last ones shown on that side; the first is 1. */
  | { readonly typed: 'press'; readonly number: number }
  | { readonly typed: 'edit'; readonly text: string }
  | { readonly typed: 'media'; readonly media: Media; readonly caption: string }
  | { readonly typed: 'left' | 'returned' | 'quit' | 'help' }
  /** At the desk, by a worker; null: the one who sits here. */
  | { readonly typed: 'desk-text'; readonly worker: string | null; readonly text: string }
  | { readonly typed: 'desk-press'; readonly worker: string | null; readonly number: number }
  | { readonly typed: 'unknown'; readonly word: string };

/** How many buttons there are to press on each side. */
export interface Shown {
  readonly person: number;
  readonly desk: number;
}

const media: readonly Media[] = [
  'photo',
  'voice',
  'video',
  'file',
  'sticker',
  'location',
  'contact',
  'poll',
  'other',
];

// A space after the @ keeps a name and a colon text: "@ Pozor: …".
const named = /^(\p{Lu}[\p{L}\p{N}_-]{0,29}):\s*(.*)$/su;

/** A number that is no button is text: people answer "15" when they are asked for their age. */
const pressed = (text: string, buttons: number): number | null => {
  if (!/^[1-9]\d?$/.test(text)) return null;
  const number = Number(text);
  return number <= buttons ? number : null;
};

const atDesk = (said: string, buttons: number): Typed => {
  const found = named.exec(said);
  const worker = found?.[1] ?? null;
  const text = (found?.[2] ?? said).trim();
  if (text === '') return { typed: 'nothing' };
  const number = pressed(text, buttons);
  return number === null ? { typed: 'desk-text', worker, text } : { typed: 'desk-press', worker, number };
};

const ordered = (word: string, rest: string): Typed => {
  const kind = media.find((one) => one === word);
  if (kind !== undefined) return { typed: 'media', media: kind, caption: rest };
  switch (word) {
    case 'edit':
      return rest === '' ? { typed: 'help' } : { typed: 'edit', text: rest };
    case 'leave':
      return { typed: 'left' };
    case 'return':
      return { typed: 'returned' };
    case 'quit':
      return { typed: 'quit' };
    case 'help':
      return { typed: 'help' };
    default:
      return { typed: 'unknown', word };
  }
};

/** Reads one typed line. `:` begins an order only before a letter, so that ":)" and ":-(" stay words. Pure. */
export const parse = (line: string, shown: Shown): Typed => {
  const text = line.trim();
  if (text === '') return { typed: 'nothing' };
  if (text.startsWith('@')) return atDesk(text.slice(1), shown.desk);
  const [, word, rest = ''] = /^:([a-z]{2,})(?:\s+(.*))?$/su.exec(text) ?? [];
  if (word !== undefined) return ordered(word, rest.trim());
  const number = pressed(text, shown.person);
  return number === null ? { typed: 'text', text } : { typed: 'press', number };
};
