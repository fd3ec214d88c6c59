import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMeantWord, createMend } from '../../src/understand/mend.ts';

/** The most frequent first. */
const words = ['vecera', 'zavrazdila', 'rozvod', 'rozvody', 'kamaradka', 'zabil', 'pes'];
const readConcepts = (said: readonly string[]) => said.map((word) => (word === 'zapill' ? [1] : []));
const meant = createMeantWord(words, readConcepts);

describe('the word that was meant', () => {
  it.each([
    ['two letters swapped', 'zavrazdlia', 'zavrazdila'],
    ['a letter left out', 'kamarakda', 'kamaradka'],
    ['a letter twice', 'kamarradka', 'kamaradka'],
    ['another letter', 'kamatadka', 'kamaradka'],
    ['a slip at the end', 'zavrazdilo', 'zavrazdila'],
  ])('is found behind %s', (_, typed, right) => expect(meant(typed)).toBe(right));

  it('is the more frequent one when two are as near', () => expect(meant('rozvodx')).toBe('rozvod'));
  it('is the word itself when people use it', () => expect(meant('rozvody')).toBe('rozvody'));
  it('is the word itself when it means a concept, however near it is to another', () =>
    expect(meant('zapill')).toBe('zapill'));
  it('is the word itself when it is short, or two slips away', () => {
    expect(meant('psa')).toBe('psa');
    expect(meant('kamarrada')).toBe('kamarrada');
  });

  it('is found for any word and any one slip', () => {
    const long = words.filter((word) => word.length >= 8);
    fc.assert(
      fc.property(fc.constantFrom(...long), fc.nat(), (word, place) => {
        const at = place % (word.length - 1);
        const swapped = word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
        const without = word.slice(0, at) + word.slice(at + 1);
        for (const slip of [swapped, without]) expect(meant(slip)).toBe(word);
      }),
    );
  });
});

describe('a mended text', () => {
  const mend = createMend(meant);
  it('keeps all else as it was', () =>
    expect(mend('moje kamarradka, uz 10x!\nnezavrazdila ')).toBe('moje kamaradka, uz 10x!\nnezavrazdila '));
  it('of known words is the same text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words, ' ', ',', '\n')), (parts) => {
        const text = parts.join(' ');
        expect(mend(text)).toBe(text);
      }),
    );
  });
});
