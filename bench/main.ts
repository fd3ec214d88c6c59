/**
 * How fast Lampa is on this machine: `npm run bench`. Real engine, store, understanding and knowledge base; the platform is
 * a port in memory that answers at once, so what is measured is Lampa. Beside the figures stand the ceilings of the
 * platforms, which are what limits it in life. Absolute times depend on the machine; compare within one run.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../src/clock.ts';
import { rules } from '../src/conversation/rules.ts';
import { newConversation } from '../src/conversation/state.ts';
import { createEngine } from '../src/engine.ts';
import { loadKnowledge } from '../src/knowledge/load.ts';
import { noLog } from '../src/log.ts';
import type { Port, Receive } from '../src/port.ts';
import { createRecommend } from '../src/recommend.ts';
import { nothingElse } from '../src/store/change.ts';
import { openStore } from '../src/store/open-store.ts';
import { loadLessons, shippedLessons } from '../src/understand/load.ts';
import { loadUnderstanding } from '../src/understand/load-understanding.ts';

const persons = 500;
const messages = 4000;
/** As many as a platform hands over in one go (Telegram's getUpdates: 100 at most). */
const handedOver = 100;
const stored = 20_000;
const warmUp = 200;

const { retention } = rules;
const kept = {
  botTextMs: retention.botText,
  caseTextMs: retention.caseText,
  inboxMs: retention.inbox,
  deletionRecordMs: retention.deletionRecord,
  auditMs: retention.audit,
};

const percentile = (sorted: readonly number[], p: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * p) / 100))] ?? Number.NaN;
const ms = (n: number): string => `${n.toFixed(n < 10 ? 2 : 0)} ms`;
const megabytes = (): string => `${Math.round(process.memoryUsage.rss() / 2 ** 20)} MB`;

const rows: (readonly [what: string, figure: string, ceiling: string])[] = [];
const row = (what: string, figure: string, ceiling = ''): void => {
  rows.push([what, figure, ceiling]);
  process.stderr.write(`${what}: ${figure}\n`);
};

const begin = performance.now();
const loaded = await loadKnowledge('data/knowledge');
if (!('knowledge' in loaded))
  throw new Error('bench: the knowledge base does not load; run "lampa kb check".');
const { knowledge } = loaded;
const understanding = await loadUnderstanding({
  data: 'data',
  homeCountry: 'CZ',
  services: knowledge.services,
});
const voice = {
  knowledge,
  recommend: createRecommend(knowledge, understanding.places),
  homeCountry: 'CZ',
  promise: { botHours: 72, caseDays: 30, recordMonths: 12 },
} as const;
row('load knowledge, places, model', ms(performance.now() - begin), 'first answer within 3 s');
row('memory after loading', megabytes());

// Every seventh example, all languages; background is left out because nobody writes it to a bot.
const { examples } = await loadLessons(shippedLessons);
const texts = examples.filter(({ id }, i) => i % 7 === 0 && !/^B[GP]/.test(id)).map(({ text }) => text);
const textOf = (i: number): string => texts[i % texts.length] ?? 'ahoj';

const reading: number[] = [];
for (let i = 0; i < 2000; i++) {
  const start = performance.now();
  understanding.understand(textOf(i));
  reading.push(performance.now() - start);
}
reading.sort((a, b) => a - b);
row('understand one message, p50 / p99', `${ms(percentile(reading, 50))} / ${ms(percentile(reading, 99))}`);

/** Waits for the first post that is sent to a person. */
const waiting = new Map<string, () => void>();
let receive: Receive = () => Promise.reject(new Error('bench: not started'));
const port: Port = {
  name: 'bench',
  start: async (take) => {
    receive = take;
  },
  send: async (to, { id }) => {
    waiting.get(to)?.();
    waiting.delete(to);
    return { ok: true, message: id };
  },
  openRoom: async (_desk, { id }) => ({ ok: true, room: `bench:room-${id}` }),
  stop: async () => undefined,
};

