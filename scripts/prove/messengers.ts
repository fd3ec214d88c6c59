import type { APIMessage } from 'discord-api-types/v10';
import type { Message } from 'grammy/types';
import { type FakeDiscord, startFakeDiscord } from '../../test/fakes/discord/discord.ts';
import { deskPermissions } from '../../test/fakes/discord/guild.ts';
import { discordLimits } from '../../test/fakes/discord/limits.ts';
import { readable } from '../../test/fakes/discord/readable.ts';
import { Refusal as DiscordRefusal } from '../../test/fakes/discord/refusal.ts';
import { telegramLimits } from '../../test/fakes/telegram/limits.ts';
import { Refusal } from '../../test/fakes/telegram/refusal.ts';
import { type FakeTelegram, startFakeTelegram } from '../../test/fakes/telegram/telegram.ts';

/** The messengers of the proofs, with people in private chats, a desk and one worker: played in the same words on each. */

export type Platform = 'telegram' | 'discord';

/** What a program needs to find a messenger. */
export type Way =
  | { readonly to: 'telegram'; readonly token: string; readonly url: string; readonly desk: number }
  | {
      readonly to: 'discord';
      readonly token: string;
      readonly url: string;
      readonly forum: string;
      readonly role: string;
    };

/** What people and the worker are called, and with what token the program comes. */
export interface Given {
  readonly people: number;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly username?: string;
  readonly workerName?: string;
  readonly token?: string;
  /** It keeps to its limits, and takes so many messages a second from the bot where that can be said. */
  readonly limits?: { readonly perSecond: number };
}

export type OpenMessenger = (given: Given) => Promise<Messenger>;

export interface Messenger {
  readonly way: Way;
  /** One more person comes; gives their number here. */
  comes(name: string): number;
  /** Somebody writes in the private chat. */
  says(person: number, text: string): void;
  /** Somebody changes what they wrote last. */
  edits(person: number, text: string): void;
  sends(person: number, kind: 'photo' | 'voice', caption: string): void;
  /** The numbers of people on the platform. */
  ids(): readonly string[];
  /** What was written with this word and a number, and not taken yet, as far as the platform can tell. */
  pending(marked: string): number;
  /** All that a person was sent, oldest first. */
  heard(person: number): readonly string[];
  /** The rooms of cases, by their names on the platform. */
  rooms(): readonly string[];
  inRoom(room: string): readonly string[];
  workerSays(room: string, text: string): void;
  /** What all workers read outside of rooms. */
  onDesk(): readonly string[];
  /** Every call that Lampa makes fails three times, and the answer repeats these words. */
  breakEverything(words: string): void;
  /** Events of a shape that nobody expects, with these words in them. */
  bringOdd(words: string): void;
  /** Somebody listens. */
  isHeard(): boolean;
  /** Requests that were not answered well, and messages that were refused for the limits. */
  failed(): number;
  refused(): number;
  /** What people said that the bot has not confirmed, where it has to. */
  unconfirmed(): number;
  /** Resolves when the condition holds; it is asked again after everything that happens there. */
  when(condition: () => boolean): Promise<void>;
  /** What the platform described otherwise than it was used. */
  violations(): number;
  stop(): Promise<void>;
}

/** The environment in which the real program finds it. */
export const settingsOf = (way: Way): Readonly<Record<string, string>> =>
  way.to === 'telegram'
    ? { TELEGRAM_API_ROOT: way.url, TELEGRAM_TOKEN: way.token, TELEGRAM_DESK_CHAT: `${way.desk}` }
    : {
        DISCORD_API_URL: way.url,
        DISCORD_TOKEN: way.token,
        DISCORD_DESK_CHANNEL: way.forum,
        DISCORD_STAFF_ROLE: way.role,
      };

/** The methods that Lampa calls. */
const telegramMethods = [
  'sendMessage',
  'editMessageText',
  'createForumTopic',
  'editForumTopic',
  'closeForumTopic',
  'pinChatMessage',
  'setMessageReaction',
  'answerCallbackQuery',
  'getChatMember',
  'sendChatAction',
  'getUpdates',
] as const;

