/** The child of prove-kill: the real engine and store, driven over standard input, told over standard output. */
import { createInterface } from 'node:readline';
import { systemClock } from '../src/clock.ts';
import { rules } from '../src/conversation/rules.ts';
import type { Understand } from '../src/domain.ts';
import { createEngine } from '../src/engine.ts';
import { loadKnowledge } from '../src/knowledge/load.ts';
import { noLog } from '../src/log.ts';
import type { Outgoing, Port, Receive } from '../src/port.ts';
import { createRecommend } from '../src/recommend.ts';
import { openStore } from '../src/store/open-store.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('prove-kill-child: no folder');

const tell = (line: object): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};

const loaded = await loadKnowledge('data/knowledge');
if (!('knowledge' in loaded)) throw new Error('the knowledge base does not load');
const { knowledge } = loaded;
const recommend = createRecommend(knowledge, { byId: () => undefined, named: () => [], nearest: () => null });

/** Everybody asks for a person, so that every message has to be in a room. */
const understand: Understand = () => ({
  language: 'cs',
  languageSure: true,
  risk: 'none',
  level: 'none',
  danger: 0,
  topics: [],
  place: null,
  placeIfAsked: null,
  human: true,
  other: false,
  age: null,
  followUp: null,
  reasons: [],
});

const words = (outgoing: Outgoing): string =>
  outgoing.kind === 'receipt' || outgoing.kind === 'unsend'
    ? ''
    : (outgoing.kind === 'sign' ? outgoing.card : outgoing).blocks
        .map((block) => (block.kind === 'card' ? block.title : block.text))
        .join('\n');

let receive: Receive = () => Promise.reject(new Error('not started'));
const port: Port = {
  name: 'pipe',
  start: async (take) => {
    receive = take;
  },
  send: async (to, outgoing) => {
    tell({ is: 'sent', to, id: outgoing.id, text: words(outgoing) });
    return { ok: true, message: outgoing.id };
  },
  openRoom: async (_desk, sign) => ({ ok: true, room: `pipe:room-${sign.id}` }),
  stop: async () => undefined,
};

const { retention } = rules;
const store = await openStore({
  folder,
  retention: {
    botTextMs: retention.botText,
    caseTextMs: retention.caseText,
    inboxMs: retention.inbox,
    deletionRecordMs: retention.deletionRecord,
    auditMs: retention.audit,
  },
  now: systemClock.now,
});
let ids = 0;
const run = `${process.pid.toString(36)}${Date.now().toString(36)}`;
const engine = createEngine({
  store,
  ports: [port],
  desk: 'pipe:desk',
  understand,
  voice: () => ({
    knowledge,
    recommend,
    homeCountry: 'CZ',
    promise: { botHours: 72, caseDays: 30, recordMonths: 12 },
  }),
  clock: systemClock,
  log: noLog,
  random: Math.random,
  newId: () => `${run}${(ids++).toString(36)}`,
  noteCapacity: async () => 'unknown',
  roomPause: 0,
});
await engine.start();
tell({ is: 'ready' });

const take = async (n: number, person: number): Promise<void> => {
  await receive({
    key: `pipe:${n}`,
    at: Date.now(),
    from: 'person',
    person: `pipe:person-${person}`,
    kind: 'text',
    text: `zprava c ${n}`,
    message: `${n}`,
  });
  tell({ is: 'taken', n });
};

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line) as { n?: number; person?: number; idle?: boolean };
  if (asked.n !== undefined && asked.person !== undefined) void take(asked.n, asked.person);
  if (asked.idle === true) {
    await engine.idle();
    tell({ is: 'idle' });
  }
}
await engine.stop();
await store.close();
