import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escaped, pieces, tame, unescaped } from '../../../adapters/discord/markdown.ts';
import { longestCards, longestPlain, type Part, renderPost } from '../../../adapters/discord/render.ts';
import { createPressSeal } from '../../../adapters/shared/press.ts';
import type { Block, Button, Line } from '../../../src/port.ts';
import { checkComponents, flat, type Loose } from '../../fakes/discord/components.ts';

const seal = createPressSeal('a token that is none');
const sealed = (data: string): string => seal.seal('p1', data);

const nasty = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 200 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
  {
    weight: 3,
    arbitrary: fc
      .array(
        fc.constantFrom(
          'slovo ',
          '**',
          '_',
          '`',
          '```',
          '~~',
          '||',
          '\\',
          '> ',
          '# ',
          '-# ',
          '- ',
          '1. ',
          '\n',
          '\n\n',
          '@everyone',
          '<@123>',
          '<#1>',
          '<t:1>',
          '[a](https://b.cz)',
          'https://a.cz/x_y*z',
          'discord.gg/abc',
          'https://discord.com/invite/abc',
          '+420 777 123 456',
          '👨‍👩‍👧',
          '\ud83d',
        ),
        { maxLength: 60 },
      )
      .map((parts) => parts.join('')),
  },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 9000 }).map((n) => 'a* '.repeat(n).slice(0, n)) },
);

const line: fc.Arbitrary<Line> = fc.record(
  { text: nasty, href: fc.constantFrom('tel:116111', 'https://example.org/a_b', 'mailto:a@b.cz') },
  { requiredKeys: ['text'] },
);

const block: fc.Arbitrary<Block> = fc.oneof(
  nasty.map((text): Block => ({ kind: 'text', text })),
  fc.record({
    kind: fc.constant('card' as const),
    tone: fc.constantFrom('crisis' as const, 'service' as const, 'case' as const),
    title: nasty,
    lines: fc.array(line, { maxLength: 12 }),
  }),
  fc.record(
    { kind: fc.constant('words' as const), by: nasty, text: nasty, quote: nasty },
    { requiredKeys: ['kind', 'by', 'text'] },
  ),
);

const button: fc.Arbitrary<Button> = fc.record({
  label: nasty,
  data: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 48 }),
});

const post = fc.record({
  blocks: fc.array(block, { maxLength: 8 }),
  buttons: fc.array(fc.array(button, { maxLength: 7 }), { maxLength: 9 }),
});

const looseOf = ({ components }: Part): readonly Loose[] => (components ?? []) as unknown as readonly Loose[];

const textOf = (part: Part): string =>
  [
    part.content ?? '',
    ...flat(looseOf(part)).map(({ content }) => (typeof content === 'string' ? content : '')),
  ].join('\n');

/** What is left of a text when nothing counts but its letters. */
const bare = (text: string): string => text.replace(/[\s\u2060]/gu, '');

describe('a post on Discord', () => {
  test('is never more than Discord takes, whatever it holds', () => {
    fc.assert(
      fc.property(post, fc.boolean(), (given, card) => {
        const parts = renderPost(given, sealed, card);
        expect(parts.length).toBeGreaterThan(0);
        for (const part of parts) {
          const isCards = (part.flags & (1 << 15)) !== 0;
          checkComponents(looseOf(part), isCards);
          expect(textOf(part).trim()).not.toBe('');
          expect(part.allowed_mentions).toEqual({ parse: [] });
          if (isCards) expect(part.content).toBeUndefined();
          else expect((part.content ?? '').length).toBeLessThanOrEqual(longestPlain);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('keeps all words, in order, however it is cut', () => {
    fc.assert(
      fc.property(fc.array(nasty, { minLength: 1, maxLength: 6 }), (texts) => {
        const blocks = texts.map((text): Block => ({ kind: 'text', text }));
        const parts = renderPost({ blocks, buttons: [] }, sealed);
        const said = bare(tame(texts.join('')));
        fc.pre(said !== '');
        expect(bare(unescaped(parts.map(textOf).join('\n')))).toBe(said);
      }),
      { numRuns: 500 },
    );
  });

  test('keeps every button, as buttons or in a list, up to 125', () => {
    fc.assert(
      fc.property(post, (given) => {
        const parts = renderPost(given, sealed);
        const wanted = new Set(given.buttons.flat().map(({ data }) => data));
        const there = flat(parts.flatMap(looseOf)).flatMap((one) => [
          ...(one.type === 2 ? [`${one.custom_id}`] : []),
          ...(Array.isArray(one.options)
            ? (one.options as readonly Loose[]).map(({ value }) => `${value}`)
            : []),
        ]);
        expect(new Set(there.map((id) => seal.open('p1', id)))).toEqual(wanted);
        expect(there.every((id) => id.length <= 100)).toBe(true);
      }),
    );
  });

  test('shows words of others as they are: no mark, mention or invitation in them works', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const shown = escaped(tame(text), 'others');
        expect(shown).not.toMatch(/@(everyone|here)|(?<!\\)<[@#t]|discord\.gg\/|discord\.com\/invite\//);
        const withoutLinks = shown.replace(/https?:\/\/[^\s<>()[\]\\|*`~@]+/gi, '');
        expect(withoutLinks.replace(/\\[\\*_~|`[\]<]/g, '')).not.toMatch(/[*_~|`[<]/);
        expect(shown).not.toMatch(/^ *(#{1,3} |> |-# )/m);
      }),
      { numRuns: 500 },
    );
  });

  test('is cut between words where it can, and never in a number', () => {
    const text = `${'slovo '.repeat(320)}+420 777 123 456 konec`;
    const parts = pieces(text, 1930, (piece) => piece);
    expect(parts.filter((part) => part.includes('+420 777 123 456'))).toHaveLength(1);
    expect(longestCards).toBeGreaterThan(longestPlain);
  });

  test('looks like this', () => {
    const parts = renderPost(
      {
        blocks: [
          { kind: 'text', text: 'Jde o tvoje bezpečí.' },
          {
            kind: 'card',
            tone: 'crisis',
            title: 'Linka bezpečí',
            lines: [
              { text: '116 111', href: 'tel:116111' },
              { text: 'web', href: 'https://www.linkabezpeci.cz' },
            ],
          },
        ],
        buttons: [[{ label: 'Chci člověka', data: 'c:person' }]],
      },
      (data) => data,
    );
    expect(parts).toEqual([
      {
        components: [
          { type: 10, content: 'Jde o tvoje bezpečí.' },
          {
            type: 17,
            accent_color: 0xe0533d,
            components: [
              { type: 10, content: '### Linka bezpečí\n**116 111**\n[web](https://www.linkabezpeci.cz)' },
            ],
          },
          {
            type: 1,
            components: [{ type: 2, style: 2, label: 'Chci člověka', custom_id: 'c:person' }],
          },
        ],
        flags: 1 << 15,
        allowed_mentions: { parse: [] },
      },
    ]);
  });
});
