import { type APIMessage, MessageType } from 'discord-api-types/v10';
import { bodyOf, type Call, nothing, numberIn, ok, param, type Route, readsHere, roomOf } from '../call.ts';
import { withoutContent } from '../intents.ts';
import type { MessageForm } from '../message-form.ts';
import { change, compose, drop, findMessage, isTextual, place, tellEdited, writeAsBot } from '../messages.ts';
import { demand, may } from '../permissions.ts';
import { Refusal, refusal } from '../refusal.ts';
import { messageShape } from '../shapes.ts';
import { isoNow, isThread, type Room, type Stored, type World } from '../world.ts';

/** Whether the person of a private chat can be written to. */
const demandReach = (world: World, { account }: Room): void => {
  if (account === null) return;
  if (account.closed) throw refusal(50007);
  const together = [...world.guilds.values()].some(
    ({ members }) => members.has(account.user.id) && members.has(world.bot.id),
  );
  if (!account.hasApp && !together) throw refusal(50278);
};

const demandOpenThread = (world: World, room: Room): void => {
  if (room.thread === null) return;
  if (room.thread.locked && room.thread.archived) throw refusal(50083);
  if (room.thread.locked && !may(room, world.bot.id, 'ManageThreads')) throw refusal(160005);
};

const demandUnarchived = ({ thread }: Room): void => {
  if (thread?.archived === true) throw refusal(50083);
};

const sendRight = (room: Room) => (isThread(room) ? 'SendMessagesInThreads' : 'SendMessages');

/** Whether the bot may write here, with what it wants to write. */
const demandWriting = (call: Call, room: Room, form: MessageForm): void => {
  const { world } = call;
  demandReach(world, room);
  if (!isTextual(room)) throw refusal(50008);
  if (room.guild === null) return;
  demand(room, world.bot.id, sendRight(room));
  if (call.files.length > 0) demand(room, world.bot.id, 'AttachFiles');
  if (form.message_reference?.message_id !== undefined && !may(room, world.bot.id, 'ReadMessageHistory')) {
    throw new Refusal(403, 160002, 'Cannot reply without permission to read message history');
  }
  demandOpenThread(world, room);
};

const shown = (call: Call, room: Room, stored: Stored): APIMessage => {
  const message = messageShape(call.world, stored);
  return readsHere(call, room) ? message : withoutContent(message, false, call.world.bot.id);
};

const listed = (call: Call, room: Room): readonly Stored[] => {
  const { query } = call;
  const limit = numberIn(query, 'limit', 50, 100);
  const all = [...room.messages.values()].toSorted((a, b) =>
    BigInt(a.message.id) < BigInt(b.message.id) ? -1 : 1,
  );
  const bound = (name: string): bigint | null => {
    const id = query.get(name);
    return id === null ? null : BigInt(id);
  };
  const [after, before, around] = [bound('after'), bound('before'), bound('around')];
  if (after !== null) return all.filter(({ message }) => BigInt(message.id) > after).slice(0, limit);
  if (before !== null) return all.filter(({ message }) => BigInt(message.id) < before).slice(-limit);
  if (around !== null) {
    const at = all.findIndex(({ message }) => BigInt(message.id) >= around);
    const from = Math.max(0, at - Math.floor(limit / 2));
    return all.slice(from, from + limit);
  }
  return all.slice(-limit);
};

const pin = (call: Call, isPinned: boolean): typeof nothing => {
  const { world } = call;
  const room = roomOf(call);
  if (room.guild !== null) demand(room, world.bot.id, 'PinMessages');
  demandUnarchived(room);
  const stored = findMessage(room, param(call, 'message'));
  if (stored.message.pinned === isPinned) return nothing;
  const pinned = [...room.messages.values()].filter(({ message }) => message.pinned);
  if (isPinned && pinned.length >= 250) throw refusal(30003);
  stored.message = { ...stored.message, pinned: isPinned };
  stored.pinnedAt = isPinned ? isoNow(world) : null;
  tellEdited(world, room, stored);
  world.tell({
    event: 'CHANNEL_PINS_UPDATE',
    data: {
      channel_id: room.id,
      last_pin_timestamp: stored.pinnedAt,
      ...(room.guild === null ? {} : { guild_id: room.guild.id }),
    },
    room,
  });
  if (isPinned) {
    const note = compose(world, room, world.bot, {}, [], {
      type: MessageType.ChannelPinnedMessage,
      message_reference: {
        type: 0,
        channel_id: room.id,
        message_id: stored.message.id,
        ...(room.guild === null ? {} : { guild_id: room.guild.id }),
      },
    });
    place(world, room, note);
  }
  return nothing;
};

