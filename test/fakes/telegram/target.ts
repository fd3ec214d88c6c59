import type { ChatMember, Message, ReplyParameters } from '@grammyjs/types';
import type { Call } from './call.ts';
import { badRequest, forbidden, Refusal, tooMany, upgraded } from './refusal.ts';
import { generalTopic, isInside, memberOf, type Place, type Room, type World } from './world.ts';

/** The chat that a request names, whatever the bot may do there. */
export const namedRoom = (world: World, parameters: Call['parameters'], name = 'chat_id'): Room => {
  if (!parameters.has(name)) throw badRequest(`${name} is empty`);
  const id = parameters.integer(name);
  const room = id === undefined ? undefined : world.rooms.get(id);
  if (room === undefined) throw badRequest('chat not found');
  if (room.movedTo !== null) throw upgraded(room.movedTo);
  return room;
};

/** The chat that a request names, when the bot is in it. */
export const joinedRoom = (world: World, parameters: Call['parameters'], name = 'chat_id'): Room => {
  const room = namedRoom(world, parameters, name);
  if (room.kind === 'private') {
    checkPerson(world, room.id);
    return room;
  }
  const kind = room.kind === 'group' ? 'group' : 'supergroup';
  const member = memberOf(room, world.bot);
  if (member.status === 'kicked') throw forbidden(`bot was kicked from the ${kind} chat`);
  if (!isInside(member)) throw forbidden(`bot is not a member of the ${kind} chat`);
  return room;
};

const checkPerson = (world: World, id: number): void => {
  const account = world.accounts.get(id);
  if (account === undefined) throw badRequest('chat not found');
  if (account.deactivated) throw forbidden('user is deactivated');
  if (account.blocksBot) throw forbidden('bot was blocked by the user');
  if (account.started) return;
  // A stranger is not even known, until they are met in a group.
  const isMet = [...world.rooms.values()].some(
    (room) => room.members.has(id) && room.members.has(world.bot.id),
  );
  throw isMet ? forbidden("bot can't initiate conversation with a user") : badRequest('chat not found');
};

export type Right = 'can_manage_topics' | 'can_delete_messages' | 'can_pin_messages';

export const hasRight = (member: ChatMember, right: Right): boolean =>
  member.status === 'creator' || (member.status === 'administrator' && member[right] === true);

export const botHasRight = (world: World, room: Room, right: Right): boolean =>
  hasRight(memberOf(room, world.bot), right);

/** The thread that a request names; the general topic has none. */
const threadOf = (call: Call, room: Room): number | undefined => {
  const id = call.parameters.integer('message_thread_id');
  if (id === undefined || id === 0) return undefined;
  // As it is on the real server: the general topic is reached by naming no topic at all.
  if (!room.isForum || id === generalTopic) throw badRequest('message thread not found');
  const topic = room.topics.get(id);
  if (topic === undefined || topic.unreachable) throw badRequest('message thread not found');
  if (topic.closed && !botHasRight(call.world, room, 'can_manage_topics')) throw badRequest('TOPIC_CLOSED');
  return id;
};

const repliedIn = (room: Room, reply: ReplyParameters | undefined): Message | undefined => {
  if (reply === undefined) return undefined;
  const message = room.messages.get(reply.message_id ?? 0);
  if (message === undefined && reply.allow_sending_without_reply !== true) {
    throw badRequest('message to be replied not found');
  }
  const words = message?.text ?? message?.caption ?? '';
  if (message !== undefined && reply.quote !== undefined && !words.includes(reply.quote)) {
    throw badRequest('QUOTE_TEXT_INVALID');
  }
  return message;
};

/** The limit is asked last, when all else is right: only what is really sent counts. */
export const takeLimit = (call: Call, room: Room, kind: 'send' | 'edit', messages = 1): void => {
  const wait = call.limits.take(room.id, room.kind !== 'private', kind, messages);
  if (wait !== null) throw tooMany(wait);
};

export interface Target {
  readonly room: Room;
  readonly place: Place;
}

/** Where a request sends to. */
export const targetOf = (call: Call): Target => {
  const { world, parameters } = call;
  const room = joinedRoom(world, parameters);
  const member = memberOf(room, world.bot);
  if (room.kind !== 'private' && member.status === 'restricted' && !member.can_send_messages) {
    throw new Refusal(400, 'Bad Request: not enough rights to send text messages to the chat');
  }
  const thread = threadOf(call, room);
  const reply = parameters.json<ReplyParameters>('reply_parameters');
  const replyTo = repliedIn(room, reply);
  return { room, place: { thread, replyTo, quote: replyTo === undefined ? undefined : reply?.quote } };
};

/** The message that a request names; `toWhat` stands in the refusal. */
export const namedMessage = (call: Call, room: Room, toWhat: string): Message => {
  const id = call.parameters.integer('message_id');
  const message = id === undefined ? undefined : room.messages.get(id);
  if (message === undefined) throw badRequest(`message to ${toWhat} not found`);
  return message;
};
