import { describe, expect, it } from 'vitest';
import { createCorrect, editDistance } from '../../src/understand/correct.ts';

const correct = createCorrect(
  ['zabit', 'chce', 'nechc*', 'prasky', 'sebevrazd*'],
  (word) => word === 'zapit',
);

describe('correcting a word', () => {
  it.each([
    ['zbait', 'zabit'],
    ['hcce', 'chce'],
    ['nehccu', 'nechc*'],
    ['praksy', 'prasky'],
    ['sebevrzadu', 'sebevrazd*'],
  ])('reads %s as %s', (word, meant) => expect(correct(word)).toBe(meant));

  it('leaves a known word alone however near it is', () => expect(correct('zapit')).toBeNull());
  it('leaves another ending alone, for it has another meaning', () => expect(correct('zabil')).toBeNull());
  it('leaves short and very long words alone', () => {
    expect(correct('zbt')).toBeNull();
    expect(correct(`zabit${'x'.repeat(4000)}`)).toBeNull();
  });

  it('counts swapped neighbours as one slip', () => {
    expect(editDistance('zbait', 'zabit', 2)).toBe(1);
    expect(editDistance('kitten', 'sitting', 3)).toBe(3);
    expect(editDistance('abc', 'xyzabc', 2)).toBe(3);
  });
});