const pinsOf = (room: Room): readonly Stored[] =>
  [...room.messages.values()]
    .filter(({ message }) => message.pinned)
    .toSorted((a, b) => (a.pinnedAt ?? '').localeCompare(b.pinnedAt ?? ''))
    .toReversed();

export const messageRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/channels/:channel/messages',
    run: (call) => {
      const room = roomOf(call);
      demand(room, call.world.bot.id);
      if (!isTextual(room)) throw refusal(50008);
      if (!may(room, call.world.bot.id, 'ReadMessageHistory')) return ok([]);
      return ok(
        listed(call, room)
          .toReversed()
          .map((stored) => shown(call, room, stored)),
      );
    },
  },
  {
    method: 'POST',
    path: '/channels/:channel/messages',
    run: (call) => {
      const room = roomOf(call);
      const form = bodyOf<MessageForm>(call);
      demandWriting(call, room, form);
      return ok(writeAsBot(call.world, room, form, call.files));
    },
  },
  {
    method: 'GET',
    path: '/channels/:channel/messages/pins',
    run: (call) => {
      const room = roomOf(call);
      demand(room, call.world.bot.id);
      const items = pinsOf(room).map((one) => ({ pinned_at: one.pinnedAt, message: shown(call, room, one) }));
      return ok({ items, has_more: false });
    },
  },
  {
    method: 'GET',
    path: '/channels/:channel/pins',
    run: (call) => {
      const room = roomOf(call);
      demand(room, call.world.bot.id);
      return ok(pinsOf(room).map((one) => shown(call, room, one)));
    },
  },
  { method: 'PUT', path: '/channels/:channel/messages/pins/:message', run: (call) => pin(call, true) },
  { method: 'DELETE', path: '/channels/:channel/messages/pins/:message', run: (call) => pin(call, false) },
  { method: 'PUT', path: '/channels/:channel/pins/:message', run: (call) => pin(call, true) },
  { method: 'DELETE', path: '/channels/:channel/pins/:message', run: (call) => pin(call, false) },
  {
    method: 'POST',
    path: '/channels/:channel/messages/bulk-delete',
    run: (call) => {
      const room = roomOf(call);
      const { messages = [] } = bodyOf<{ messages?: readonly string[] }>(call);
      if (room.guild === null) throw refusal(50003);
      demand(room, call.world.bot.id, 'ManageMessages');
      const ids = messages.filter((id) => room.messages.delete(id));
      call.world.tell({
        event: 'MESSAGE_DELETE_BULK',
        data: { ids, channel_id: room.id, guild_id: room.guild.id },
        room,
      });
      return nothing;
    },
  },
  {
    method: 'GET',
    path: '/channels/:channel/messages/:message',
    run: (call) => {
      const room = roomOf(call);
      demand(room, call.world.bot.id, 'ReadMessageHistory');
      return ok(shown(call, room, findMessage(room, param(call, 'message'))));
    },
  },
  {
    method: 'PATCH',
    path: '/channels/:channel/messages/:message',
    run: (call) => {
      const { world } = call;
      const room = roomOf(call);
      demand(room, world.bot.id);
      demandUnarchived(room);
      const stored = findMessage(room, param(call, 'message'));
      if (stored.message.author.id !== world.bot.id) throw refusal(50005);
      change(world, room, stored, bodyOf<MessageForm>(call), call.files);
      tellEdited(world, room, stored);
      return ok(messageShape(world, stored));
    },
  },
  {
    method: 'DELETE',
    path: '/channels/:channel/messages/:message',
    run: (call) => {
      const { world } = call;
      const room = roomOf(call);
      demand(room, world.bot.id);
      demandUnarchived(room);
      const { message } = findMessage(room, param(call, 'message'));
      if (message.author.id !== world.bot.id) {
        if (room.guild === null) throw refusal(50003);
        demand(room, world.bot.id, 'ManageMessages');
      }
      drop(world, room, message.id);
      return nothing;
    },
  },
  {
    method: 'POST',
    path: '/channels/:channel/typing',
    run: (call) => {
      const { world } = call;
      const room = roomOf(call);
      if (room.guild !== null) demand(room, world.bot.id, sendRight(room));
      world.changed();
      return nothing;
    },
  },
];
