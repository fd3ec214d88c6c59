import { readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeCapacity } from '../../src/knowledge/capacity.ts';
import { fileChanges } from '../../src/knowledge/difference.ts';
import { KnowledgeError } from '../../src/knowledge/problem.ts';
import {
  keptVersions,
  presentVersion,
  problemsOfVersion,
  putBack,
  versionAt,
} from '../../src/knowledge/versions.ts';
import { writeSample } from './sample.ts';

const full = { state: 'full', until: '2026-12-01' } as const;
const name = 'services.json';

test('after any edits each of the kept versions comes back byte for byte, and going back can be undone', async () => {
  const edit = fc.record({
    id: fc.constantFrom('cz-club', 'cz-other-club'),
    capacity: fc.option(
      fc.record({
        state: fc.constantFrom('full', 'free', 'closed'),
        until: fc.constantFrom('2026-12-01', '2027-01-01'),
      }),
    ),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), fc.nat(), async (edits, chosen) => {
      const folder = await writeSample();
      const states: Buffer[] = [];
      for (const { id, capacity } of edits) {
        states.unshift(await readFile(join(folder, name)));
        await writeCapacity(folder, id, capacity);
      }
      const versions = await keptVersions(folder, name);
      const before = await presentVersion(folder, name);
      // An edit that changes nothing makes no version.
      const differing = states.filter(
        (state, index) => !state.equals(states[index - 1] ?? before?.bytes ?? state),
      );
      expect(versions.map(({ bytes }) => bytes)).toEqual(differing);
      const version = versions[chosen % versions.length];
      if (version === undefined) return;
      await putBack(folder, name, version.bytes, before?.bytes ?? null);
      expect(await readFile(join(folder, name))).toEqual(version.bytes);
      const [undone] = await keptVersions(folder, name);
      expect(undone?.bytes).toEqual(before?.bytes);
    }),
    { seed: 11, numRuns: 12 },
  );
});

test('what the program wrote last is kept, so that an edit by hand over it can be undone', async () => {
  const folder = await writeSample();
  await writeCapacity(folder, 'cz-club', full);
  const written = await readFile(join(folder, name));
  await writeFile(join(folder, name), written.toString().replace('"cz-club",', '"cz-club"'));
  const [newest] = await keptVersions(folder, name);
  expect(newest?.bytes).toEqual(written);
});

test('a kept version bears the time when it was written, not when it was replaced', async () => {
  const folder = await writeSample();
  const written = new Date('2026-03-04T05:06:07Z');
  await utimes(join(folder, name), written, written);
  await writeCapacity(folder, 'cz-club', full);
  const versions = await keptVersions(folder, name);
  const present = await presentVersion(folder, name);
  expect(versions.map((version) => version.written)).toEqual([written.getTime()]);
  expect(versionAt(versions, present, written.getTime() + 1)).toBe(versions[0]);
  expect(versionAt(versions, present, written.getTime() - 1)).toBeNull();
  expect(versionAt(versions, present, present?.written ?? 0)).toBe('present');
});

test('a version is not put over an edit by hand that was not seen', async () => {
  const folder = await writeSample();
  const seen = await readFile(join(folder, name));
  await writeCapacity(folder, 'cz-club', full);
  const edited = await readFile(join(folder, name));
  await expect(putBack(folder, name, seen, seen)).rejects.toThrow(KnowledgeError);
  expect(await readFile(join(folder, name))).toEqual(edited);
});

test('a version that is broken or does not fit to the other files is told with its reasons', async () => {
  const folder = await writeSample();
  const good = await readFile(join(folder, name), 'utf8');
  expect(await problemsOfVersion(folder, name, Buffer.from(good))).toEqual([]);
  expect(await problemsOfVersion(folder, name, Buffer.from('{'))).toMatchObject([{ file: name, line: 1 }]);
  const taken = good.replaceAll('"cz-club"', '"cz-line"');
  expect(await problemsOfVersion(folder, name, Buffer.from(taken))).toMatchObject([
    { message: { en: expect.stringContaining('already used in contacts.json') } },
  ]);
});

test('a good version fits although another file is broken', async () => {
  const folder = await writeSample();
  const good = await readFile(join(folder, name));
  await writeFile(join(folder, 'team.json'), '{');
  expect(await problemsOfVersion(folder, name, good)).toEqual([]);
});

test('the mode of a file is kept when a version comes back', async () => {
  const folder = await writeSample();
  const before = await readFile(join(folder, name));
  await writeCapacity(folder, 'cz-club', full);
  await putBack(folder, name, before, await readFile(join(folder, name)));
  expect((await stat(join(folder, name))).mode & 0o777).toBe(0o644);
});

test('what changed is told entry by entry and field by field, also between forms of different age', () => {
  const bytes = (data: object): Buffer => Buffer.from(JSON.stringify(data));
  const before = {
    services: [
      { id: 'a', name: 'A', text: { cs: 'x', en: 'y' } },
      { id: 'b', old: 1 },
    ],
    retired: [],
  };
  const after = { $schema: 's', services: [{ id: 'a', name: 'B', text: { cs: 'x', en: 'z' } }, { id: 'c' }] };
  expect(fileChanges(bytes(before), bytes(after))).toEqual([
    {
      what: 'changed',
      id: 'a',
      entry: after.services[0],
      fields: [
        { field: 'name', before: 'A', after: 'B' },
        { field: 'text.en', before: 'y', after: 'z' },
      ],
    },
    { what: 'gone', id: 'b', entry: before.services[1] },
    { what: 'added', id: 'c', entry: after.services[1] },
  ]);
  expect(fileChanges(bytes({ guides: [] }), bytes({ guides: [{ id: 'g' }] }))).toMatchObject([
    { what: 'added', id: 'g' },
  ]);
  expect(fileChanges(bytes({ url: null }), bytes({ url: 'x' }))).toMatchObject([{ what: 'changed', id: '' }]);
  expect(fileChanges(Buffer.from('{'), bytes(after))).toBeNull();
});
