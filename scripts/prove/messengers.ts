import { type FakeDiscord, startFakeDiscord } from '../../test/fakes/discord/discord.ts';
import { deskPermissions } from '../../test/fakes/discord/guild.ts';
import { readable } from '../../test/fakes/discord/readable.ts';
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

export interface Messenger {
  readonly way: Way;
  /** Somebody writes in the private chat. */
  says(person: number, text: string): void;
  /** What was written so and not taken yet, as far as the platform can tell. */
  pending(marked: string): number;
  /** All that a person was sent, oldest first. */
  heard(person: number): readonly string[];
  /** The rooms of cases, by their names on the platform. */
  rooms(): readonly string[];
  inRoom(room: string): readonly string[];
  workerSays(room: string, text: string): void;
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

export const openTelegram = async (people: number): Promise<Messenger & { readonly fake: FakeTelegram }> => {
  const fake = await startFakeTelegram({ limits: null });
  const worker = fake.person({ firstName: 'Jana', language: 'cs' });
  const group = fake.group({ title: 'Terén', creator: worker });
  group.joinBot();
  group.makeBotAdmin();
  fake.updates.forgetAll();
  const persons = Array.from({ length: people }, (_, i) =>
    fake.person({ firstName: `P${i}`, language: 'cs' }),
  );
  const texts = (messages: readonly { readonly text?: string }[]): readonly string[] =>
    messages.map(({ text = '' }) => text);
  return {
    fake,
    way: { to: 'telegram', token: fake.token, url: fake.url, desk: group.id },
    says: (person, text) => persons[person]?.says(text),
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

export const openDiscord = async (people: number): Promise<Messenger & { readonly fake: FakeDiscord }> => {
  const fake = await startFakeDiscord({ limits: null });
  const worker = fake.person({ name: 'Jana', locale: 'cs' });
  const guild = fake.guild({ name: 'Terén', owner: worker, bot: deskPermissions });
  const role = guild.role('streetwork');
  guild.giveRole(worker, role);
  const forum = guild.forum();
  const persons = Array.from({ length: people }, (_, i) => fake.person({ name: `P${i}`, locale: 'cs' }));
  const rooms = (): readonly string[] =>
    guild
      .posts(forum)
      .filter(({ name }) => !name.startsWith('🔔'))
      .map(({ id }) => id);
  const inRoom = (room: string): readonly string[] => guild.heard(room).map(readable);
  const said: string[] = [];
  return {
    fake,
    way: { to: 'discord', token: fake.token, url: fake.url, forum, role },
    says: (person, text) => {
      said.push(text);
      persons[person]?.says(text);
    },
    // Discord asks for no acknowledgement; what stands in a room has been taken.
    pending: (marked) => {
      const there = rooms().flatMap(inRoom).join('\n');
      return said.filter((text) => text.startsWith(marked) && !hasWords(there, text)).length;
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

/** "zprava c 1" is not in "zprava c 12". */
const hasWords = (all: string, words: string): boolean => {
  for (let at = all.indexOf(words); at !== -1; at = all.indexOf(words, at + 1)) {
    if (!/\d/.test(all.charAt(at + words.length))) return true;
  }
  return false;
};
