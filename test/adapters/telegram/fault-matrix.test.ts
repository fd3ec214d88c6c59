import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import type { News } from '../../../adapters/telegram/news.ts';
import type { Port } from '../../../src/port.ts';
import { texts } from '../../../src/text/texts.ts';
import { startLampa, temporaryFolder } from '../../cli/lampa.ts';
import { serverError } from '../../fakes/telegram/faults.ts';
import type { Group } from '../../fakes/telegram/group.ts';
import type { Person } from '../../fakes/telegram/person.ts';
import { Refusal } from '../../fakes/telegram/refusal.ts';
import { type FakeTelegram, startFakeTelegram } from '../../fakes/telegram/telegram.ts';
import { givenOnTelegram, type OnTelegram, type OnTelegramOptions } from './on-telegram.ts';

/**
 * Every fault, and the same talk in the middle of it: Ema has a worker and writes three messages, Karel asks the bot, the worker
 * writes three answers. Everything has to arrive exactly once; what cannot must be told. The table is printed at the end.
 */

interface Row {
  readonly fault: string;
  readonly sent: number;
  readonly arrived: number;
  readonly lost: number;
  /** Came twice without a mark that says so. */
  readonly doubled: number;
  /** Sent again with a mark that it may be a second time (↻). */
  readonly marked: number;
  readonly told: string;
}

const table: Row[] = [];
afterAll(() => {
  const cells = table.map(({ fault, sent, arrived, lost, doubled, marked, told }) => [
    fault.padEnd(44),
    ...[sent, arrived, lost, doubled, marked].map((count) => `${count}`.padStart(7)),
    `  ${told}`,
  ]);
  const head = [
    'fault'.padEnd(44),
    ...['sent', 'once', 'lost', 'twice', 'marked'].map((h) => h.padStart(7)),
    '  told',
  ];
  process.stdout.write(`\n${[head, ...cells].map((row) => row.join('')).join('\n')}\n\n`);
});

const words = [1, 2, 3];

/** Where everybody sees what, whatever happened to the group meanwhile. */
interface Scene {
  readonly ema: Person;
  readonly karel: Person;
  readonly jana: Person;
  readonly group: () => Group;
}

const textsOf = (messages: readonly { readonly text?: string }[]): string =>
  messages.map(({ text }) => text ?? '').join('\n');

/** Of a topic that was made anew the first messages tell what was said before. */
const soFar = texts.cs.desk.soFar;

/** How often each thing that was said stands where it should: at all, and without a mark that it may stand there twice. */
const countOf = ({ ema, karel, group }: Scene) => {
  const inRooms = group().heard();
  const times = (messages: readonly { readonly text?: string }[], what: RegExp) => {
    const all = messages.filter(({ text }) => text?.match(what) != null);
    const plain = all.filter(({ text = '' }) => !text.startsWith('↻') && !text.includes(soFar));
    const marked = all.filter(({ text = '' }) => text.startsWith('↻'));
    return { all: all.length, plain: plain.length, marked: marked.length };
  };
  return [
    ...words.map((n) => times(inRooms, new RegExp(`: slovo ${n}$`, 'm'))),
    ...words.map((n) => times(ema.heard(), new RegExp(`: odpověď ${n}$`, 'm'))),
    times(karel.heard(), /Jsem Lampa/),
  ];
};

const everythingArrived = (scene: Scene): boolean => countOf(scene).every(({ all }) => all >= 1);

const note = (fault: string, scene: Scene, told: string): Row => {
  const counts = countOf(scene);
  const row = {
    fault,
    sent: counts.length,
    arrived: counts.filter(({ all }) => all >= 1).length,
    lost: counts.filter(({ all }) => all === 0).length,
    doubled: counts.filter(({ plain }) => plain > 1).length,
    marked: counts.filter(({ marked }) => marked > 0).length,
    told,
  };
  table.push(row);
  return row;
};

