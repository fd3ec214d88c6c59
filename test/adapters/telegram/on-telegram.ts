import { onTestFinished } from 'vitest';
import { deskAddress } from '../../../adapters/telegram/addresses.ts';
import type { News } from '../../../adapters/telegram/news.ts';
import { createTelegram, type TelegramNeeds, type Words } from '../../../adapters/telegram/telegram.ts';
import type { Port } from '../../../src/port.ts';
import { deskLanguage, deskText } from '../../../src/text/desk.ts';
import { deskMenu, inPublicWords, personMenus } from '../../../src/text/menus.ts';
import type { Voice } from '../../../src/text/speaker.ts';
import { createFakeClock, type FakeClock } from '../../fakes/clock.ts';
import type { Group, Member } from '../../fakes/telegram/group.ts';
import type { Person } from '../../fakes/telegram/person.ts';
import {
  type FakeTelegram,
  type FakeTelegramNeeds,
  startFakeTelegram,
} from '../../fakes/telegram/telegram.ts';
import { givenLampa, type Lampa, type LampaOptions } from '../../lampa.ts';

/** What was told to the operator, oldest first. */
export type Told = { readonly what: News; readonly chat: number | undefined }[];

export const noWords: Words = {
  menus: [],
  deskCommands: [],
  inPublic: (locale, link) => `${locale}: ${link}`,
  nameless: 'Kdo píše?',
};

export const wordsOf = ({ knowledge }: Voice): Words => {
  const menus = personMenus();
  const usual = menus.find(({ language }) => language === deskLanguage(knowledge));
  return {
    menus: [...(usual === undefined ? [] : [{ ...usual, language: null }]), ...menus],
    deskCommands: deskMenu(knowledge),
    inPublic: (locale, link) => inPublicWords(locale, link, knowledge),
    nameless: deskText(knowledge).nameless,
  };
};

export interface World {
  readonly telegram: FakeTelegram;
  readonly clock: FakeClock;
  readonly group: Group;
  readonly jana: Person;
}

/** A fake Telegram with a staff group in which Jana is and the bot may do what it needs to. */
export const givenWorld = async (needs: FakeTelegramNeeds = {}): Promise<World> => {
  const clock = createFakeClock(Date.parse('2026-11-23T10:00:00Z'));
  const telegram = await startFakeTelegram({ clock, limits: null, ...needs });
  onTestFinished(async () => {
    await telegram.stop();
    if (telegram.judge.violations.length > 0) {
      throw new Error(`against the Bot API: ${JSON.stringify(telegram.judge.violations, null, 1)}`);
    }
  });
  const jana = telegram.person({ firstName: 'Jana', language: 'cs' });
  const group = telegram.group({ title: 'Terén', creator: jana });
  group.joinBot();
  group.makeBotAdmin();
  telegram.updates.forgetAll();
  return { telegram, clock, group, jana };
};

/** The adapter alone. */
export const givenPort = (
  { telegram, clock, group }: World,
  more: Partial<TelegramNeeds> = {},
): { readonly port: Port; readonly told: Told; readonly ended: Promise<Error> } => {
  const told: Told = [];
  const ended = Promise.withResolvers<Error>();
  const port = createTelegram({
    token: telegram.token,
    apiRoot: telegram.url,
    desk: group.id,
    webhook: null,
    words: () => noWords,
    now: clock.now,
    after: clock.after,
    tell: (what, chat) => told.push({ what, chat }),
    onEnd: ended.resolve,
    ...more,
  });
  return { port, told, ended: ended.promise };
};

export interface OnTelegram extends World {
  readonly lampa: Lampa;
  readonly told: Told;
  /** Everything that was brought is taken, and everything that follows is delivered. */
  readonly settled: () => Promise<void>;
  /** What the person has read from the bot. */
  readonly heard: (person: Person) => readonly string[];
  readonly desk: () => readonly string[];
  readonly inTopic: (topic: number) => readonly string[];
  /** The newest topic. */
  readonly topic: () => number;
  readonly as: (person: Person, topic?: number) => Member;
}

export interface OnTelegramOptions extends LampaOptions {
  readonly fake?: FakeTelegramNeeds;
  readonly needs?: Partial<TelegramNeeds>;
  /** Puts something between the platform and the program. */
  readonly around?: (port: Port) => Port;
  /** What is so before Lampa starts. */
  readonly before?: (world: World) => void;
}

/** A whole Lampa with its platform on a fake Telegram: real HTTP, real grammY, one fake clock. */
export const givenOnTelegram = async (options: OnTelegramOptions = {}): Promise<OnTelegram> => {
  const world = await givenWorld(options.fake);
  options.before?.(world);
  const { telegram, clock, group } = world;
  const told: Told = [];
  const lampa = await givenLampa({
    ...options,
    clock,
    platforms: ({ voice }) => ({
      desk: deskAddress,
      ports: [
        (options.around ?? ((port) => port))(
          createTelegram({
            token: telegram.token,
            apiRoot: telegram.url,
            desk: group.id,
            webhook: null,
            words: () => wordsOf(voice()),
            now: clock.now,
            after: clock.after,
            tell: (what, chat) => told.push({ what, chat }),
            onEnd: () => undefined,
            ...options.needs,
          }),
        ),
      ],
    }),
  });
  onTestFinished(() => lampa.close());
  const texts = (messages: readonly { readonly text?: string }[]): readonly string[] =>
    messages.map(({ text }) => text ?? '');
  return {
    ...world,
    lampa,
    told,
    settled: async () => {
      await telegram.confirmed();
      await lampa.idle();
    },
    heard: (person) => texts(person.heard()),
    desk: () => texts(group.heard().filter(({ message_thread_id: thread }) => thread === undefined)),
    inTopic: (topic) => texts(group.heard(topic)),
    topic: () => group.topics().at(-1)?.id ?? 0,
    as: (person, topic) => group.as(person, topic),
  };
};
