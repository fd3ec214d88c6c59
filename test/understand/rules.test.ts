import { describe, expect, it } from 'vitest';
import { languages } from '../../src/domain.ts';
import { fold } from '../../src/understand/fold.ts';
import { loadLessons, loadRules, shippedLessons } from '../../src/understand/load.ts';
import { createFindDanger, parseRules, type RuleFile, readRuleBook } from '../../src/understand/rules.ts';
import { vocabularyOf } from '../../src/understand/vocabulary.ts';

const files = await loadRules('data/knowledge/risk-rules');
const { examples } = await loadLessons(shippedLessons);
const vocabulary = new Set(vocabularyOf(examples.map(({ text }) => fold(text))));
const book = readRuleBook(files);
const findDanger = createFindDanger(book, (word) => vocabulary.has(word));
const metBy = (text: string): readonly string[] => findDanger(text).map(({ id }) => id);

describe.each(files.flatMap(({ rules }) => rules).map((rule) => [rule.id, rule] as const))(
  'the risk rule %s',
  (id, rule) => {
    // A misspelt word may lead to another rule for the same danger.
    it.each(rule.must)('finds, or another as grave does: %s', (text) => {
      const [worst] = findDanger(text);
      expect(metBy(text).includes(id) || worst?.risk === 'emergency' || worst?.risk === rule.risk).toBe(true);
    });
    it.each(rule.must_not)('leaves alone: %s', (text) => expect(metBy(text)).not.toContain(id));
  },
);

/** How people type: the statements that rules must find are found in all these forms. */
const forms: Readonly<Record<string, (text: string) => string>> = {
  'without diacritics': (text) =>
    /\p{Script=Cyrillic}/u.test(text)
      ? text
      : text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ł', 'l').replaceAll('Ł', 'L'),
  'in capitals': (text) => text.toUpperCase(),
  'with a held letter at the end': (text) => text.replace(/(\p{L})([^\p{L}\p{N}]*)$/u, '$1$1$1$1$2'),
  'with a picture between the words': (text) => text.replace(' ', ' 😭 '),
};

describe.each(languages)('the plain statements of the rules (%s)', (language) => {
  const own = files
    .flatMap(({ rules }) => rules)
    .filter((rule) => rule.languages.includes(language))
    .flatMap((rule) => rule.must);

  it('are at least sixty', () => expect(new Set(own).size).toBeGreaterThanOrEqual(60));

  it.each(Object.keys(forms))('are all found %s', (form) => {
    expect(own.map((text) => forms[form]?.(text) ?? text).filter((text) => metBy(text).length === 0)).toEqual(
      [],
    );
  });
});

const small = (over: Partial<RuleFile['rules'][number]>): string =>
  JSON.stringify({
    words: { pills: ['prask*'] },
    phrases: {},
    rules: [
      {
        id: 'one',
        risk: 'high',
        languages: ['cs'],
        all: [['mam @pills']],
        must: ['a'],
        must_not: ['b'],
        ...over,
      },
    ],
  });

describe('the risk rules', () => {
  it('say in the person’s own words what was found', () => {
    expect(findDanger('Ahoj. Už NECHCI žít, fakt')[0]?.matched).toBe('NECHCI žít');
  });

  it('read the middle of a very long message too', () => {
    const filler = 'dneska bylo hezky a sli jsme ven '.repeat(200);
    expect(metBy(`${filler}. uz nechci zit. ${filler}`)).toContain('suicide-cs');
  });

  it('do not join words of two sentences', () => {
    expect(metBy('Nechci. Zit budu v Praze')).toEqual([]);
  });

  it('are not silenced by an exclusion that is far away in a long sentence', () => {
    const rules = readRuleBook([parseRules('risk-rules.json', small({ unless: ['ve hre'] }))]);
    const met = (text: string): number => createFindDanger(rules, () => true)(text).length;
    expect(met('ve hre mam prasky')).toBe(0);
    expect(met('mam prasky jenom ve hre')).toBe(0);
    expect(met(`ve hre ${'a pak jeste dal '.repeat(3)}mam prasky`)).toBe(1);
  });

  it('never correct an ordinary word into a word of danger', () => {
    const withoutCorrection = createFindDanger(book, () => true);
    const ordinary = ['zapil jsem to vodou', 'já si zabil místo', 'bila me zajimala', 'otec me vije'];
    for (const text of ordinary)
      expect(createFindDanger(book, (word) => fold(text).split(' ').includes(word))(text)).toEqual(
        withoutCorrection(text),
      );
  });

  it('raise few alarms on the example messages without danger', () => {
    const harmless = examples.filter(({ risk }) => risk === 'none').filter((_, index) => index % 5 === 0);
    const alarms = harmless.filter(({ text }) => findDanger(text).length > 0);
    expect(alarms.length / harmless.length).toBeLessThan(0.015);
  });

  it.each([
    [
      'a pattern with an unknown list',
      small({ all: [['mam @leky']] }),
      'there is no list of words named "leky"',
    ],
    ['a pattern with capitals', small({ all: [['Mam']] }), '"Mam" is no word'],
    ['an unknown phrase', small({ all: [['#nic']] }), 'there is no phrase named "nic"'],
    [
      'an exclusion in the middle',
      small({ all: [['mam !ne prasky']] }),
      'only at the beginning or at the end',
    ],
  ])('name the rule that has %s', (_, json, message) => {
    const make = () => readRuleBook([parseRules('risk-rules.json', json)]);
    expect(make).toThrow(message);
    expect(make).toThrow('one');
  });

  it.each([
    ['that is no JSON', '{', 'risk-rules.json:1: is not valid JSON'],
    ['with a misspelt field', small({}).replace('must_not', 'mustnot'), 'rules.0'],
    ['with a mild risk', small({}).replace('"high"', '"concern"'), 'rules.0.risk'],
  ])('refuse a file %s', (_, json, message) => {
    expect(() => parseRules('risk-rules.json', json)).toThrow(message);
  });
});
