import { describe, expect, it } from 'vitest';
import { fold } from '../../src/understand/fold.ts';
import { loadExamples, loadRules } from '../../src/understand/load.ts';
import { createFindDanger, parseRules, type RuleFile } from '../../src/understand/rules.ts';
import { vocabularyOf } from '../../src/understand/vocabulary.ts';

const file = await loadRules('data/knowledge/risk-rules.json');
const { examples } = await loadExamples('data/examples');
const vocabulary = vocabularyOf(examples.map(({ text }) => fold(text)));
const findDanger = createFindDanger(file, (word) => vocabulary.has(word));
const metBy = (text: string): readonly string[] => findDanger(text).map(({ id }) => id);

describe.each(file.rules.map((rule) => [rule.id, rule] as const))('the risk rule %s', (id, rule) => {
  it.each(rule.must)('finds: %s', (text) => expect(metBy(text)).toContain(id));
  it.each(rule.must_not)('leaves alone: %s', (text) => expect(metBy(text)).not.toContain(id));
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

  it('never correct an ordinary word into a word of danger', () => {
    const withoutCorrection = createFindDanger(file, () => true);
    const ordinary = ['zapil jsem to vodou', 'já si zabil místo', 'bila me zajimala', 'otec me vije'];
    for (const text of ordinary)
      expect(createFindDanger(file, (word) => fold(text).split(' ').includes(word))(text)).toEqual(
        withoutCorrection(text),
      );
  });

  it('raise few alarms on the example messages without danger', () => {
    const harmless = examples.filter(({ risk }) => risk === 'none');
    const alarms = harmless.filter(({ text }) => findDanger(text).length > 0);
    expect(alarms.length / harmless.length).toBeLessThan(0.005);
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
    const make = () => createFindDanger(parseRules('risk-rules.json', json), () => false);
    expect(make).toThrow(message);
    expect(make).toThrow('one');
  });

  it.each([
    ['that is no JSON', '{', 'risk-rules.json: is not valid JSON'],
    ['with a misspelt field', small({}).replace('must_not', 'mustnot'), 'rules.0'],
    ['with a mild risk', small({}).replace('"high"', '"concern"'), 'rules.0.risk'],
  ])('refuse a file %s', (_, json, message) => {
    expect(() => parseRules('risk-rules.json', json)).toThrow(message);
  });
});
