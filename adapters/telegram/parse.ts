import type { CallbackQuery, ChatMemberUpdated, Message, Update } from 'grammy/types';
import type { Address, FromDesk, FromPerson, Worker } from '../../src/port.ts';
import type { PressSeal } from '../shared/press.ts';
import { personAddress, platform, roomAddress } from './addresses.ts';
import { contentOf } from './message-kind.ts';
import { deskSide, personSide } from './sides.ts';

type Point = Extract<FromPerson, { kind: 'place' }>['point'];

/** What must be known to read an update. */
export interface Reader {
  readonly bot: { readonly id: number; readonly username: string };
  /** The staff group; null: none is configured. */
  readonly desk: number | null;
  readonly seal: Pick<PressSeal, 'open'>;
  /** Milliseconds since 1970, for what Telegram gives no time. */
  readonly now: number;
}

/** How a bot or a person stands in a chat. */
export type Status = ChatMemberUpdated['new_chat_member']['status'];

/** What an update means for the shell. */
export type Parsed =
  | { readonly is: 'person'; readonly incoming: FromPerson }
  /** To be taken only when the platform says that the user is a member of the desk. */
  | { readonly is: 'desk'; readonly user: number; readonly incoming: FromDesk }
  /** Somebody wrote in the desk without a name: it cannot be told who it was. */
  | { readonly is: 'nameless'; readonly message: number; readonly thread: number | null }
  /** Somebody speaks to the bot where others read it. */
  | {
      readonly is: 'in-public';
      readonly chat: number;
      readonly thread: number | null;
      readonly locale: string;
    }
  /** A button in a chat that is neither a person's nor the desk. */
  | { readonly is: 'stray-press' }
  | { readonly is: 'migrated'; readonly from: number; readonly to: number }
  /** The bot itself has opened a topic at the desk. */
  | { readonly is: 'own-topic'; readonly room: Address; readonly name: string }
  /** The bot's own place in a group changed. */
  | { readonly is: 'own-place'; readonly desk: boolean; readonly chat: number; readonly status: Status }
  | { readonly is: 'membership'; readonly user: number }
  | { readonly is: 'nothing' };

const nothing: Parsed = { is: 'nothing' };

/** Reads one update. Never throws, whatever Telegram adds; unknown kinds are nothing. Pure. */
export const parse = (update: Update, reader: Reader): Parsed => {
  const key = `${platform}:${reader.bot.id}:${update.update_id}`;
  if (isObject(update.message)) return fromMessage(update.message, key, reader);
  if (isObject(update.edited_message)) return fromEdit(update.edited_message, key, reader);
  if (isObject(update.callback_query)) return fromPress(update.callback_query, key, reader);
  if (isObject(update.my_chat_member)) return fromOwnPlace(update.my_chat_member, key, reader);
  if (isObject(update.chat_member)) return fromMembership(update.chat_member, reader);
  return nothing;
};

const isObject = <T>(value: T | undefined): value is T & object =>
  typeof value === 'object' && value !== null;

const isId = (id: unknown): id is number => Number.isSafeInteger(id);

interface Told {
  readonly key: string;
  readonly at: number;
}

const fromMessage = (message: Message, key: string, reader: Reader): Parsed => {
  const { chat, from } = message;
  if (!isObject(chat) || !isId(chat.id) || !isId(message.message_id)) return nothing;
  const told: Told = { key, at: atOf(message.date, reader) };
  if (isId(message.migrate_to_chat_id)) {
    return { is: 'migrated', from: chat.id, to: message.migrate_to_chat_id };
  }
  const topic = message.forum_topic_created;
  if (isObject(topic) && from?.id === reader.bot.id && chat.id === reader.desk) {
    const room = roomAddress(chat.id, message.message_thread_id ?? message.message_id);
    return { is: 'own-topic', room, name: topic.name };
  }
  if (chat.type === 'private') return fromPerson(message, told);
  if (chat.id === reader.desk) return fromDesk(message, told, reader);
  if (!isObject(from) || from.is_bot || !speaksToBot(message, reader.bot)) return nothing;
  return {
    is: 'in-public',
    chat: chat.id,
    thread: threadOf(message),
    locale: localeOf(from.language_code) ?? '',
  };
};

const atOf = (seconds: unknown, { now }: Reader): number =>
  typeof seconds === 'number' && seconds > 0 ? seconds * 1000 : now;

const threadOf = (message: Message): number | null =>
  message.is_topic_message === true && isId(message.message_thread_id) ? message.message_thread_id : null;

