import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { FileName } from '../../src/knowledge/cross-check.ts';
import { createLiveKnowledge, type LiveKnowledge } from '../../src/knowledge/live.ts';
import type { Knowledge } from '../../src/knowledge/schema.ts';
import { createRecommend } from '../../src/recommend.ts';
import { speak } from '../../src/text/say.ts';
import type { Voice } from '../../src/text/speaker.ts';
import { realThings } from '../lampa.ts';
import { stateAt } from '../store/given.ts';
import { inFive, sampleContact, sampleFiles, sampleService, temporaryFolder, writeSample } from './sample.ts';

const now = Date.UTC(2026, 10, 23, 10);
const reloads = 100;
const questions = 10_000;
const spread = { services: 8, contacts: 3, guides: 2 } as const;

let live: LiveKnowledge | null = null;
afterEach(async () => {
  await live?.close();
  live = null;
});

type Files = Readonly<Record<FileName, object>>;

const many = <T>(n: number, make: (i: number) => T): readonly T[] =>
  Array.from({ length: n }, (_, i) => make(i));

/** A whole directory that bears its version in every entry of all five files. */
const version = (n: number): Files => {
  const mark = `v${n}`;
  const files = sampleFiles();
  return {
    'topics.json': {
      topics: files['topics.json'].topics.map((topic) => ({ ...topic, sentence: inFive(mark) })),
    },
    'contacts.json': {
      contacts: [
        sampleContact('cz-112', {
          name: mark,
          roles: ['emergency'],
          phones: [{ number: '112', country: 'CZ', short: true }],
        }),
        ...many(spread.contacts, (i) =>
          sampleContact(`cz-line-${i}`, { name: mark, topics: ['debts', 'grief'] }),
        ),
      ],
      retired: files['contacts.json'].retired,
    },
    'services.json': {
      services: many(spread.services, (i) =>
        sampleService(`cz-service-${i}`, {
          name: mark,
          topics: i % 2 === 0 ? ['debts', 'leisure'] : ['school'],
        }),
      ),
    },
    'guides.json': {
      guides: many(spread.guides, (i) => ({
        id: `guide-${i}`,
        title: inFive(mark),
        text: inFive(mark),
        topics: ['debts'],
        for_others: false,
        sources: [],
      })),
    },
    'team.json': { ...files['team.json'], organisation: mark },
  };
};

/** Every mark that an answer and the directory behind it bear. */
const marksIn = (spoken: object, knowledge: Knowledge): ReadonlySet<string> =>
  new Set([
    ...[...JSON.stringify(spoken).matchAll(/\bv\d+\b/g)].map(([mark]) => mark),
    knowledge.team.organisation,
    knowledge.topics[0]?.sentence.en ?? '',
    knowledge.guides[0]?.title.en ?? '',
    knowledge.contacts[0]?.name ?? '',
    knowledge.services.at(-1)?.name ?? '',
  ]);

/** The same number each time, but in no order that anybody would think of. */
const createDice = (seed: number) => {
  let state = seed;
  return (sides: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % sides;
  };
};

/** Saves as a bad editor does: empties the file, writes a piece, and then the rest. Who reads meanwhile sees any of it. */
const saveBadly = (path: string, text: string): void => {
  const file = openSync(path, 'w');
  const half = Math.floor(text.length / 2);
  writeSync(file, text.slice(0, half));
  writeSync(file, text.slice(half));
  closeSync(file);
};

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('100 reloads during 10,000 questions: each answer belongs wholly to one good version', {
  timeout: 60_000,
}, async () => {
  const { understand, voice: real } = await realThings();
  const said = [
    'mam dluhy',
    'nudim se, kam jit',
    'propadam ve skole',
    'mam exekuci, jsem z Plzne',
    'umrel mi deda',
  ];
  const understood = said.map((text) => understand(text));
  const folder = await writeSample();
  // One file a turn, which is faster than any reading of all of them: so a reading may see some, but never stand between two.
  const save = async (files: Files, order: readonly FileName[]): Promise<void> => {
    for (const name of order) {
      saveBadly(join(folder, name), JSON.stringify(files[name]));
      await turn();
    }
  };
  const names = Object.keys(version(0)) as readonly FileName[];
  await save(version(0), names);

  const voiceOf = (knowledge: Knowledge): Voice => ({
    knowledge,
    recommend: createRecommend(knowledge, places, 'CZ'),
    homeCountry: 'CZ',
    promise: real.promise,
  });
  const places = { byId: () => undefined, named: () => [], nearest: () => null };
  const seen: string[] = [];
  live = await createLiveKnowledge({
    folder,
    cacheFolder: await temporaryFolder(),
    onChange: (knowledge) => {
      seen.push(knowledge.team.organisation);
      voice = voiceOf(knowledge);
    },
    onProblems: () => undefined,
    // Never strikes: only `reload` reads the files.
    clock: { after: () => () => undefined },
  });
  let voice = voiceOf(live.current());

  let asked = 0;
  /** Questions are spread over all reloads. */
  let allowed = questions / reloads;
  let isOver = false;
  const ask = (): void => {
    const meant = understood[asked % understood.length];
    // One text in a hundred is read anew; the rest would only measure how fast reading is.
    if (asked % 100 === 0) understand(said[asked % said.length] ?? '');
    const { knowledge } = voice;
    const topics = meant === undefined ? [] : meant.topics.map(({ id }) => id).slice(0, 1);
    const search = { topics, shown: 0, only: [] };
    const spoken = speak(
      { say: 'answer', search, place: null, age: null, soft: false, askPlace: false, fresh: true },
      stateAt(now),
      voice,
      now,
    );
    asked++;
    const marks = marksIn(spoken, knowledge);
    expect([...marks], `answer ${asked}`).toHaveLength(1);
  };
  const people = async (): Promise<void> => {
    while (!isOver) {
      if (asked < allowed) ask();
      await turn();
    }
  };
  const admin = async (): Promise<void> => {
    const dice = createDice(20_261_122);
    for (let n = 1; n <= reloads; n++) {
      const order = names.toSorted(() => dice(3) - 1);
      const broken = dice(4) === 0;
      // The next version is saved in the middle of reading the one before: somewhere between the files that are looked at.
      await save(version(2 * n - 1), order);
      const early = live?.reload();
      for (let turns = dice(40); turns > 0; turns--) await turn();
      await save(version(2 * n), order);
      if (broken) writeFileSync(join(folder, order[0] ?? 'team.json'), '{"services": [');
      await early;
      const before = live?.current();
      const problems = (await live?.reload()) ?? [];
      expect(problems.length > 0).toBe(broken);
      if (broken) expect(live?.current()).toBe(before);
      else expect(live?.current().team.organisation).toBe(`v${2 * n}`);
      allowed = (n * questions) / reloads;
    }
    while (asked < questions) await turn();
    isOver = true;
  };
  await Promise.all([people(), admin()]);
  expect(asked).toBe(questions);
  expect(seen.length).toBeGreaterThan(reloads / 2);
  // What is live only ever goes forward, and no version is announced twice.
  expect(new Set(seen).size).toBe(seen.length);
  const order = seen.map((mark) => Number(mark.slice(1)));
  expect(order).toEqual(order.toSorted((a, b) => a - b));
});
