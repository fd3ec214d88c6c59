import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseJson, readJson } from '../../src/knowledge/json-text.ts';
import { fileNames, loadKnowledge } from '../../src/knowledge/load.ts';
import type { Problem } from '../../src/knowledge/problem.ts';
import { sampleFiles, writeSample } from './sample.ts';

/** Whatever stands in a file, the admin reads what is wrong, and nothing else happens. */

let folder: string;
beforeAll(async () => {
  folder = await writeSample();
});

type Name = (typeof fileNames)[number];

const prototypes = () =>
  [Object.prototype, Array.prototype, String.prototype, Function.prototype].map(
    (one) => Reflect.ownKeys(one).length,
  );

/** Loads the base with this content in one file, and looks that nothing but clear problems came of it. */
async function load(name: Name, content: string | Uint8Array): Promise<readonly Problem[]> {
  const good = await readFile(join(folder, name));
  const before = prototypes();
  const path = join(folder, name);
  await writeFile(path, content);
  try {
    const loaded = await loadKnowledge(folder);
    expect(prototypes()).toEqual(before);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(Buffer.from(await readFile(path)).equals(Buffer.from(content))).toBe(true);
    expect((await readdir(folder)).sort()).toEqual([...fileNames].sort());
    if ('knowledge' in loaded) return [];
    expect(loaded.problems.length).toBeGreaterThan(0);
    for (const problem of loaded.problems) expectClear(problem);
    return loaded.problems;
  } finally {
    await writeFile(path, good);
  }
}

function expectClear({ message, path, entry, line, column }: Problem): void {
  for (const text of [message.en, message.cs]) {
    expect(text).toMatch(/\S{2}/);
    expect(text.length).toBeLessThan(1500);
    expect(text).not.toMatch(/undefined|\[object|Invalid|Too (small|big)|received|RangeError|SyntaxError/);
  }
  expect(message.cs).not.toBe(message.en);
  expect(path.length + (entry ?? '').length).toBeLessThan(300);
  if (line !== null) expect(line).toBeGreaterThan(0);
  if (column !== null) expect(column).toBeGreaterThan(0);
}

const files = sampleFiles();
const textOf = (name: Name): string => JSON.stringify(files[name], null, 1);
const anyFile = fc.constantFrom(...fileNames);
/** The same cases each time, so that a failure can be repeated. */
const run = { seed: 11, numRuns: 150 };

type Path = readonly (string | number)[];

const pathsIn = (value: unknown, path: Path = []): readonly Path[] =>
  typeof value === 'object' && value !== null
    ? [path, ...Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, [...path, key]))]
    : [path];
const paths = new Map(fileNames.map((name) => [name, pathsIn(files[name])]));

const replaced = (value: unknown, [key, ...rest]: Path, to: unknown): unknown => {
  if (key === undefined) return to;
  const inner = replaced(Reflect.get(value as object, key), rest, to);
  return Array.isArray(value)
    ? value.map((item: unknown, index) => (index === Number(key) ? inner : item))
    : { ...(value as object), [key]: inner };
};

