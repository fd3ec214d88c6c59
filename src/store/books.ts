import { type Compilable, type Selectable, sql } from 'kysely';
import { type Counted, counted } from '../conversation/effect.ts';
import type { Ground } from './ground.ts';
import { deskKey } from './keys.ts';
import { randomName, sealJson, unsealJson } from './seal.ts';
import type { AuditLine, Change, ConversationId, Counter, MonthCounter } from './store.ts';
import type { Tables } from './tables.ts';

/** The month of a time, in UTC: counters of one night must not depend on where the server stands. */
export const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7);

const lastCase = 'last-case';

const auditBound = (name: string) => ({ owner: deskKey, purpose: `audit:${name}` });
const settingBound = (name: string) => ({ owner: deskKey, purpose: `setting:${name}` });

/** False for what another version counted. */
export const isCounted = (what: string): what is Counted => counted.some((one) => one === what);

const count = ({ db }: Ground, now: number, { what, topic, region }: Counter): Compilable =>
  db
    .insertInto('counters')
    .values({ month: monthOf(now), what, topic: topic ?? '', region: region ?? '', n: 1 })
    .onConflict((conflict) =>
      conflict.columns(['month', 'what', 'topic', 'region']).doUpdateSet({ n: sql<number>`counters.n + 1` }),
    );

const writeAudit = ({ db }: Ground, key: Uint8Array, line: AuditLine): Compilable => {
  const { at, caseNumber, what, worker, detail } = line;
  const name = randomName();
  const sealed = sealJson(key, auditBound(name), { what, worker, detail });
  return db.insertInto('audit').values({ at, case_number: caseNumber, name, sealed });
};

/** Opens a line of the audit with the key of the desk. */
export const openAuditLine = (
  key: Uint8Array,
  { at, case_number, name, sealed }: Omit<Selectable<Tables['audit']>, 'id'>,
): AuditLine => ({
  at,
  caseNumber: case_number,
  ...unsealJson<Omit<AuditLine, 'at' | 'caseNumber'>>(key, auditBound(name), sealed),
});

const writeBlock = ({ db }: Ground, conversation: ConversationId, until: number | null): Compilable =>
  until === null
    ? db.deleteFrom('blocks').where('conversation', '=', conversation)
    : db
        .insertInto('blocks')
        .values({ conversation, until })
        .onConflict((conflict) => conflict.column('conversation').doUpdateSet({ until }));

/** What a change writes beside the conversation: counters, audit lines, the block. */
export const writeBooks = async (ground: Ground, change: Change): Promise<readonly Compilable[]> => {
  const { now, counters, audit, block, conversation } = change;
  const key = audit.length > 0 ? await ground.keys.make(deskKey) : null;
  return [
    ...counters.map((counter) => count(ground, now, counter)),
    ...(key === null ? [] : audit.map((line) => writeAudit(ground, key, line))),
    ...(block === null ? [] : [writeBlock(ground, conversation, block.until)]),
  ];
};

/** Remembers the highest case number, also beyond the conversation it belonged to. */
export const rememberCase = ({ db }: Ground, number: number): Compilable =>
  db
    .insertInto('numbers')
    .values({ name: lastCase, n: number })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet({ n: number }).where('numbers.n', '<', number),
    );

export const readLastCase = async ({ db }: Ground): Promise<number> => {
  const row = await db.selectFrom('numbers').select('n').where('name', '=', lastCase).executeTakeFirst();
  return row?.n ?? 0;
};

export const readBlock = async ({ db }: Ground, id: ConversationId): Promise<number | null> => {
  const row = await db.selectFrom('blocks').select('until').where('conversation', '=', id).executeTakeFirst();
  return row?.until ?? null;
};

export const readSetting = async ({ db, keys }: Ground, name: string): Promise<string | null> => {
  const row = await db.selectFrom('settings').select('sealed').where('name', '=', name).executeTakeFirst();
  if (row === undefined) return null;
  return unsealJson<string>(await keys.make(deskKey), settingBound(name), row.sealed);
};

export const writeSetting = async (
  { db, keys }: Ground,
  name: string,
  value: string | null,
): Promise<Compilable> => {
  if (value === null) return db.deleteFrom('settings').where('name', '=', name);
  const sealed = sealJson(await keys.make(deskKey), settingBound(name), value);
  return db
    .insertInto('settings')
    .values({ name, sealed })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ sealed }));
};

export const readCounters = async ({ db }: Ground): Promise<readonly MonthCounter[]> => {
  const query = db.selectFrom('counters').selectAll();
  const rows = await query.orderBy('month').orderBy('what').orderBy('topic').orderBy('region').execute();
  return rows.flatMap(({ month, what, topic, region, n }) =>
    isCounted(what) ? [{ month, what, topic: topic || null, region: region || null, n }] : [],
  );
};

export const readAudit = async ({ db, keys }: Ground): Promise<readonly AuditLine[]> => {
  const rows = await db.selectFrom('audit').selectAll().orderBy('id').execute();
  const key = await keys.make(deskKey);
  return rows.map((row) => openAuditLine(key, row));
};
