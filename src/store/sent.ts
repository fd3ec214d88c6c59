import type { Compilable } from 'kysely';
import type { Ground } from './ground.ts';
import { seal, unseal } from './seal.ts';
import type { ConversationId } from './store.ts';

const bound = (conversation: ConversationId, hash: string) => ({
  owner: conversation,
  purpose: `sent:${hash}`,
});

/** What the platform named something that was sent; null: it is not known, or not any more. */
export const readSent = async (
  { db, keys, lookup }: Ground,
  conversation: ConversationId,
  name: string,
): Promise<string | null> => {
  const key = await keys.find(conversation);
  if (key === null) return null;
  const hash = lookup.message(conversation, name);
  const row = await db
    .selectFrom('sent')
    .select('sealed')
    .where('conversation', '=', conversation)
    .where('name_hash', '=', hash)
    .executeTakeFirst();
  return row === undefined ? null : unseal(key, bound(conversation, hash), row.sealed).toString('utf8');
};

/** Remembers what the platform named it; nothing when the conversation was forgotten meanwhile. */
export const writeSent = async (
  { db, keys, lookup }: Ground,
  conversation: ConversationId,
  { name, message, at }: { readonly name: string; readonly message: string; readonly at: number },
): Promise<readonly Compilable[]> => {
  const known = db.selectFrom('conversations').select('id').where('id', '=', conversation);
  const key = (await known.executeTakeFirst()) === undefined ? null : await keys.find(conversation);
  if (key === null) return [];
  const name_hash = lookup.message(conversation, name);
  const sealed = seal(key, bound(conversation, name_hash), Buffer.from(message));
  return [
    db
      .insertInto('sent')
      .values({ conversation, name_hash, sealed, at })
      .onConflict((conflict) => conflict.columns(['conversation', 'name_hash']).doUpdateSet({ sealed, at })),
  ];
};
