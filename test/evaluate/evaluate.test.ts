import { describe, expect, it } from 'vitest';
import type { Understanding } from '../../src/domain.ts';
import { evaluate, interval } from '../../src/evaluate/evaluate.ts';
import { parseLabelled } from '../../src/evaluate/labelled.ts';

const message = { id: 'A-1', lang: 'cs', text: 'dluhy', topics: ['debts'], risk: 'concern' } as const;
const calm: Understanding = {
  language: 'cs',
  languageSure: true,
  languageApart: true,
  risk: 'none',
  level: 'none',
  danger: 0,
  topics: [],
  place: null,
  placeIfAsked: null,
  human: false,
  other: false,
  age: null,
  followUp: null,
  reasons: [],
};
const figure = (id: string, figures: ReturnType<typeof evaluate>['figures']) =>
  figures.find(({ measure }) => measure.id === id)?.all;

describe('labelled messages', () => {
  it('are read from a list and from lines, and blank lines are passed over', () => {
    expect(parseLabelled('a.json', JSON.stringify([message]))).toEqual([message]);
    expect(parseLabelled('a.jsonl', `${JSON.stringify(message)}\n\n`)).toEqual([message]);
  });

  it.each([
    ['a broken line', `${JSON.stringify(message)}\n{"id":`, 'a.jsonl: line 2'],
    ['an unknown risk', JSON.stringify({ ...message, risk: 'big' }), 'a.jsonl: line 1: risk'],
    ['no messages', '\n', 'a.jsonl: has no messages'],
  ])('with %s are refused with the place of the fault', (_, content, told) => {
    expect(() => parseLabelled('a.jsonl', content)).toThrow(told);
  });

  it('never show what stands in them when they are refused', () => {
    const secret = '[{"id": "A-1", "text": "nechci zit" "lang"';
    expect(() => parseLabelled('a.json', secret)).not.toThrow(/zit/);
    expect(() => parseLabelled('a.json', secret)).toThrow('a.json:1: is not valid JSON');
  });
});

describe('an evaluation', () => {
  it('counts a right topic as right, a missed danger as missed, and names what was missed', () => {
    const danger = { ...message, id: 'A-2', text: 'nechci zit', topics: ['suicide'], risk: 'high' } as const;
    const { figures, misses } = evaluate([message, danger], (text) =>
      text === 'dluhy' ? { ...calm, topics: [{ id: 'debts', score: 1, band: 'sure' }] } : calm,
    );
    expect(figure('topic-first', figures)).toEqual({ hits: 1, of: 2 });
    expect(figure('crisis-seen', figures)).toEqual({ hits: 0, of: 1 });
    expect(
      misses.filter(({ measure }) => measure.id === 'crisis-seen').map((miss) => miss.message.id),
    ).toEqual(['A-2']);
  });

  it('counts an alarm about a harmless message as a mistake, and a calm reading as none', () => {
    const harmless = { ...message, topics: ['out-of-scope'], risk: 'none' } as const;
    const alarm = { ...calm, risk: 'high', level: 'hard' } as const;
    expect(evaluate([harmless], () => alarm).misses.map(({ measure }) => measure.id)).toEqual([
      'false-alarm',
      'needless-line',
    ]);
    expect(evaluate([harmless], () => calm).misses).toEqual([]);
  });

  it('finds a place by its name however it is spelt, and takes a whole country for none', () => {
    const named = { ...message, place: 'Plzeň' };
    const plzen = {
      id: 'CZ-1',
      name: 'plzen',
      country: 'CZ',
      kind: 'municipality',
      orp: null,
      district: null,
      region: null,
      at: null,
    } as const;
    const read = (place: typeof plzen | (Omit<typeof plzen, 'kind'> & { kind: 'country' })) =>
      figure('place-found', evaluate([named], () => ({ ...calm, place: { kind: 'one', place } })).figures);
    expect(read(plzen)).toEqual({ hits: 1, of: 1 });
    expect(read({ ...plzen, kind: 'country' })).toEqual({ hits: 0, of: 1 });
  });

  it('gives intervals that Wilson gives', () => {
    const [low, high] = interval({ hits: 8, of: 10 });
    expect(low).toBeCloseTo(0.4902, 3);
    expect(high).toBeCloseTo(0.9433, 3);
    expect(interval({ hits: 0, of: 0 })).toEqual([0, 1]);
  });
});
