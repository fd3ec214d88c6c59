import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { lampa } from './lampa.ts';

const folder = mkdtempSync(join(tmpdir(), 'lampa-eval-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = join(folder, 'messages.jsonl');
const messages = [
  { id: 'A-1', lang: 'cs', text: 'už nechci žít', topics: ['suicide'], risk: 'high' },
  { id: 'A-2', lang: 'en', text: 'what is 7 times 8', topics: ['suicide'], risk: 'high' },
];
writeFileSync(file, messages.map((message) => JSON.stringify(message)).join('\n'));

test('lampa eval FILE prints shares with intervals, for each language, and the misses that are asked for', async () => {
  const { code, out } = await lampa(['eval', file, '--misses', 'crisis-seen']);
  expect(code).toBe(0);
  expect(out).toMatch(/^ +all +interval +n +cs +en$/m);
  expect(out).toMatch(
    /^crisis-seen +50\.0 +9\.5–90\.5 +2 +100\.0 +0\.0 {2}danger gets crisis contacts first$/m,
  );
  expect(out).toMatch(/^crisis-seen {2}A-2 \(en\) {2}what is 7 times 8$/m);
  expect(out).toMatch(/^ {2}labelled: suicide; high$/m);
  expect(out).not.toMatch(/A-1/);
});

test('lampa eval says what is wrong with a file, a folder that is not there, and a measure that does not exist', async () => {
  const broken = join(folder, 'broken.jsonl');
  writeFileSync(broken, '{"id":"A-1"}');
  expect(await lampa(['eval', broken])).toMatchObject({
    code: 1,
    err: expect.stringContaining('line 1: lang'),
  });
  expect(await lampa(['eval', join(folder, 'none')])).toMatchObject({
    code: 1,
    err: expect.stringContaining('cannot be read; name a file of labelled messages'),
  });
  expect(await lampa(['eval', '--misses', 'everything'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('--misses takes one of all, topic-first'),
  });
});
