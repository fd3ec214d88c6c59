import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Way } from './messengers.ts';

/** What the proofs and their child say to each other, a line each. */

export interface ChildSettings {
  readonly folder: string;
  /** Beside the pipe; the desk is there then. */
  readonly messenger: Way | null;
}

export type Asked =
  | { readonly is: 'bring'; readonly n: number; readonly person: number; readonly text: string }
  /** Milliseconds by which the child's clock goes ahead of ours. */
  | { readonly is: 'set-clock'; readonly ahead: number }
  | { readonly is: 'check' }
  | { readonly is: 'idle' };

export type Told =
  | { readonly is: 'ready' | 'idle' }
  | { readonly is: 'refused'; readonly why: string }
  | { readonly is: 'taken' | 'not-taken'; readonly n: number }
  | { readonly is: 'sent'; readonly to: string; readonly id: string; readonly text: string }
  | { readonly is: 'checked'; readonly says: string };

export interface Child {
  readonly process: ChildProcess;
  /** Resolves when it has said this; null when it ended before. */
  said<K extends Told['is']>(is: K): Promise<Extract<Told, { readonly is: K }> | null>;
  ask(asked: Asked): void;
  /** Resolves when the process has ended. */
  readonly gone: Promise<void>;
  /** Lets it end in order. */
  end(): Promise<void>;
  kill(): Promise<void>;
}

/** Resolves when the child takes messages; throws with its own words when it refuses to start. */
export const ready = async (child: Child): Promise<void> => {
  const refused = child.said('refused');
  if ((await child.said('ready')) === null) {
    throw new Error(`it did not start: ${(await refused)?.why ?? 'it broke down'}`);
  }
};

export const startChild = (settings: ChildSettings, onLine: (told: Told) => void): Child => {
  const child = spawn(
    process.execPath,
    [new URL('./kill-child.ts', import.meta.url).pathname, JSON.stringify(settings)],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const { stdin, stdout } = child;
  const gone = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
  });
  // Who is killed reads no more.
  stdin.on('error', () => undefined);
  const waiting = new Set<(told: Told | null) => void>();
  createInterface({ input: stdout }).on('line', (raw) => {
    let told: Told;
    try {
      told = JSON.parse(raw) as Told;
    } catch {
      return; // the last line of a killed child may be cut
    }
    onLine(told);
    for (const look of waiting) look(told);
  });
  void gone.then(() => {
    for (const look of waiting) look(null);
  });
  return {
    process: child,
    said: <K extends Told['is']>(is: K) =>
      new Promise<Extract<Told, { readonly is: K }> | null>((resolve) => {
        const look = (told: Told | null): void => {
          if (told !== null && told.is !== is) return;
          waiting.delete(look);
          resolve(told as Extract<Told, { readonly is: K }> | null);
        };
        waiting.add(look);
      }),
    ask: (asked) => {
      stdin.write(`${JSON.stringify(asked)}\n`);
    },
    gone,
    end: async () => {
      stdin.end();
      await gone;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
};