/** Time goes on, a second in each turn, until it is so; half an hour at most. */
const untilInTime = async ({ clock }: OnTelegram, condition: () => boolean): Promise<void> => {
  const until = clock.now() + 30 * 60_000;
  while (!condition() && clock.now() < until) {
    clock.set(clock.now() + 1000);
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
};

interface Fault extends OnTelegramOptions {
  /** What goes wrong, before anybody writes. */
  readonly strike: (on: OnTelegram, scene: Scene) => void;
  /** While it lasts people write; then it is over. */
  readonly heal?: (on: OnTelegram, scene: Scene) => Promise<void> | void;
  /** The worker cannot write, or is not heard, before it is over. */
  readonly workerWaits?: true;
  /** What the operator must have been told. */
  readonly told?: News;
  /** The worker's words cannot arrive while it lasts; each is told so. */
  readonly undelivered?: true;
  /** Nobody can know whether it was done, so what is sent again says that it may be a second time. */
  readonly mayMark?: true;
}

const failing = (fault: Parameters<FakeTelegram['faults']['order']>[0], times: number): Fault => ({
  strike: ({ telegram }) => {
    telegram.faults.order(fault, { method: 'sendMessage', times });
  },
});
const refusing = (code: number, text: string, more: { readonly retry_after?: number } = {}) => ({
  kind: 'refuse' as const,
  refusal: new Refusal(code, text, more),
});

/** Stands between Telegram and the webhook: closes the first delivery of each update before or after it is passed on. */
const givenProxy = async (target: string): Promise<string> => {
  const seen = new Map<string, number>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const body = Buffer.concat(chunks).toString();
      const tries = (seen.get(body) ?? 0) + 1;
      seen.set(body, tries);
      const evens = seen.size % 2 === 0;
      if (tries === 1 && evens) {
        request.socket.destroy();
        return;
      }
      const secret = `${request.headers['x-telegram-bot-api-secret-token']}`;
      const headers = { 'x-telegram-bot-api-secret-token': secret };
      const passed = await fetch(target, { method: 'POST', headers, body }).catch(() => null);
      if (tries === 1) request.socket.destroy();
      else response.writeHead(passed?.status ?? 502).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/telegram`;
};

const hookPort = 31_000 + (process.pid % 3000);

/** One update that can never be taken. */
const poisoned = (port: Port): Port => ({
  ...port,
  start: (take) =>
    port.start(async (incoming) => {
      if (incoming.kind === 'text' && incoming.text === 'jed') throw new Error('this can never be taken');
      return take(incoming);
    }),
});

let upgraded: Group | null = null;

const faults: Readonly<Record<string, Fault>> = {
  'too many requests (429), 4 times': failing(
    refusing(429, 'Too Many Requests: retry after 7', { retry_after: 7 }),
    4,
  ),
  'a fault of the server (502), 4 times': { ...failing(serverError(), 4), mayMark: true },
  'connection reset before it is done, 4 times': {
    ...failing({ kind: 'reset-before' }, 4),
    mayMark: true,
  },
  'connection reset after it is done, 3 times': {
    ...failing({ kind: 'reset-after' }, 3),
    mayMark: true,
  },
  'no answer at all, twice': failing({ kind: 'hang' }, 2),
  'no updates for a while (502 on getUpdates)': {
    strike: ({ telegram }) => {
      telegram.faults.order(serverError(), { method: 'getUpdates', times: 3 });
    },
    told: 'unreachable',
  },
  'a second poller (409), 3 times': {
    strike: ({ telegram }) => {
      const text = 'Conflict: terminated by other getUpdates request';
      telegram.faults.order(refusing(409, text), { method: 'getUpdates', times: 3 });
    },
    told: 'second-poller',
  },
  'the token taken back (401), a new start': {
    strike: ({ telegram }) => telegram.revokeToken(),
    heal: async ({ telegram, lampa, told }) => {
      await telegram.when(() => true);
      const at = Date.now() + 5000;
      while (!told.some(({ what }) => what === 'token') && Date.now() < at) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      telegram.restoreToken();
      await lampa.restart();
    },
    told: 'token',
  },
  'the person blocks the bot (403), and comes back': {
    strike: (_, { ema }) => ema.blocks(),
    heal: (_, { ema }) => ema.unblocks(),
    undelivered: true,
  },
  'the topic is deleted': {
    strike: ({ group, jana, topic }) => group.as(jana).deletesTopic(topic()),
    workerWaits: true,
  },
  'the topic is closed': {
    strike: ({ group, jana, topic }) => group.as(jana, topic()).closesTopic(topic()),
  },
  'the topic is alive and not found': {
    strike: ({ group, topic }) => group.makeUnreachable(topic()),
    workerWaits: true,
  },
  'the group is upgraded to another number': {
    strike: ({ group }) => {
      upgraded = group.upgrade();
    },
    workerWaits: true,
    told: 'desk-moved',
  },
  'the bot loses its rights': {
    strike: ({ group, topic, jana }) => {
      group.demoteBot();
      // Rights matter for what only an administrator may do.
      group.as(jana, topic()).closesTopic(topic());
    },
    heal: ({ group }) => group.makeBotAdmin(),
    workerWaits: true,
    told: 'desk-rights',
  },
  'the bot is removed from the group': {
    strike: ({ group }) => group.removeBot(),
    heal: ({ group }) => {
      group.joinBot();
      group.makeBotAdmin();
    },
    workerWaits: true,
    told: 'desk-lost',
  },
  'the clock of Telegram an hour ahead': { strike: ({ telegram }) => telegram.skew(3600) },
  'the clock of Telegram an hour behind': { strike: ({ telegram }) => telegram.skew(-3600) },
  'every update comes twice': {
    strike: () => undefined,
    heal: async ({ telegram, settled }) => {
      await settled();
      for (const { update_id: id } of telegram.updates.all()) telegram.updates.repeat(id);
      await settled();
    },
  },
  'updates in the reverse order': {
    strike: ({ telegram }) => telegram.updates.hold(),
    heal: ({ telegram }) => telegram.updates.release('reversed'),
  },
  'a poison update': {
    around: poisoned,
    strike: (_, { karel }) => void karel.says('jed'),
    told: 'set-aside',
  },
};

const play = async (name: string, fault: Fault): Promise<Row> => {
  upgraded = null;
  const on = await givenOnTelegram(fault);
  const { telegram, jana, as, settled, topic, told } = on;
  const ema = telegram.person({ firstName: 'Ema', language: 'cs' });
  const karel = telegram.person({ firstName: 'Karel', language: 'cs' });
  const scene: Scene = { ema, karel, jana, group: () => upgraded ?? on.group };
  ema.says('chci mluvit s clovekem');
  await settled();
  as(jana).presses('Beru si to');
  await settled();
  const before = told.length;
  fault.strike(on, scene);
  if (fault.undelivered !== true) for (const n of words) ema.says(`slovo ${n}`);
  karel.says('kdo jsi');
  const writes = (): void => {
    const room = scene.group().topics().at(-1)?.id;
    for (const n of words) scene.group().as(jana, room).says(`odpověď ${n}`);
  };
  if (fault.workerWaits !== true) writes();
  if (fault.undelivered === true) {
    const refused = () => textsOf(on.group.heard(topic())).match(/nedoručeno/g)?.length ?? 0;
    await untilInTime(on, () => refused() >= words.length);
    expect(refused(), 'words that are told not to have arrived').toBe(words.length);
  }
  await fault.heal?.(on, scene);
  if (fault.undelivered === true) {
    for (const n of words) ema.says(`slovo ${n}`);
    writes();
  }
  if (fault.workerWaits === true) {
    const inRoom = () => textsOf(scene.group().heard());
    await untilInTime(on, () => words.every((n) => inRoom().includes(`slovo ${n}`)));
    writes();
  }
  const isTold = () => fault.told === undefined || told.some(({ what }) => what === fault.told);
  await untilInTime(on, () => everythingArrived(scene) && isTold());
  await settled();
  const news = [...new Set(told.slice(before).map(({ what }) => what))];
  const receipts = textsOf(on.group.heard()).match(/nedoručeno/g)?.length ?? 0;
  return note(name, scene, [...news, ...(receipts > 0 ? [`✗ in the room: ${receipts}`] : [])].join(', '));
};

describe('in the middle of a talk', () => {
  test.each(Object.entries(faults))('%s: nothing is lost, nothing is doubled unseen', async (name, fault) => {
    const row = await play(name, fault);
    expect(row).toMatchObject({ lost: 0, doubled: 0 });
    if (fault.mayMark !== true) expect(row.marked).toBe(0);
    if (fault.told !== undefined) expect(row.told).toContain(fault.told);
  });

  test('a webhook whose deliveries break off before or after they arrive: Telegram brings them again', async () => {
    const url = await givenProxy(`http://127.0.0.1:${hookPort}/telegram`);
    const name = 'webhook: each first delivery breaks off';
    const secret = 'a-secret-that-nobody-guesses';
    const row = await play(name, {
      needs: { webhook: { url, host: null, port: hookPort, secret } },
      strike: () => undefined,
    });
    expect(row).toMatchObject({ lost: 0, doubled: 0, marked: 0 });
  });
});