const folder = await mkdtemp(join(tmpdir(), 'lampa-bench-'));
const open = () => openStore({ folder, retention: kept, now: systemClock.now });
let ids = 0;
const engineOn = (store: Awaited<ReturnType<typeof open>>) =>
  createEngine({
    store,
    ports: [port],
    desk: 'bench:desk',
    understand: understanding.understand,
    voice: () => voice,
    clock: systemClock,
    log: noLog,
    random: Math.random,
    newId: () => `bench${(ids++).toString(36).padStart(8, '0')}`,
    noteCapacity: async () => 'unknown',
    roomPause: 0,
  });

const store = await open();
const engine = engineOn(store);
await engine.start();
let key = 0;
const say = (person: number, text: string): Promise<void> => {
  key += 1;
  const message = `${key}`;
  const at = systemClock.now();
  return receive({
    key: `bench:${key}`,
    at,
    from: 'person',
    person: `bench:person-${person}`,
    kind: 'text',
    text,
    message,
  });
};

/** One after another: how long a person waits for the first answer. */
const answers: number[] = [];
for (let i = 0; i < warmUp + 500; i++) {
  const person = 1_000_000 + i;
  const start = performance.now();
  const answered = new Promise<void>((resolve) => waiting.set(`bench:person-${person}`, resolve));
  await say(person, textOf(i));
  await answered;
  if (i >= warmUp) answers.push(performance.now() - start);
  await engine.idle();
}
answers.sort((a, b) => a - b);
row(
  'message to first answer, p50 / p99',
  `${ms(percentile(answers, 50))} / ${ms(percentile(answers, 99))}`,
  'a network round trip is 50 ms and more',
);

/** Many at once: what engine and store take when everybody writes. */
const rush = performance.now();
for (let i = 0; i < messages; i += handedOver) {
  await Promise.all(Array.from({ length: handedOver }, (_, j) => say((i + j) % persons, textOf(i + j))));
}
const taken = performance.now() - rush;
await engine.idle();
const done = performance.now() - rush;
row('messages taken (durable) per second', (messages / (taken / 1000)).toFixed(0), 'a viral hour: 5');
row(
  'messages taken and answered per second',
  (messages / (done / 1000)).toFixed(0),
  'Discord 50 calls/s; Telegram about 30/s, 1/s per chat, 20/min in the staff group',
);
row('memory after the rush', megabytes());

/** Start with many stored conversations. */
process.stderr.write(`storing ${stored} conversations `);
for (let i = 0; i < stored; i += 50) {
  await Promise.all(
    Array.from({ length: 50 }, (_, j) => {
      const person = `bench:stored-${i + j}`;
      const now = systemClock.now();
      return store.commit({
        ...nothingElse,
        now,
        inbox: `stored:${i + j}`,
        conversation: store.conversationId(person),
        keep: {
          id: store.conversationId(person),
          handle: `stored${i + j}`,
          person,
          room: null,
          state: newConversation('Javor Vydra', 'cs', now),
          wakeAt: null,
        },
        texts: [{ who: 'person', text: textOf(i + j), message: `s${i + j}`, at: now, caseNumber: null }],
      });
    }),
  );
  if (i % 2000 === 0) process.stderr.write('.');
}
process.stderr.write('\n');
await engine.stop();
await store.close();
const restart = performance.now();
const again = await open();
const engineAgain = engineOn(again);
await engineAgain.start();
row(
  `start with ${stored.toLocaleString('en')} stored conversations`,
  ms(performance.now() - restart),
  'under 1 s',
);
const first = performance.now();
const answered = new Promise<void>((resolve) => waiting.set('bench:person-7000000', resolve));
await say(7_000_000, 'mam dluhy a nevim co s tim');
await answered;
row('first answer after that start', ms(performance.now() - first));
await engineAgain.idle();
row('memory at the end', megabytes());
await engineAgain.stop();
await again.close();
await rm(folder, { recursive: true, force: true });

const width = Math.max(...rows.map(([what]) => what.length));
const middle = Math.max(...rows.map(([, figure]) => figure.length));
console.log(`\n${'what'.padEnd(width)}  ${'measured'.padEnd(middle)}  to compare with`);
for (const [what, figure, ceiling] of rows)
  console.log(`${what.padEnd(width)}  ${figure.padEnd(middle)}  ${ceiling}`);
