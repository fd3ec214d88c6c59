import type {
  Chat,
  ChatMember,
  KeyboardButton,
  Message,
  MessageOrigin,
  ReactionType,
  Update,
  User,
  UserFromGetMe,
} from '@grammyjs/types';
import type { Clock } from '../../../src/clock.ts';
import type { BotProfile } from './methods/profile.ts';
import { createUpdates, type Updates } from './updates.ts';

/** Somebody with a Telegram account. */
export interface Account {
  user: User;
  /** Has pressed Start, so that the bot may write. */
  started: boolean;
  blocksBot: boolean;
  deactivated: boolean;
  /** Forwards of their messages do not link to them. */
  hidesForwards: boolean;
  /** Takes no voice messages. */
  refusesVoice: boolean;
}

export interface Topic {
  readonly id: number;
  readonly creator: number;
  readonly color: number;
  name: string;
  /** Empty without an icon of its own. */
  icon: string;
  closed: boolean;
  /** Alive, but bots are told that it is not there. It happens to old topics. */
  unreachable: boolean;
}

export interface Room {
  readonly id: number;
  readonly kind: 'private' | 'group' | 'supergroup';
  title: string;
  isForum: boolean;
  /** Nothing may be copied or forwarded from here. */
  protected: boolean;
  readonly members: Map<number, ChatMember>;
  readonly topics: Map<number, Topic>;
  readonly messages: Map<number, Message>;
  readonly reactions: Map<number, readonly ReactionType[]>;
  /** In a private chat: what stands in place of the letters. */
  keyboard: readonly KeyboardButton[];
  /** Messages that came with another keyboard than buttons under them: those cannot be edited. */
  readonly fixed: Set<number>;
  /** The last one is shown on top. */
  readonly pinned: number[];
  /** The supergroup that this group became. */
  movedTo: number | null;
  lastMessage: number;
}

export interface StoredFile {
  readonly id: string;
  readonly uniqueId: string;
  readonly path: string;
  readonly bytes: Buffer;
  /** May be more than there are bytes, so that large files need no memory. */
  readonly size: number;
}

export interface Press {
  readonly id: string;
  readonly at: number;
  answer: { readonly text: string; readonly alert: boolean } | null;
}

/** Telegram as far as one bot sees it. */
export interface World {
  readonly clock: Clock;
  readonly bot: UserFromGetMe;
  readonly accounts: Map<number, Account>;
  readonly rooms: Map<number, Room>;
  readonly files: Map<string, StoredFile>;
  readonly presses: Map<string, Press>;
  readonly updates: Updates;
  readonly profile: BotProfile;
  /** How far Telegram's clock is ahead of ours, seconds. */
  skew: number;
  /** The next number of one kind. */
  next(kind: 'account' | 'group' | 'message' | 'file' | 'press' | 'album'): number;
  /** Unix time by Telegram's clock, seconds. */
  date(): number;
  /** Says that something happened to whoever waits for it. */
  changed(): void;
  /** Resolves when the condition holds; it is asked after everything that happens. */
  when(condition: () => boolean): Promise<void>;
}

export const createWorld = (
  clock: Clock,
  bot: UserFromGetMe,
  profile: BotProfile,
  judge: (update: Update) => void,
): World => {
  const numbers = { account: 5_000_000_000, group: 1_000, message: 0, file: 0, press: 0, album: 0 };
  let waiting: { readonly condition: () => boolean; readonly resolve: () => void }[] = [];
  const changed = (): void => {
    const ready = waiting.filter(({ condition }) => condition());
    waiting = waiting.filter((one) => !ready.includes(one));
    for (const { resolve } of ready) resolve();
  };
  const world: World = {
    clock,
    bot,
    accounts: new Map(),
    rooms: new Map(),
    files: new Map(),
    presses: new Map(),
    updates: createUpdates({ clock, changed, judge }),
    profile,
    skew: 0,
    next: (kind) => {
      numbers[kind] += 1;
      return numbers[kind];
    },
    date: () => Math.floor(clock.now() / 1000) + world.skew,
    changed,
    when: (condition) => {
      if (condition()) return Promise.resolve();
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push({ condition, resolve });
      return promise;
    },
  };
  return world;
};

