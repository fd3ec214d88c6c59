import { refusal } from './refusal.ts';
import { bareMember } from './shapes.ts';
import type { Room, Stored, World } from './world.ts';

const isEmoji = (name: string): boolean =>
  /\p{Extended_Pictographic}|\p{Regional_Indicator}|✓|✅/u.test(name);

const told = (world: World, room: Room, stored: Stored, user: string, emoji: string): object => {
  const [, custom, id] = /^(.+):(\d+)$/.exec(emoji) ?? [];
  const account = world.accounts.get(user);
  const member = room.guild === null ? null : bareMember(world, room.guild, user);
  return {
    user_id: user,
    channel_id: room.id,
    message_id: stored.message.id,
    message_author_id: stored.message.author.id,
    emoji: custom === undefined ? { id: null, name: emoji } : { id, name: custom },
    burst: false,
    type: 0,
    ...(room.guild === null ? {} : { guild_id: room.guild.id }),
    ...(member === null ? {} : { member: { ...member, user: account?.user } }),
  };
};

/** Somebody reacts to a message; the same reaction again changes nothing. */
export const react = (world: World, room: Room, stored: Stored, user: string, emoji: string): void => {
  if (!isEmoji(emoji) && !/^\w+:\d+$/.test(emoji)) throw refusal(10014);
  const users = stored.reactions.get(emoji) ?? new Set<string>();
  stored.reactions.set(emoji, users);
  if (users.has(user)) return;
  users.add(user);
  world.tell({ event: 'MESSAGE_REACTION_ADD', data: told(world, room, stored, user, emoji), room });
};

export const unreact = (world: World, room: Room, stored: Stored, user: string, emoji: string): void => {
  const users = stored.reactions.get(emoji);
  if (users?.delete(user) !== true) return;
  if (users.size === 0) stored.reactions.delete(emoji);
  const {
    member: _,
    message_author_id: __,
    ...rest
  } = told(world, room, stored, user, emoji) as {
    member?: object;
    message_author_id: string;
  };
  world.tell({ event: 'MESSAGE_REACTION_REMOVE', data: rest, room });
};
