import { chmod, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { Low } from 'lowdb';
import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { writeAtomically } from '../../src/knowledge/atomic-write.ts';
import { JsonFile } from '../../src/knowledge/json-file.ts';
import { readJson } from '../../src/knowledge/json-text.ts';
import { KnowledgeError, type Problem } from '../../src/knowledge/problem.ts';
import { temporaryFolder } from './sample.ts';

const schema = z.strictObject({
  $schema: z.string().optional(),
  entries: z.array(z.strictObject({ id: z.string(), size: z.int() })),
});
const good = '{\n  "entries": [\n    { "id": "a", "size": 1 }\n  ]\n}\n';

let folder: string;
let path: string;
const open = () => new JsonFile(path, schema);
const one = (size: number) => ({ entries: [{ id: 'a', size }] });

beforeEach(async () => {
  folder = await temporaryFolder();
  path = join(folder, 'entries.json');
  await writeFile(path, good);
});

async function problemsOf(promise: Promise<unknown>): Promise<readonly Problem[]> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof KnowledgeError)) throw new Error(`no problems, but: ${String(error)}`);
  return error.problems;
}

async function refused(content: string | Uint8Array): Promise<Problem> {
  await writeFile(path, content);
  const [first] = await problemsOf(open().read());
  if (first === undefined) throw new Error('no problem told');
  return first;
}

describe('reading', () => {
  test('a good file is read', async () => {
    expect(await open().read()).toEqual(one(1));
  });

  test('a byte order mark at the beginning does no harm', async () => {
    await writeFile(path, `\ufeff${good}`);
    expect(await open().read()).toEqual(one(1));
  });

  test('a file saved as Windows-1250 is refused, with the line and the advice to save it as UTF-8', async () => {
    const windows1250 = Buffer.from('{ "entries": [\n { "id": "\xe8lov\xeck", "size": 1 } ] }', 'latin1');
    expect(await refused(windows1250)).toMatchObject({
      line: 2,
      message: { en: expect.stringContaining('UTF-8') },
    });
  });

  test('a missing file is an error and not an empty base', async () => {
    await rm(path);
    expect(await problemsOf(open().read())).toMatchObject([
      { file: 'entries.json', line: null, message: { en: expect.stringContaining('is not there') } },
    ]);
  });

  test.each(['', '  \n', 'null', '[]', '3'])(
    'a file that holds %j is an error and not an empty base',
    async (content) => {
      expect(await refused(content)).toMatchObject({ file: 'entries.json', severity: 'error' });
    },
  );

  test.each([
    ['{\n  "entries": [],\n}', 2, 16, 'remove this comma'],
    ['{\n  "entries": []\n  "more": 1\n}', 3, 3, 'a comma is missing'],
    ['{\n  "entries": [\n    { "id": "a"', 3, 16, 'ends too early: the bracket opened in line 3'],
    ["{ 'entries': [] }", 1, 3, 'plain double quotes'],
    ['{ „entries“: [] }', 1, 3, 'plain double quotes'],
    ['{ entries: [] }', 1, 3, 'in double quotes'],
    ['{\n  // clubs\n  "entries": [] }', 2, 3, 'no comments'],
    ['{ "entries": [{ "id": "a, "size": 1 }] }', 1, 28, 'a comma is missing'],
    ['{ "entries": [{ "id": "a\n" }] }', 1, 23, 'not closed'],
    ['{ "entries": True }', 1, 14, '"True" is not a value'],
    ['{ "entries": [01] }', 1, 15, '"01" is not a value'],
    ['{ "entries": [] }}', 1, 18, 'behind the end'],
    ['{ "entries" [] }', 1, 13, 'a colon is missing'],
    ['{ "entries": [{ "id": "a\\d", "size": 1 }] }', 1, 25, 'write \\\\'],
    ['{ "entries": [], "entries": [] }', 1, 18, 'is here twice'],
    ['{ "entries": [], "__proto__": {} }', 1, 18, 'is not allowed'],
    ['{ "entries": [], "\\u005f_proto__": {} }', 1, 18, 'is not allowed'],
    ['{ "entries": [{ "constructor": { "prototype": 1 } }] }', 1, 17, 'is not allowed'],
    [`{ "entries": ${'['.repeat(100_000)} }`, 1, 64, 'nested too deeply'],
  ])('the admin reads line, column and remedy for %j', async (content, line, column, message) => {
    expect(await refused(content)).toMatchObject({
      line,
      column,
      message: { en: expect.stringContaining(message) },
    });
  });

  test('a wrong field is named with its line, its entry and what to write', async () => {
    expect(await refused('{ "entries": [\n { "id": "a",\n "size": "big" }\n] }')).toEqual({
      file: 'entries.json',
      line: 3,
      column: 2,
      path: 'entries[0].size',
      message: {
        en: '"big" is not right here; write a number without quotes',
        cs: '"big" tady není správně; napiš číslo bez uvozovek',
      },
      entry: 'a',
      severity: 'error',
    });
  });

  test('a misspelt field is found where it stands, with the name that was meant', async () => {
    await writeFile(path, '{ "entries": [\n { "id": "a",\n "sice": 1 }\n] }');
    expect(await problemsOf(open().read())).toMatchObject([
      { line: 2, path: 'entries[0].size', message: { en: expect.stringContaining('is missing; add it') } },
      { line: 3, path: 'entries[0].sice', message: { en: expect.stringContaining('did you mean "size"?') } },
    ]);
  });

  test('every value is found where it stands, however deep it is', () => {
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5, withCrossShrink: true },
        fc.constant(0),
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(fc.string({ maxLength: 3 }), tie('tree'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(tree, fc.nat(3), (value, indent) => {
        // Each number stands once, so that what is found can be told from all else.
        let numbers = 0;
        const numbered = (one: unknown): unknown =>
          Array.isArray(one)
            ? one.map(numbered)
            : typeof one === 'object' && one !== null
              ? Object.fromEntries(Object.entries(one).map(([name, inside]) => [name, numbered(inside)]))
              : ++numbers;
        const text = JSON.stringify(numbered(value), null, indent);
        const read = readJson(text);
        if (!read.ok) return;
        const lines = text.split('\n');
        const look = (path: readonly (string | number)[], one: unknown): void => {
          if (typeof one === 'object' && one !== null) {
            for (const [name, inside] of Object.entries(one))
              look([...path, Array.isArray(one) ? Number(name) : name], inside);
            return;
          }
          const { line, column } = read.at(path);
          const found = lines[line - 1]?.slice(column - 1);
          const last = path.at(-1);
          const name = typeof last === 'string' ? `${JSON.stringify(last)}:${indent === 0 ? '' : ' '}` : '';
          expect(found?.startsWith(`${name}${String(one)}`), `${path.join('.')} in ${text}`).toBe(true);
          expect(read.at([...path, 'nothing'])).toEqual({ line, column });
        };
        look([], read.value);
      }),
    );
  });

  test('the scanner takes just what JSON takes, but for doubled and forbidden names', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"b"',
      '1',
      '-',
      '.5',
      'e1',
      'null',
      'tru',
      ' ',
      '"',
    );
    const texts = fc.oneof(
      fc.json(),
      fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
      fc.tuple(fc.json(), fc.nat(), piece).map(([json, at, put]) => {
        const i = at % (json.length + 1);
        return json.slice(0, i) + put + json.slice(i + 1);
      }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const read = readJson(text);
        let parsed = true;
        try {
          JSON.parse(text);
        } catch {
          parsed = false;
        }
        if (!read.ok && /twice|not allowed;/.test(read.message.en)) return;
        expect(read.ok).toBe(parsed);
      }),
      { seed: 7, numRuns: 3000 },
    );
  });
});

