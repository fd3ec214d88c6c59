import type { Compilable } from 'kysely';
import { readAudit, readBlock, readCounters, readLastCase, readSetting, writeSetting } from './books.ts';
import { commitChange, commitDeskChange, readSeen } from './commit.ts';
import { clearRoom, readConversations, readOpenCases, writeRoom } from './conversations.ts';
import { deleteErrands, leaseErrands, postponeErrand, readNextErrand, retireOnceKeys } from './errands.ts';
import { expireAll } from './expire.ts';
import type { Ground } from './ground.ts';
import { patiently } from './patience.ts';
import type { Store } from './store.ts';
import { readTexts } from './texts.ts';

const closingTakesAtMost = 5_000;

/** Jobs one after another; one that fails does not stop the next. */
const createTurn = (): (<T>(job: () => Promise<T>) => Promise<T>) => {
  let last: Promise<unknown> = Promise.resolve();
  return (job) => {
    const done = last.then(job);
    last = done.catch(() => {});
    return done;
  };
};

const settleErrand = async (ground: Ground, errand: number, room: string | null): Promise<void> => {
  const { db, keys, together } = ground;
  const row = await db
    .selectFrom('errands')
    .select(['conversation', 'key_name'])
    .where('id', '=', errand)
    .executeTakeFirst();
  if (row === undefined) return;
  const id = row.conversation;
  const key = room === null || id === null ? null : await keys.find(id);
  const roomWritten: readonly Compilable[] =
    room === null || id === null || key === null ? [] : writeRoom(ground, key, id, room);
  await together([deleteErrands(ground, [errand]), ...roomWritten]);
  await retireOnceKeys(ground, [row.key_name]);
};

/** The store over any database that gives a `Ground`: what is sealed with what, and in which order it is written. */
export const createSealedStore = (ground: Ground): Store => {
  const { db, together, lookup } = ground;
  const inTurn = createTurn();
  const first = async <T>(rows: Promise<readonly T[]>): Promise<T | null> => (await rows)[0] ?? null;
  const writeOne = (query: Compilable): Promise<void> =>
    inTurn(async () => {
      await together([query]);
    });

  return {
    conversationId: lookup.person,
    byId: (id) => first(readConversations(ground, 'id', [id])),
    byRoom: (room) => first(readConversations(ground, 'room_hash', [lookup.room(room)])),
    byHandle: (handle) => first(readConversations(ground, 'handle_hash', [lookup.handle(handle)])),
    seen: (key) => readSeen(ground, key),
    commit: (change) => inTurn(() => commitChange(ground, change)),
    commitDesk: (change) => inTurn(() => commitDeskChange(ground, change)),
    texts: (id, last) => readTexts(ground, id, last),
    due: async (now, limit) => {
      const query = db.selectFrom('conversations').select('id').where('wake_at', '<=', now);
      return (await query.orderBy('wake_at').limit(limit).execute()).map((row) => row.id);
    },
    nextWake: async () => {
      const query = db.selectFrom('conversations').select((is) => is.fn.min('wake_at').as('at'));
      return (await query.executeTakeFirst())?.at ?? null;
    },
    lease: (now, until, limit) => inTurn(() => leaseErrands(ground, now, until, limit)),
    nextErrand: () => readNextErrand(ground),
    settle: (errand, room) => inTurn(() => settleErrand(ground, errand, room)),
    postpone: (errand, at) => writeOne(postponeErrand(ground, errand, at)),
    loseRoom: (id) => writeOne(clearRoom(ground, id)),
    openCases: async () => (await readOpenCases(ground)).map((kept) => ({ kept })),
    blockedUntil: (id) => readBlock(ground, id),
    lastCaseNumber: () => readLastCase(ground),
    setting: (name) => readSetting(ground, name),
    saveSetting: async (name, value) => writeOne(await writeSetting(ground, name, value)),
    counters: () => readCounters(ground),
    audit: () => readAudit(ground),
    expire: (now) => expireAll(ground, now, inTurn),
    check: ground.check,
    close: async () => {
      await patiently(
        inTurn(async () => {}),
        closingTakesAtMost,
      );
      await ground.close();
    },
  };
};