/** The bot as others see it, without what only getMe tells. */
export const botUser = ({ bot }: World): User => ({
  id: bot.id,
  is_bot: true,
  first_name: bot.first_name,
  username: bot.username,
});

export const newRoom = (id: number, kind: Room['kind'], title: string, isForum = false): Room => ({
  id,
  kind,
  title,
  isForum,
  protected: false,
  members: new Map(),
  topics: new Map(),
  messages: new Map(),
  reactions: new Map(),
  pinned: [],
  keyboard: [],
  fixed: new Set(),
  movedTo: null,
  lastMessage: 0,
});

export const chatOf = (world: World, room: Room): Exclude<Chat, Chat.ChannelChat> => {
  if (room.kind === 'group') return { id: room.id, type: 'group', title: room.title };
  if (room.kind === 'supergroup') {
    return {
      id: room.id,
      type: 'supergroup',
      title: room.title,
      ...(room.isForum ? { is_forum: true } : {}),
    };
  }
  const user = world.accounts.get(room.id)?.user;
  return {
    id: room.id,
    type: 'private',
    first_name: user?.first_name ?? '',
    ...(user?.last_name === undefined ? {} : { last_name: user.last_name }),
    ...(user?.username === undefined ? {} : { username: user.username }),
  };
};

export const memberOf = (room: Room, user: User): ChatMember =>
  room.members.get(user.id) ?? { status: 'left', user };

export const isInside = (member: ChatMember): boolean =>
  member.status === 'creator' ||
  member.status === 'administrator' ||
  member.status === 'member' ||
  (member.status === 'restricted' && member.is_member);

/** The general topic is there in every forum; its messages carry no thread. */
export const generalTopic = 1;

/** What a reply or a pin shows of the message it is about: never what that one replied to. */
export const shown = (message: Message): Message & { reply_to_message: undefined } => {
  const { reply_to_message: _, ...rest } = message;
  return rest as Message & { reply_to_message: undefined };
};

export interface Place {
  /** Undefined in the general topic and outside forums. */
  readonly thread?: number | undefined;
  readonly replyTo?: Message | undefined;
  readonly quote?: string | undefined;
}

/** What a message holds, without where and by whom. */
export type Content = Omit<Message, 'message_id' | 'date' | 'chat' | 'from'>;

/** Private chats and basic groups share one sequence of ids, a supergroup has its own. */
const nextMessageId = (world: World, room: Room): number => {
  if (room.kind !== 'supergroup') return world.next('message');
  room.lastMessage += 1;
  return room.lastMessage;
};

/** Writes a message into a chat. In a topic, what replies to nothing replies to the topic's first message. */
export const write = (world: World, room: Room, from: User, content: Content, place: Place = {}): Message => {
  const id = nextMessageId(world, room);
  const replied = place.replyTo ?? (place.thread === undefined ? undefined : room.messages.get(place.thread));
  const message: Message = {
    message_id: id,
    from,
    chat: chatOf(world, room),
    date: world.date(),
    ...(place.thread === undefined ? {} : { message_thread_id: place.thread, is_topic_message: true }),
    ...(replied === undefined ? {} : { reply_to_message: shown(replied) }),
    ...(place.quote === undefined ? {} : { quote: quoteIn(place.quote, replied) }),
    ...content,
  };
  room.messages.set(id, message);
  return message;
};

const quoteIn = (quote: string, message: Message | undefined): NonNullable<Message['quote']> => ({
  text: quote,
  position: Math.max(0, (message?.text ?? message?.caption ?? '').indexOf(quote)),
  is_manual: true,
});

