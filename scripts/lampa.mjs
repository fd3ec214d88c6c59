#!/usr/bin/env node
// `npx lampa …`: runs the program with a Node that is new enough. Plain JavaScript, so that even an old Node can run it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const oldest = 24;
const here = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const isNewEnough = Number(process.versions.node.split('.')[0]) >= oldest;
const brought = here(process.platform === 'win32' ? 'node_modules/.bin/node.cmd' : 'node_modules/.bin/node');

if (!isNewEnough && !existsSync(brought)) {
  // Says what to do, and ends.
  await import('./check-node.mjs');
}
const child = spawn(isNewEnough ? process.execPath : brought, [here('src/main.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  shell: !isNewEnough && process.platform === 'win32',
});
// The child hears Ctrl-C itself and ends in order; this only waits for it.
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    if (signal === 'SIGTERM') child.kill(signal);
  });
}
child.on('error', (error) => {
  console.error(`Lampa cannot be started: ${error.message}`);
  process.exitCode = 1;
});
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
