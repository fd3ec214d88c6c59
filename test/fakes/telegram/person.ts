import type {
  CallbackQuery,
  InlineKeyboardButton,
  KeyboardButton,
  Message,
  Update,
  User,
} from '@grammyjs/types';
import { plain } from './entities.ts';
import { type FileKind, fileContent, fileKinds, keepFile, typedCaption } from './media.ts';
import {
  type Account,
  botUser,
  type Content,
  chatOf,
  contentOf,
  newRoom,
  originOf,
  type Place,
  type Press,
  type Room,
  tell,
  tellEdited,
  type World,
  write,
} from './world.ts';

/** What somebody can send beside text. */
export type Sendable = FileKind | 'location' | 'live location' | 'venue' | 'contact' | 'poll' | 'dice';

export interface SendOptions {
  readonly caption?: string;
  /** Bytes, also more than are kept. */
  readonly size?: number;
}

export interface SayOptions {
  readonly replyTo?: Message;
  readonly quote?: string;
}

/** A button that was pressed. */
export interface Pressed {
  readonly id: string;
  /** What the bot answered; null while it has not. */
  answer(): Press['answer'];
}

/** Somebody in a chat, as a test or a developer plays them. What they do is at once there for the bot. */
export interface Actor {
  readonly id: number;
  readonly user: User;
  says(text: string, options?: SayOptions): Message;
  edits(message: Message, text: string): Message;
  sends(kind: Sendable, options?: SendOptions): Message;
  /** Several pictures or files as one album. */
  sendsAlbum(kinds: readonly FileKind[], caption?: string): readonly Message[];
  /** Passes on a message of another chat. */
  forwards(message: Message): Message;
  /** Sends a message as it is. */
  posts(content: Content): Message;
  /** Presses the button with this label on the latest message that has one. */
  presses(label: string): Pressed;
  /** Presses a button that somebody forged, on a message of the bot. */
  pressesRaw(data: string, message?: Message): Pressed;
}

export interface Person extends Actor {
  /** Presses Start, on the bot's page or a link: what comes after `?start=`. */
  starts(payload?: string): Message;
  blocks(): void;
  unblocks(): void;
  deactivates(): void;
  hidesForwards(): void;
  refusesVoice(): void;
  renames(change: Partial<Pick<User, 'first_name' | 'last_name' | 'username' | 'language_code'>>): void;
  /** Nothing here may be copied or forwarded. */
  protects(): void;
  /** Tells once where they are, from the app's menu. */
  shares(point: { readonly latitude: number; readonly longitude: number }): Message;
  /** Touches what stands in place of the letters. */
  taps(label: string): Message;
  /** The labels of what stands in place of the letters. */
  keyboard(): readonly string[];
  /** Everything that stands in the chat now, oldest first. */
  chat(): readonly Message[];
  /** What the bot wrote there. */
  heard(): readonly Message[];
}

export interface NewPerson {
  readonly firstName: string;
  readonly lastName?: string;
  readonly username?: string;
  /** The language of the app; some apps do not tell. */
  readonly language?: string;
  readonly isBot?: boolean;
  readonly id?: number;
}

export const createAccount = (world: World, given: NewPerson): Account => {
  const user: User = {
    id: given.id ?? world.next('account'),
    is_bot: given.isBot ?? false,
    first_name: given.firstName,
    ...(given.lastName === undefined ? {} : { last_name: given.lastName }),
    ...(given.username === undefined ? {} : { username: given.username }),
    ...(given.language === undefined ? {} : { language_code: given.language }),
  };
  const account: Account = {
    user,
    started: false,
    blocksBot: false,
    deactivated: false,
    hidesForwards: false,
    refusesVoice: false,
  };
  world.accounts.set(user.id, account);
  return account;
};

const typed = (text: string): Content => {
  const { text: whole, entities } = plain(text);
  return { text: whole, ...(entities.length === 0 ? {} : { entities: [...entities] }) };
};

const place: Readonly<{ latitude: number; longitude: number }> = { latitude: 49.7475, longitude: 13.3776 };

const isFile = (kind: Sendable): kind is FileKind => (fileKinds as readonly string[]).includes(kind);

const sentContent = (
  world: World,
  user: User,
  kind: Sendable,
  { caption = '', size }: SendOptions,
): Content => {
  if (isFile(kind)) {
    const bytes = Buffer.from(`the ${kind} of ${user.first_name}`);
    return { ...fileContent(kind, keepFile(world, kind, bytes, size)), ...typedCaption(caption) };
  }
  switch (kind) {
    case 'location':
      return { location: place };
    case 'live location':
      return { location: { ...place, live_period: 900, heading: 90, horizontal_accuracy: 15 } };
    case 'venue':
      return { location: place, venue: { location: place, title: 'Klub', address: 'Ulice 1' } };
    case 'contact':
      return { contact: { phone_number: '+420123456789', first_name: user.first_name, user_id: user.id } };
    case 'dice':
      return { dice: { emoji: '🎲', value: 4 } };
    case 'poll':
      return {
        poll: {
          id: `${world.next('file')}`,
          question: 'Jdeme?',
          options: [
            { persistent_id: '1', text: 'ano', voter_count: 0 },
            { persistent_id: '2', text: 'ne', voter_count: 0 },
          ],
          total_voter_count: 0,
          is_closed: false,
          is_anonymous: true,
          type: 'regular',
          allows_multiple_answers: false,
          allows_revoting: false,
          members_only: false,
        },
      };
    default:
      return kind satisfies never;
  }
};

const labelOf = (button: KeyboardButton): string => (typeof button === 'string' ? button : button.text);

