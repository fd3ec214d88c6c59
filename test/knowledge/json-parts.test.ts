import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonParts } from '../../src/knowledge/json-parts.ts';

test('written entry by entry, an object reads to the letter as if it had been written at once', () => {
  const whole = fc.dictionary(fc.string(), fc.jsonValue());
  fc.assert(
    fc.property(whole, (data) => {
      expect([...jsonParts(data)].join('')).toBe(`${JSON.stringify(data, null, 2)}\n`);
    }),
  );
});

test.each([
  { services: [], team: {} },
  { $schema: undefined, services: [undefined, null, 'a "line"\nand\\n another', [1, [2]], { a: { b: [] } }] },
  { $schema: undefined },
])('what is not there is left out, and empty lists stay empty: %j', (data) => {
  expect([...jsonParts(data)].join('')).toBe(`${JSON.stringify(data, null, 2)}\n`);
});
