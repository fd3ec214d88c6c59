import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../src/clock.ts';
import { createLiveUnderstanding, type LearningEvent } from '../../src/understand/live.ts';

/** A few hundred of the shipped examples: enough to learn from in a second or two. */
const every = 60;
/** While held, nothing that is to be done soon is done. */
let held: (() => void)[] | null = null;
const release = (): void => {
  const calls = held ?? [];
  held = null;
  for (const call of calls) call();
};
/** Does at once what is to be done soon. */
const hasty: Clock = {
  now: () => 0,
  after: (_, call) => {
    let off = false;
    const unlessOff = (): void => {
      if (!off) call();
    };
    if (held !== null) held.push(unlessOff);
    else setImmediate(unlessOff);
    return () => {
      off = true;
    };
  },
};

type Entry = Record<string, unknown>;
const readList = async (file: string): Promise<Entry[]> => JSON.parse(await readFile(file, 'utf8'));
const writeList = (file: string, list: readonly Entry[]): Promise<void> =>
  writeFile(file, JSON.stringify(list));

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lampa-live-'));
  for (const name of ['examples', 'gold', 'own']) await mkdir(join(folder, name));
  for (const language of ['cs', 'pl', 'sk', 'uk', 'en']) {
    const examples = await readList(`data/examples/${language}.json`);
    await writeList(
      join(folder, 'examples', `${language}.json`),
      examples.filter((_, index) => index % every === 0),
    );
    await writeList(join(folder, 'gold', `${language}.json`), [
      { id: `G-${language}`, lang: language, text: 'ok', topics: ['bot-meta'], risk: 'none' },
    ]);
  }
  await cp('data/concepts', join(folder, 'concepts'), { recursive: true });
  await cp('data/knowledge/risk-rules', join(folder, 'rules'), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

/** A live understanding, and a way to wait for what happens to it. */
async function start() {
  const events: LearningEvent[] = [];
  let heard = (): void => undefined;
  const live = await createLiveUnderstanding({
    from: {
      examples: join(folder, 'examples'),
      ownExamples: join(folder, 'own', 'examples.json'),
      concepts: join(folder, 'concepts'),
      gold: join(folder, 'gold'),
      ownGold: join(folder, 'own', 'gold.json'),
    },
    model: 'data/model/understanding.bin',
    cache: join(folder, 'understanding.bin'),
    rules: join(folder, 'rules'),
    findPlace: () => null,
    clock: hasty,
    onEvent: (event) => {
      events.push(event);
      heard();
    },
  });
  const until = async <Kind extends LearningEvent['is']>(
    kind: Kind,
  ): Promise<Extract<LearningEvent, { is: Kind }>> => {
    for (;;) {
      const index = events.findIndex((event) => event.is === kind);
      const [found] = index < 0 ? [] : events.splice(index, 1);
      if (found?.is === kind) return found as Extract<LearningEvent, { is: Kind }>;
      await new Promise<void>((resolve) => {
        heard = resolve;
      });
    }
  };
  return { live, until };
}

const nearest = (live: Awaited<ReturnType<typeof start>>['live'], text: string): string | undefined =>
  live.understand(text).reasons.find((reason) => reason.kind === 'example')?.id;

describe('understanding in use', () => {
  it('learns anew when the examples are others than the model knows, and keeps what it learnt for the next start', async () => {
    const first = await start();
    expect(first.live.understand('uz nechci zit').level).toBe('hard');
    await first.until('learnt');
    expect(first.live.understand('uz nechci zit').level).toBe('hard');
    await first.live.close();
    const second = await start();
    await writeList(join(folder, 'own', 'examples.json'), [
      {
        id: 'OW-0001',
        lang: 'cs',
        text: 'šmudlání na kvákrdlu',
        topics: ['gambling-gaming'],
        risk: 'concern',
      },
      {
        id: 'OW-0002',
        lang: 'cs',
        text: 'zase to šmudlání kvákrdla',
        topics: ['gambling-gaming'],
        risk: 'concern',
      },
    ]);
    // Nothing to learn at the start: the first thing that happens is the change.
    await second.until('began');
    await second.until('learnt');
    expect(nearest(second.live, 'kvákrdlo a šmudlání')).toMatch(/^OW-/);
    await second.live.close();
  });

  it('stays as it is when an edit breaks the examples, says where, and learns once they are mended', async () => {
    const { live, until } = await start();
    await until('learnt');
    const own = join(folder, 'own', 'examples.json');
    await writeFile(own, '[{"id": "OW-0001", "text": "tajemství"');
    const { error } = await until('failed');
    expect(error).toContain('examples.json:1: is not valid JSON');
    expect(error).not.toContain('tajemství');
    expect(live.understand('uz nechci zit').level).toBe('hard');
    await writeList(own, [
      { id: 'OW-0001', lang: 'cs', text: 'šmudlání na kvákrdlu', topics: ['school'], risk: 'none' },
    ]);
    await until('learnt');
    await live.close();
  });

  it('refuses what would make it blind to danger, and goes on with what it knows', async () => {
    // Others than the shipped model was measured by: a few hundred examples could not stand beside it.
    for (const language of ['cs', 'pl', 'sk', 'uk', 'en']) {
      const gold = await readList(`data/gold/${language}.json`);
      await writeList(
        join(folder, 'gold', `${language}.json`),
        gold.filter((_, index) => index % 2 === 0),
      );
    }
    const { live, until } = await start();
    await until('learnt');
    const before = JSON.stringify(live.understand('vsem bez me bude lip'));
    held = [];
    for (const language of ['cs', 'pl', 'sk', 'uk', 'en']) {
      const file = join(folder, 'examples', `${language}.json`);
      const examples = await readList(file);
      // Three of four dangers are called harmless.
      const blind = examples.map((example, index) =>
        index % 4 === 0 ? example : { ...example, risk: 'none' },
      );
      await writeList(file, blind);
    }
    release();
    const { reason } = await until('refused');
    expect(reason).toMatch(/dangers/);
    expect(JSON.stringify(live.understand('vsem bez me bude lip'))).toBe(before);
    await live.close();
  });

  it('follows the rules as they are edited, and keeps the last good ones when they are broken', async () => {
    const { live, until } = await start();
    await until('learnt');
    expect(live.understand('prileteli fialovi mravenci').level).not.toBe('hard');
    await writeFile(
      join(folder, 'rules', 'own.json'),
      JSON.stringify({
        words: {},
        phrases: {},
        rules: [
          {
            id: 'ants',
            risk: 'high',
            languages: ['cs'],
            all: [['fialovi mravenci']],
            must: ['fialovi mravenci'],
            must_not: ['mravenci'],
          },
        ],
      }),
    );
    await until('rules-changed');
    expect(live.understand('prileteli fialovi mravenci').level).toBe('hard');
    await writeFile(join(folder, 'rules', 'own.json'), '{');
    expect((await until('rules-refused')).error).toContain('own.json:1');
    expect(live.understand('prileteli fialovi mravenci').level).toBe('hard');
    await live.close();
  });
});
