import {
  type APIApplicationCommand,
  type APIDMChannel,
  type APIGuildForumTag,
  type APIMessage,
  type APIOverwrite,
  type APIRole,
  type APIUser,
  ChannelType,
} from 'discord-api-types/v10';
import type { Clock } from '../../../src/clock.ts';
import type { Interaction } from './interactions.ts';
import { createSnowflakes } from './snowflake.ts';

/** Somebody with a Discord account. */
export interface Account {
  user: APIUser;
  locale: string;
  /** Takes no private messages of the bot: it was blocked, or private messages are shut. */
  closed: boolean;
  /** Has the app for themselves, and so may be written to without a server in common. */
  hasApp: boolean;
}

export interface Member {
  roles: string[];
  nick: string | null;
  readonly joinedAt: string;
}

export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly roles: Map<string, APIRole>;
  readonly members: Map<string, Member>;
  /** Channels and threads. */
  readonly rooms: Map<string, Room>;
}

export interface ThreadPart {
  readonly ownerId: string;
  readonly createdAt: string;
  archived: boolean;
  locked: boolean;
  archivedAt: string;
  autoArchive: number;
  tags: string[];
  /** How many messages it holds without its first, and how many were ever sent. */
  count: number;
  sent: number;
  readonly members: Map<string, string>;
}

/** A message, with what only Discord knows of it. */
export interface Stored {
  message: APIMessage;
  /** Who reacted with what. */
  readonly reactions: Map<string, Set<string>>;
  pinnedAt: string | null;
  readonly sentAt: number;
}

/** Where messages stand: a private chat, a channel of a server, a thread or forum post. */
export interface Room {
  readonly id: string;
  readonly type: ChannelType;
  readonly guild: Guild | null;
  /** Whose private chat with the bot it is. */
  readonly account: Account | null;
  name: string;
  topic: string | null;
  readonly parentId: string | null;
  readonly position: number;
  overwrites: APIOverwrite[];
  tags: APIGuildForumTag[];
  flags: number;
  slowdown: number;
  readonly thread: ThreadPart | null;
  readonly messages: Map<string, Stored>;
}

export interface StoredFile {
  readonly path: string;
  readonly type: string;
  readonly bytes: Buffer;
  readonly expiresAt: number;
}

/** Something that the gateway tells. */
export interface Told {
  readonly event: string;
  readonly data: object;
  /** Where it happened: what the bot cannot see there it is not told. */
  readonly room?: Room;
  /** Wrong on purpose, or too new for the description: not judged. */
  readonly unjudged?: boolean;
}

export interface World {
  readonly clock: Clock;
  /** The bot itself. */
  readonly bot: APIUser;
  nextId: () => string;
  readonly accounts: Map<string, Account>;
  readonly guilds: Map<string, Guild>;
  /** Every place, by its id. */
  readonly rooms: Map<string, Room>;
  readonly interactions: Map<string, Interaction>;
  /** By server, '' for those that hold everywhere. */
  readonly commands: Map<string, APIApplicationCommand[]>;
  readonly files: Map<string, StoredFile>;
  /** Where files are to be had from. */
  origin: string;
  /** Whether the bot may read what is written on servers without being named. */
  /** How many commands were made today. */
  commandsCreated: number;
  readsContent: boolean;
  /** Whether the bot may list the members of servers. */
  listsMembers: boolean;
  /** Whether new messages say of which type their channel is; the documentation calls it optional. */
  tellsChannelType: boolean;
  /** Words that a server lets nobody write. */
  readonly moderated: string[];
  /** So many threads may be open on a server. */
  mostThreads: number;
  /** How many private chats the bot may still open until it is "too fast". */
  dmsLeft: number;
  tell(told: Told): void;
  /** Called by whatever changes something that a test may wait for. */
  changed(): void;
  when(condition: () => boolean): Promise<void>;
}

export const createWorld = (clock: Clock, bot: APIUser): Omit<World, 'tell'> => {
  const waiting = new Set<{ readonly condition: () => boolean; readonly resolve: () => void }>();
  return {
    clock,
    bot,
    nextId: createSnowflakes(clock),
    accounts: new Map(),
    guilds: new Map(),
    rooms: new Map(),
    interactions: new Map(),
    commands: new Map(),
    files: new Map(),
    origin: '',
    commandsCreated: 0,
    readsContent: false,
    listsMembers: false,
    tellsChannelType: true,
    moderated: [],
    mostThreads: 1000,
    dmsLeft: Number.POSITIVE_INFINITY,
    changed: () => {
      for (const one of waiting) {
        if (!one.condition()) continue;
        waiting.delete(one);
        one.resolve();
      }
    },
    when: (condition) => {
      if (condition()) return Promise.resolve();
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.add({ condition, resolve });
      return promise;
    },
  };
};

export const isoNow = (world: Pick<World, 'clock'>): string => new Date(world.clock.now()).toISOString();

export const newRoom = (given: Pick<Room, 'id' | 'type'> & Partial<Room>): Room => ({
  guild: null,
  account: null,
  name: '',
  topic: null,
  parentId: null,
  position: 0,
  overwrites: [],
  tags: [],
  flags: 0,
  slowdown: 0,
  thread: null,
  messages: new Map(),
  ...given,
});

/** The private chat of the bot with somebody; made when it is needed first. */
export const privateRoom = (world: World, account: Account): Room => {
  for (const room of world.rooms.values()) if (room.account === account) return room;
  const room = newRoom({ id: world.nextId(), type: ChannelType.DM, account });
  world.rooms.set(room.id, room);
  return room;
};

export const isThread = ({ thread }: Room): boolean => thread !== null;

export const lastMessageId = (room: Room): string | null => [...room.messages.keys()].at(-1) ?? null;

export type { APIDMChannel };
