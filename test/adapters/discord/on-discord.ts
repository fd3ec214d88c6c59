import { onTestFinished } from 'vitest';
import { deskAddress } from '../../../adapters/discord/addresses.ts';
import {
  createDiscord,
  type Discord,
  type DiscordNeeds,
  type Words,
} from '../../../adapters/discord/discord.ts';
import type { News } from '../../../adapters/discord/news.ts';
import type { Address, Port } from '../../../src/port.ts';
import { deskText } from '../../../src/text/desk.ts';
import {
  cardForAll,
  deskForms,
  elsewhereHelp,
  elsewhereWords,
  namedCommands,
} from '../../../src/text/menus.ts';
import type { Voice } from '../../../src/text/speaker.ts';
import { createFakeClock, type FakeClock } from '../../fakes/clock.ts';
import type { Actor } from '../../fakes/discord/actor.ts';
import { type FakeDiscord, type FakeDiscordNeeds, startFakeDiscord } from '../../fakes/discord/discord.ts';
import type { PlayedGuild } from '../../fakes/discord/guild.ts';
import type { Permission } from '../../fakes/discord/permissions.ts';
import type { Person } from '../../fakes/discord/person.ts';
import { readable } from '../../fakes/discord/readable.ts';
import { givenLampa, type Lampa, type LampaOptions, realThings } from '../../lampa.ts';

/** What was told to the operator, oldest first. */
export type Told = News[];

export const wordsOf = ({ knowledge }: Voice): Words => ({
  menu: { commands: namedCommands(), ...elsewhereHelp(), desk: deskForms(knowledge) },
  desk: { post: deskText(knowledge).ownPost, tags: deskText(knowledge).tags },
  aside: (locale) => elsewhereWords(locale, knowledge),
  panel: (locale) => cardForAll(locale, knowledge, null),
  introduction: (locale, name) => cardForAll(locale, knowledge, name),
});

/** What the bot needs on the server of its desk, and no more. */
export const leastOfAll: readonly Permission[] = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'ReadMessageHistory',
  'AddReactions',
  'ManageThreads',
];

export interface World {
  readonly discord: FakeDiscord;
  readonly clock: FakeClock;
  readonly guild: PlayedGuild;
  readonly forum: string;
  readonly role: string;
  readonly jana: Person;
}

/** A fake Discord with the staff's server: a forum, a role, Jana who has it, and the bot with the least rights. */
export const givenWorld = async (needs: FakeDiscordNeeds = {}): Promise<World> => {
  const clock = createFakeClock(Date.parse('2026-11-23T10:00:00Z'));
  const discord = await startFakeDiscord({ clock, limits: null, ...needs });
  onTestFinished(async () => {
    await discord.stop();
    if (discord.judge.violations.length > 0) {
      throw new Error(`against Discord's description: ${JSON.stringify(discord.judge.violations, null, 1)}`);
    }
  });
  const jana = discord.person({ name: 'Jana', locale: 'cs' });
  const guild = discord.guild({ name: 'Terén', owner: jana, bot: leastOfAll });
  const role = guild.role('streetwork');
  guild.giveRole(jana, role);
  const forum = guild.forum({
    tags: ['čeká', 'u člověka', 'uzavřeno', 'starost', 'vysoké riziko', 'ohrožení života'],
  });
  return { discord, clock, guild, forum, role, jana };
};

/** What outlasts the adapter, as the store would keep it. */
export const givenMemory = (
  persons: readonly Address[] = [],
): DiscordNeeds['memory'] & { at: number | null } => {
  const memory = {
    at: null as number | null,
    heardUntil: async () => memory.at,
    saveHeardUntil: async (at: number) => {
      memory.at = at;
    },
    persons: async () => persons,
  };
  return memory;
};

/** The adapter alone. */
export const givenPort = async (
  { discord, clock, forum, role }: World,
  more: Partial<DiscordNeeds> = {},
): Promise<{ readonly port: Port; readonly told: Told; readonly ended: Promise<Error> }> => {
  const told: Told = [];
  const ended = Promise.withResolvers<Error>();
  const { voice } = await realThings();
  const port = createDiscord({
    token: discord.token,
    apiUrl: discord.url,
    desk: { channel: forum, staffRole: role },
    memory: givenMemory(),
    words: () => wordsOf(voice),
    now: clock.now,
    after: clock.after,
    tell: (what) => told.push(what),
    onEnd: ended.resolve,
    ...more,
  });
  return { port, told, ended: ended.promise };
};

export interface OnDiscord extends World {
  readonly lampa: Lampa;
  readonly told: Told;
  /** Everything that was brought is taken, and everything that follows is delivered. */
  readonly settled: () => Promise<void>;
  /** What the person has read from the bot in the private chat. */
  readonly heard: (person: Person) => readonly string[];
  /** What stands in the desk's own post. */
  readonly desk: () => readonly string[];
  readonly inRoom: (post: string) => readonly string[];
  /** The newest post of a case. */
  readonly room: () => string;
  readonly ownPost: () => string;
  readonly as: (person: Person, post?: string) => Actor;
}

/** A whole Lampa with its platform on a fake Discord: real HTTP and gateway, the real library, one fake clock. */
export const givenOnDiscord = async (
  options: LampaOptions & { readonly fake?: FakeDiscordNeeds; readonly needs?: Partial<DiscordNeeds> } = {},
): Promise<OnDiscord> => {
  const world = await givenWorld(options.fake);
  const { discord, clock, guild, forum, role } = world;
  const told: Told = [];
  let adapter: Discord | null = null;
  const lampa = await givenLampa({
    ...options,
    clock,
    platforms: ({ voice, store }) => {
      adapter = createDiscord({
        token: discord.token,
        apiUrl: discord.url,
        desk: { channel: forum, staffRole: role },
        memory: {
          heardUntil: async () => {
            const at = await store.setting('discord heard until');
            return at === null ? null : Number(at);
          },
          saveHeardUntil: (at) => store.saveSetting('discord heard until', `${at}`),
          persons: () => store.persons(500),
        },
        words: () => wordsOf(voice()),
        now: clock.now,
        after: clock.after,
        tell: (what) => told.push(what),
        onEnd: () => undefined,
        ...options.needs,
      });
      return { desk: deskAddress, ports: [adapter] };
    },
  });
  onTestFinished(() => lampa.close());
  const rooms = () => guild.posts(forum).filter(({ name }) => !name.startsWith('🔔'));
  const ownPost = (): string => guild.posts(forum).find(({ name }) => name.startsWith('🔔'))?.id ?? '';
  await settle(discord, adapter, lampa);
  return {
    ...world,
    lampa,
    told,
    settled: () => settle(discord, adapter, lampa),
    heard: (person) => person.heard().map(readable),
    desk: () => guild.heard(ownPost()).map(readable),
    inRoom: (post) => guild.heard(post).map(readable),
    room: () => rooms().at(-1)?.id ?? '',
    ownPost,
    as: (person, post) => guild.as(person, post ?? ownPost()),
  };
};

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Everything that was told was read and taken, and what follows was delivered; what is only polite was answered as well. */
const settle = async (discord: FakeDiscord, adapter: Discord | null, lampa: Lampa): Promise<void> => {
  for (let seen = -1; seen !== discord.requests.length; ) {
    seen = discord.requests.length;
    await discord.gateway.read();
    await adapter?.idle();
    await lampa.idle();
    // What nobody waits for is on its way to a socket for a few turns.
    for (let i = 0; i < 6; i++) await turn();
    await discord.when(() =>
      discord.requests.every(({ answer, broken }) => answer !== null || broken === true),
    );
  }
};
