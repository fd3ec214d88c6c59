import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createLiveKnowledge, type LiveKnowledge } from '../../src/knowledge/live.ts';
import { KnowledgeError, type Problem } from '../../src/knowledge/problem.ts';
import type { Knowledge } from '../../src/knowledge/schema.ts';
import { sampleService, temporaryFolder, writeSample } from './sample.ts';

const opened: LiveKnowledge[] = [];
afterEach(async () => {
  for (const live of opened.splice(0)) await live.close();
});

/** A clock that never strikes: only `reload` reads the files. */
const still = { after: () => () => undefined };

interface Heard {
  readonly changes: Knowledge[];
  readonly problems: (readonly Problem[])[];
}

async function start(folder: string, cacheFolder: string): Promise<{ live: LiveKnowledge; heard: Heard }> {
  const heard: Heard = { changes: [], problems: [] };
  const live = await createLiveKnowledge({
    folder,
    cacheFolder,
    onChange: (knowledge) => heard.changes.push(knowledge),
    onProblems: (problems) => heard.problems.push(problems),
    clock: still,
  });
  opened.push(live);
  return { live, heard };
}

const ids = (live: LiveKnowledge): readonly string[] => live.current().services.map((service) => service.id);

async function rewrite(folder: string, change: (text: string) => string): Promise<void> {
  const path = join(folder, 'services.json');
  await writeFile(path, change(await readFile(path, 'utf8')));
}

test('a good edit is live after a reload', async () => {
  const folder = await writeSample();
  const { live, heard } = await start(folder, await temporaryFolder());
  await rewrite(folder, (text) => text.replaceAll('cz-club', 'cz-new-club'));
  expect(await live.reload()).toEqual([]);
  expect(ids(live)).toEqual(['cz-new-club', 'cz-other-club']);
  expect(heard.changes).toHaveLength(1);
});

test.each<[string, (text: string) => string | null, Partial<Problem>]>([
  ['a comma too many', (text) => text.replace(/\n {2}\]\n\}$/, ',\n  ]\n}'), { column: 6 }],
  ['a file half written', (text) => text.slice(0, 400), {}],
  ['a file that is gone', () => null, { line: null }],
  ['an id used twice', (text) => text.replace('cz-other-club', 'cz-club'), { path: 'services[1].id' }],
  [
    'a wrong field',
    (text) => text.replace('"ambulatory"', '"by post"'),
    { path: 'services[0].forms[0]', entry: 'cz-club' },
  ],
])('%s changes nothing in what is live, and the admin is told where', async (_, change, expected) => {
  const folder = await writeSample();
  const { live, heard } = await start(folder, await temporaryFolder());
  const path = join(folder, 'services.json');
  const good = await readFile(path, 'utf8');
  const broken = change(good);
  if (broken === null) await rm(path);
  else await writeFile(path, broken);
  const [problem] = await live.reload();
  expect(problem).toMatchObject({ file: 'services.json', severity: 'error', ...expected });
  expect(ids(live)).toEqual(['cz-club', 'cz-other-club']);
  expect(heard.changes).toEqual([]);
  expect(heard.problems).toHaveLength(1);

  await writeFile(path, good);
  await live.reload();
  expect(heard.problems.at(-1)).toEqual([]);
});

test('a file saved as Windows-1250 changes nothing in what is live', async () => {
  const folder = await writeSample();
  const { live } = await start(folder, await temporaryFolder());
  const path = join(folder, 'services.json');
  await writeFile(
    path,
    Buffer.from((await readFile(path, 'utf8')).replaceAll('Plzeň', 'Plze\xf2'), 'latin1'),
  );
  expect((await live.reload())[0]?.message.en).toContain('UTF-8');
  expect(ids(live)).toEqual(['cz-club', 'cz-other-club']);
});

test('a restart with a broken file begins with the last good version and tells the problems', async () => {
  const folder = await writeSample();
  const cache = await temporaryFolder();
  const first = await start(folder, cache);
  await rewrite(folder, (text) => text.replaceAll('cz-club', 'cz-new-club'));
  await first.live.reload();
  await rewrite(folder, (text) => text.slice(0, 100));
  const second = await start(folder, cache);
  expect(ids(second.live)).toEqual(['cz-new-club', 'cz-other-club']);
  expect(second.heard.problems).toMatchObject([[{ file: 'services.json' }]]);
});

test('without a right file and without a last good version it does not start, and says what to correct', async () => {
  const folder = await writeSample();
  await rewrite(folder, () => '');
  const refused = start(folder, await temporaryFolder());
  await expect(refused).rejects.toThrow(KnowledgeError);
  await expect(refused).rejects.toThrow(/no last good version[\s\S]*services\.json: the file is empty/);
});

test('a damaged last good version counts as none', async () => {
  const folder = await writeSample();
  const cache = await temporaryFolder();
  await start(folder, cache);
  await writeFile(join(cache, 'knowledge-last-good.json'), '{"topics.json":{}}');
  await rewrite(folder, () => '');
  await expect(start(folder, cache)).rejects.toThrow('no last good version');
});

test('a cache folder that cannot be written stops nothing', async () => {
  const folder = await writeSample();
  const { live, heard } = await start(folder, join(folder, 'team.json'));
  expect(ids(live)).toHaveLength(2);
  expect(heard.problems).toMatchObject([[{ severity: 'warning' }]]);
});

test('nothing is said when nothing has changed', async () => {
  const { live, heard } = await start(await writeSample(), await temporaryFolder());
  await live.reload();
  expect(heard).toEqual({ changes: [], problems: [] });
});

test('an edit in the folder is noticed without being asked', async () => {
  const folder = await writeSample();
  const changed = Promise.withResolvers<Knowledge>();
  const live = await createLiveKnowledge({
    folder,
    cacheFolder: await temporaryFolder(),
    onChange: changed.resolve,
    onProblems: () => undefined,
    watchDelayMs: 1,
  });
  opened.push(live);
  await writeFile(join(folder, 'services.json'), JSON.stringify({ services: [sampleService('cz-watched')] }));
  expect((await changed.promise).services.map((service) => service.id)).toEqual(['cz-watched']);
});

test('several events in a row are one reading, when it has been quiet for a while', async () => {
  const folder = await writeSample();
  const waiting = new Set<() => void>();
  const asked = Promise.withResolvers<number>();
  let calledOff = 0;
  const live = await createLiveKnowledge({
    folder,
    cacheFolder: await temporaryFolder(),
    onChange: () => undefined,
    onProblems: () => undefined,
    clock: {
      after: (milliseconds, run) => {
        waiting.add(run);
        if (waiting.size + calledOff >= 2) asked.resolve(milliseconds);
        return () => {
          waiting.delete(run);
          calledOff++;
        };
      },
    },
  });
  opened.push(live);
  await rewrite(folder, (text) => text.replace('cz-club', 'cz-once'));
  await rewrite(folder, (text) => text.replace('cz-once', 'cz-twice'));
  expect(await asked.promise).toBe(150);
  expect(waiting.size).toBe(1);
});
