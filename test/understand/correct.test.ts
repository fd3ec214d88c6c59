import { describe, expect, it } from 'vitest';
import { createCorrect, editDistance } from '../../src/understand/correct.ts';

const correct = createCorrect(['zabit', 'chce', 'nechc*', 'prasky', 'sebevrazd*']);

describe('correcting a word', () => {
  it.each([
    ['zbait', 'zabit'],
    ['hcce', 'chce'],
    ['nehccu', 'nechc*'],
    ['praksy', 'prasky'],
    ['sebevrzadu', 'sebevrazd*'],
  ])('reads %s as %s', (word, meant) => expect(correct(word)).toEqual([meant]));

  it('takes all words that are equally near for what may be meant', () => {
    const either = createCorrect(['zabit', 'zabil', 'prasky']);
    expect([...either('zabxit')].sort()).toEqual(['zabit']);
    expect([...createCorrect(['matka', 'macka'])('maska')].sort()).toEqual(['macka', 'matka']);
  });

  it('leaves another ending alone, for it has another meaning', () => expect(correct('zabil')).toEqual([]));
  it('leaves short and very long words alone', () => {
    expect(correct('zbt')).toEqual([]);
    expect(correct(`zabit${'x'.repeat(4000)}`)).toEqual([]);
  });

  it('counts swapped neighbours as one slip', () => {
    expect(editDistance('zbait', 'zabit', 2)).toBe(1);
    expect(editDistance('kitten', 'sitting', 3)).toBe(3);
    expect(editDistance('abc', 'xyzabc', 2)).toBe(3);
  });
});
