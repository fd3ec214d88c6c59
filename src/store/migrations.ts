import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { StoreError } from './store-error.ts';

export type Migrations = Readonly<Record<string, Migration>>;

// Tables with sealed columns keep SQLite's own row numbers on purpose: with `WITHOUT ROWID`, `secure_delete` left pieces
// of deleted rows in the inner pages of the tree (measured), with row numbers it left none.
const firstTables = async (db: Kysely<unknown>): Promise<void> => {
  const { schema } = db;
  await schema
    .createTable('conversations')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('handle_hash', 'text', (c) => c.notNull())
    .addColumn('sealed', 'blob', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('wake_at', 'integer')
    .addColumn('heard_at', 'integer', (c) => c.notNull())
    .addColumn('case_number', 'integer')
    .execute();
  await schema.createIndex('conversations_handle').on('conversations').column('handle_hash').execute();
  await schema.createIndex('conversations_wake').on('conversations').column('wake_at').execute();
  await schema
    .createIndex('conversations_status')
    .on('conversations')
    .columns(['status', 'heard_at'])
    .execute();
  await schema
    .createTable('rooms')
    .addColumn('conversation', 'text', (c) => c.notNull().references('conversations.id').onDelete('cascade'))
    .addColumn('case_number', 'integer', (c) => c.notNull())
    .addColumn('room_hash', 'text', (c) => c.notNull().unique())
    .addColumn('sealed', 'blob', (c) => c.notNull())
    .addPrimaryKeyConstraint('rooms_key', ['conversation', 'case_number'])
    .execute();
  await schema
    .createTable('texts')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('conversation', 'text', (c) => c.notNull().references('conversations.id').onDelete('cascade'))
    .addColumn('message_hash', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('sealed', 'blob', (c) => c.notNull())
    .addColumn('at', 'integer', (c) => c.notNull())
    .addColumn('case_number', 'integer')
    .addColumn('unclaimed', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('expires_at', 'integer')
    .execute();
  await schema.createIndex('texts_conversation').on('texts').columns(['conversation', 'id']).execute();
  await schema.createIndex('texts_expires').on('texts').column('expires_at').execute();
  await errandsTable(db);
};

const errandsTable = async ({ schema }: Kysely<unknown>): Promise<void> => {
  await schema
    .createTable('errands')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('line', 'text', (c) => c.notNull())
    .addColumn('conversation', 'text')
    .addColumn('case_number', 'integer')
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'integer', (c) => c.notNull())
    .addColumn('crisis', 'integer', (c) => c.notNull())
    .addColumn('not_before', 'integer', (c) => c.notNull())
    .addColumn('leased_until', 'integer')
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('key_name', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('sealed', 'blob', (c) => c.notNull())
    .execute();
  await schema.createIndex('errands_line').on('errands').columns(['line', 'position']).unique().execute();
  await schema.createIndex('errands_conversation').on('errands').column('conversation').execute();
};

const firstBooks = async (db: Kysely<unknown>): Promise<void> => {
  const { schema } = db;
  await schema
    .createTable('inbox')
    .addColumn('key', 'text', (c) => c.primaryKey().notNull())
    .addColumn('at', 'integer', (c) => c.notNull())
    .execute();
  await schema.createIndex('inbox_at').on('inbox').column('at').execute();
  await schema
    .createTable('blocks')
    .addColumn('conversation', 'text', (c) => c.primaryKey().notNull())
    .addColumn('until', 'integer', (c) => c.notNull())
    .execute();
  await schema
    .createTable('forgotten')
    .addColumn('name', 'text', (c) => c.primaryKey().notNull())
    .execute();
  await schema
    .createTable('deletions')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('conversation', 'text', (c) => c.notNull())
    .addColumn('at', 'integer', (c) => c.notNull())
    .execute();
  await countersTable(db, 'day');
  await schema
    .createTable('audit')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('at', 'integer', (c) => c.notNull())
    .addColumn('case_number', 'integer')
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('sealed', 'blob', (c) => c.notNull())
    .execute();
  await schema
    .createTable('settings')
    .addColumn('name', 'text', (c) => c.primaryKey().notNull())
    .addColumn('sealed', 'blob', (c) => c.notNull())
    .execute();
  await schema
    .createTable('numbers')
    .addColumn('name', 'text', (c) => c.primaryKey().notNull())
    .addColumn('n', 'integer', (c) => c.notNull())
    .execute();
  await aboutTable(db);
};

const countersTable = async ({ schema }: Kysely<unknown>, time: 'day' | 'month'): Promise<void> => {
  await schema
    .createTable('counters')
    .addColumn(time, 'text', (c) => c.notNull())
    .addColumn('what', 'text', (c) => c.notNull())
    .addColumn('topic', 'text', (c) => c.notNull())
    .addColumn('region', 'text', (c) => c.notNull())
    .addColumn('n', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('counters_key', [time, 'what', 'topic', 'region'])
    .execute();
};

const aboutTable = async ({ schema }: Kysely<unknown>): Promise<void> => {
  await schema
    .createTable('about')
    .addColumn('name', 'text', (c) => c.primaryKey().notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .execute();
};

/** Changes of the conversation file, oldest first. Never edit one that was released: add another. */
export const migrations: Migrations = {
  '001-first': {
    up: async (db: Kysely<unknown>) => {
      await firstTables(db);
      await firstBooks(db);
    },
  },
  '002-sent': {
    up: async (db: Kysely<unknown>) => {
      await db.schema
        .createTable('sent')
        .addColumn('conversation', 'text', (c) =>
          c.notNull().references('conversations.id').onDelete('cascade'),
        )
        .addColumn('name_hash', 'text', (c) => c.notNull())
        .addColumn('sealed', 'blob', (c) => c.notNull())
        .addColumn('at', 'integer', (c) => c.notNull())
        .addPrimaryKeyConstraint('sent_key', ['conversation', 'name_hash'])
        .execute();
    },
  },
  '003-deletion-marks': {
    up: async (db: Kysely<unknown>) => {
      await db.schema.alterTable('deletions').addColumn('mark', 'text').execute();
      await db.schema
        .alterTable('deletions')
        .addColumn('listed', 'integer', (c) => c.notNull().defaultTo(0))
        .execute();
    },
  },
  // Nobody asks for less than a month, and a single day may point at somebody.
  '004-counters-by-month': {
    up: async (db: Kysely<unknown>) => {
      await sql`alter table counters rename to counters_by_day`.execute(db);
      await countersTable(db, 'month');
      await sql`insert into counters (month, what, topic, region, n)
        select substr(day, 1, 7), what, topic, region, sum(n) from counters_by_day
        group by substr(day, 1, 7), what, topic, region`.execute(db);
      await db.schema.dropTable('counters_by_day').execute();
    },
  },
};

/** Changes of the key file. */
export const keyMigrations: Migrations = {
  '001-first': {
    up: async (db: Kysely<unknown>) => {
      await db.schema
        .createTable('keys')
        .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
        .addColumn('name', 'text', (c) => c.notNull().unique())
        .addColumn('master', 'text', (c) => c.notNull())
        .addColumn('wrapped', 'blob', (c) => c.notNull())
        .addColumn('made_at', 'integer', (c) => c.notNull())
        .execute();
      await aboutTable(db);
    },
  },
  // From here on the look-up key lies among the keys: an older Lampa would look for everybody under other pseudonyms.
  '002-master-keys': {
    up: async (db: Kysely<unknown>) => {
      await db.schema.createIndex('keys_master').on('keys').column('master').execute();
    },
  },
};

const appliedTo = async <T>(db: Kysely<T>): Promise<readonly string[]> => {
  const known = await sql<{
    name: string;
  }>`select name from sqlite_master where type = 'table' and name = 'kysely_migration'`.execute(db);
  if (known.rows.length === 0) return [];
  const applied = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return applied.rows.map((row) => row.name);
};

/** Brings a file to what this program expects; a change that fails leaves the file as it was. */
export const migrate = async <T>(db: Kysely<T>, wanted: Migrations, path: string): Promise<void> => {
  const applied = await appliedTo(db);
  if (applied.some((name) => wanted[name] === undefined)) {
    throw new StoreError(
      `Store: ${path} was written by a newer Lampa. Install that version again, or restore a backup made before the update.`,
    );
  }
  if (applied.length === Object.keys(wanted).length) return;
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...wanted }) } });
  const { error } = await migrator.migrateToLatest();
  if (error instanceof StoreError) throw error;
  if (error !== undefined)
    throw new StoreError(`Store: ${path} could not be brought up to date; it is unchanged.`, {
      cause: error,
    });
};
