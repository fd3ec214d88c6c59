import { describe, expect, it } from 'vitest';
import { createReadConcepts, parseConcepts } from '../../src/understand/concepts.ts';
import { fold, wordsOf } from '../../src/understand/fold.ts';
import { loadLessons, shippedLessons } from '../../src/understand/load.ts';

const read = createReadConcepts([
  parseConcepts(
    'a.json',
    JSON.stringify({
      father: { cs: 'otec fotr*', uk: 'батько', en: 'dad old_man' },
      drinks: { cs: 'chlast*', en: 'drinks' },
      old: { en: 'old' },
    }),
  ),
]);
const meant = (text: string) => read(wordsOf(fold(text)));
const [[father], [drinks]] = meant('otec chlastá') as [number[], number[]];

describe('concepts', () => {
  it('are the same in every language, with and without diacritics', () => {
    for (const text of ['Otec', 'dad', 'батько', 'batko']) expect(meant(text), text).toEqual([[father]]);
    expect(meant('drinks')).toEqual([[drinks]]);
  });

  it('are found by the beginning of a word only where that is written with a star', () => {
    expect(meant('fotrovi')).toEqual([[father]]);
    expect(meant('otecko')).toEqual([[]]);
  });

  it('are found in words in a row, beside what the first of them means', () => {
    expect(meant('my old man')[1]).toContain(father);
    expect(meant('my old man')[1]).toHaveLength(2);
    expect(meant('old dog')[0]).not.toContain(father);
  });

  it('keep their numbers when others are added', () => {
    const more = createReadConcepts([{ mother: { cs: 'mama' }, father: { cs: 'otec' } }]);
    expect(more(['otec'])).toEqual([[father]]);
  });

  it.each([
    ['broken JSON', '{', 'a.json:1: is not valid JSON'],
    ['an unknown language', '{"father":{"de":"vater"}}', 'a.json: father'],
    ['a name with blanks', '{"my father":{"cs":"otec"}}', 'a.json: my father'],
  ])('are refused with %s', (_, json, told) => {
    expect(() => parseConcepts('a.json', json)).toThrow(told);
  });

  it('that are shipped have words in all five languages', async () => {
    const { concepts } = await loadLessons(shippedLessons);
    for (const file of concepts)
      for (const [name, words] of Object.entries(file))
        expect(new Set(Object.keys(words)), name).toEqual(new Set(['cs', 'en', 'pl', 'sk', 'uk']));
  });
});
