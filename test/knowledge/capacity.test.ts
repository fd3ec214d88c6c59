import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { noteCapacityIn } from '../../src/knowledge/capacity.ts';

const copied = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'lampa-capacity-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync('data/knowledge', folder, { recursive: true });
  return folder;
};

const full = { state: 'full', until: '2026-12-01' } as const;

test('a service that is full is noted in the file, and only there', async () => {
  const folder = copied();
  expect(await noteCapacityIn(folder)('cz-op-policka', full)).toBe('noted');
  const before = JSON.parse(readFileSync('data/knowledge/services.json', 'utf8'));
  const after = JSON.parse(readFileSync(join(folder, 'services.json'), 'utf8'));
  for (const service of before.services) if (service.id === 'cz-op-policka') service.capacity = full;
  expect(after).toEqual(before);
});

test('a service that nobody knows is said to be unknown', async () => {
  expect(await noteCapacityIn(copied())('nothing', full)).toBe('unknown');
});

test('a broken file is left as it is, and the worker learns that nothing was written', async () => {
  const folder = copied();
  writeFileSync(join(folder, 'services.json'), '{ "services": [');
  expect(await noteCapacityIn(folder)('cz-op-policka', full)).toBe('not-written');
  expect(readFileSync(join(folder, 'services.json'), 'utf8')).toBe('{ "services": [');
});