const withToken = (token: string | undefined) => (token === undefined ? {} : { token });

export const openTelegram = async (given: Given): Promise<Messenger & { readonly fake: FakeTelegram }> => {
  const { people, firstName = 'P', lastName, username, workerName = 'Jana' } = given;
  const { limits } = given;
  const fake = await startFakeTelegram({
    limits: limits === undefined ? null : { ...telegramLimits, perSecond: limits.perSecond },
    ...withToken(given.token),
  });
  const worker = fake.person({ firstName: workerName, language: 'cs' });
  const group = fake.group({ title: 'Terén', creator: worker });
  group.joinBot();
  group.makeBotAdmin();
  fake.updates.forgetAll();
  const persons = Array.from({ length: people }, (_, i) =>
    fake.person({
      firstName: `${firstName}${i}`,
      language: 'cs',
      ...(lastName === undefined ? {} : { lastName }),
      ...(username === undefined ? {} : { username: `${username}${i}` }),
    }),
  );
  const said = new Map<number, Message>();
  const texts = (messages: readonly { readonly text?: string }[]): readonly string[] =>
    messages.map(({ text = '' }) => text);
  return {
    fake,
    way: { to: 'telegram', token: fake.token, url: fake.url, desk: group.id },
    says: (person, text) => {
      const message = persons[person]?.says(text);
      if (message !== undefined) said.set(person, message);
    },
    edits: (person, text) => {
      const message = said.get(person);
      if (message !== undefined) persons[person]?.edits(message, text);
    },
    sends: (person, kind, caption) => persons[person]?.sends(kind, { caption }),
    comes: (name) => persons.push(fake.person({ firstName: name, language: 'cs' })) - 1,
    ids: () => persons.map(({ id }) => `${id}`),
    onDesk: () => texts(group.heard().filter(({ message_thread_id: thread }) => thread === undefined)),
    breakEverything: (words) => {
      for (const method of telegramMethods) {
        const bad = new Refusal(502, `Bad Gateway: ${words}`);
        const worse = new Refusal(500, `Internal: ${words}`);
        fake.faults.order({ kind: 'refuse', refusal: bad }, { method });
        fake.faults.order({ kind: 'reset-before' }, { method });
        fake.faults.order({ kind: 'refuse', refusal: worse }, { method });
      }
    },
    bringOdd: (words) => {
      const odd: readonly Readonly<Record<string, unknown>>[] = [
        { message: { text: words, from: { id: words }, chat: null } },
        { unheard_of: { text: words } },
      ];
      for (const update of odd) fake.bring(update);
    },
    isHeard: () => fake.asked('getUpdates').length > 0,
    failed: () => fake.requests.filter(({ answer }) => answer?.ok !== true).length,
    refused: () => fake.asked('sendMessage').filter(({ answer }) => answer?.ok === false).length,
    unconfirmed: () => fake.updates.pending().filter(({ message }) => message?.from?.is_bot === false).length,
    pending: (marked) =>
      fake.updates.pending().filter(({ message }) => message?.text?.startsWith(marked) === true).length,
    heard: (person) => texts(persons[person]?.heard() ?? []),
    rooms: () => group.topics().map(({ id }) => `${id}`),
    inRoom: (room) => texts(group.heard(Number(room))),
    workerSays: (room, text) => group.as(worker, Number(room)).says(text),
    when: fake.when,
    violations: () => fake.judge.violations.length,
    stop: fake.stop,
  };
};

/** The calls that Lampa makes. */
const discordCalls = [
  ['POST', '/channels/:channel/messages'],
  ['PATCH', '/channels/:channel/messages/:message'],
  ['POST', '/channels/:channel/threads'],
  ['PATCH', '/channels/:channel'],
  ['POST', '/users/@me/channels'],
  ['GET', '/channels/:channel/messages'],
  ['GET', '/channels/:channel'],
  ['POST', '/channels/:channel/typing'],
] as const;

