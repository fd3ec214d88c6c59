import type { Compilable } from 'kysely';
import type { Address } from '../port.ts';
import { readAudit, readBlock, readCounters, readLastCase, readSetting, writeSetting } from './books.ts';
import { commitChange, commitDeskChange, readSeen } from './commit.ts';
import { readConversations, readOpenCases, readPersons } from './conversations.ts';
import { readDue } from './due.ts';
import {
  deleteErrands,
  leaseErrands,
  postponeErrand,
  readBehind,
  readNextErrand,
  retireOnceKeys,
  unwait,
} from './errands.ts';
import { expireAll } from './expire.ts';
import type { Ground } from './ground.ts';
import { patiently } from './patience.ts';
import { deleteRoom, findRoom, writeRoom } from './rooms.ts';
import { readSent, writeSent } from './sent.ts';
import type { ConversationId, DueErrand, Kept, Store } from './store.ts';
import { readTextOf, readTexts } from './texts.ts';
import { readWaiting } from './waiting.ts';

const closingTakesAtMost = 5_000;
/** Clocks are put right by less than this all the time; nothing waits long for it (milliseconds). */
const smallStep = 1000;

/** Jobs one after another; one that fails does not stop the next. */
const createTurn = (): (<T>(job: () => Promise<T>) => Promise<T>) => {
  let last: Promise<unknown> = Promise.resolve();
  return (job) => {
    const done = last.then(job);
    last = done.catch(() => {});
    return done;
  };
};

/** Writes the room of a case, unless its conversation was forgotten meanwhile. */
const roomOf = async (
  ground: Ground,
  conversation: ConversationId,
  caseNumber: number,
  room: Address,
): Promise<readonly Compilable[]> => {
  const [kept] = await readConversations(ground, 'id', [conversation]);
  const key = await ground.keys.find(conversation);
  return kept === undefined || key === null ? [] : writeRoom(ground, key, conversation, caseNumber, room);
};

const settleErrand = async (ground: Ground, errand: number, room: Address | null): Promise<void> => {
  const { db, together } = ground;
  const row = await db
    .selectFrom('errands')
    .select(['conversation', 'case_number', 'key_name'])
    .where('id', '=', errand)
    .executeTakeFirst();
  if (row === undefined) return;
  const { conversation, case_number } = row;
  const roomWritten =
    room === null || conversation === null || case_number === null
      ? []
      : await roomOf(ground, conversation, case_number, room);
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

  let lastLease = Number.NEGATIVE_INFINITY;
  const lease = async (now: number, until: number, limit: number): Promise<readonly DueErrand[]> => {
    if (now < lastLease - smallStep) await together(unwait(ground, now, until));
    lastLease = now;
    return leaseErrands(ground, now, until, limit);
  };

  const byId = (id: ConversationId): Promise<Kept | null> => first(readConversations(ground, 'id', [id]));

  return {
    conversationId: lookup.person,
    byId,
    byRoom: async (room) => {
      const found = await findRoom(ground, room);
      const kept = found === null ? null : await byId(found.conversation);
      return found === null || kept === null ? null : { kept, caseNumber: found.caseNumber };
    },
    byHandle: (handle) => first(readConversations(ground, 'handle_hash', [lookup.handle(handle)])),
    seen: (key) => readSeen(ground, key),
    commit: (change) => inTurn(() => commitChange(ground, change)),
    commitDesk: (change) => inTurn(() => commitDeskChange(ground, change)),
    texts: (id, last) => readTexts(ground, id, last),
    textOf: (id, message) => readTextOf(ground, id, message),
    sentAs: (id, name) => readSent(ground, id, name),
    rememberSent: (id, sent) =>
      inTurn(async () => {
        const queries = await writeSent(ground, id, sent);
        if (queries.length > 0) await together(queries);
      }),
    due: (now, limit) => readDue(ground, now, limit, inTurn),
    nextWake: async () => {
      const query = db.selectFrom('conversations').select((is) => is.fn.min('wake_at').as('at'));
      return (await query.executeTakeFirst())?.at ?? null;
    },
    behind: (errand, limit) => readBehind(ground, errand, limit),
    lease: (now, until, limit) => inTurn(() => lease(now, until, limit)),
    nextErrand: () => readNextErrand(ground),
    settle: (errand, room) => inTurn(() => settleErrand(ground, errand, room)),
    postpone: (errand, at) => writeOne(postponeErrand(ground, errand, at)),
    loseRoom: (room) =>
      inTurn(async () => ((await together([deleteRoom(ground, room)]))?.[0]?.changes ?? 0) > 0),
    openCases: async () => (await readOpenCases(ground)).map((kept) => ({ kept })),
    waiting: () => readWaiting(ground),
    blockedUntil: (id) => readBlock(ground, id),
    persons: (limit) => readPersons(ground, limit),
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
