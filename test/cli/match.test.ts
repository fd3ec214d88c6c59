import { expect, test } from 'vitest';
import { lampa, startLampa } from './lampa.ts';

test('lampa match --jsonl gives one line for each message, in order, with a fixed shape', async () => {
  const { code, out, err } = await lampa(['match', '--jsonl'], {
    input: [
      '{"id": "a", "text": "chci umřít, bydlím v Holýšově"}',
      '',
      '{"id": 7, "text": "what is the capital of France"}',
      'no json',
      '{"id": "c", "text": "jsem z Česka"}',
    ].join('\n'),
  });
  expect(code).toBe(1);
  expect(err).toBe('line 4: write {"id": "…", "text": "…"} on one line\n');
  const read = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(read.map(({ id }) => id)).toEqual(['a', '7', 'c']);
  for (const one of read) {
    expect(Object.keys(one)).toEqual([
      'id',
      'lang',
      'risk',
      'level',
      'danger',
      'topics',
      'place',
      'human',
      'other',
      'services',
      'contacts',
    ]);
  }
  expect(read[0]).toMatchObject({
    lang: 'cs',
    level: 'hard',
    place: { name: 'Holýšov', country: 'CZ', region: 'Plzeňský kraj' },
    contacts: expect.arrayContaining([{ id: expect.stringMatching(/^cz-/) }]),
  });
  expect(read[2].place).toBeNull();
});

test('lampa match TEXT --explain says the same in words, with reasons', async () => {
  const { code, out } = await lampa(['match', '--explain', 'chci umřít, bydlím v Holýšově']);
  expect(code).toBe(0);
  expect(out).toMatch(/^Language +Czech/m);
  expect(out).toMatch(/^Risk +(high|emergency): the crisis contacts come first/m);
  expect(out).toMatch(/^Place +Holýšov, .*Plzeňský kraj, CZ$/m);
  expect(out).toMatch(/^Because\n {2}danger: the rule suicide-cs \(high\) found "chci umřít"$/m);
  expect(out).toMatch(/^ {2}topic suicide: most of all .*"umřít"/m);
  expect(out).toMatch(/^ {4} *\d+ % [A-Z]{2}-\d+ \(suicide.*; high\): "/m);
});

test('whoever stops reading half way through is no fault', async () => {
  const { child, ran } = startLampa(['match', '--jsonl'], {});
  child.stdout?.destroy();
  child.stdin?.end('{"id":"a","text":"ahoj"}\n'.repeat(500));
  expect(await ran).toMatchObject({ code: 0, err: '' });
});
