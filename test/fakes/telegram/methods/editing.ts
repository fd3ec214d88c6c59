import { isDeepStrictEqual } from 'node:util';
import type { InlineKeyboardMarkup, Message, ReactionType, ReactionTypeEmoji } from '@grammyjs/types';
import type { Call, Handlers } from '../call.ts';
import { keyboardOf } from '../markup.ts';
import { givenCaption } from '../media.ts';
import { badRequest } from '../refusal.ts';
import { botHasRight, joinedRoom, namedMessage, takeLimit } from '../target.ts';
import { botUser, type Content, isService, type Room, shown, tell, write } from '../world.ts';
import { givenText } from './sending.ts';

const twoDays = 48 * 3600;

const notModified = (): Error =>
  badRequest(
    'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
  );

/** Puts new content into a message of the bot. */
const edit = (
  call: Call,
  has: 'text' | 'caption' | null,
  content: (message: Message) => Content,
): Message => {
  const { world, parameters } = call;
  const keyboard = keyboardOf(parameters.json<InlineKeyboardMarkup>('reply_markup'));
  const room = joinedRoom(world, parameters);
  const before = namedMessage(call, room, 'edit');
  if (before.from?.id !== world.bot.id || isService(before) || room.fixed.has(before.message_id)) {
    throw badRequest("message can't be edited");
  }
  if (has === 'text' && before.text === undefined)
    throw badRequest('there is no text in the message to edit');
  if (has === 'caption' && before.text !== undefined) {
    throw badRequest('there is no caption in the message to edit');
  }
  const after: Message = {
    ...content(before),
    ...(keyboard === undefined ? {} : { reply_markup: keyboard }),
  } as Message;
  const { edit_date: _, ...same } = before;
  if (isDeepStrictEqual(same, after)) throw notModified();
  takeLimit(call, room, 'edit');
  const edited = { ...after, edit_date: world.date() };
  room.messages.set(before.message_id, edited);
  world.changed();
  return edited;
};

const without = <K extends keyof Message>(message: Message, fields: readonly K[]): Omit<Message, K> => {
  const rest = { ...message };
  for (const field of fields) delete rest[field];
  return rest;
};

const remove = (call: Call, room: Room, message: Message): void => {
  const { world } = call;
  const own = message.from?.id === world.bot.id;
  const tooOld = world.date() - message.date > twoDays;
  const mayOthers = room.kind === 'private' || botHasRight(world, room, 'can_delete_messages');
  const first = room.topics.has(message.message_id);
  if (first || (own || room.kind === 'private' ? tooOld : !mayOthers)) {
    throw badRequest("message can't be deleted");
  }
  room.messages.delete(message.message_id);
  const pin = room.pinned.indexOf(message.message_id);
  if (pin >= 0) room.pinned.splice(pin, 1);
  world.changed();
};

/** The only emoji that a reaction may be. */
export const reactionEmoji: readonly ReactionTypeEmoji['emoji'][] = [
  ...([
    '👍',
    '👎',
    '❤',
    '🔥',
    '🥰',
    '👏',
    '😁',
    '🤔',
    '🤯',
    '😱',
    '🤬',
    '😢',
    '🎉',
    '🤩',
    '🤮',
    '💩',
  ] as const),
  ...([
    '🙏',
    '👌',
    '🕊',
    '🤡',
    '🥱',
    '🥴',
    '😍',
    '🐳',
    '❤‍🔥',
    '🌚',
    '🌭',
    '💯',
    '🤣',
    '⚡',
    '🍌',
    '🏆',
  ] as const),
  ...([
    '💔',
    '🤨',
    '😐',
    '🍓',
    '🍾',
    '💋',
    '🖕',
    '😈',
    '😴',
    '😭',
    '🤓',
    '👻',
    '👨‍💻',
    '👀',
    '🎃',
    '🙈',
  ] as const),
  ...([
    '😇',
    '😨',
    '🤝',
    '✍',
    '🤗',
    '🫡',
    '🎅',
    '🎄',
    '☃',
    '💅',
    '🤪',
    '🗿',
    '🆒',
    '💘',
    '🙉',
    '🦄',
  ] as const),
  ...(['😘', '💊', '🙊', '😎', '👾', '🤷‍♂', '🤷', '🤷‍♀', '😡'] as const),
];

const react = (call: Call): true => {
  const room = joinedRoom(call.world, call.parameters);
  const message = namedMessage(call, room, 'react');
  if (isService(message)) throw badRequest("message can't be reacted");
  const reactions = call.parameters.json<readonly ReactionType[]>('reaction') ?? [];
  for (const one of reactions) {
    if (one.type !== 'emoji' || !reactionEmoji.includes(one.emoji)) throw badRequest('REACTION_INVALID');
  }
  if (reactions.length > 1) throw badRequest('REACTIONS_TOO_MANY');
  room.reactions.set(message.message_id, reactions);
  call.world.changed();
  return true;
};

const mayPin = (call: Call, room: Room): void => {
  if (room.kind !== 'private' && !botHasRight(call.world, room, 'can_pin_messages')) {
    throw badRequest('not enough rights to manage pinned messages in the chat');
  }
};

export const editing: Handlers = {
  editMessageText: (call) => {
    const text = givenText(call);
    return edit(call, 'text', (before) => ({
      ...without(before, ['text', 'entities', 'reply_markup', 'link_preview_options', 'edit_date']),
      ...text,
    }));
  },
  editMessageCaption: (call) => {
    const caption = givenCaption(call.parameters);
    return edit(call, 'caption', (before) => ({
      ...without(before, ['caption', 'caption_entities', 'reply_markup', 'edit_date']),
      ...caption,
    }));
  },
  editMessageReplyMarkup: (call) =>
    edit(call, null, (before) => without(before, ['reply_markup', 'edit_date'])),
  deleteMessage: (call) => {
    const room = joinedRoom(call.world, call.parameters);
    remove(call, room, namedMessage(call, room, 'delete'));
    return true;
  },
  deleteMessages: (call) => {
    const room = joinedRoom(call.world, call.parameters);
    const ids = call.parameters.json<readonly number[]>('message_ids') ?? [];
    if (ids.length < 1 || ids.length > 100) throw badRequest('message identifiers are not specified');
    for (const id of ids) {
      const message = room.messages.get(id);
      if (message !== undefined) remove(call, room, message);
    }
    return true;
  },
  pinChatMessage: (call) => {
    const { world } = call;
    const room = joinedRoom(world, call.parameters);
    const message = namedMessage(call, room, 'pin');
    mayPin(call, room);
    if (room.pinned.includes(message.message_id)) return true;
    room.pinned.push(message.message_id);
    const thread = message.is_topic_message === true ? message.message_thread_id : undefined;
    tell(world, room, write(world, room, botUser(world), { pinned_message: shown(message) }, { thread }));
    return true;
  },
  unpinChatMessage: (call) => {
    const room = joinedRoom(call.world, call.parameters);
    mayPin(call, room);
    const id = call.parameters.integer('message_id') ?? room.pinned.at(-1);
    const at = id === undefined ? -1 : room.pinned.indexOf(id);
    if (at < 0) throw badRequest('message to unpin not found');
    room.pinned.splice(at, 1);
    call.world.changed();
    return true;
  },
  setMessageReaction: react,
};
