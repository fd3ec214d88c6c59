import type { Compilable } from 'kysely';
import { readConversations } from './conversations.ts';
import { bound } from './errand-lines.ts';
import type { Ground } from './ground.ts';
import { sealJson, unsealJson } from './seal.ts';
import type { ConversationId, Errand } from './store.ts';

/** An errand that outlasts its conversation. */
export interface Outlasting {
  readonly id: number;
  readonly line: string;
  readonly name: string;
  /** With its receiver, since nothing else knows the address any more. */
  readonly errand: Errand;
}

/**
 * The crisis cards for the person that have not gone out yet. Who writes that life is in danger and deletes everything at
 * once afterwards still gets the contacts.
 */
export const readOutlasting = async (
  ground: Ground,
  conversation: ConversationId,
): Promise<readonly Outlasting[]> => {
  const { db, keys } = ground;
  const rows = await db
    .selectFrom('errands')
    .selectAll()
    .where('conversation', '=', conversation)
    .where('line', '=', `person:${conversation}`)
    .where('crisis', '=', 1)
    .execute();
  if (rows.length === 0) return [];
  const [kept] = await readConversations(ground, 'id', [conversation]);
  const found = await keys.findAll(rows.map((row) => row.key_name));
  return rows.flatMap(({ id, line, name, key_name, sealed }) => {
    const key = found.get(key_name);
    if (key === undefined) return [];
    const errand = unsealJson<Errand>(key, bound(line, name), sealed);
    if (errand.errand !== 'send') return [];
    const address = errand.address ?? kept?.person ?? null;
    return address === null ? [] : [{ id, line, name, errand: { ...errand, address } }];
  });
};

/** Seals it anew in its place, so that its turn and a delivery under way stay as they are. */
export const sealAnew = (
  { db }: Ground,
  { id, line, name, errand }: Outlasting,
  key: { readonly name: string; readonly key: Uint8Array },
): Compilable =>
  db
    .updateTable('errands')
    .set({ key_name: key.name, sealed: sealJson(key.key, bound(line, name), errand) })
    .where('id', '=', id);
