import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { deskKey, lookupKey } from '../../src/store/keys.ts';

/** What is sealed in the files of a store, and whether any of it is still there: looked at in the raw bytes. */

const length = 8;

const rows = (file: string, query: string, owner: string | null): readonly Uint8Array[] => {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const found = database.prepare(query).all(...(owner === null ? [] : [owner]));
    return found.flatMap((row) => Object.values(row).filter((value) => value instanceof Uint8Array));
  } finally {
    database.close();
  }
};

/** All that is sealed of a conversation, and its wrapped key; null: of all of them, but of what is nobody's. */
export const sealedOf = (folder: string, conversation: string | null): readonly Buffer[] => {
  const where = (column: string): string => (conversation === null ? '' : ` where ${column} = ?`);
  const lampa = join(folder, 'lampa.sqlite');
  return [
    ...rows(lampa, `select sealed from conversations${where('id')}`, conversation),
    ...rows(lampa, `select sealed from rooms${where('conversation')}`, conversation),
    ...rows(lampa, `select sealed from texts${where('conversation')}`, conversation),
    ...rows(
      lampa,
      `select sealed from errands where conversation ${conversation === null ? 'is not null' : '= ?'}`,
      conversation,
    ),
    ...rows(
      join(folder, 'keys.sqlite'),
      `select wrapped from keys where name ${conversation === null ? `not in ('${deskKey}', '${lookupKey}')` : '= ?'}`,
      conversation,
    ),
  ].map((bytes) => Buffer.from(bytes));
};

/** How many pieces of eight bytes of what was sealed are in some file of the folder, side files included. */
export const piecesLeft = (
  folder: string,
  sealed: readonly Buffer[],
): { readonly left: number; readonly pieces: number } => {
  const pieces = new Set<bigint>();
  for (const blob of sealed) {
    for (let at = 0; at + length <= blob.length; at += length) pieces.add(blob.readBigUInt64LE(at));
  }
  const found = new Set<bigint>();
  for (const name of readdirSync(folder)) {
    const bytes = readFileSync(join(folder, name));
    for (let at = 0; at + length <= bytes.length; at += 1) {
      const piece = bytes.readBigUInt64LE(at);
      if (pieces.has(piece)) found.add(piece);
    }
  }
  return { left: found.size, pieces: pieces.size };
};