const localeOf = (tag: unknown): string | null => {
  const [language] = typeof tag === 'string' ? tag.toLowerCase().split('-') : [];
  return language === undefined || language === '' ? null : language;
};

const fromPerson = (message: Message, told: Told): Parsed => {
  const { from, chat } = message;
  if (!isObject(from) || from.is_bot || !isId(from.id) || from.id !== chat.id) return nothing;
  const base = personBase(from.id, told, from.language_code);
  const content = contentOf(message);
  const name = `${message.message_id}`;
  if (content === null) return nothing;
  const point = pointOf(message);
  if (point !== null) return { is: 'person', incoming: { ...base, kind: 'place', point, message: name } };
  if (content.is === 'media') {
    const { media, caption } = content;
    const group = message.media_group_id;
    const album = typeof group === 'string' ? { album: group } : {};
    return { is: 'person', incoming: { ...base, kind: 'media', media, caption, message: name, ...album } };
  }
  // A link to the bot can say from where the person comes; Telegram puts it after the command.
  const [, origin] = /^\/start\s+([\w-]{1,64})$/.exec(content.text) ?? [];
  const said = origin === undefined ? { text: content.text } : { text: '/start', origin };
  return { is: 'person', incoming: { ...base, kind: 'text', ...said, message: name } };
};

const personBase = (user: number, { key, at }: Told, tag: unknown) => {
  const locale = localeOf(tag);
  return {
    key,
    at,
    from: 'person',
    person: personAddress(user),
    ...(locale === null ? {} : { locale }),
  } as const;
};

const fromDesk = (message: Message, { key, at }: Told, reader: Reader): Parsed => {
  const content = contentOf(message);
  const { from } = message;
  if (content === null || !isObject(from)) return nothing;
  const thread = threadOf(message);
  // Who writes as the group itself has no name that could be bound to a case.
  if (isObject(message.sender_chat)) return { is: 'nameless', message: message.message_id, thread };
  if (from.is_bot || !isId(from.id)) return nothing;
  const room = thread === null ? null : roomAddress(message.chat.id, thread);
  const base = { key, at, from: 'desk', worker: workerOf(from), message: deskMessage(message) } as const;
  if (content.is === 'media') {
    return room === null
      ? nothing
      : { is: 'desk', user: from.id, incoming: { ...base, kind: 'media', room } };
  }
  const { text } = content;
  if (isForAnother(text, reader.bot.username)) return nothing;
  const quote = quoteOf(message, reader.bot.id);
  const answers = answeredBy(message);
  const incoming = {
    ...base,
    kind: 'text',
    room,
    text,
    ...(quote === null ? {} : { quote }),
    ...answers,
  } as const;
  return { is: 'desk', user: from.id, incoming };
};

/** Where the person is, told once: not a place with a name, nor one that moves, nor somebody else's. */
const pointOf = ({ location, venue, forward_origin: forwarded }: Message): Point | null => {
  if (!isObject(location) || isObject(venue) || isObject(forwarded)) return null;
  const { latitude: lat, longitude: lon, live_period: moves } = location;
  const isPoint = Number.isFinite(lat) && Number.isFinite(lon) && moves === undefined;
  return isPoint ? { lat, lon } : null;
};

/** Messages of the group are named apart from those of the private chat, whose numbers run by themselves. */
const deskMessage = ({ message_id }: Message): string => `d${message_id}`;

/** In a topic everything answers at least the message that it began with. */
const answeredBy = (message: Message): { readonly answers?: string } => {
  const answered = message.reply_to_message;
  return isObject(answered) && isId(answered.message_id) ? { answers: deskMessage(answered) } : {};
};

/** Whose words a worker answers and which, when it is one message that the bot has passed on: "Name: words". */
const quoteOf = (message: Message, bot: number): { readonly by: string; readonly text: string } | null => {
  const answered = message.reply_to_message;
  const text = answered?.text;
  if (!isObject(answered) || typeof text !== 'string' || answered.from?.id !== bot) return null;
  const names = (answered.entities ?? []).filter(({ type }) => type === 'bold');
  const [name] = names;
  if (name === undefined || name.offset !== 0 || text[name.length - 1] !== ':') return null;
  const by = text.slice(0, name.length - 1);
  const chosen = message.quote?.text;
  if (typeof chosen === 'string' && chosen.trim() !== '') return { by, text: asSaid(chosen) };
  // Several turns in one message: which is meant cannot be told, unless it is chosen.
  return names.length > 1 ? null : { by, text: asSaid(text.slice(name.length)) };
};

/** Without the joiners that keep names and commands from working in the group. */
const asSaid = (text: string): string => text.replaceAll('\u2060', '').trim();

