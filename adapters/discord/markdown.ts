import { cutOf } from '../shared/cut.ts';

/** Whose words: what others wrote must neither call anybody nor lead anybody elsewhere. */
export type Whose = 'ours' | 'others';

/** Control characters and those that turn the direction of what follows. */
const unseen = /(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/** Joins two characters invisibly, so that they are no longer what they would be together. */
const joiner = '\u2060';

export const tame = (text: string): string => text.toWellFormed().replaceAll('\t', ' ').replace(unseen, '');

/** As far as Discord makes a link of it without a doubt: marks end it. */
const link = /https?:\/\/[^\s<>()[\]\\|*`~@]+/gi;
const invite = /(discord(?:app)?\.(?:gg|com\/invite|me|li)|dsc\.gg|discord\.new|invite\.gg)(?=\/)/gi;

/** "@name" would call somebody, an invitation would become a card of a foreign server. */
const defused = (text: string): string =>
  text.replaceAll('@', `@${joiner}`).replace(invite, (host) => host.replace('.', `${joiner}.`));

/** Marks wherever they stand, and those that count only where a line begins. */
const marks = /[\\*_~|`[\]<]/g;
const lineMarks = /^([ \u00a0]*)(#{1,3}(?= )|-#|[-+>]|>>>|\d{1,9}(?=[.)]))/gm;

const escapedWords = (text: string): string =>
  text
    .replace(marks, '\\$&')
    .replace(lineMarks, (_, space: string, mark: string) =>
      /^\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
    );

/** Text that is shown as it is: marks, mentions and emoji codes in it mean nothing. Links stay links. */
export const escaped = (raw: string, whose: Whose): string => {
  const text = whose === 'others' ? defused(raw) : raw;
  let out = '';
  let at = 0;
  for (const found of text.matchAll(link)) {
    out += escapedWords(text.slice(at, found.index)) + found[0];
    at = found.index + found[0].length;
  }
  return out + escapedWords(text.slice(at));
};

/** What was escaped, as it was before. */
export const unescaped = (text: string): string =>
  text
    .replaceAll(joiner, '')
    .replace(/\\([^\p{L}\p{N}\s])/gu, '$1')
    .replace(/^([ \u00a0]*\d{1,9})\\(?=[.)])/gm, '$1');

/** Pieces of a raw text that fit when they are written out by `show`; only white space between them is left out. Pure. */
export const pieces = (raw: string, limit: number, show: (piece: string) => string): readonly string[] => {
  const done: string[] = [];
  let rest = raw;
  while (show(rest).length > limit) {
    let room = Math.min(limit, rest.length);
    let cut = cutOf(rest, room);
    while (show(rest.slice(0, cut.end)).length > limit && room > 1) {
      room = Math.max(1, Math.floor(room * 0.75));
      cut = cutOf(rest, room);
    }
    done.push(rest.slice(0, cut.end));
    rest = rest.slice(Math.max(cut.next, 1));
  }
  return [...done, rest];
};
