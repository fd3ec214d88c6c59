import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { changeOf, leased, start, textOf, toPerson } from './given.ts';
import { sqlitePlace } from './place.ts';

const people = ['telegram:1', 'discord:2', 'telegram:3'] as const;
type Person = (typeof people)[number];

type Step =
  | { readonly step: 'say'; readonly person: Person; readonly inbox: number; readonly first: boolean }
  | { readonly step: 'deliver'; readonly limit: number }
  | { readonly step: 'forget'; readonly person: Person }
  | { readonly step: 'restart' };

const person = fc.constantFrom(...people);
const steps = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        step: fc.constant('say' as const),
        person,
        inbox: fc.integer({ min: 0, max: 15 }),
        first: fc.boolean(),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ step: fc.constant('deliver' as const), limit: fc.integer({ min: 1, max: 3 }) }),
    },
    { weight: 1, arbitrary: fc.record({ step: fc.constant('forget' as const), person }) },
    { weight: 1, arbitrary: fc.record({ step: fc.constant('restart' as const) }) },
  ),
  { maxLength: 30 },
);

/** The store as one would tell it: what was said, what waits, what came before. */
interface Model {
  readonly said: Map<Person, string[]>;
  readonly waiting: Map<Person, string[]>;
  readonly seen: Set<number>;
}

const say = async (store: Store, model: Model, n: number, step: Extract<Step, { step: 'say' }>) => {
  const text = `word ${n}`;
  const result = await store.commit(
    changeOf(store, step.person, start, {
      inbox: `key ${step.inbox}`,
      texts: [textOf(text, start)],
      errands: [toPerson(store, step.person, text, { first: step.first })],
    }),
  );
  expect(result).toBe(model.seen.has(step.inbox) ? 'duplicate' : 'done');
  if (result === 'duplicate') return;
  model.seen.add(step.inbox);
  model.said.set(step.person, [...(model.said.get(step.person) ?? []), text]);
  const waiting = model.waiting.get(step.person) ?? [];
  model.waiting.set(step.person, step.first ? [text, ...waiting] : [...waiting, text]);
};

const deliver = async (store: Store, model: Model, limit: number) => {
  for (const due of await store.lease(start, start, limit)) {
    const owner = people.find((one) => one === due.person);
    const waiting = owner === undefined ? [] : (model.waiting.get(owner) ?? []);
    expect(due.errand).toMatchObject({ outgoing: { id: waiting[0] } });
    await store.settle(due.id, null);
    waiting.shift();
  }
};

const compare = async (store: Store, model: Model) => {
  const heads = new Set<string>();
  for (const one of people) {
    const id = store.conversationId(one);
    const said = model.said.get(one);
    expect((await store.byId(id))?.person).toBe(said === undefined ? undefined : one);
    expect((await store.texts(id, 100)).map((text) => text.text)).toEqual(said ?? []);
    for (const head of (model.waiting.get(one) ?? []).slice(0, 1)) heads.add(head);
  }
  expect(new Set(await leased(store, start))).toEqual(heads);
};

test('whatever happens in whatever order, the store holds what was acknowledged and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const place = await sqlitePlace();
      let store = await place.open();
      const model: Model = { said: new Map(), waiting: new Map(), seen: new Set() };
      try {
        for (const [n, step] of all.entries()) {
          if (step.step === 'say') await say(store, model, n, step);
          if (step.step === 'deliver') await deliver(store, model, step.limit);
          if (step.step === 'forget') {
            await store.commit(changeOf(store, step.person, start, { keep: { forget: 'person-asked' } }));
            model.said.delete(step.person);
            model.waiting.delete(step.person);
          }
          if (step.step === 'restart') {
            await store.close();
            store = await place.open();
          }
        }
        await compare(store, model);
      } finally {
        await store.close();
        await place.remove();
      }
    }),
    { numRuns: 20, seed: 20260115 },
  );
});
