import fc from 'fast-check';

/** What comes in from outside, as bad as it can be, and how it is tried. */

const prototypes = (): string =>
  [Object.prototype, Array.prototype, String.prototype, Function.prototype]
    .map((one) => Reflect.ownKeys(one).length)
    .join(' ');

/** Runs a property; what it finds is told with the smallest case. */
export const holds = async (
  what: string,
  property: fc.IAsyncProperty<unknown> | fc.IProperty<unknown>,
  numRuns: number,
  seed: number,
) => {
  const before = prototypes();
  const details = await fc.check(property as fc.IAsyncProperty<unknown>, { numRuns, seed });
  return [
    ...(details.failed ? [`${what}: ${fc.defaultReportMessage(details)?.slice(0, 1000) ?? 'failed'}`] : []),
    ...(prototypes() === before && Reflect.get({}, 'polluted') === undefined
      ? []
      : [`${what}: a prototype was changed`]),
  ];
};

const nasty = fc.constantFrom<unknown>(
  null,
  true,
  0,
  -1,
  2 ** 53,
  Number.NaN,
  '',
  '/start',
  '/delete',
  '__proto__',
  '\0',
  '\ud800',
  [],
  {},
  'x'.repeat(5000),
  { toString: null },
  { length: -1 },
  -1_001_234_567_890,
  42,
  'private',
  'supergroup',
);
/** Anything that JSON can bring, with these keys in it again and again. */
export const anyThing = (keys: fc.Arbitrary<string>): fc.Arbitrary<unknown> =>
  fc.letrec((tie) => ({
    any: fc.oneof(
      { weight: 3, arbitrary: nasty },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
      // As JSON brings it: a key that is called __proto__ is one of its own.
      {
        weight: 3,
        arbitrary: fc
          .array(fc.tuple(keys, tie('any')), { maxLength: 6 })
          .map((pairs) =>
            JSON.parse(
              `{${pairs.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`,
            ),
          ),
      },
      { weight: 1, arbitrary: fc.array(tie('any'), { maxLength: 3 }) },
    ),
  })).any as fc.Arbitrary<unknown>;

/** Texts that would like to be more than text, on one platform or another. */
export const injections = fc
  .array(
    fc.constantFrom(
      '<b>',
      '</b>',
      '*',
      '_',
      '`',
      '[x](tg://user?id=1)',
      '@jana_novak',
      '@here',
      '/close',
      '/take@lampa_fake_bot',
      '(/reveal',
      '"/delete',
      '.',
      ' ',
      '\n',
      '\u202e',
      '\u200b',
      '\t',
      '<a href="https://x.cz">',
      '&lt;',
      '\0',
      'slovo',
      '￼',
      'ž/back',
      '»/hand',
      '-/block',
      ':/note',
      '😀/take',
      '@@jana_novak',
      '<@1100000000000000012>',
      '<@&1100000000000000021>',
      '@everyone',
      'discord.gg/x',
      '||',
      '# ',
      '-# ',
      '> ',
      '<t:1>',
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => parts.join(''));
