/**
 * The child of the proofs that kill and break: the real engine and store on a platform that is a pipe (brought over standard
 * input, told over standard output), and on a messenger beside it when one is named.
 */
import { createInterface } from 'node:readline';
import { deskAddress as discordDesk } from '../../adapters/discord/addresses.ts';
import { createDiscord } from '../../adapters/discord/discord.ts';
import { deskAddress as telegramDesk } from '../../adapters/telegram/addresses.ts';
import { createTelegram } from '../../adapters/telegram/telegram.ts';
import { type Clock, systemClock } from '../../src/clock.ts';
import { rules } from '../../src/conversation/rules.ts';
import type { Understand } from '../../src/domain.ts';
import { createEngine } from '../../src/engine.ts';
import { createHealth } from '../../src/health/health.ts';
import { createTally } from '../../src/health/tally.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { noLog } from '../../src/log.ts';
import type { Address, Outgoing, Port, Receive } from '../../src/port.ts';
import { createRecommend } from '../../src/recommend.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import type { Voice } from '../../src/text/speaker.ts';
import { wordsOf } from '../../test/adapters/discord/on-discord.ts';
import type { Asked, ChildSettings, Told } from './kill-pipe.ts';
import type { Way } from './messengers.ts';

const settings = JSON.parse(process.argv[2] ?? '{}') as ChildSettings;
const { folder } = settings;

const tell = (line: Told): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};

const loaded = await loadKnowledge('data/knowledge');
if (!('knowledge' in loaded)) throw new Error('the knowledge base does not load');
const { knowledge } = loaded;
const recommend = createRecommend(knowledge, { byId: () => undefined, named: () => [], nearest: () => null });

/** A clock that somebody sets while it runs; waits go on as they were. */
let ahead = 0;
const clock: Clock = { now: () => systemClock.now() + ahead, after: systemClock.after };

/** Everybody asks for a person, so that every message has to be in a room; who says "krize" is in danger. */
const understand: Understand = (text) => ({
  language: 'cs',
  languageSure: true,
  languageApart: true,
  risk: text.includes('krize') ? 'high' : 'none',
  level: text.includes('krize') ? 'hard' : 'none',
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

const words = (outgoing: Outgoing): string => {
  if (outgoing.kind === 'removal' || outgoing.kind === 'unsend') return '';
  return outgoing.kind === 'receipt'
    ? outgoing.text
    : (outgoing.kind === 'sign' ? outgoing.card : outgoing).blocks
        .map((block) => (block.kind === 'card' ? block.title : block.text))
        .join('\n');
};

let receive: Receive = () => Promise.reject(new Error('not started'));
const pipe: Port = {
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
const promise = { botHours: 72, caseDays: 30, recordMonths: 12 };
const onEnd = (reason?: Error): void => {
  throw reason ?? new Error('the messenger is over');
};
const shared = { now: clock.now, after: clock.after, tell: () => undefined, onEnd };

const messengerOf = (way: Way, store: Store): { readonly port: Port; readonly desk: Address } => {
  if (way.to === 'telegram') {
    const words = () => ({ menus: [], deskCommands: [], inPublic: () => '', nameless: '' });
    const { token, url, desk } = way;
    return {
      port: createTelegram({ ...shared, token, apiRoot: url, desk, webhook: null, words }),
      desk: telegramDesk,
    };
  }
  const memory = {
    heardUntil: async () => Number(await store.setting('heard until')) || null,
    saveHeardUntil: (at: number) => store.saveSetting('heard until', `${at}`),
    persons: () => store.persons(100),
  };
  return {
    port: createDiscord({
      ...shared,
      token: way.token,
      apiUrl: way.url,
      desk: { channel: way.forum, staffRole: way.role },
      memory,
      words: () => wordsOf({ knowledge, recommend, homeCountry: 'CZ', promise }),
    }),
    desk: discordDesk,
  };
};

const start = async () => {
  const store = await openStore({
    folder,
    retention: {
      botTextMs: retention.botText,
      caseTextMs: retention.caseText,
      inboxMs: retention.inbox,
      deletionRecordMs: retention.deletionRecord,
      auditMs: retention.audit,
    },
    now: clock.now,
  });
  let ids = 0;
  const run = `${process.pid.toString(36)}${Date.now().toString(36)}`;
  const newId = (): string => `${run}${(ids++).toString(36)}`;
  const voice = (): Voice => ({
    knowledge,
    recommend,
    homeCountry: 'CZ',
    promise,
  });
  const messenger = settings.messenger === null ? null : messengerOf(settings.messenger, store);
  const ports = messenger === null ? [pipe] : [pipe, messenger.port];
  const desk = messenger?.desk ?? 'pipe:desk';
  const { log, tally } = createTally(noLog);
  const health = await createHealth({ port: null, folder, tally, clock, log });
  const engine = createEngine({
    store,
    ports,
    desk,
    understand,
    voice,
    clock,
    log,
    random: Math.random,
    newId,
    noteCapacity: async () => 'unknown',
    roomPause: 0,
    onNotTaken: () => void health.look(),
  });
  health.watch({ store, ports, desk, voice, newId });
  await engine.start();
  health.running();
  return { store, engine, health };
};

let running: Awaited<ReturnType<typeof start>>;
try {
  running = await start();
} catch (error) {
  tell({ is: 'refused', why: error instanceof Error ? error.message : 'unknown' });
  process.exit(1);
}
const { store, engine, health } = running;
tell({ is: 'ready' });

const take = async ({ n, person, text }: Extract<Asked, { readonly is: 'bring' }>): Promise<void> => {
  try {
    await receive({
      key: `pipe:${n}`,
      at: clock.now(),
      from: 'person',
      person: `pipe:person-${person}`,
      kind: 'text',
      text,
      message: `${n}`,
    });
    tell({ is: 'taken', n });
  } catch {
    tell({ is: 'not-taken', n });
  }
};

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line) as Asked;
  if (asked.is === 'bring') void take(asked);
  if (asked.is === 'set-clock') ahead = asked.ahead;
  if (asked.is === 'check') tell({ is: 'checked', says: await store.check() });
  if (asked.is === 'idle') void engine.idle().then(() => tell({ is: 'idle' }));
}
health.stopping();
await engine.stop();
await health.close();
await store.close();