describe('a file of the knowledge base', () => {
  test('cut off anywhere is refused', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyFile,
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        async (name, part) => {
          const text = textOf(name);
          const found = await load(name, text.slice(0, Math.floor(text.length * part)));
          expect(found[0]).toMatchObject({ file: name, severity: 'error' });
        },
      ),
      run,
    );
  });

  test('with anything in the place of anything is told field by field', async () => {
    await fc.assert(
      fc.asyncProperty(anyFile, fc.nat(), fc.jsonValue({ maxDepth: 3 }), async (name, at, to) => {
        const all = paths.get(name) ?? [];
        const found = await load(name, JSON.stringify(replaced(files[name], all[at % all.length] ?? [], to)));
        for (const { file } of found) expect(fileNames).toContain(file);
      }),
      { ...run, numRuns: 300 },
    );
  });

  test('with bytes strewn into it is read or refused', async () => {
    const strewn = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(anyFile, strewn, async (name, bytes) => {
        const content = Buffer.from(textOf(name));
        for (const [at, byte] of bytes) content[at % content.length] = byte;
        await load(name, content);
      }),
      run,
    );
  });

  test.each<[string, string | Uint8Array, string, string]>([
    ['nothing but zero bytes', new Uint8Array(5000), 'zero bytes', 'nulové bajty'],
    ['UTF-16', Buffer.from(`\ufeff${textOf('team.json')}`, 'utf16le'), 'UTF-8', 'UTF-8'],
    ['Windows-1250', Buffer.from('{ "organisation": "Klub \x8aance" }', 'latin1'), 'UTF-8', 'UTF-8'],
    ['half a character', '{ "organisation": "\\ud83d" }', 'half of a character', 'půlka znaku'],
    ['half a character in a name', '{ "\\udc00": 1 }', 'half of a character', 'půlka znaku'],
    ['the character \\u0000', '{ "organisation": "a\\u0000b" }', 'invisible character', 'neviditelný znak'],
    ['a hundred thousand brackets', '['.repeat(100_000), 'nested too deeply', 'moc hluboko'],
    [
      'closed brackets too',
      `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
      'nested too deeply',
      'moc hluboko',
    ],
    ['a hundred thousand braces', '{"a":'.repeat(100_000), 'nested too deeply', 'moc hluboko'],
    ['__proto__', '{ "__proto__": { "polluted": true } }', 'is not allowed', 'se nesmí jmenovat'],
    [
      'constructor',
      '{ "role": { "constructor": { "prototype": { "polluted": 1 } } } }',
      'is not allowed',
      'nesmí',
    ],
    ['prototype in disguise', '{ "\\u005f\\u005fproto__": { "polluted": true } }', 'is not allowed', 'nesmí'],
    ['a list', '[1, 2, 3]', 'a list is not right here', 'seznam tady není správně'],
  ])('with %s is refused in words', async (_, content, en, cs) => {
    const [first] = await load('team.json', content);
    expect(first?.message.en).toContain(en);
    expect(first?.message.cs).toContain(cs);
  });

  test('with a byte order mark is as good as without', async () => {
    expect(await load('team.json', `\ufeff${textOf('team.json')}`)).toEqual([]);
  });
});

describe('a huge file is refused soon', () => {
  const soon = 10_000;
  const huge = 20_000_000;
  const text = textOf('services.json');
  test.each<[string, () => string]>([
    ['a text of twenty megabytes', () => text.replace('"cz-club"', `"${'a'.repeat(huge)}"`)],
    ['a field name of twenty megabytes', () => text.replace('"id"', `"${'-'.repeat(huge)}"`)],
    ['escapes without end', () => text.replace('"cz-club"', `"${'\\u0061'.repeat(huge / 6)}"`)],
    ['a number of twenty million digits', () => text.replace('"free": true', `"free": ${'1'.repeat(huge)}`)],
    ['spaces without end', () => `${' '.repeat(huge)}x`],
    ['a word without end', () => 'x'.repeat(huge)],
    ['empty lines without end, and a fault', () => `{${'\n'.repeat(huge)}"services": [1]}`],
    ['four million numbers', () => `{ "services": [${'1,'.repeat(4_000_000)}1] }`],
    ['two hundred thousand wrong entries', () => `{ "services": [${'1,'.repeat(200_000)}1] }`],
    [
      'a hundred thousand unknown fields',
      () => `{${Array.from({ length: 100_000 }, (_, n) => `"f${n}":1`).join()}}`,
    ],
    ['more than is read at all', () => `"${'a'.repeat(65 * 1024 * 1024)}"`],
  ])(
    '%s',
    async (_, make) => {
      const content = make();
      const begun = performance.now();
      const found = await load('services.json', content);
      expect(found.length).toBeGreaterThan(0);
      expect(found.length).toBeLessThanOrEqual(101);
      expect(performance.now() - begun).toBeLessThan(soon);
    },
    20_000,
  );
});

describe('JSON of other files', () => {
  /** The value, or the words of the error; anything else that is thrown fails. */
  const outcome = (text: string): unknown => {
    try {
      return { value: parseJson('x.json', text) };
    } catch (error) {
      expect(error).toBeInstanceOf(Error);
      const { message } = error as Error;
      expect(message).toMatch(/^x\.json(:\d+)?: is (not valid JSON|nested too deeply); \w/);
      return message;
    }
  };

  test('is read as JSON is, or refused with the line', () => {
    const texts = fc.oneof(
      fc.json(),
      fc.string({ unit: 'binary' }),
      fc.tuple(fc.json(), fc.nat()).map(([json, at]) => json.slice(0, at % (json.length + 1))),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const before = prototypes();
        outcome(text);
        expect(prototypes()).toEqual(before);
      }),
      { seed: 5, numRuns: 1000 },
    );
  });

  test.each([
    '['.repeat(100_000),
    `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
    `${'{"a":['.repeat(100_000)}${']}'.repeat(100_000)}`,
    '{"a":',
    '\u0000',
    'x'.repeat(5_000_000),
  ])('that is no JSON or too deep is refused in words', (text) => {
    expect(outcome(text)).toBeTypeOf('string');
  });

  test('with brackets in its texts is not deep', () => {
    expect(outcome(JSON.stringify(['['.repeat(1000), '\\"[', { a: '{' }]))).toBeTypeOf('object');
  });

  test('gives no prototype away', () => {
    outcome('{ "__proto__": { "polluted": true }, "constructor": { "prototype": { "polluted": true } } }');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

test('where something stands is found in a file of any form', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const text = JSON.stringify(value, null, 2);
      const read = readJson(text);
      if (!read.ok) return;
      for (const path of pathsIn(value)) {
        const { line, column } = read.at(path);
        const rest = text.split('\n')[line - 1]?.slice(column - 1) ?? '';
        const key = path.at(-1);
        if (key !== undefined && !/^\d+$/.test(String(key))) expect(rest).toContain(JSON.stringify(key));
      }
    }),
    { seed: 3, numRuns: 500 },
  );
});
