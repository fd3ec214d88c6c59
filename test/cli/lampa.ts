import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  /** The same for standard error. */
  readonly logged: (words: string) => Promise<void>;
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
  const out = listen(child.stdout);
  const err = listen(child.stderr);
  const ran = new Promise<Ran>((resolve) => {
    child.on('close', (code) => resolve({ code, out: out.soFar(), err: err.soFar() }));
  });
  return { child, ran, said: out.said, logged: err.said };
};

/** Collects what a stream says, and tells when it has said something. */
const listen = (stream: NodeJS.ReadableStream) => {
  let soFar = '';
  const listeners = new Set<() => void>();
  stream.on('data', (chunk: Buffer) => {
    soFar += chunk.toString();
    for (const listener of listeners) listener();
  });
  return {
    soFar: () => soFar,
    said: (words: string): Promise<void> =>
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
