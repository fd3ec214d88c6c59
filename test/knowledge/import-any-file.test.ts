import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { Gathered, Origin } from '../../src/knowledge/import/candidate.ts';
import { gatherCsv } from '../../src/knowledge/import/csv.ts';
import { gatherHsds } from '../../src/knowledge/import/hsds.ts';
import { ImportError } from '../../src/knowledge/import/import-error.ts';
import { propose } from '../../src/knowledge/import/propose.ts';
import { createTowns } from '../../src/knowledge/import/towns.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { loadGazetteer } from '../../src/understand/place-gazetteer.ts';

const folder = mkdtempSync(join(tmpdir(), 'lampa-any-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const towns = createTowns(loadGazetteer('data/places').places.map(({ place }) => place));
const loaded = await loadKnowledge('data/knowledge');
if ('problems' in loaded) throw new Error('the shipped base does not load');
const { knowledge } = loaded;

/** Reads a file of these bytes: what is in it, or null when it was refused with a reason. */
async function gathered(from: Origin, bytes: string | Uint8Array): Promise<Gathered | null> {
  const path = join(folder, 'file');
  writeFileSync(path, bytes);
  try {
    if (from === 'hsds') return await gatherHsds(path, towns, knowledge.topics);
    return (await gatherCsv(path, towns, knowledge.topics, 'en')).gathered;
  } catch (error) {
    if (error instanceof ImportError) return null;
    throw error;
  }
}

/** What is proposed of it would pass the check: nothing is refused that was proposed, and no id is taken twice. */
function expectSound(from: Origin, source: Gathered | null): void {
  if (source === null) return;
  const plan = propose(knowledge, source, {
    from,
    today: '2026-11-22',
    noteText: (notes) => notes.join(' '),
  });
  expect(new Set(plan.proposals.map(({ id }) => id)).size).toBe(plan.proposals.length);
}

const heads = 'name;kind;description;topics;town;phone;hours;age from;age to;id;areas;email;country';
const cell = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('Klatovy', 'leisure', '12', 'Mo-Fr 8-16', '"', '__proto__', 'CZ', '+420 123 456 789', '\0'),
);

test('any bytes are a table, or refused in words', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.string({ unit: 'binary' })),
      async (bytes) => {
        expectSound('csv', await gathered('csv', bytes));
      },
    ),
    { numRuns: 60 },
  );
});

test('any cells under known heads give sound proposals', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 13, maxLength: 13 }), { maxLength: 5 }),
      async (rows) => {
        const table = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(';'));
        expectSound('csv', await gathered('csv', [heads, ...table].join('\n')));
      },
    ),
    { numRuns: 60 },
  );
});

test('any JSON in the place of services of HSDS gives sound proposals', async () => {
  const service = {
    id: 'a',
    name: 'A',
    description: 'b',
    service_areas: [{ name: 'Plzeňský kraj' }],
    attributes: [{ taxonomy_term: { id: 'school' } }],
  };
  const field = fc.constantFrom(
    ...Object.keys(service),
    'phones',
    'schedules',
    'minimum_age',
    'url',
    '__proto__',
  );
  const change = fc.array(fc.tuple(field, fc.jsonValue({ maxDepth: 3 })), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(fc.oneof(change, fc.constant(null)), fc.jsonValue(), async (changes, other) => {
      const spoilt = changes === null ? other : { ...service, ...Object.fromEntries(changes) };
      expectSound('hsds', await gathered('hsds', JSON.stringify([spoilt, service])));
    }),
    { numRuns: 60 },
  );
});
