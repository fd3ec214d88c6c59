import { type Compilable, type Selectable, sql } from 'kysely';
import type { Ground } from './ground.ts';
import { randomName, sealJson, unsealJson } from './seal.ts';
import type { Change, ConversationId, KeptText } from './store.ts';
import type { Tables } from './tables.ts';

interface Inside {
  readonly who: KeptText['who'];
  readonly text: string;
}

const bound = (conversation: ConversationId, name: string) => ({
  owner: conversation,
  purpose: `text:${name}`,
});

/** The last texts, oldest first. Their `message` is the keyed hash, the id itself is not kept. */
export const readTexts = async (
  { db, keys }: Ground,
  conversation: ConversationId,
  last: number,
): Promise<readonly KeptText[]> => {
  const key = await keys.find(conversation);
  if (key === null) return [];
  const query = db.selectFrom('texts').selectAll().where('conversation', '=', conversation);
  const rows = await query.orderBy('id', 'desc').limit(last).execute();
  return rows.reverse().map((row) => opened(key, row));
};

const opened = (key: Uint8Array, row: Selectable<Tables['texts']>): KeptText => ({
  ...unsealJson<Inside>(key, bound(row.conversation, row.name), row.sealed),
  message: row.message_hash,
  at: row.at,
  caseNumber: row.case_number,
});

/** What was kept of one message. */
export const readTextOf = async (
  { db, keys, lookup }: Ground,
  conversation: ConversationId,
  message: string,
): Promise<KeptText | null> => {
  const key = await keys.find(conversation);
  if (key === null) return null;
  const row = await db
    .selectFrom('texts')
    .selectAll()
    .where('conversation', '=', conversation)
    .where('message_hash', '=', lookup.message(conversation, message))
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row === undefined ? null : opened(key, row);
};

const addText = (
  { db, lookup, retention }: Ground,
  key: Uint8Array,
  { conversation, now }: Change,
  { who, text, message, at, caseNumber }: KeptText,
): Compilable => {
  const name = randomName();
  // A platform's clock may run ahead; a text must not stay longer for that.
  const writtenAt = Math.min(at, now);
  return db.insertInto('texts').values({
    conversation,
    message_hash: lookup.message(conversation, message),
    name,
    sealed: sealJson(key, bound(conversation, name), { who, text } satisfies Inside),
    at: writtenAt,
    case_number: caseNumber,
    expires_at: caseNumber === null ? writtenAt + retention.botTextMs : null,
  });
};

const rewriteTexts = async (
  { db, lookup }: Ground,
  key: Uint8Array,
  { conversation, rewrite }: Change,
): Promise<readonly Compilable[]> => {
  const queries: Compilable[] = [];
  for (const { message, text } of rewrite) {
    const rows = await db
      .selectFrom('texts')
      .select(['id', 'name', 'sealed'])
      .where('conversation', '=', conversation)
      .where('message_hash', '=', lookup.message(conversation, message))
      .execute();
    for (const { id, name, sealed } of rows) {
      const { who } = unsealJson<Inside>(key, bound(conversation, name), sealed);
      const anew = sealJson(key, bound(conversation, name), { who, text } satisfies Inside);
      queries.push(db.updateTable('texts').set({ sealed: anew }).where('id', '=', id));
    }
  }
  return queries;
};

/**
 * The texts of an open case stay; those of an ended one go some time after its last word, or, when nobody had claimed it,
 * each as early as if there had been no case.
 */
const timeCaseTexts = (
  { db, retention }: Ground,
  { conversation, closes }: Change,
  openCase: number | null,
): readonly Compilable[] => {
  const lastWord = sql<number>`(select max(word.at) from texts as word
    where word.conversation = texts.conversation and word.case_number = texts.case_number)`;
  const ofCases = db.updateTable('texts').where('conversation', '=', conversation);
  const wasUnclaimed = sql<boolean>`exists (select 1 from texts as word where word.unclaimed = 1
    and word.conversation = texts.conversation and word.case_number = texts.case_number)`;
  const told =
    closes === null
      ? []
      : [ofCases.set({ unclaimed: closes.worked ? 0 : 1 }).where('case_number', '=', closes.caseNumber)];
  const closed = ofCases
    .set({
      expires_at: sql<number>`case when ${wasUnclaimed} then at + ${retention.botTextMs}
        else ${lastWord} + ${retention.caseTextMs} end`,
    })
    .where('case_number', 'is not', null);
  if (openCase === null) return [...told, closed];
  return [
    ...told,
    closed.where('case_number', '!=', openCase),
    ofCases.set({ expires_at: null }).where('case_number', '=', openCase),
  ];
};

/** What a change does to the texts of its conversation; `openCase` is the case of the new state. */
export const writeTexts = async (
  ground: Ground,
  key: Uint8Array,
  change: Change,
  openCase: number | null,
): Promise<readonly Compilable[]> => {
  const { conversation, texts, drop } = change;
  const { db, lookup } = ground;
  const hashes = drop.map((message) => lookup.message(conversation, message));
  const dropped = db
    .deleteFrom('texts')
    .where('conversation', '=', conversation)
    .where('message_hash', 'in', hashes);
  return [
    ...texts.map((text) => addText(ground, key, change, text)),
    ...(change.rewrite.length > 0 ? await rewriteTexts(ground, key, change) : []),
    ...(drop.length > 0 ? [dropped] : []),
    ...timeCaseTexts(ground, change, openCase),
  ];
};