/** What a copy takes along: the content, not where and by whom it was. */
export const contentOf = (message: Message): Content => {
  const kept = { ...message } as Partial<Message>;
  for (const field of [
    'message_id',
    'from',
    'chat',
    'date',
    'edit_date',
    'reply_to_message',
    'quote',
    'reply_markup',
    'message_thread_id',
    'is_topic_message',
    'forward_origin',
    'has_protected_content',
    'media_group_id',
    'link_preview_options',
  ] as const) {
    delete kept[field];
  }
  return kept;
};

/** Where a copy says it comes from. */
export const originOf = (world: World, message: Message): MessageOrigin => {
  if (message.forward_origin !== undefined) return message.forward_origin;
  const sender = message.from;
  const hides = sender === undefined || world.accounts.get(sender.id)?.hidesForwards === true;
  return hides
    ? { type: 'hidden_user', sender_user_name: sender?.first_name ?? '', date: message.date }
    : { type: 'user', sender_user: sender, date: message.date };
};

const serviceFields = [
  'new_chat_members',
  'left_chat_member',
  'group_chat_created',
  'supergroup_chat_created',
  'migrate_to_chat_id',
  'migrate_from_chat_id',
  'pinned_message',
  'new_chat_title',
  'forum_topic_created',
  'forum_topic_edited',
  'forum_topic_closed',
  'forum_topic_reopened',
] as const;

export const isService = (message: Message): boolean =>
  serviceFields.some((field) => message[field] !== undefined);

const addressesBot = (world: World, message: Message): boolean => {
  const text = message.text ?? message.caption ?? '';
  const mark = `@${world.bot.username}`.toLowerCase();
  const toBot = message.reply_to_message?.from?.id === world.bot.id;
  return toBot || /^\/\w+(?!@)(\s|$)/.test(text) || text.toLowerCase().includes(mark);
};

/** In groups a bot with privacy mode sees only what is meant for it, unless it is an administrator. */
const botSees = (world: World, room: Room, message: Message): boolean => {
  if (room.kind === 'private') return true;
  const member = memberOf(room, world.bot);
  if (!isInside(member)) return message.left_chat_member?.id === world.bot.id;
  return (
    member.status !== 'member' ||
    world.bot.can_read_all_group_messages ||
    isService(message) ||
    addressesBot(world, message)
  );
};

/** Brings a message to the bot, if it is let to see it. Of its own it sees only pins and what happens to topics. */
export const tell = (world: World, room: Room, message: Message): void => {
  const own = message.from?.id === world.bot.id;
  const ownSeen =
    message.pinned_message !== undefined ||
    message.left_chat_member !== undefined ||
    message.forum_topic_created !== undefined ||
    message.forum_topic_edited !== undefined ||
    message.forum_topic_closed !== undefined ||
    message.forum_topic_reopened !== undefined;
  if ((!own || ownSeen) && botSees(world, room, message)) {
    world.updates.add('message', message as NonNullable<Update['message']>, room.id);
  }
  world.changed();
};

/** Brings the new version of a message to the bot. */
export const tellEdited = (world: World, room: Room, message: Message): void => {
  if (message.from?.id !== world.bot.id && botSees(world, room, message)) {
    world.updates.add('edited_message', message as NonNullable<Update['edited_message']>, room.id);
  }
  world.changed();
};

/** Sets what somebody is in a chat, and tells the bot where it is entitled to know. */
export const setMember = (world: World, room: Room, by: User, member: ChatMember): void => {
  const before = memberOf(room, member.user);
  room.members.set(member.user.id, member);
  const change = {
    chat: chatOf(world, room),
    from: by,
    date: world.date(),
    old_chat_member: before,
    new_chat_member: member,
  };
  if (member.user.id === world.bot.id) world.updates.add('my_chat_member', change, room.id);
  else if (memberOf(room, world.bot).status === 'administrator') {
    world.updates.add('chat_member', change, room.id);
  }
  world.changed();
};