const workerOf = (user: { readonly id: number; readonly first_name?: string }): Worker => ({
  id: `${platform}:${user.id}`,
  name:
    typeof user.first_name === 'string' && user.first_name.trim() !== ''
      ? user.first_name.trim()
      : `${user.id}`,
});

/** "/take@another_bot" is said to somebody else. */
const isForAnother = (text: string, username: string): boolean => {
  const [, named] = /^\/\w+@(\w+)/.exec(text) ?? [];
  return named !== undefined && named.toLowerCase() !== username.toLowerCase();
};

/** In a group the bot is spoken to by a command, by its name, or by a reply to it. */
const speaksToBot = (message: Message, bot: Reader['bot']): boolean => {
  const text = message.text ?? message.caption;
  if (typeof text !== 'string') return false;
  if (isForAnother(text, bot.username)) return false;
  return (
    text.startsWith('/') ||
    text.toLowerCase().includes(`@${bot.username.toLowerCase()}`) ||
    message.reply_to_message?.from?.id === bot.id
  );
};

const fromEdit = (message: Message, key: string, reader: Reader): Parsed => {
  const { chat, from } = message;
  if (!isObject(chat) || !isObject(from) || from.is_bot) return nothing;
  if (!isId(from.id) || !isId(chat.id) || !isId(message.message_id)) return nothing;
  const text = message.text ?? message.caption;
  // A live location that moves is an edit as well, and nobody said anything.
  if (typeof text !== 'string') return nothing;
  const told = { key, at: atOf(message.edit_date, reader) };
  if (chat.id === reader.desk) {
    const thread = threadOf(message);
    if (thread === null || isObject(message.sender_chat)) return nothing;
    const room = roomAddress(chat.id, thread);
    const desk = { ...told, from: 'desk', worker: workerOf(from), message: deskMessage(message) } as const;
    return { is: 'desk', user: from.id, incoming: { ...desk, kind: 'edit', room, text } };
  }
  if (chat.type !== 'private' || from.id !== chat.id) return nothing;
  const base = personBase(from.id, told, from.language_code);
  return { is: 'person', incoming: { ...base, kind: 'edit', text, message: `${message.message_id}` } };
};

const fromPress = (query: CallbackQuery, key: string, reader: Reader): Parsed => {
  const { from, message } = query;
  const chat = message?.chat;
  const data = typeof query.data === 'string' ? query.data : '';
  if (!isObject(from) || from.is_bot || !isId(from.id) || !isObject(chat)) return { is: 'stray-press' };
  const told = { key, at: reader.now };
  if (chat.type === 'private' && chat.id === from.id) {
    const base = personBase(from.id, told, from.language_code);
    // What is not ours is told to the core as an empty press, which it answers as an old button.
    const opened = reader.seal.open(personSide(from.id), data) ?? '';
    return { is: 'person', incoming: { ...base, kind: 'press', data: opened } };
  }
  if (chat.id !== reader.desk) return { is: 'stray-press' };
  // A message that is too old to be shown has no thread; then the press is one on the desk.
  const thread = message !== undefined && 'is_topic_message' in message ? threadOf(message) : null;
  const room = thread === null ? null : roomAddress(chat.id, thread);
  const opened = reader.seal.open(deskSide, data) ?? '';
  const incoming = {
    ...told,
    from: 'desk',
    worker: workerOf(from),
    kind: 'press',
    room,
    data: opened,
  } as const;
  return { is: 'desk', user: from.id, incoming };
};

const fromOwnPlace = (change: ChatMemberUpdated, key: string, reader: Reader): Parsed => {
  const { chat, from, new_chat_member: now } = change;
  if (!isObject(chat) || !isId(chat.id) || !isObject(now)) return nothing;
  if (chat.type !== 'private') {
    return { is: 'own-place', desk: chat.id === reader.desk, chat: chat.id, status: now.status };
  }
  if (!isObject(from) || !isId(from.id) || from.id !== chat.id) return nothing;
  const told = { key, at: atOf(change.date, reader) };
  const base = personBase(from.id, told, from.language_code);
  const gone = now.status === 'kicked' || now.status === 'left';
  return { is: 'person', incoming: { ...base, kind: gone ? 'left' : 'returned' } };
};

const fromMembership = ({ chat, new_chat_member: now }: ChatMemberUpdated, reader: Reader): Parsed =>
  isObject(chat) && chat.id === reader.desk && isObject(now) && isId(now.user?.id)
    ? { is: 'membership', user: now.user.id }
    : nothing;
