import { expect, it } from 'vitest';
import { aliasFrom } from '../../src/text/alias.ts';

const row = Array.from({ length: 4096 }, (_, seed) => aliasFrom(seed));

it('4,096 seeds in a row give 4,096 different aliases', () => {
  expect(new Set(row).size).toBe(4096);
});

it('an alias is two different capitalised words', () => {
  const odd = row.filter((alias) => !/^\p{Lu}\p{Ll}{2,11} \p{Lu}\p{Ll}{2,11}$/u.test(alias));
  expect(odd).toEqual([]);
  const words = row.map((alias) => alias.split(' '));
  expect(new Set(words.map(([thing]) => thing)).size).toBe(64);
  expect(new Set(words.map(([, animal]) => animal)).size).toBe(64);
  expect(new Set(words.flat()).size).toBe(128);
});

it('the same seed gives the same alias, and far and negative seeds give one too', () => {
  expect(aliasFrom(0)).toBe('Javor Vydra');
  expect(aliasFrom(4096)).toBe('Javor Vydra');
  expect(row).toContain(aliasFrom(-1));
  expect(row).toContain(aliasFrom(Number.MAX_SAFE_INTEGER));
});

it('neighbouring seeds do not look alike', () => {
  const alike = row.filter((alias, seed) => {
    const [thing, animal] = alias.split(' ');
    const [nextThing, nextAnimal] = aliasFrom(seed + 1).split(' ');
    return thing === nextThing || animal === nextAnimal;
  });
  expect(alike).toEqual([]);
});

it('a seed that is not a whole number is a bug', () => {
  expect(() => aliasFrom(0.5)).toThrow(/whole number/);
  expect(() => aliasFrom(Number.NaN)).toThrow(/whole number/);
});
