import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { languages } from '../../src/domain.ts';
import { shipped } from './shipped.ts';

/**
 * Plain statements of danger by authors who knew neither the rules nor the examples, at least 60 a language. None may fall
 * through, however it is typed.
 */

const { understand } = await shipped();
const statements = z
  .array(z.object({ lang: z.enum(languages), text: z.string(), risk: z.enum(['high', 'emergency']) }))
  .parse(JSON.parse(readFileSync('test/understand/plain-danger.json', 'utf8')));

/** Of Latin letters only: nobody leaves out the marks of ї and й, which are letters of their own. */
const bare = (text: string): string =>
  /\p{Script=Cyrillic}/u.test(text)
    ? text
    : text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ł', 'l');

/** One slip in the longest word: two letters swapped, one left out, or one twice, in turn. */
const slipped = (text: string, turn: number): string => {
  const words = text.split(' ');
  const longest = words.reduce((a, b) => (b.length > a.length ? b : a));
  if (longest.length < 6) return text;
  const at = 1 + (turn % (longest.length - 3));
  const [before, one, two, after] = [
    longest.slice(0, at),
    longest[at],
    longest[at + 1],
    longest.slice(at + 2),
  ];
  const wrong = [
    `${before}${two}${one}${after}`,
    `${before}${two}${after}`,
    `${before}${one}${one}${two}${after}`,
  ];
  return words.map((word) => (word === longest ? (wrong[turn % wrong.length] ?? word) : word)).join(' ');
};

const forms: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'without diacritics': bare,
  'in capitals': (text) => text.toUpperCase(),
};
const worn: Readonly<Record<string, (text: string, turn: number) => string>> = {
  'with a held letter at its end': (text) => text.replace(/(\p{L})(\W*)$/u, '$1$1$1$1$2'),
  'with a picture between the words': (text) => text.replace(' ', ' 😭 '),
  'with a slip in its longest word': (text, turn) => slipped(bare(text), turn),
};

describe.each(languages)('a plain statement of danger (%s)', (language) => {
  const own = statements.filter(({ lang }) => lang === language);

  it('is one of at least sixty', () => expect(own.length).toBeGreaterThanOrEqual(60));

  it.each(Object.keys(forms))('never falls through %s', (form) => {
    const missed = own
      .map(({ text }) => forms[form]?.(text) ?? text)
      .filter((text) => understand(text).level !== 'hard');
    expect(missed).toEqual([]);
  });

  it.each(Object.keys(worn))('has contacts in view %s, and hardly ever only below the answer', (form) => {
    const typed = own.map(({ text }, turn) => worn[form]?.(text, turn) ?? text);
    expect(typed.filter((text) => understand(text).level === 'none')).toEqual([]);
    const second = typed.filter((text) => understand(text).level !== 'hard');
    expect(second.length / own.length).toBeLessThanOrEqual(0.05);
  });
});