/** The program itself, on the real clock. */
const givenProgram = async () => {
  const telegram = await startFakeTelegram({ limits: null });
  onTestFinished(() => telegram.stop());
  const jana = telegram.person({ firstName: 'Jana', language: 'cs' });
  const group = telegram.group({ title: 'Terén', creator: jana });
  group.joinBot();
  group.makeBotAdmin();
  telegram.updates.forgetAll();
  const env = {
    LAMPA_DATA: join(temporaryFolder(), 'data'),
    TELEGRAM_API_ROOT: telegram.url,
    TELEGRAM_TOKEN: telegram.token,
    TELEGRAM_DESK_CHAT: `${group.id}`,
  };
  const ema = telegram.person({ firstName: 'Ema', language: 'cs' });
  const karel = telegram.person({ firstName: 'Karel', language: 'cs' });
  const scene: Scene = { ema, karel, jana, group: () => group };
  return { telegram, group, jana, env, ema, karel, scene };
};

describe('the program ends in the middle of a talk', () => {
  test.each([
    ['kill -9 in the middle of a relay', 'SIGKILL'],
    ['SIGTERM in the middle of a relay', 'SIGTERM'],
  ] as const)('%s: it goes on where it was', async (name, signal) => {
    const { telegram, group, jana, env, ema, karel, scene } = await givenProgram();
    let running = startLampa(['start'], env);
    ema.says('chci mluvit s clovekem');
    await telegram.when(() => textsOf(group.heard()).includes(soFar));
    group.as(jana).presses('Beru si to');
    await telegram.when(() => textsOf(ema.heard()).includes('streetworker'));
    const topic = group.topics().at(-1)?.id;
    for (const n of words) ema.says(`slovo ${n}`);
    karel.says('kdo jsi');
    for (const n of words) group.as(jana, topic).says(`odpověď ${n}`);
    // The moment at which the first word is sent to the room.
    const begun = () =>
      telegram.asked('sendMessage').some(({ parameters }) => parameters.text('text').includes('slovo 1'));
    await telegram.when(begun);
    running.child.kill(signal);
    await running.ran;
    running = startLampa(['start'], env);
    await telegram.when(() => everythingArrived(scene));
    await telegram.confirmed();
    running.child.kill('SIGTERM');
    await running.ran;
    const row = note(name, scene, '');
    expect(row.lost).toBe(0);
    // What was under way when it was killed may come again, at most one post on a platform.
    expect(row.doubled).toBeLessThanOrEqual(signal === 'SIGKILL' ? 3 : 0);
  });
});
