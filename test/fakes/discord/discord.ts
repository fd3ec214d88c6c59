import { type APIApplicationCommand, type APIUser, GatewayIntentBits } from 'discord-api-types/v10';
import { type Clock, systemClock } from '../../../src/clock.ts';
import { createFaults, type Faults } from './faults.ts';
import { createGateway, type Gateway, type ServedGateway } from './gateway.ts';
import { createGuild, type NewGuild, type PlayedGuild } from './guild.ts';
import { privilegedIntents } from './intents.ts';
import { createJudge, type Judge, readSpecification } from './judge.ts';
import { createLimits, discordLimits, type LimitRules } from './limits.ts';
import { createPerson, type NewPerson, type Person } from './person.ts';
import { type Heard, serve } from './server.ts';
import { userShape } from './shapes.ts';
import { lateId } from './snowflake.ts';
import { createWorld, type Told, type World } from './world.ts';

export interface FakeDiscordNeeds {
  readonly token?: string;
  readonly clock?: Clock;
  /** Null takes everything. */
  readonly limits?: LimitRules | null;
  /** Privileged intents that are switched on in the developer portal; all three when left out. */
  readonly privileged?: number;
  /** Milliseconds between two heartbeats; 41,250 when left out, as on Discord. */
  readonly heartbeat?: number;
  /** 0, and so any free one, when left out. */
  readonly port?: number;
  readonly judge?: Judge;
}

/** A Discord of our own on the loopback interface: REST and gateway in front, people to be played behind them. */
export interface FakeDiscord {
  /** For `DISCORD_API_URL`, and `rest.api` of discord.js. */
  readonly url: string;
  readonly port: number;
  readonly token: string;
  readonly bot: APIUser;
  person(given: NewPerson): Person;
  guild(given: NewGuild): PlayedGuild;
  readonly gateway: Gateway;
  /** Brings an event as it is, such as one of a kind that nobody knows yet. */
  bring(event: string, data: object): void;
  /** Brings an event once more, as it came before. */
  repeat(told: Told): void;
  readonly faults: Faults;
  readonly judge: Judge;
  /** The commands that were registered, everywhere or on one server. */
  commands(guild?: string): readonly APIApplicationCommand[];
  /** Everything that was asked, oldest first. */
  readonly requests: readonly Heard[];
  /** The requests of one route, as `POST /channels/:channel/messages`. */
  asked(key: string): readonly Heard[];
  /** How many answers were 401, 403 or 429: 10,000 in ten minutes shut the bot's address out. */
  invalidRequests(): number;
  /** From now on the token is wrong, and the connection is closed with 4004. */
  revokeToken(): void;
  /** The token is right again. */
  restoreToken(): void;
  /** New messages do not say of which type their channel is, which the documentation allows. */
  hideChannelType(): void;
  /** Servers let nobody write these words any more: 200000. */
  moderate(...words: readonly string[]): void;
  /** So many threads may be open on a server: 160006. */
  limitThreads(most: number): void;
  /** So many private chats may still be opened: 40003. */
  limitNewChats(left: number): void;
  /** What is done in it happened at this time (milliseconds since 1970), and is told only now. */
  late<T>(at: number, happens: () => T): T;
  /** Resolves when the condition holds; it is asked again after everything that happens here. */
  when(condition: () => boolean): Promise<void>;
  stop(): Promise<void>;
}

const specification = readSpecification();

export const startFakeDiscord = async (needs: FakeDiscordNeeds = {}): Promise<FakeDiscord> => {
  const clock = needs.clock ?? systemClock;
  const judge = needs.judge ?? createJudge(specification);
  const privileged = needs.privileged ?? privilegedIntents;
  const bot = userShape('1100000000000000001', 'Lampa', { bot: true });
  const given =
    needs.token ?? `${Buffer.from(bot.id).toString('base64url')}.FaKe00.token-of-a-bot-that-does-not-exist`;
  let token: string | null = given;
  let gateway: ServedGateway | null = null;
  let late = 0;

  const world: World = Object.assign(createWorld(clock, bot), {
    tell: (told: Told) => {
      judge.told(told);
      gateway?.tell(told);
    },
  });
  world.readsContent = (privileged & GatewayIntentBits.MessageContent) !== 0;
  world.listsMembers = (privileged & GatewayIntentBits.GuildMembers) !== 0;
  const faults = createFaults();
  const served = await serve({
    world,
    token: () => token,
    limits: createLimits(clock, needs.limits === undefined ? discordLimits : needs.limits),
    faults,
    judge,
    gateway: () => listening,
    port: needs.port ?? 0,
  });
  const listening = createGateway({
    world,
    token: () => token,
    privileged,
    heartbeat: needs.heartbeat ?? 41_250,
    url: () => `ws://127.0.0.1:${served.port}`,
  });
  gateway = listening;
  const origin = `http://127.0.0.1:${served.port}`;
  world.origin = origin;

  return {
    url: `${origin}/api`,
    port: served.port,
    token: given,
    bot,
    person: (one) => createPerson(world, one),
    guild: (one) => createGuild(world, one),
    gateway: listening,
    bring: (event, data) => world.tell({ event, data, unjudged: true }),
    repeat: (told) => world.tell(told),
    faults,
    judge,
    commands: (guild = '') => world.commands.get(guild) ?? [],
    requests: served.requests,
    asked: (key) => served.requests.filter(({ method, route }) => `${method} ${route}` === key),
    invalidRequests: () =>
      served.requests.filter(({ answer }) => [401, 403, 429].includes(answer?.status ?? 0)).length,
    revokeToken: () => {
      token = null;
      listening.close(4004);
      listening.forgetSessions();
    },
    restoreToken: () => {
      token = given;
    },
    hideChannelType: () => {
      world.tellsChannelType = false;
    },
    moderate: (...words) => {
      world.moderated.push(...words);
    },
    limitThreads: (most) => {
      world.mostThreads = most;
    },
    limitNewChats: (left) => {
      world.dmsLeft = left;
    },
    late: (at, happens) => {
      const usual = world.nextId;
      world.nextId = () => lateId(at, ++late);
      try {
        return happens();
      } finally {
        world.nextId = usual;
      }
    },
    when: world.when,
    stop: served.stop,
  };
};
