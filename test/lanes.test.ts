import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLanes } from '../src/lanes.ts';

test('jobs of one key run in their order and never two at once; other keys go on; a failure blocks nobody', async () => {
  const jobs = fc.array(
    fc.record({
      key: fc.constantFrom('a', 'b', 'c'),
      turns: fc.integer({ min: 0, max: 4 }),
      fails: fc.boolean(),
    }),
    { maxLength: 30, size: 'max' },
  );
  await fc.assert(
    fc.asyncProperty(jobs, async (list) => {
      const lanes = createLanes();
      const ended: { key: string; n: number }[] = [];
      const running = new Map<string, number>();
      const all = list.map(({ key, turns, fails }, n) =>
        lanes.run(key, async () => {
          expect(running.get(key) ?? 0).toBe(0);
          running.set(key, 1);
          for (let i = 0; i < turns; i++) await Promise.resolve();
          running.set(key, 0);
          ended.push({ key, n });
          if (fails) throw new Error('as told');
          return n;
        }),
      );
      const settled = await Promise.allSettled(all);
      await lanes.idle();
      expect(settled.map(({ status }) => status)).toEqual(
        list.map(({ fails }) => (fails ? 'rejected' : 'fulfilled')),
      );
      for (const key of ['a', 'b', 'c']) {
        const order = ended.filter((one) => one.key === key).map(({ n }) => n);
        expect(order).toEqual(order.toSorted((one, other) => one - other));
      }
      expect(ended).toHaveLength(list.length);
    }),
    { numRuns: 100, seed: 1 },
  );
});

test('a job that hangs holds up its own key only', async () => {
  const lanes = createLanes();
  let free: () => void = () => undefined;
  const hanging = lanes.run('a', () => new Promise<void>((resolve) => (free = resolve)));
  expect(await lanes.run('b', async () => 'done')).toBe('done');
  free();
  await hanging;
});
