import { join } from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import type { News } from '../../../adapters/discord/news.ts';
import { texts } from '../../../src/text/texts.ts';
import { startLampa, temporaryFolder } from '../../cli/lampa.ts';
import { startFakeDiscord } from '../../fakes/discord/discord.ts';
import { type Aim, type Fault as Broken, serverError } from '../../fakes/discord/faults.ts';
import type { PlayedGuild } from '../../fakes/discord/guild.ts';
import type { Person } from '../../fakes/discord/person.ts';
import { readable } from '../../fakes/discord/readable.ts';
import { Refusal } from '../../fakes/discord/refusal.ts';
import { givenOnDiscord, leastOfAll, type OnDiscord } from './on-discord.ts';

/**
 * Every fault of every call, and of the connection, with the same talk in the middle of it: Ema asks for a worker and writes
 * three messages, Karel asks the bot, the worker writes three answers, corrects one and takes one back. Everything has to
 * arrive exactly once; what cannot must be told. The table is printed at the end.
 */

interface Row {
  readonly fault: string;
  readonly sent: number;
  readonly arrived: number;
  readonly lost: number;
  readonly doubled: number;
  readonly told: string;
}

const table: Row[] = [];
afterAll(() => {
  const cells = table.map(({ fault, sent, arrived, lost, doubled, told }) => [
    fault.padEnd(62),
    ...[sent, arrived, lost, doubled].map((count) => `${count}`.padStart(7)),
    `  ${told}`,
  ]);
  const head = [
    'fault'.padEnd(62),
    ...['sent', 'once', 'lost', 'twice'].map((one) => one.padStart(7)),
    '  told',
  ];
  process.stdout.write(`\n${[head, ...cells].map((row) => row.join('')).join('\n')}\n\n`);
});

const words = [1, 2, 3];
const desk = texts.cs.desk;

interface Scene {
  readonly ema: Person;
  readonly karel: Person;
  readonly jana: Person;
  readonly guild: PlayedGuild;
  readonly forum: string;
}

/** The posts of cases, oldest first. */
const cases = ({ guild, forum }: Scene) => guild.posts(forum).filter(({ name }) => !name.startsWith('🔔'));

/** What stands in the posts of cases; of one that was made anew the words so far do not count. */
const inRooms = (scene: Scene): readonly string[] =>
  cases(scene)
    .flatMap(({ id }) => scene.guild.heard(id).map(readable))
    .filter((text) => !text.includes(desk.soFar));

const heard = (person: Person): readonly string[] => person.heard().map(readable);
const times = (all: readonly string[], what: RegExp): number => all.filter((text) => what.test(text)).length;

/** How often each thing that was said stands where it should. */
const countOf = (scene: Scene): readonly number[] => [
  ...words.map((n) => times(inRooms(scene), new RegExp(`:\\*\\* slovo ${n}$`, 'm'))),
  ...words.map((n) => times(heard(scene.ema), new RegExp(`:\\*\\* odpověď ${n}$`, 'm'))),
  times(heard(scene.karel), /Za mnou stojí/),
];

const everythingArrived = (scene: Scene): boolean => countOf(scene).every((count) => count >= 1);

const note = (fault: string, scene: Scene, told: string): Row => {
  const counts = countOf(scene);
  const row = {
    fault,
    sent: counts.length,
    arrived: counts.filter((count) => count >= 1).length,
    lost: counts.filter((count) => count === 0).length,
    doubled: counts.filter((count) => count > 1).length,
    told,
  };
  table.push(row);
  return row;
};

