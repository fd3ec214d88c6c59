import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

interface Running {
  readonly child: ChildProcess;
  readonly ran: Promise<Ran>;
  /** Resolves when standard output has said this. */
  readonly said: (words: string) => Promise<void>;
}

/** A folder that goes with the test. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'lampa-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** Starts the program as somebody at a shell would, in an environment that holds nothing else. */
export const startLampa = (args: readonly string[], env: NodeJS.ProcessEnv): Running => {
  const child = spawn(process.execPath, ['src/main.ts', ...args], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  // A program that ends before it has read all its input is no fault of the test.
  child.stdin.on('error', () => undefined);
  let soFar = '';
  const listeners = new Set<() => void>();
  child.stdout.on('data', (chunk: Buffer) => {
    soFar += chunk.toString();
    for (const listener of listeners) listener();
  });
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  const ran = Promise.all([closed, text(child.stderr)]).then(([code, err]) => ({ code, out: soFar, err }));
  return {
    child,
    ran,
    said: (words) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (soFar.includes(words)) resolve();
        };
        listeners.add(look);
        look();
      }),
  };
};

/** Runs the program to its end. */
export const lampa = (
  args: readonly string[],
  { input = '', env = {} }: { readonly input?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<Ran> => {
  const { child, ran } = startLampa(args, env);
  child.stdin?.end(input);
  return ran;
};
