import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capForRules, fold, tokenise, wordsOf } from '../../src/understand/fold.ts';
import { shipped } from './shipped.ts';

const { understand } = await shipped();

const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        'nechci',
        'zit',
        '😭',
        'Ž',
        '\u0301',
        '\ud800',
        '\u202e',
        '\0',
        ' ',
        '.',
        'ﷺ',
        '¼',
        'мене',
        'бьє',
      ),
      {
        maxLength: 80,
      },
    )
    .map((parts) => parts.join('')),
);

describe('whatever is written', () => {
  it('is read without an error, the same each time, with scores that are shares', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const read = understand(text);
        expect(JSON.stringify(understand(text))).toBe(JSON.stringify(read));
        expect(read.danger).toBeGreaterThanOrEqual(0);
        expect(read.danger).toBeLessThanOrEqual(1);
        expect(read.topics.reduce((sum, { score }) => sum + score, 0)).toBeLessThanOrEqual(1.001);
      }),
      { numRuns: 300 },
    );
  });

  it('is read the same whatever was read before', () => {
    fc.assert(
      fc.property(anything, anything, (text, other) => {
        const alone = JSON.stringify(understand(text));
        understand(other);
        expect(JSON.stringify(understand(text))).toBe(alone);
      }),
      { numRuns: 100 },
    );
  });

  it('is cut into words whose places in the text are in order and do not overlap', () => {
    fc.assert(
      fc.property(anything, (text) => {
        let end = 0;
        for (const token of tokenise(text)) {
          expect(token.start).toBeGreaterThanOrEqual(end);
          expect(token.end).toBeGreaterThan(token.start);
          expect(token.end).toBeLessThanOrEqual(text.length);
          end = token.end;
        }
      }),
    );
  });

  it('is folded once and for all: folding again changes nothing, and both ways to find words agree', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 200 }), (text) => {
        const folded = fold(text);
        expect(fold(folded)).toBe(folded);
        expect(wordsOf(folded)).toEqual(tokenise(text).map(({ word }) => word));
      }),
    );
  });

  it.each([
    ['ten megabytes', 'nechci uz zit '.repeat(720_000)],
    ['a million combining marks', `a${'\u0301'.repeat(1_000_000)}`],
    ['one word of a megabyte', 'a'.repeat(1_000_000)],
    ['nothing but pictures', '😂🔪💀'.repeat(20_000)],
    ['right to left', '\u202eשלום '.repeat(20_000)],
    ['null bytes', '\0'.repeat(100_000)],
    ['lone surrogates', '\ud800'.repeat(100_000)],
    ['letters that stand for sentences', 'ﷺ'.repeat(50_000)],
    [
      'as many different words as there is room for',
      Array.from({ length: 20_000 }, (_, i) => `w${i.toString(36)}`).join(' '),
    ],
  ])('may be %s, and is answered all the same', (_, text) => {
    expect(understand(text).reasons).toBeDefined();
  });

  it('may be far longer than a message: danger at its beginning and at its end is found', () => {
    const filler = 'dneska bylo hezky a sli jsme ven. ';
    expect(understand(`uz nechci zit. ${filler.repeat(5000)}`).level).toBe('hard');
    expect(understand(`${filler.repeat(5000)} uz nechci zit`).level).toBe('hard');
    expect(capForRules('a'.repeat(4096))).toHaveLength(4096);
  });
});
