import type { SQLInputValue } from 'node:sqlite';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Sqlite } from './sqlite.ts';
import type { Statement } from './sqlite-thread.ts';

const bindable = (value: unknown): SQLInputValue => {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`a ${typeof value} cannot be written to SQLite`);
};

/** A compiled query as the thread takes it. */
export const statementOf = (query: CompiledQuery): Statement => ({
  sql: query.sql,
  parameters: query.parameters.map(bindable),
});

const createConnection = (sqlite: Sqlite, file: string): DatabaseConnection => ({
  executeQuery: async <R>(query: CompiledQuery): Promise<QueryResult<R>> => {
    const { rows, changes } = await sqlite.run(file, statementOf(query));
    // The query builder knows the row's type from the query; SQLite hands plain records.
    return { rows: rows as R[], numAffectedRows: BigInt(changes) };
  },
  streamQuery: () => {
    throw new Error('the store reads no streams');
  },
});

const createDriver = (sqlite: Sqlite, file: string): Driver => {
  const connection = createConnection(sqlite, file);
  const say = async (sql: string): Promise<void> => {
    await sqlite.run(file, { sql, parameters: [] });
  };
  return {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: () => say('BEGIN IMMEDIATE'),
    commitTransaction: () => say('COMMIT'),
    rollbackTransaction: () => say('ROLLBACK'),
    releaseConnection: async () => {},
    destroy: async () => {},
  };
};

// Kysely's own adapter says false, and then its migrator leaves half a schema behind when a migration fails.
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Kysely over one file of the SQLite thread. Kysely keeps the single connection behind its own mutex. */
export const createDialect = (sqlite: Sqlite, file: string): Dialect => ({
  createAdapter: () => new TransactionalAdapter(),
  createDriver: () => createDriver(sqlite, file),
  createIntrospector: (db) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
});
