import type { Update, UserFromGetMe } from '@grammyjs/types';
import { type Clock, systemClock } from '../../../src/clock.ts';
import { createFaults, type Faults } from './faults.ts';
import { createGroup, type Group, type NewGroup } from './group.ts';
import { createJudge, type Judge, readSpecification } from './judge.ts';
import { createLimits, type LimitRules, telegramLimits } from './limits.ts';
import { type BotProfile, createProfile } from './methods/profile.ts';
import { createAccount, createPerson, type NewPerson, type Person } from './person.ts';
import { type Heard, serve } from './server.ts';
import type { Updates } from './updates.ts';
import { createWorld } from './world.ts';

export interface FakeTelegramNeeds {
  readonly token?: string;
  readonly clock?: Clock;
  /** Null takes everything. */
  readonly limits?: LimitRules | null;
  /** Where the bot reads everything that is written in its groups. */
  readonly privacyMode?: boolean;
  /** 0, and so any free one, when left out. */
  readonly port?: number;
  readonly judge?: Judge;
  readonly botUsername?: string;
}

/** A Telegram of our own on the loopback interface: the real Bot API in front, people to be played behind it. */
export interface FakeTelegram {
  /** For `TELEGRAM_API_ROOT`. */
  readonly url: string;
  readonly port: number;
  readonly token: string;
  readonly bot: UserFromGetMe;
  person(given: NewPerson): Person;
  group(given: NewGroup): Group;
  persons(): readonly Person[];
  readonly updates: Pick<Updates, 'all' | 'pending' | 'repeat' | 'hold' | 'release' | 'forgetAll'>;
  /** Brings an update as it is, such as one of a kind that nobody knows yet. */
  bring(update: Omit<Update, 'update_id'> & Readonly<Record<string, unknown>>): void;
  readonly faults: Faults;
  readonly judge: Judge;
  readonly profile: BotProfile;
  /** Everything that was asked, oldest first. */
  readonly requests: readonly Heard[];
  /** The requests of one method. */
  asked(method: string): readonly Heard[];
  /** From now on the token is wrong, until it is given back. */
  revokeToken(): void;
  restoreToken(): void;
  /** Telegram's clock goes so many seconds ahead of ours. */
  skew(seconds: number): void;
  /** Resolves when the condition holds; it is asked again after everything that happens here. */
  when(condition: () => boolean): Promise<void>;
  /** Resolves when the bot has taken everything that was brought. */
  confirmed(): Promise<void>;
  stop(): Promise<void>;
}

const specification = readSpecification();

export const startFakeTelegram = async (needs: FakeTelegramNeeds = {}): Promise<FakeTelegram> => {
  const given = needs.token ?? '123456789:AAFakeTokenOfABotThatDoesNotExist00';
  const clock = needs.clock ?? systemClock;
  const judge = needs.judge ?? createJudge(specification);
  const bot: UserFromGetMe = {
    id: Number(given.split(':')[0]),
    is_bot: true,
    first_name: 'Lampa',
    username: needs.botUsername ?? 'lampa_fake_bot',
    can_join_groups: true,
    can_read_all_group_messages: needs.privacyMode === false,
    supports_guest_queries: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
    supports_join_request_queries: false,
  };
  const profile = createProfile(bot.first_name);
  const world = createWorld(clock, bot, profile, judge.update);
  const faults = createFaults();
  const persons: Person[] = [];
  let token: string | null = given;
  const served = await serve({
    world,
    token: () => token,
    limits: createLimits(clock, needs.limits === undefined ? telegramLimits : needs.limits),
    faults,
    judge,
    port: needs.port ?? 0,
  });

  return {
    url: `http://127.0.0.1:${served.port}`,
    port: served.port,
    token: given,
    bot,
    person: (one) => {
      const person = createPerson(world, createAccount(world, one));
      persons.push(person);
      return person;
    },
    group: (one) => createGroup(world, one),
    persons: () => persons,
    updates: world.updates,
    bring: (update) => {
      const [kind] = Object.keys(update);
      if (kind === undefined) throw new Error('fake Telegram: an update without anything cannot be brought');
      judge.tolerate(world.updates.nextId());
      world.updates.add(kind as 'message', update[kind] as NonNullable<Update['message']>, 0);
    },
    faults,
    judge,
    profile,
    requests: served.requests,
    asked: (method) => served.requests.filter((one) => one.method.toLowerCase() === method.toLowerCase()),
    revokeToken: () => {
      token = null;
    },
    restoreToken: () => {
      token = given;
    },
    skew: (seconds) => {
      world.skew = seconds;
    },
    when: world.when,
    confirmed: () => world.when(() => world.updates.pending().length === 0),
    stop: served.stop,
  };
};
