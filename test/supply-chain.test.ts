import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';

/** What comes from others: which versions, whether they are what they were, and what they may do when they are installed. */

const packages = z
  .object({
    packages: z.record(
      z.string(),
      z.object({
        version: z.string(),
        license: z.string().optional(),
        integrity: z.string().optional(),
        resolved: z.string().optional(),
        hasInstallScript: z.boolean().optional(),
        dev: z.boolean().optional(),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync('package-lock.json', 'utf8'))).packages;
const installed = Object.entries(packages).filter(([path]) => path !== '');

test('every package is the one that was locked: a SHA-512 of each, and none from anywhere else than the registry', () => {
  expect(installed.length).toBeGreaterThan(50);
  for (const [path, { integrity, resolved }] of installed) {
    expect(integrity, path).toMatch(/^sha512-/);
    expect(resolved, path).toBeUndefined();
  }
});

test('no package runs anything when it is installed, and none could', () => {
  expect(installed.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual([]);
  expect(readFileSync('.npmrc', 'utf8')).toMatch(/^ignore-scripts=true$/m);
});

test('what is asked for is an exact version', () => {
  const asked = z
    .object({
      dependencies: z.record(z.string(), z.string()),
      devDependencies: z.record(z.string(), z.string()),
      optionalDependencies: z.record(z.string(), z.string()),
    })
    .parse(JSON.parse(readFileSync('package.json', 'utf8')));
  for (const [name, version] of Object.values(asked).flatMap((group) => Object.entries(group))) {
    expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
    expect(packages[`node_modules/${name}`]?.version, name).toBe(version);
  }
});

test('every package that runs with Lampa is under a licence that lets it be passed on', () => {
  const free = /^(MIT|ISC|0BSD|Apache-2\.0|BSD-[23]-Clause|BlueOak-1\.0\.0)$/;
  for (const [path, { license, dev }] of installed) {
    if (dev !== true) expect(license, path).toMatch(free);
  }
});

test('the image is not run by root, and holds neither history nor settings nor tests', () => {
  const steps = readFileSync('Dockerfile', 'utf8')
    .split('\n')
    .filter((line) => /^[A-Z]+ /.test(line));
  const users = steps.filter((step) => step.startsWith('USER '));
  expect(users).toEqual(['USER node']);
  // Whoever it is run by owns only what must be written.
  expect(steps.filter((step) => step.includes('chown'))).toEqual([
    'RUN mkdir -p /lampa/var && chown -R node:node /lampa/var /lampa/data/knowledge',
  ]);
  expect(steps.filter((step) => /^ADD|curl|wget|^EXPOSE|TOKEN|SECRET/.test(step))).toEqual([]);
  const out = readFileSync('.dockerignore', 'utf8').split('\n');
  expect(out).toEqual(expect.arrayContaining(['.git', '.env', '.env.*', 'test', 'var', 'node_modules']));
});
