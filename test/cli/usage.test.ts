import { expect, test } from 'vitest';
import { lampa } from './lampa.ts';

test('an unknown command is refused with the nearest one', async () => {
  const { code, out, err } = await lampa(['docter']);
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(err).toContain('Did you mean "lampa doctor"?');
});

test('an unknown option is refused', async () => {
  const { code, err } = await lampa(['match', '--jsnl']);
  expect(code).toBe(2);
  expect(err).toContain("unknown option '--jsnl'");
});

test('lampa --help lists the commands, without colours where nobody looks', async () => {
  const { code, out } = await lampa(['--help']);
  expect(code).toBe(0);
  for (const command of ['start', 'match', 'kb COMMAND', 'doctor']) expect(out).toContain(`lampa ${command}`);
  expect(out).not.toContain('\u001b');
});

test('lampa --version is the version of the package', async () => {
  const { out } = await lampa(['--version']);
  expect(out).toMatch(/^\d+\.\d+\.\d+\n$/);
});
