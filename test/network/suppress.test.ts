import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Fact, type Grouping, keyOf, type PublishedCell, suppress } from '../../src/network/suppress.ts';

const k = 3;

const coordinatesOf = (sizes: readonly number[]): readonly (readonly string[])[] =>
  sizes.reduce<readonly (readonly string[])[]>(
    (some, size, i) => some.flatMap((at) => Array.from({ length: size }, (_, v) => [...at, `${i}${v}`])),
    [[]],
  );

const everyGrouping = (dimensions: number): readonly Grouping[] =>
  Array.from({ length: 2 ** dimensions }, (_, bits) =>
    Array.from({ length: dimensions }, (_, i) => (bits & (1 << i)) !== 0),
  );

const belongs = (at: readonly string[], cell: PublishedCell['at']): boolean =>
  cell.every((value, i) => value === null || value === at[i]);

/** Tables that can be gone through by brute force. */
const tables = (sizes: readonly number[], groupings: readonly Grouping[]) =>
  fc
    .array(fc.integer({ min: 0, max: 4 }), {
      minLength: coordinatesOf(sizes).length,
      maxLength: coordinatesOf(sizes).length,
    })
    .map((counts) => ({
      facts: coordinatesOf(sizes).map((at, i): Fact => ({ at, n: counts[i] ?? 0 })),
      groupings,
    }));

/**
 * Every value that each suppressed number can have, for somebody who knows all that is published: goes through all tables
 * that fit, up to a few cases more than there are.
 */
function possible(
  facts: readonly Fact[],
  groupings: readonly Grouping[],
  published: readonly PublishedCell[],
): ReadonlyMap<string, ReadonlySet<number>> {
  const byKey = new Map(published.map((cell) => [keyOf(cell.at), cell]));
  const sums = new Map<string, { now: number; left: number }>();
  const touching = facts.map(({ at }) =>
    groupings.map((grouping) => {
      const key = keyOf(at.map((value, i) => (grouping[i] === true ? value : null)));
      const sum = sums.get(key) ?? { now: 0, left: 0 };
      sum.left++;
      sums.set(key, sum);
      return key;
    }),
  );
  const bounds = (key: string): readonly [number, number] => {
    const shown = byKey.get(key)?.shown ?? { is: 'number', n: 0 };
    if (shown.is === 'number') return [shown.n, shown.n];
    return shown.is === 'few' ? [1, k - 1] : [0, Number.POSITIVE_INFINITY];
  };
  const found = new Map<string, Set<number>>();
  const most = Math.max(...facts.map(({ n }) => n)) + 1;
  const suppressed = published.filter(({ shown }) => shown.is !== 'number').map(({ at }) => keyOf(at));
  const isDone = (): boolean => suppressed.every((key) => (found.get(key)?.size ?? 0) > 1);
  const fill = (i: number): void => {
    if (isDone()) return;
    const keys = touching[i];
    if (keys === undefined) {
      for (const key of suppressed) {
        const some = found.get(key) ?? new Set();
        found.set(key, some.add(sums.get(key)?.now ?? 0));
      }
      return;
    }
    const parts = keys.map((key) => ({ sum: sums.get(key) ?? { now: 0, left: 0 }, limits: bounds(key) }));
    for (let n = 0; n <= most; n++) {
      for (const { sum } of parts) {
        sum.now += n;
        sum.left--;
      }
      const fits = parts.every(
        ({ sum, limits: [low, high] }) => sum.now <= high && (sum.left > 0 || sum.now >= low),
      );
      if (fits) fill(i + 1);
      for (const { sum } of parts) {
        sum.now -= n;
        sum.left++;
      }
    }
  };
  fill(0);
  return found;
}

const all2 = everyGrouping(2);
const shapes: readonly (readonly [string, readonly number[], readonly Grouping[], number])[] = [
  ['one dimension with its total', [4], everyGrouping(1), 400],
  ['two dimensions with all totals', [3, 3], all2, 400],
  ['three dimensions with all totals', [2, 2, 2], everyGrouping(3), 300],
  [
    'three dimensions of which only pairs are shown',
    [2, 2, 2],
    everyGrouping(3).filter((grouping) => grouping.some((told) => !told)),
    300,
  ],
];

const toldOf = (published: readonly PublishedCell[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    published.map(({ at, shown }) => [
      at.map((value) => value ?? '*').join(' '),
      shown.is === 'number' ? String(shown.n) : shown.is,
    ]),
  );

describe('what is published', () => {
  test.each(shapes)('of %s gives no suppressed number away', (_, sizes, groupings, numRuns) => {
    fc.assert(
      fc.property(tables(sizes, groupings), ({ facts }) => {
        const published = suppress(facts, groupings, k);
        const values = possible(facts, groupings, published);
        for (const { at, shown } of published) {
          if (shown.is === 'number') continue;
          expect(values.get(keyOf(at))?.size, `${keyOf(at)} is certain`).toBeGreaterThan(1);
        }
      }),
      { numRuns, seed: 20_261_122 },
    );
  });

  test('is true: a number is the sum of its facts, "few" is from 1 to k - 1, and nothing small is shown', () => {
    fc.assert(
      fc.property(tables([3, 2, 2], everyGrouping(3)), ({ facts, groupings }) => {
        for (const { at, shown } of suppress(facts, groupings, k)) {
          const n = facts.filter((fact) => belongs(fact.at, at)).reduce((sum, fact) => sum + fact.n, 0);
          if (shown.is === 'number') expect(shown.n).toBe(n);
          if (shown.is === 'few') expect(n).toBeLessThan(k);
          expect(n >= k || shown.is !== 'number').toBe(true);
          if (shown.is === 'few') expect(n).toBeGreaterThan(0);
        }
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  test('is everything, when nothing is small', () => {
    const facts = coordinatesOf([3, 3]).map((at) => ({ at, n: 7 }));
    expect(suppress(facts, all2, k).every(({ shown }) => shown.is === 'number')).toBe(true);
  });

  test('hides a second number beside a small one, the smallest that will do, and keeps the total', () => {
    const facts = [
      { at: ['debts'], n: 40 },
      { at: ['grief'], n: 2 },
      { at: ['school'], n: 9 },
    ];
    expect(toldOf(suppress(facts, everyGrouping(1), 5))).toEqual({
      '*': '51',
      debts: '40',
      grief: 'few',
      school: 'hidden',
    });
  });

  test('does not tell that each of four is one when their total is fewer than five', () => {
    const facts = ['a', 'b', 'c', 'd'].map((value) => ({ at: [value], n: 1 }));
    expect(toldOf(suppress(facts, everyGrouping(1), 5))['*']).toBe('hidden');
  });

  test('is there in a moment for a year of three hundred needs a month', () => {
    const facts: Fact[] = [];
    let seed = 11;
    const some = (below: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return Math.floor((seed / 2_147_483_647) ** 2 * below);
    };
    for (let i = 0; i < 3_600; i++) {
      facts.push({ at: [`t${some(37)}`, `r${some(15)}`, `m${i % 12}`, `o${some(3)}`], n: 1 });
    }
    const before = process.threadCpuUsage();
    const published = suppress(
      facts,
      everyGrouping(4).filter((one) => one.slice(0, 3).some((told) => !told)),
      5,
    );
    // Of this thread's own time: how busy the machine is does not count.
    expect(process.threadCpuUsage(before).user).toBeLessThan(4_000_000);
    expect(published.find(({ at }) => at.every((value) => value === null))?.shown).toEqual({
      is: 'number',
      n: 3_600,
    });
  });
});
