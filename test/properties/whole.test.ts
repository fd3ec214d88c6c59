import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readable } from '../../adapters/memory/memory.ts';
import { isCrisis } from '../../src/domain.ts';
import { givenLampa, type Lampa, minute, read, realThings } from '../lampa.ts';
import { random, theatre } from '../stories/scene.ts';

/** Random histories of the whole: people, workers, restarts and failing deliveries over the real store. */

const danger = 'uz nechci zit, mam doma nachystany prasky';
const persons = ['a', 'b', 'c'] as const;

type Move =
  | { readonly move: 'says'; readonly who: (typeof persons)[number]; readonly what: string }
  | {
      readonly move: 'takes' | 'gives-back' | 'writes';
      readonly who: (typeof persons)[number];
      readonly worker: string;
    }
  | { readonly move: 'restart' }
  | { readonly move: 'passes' }
  | { readonly move: 'breaks' }
  | { readonly move: 'heals' }
  | { readonly move: 'repeats' };

const who = fc.constantFrom(...persons);
const worker = fc.constantFrom('Jana', 'Petr');
const moves: fc.Arbitrary<readonly Move[]> = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        move: fc.constant('says' as const),
        who,
        what: fc.constantFrom('mam dluhy', 'chci mluvit s clovekem', danger, 'nevim', 'bydlim v Klatovech'),
      }),
    },
    {
      weight: 7,
      arbitrary: fc.record({
        move: fc.constantFrom('takes' as const, 'gives-back' as const, 'writes' as const, 'writes' as const),
        who,
        worker,
      }),
    },
    {
      weight: 3,
      arbitrary: fc.constantFrom<Move>(
        { move: 'restart' },
        { move: 'passes' },
        { move: 'breaks' },
        { move: 'heals' },
        { move: 'repeats' },
      ),
    },
  ),
  { minLength: 8, maxLength: 24, size: 'max' },
);

interface Played {
  /** What each person said, in order, with a number of its own. */
  readonly said: readonly { readonly who: string; readonly text: string; readonly danger: boolean }[];
  /** What each worker wrote. */
  readonly written: readonly { readonly who: string; readonly worker: string; readonly text: string }[];
}

const play = async (lampa: Lampa, history: readonly Move[]): Promise<Played> => {
  const { stage } = lampa;
  const { understand } = await realThings();
  const said: { who: string; text: string; danger: boolean }[] = [];
  const written: { who: string; worker: string; text: string }[] = [];
  const roomOf = (name: string): string | null => {
    const rooms = stage
      .rooms()
      .filter(({ address }) => read(lampa, address).join('\n').includes(`(${name})`));
    return rooms.at(-1)?.address ?? null;
  };
  const heal = (): void => {
    for (const name of persons) stage.heal(stage.person(name).address);
    stage.heal(stage.desk);
  };
  for (const [n, move] of history.entries()) {
    if (move.move === 'says') {
      // The mark in brackets lets the test find each message again wherever it went.
      const text = `${move.what} #${n}# (${move.who})`;
      said.push({ who: move.who, text, danger: isCrisis(understand(text).risk) });
      await stage.person(move.who).says(text);
    } else if (move.move === 'restart') await lampa.restart();
    else if (move.move === 'passes') await lampa.pass(2 * minute);
    else if (move.move === 'breaks') {
      stage.break(stage.person('a').address, { ok: false, reason: 'later', seconds: 20 });
      stage.break(stage.person('b').address, 'throw');
      stage.break(stage.desk, { ok: false, reason: 'later', seconds: 40 });
    } else if (move.move === 'heals') heal();
    else if (move.move === 'repeats') {
      for (const incoming of stage.received().slice(-5)) await stage.repeat(incoming);
    } else {
      const room = roomOf(move.who);
      if (room === null) continue;
      const text =
        move.move === 'writes' ? `slovo ${n} pro ${move.who}` : move.move === 'takes' ? '/take' : '/back';
      if (move.move === 'writes') written.push({ who: move.who, worker: move.worker, text });
      await stage.worker(move.worker).says(text, room);
    }
    await lampa.idle();
  }
  heal();
  await lampa.pass(20 * minute);
  return { said, written };
};