describe('writing', () => {
  test('what was written is read back, through lowdb', async () => {
    const file = open();
    const base = new Low(file, await file.read());
    await base.update((data) => data.entries.push({ id: 'b', size: 2 }));
    expect((await open().read()).entries).toHaveLength(2);
  });

  test('data that the schema does not allow are not written', async () => {
    const file = open();
    await file.read();
    expect(await problemsOf(file.write(one(1.5)))).toMatchObject([{ path: 'entries[0].size' }]);
    expect(await readFile(path, 'utf8')).toBe(good);
  });

  test('an edit by hand since the read is never overwritten', async () => {
    const file = open();
    await file.read();
    const edited = good.replace('1', '5');
    await writeFile(path, edited);
    expect(await problemsOf(file.write(one(2)))).toMatchObject([
      { message: { en: expect.stringContaining('so it was left as it is') } },
    ]);
    expect(await readFile(path, 'utf8')).toBe(edited);
  });

  test('a file that was never read is not overwritten', async () => {
    await problemsOf(open().write(one(2)));
    expect(await readFile(path, 'utf8')).toBe(good);
  });

  test('the last ten versions and the present one are kept beside the files, and no more', async () => {
    const file = open();
    await file.read();
    for (let size = 2; size <= 14; size++) await file.write(one(size));
    const kept = (await readdir(join(folder, '.backups'))).sort();
    expect(kept).toHaveLength(11);
    const sizes = await Promise.all(
      kept.map(async (name) =>
        schema.parse(JSON.parse(await readFile(join(folder, '.backups', name), 'utf8'))),
      ),
    );
    expect(sizes.map((data) => data.entries[0]?.size)).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
  });

  test('the mode of the file is kept', async () => {
    await chmod(path, 0o664);
    const file = open();
    await file.read();
    await file.write(one(2));
    expect((await stat(path)).mode & 0o777).toBe(0o664);
  });

  test('no temporary file is left, not even when the write fails', async () => {
    const file = open();
    await file.read();
    await file.write(one(2));
    expect((await readdir(folder)).sort()).toEqual(['.backups', 'entries.json']);
    const inTheWay = join(folder, 'folder');
    await mkdir(inTheWay);
    await expect(writeAtomically(inTheWay, Buffer.from('x'), 0o644)).rejects.toThrow();
    expect((await readdir(folder)).sort()).toEqual(['.backups', 'entries.json', 'folder']);
  });

  test('when the version before cannot be kept, nothing is written', async () => {
    const file = open();
    await file.read();
    await writeFile(join(folder, '.backups'), 'a file where the folder should be');
    await expect(file.write(one(3))).rejects.toThrow();
    expect(await readFile(path, 'utf8')).toBe(good);
  });

  test('a hundred writes at once end with the last one, and the file is whole', async () => {
    const file = open();
    await file.read();
    await Promise.all(Array.from({ length: 100 }, (_, size) => file.write(one(size))));
    expect(await open().read()).toEqual(one(99));
  });

  test('a link stays a link', async () => {
    const other = join(folder, 'elsewhere');
    await mkdir(other);
    await writeFile(join(other, 'entries.json'), good);
    await rm(path);
    await symlink(join(other, 'entries.json'), path);
    const file = open();
    await file.read();
    await file.write(one(2));
    expect(await readFile(join(other, 'entries.json'), 'utf8')).toContain('"size": 2');
  });

  test('the line that tells editors the schema stays at the top', async () => {
    const file = open();
    await file.read();
    await file.write({ ...one(2), $schema: './schema.json' });
    expect(await readFile(path, 'utf8')).toMatch(/^\{\n {2}"\$schema"/);
  });
});
