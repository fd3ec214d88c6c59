/**
 * The thread that owns SQLite: a disk that hangs then stops this thread and not the event loop, so that crisis
 * contacts still go out. One message is one piece of work; they are done strictly in order.
 */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { parentPort } from 'node:worker_threads';
import type { SqliteTrouble } from './store-error.ts';

export interface Statement {
  readonly sql: string;
  readonly parameters: readonly SQLInputValue[];
}

export interface StatementResult {
  readonly rows: readonly Record<string, unknown>[];
  readonly changes: number;
}

export type Work =
  | {
      readonly work: 'open';
      readonly file: string;
      readonly path: string;
      readonly setup: readonly string[];
    }
  | { readonly work: 'run'; readonly file: string; readonly statement: Statement }
  | {
      readonly work: 'together';
      readonly file: string;
      readonly statements: readonly Statement[];
      /** When the first statement changes nothing, all of it is taken back and the answer is null. */
      readonly firstMustChange: boolean;
    }
  | { readonly work: 'close' };

export interface Asked {
  readonly id: number;
  readonly work: Work;
}

export type Answered = { readonly id: number } & (
  | { readonly ok: true; readonly results: readonly StatementResult[] | null }
  | { readonly ok: false; readonly trouble: SqliteTrouble }
);

interface OpenFile {
  readonly database: DatabaseSync;
  readonly prepared: Map<string, StatementSync>;
}

const files = new Map<string, OpenFile>();
const mostPrepared = 200;

const fileOf = (name: string): OpenFile => {
  const file = files.get(name);
  if (file === undefined) throw new Error(`${name} is not open`);
  return file;
};

const open = (name: string, path: string, setup: readonly string[]): void => {
  const database = new DatabaseSync(path);
  try {
    for (const sql of setup) database.exec(sql);
  } catch (error) {
    database.close();
    throw error;
  }
  files.set(name, { database, prepared: new Map() });
};

const prepare = (file: OpenFile, sql: string): StatementSync => {
  const known = file.prepared.get(sql);
  if (known !== undefined) return known;
  if (file.prepared.size >= mostPrepared) file.prepared.clear();
  const made = file.database.prepare(sql);
  file.prepared.set(sql, made);
  return made;
};

const run = (file: OpenFile, { sql, parameters }: Statement): StatementResult => {
  const statement = prepare(file, sql);
  if (statement.columns().length > 0) {
    const rows = statement.all(...parameters);
    return { rows, changes: rows.length };
  }
  return { rows: [], changes: Number(statement.run(...parameters).changes) };
};

const together = (
  file: OpenFile,
  statements: readonly Statement[],
  firstMustChange: boolean,
): readonly StatementResult[] | null => {
  file.database.exec('BEGIN IMMEDIATE');
  try {
    const results: StatementResult[] = [];
    for (const statement of statements) {
      const result = run(file, statement);
      results.push(result);
      if (firstMustChange && results.length === 1 && result.changes === 0) {
        file.database.exec('ROLLBACK');
        return null;
      }
    }
    file.database.exec('COMMIT');
    return results;
  } catch (error) {
    // A full disk makes SQLite roll back by itself; a second ROLLBACK would hide the first error.
    if (file.database.isTransaction) file.database.exec('ROLLBACK');
    throw error;
  }
};

const close = (): void => {
  for (const { database, prepared } of files.values()) {
    prepared.clear();
    database.close();
  }
  files.clear();
};

const work = (asked: Work): readonly StatementResult[] | null => {
  switch (asked.work) {
    case 'open':
      open(asked.file, asked.path, asked.setup);
      return [];
    case 'run':
      return [run(fileOf(asked.file), asked.statement)];
    case 'together':
      return together(fileOf(asked.file), asked.statements, asked.firstMustChange);
    case 'close':
      close();
      return [];
  }
};

const troubleOf = (error: unknown): SqliteTrouble => {
  if (!(error instanceof Error)) return { code: 1, message: 'unknown' };
  const code = 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : 1;
  return { code, message: error.message };
};

parentPort?.on('message', ({ id, work: asked }: Asked) => {
  let answer: Answered;
  try {
    answer = { id, ok: true, results: work(asked) };
  } catch (error) {
    answer = { id, ok: false, trouble: troubleOf(error) };
  }
  parentPort?.postMessage(answer);
});