/** Time goes on, so many milliseconds in each turn, until it is so; half an hour at most. */
const untilInTime = async ({ clock }: OnDiscord, condition: () => boolean, step = 1000): Promise<void> => {
  const until = clock.now() + 30 * 60_000;
  while (!condition() && clock.now() < until) {
    clock.set(clock.now() + step);
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
};

const givenTalk = async (step = 1000) => {
  const on = await givenOnDiscord();
  const { discord, guild, forum, jana } = on;
  const ema = discord.person({ name: 'Ema', locale: 'cs' });
  const karel = discord.person({ name: 'Karel', locale: 'cs' });
  const scene: Scene = { ema, karel, jana, guild, forum };
  const there = () => guild.as(jana, cases(scene).at(-1)?.id ?? '');
  /** Ema asks for a worker, and Jana takes the case. */
  const begin = async (): Promise<void> => {
    karel.says('ahoj');
    ema.says('chci mluvit s clovekem');
    const called = () => on.desk().join('\n').includes('[Beru si to]');
    await untilInTime(on, () => called() && cases(scene).length > 0, step);
    on.as(jana).presses('Beru si to');
    const isHers = () =>
      guild.heard(cases(scene).at(-1)?.id ?? '').some((m) => readable(m).includes('(Jana)'));
    const knows = () => heard(ema).some((text) => text.includes('treetworker'));
    await untilInTime(on, () => isHers() && knows() && heard(karel).length > 0, step);
  };
  return { on, scene, ema, karel, there, begin };
};

type Talk = Awaited<ReturnType<typeof givenTalk>>;

// --- every call, every fault

const calls: Readonly<Record<string, Aim>> = {
  'a message': { method: 'POST', route: '/channels/:channel/messages' },
  'a change of a message': { method: 'PATCH', route: '/channels/:channel/messages/:message' },
  'a deletion': { method: 'DELETE', route: '/channels/:channel/messages/:message' },
  'a tick': { method: 'PUT', route: '/channels/:channel/messages/:message/reactions/:emoji/@me' },
  'a post for a case': { method: 'POST', route: '/channels/:channel/threads' },
  'a change of a post': { method: 'PATCH', route: '/channels/:channel' },
  'a private chat': { method: 'POST', route: '/users/@me/channels' },
  'an answer to a press': { method: 'POST', route: '/interactions/:interaction/:token/callback' },
};

const troubles: Readonly<Record<string, Broken>> = {
  'too many requests (429)': { kind: 'limit', seconds: 1, scope: 'shared' },
  'a fault before it is done (502)': serverError(),
  'a fault after it is done (502)': serverError(true),
  'a line that breaks before it is done': { kind: 'reset-before' },
  'a line that breaks after it is done': { kind: 'reset-after' },
};

const pairs = Object.entries(calls).flatMap(([call, aim]) =>
  Object.entries(troubles).map(([trouble, fault]) => [call, trouble, aim, fault] as const),
);

describe('in the middle of a talk', () => {
  test.each(pairs)(
    '%s, %s: nothing is lost, nothing is doubled',
    async (call, trouble, aim, fault) => {
      // The library waits for limits in its own time, so ours must not run away meanwhile.
      const step = fault.kind === 'limit' ? 50 : 1000;
      const { on, scene, ema, karel, there, begin } = await givenTalk(step);
      const { discord } = on;
      const struck = [discord.faults.order(fault, { ...aim, times: fault.kind === 'limit' ? 1 : 2 })];
      await begin();
      struck.push(discord.faults.order(fault, aim));
      for (const n of words) ema.says(`slovo ${n}`);
      karel.says('kdo jsi');
      const answers = words.map((n) => there().says(`odpověď ${n}`));
      await untilInTime(on, () => everythingArrived(scene), step);
      await on.settled();
      const row = note(`${call}: ${trouble}`, scene, [...new Set(on.told)].join(', '));
      expect(row).toMatchObject({ lost: 0, doubled: 0 });
      struck.push(discord.faults.order(fault, aim));
      const [first, , last] = answers;
      if (first !== undefined) there().edits(first, 'odpověď 1, opravená');
      if (last !== undefined) there().deletes(last);
      const corrected = () => times(heard(ema), /odpověď 1, opravená$/m);
      const back = () => times(inRooms(scene), new RegExp(`^${desk.takenBack}$`, 'm'));
      await untilInTime(on, () => corrected() > 0 && back() > 0, step);
      await on.settled();
      expect([corrected(), back()]).toEqual([1, 1]);
      expect(heard(ema).join('\n')).not.toMatch(/odpověď (1|3)$/m);
      expect(cases(scene)).toHaveLength(1);
      expect(struck.reduce((sum, one) => sum + one.count(), 0)).toBeGreaterThan(
        call === 'a private chat' ? -1 : 0,
      );
    },
    30_000,
  );
});

// --- the connection, the desk, the person

interface Story {
  /** What goes wrong, before anybody writes. */
  readonly strike: (talk: Talk) => void;
  /** While it lasts people write; then it is over. */
  readonly heal?: (talk: Talk) => Promise<void> | void;
  /** What the operator must have been told. */
  readonly told?: News;
  /** So many words are not let into the post; each is told there, and stays in the store. */
  readonly notShown?: number;
  /** The worker cannot write before it is over. */
  readonly workerWaits?: true;
  /** The worker's words cannot arrive while it lasts; each is told so. */
  readonly undelivered?: true;
}

const refusing = (status: number, code: number, text: string): Broken => ({
  kind: 'refuse',
  refusal: new Refusal(status, code, text),
});

const roomOf = ({ scene }: Talk): string => cases(scene).at(-1)?.id ?? '';

const stories: Readonly<Record<string, Story>> = {
  'the line breaks': { strike: ({ on }) => on.discord.gateway.drop() },
  'Discord asks for another connection': { strike: ({ on }) => on.discord.gateway.askToReconnect() },
  'the session is invalid, and may be resumed': {
    strike: ({ on }) => on.discord.gateway.invalidate(true),
  },
  'nobody may resume (an outage)': {
    strike: ({ on }) => {
      on.discord.gateway.refuseConnections(true);
      on.discord.gateway.forgetSessions();
      on.discord.gateway.drop();
    },
    // The library waits by its own clock before it tries again.
    heal: async ({ on }) => {
      on.discord.gateway.refuseConnections(false);
      await expect.poll(() => on.told, { timeout: 20_000 }).toContain('caught-up');
    },
    told: 'caught-up',
  },
  'a storm: the line breaks ten times': {
    strike: () => undefined,
    heal: async ({ on }) => {
      for (let i = 0; i < 10; i++) {
        on.discord.gateway.drop();
        await new Promise((resolve) => setTimeout(resolve, 40));
      }
    },
  },
  'every event comes twice': {
    strike: () => undefined,
    heal: async ({ on }) => {
      await on.settled();
      const { told } = on.discord.gateway;
      for (const one of told.filter(({ event }) => event.startsWith('MESSAGE_'))) on.discord.repeat(one);
      await on.settled();
    },
  },
  'the token taken back, a new start': {
    strike: ({ on }) => on.discord.revokeToken(),
    heal: async ({ on }) => {
      await expect.poll(() => on.told).toContain('token');
      on.discord.restoreToken();
      await on.lampa.restart();
    },
    told: 'token',
  },
  'the person shuts the private chat (50007), and opens it': {
    strike: ({ ema }) => ema.blocks(),
    heal: ({ ema }) => ema.unblocks(),
    undelivered: true,
  },
  'the post is deleted': {
    strike: (talk) => talk.on.guild.delete(roomOf(talk)),
    workerWaits: true,
  },
  'the post is put away and locked': {
    strike: (talk) => {
      talk.on.guild.lock(roomOf(talk));
      talk.on.guild.archive(roomOf(talk));
    },
    workerWaits: true,
  },
  'the bot may not write in posts': {
    strike: ({ on }) => on.guild.denyBot(on.forum, 'SendMessagesInThreads'),
    heal: async ({ on }) => {
      await untilInTime(on, () => on.told.includes('desk-rights'));
      on.guild.clearDenials(on.forum);
    },
    told: 'desk-rights',
  },
  'the bot is removed from the server': {
    strike: ({ on }) => on.guild.removeBot(),
    heal: ({ on }) => on.guild.addBot(leastOfAll),
    workerWaits: true,
  },
  'AutoMod lets one word not in (200000)': {
    strike: ({ on }) => {
      on.discord.moderate('slovo 2');
    },
    told: 'moderated',
    notShown: 1,
  },
  'each press is answered too late (10062)': {
    strike: ({ on }) => {
      const aim = { ...calls['an answer to a press'], times: Number.POSITIVE_INFINITY };
      on.discord.faults.order(refusing(404, 10_062, 'Unknown interaction'), aim);
      on.as(on.jana).calls('cases');
    },
    told: 'late',
  },
  'each press was answered by somebody else (40060)': {
    strike: ({ on }) => {
      const aim = { ...calls['an answer to a press'], times: Number.POSITIVE_INFINITY };
      on.discord.faults.order(refusing(400, 40_060, 'Interaction has already been acknowledged.'), aim);
      on.as(on.jana).calls('cases');
    },
    told: 'twice',
  },
};

const play = async (name: string, story: Story): Promise<Row> => {
  const talk = await givenTalk();
  const { on, scene, ema, karel, there } = talk;
  await talk.begin();
  await on.settled();
  const before = on.told.length;
  const emaWrites = (): void => {
    for (const n of words) ema.says(`slovo ${n}`);
  };
  const janaWrites = (): void => {
    for (const n of words) there().says(`odpověď ${n}`);
  };
  story.strike(talk);
  if (story.undelivered !== true) emaWrites();
  karel.says('kdo jsi');
  if (story.workerWaits !== true) janaWrites();
  if (story.undelivered === true) {
    const refused = () => times(inRooms(scene), /nedoručeno/);
    await untilInTime(on, () => refused() >= words.length);
    expect(refused(), 'words that are told not to have arrived').toBe(words.length);
  }
  await story.heal?.(talk);
  if (story.undelivered === true) {
    emaWrites();
    janaWrites();
  }
  if (story.workerWaits === true) {
    const shown = () =>
      cases(scene)
        .flatMap(({ id }) => on.guild.heard(id).map(readable))
        .join('\n');
    await untilInTime(on, () => words.every((n) => shown().includes(`slovo ${n}`)));
    janaWrites();
  }
  const isTold = () => story.told === undefined || on.told.includes(story.told);
  const missing = () => times(inRooms(scene), new RegExp(desk.notShown.replace(/[/.]/g, '\\$&')));
  const enough = () =>
    story.notShown === undefined
      ? everythingArrived(scene)
      : missing() === story.notShown &&
        countOf(scene).filter((count) => count === 0).length === story.notShown;
  await untilInTime(on, () => enough() && isTold());
  await on.settled();
  const receipts = times(inRooms(scene), /nedoručeno/);
  const news = [...new Set(on.told.slice(before))];
  return note(name, scene, [...news, ...(receipts > 0 ? [`✗ in the post: ${receipts}`] : [])].join(', '));
};

describe('in the middle of a talk', () => {
  test.each(Object.entries(stories))(
    '%s: nothing is lost, nothing is doubled',
    async (name, story) => {
      const row = await play(name, story);
      expect(row).toMatchObject({ lost: story.notShown ?? 0, doubled: 0 });
      if (story.told !== undefined) expect(row.told).toContain(story.told);
    },
    30_000,
  );
});

// --- the program itself, on the real clock

describe('the program ends in the middle of a talk', () => {
  test.each([
    ['kill -9 in the middle of a relay', 'SIGKILL'],
    ['SIGTERM in the middle of a relay', 'SIGTERM'],
  ] as const)(
    '%s: it goes on where it was',
    async (name, signal) => {
      const discord = await startFakeDiscord({ limits: null });
      onTestFinished(() => discord.stop());
      const jana = discord.person({ name: 'Jana', locale: 'cs' });
      const guild = discord.guild({ name: 'Terén', owner: jana, bot: leastOfAll });
      const role = guild.role('streetwork');
      guild.giveRole(jana, role);
      const forum = guild.forum();
      const env = {
        LAMPA_DATA: join(temporaryFolder(), 'data'),
        DISCORD_API_URL: discord.url,
        DISCORD_TOKEN: discord.token,
        DISCORD_DESK_CHANNEL: forum,
        DISCORD_STAFF_ROLE: role,
      };
      const ema = discord.person({ name: 'Ema', locale: 'cs' });
      const karel = discord.person({ name: 'Karel', locale: 'cs' });
      const scene: Scene = { ema, karel, jana, guild, forum };
      let running = startLampa(['start'], env);
      const ownPost = () => guild.posts(forum).find(({ name: post }) => post.startsWith('🔔'))?.id ?? '';
      await running.logged('"started"');
      ema.says('chci mluvit s clovekem');
      karel.says('ahoj');
      const called = () =>
        ownPost() !== '' && guild.heard(ownPost()).some((m) => readable(m).includes('[Beru'));
      await discord.when(() => called() && cases(scene).length > 0);
      guild.as(jana, ownPost()).presses('Beru si to');
      await discord.when(() => heard(ema).some((text) => text.includes('treetworker')));
      for (const n of words) ema.says(`slovo ${n}`);
      karel.says('kdo jsi');
      for (const n of words) guild.as(jana, cases(scene).at(-1)?.id ?? '').says(`odpověď ${n}`);
      // The moment at which the first word is sent to the post.
      await discord.when(() => inRooms(scene).some((text) => text.includes('slovo 1')));
      running.child.kill(signal);
      await running.ran;
      running = startLampa(['start'], env);
      await discord.when(() => everythingArrived(scene));
      await running.logged('was fetched');
      running.child.kill('SIGTERM');
      await running.ran;
      const row = note(name, scene, '');
      // The same name of a message is taken by Discord once, so not even a kill doubles anything.
      expect(row).toMatchObject({ lost: 0, doubled: 0 });
      expect(discord.judge.violations).toEqual([]);
    },
    60_000,
  );
});