const everySecond = (lampa: Lampa, address: string) => lampa.stage.at(address).map(readable);

const check = async (history: readonly Move[]): Promise<void> => {
  const lampa = await givenLampa({ team: { hours: [] }, theatre });
  try {
    const { said, written } = await play(lampa, history);
    const rooms = lampa.stage.rooms().map(({ address }) => everySecond(lampa, address));
    const inRooms = rooms.flat().join('\n');

    for (const name of persons) {
      const heard = everySecond(lampa, lampa.stage.person(name).address);
      const mine = said.filter((one) => one.who === name);
      // Everything is answered, or it is in a room.
      const onlyAnswered = mine.filter(({ text }) => !inRooms.includes(text));
      const answers = heard.filter((post) => !post.startsWith('streetworker: '));
      const flooded = heard.some((post) => post.includes('Píšeš rychle'));
      if (!flooded) expect(answers.length).toBeGreaterThanOrEqual(onlyAnswered.length);
      // Every message in danger has its card.
      const cards = heard.filter((post) => post.includes('Na lince je člověk'));
      expect(cards).toHaveLength(mine.filter((one) => one.danger).length);
      // Order: in each room the words of one person stand as they were said.
      for (const room of rooms) {
        const text = room.join('\n');
        const places = mine.map((one) => text.lastIndexOf(one.text)).filter((place) => place >= 0);
        expect(places).toEqual(places.toSorted((one, other) => one - other));
      }
      // What a worker wrote reached at most this person, once, and in order.
      const got = heard.filter((post) => post.startsWith('streetworker: '));
      expect(new Set(got).size).toBe(got.length);
      const sent = written.filter((one) => one.who === name).map((one) => `streetworker: ${one.text}`);
      expect(sent.filter((one) => got.includes(one))).toEqual(got);
    }
    // Nothing waits any more, and nobody has two workers.
    expect(await lampa.store().nextErrand()).toBeNull();
  } finally {
    await lampa.close();
  }
};

describe('in every random history of the whole, with restarts and failing deliveries', () => {
  test('everything is answered or in a room, in order, once; danger always has its card; nothing is mixed', async () => {
    await fc.assert(fc.asyncProperty(moves, check), {
      numRuns: 25 * random.share,
      seed: 20_261_122 + random.seed,
      endOnFailure: true,
    });
  }, 120_000);
});

/** Every byte of every file under a folder. */
const bytesUnder = (folder: string): Buffer =>
  Buffer.concat(
    readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name))),
  );

describe('no word of a person', () => {
  test('is ever readable in a file, and after a deletion nothing of the person is left in one', async () => {
    await fc.assert(
      fc.asyncProperty(moves, fc.constantFrom('/smazat', '/skryt', 'smaž mě'), async (history, wish) => {
        const lampa = await givenLampa({ team: { hours: [] }, theatre });
        try {
          const { said } = await play(lampa, history);
          const store = lampa.store();
          const plain = bytesUnder(lampa.folder);
          for (const { text } of said) expect(plain.includes(Buffer.from(text))).toBe(false);
          expect(plain.includes(Buffer.from(lampa.stage.person('a').address))).toBe(false);
          for (const name of persons) await lampa.stage.person(name).says(wish);
          await lampa.idle();
          for (const name of persons) {
            const id = store.conversationId(lampa.stage.person(name).address);
            expect(await store.byId(id)).toBeNull();
            expect(await store.texts(id, 100)).toEqual([]);
            expect(everySecond(lampa, lampa.stage.person(name).address).at(-1)).toContain('Hotovo');
          }
          expect(await store.openCases()).toEqual([]);
          expect(lampa.stage.rooms()).toEqual([]);
        } finally {
          await lampa.close();
        }
      }),
      { numRuns: 10 * random.share, seed: 5 + random.seed, endOnFailure: true },
    );
  }, 120_000);
});
