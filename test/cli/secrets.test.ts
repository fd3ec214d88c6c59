import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lampa, startLampa, temporaryFolder } from './lampa.ts';

const posix = process.platform !== 'win32';
const token = '123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr';

test.runIf(posix)('everything that a run leaves in its folder is for its owner only', async () => {
  const folder = join(temporaryFolder(), 'data');
  await lampa(['start', '--as', 'ema'], { input: 'chci mluvit s clovekem\n', env: { LAMPA_DATA: folder } });
  const rights = (path: string): string => (statSync(path).mode & 0o777).toString(8);
  expect(rights(folder)).toBe('700');
  const files = readdirSync(folder);
  expect(files).toEqual(expect.arrayContaining(['lampa.sqlite', 'keys.sqlite', 'knowledge-last-good.json']));
  expect(files.map((file) => `${file} ${rights(join(folder, file))}`)).toEqual(
    files.map((file) => `${file} 600`),
  );
});

test.runIf(posix)(
  'a program that Lampa starts is told neither the token nor any word that was typed',
  async () => {
    const folder = temporaryFolder();
    const seen = join(folder, 'environment.txt');
    const browser = join(folder, 'browser');
    writeFileSync(
      browser,
      `#!/bin/sh\nenv > ${seen}\nfor arg; do echo "arg $arg" >> ${seen}; done\nexit 1\n`,
      { mode: 0o755 },
    );
    const env = { TELEGRAM_TOKEN: token, CHROME_PATH: browser, SEEN: 'yes' };
    const { err } = await lampa(['catalogue', '--region', 'Plzeň', '--pdf', join(folder, 'a$(id);b.pdf')], {
      env,
    });
    const environment = readFileSync(seen, 'utf8');
    expect(environment, err).toContain('SEEN=yes');
    expect(environment).not.toContain(token);
    const args = environment.split('\n').filter((line) => line.startsWith('arg '));
    expect(args.length).toBeGreaterThan(3);
    for (const arg of args) expect(arg).toMatch(/^arg (--[a-z-]+(=[\w./-]+)?|file:\/\/[\w./-]+page\.html)$/);
  },
);

test.runIf(posix)('the report of a crash holds no token', async () => {
  const folder = temporaryFolder();
  const reports = join(folder, 'reports');
  mkdirSync(reports);
  const running = startLampa(['start', '--as', 'ema'], {
    LAMPA_DATA: join(folder, 'data'),
    TELEGRAM_TOKEN: token,
    NODE_OPTIONS: `--report-on-signal --report-dir=${reports}`,
  });
  running.child.stdin?.write('ahoj\n');
  await running.said('Lampa');
  running.child.kill('SIGUSR2');
  await expect.poll(() => readdirSync(reports), { timeout: 20_000 }).toHaveLength(1);
  running.child.stdin?.end();
  await running.ran;
  const [file = ''] = readdirSync(reports);
  const written = readFileSync(join(reports, file), 'utf8');
  const report: unknown = JSON.parse(written);
  expect(report).toHaveProperty('javascriptStack');
  // Threads show what they were given, and that is without the token.
  expect(report).not.toHaveProperty('environmentVariables');
  expect(written).not.toContain(token);
});

test.runIf(posix)('doctor names a file with a token that others can read', async () => {
  const file = join(temporaryFolder(), 'token');
  writeFileSync(file, `${token}\n`);
  chmodSync(file, 0o644);
  // Nobody listens on this port, so nothing is sent anywhere.
  const env = { TELEGRAM_TOKEN_FILE: file, TELEGRAM_API_ROOT: 'http://127.0.0.1:9' };
  const { out } = await lampa(['doctor'], { env });
  expect(out).toContain(`others can read ${file} (644)`);
  expect(out).toContain(`→ chmod 600 ${file}`);
  chmodSync(file, 0o600);
  expect((await lampa(['doctor'], { env })).out).not.toContain('others can read');
});

test('what stands in the directory steers no terminal, neither in an answer nor in the log', async () => {
  const folder = join(temporaryFolder(), 'knowledge');
  cpSync('data/knowledge', folder, { recursive: true });
  const file = join(folder, 'services.json');
  const hostile = '\\u001b]0;owned\\u0007\\u001b[2J\\u009b31m\\u202eX';
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace(/"name": "/, `"name": "${hostile}`));
  const [id = ''] = [...text.matchAll(/"id": "([^"]+)"/g)].map(([, found]) => found);
  const env = { LAMPA_KNOWLEDGE: folder, LAMPA_DATA: join(folder, '..', 'data') };
  const shown = await lampa(['kb', 'show', id], { env });
  expect(shown.out).toContain(']0;owned[2J31mX');
  writeFileSync(file, text.replace(/"status": "[a-z]+"/, `"status": "${hostile}"`));
  const checked = await lampa(['kb', 'check'], { env });
  const refused = await lampa(['start'], { env });
  for (const { out, err } of [shown, checked, refused]) {
    expect(out + err).not.toMatch(/(?![\t\n])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
  }
  expect([checked.code, refused.code]).toEqual([1, 1]);
});