export const openDiscord = async (given: Given): Promise<Messenger & { readonly fake: FakeDiscord }> => {
  const { people, firstName = 'P', workerName = 'Jana' } = given;
  const limits = given.limits === undefined ? null : discordLimits;
  const fake = await startFakeDiscord({ limits, ...withToken(given.token) });
  const worker = fake.person({ name: workerName, locale: 'cs' });
  const guild = fake.guild({ name: 'Terén', owner: worker, bot: deskPermissions });
  const role = guild.role('streetwork');
  guild.giveRole(worker, role);
  const forum = guild.forum();
  // On Discord the name and the handle are the same word here.
  const persons = Array.from({ length: people }, (_, i) =>
    fake.person({ name: `${firstName}${i}`, locale: 'cs' }),
  );
  const lastSaid = new Map<number, APIMessage>();
  const rooms = (): readonly string[] =>
    guild
      .posts(forum)
      .filter(({ name }) => !name.startsWith('🔔'))
      .map(({ id }) => id);
  const inRoom = (room: string): readonly string[] => guild.heard(room).map(readable);
  const untaken = new Set<string>();
  /** What stands in rooms, and how far each was read: it is asked for often, and much stands there. */
  const inRooms = new Set<string>();
  const readUntil = new Map<string, number>();
  const lookIntoRooms = (): void => {
    for (const room of rooms()) {
      const all = guild.heard(room);
      const fresh = all.slice(readUntil.get(room) ?? 0);
      readUntil.set(room, all.length);
      for (const text of fresh.map(readable).flatMap((one) => one.match(/\p{L}+ c \d+/gu) ?? []))
        inRooms.add(text);
    }
  };
  return {
    fake,
    way: { to: 'discord', token: fake.token, url: fake.url, forum, role },
    says: (person, text) => {
      untaken.add(text);
      const message = persons[person]?.says(text);
      if (message !== undefined) lastSaid.set(person, message);
    },
    edits: (person, text) => {
      const message = lastSaid.get(person);
      if (message !== undefined) persons[person]?.edits(message, text);
    },
    sends: (person, kind, caption) => persons[person]?.sends(kind, { caption }),
    comes: (name) => persons.push(fake.person({ name, locale: 'cs' })) - 1,
    ids: () => persons.map(({ id }) => id),
    onDesk: () =>
      guild
        .posts(forum)
        .filter(({ name }) => name.startsWith('🔔'))
        .flatMap(({ id }) => inRoom(id)),
    breakEverything: (words) => {
      for (const [method, route] of discordCalls) {
        const bad = new DiscordRefusal(502, 0, `Bad Gateway: ${words}`);
        const worse = new DiscordRefusal(500, 0, `Internal: ${words}`);
        fake.faults.order({ kind: 'refuse', refusal: bad }, { method, route });
        fake.faults.order({ kind: 'reset-before' }, { method, route });
        fake.faults.order({ kind: 'refuse', refusal: worse }, { method, route });
      }
    },
    bringOdd: (words) => {
      fake.bring('UNHEARD_OF', { text: words });
      fake.bring('MESSAGE_CREATE', { id: '5', channel_id: '6', content: words, author: { id: words } });
    },
    isHeard: () => guild.posts(forum).some(({ name }) => name.startsWith('🔔')),
    failed: () => fake.requests.filter(({ answer }) => (answer?.status ?? 500) >= 400).length,
    refused: () =>
      fake.asked('POST /channels/:channel/messages').filter(({ answer }) => answer?.status === 429).length,
    unconfirmed: () => 0,
    // Discord asks for no acknowledgement; what stands in a room has been taken.
    pending: (marked) => {
      lookIntoRooms();
      const open = [...untaken].filter((text) => text.startsWith(marked));
      for (const text of open) if (inRooms.has(text)) untaken.delete(text);
      return open.filter((text) => untaken.has(text)).length;
    },
    heard: (person) => persons[person]?.heard().map(readable) ?? [],
    rooms,
    inRoom,
    workerSays: (room, text) => guild.as(worker, room).says(text),
    when: fake.when,
    violations: () => fake.judge.violations.length,
    stop: fake.stop,
  };
};
