import { describe, expect, it } from 'vitest';
import { parseExamples, refuseDoubles } from '../../src/understand/examples.ts';

const good = { id: 'CA-0001', lang: 'cs', text: 'ahoj', topics: ['bot-meta'], risk: 'none' };

describe('the example messages', () => {
  it('are read with all their fields', () => {
    const full = { ...good, place: 'Plzeň', human: true, style: ['short'] };
    expect(parseExamples('cs.json', JSON.stringify([full]))).toEqual([full]);
  });

  it.each([
    ['an unknown risk', { ...good, risk: 'big' }, 'risk'],
    ['an unknown topic', { ...good, topics: ['weather'] }, 'topics'],
    ['a misspelt field', { ...good, humen: true }, 'humen'],
    ['no text', { ...good, text: '' }, 'text'],
  ])('are refused with file, entry and id when one has %s', (_, entry, word) => {
    const parse = () => parseExamples('cs.json', JSON.stringify([good, entry]));
    expect(parse).toThrow('cs.json: entry 2 (CA-0001)');
    expect(parse).toThrow(word);
  });

  it('are refused when the file is no JSON list', () => {
    expect(() => parseExamples('cs.json', '[')).toThrow('cs.json:1: is not valid JSON');
    expect(() => parseExamples('cs.json', '{}')).toThrow('cs.json: must be a list');
  });

  it('are refused when an id is used twice', () => {
    const twice = parseExamples('cs.json', JSON.stringify([good, good]));
    expect(() => refuseDoubles(twice)).toThrow('CA-0001');
  });
});
