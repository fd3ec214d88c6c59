import type { RegexLiteral } from './regex-literals.ts';

/** Strings made to keep one regular expression busy: what it knows, again and again, and at the end what it cannot take. */

const usual = [
  'a',
  'A',
  '1',
  ' ',
  '\t',
  '\n',
  '.',
  ',',
  '-',
  '_',
  '/',
  '@',
  '+',
  ':',
  '"',
  'á',
  'я',
  '\u0301',
  'aa ',
  '1 ',
];

const partsOf = (source: string): readonly string[] => {
  const plain = source.replace(
    /\\[pPuxk]\{[^}]*\}|\\u[\da-f]{4}|\\[a-zA-Z]|\(\?<?[:=!]|\{\d+,?\d*\}|[\\^$*+?()[\]|]/g,
    ' ',
  );
  const words = plain.split(/\s+/).filter((word) => word !== '');
  return [...new Set([...words.slice(0, 12), ...words.join('').slice(0, 24)])];
};

const prefixes = (source: string): readonly string[] => {
  const [first = ''] = partsOf(source);
  return [...new Set(['', first])];
};

export const pumped = function* (literal: RegexLiteral, length: number): Generator<string> {
  const own = partsOf(literal.source);
  const single = [...new Set([...own, ...usual])];
  const pairs = own
    .slice(0, 8)
    .flatMap((one) => [...own.slice(0, 8), ' ', 'a', '1'].map((other) => one + other));
  for (const atom of [...single, ...pairs]) {
    const many = atom.repeat(Math.ceil(length / atom.length));
    for (const prefix of prefixes(literal.source))
      for (const end of ['\0', '']) yield `${prefix}${many}${end}`;
  }
};

/** Milliseconds that it takes to look for all matches. */
export const timeOf = (pattern: RegExp, text: string): number => {
  const began = performance.now();
  pattern.lastIndex = 0;
  let matches = 0;
  for (const _ of text.matchAll(pattern)) matches += 1;
  return performance.now() - began + matches * 0;
};
