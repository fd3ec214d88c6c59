import { Worker } from 'node:worker_threads';
import { patiently } from './patience.ts';
import type { Answered, Asked, Statement, StatementResult, Work } from './sqlite-thread.ts';
import { StoreError, sqliteError } from './store-error.ts';

/** SQLite in its own thread; several files by name. Errors are `StoreError`s. */
export interface Sqlite {
  open(file: string, path: string, setup: readonly string[]): Promise<void>;
  run(file: string, statement: Statement): Promise<StatementResult>;
  /** All or nothing, one trip to the thread. null: `firstMustChange` was asked and the first changed nothing. */
  together(
    file: string,
    statements: readonly Statement[],
    firstMustChange: boolean,
  ): Promise<readonly StatementResult[] | null>;
  /** Closes the files and ends the thread; gives up waiting for a disk that hangs after five seconds. */
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (results: readonly StatementResult[] | null) => void;
  readonly reject: (error: StoreError) => void;
}

const closingTakesAtMost = 5_000;

/** Starts the thread. `folder` is only named in errors. */
export const startSqlite = (folder: string): Sqlite => {
  const worker = new Worker(new URL('./sqlite-thread.ts', import.meta.url), { name: 'lampa-sqlite' });
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let stopped: StoreError | null = null;

  const stop = (why: StoreError): void => {
    stopped ??= why;
    for (const one of waiting.values()) one.reject(why);
    waiting.clear();
  };
  worker.on('message', (answer: Answered) => {
    const one = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.ok) one?.resolve(answer.results);
    else one?.reject(sqliteError(answer.trouble, folder));
  });
  worker.on('error', (cause) =>
    stop(new StoreError('Store: its thread broke down. Restart Lampa.', { cause, isClosed: true })),
  );
  worker.on('exit', () => stop(new StoreError('Store: it is closed.', { isClosed: true })));

  const ask = (work: Work): Promise<readonly StatementResult[] | null> =>
    new Promise((resolve, reject) => {
      if (stopped !== null) {
        reject(stopped);
        return;
      }
      last += 1;
      waiting.set(last, { resolve, reject });
      worker.postMessage({ id: last, work } satisfies Asked);
    });

  return {
    open: async (file, path, setup) => {
      await ask({ work: 'open', file, path, setup });
    },
    run: async (file, statement) => {
      const results = await ask({ work: 'run', file, statement });
      return results?.[0] ?? { rows: [], changes: 0 };
    },
    together: (file, statements, firstMustChange) =>
      ask({ work: 'together', file, statements, firstMustChange }),
    close: async () => {
      if (stopped !== null) return;
      await patiently(ask({ work: 'close' }), closingTakesAtMost);
      stop(new StoreError('Store: it is closed.', { isClosed: true }));
      await patiently(worker.terminate(), closingTakesAtMost);
    },
  };
};