const buttonOf = (message: Message, label: string): InlineKeyboardButton | undefined =>
  message.reply_markup?.inline_keyboard.flat().find(({ text }) => text === label);

/** Somebody in one chat; `where` is asked each time, since chats move and topics change. */
export const createActor = (
  world: World,
  account: Account,
  where: () => { readonly room: Room; readonly place: Place },
): Actor => {
  const post = (content: Content, more: Place = {}): Message => {
    const { room, place: at } = where();
    const message = write(world, room, account.user, content, { ...at, ...more });
    tell(world, room, message);
    return message;
  };

  const press = (room: Room, message: Message, data: string): Pressed => {
    const id = `${world.next('press')}`;
    const one: Press = { id, at: world.clock.now(), answer: null };
    world.presses.set(id, one);
    const known = room.messages.get(message.message_id);
    const query: CallbackQuery = {
      id,
      from: account.user,
      chat_instance: `${room.id}`,
      data,
      message: known ?? { chat: chatOf(world, room), message_id: message.message_id, date: 0 },
    };
    world.updates.add('callback_query', query, room.id);
    world.changed();
    return { id, answer: () => one.answer };
  };

  const inView = (): readonly Message[] => {
    const { room, place: at } = where();
    return [...room.messages.values()].filter(
      (message) => at.thread === undefined || message.message_thread_id === at.thread,
    );
  };

  return {
    id: account.user.id,
    get user() {
      return account.user;
    },
    says: (text, { replyTo, quote } = {}) => post(typed(text), { replyTo, quote }),
    edits: (message, text) => {
      const { room } = where();
      const before = room.messages.get(message.message_id);
      if (before === undefined) throw new Error('fake Telegram: this message is not there any more');
      const { text: _, entities: __, ...rest } = before;
      const media = before.text === undefined;
      const after: Message = {
        ...rest,
        ...(media ? typedCaption(text) : typed(text)),
        edit_date: world.date(),
      };
      room.messages.set(message.message_id, after);
      tellEdited(world, room, after);
      return after;
    },
    sends: (kind, options = {}) => post(sentContent(world, account.user, kind, options)),
    sendsAlbum: (kinds, caption = '') => {
      const album = `${world.next('album')}`;
      return kinds.map((kind, i) =>
        post({
          ...sentContent(world, account.user, kind, i === 0 ? { caption } : {}),
          media_group_id: album,
        }),
      );
    },
    forwards: (message) => post({ ...contentOf(message), forward_origin: originOf(world, message) }),
    posts: (content) => post(content),
    presses: (label) => {
      const { room } = where();
      const message = inView().findLast((one) => buttonOf(one, label) !== undefined);
      const button = message === undefined ? undefined : buttonOf(message, label);
      if (message === undefined || button === undefined) {
        throw new Error(`fake Telegram: there is no button "${label}" in this chat`);
      }
      if (!('callback_data' in button) || button.callback_data === undefined) {
        throw new Error(`fake Telegram: the button "${label}" opens a page, it tells the bot nothing`);
      }
      return press(room, message, button.callback_data);
    },
    pressesRaw: (data, message) => {
      const { room } = where();
      const on = message ?? inView().findLast(({ from }) => from?.id === world.bot.id);
      if (on === undefined) throw new Error('fake Telegram: the bot has written nothing here yet');
      return press(room, on, data);
    },
  };
};

/** A person in their private chat with the bot. */
export const createPerson = (world: World, account: Account): Person => {
  const { id } = account.user;
  const room = newRoom(id, 'private', '');
  world.rooms.set(id, room);
  const actor = createActor(world, account, () => {
    // Whoever writes has pressed Start, and lets the bot in again: the apps ask for that first.
    account.started = true;
    moves(false);
    return { room, place: {} };
  });

  const moves = (blocked: boolean): void => {
    if (account.blocksBot === blocked) return;
    account.blocksBot = blocked;
    const user = botUser(world);
    const inside = { status: 'member' as const, user };
    const outside = { status: 'kicked' as const, user, until_date: 0 };
    const change: NonNullable<Update['my_chat_member']> = {
      chat: chatOf(world, room),
      from: account.user,
      date: world.date(),
      old_chat_member: blocked ? inside : outside,
      new_chat_member: blocked ? outside : inside,
    };
    world.updates.add('my_chat_member', change, id);
    world.changed();
  };

  return {
    ...actor,
    get user() {
      return account.user;
    },
    starts: (payload = '') => {
      moves(false);
      return actor.says(payload === '' ? '/start' : `/start ${payload}`);
    },
    blocks: () => moves(true),
    unblocks: () => moves(false),
    deactivates: () => {
      account.deactivated = true;
    },
    hidesForwards: () => {
      account.hidesForwards = true;
    },
    refusesVoice: () => {
      account.refusesVoice = true;
    },
    renames: (change) => {
      account.user = { ...account.user, ...change };
    },
    protects: () => {
      room.protected = true;
    },
    shares: (point) => actor.posts({ location: point }),
    taps: (label) => {
      const button = room.keyboard.find((one) => labelOf(one) === label);
      if (button === undefined) throw new Error(`fake Telegram: there is no "${label}" to be touched`);
      const asks = typeof button !== 'string' && 'request_location' in button && button.request_location;
      return actor.posts(asks ? { location: place } : { text: label });
    },
    keyboard: () => room.keyboard.map(labelOf),
    chat: () => [...room.messages.values()],
    heard: () => [...room.messages.values()].filter(({ from }) => from?.id === world.bot.id),
  };
};
