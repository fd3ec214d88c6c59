import { type Call, nothing, ok, param, type Route, roomOf } from '../call.ts';
import { findMessage } from '../messages.ts';
import { demand } from '../permissions.ts';
import { react, unreact } from '../reacting.ts';
import { refusal } from '../refusal.ts';
import { userOf } from '../shapes.ts';
import type { Room, Stored } from '../world.ts';

const target = (call: Call): { readonly room: Room; readonly stored: Stored; readonly emoji: string } => {
  const room = roomOf(call);
  demand(room, call.world.bot.id);
  if (room.thread?.archived === true) throw refusal(50083);
  return { room, stored: findMessage(room, param(call, 'message')), emoji: param(call, 'emoji') };
};

const at = '/channels/:channel/messages/:message/reactions';

export const reactionRoutes: readonly Route[] = [
  {
    method: 'PUT',
    path: `${at}/:emoji/@me`,
    run: (call) => {
      const { room, stored, emoji } = target(call);
      demand(room, call.world.bot.id, 'ReadMessageHistory');
      // Whoever joins a reaction that is there needs no right to begin one.
      if (!stored.reactions.has(emoji)) demand(room, call.world.bot.id, 'AddReactions');
      react(call.world, room, stored, call.world.bot.id, emoji);
      return nothing;
    },
  },
  {
    method: 'DELETE',
    path: `${at}/:emoji/@me`,
    run: (call) => {
      const { room, stored, emoji } = target(call);
      unreact(call.world, room, stored, call.world.bot.id, emoji);
      return nothing;
    },
  },
  {
    method: 'DELETE',
    path: `${at}/:emoji/:user`,
    run: (call) => {
      const { room, stored, emoji } = target(call);
      demand(room, call.world.bot.id, 'ManageMessages');
      unreact(call.world, room, stored, param(call, 'user'), emoji);
      return nothing;
    },
  },
  {
    method: 'GET',
    path: `${at}/:emoji`,
    run: (call) => {
      const { stored, emoji } = target(call);
      const users = [...(stored.reactions.get(emoji) ?? [])];
      return ok(users.flatMap((id) => userOf(call.world, id) ?? []));
    },
  },
];
