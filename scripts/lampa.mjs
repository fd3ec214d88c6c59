#!/usr/bin/env node
// `npx lampa …`: runs the program with a Node that is new enough. Plain JavaScript, so that even an old Node can run it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const { platform, arch, execPath, versions } = process;

/** The Node that `npm ci` brings along where one fits this machine. */
const brought =
  platform === 'win32'
    ? here(`node_modules/node-win-${arch}/bin/node.exe`)
    : here(`node_modules/node-${platform}-${arch}/bin/node`);
const isNewEnough = Number(versions.node.split('.')[0]) >= 24;

// Says what to do, and ends the process.
if (!isNewEnough && !existsSync(brought)) await import('./check-node.mjs');

const child = spawn(isNewEnough ? execPath : brought, [here('src/main.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
// Ctrl-C reaches the child by itself; this process only has to outlive it.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('error', (error) => {
  console.error(`Lampa cannot be started: ${error.message}`);
  process.exitCode = 1;
});
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
