import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lampa, temporaryFolder } from './lampa.ts';

test('lampa doctor finds a fresh installation well', async () => {
  const { code, out } = await lampa(['doctor'], { env: { LAMPA_DATA: join(temporaryFolder(), 'none-yet') } });
  expect(code, out).toBe(0);
  expect(out).toContain('✓ settings: LAMPA_DATA set');
  expect(out).toContain('none yet');
  expect(out).not.toContain('✗');
});

test('lampa doctor goes on after wrong settings, and names everything that is broken', async () => {
  const env = { LAMPA_DATA: temporaryFolder(), LOG_LEVEL: 'loud' };
  const { code, out } = await lampa(['doctor'], { env });
  expect(code).toBe(1);
  expect(out).toContain('✗ setting LOG_LEVEL: write one of');
  expect(out).toMatch(/^✓ knowledge base: /m);
});

test('lampa doctor names a store whose keys are open to others or lost', async () => {
  const data = temporaryFolder();
  const env = { LAMPA_DATA: data };
  await lampa(['start', '--as', 'Ema'], { input: 'ahoj\n', env });
  chmodSync(join(data, 'keys.sqlite'), 0o644);
  rmSync(join(data, 'master.key'));
  const { code, out } = await lampa(['doctor'], { env });
  expect(code).toBe(1);
  expect(out).toContain(`→ chmod 600 ${join(data, 'keys.sqlite')}`);
  expect(out).toMatch(/✗ master key: \S{11} is not in .*nobody can read/);
});

test('lampa doctor names a folder in which no store can be made', async () => {
  const file = join(temporaryFolder(), 'a-file');
  writeFileSync(file, '');
  const { code, out } = await lampa(['doctor'], { env: { LAMPA_DATA: join(file, 'var') } });
  expect(code).toBe(1);
  expect(out).toContain('✗ store: it cannot be made');
});
