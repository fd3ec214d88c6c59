import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Language, languages } from '../../src/domain.ts';
import { texts } from '../../src/text/texts.ts';
import { findWording, wordingRules } from '../../src/text/wording.ts';
import { everyText } from './every-text.ts';
import { wordingExamples } from './wording-examples.ts';

const files = ['topics', 'contacts', 'services', 'guides', 'team'] as const;

interface Phrase {
  readonly path: string;
  readonly language: Language;
  readonly words: string;
}

const isLanguage = (key: string): key is Language => (languages as readonly string[]).includes(key);

/** Everything under a language's key, however deep: that is what a person reads. */
const phrasesIn = (value: unknown, path: string, language: Language | null): readonly Phrase[] => {
  if (typeof value === 'string') return language === null ? [] : [{ path, language, words: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    phrasesIn(inner, `${path}/${key}`, language ?? (isLanguage(key) ? key : null)),
  );
};

describe('what the bot says', () => {
  it.each(languages)('has no forbidden wording in %s', (language) => {
    const spoken = everyText(texts[language]);
    expect(spoken.length).toBeGreaterThan(150);
    const found = spoken.flatMap(({ path, words }) =>
      findWording(words, language).map(({ rule, at }) => `${path}: ${rule} at ${at}: ${words}`),
    );
    expect(found).toEqual([]);
  });
});

describe('what the knowledge base says', () => {
  it.each(files)('has no forbidden wording in %s.json', (name) => {
    const path = new URL(`../../data/knowledge/${name}.json`, import.meta.url);
    const spoken = phrasesIn(JSON.parse(readFileSync(path, 'utf8')), name, null);
    for (const language of languages) {
      expect(spoken.some((one) => one.language === language)).toBe(true);
    }
    const found = spoken.flatMap(({ path, language, words }) =>
      findWording(words, language).map(({ rule, at }) => `${path}: ${rule} at ${at}: ${words}`),
    );
    expect(found).toEqual([]);
  });
});

describe('the linter bites', () => {
  it('every rule has examples, and every example a rule', () => {
    expect(new Set(Object.keys(wordingExamples))).toEqual(new Set(wordingRules.map(({ id }) => id)));
    expect(new Set(wordingRules.map(({ id }) => id)).size).toBe(wordingRules.length);
  });

  it.each(wordingRules.map((rule) => [rule.id, rule] as const))(
    '%s catches what it should and nothing near it',
    (id, rule) => {
      const examples = wordingExamples[id] ?? { catches: [], passes: [] };
      const spokenIn = rule.language === 'all' ? languages : [rule.language];
      expect(examples.catches.length).toBeGreaterThan(0);
      expect(examples.passes.length).toBeGreaterThan(0);
      for (const language of spokenIn) {
        const caught = (words: string) => findWording(words, language).some((found) => found.rule === id);
        expect(examples.catches.filter((words) => !caught(words))).toEqual([]);
        expect(examples.passes.filter(caught)).toEqual([]);
      }
    },
  );

  it('reads over capitals, missing marks and quotes', () => {
    for (const words of ['SPÁCHAT SEBEVRAŽDU', 'spachat sebevrazdu', 'spáchat  „sebevraždu“']) {
      expect(findWording(words, 'cs').map(({ rule }) => rule)).toEqual(['cs-commit']);
    }
  });

  it('tells where it begins in the text as written', () => {
    const words = 'Тихо… Щось ще. Це твоя вина, так';
    expect(findWording(words, 'uk')).toMatchObject([
      { rule: 'uk-blame', reason: { en: expect.stringContaining('Blames') }, at: words.indexOf('Це твоя') },
    ]);
  });

  it('leaves a text of another language alone', () => {
    expect(findWording('commit suicide', 'cs')).toEqual([]);
  });

  it('takes hostile text in its stride', () => {
    const long = 200_000;
    for (const words of ['ab', 'jsi ', 'l/', 'je to ', '! ', ' ', 'ти не ', 'you must, '].map((piece) =>
      piece.repeat(long / piece.length),
    )) {
      for (const language of languages) expect(Array.isArray(findWording(words, language))).toBe(true);
    }
  });
});
