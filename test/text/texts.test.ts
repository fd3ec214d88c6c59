import { describe, expect, it } from 'vitest';
import { languages } from '../../src/domain.ts';
import { texts } from '../../src/text/texts.ts';
import { everyText, keysOf, numbers, pathsWithArguments, samples } from './every-text.ts';

const lengthOf = (words: string) => [...words].length;

it('the test calls every text that takes arguments', () => {
  expect(new Set(Object.keys(samples))).toEqual(new Set(pathsWithArguments(texts.cs)));
});

describe.each(languages)('%s', (language) => {
  const text = texts[language];
  const spoken = everyText(text);

  it('has the same entries as Czech', () => {
    expect(new Set(keysOf(text))).toEqual(new Set(keysOf(texts.cs)));
  });

  it('leaves nothing empty and nothing unfilled', () => {
    const bad = spoken.filter(
      ({ words }) => words.trim() === '' || /undefined|null|NaN|\[object/.test(words),
    );
    expect(bad).toEqual([]);
  });

  it('says every argument that it is given', () => {
    const silent = pathsWithArguments(text).flatMap((path) =>
      (samples[path] ?? [])
        .filter((given) => given.every((one) => typeof one === 'string' && one !== ''))
        .flatMap((given) => {
          const words = everyText(text).filter((one) => one.path === path);
          return given.filter((one) => !words.some((said) => said.words.includes(String(one))));
        })
        .map((missing) => `${path}: ${missing}`),
    );
    expect(silent).toEqual([]);
  });

  it('welcomes in at most 320 characters', () => {
    expect(lengthOf(text.welcome)).toBeLessThanOrEqual(320);
  });

  it('keeps crisis lines short enough to read at a glance', () => {
    const long = spoken.filter(({ path, words }) => path.startsWith('crisis') && lengthOf(words) > 160);
    expect(long).toEqual([]);
    expect(spoken.filter(({ path }) => path.startsWith('crisis')).length).toBe(7);
  });

  it('names no phone number but 112, because numbers are data with a source', () => {
    const numbersIn = ({ words }: { readonly words: string }) => words.match(/\+?\d[\d -]{1,}\d/g) ?? [];
    const phones = spoken
      .filter(({ path }) => path !== 'age')
      .flatMap(numbersIn)
      .filter((number) => number !== '112');
    expect(phones).toEqual([]);
  });

  it('has buttons that fit on a narrow phone', () => {
    const buttons = spoken.filter(({ path }) => /(^|\.)buttons\./.test(path));
    expect(buttons.length).toBe(18);
    expect(buttons.filter(({ words }) => lengthOf(words) > 24)).toEqual([]);
  });

  it('ends no text with a space and doubles none', () => {
    expect(spoken.filter(({ words }) => words !== words.trim() || / {2}/.test(words))).toEqual([]);
  });
});

it('no language but its own alphabet is left in a translation', () => {
  const cyrillic = /[а-яґєіїё]/i;
  const latinOnly = (['cs', 'pl', 'sk', 'en'] as const).flatMap((language) =>
    everyText(texts[language]).filter(({ words }) => cyrillic.test(words)),
  );
  expect(latinOnly).toEqual([]);
  // Letters that a Ukrainian text does not have: they would be Russian.
  expect(everyText(texts.uk).filter(({ words }) => /[ыэёъ]/i.test(words))).toEqual([]);
});

describe('numbers', () => {
  const said = (language: (typeof languages)[number], path: string) =>
    everyText(texts[language])
      .filter((one) => one.path === path)
      .map(({ words }) => words);
  const expectForms = (words: readonly string[], forms: readonly string[]) => {
    expect(words).toHaveLength(numbers.length);
    numbers.forEach((n, i) => {
      expect(words[i]).toMatch(new RegExp(`(^|\\s)${n} ${forms[i]}(?!\\p{L})`, 'u'));
    });
  };

  it.each([
    ['cs', ['minutu', 'minuty', 'minut', 'minut', 'minut']],
    ['sk', ['minútu', 'minúty', 'minút', 'minút', 'minút']],
    ['pl', ['minutę', 'minuty', 'minut', 'minut', 'minuty']],
    ['uk', ['хвилину', 'хвилини', 'хвилин', 'хвилину', 'хвилини']],
    ['en', ['minute', 'minutes', 'minutes', 'minutes', 'minutes']],
  ] as const)('waits minutes in %s', (language, forms) => {
    expectForms(said(language, 'stillWaiting'), forms);
    expectForms(said(language, 'desk.stillUnclaimed'), forms);
    expectForms(said(language, 'desk.unanswered'), forms);
  });

  it.each([
    ['cs', ['minuty', 'minut', 'minut', 'minut', 'minut']],
    ['sk', ['minúty', 'minút', 'minút', 'minút', 'minút']],
    ['pl', ['minuty', 'minut', 'minut', 'minut', 'minut']],
    ['uk', ['хвилини', 'хвилин', 'хвилин', 'хвилини', 'хвилин']],
    ['en', ['minute', 'minutes', 'minutes', 'minutes', 'minutes']],
  ] as const)('answers within minutes in %s', (language, forms) => {
    expectForms(said(language, 'onDuty').slice(1), forms);
  });

  it.each([
    ['cs', ['minutou', 'minutami', 'minutami', 'minutami', 'minutami']],
    ['sk', ['minútou', 'minútami', 'minútami', 'minútami', 'minútami']],
    ['pl', ['minutę', 'minuty', 'minut', 'minut', 'minuty']],
    ['uk', ['хвилину', 'хвилини', 'хвилин', 'хвилину', 'хвилини']],
    ['en', ['minute', 'minutes', 'minutes', 'minutes', 'minutes']],
  ] as const)('was late by minutes in %s', (language, forms) => {
    expectForms(said(language, 'desk.lateBy'), forms);
  });

  it.each([
    [
      'cs',
      ['hodinu', 'hodiny', 'hodin', 'hodin', 'hodin'],
      ['den', 'dny', 'dní', 'dní', 'dní'],
      ['měsíc', 'měsíce', 'měsíců', 'měsíců', 'měsíců'],
    ],
    [
      'sk',
      ['hodinu', 'hodiny', 'hodín', 'hodín', 'hodín'],
      ['deň', 'dni', 'dní', 'dní', 'dní'],
      ['mesiac', 'mesiace', 'mesiacov', 'mesiacov', 'mesiacov'],
    ],
    [
      'pl',
      ['godzinę', 'godziny', 'godzin', 'godzin', 'godziny'],
      ['dzień', 'dni', 'dni', 'dni', 'dni'],
      ['miesiąc', 'miesiące', 'miesięcy', 'miesięcy', 'miesiące'],
    ],
    [
      'uk',
      ['годину', 'години', 'годин', 'годину', 'години'],
      ['день', 'дні', 'днів', 'день', 'дні'],
      ['місяць', 'місяці', 'місяців', 'місяць', 'місяці'],
    ],
    [
      'en',
      ['hour', 'hours', 'hours', 'hours', 'hours'],
      ['day', 'days', 'days', 'days', 'days'],
      ['month', 'months', 'months', 'months', 'months'],
    ],
  ] as const)('keeps words for hours, days and months in %s', (language, hours, days, months) => {
    const words = said(language, 'privacy');
    expectForms(words, hours);
    expectForms(words, days);
    expectForms(words, months);
  });

  it('tells ages in Ukrainian with the right form of "year"', () => {
    expect([texts.uk.age(21, null), texts.uk.age(15, null), texts.uk.age(null, 26)]).toEqual([
      'від 21 року',
      'від 15 років',
      'до 26 років',
    ]);
  });
});
