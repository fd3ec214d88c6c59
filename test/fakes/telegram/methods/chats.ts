import type { ChatFullInfo } from '@grammyjs/types';
import type { Call, Handlers } from '../call.ts';
import { badRequest } from '../refusal.ts';
import { joinedRoom, namedRoom } from '../target.ts';
import {
  botUser,
  chatOf,
  isInside,
  memberOf,
  type Room,
  setMember,
  shown,
  tell,
  type World,
  write,
} from '../world.ts';

const fullInfo = (world: World, room: Room): ChatFullInfo => {
  const pin = room.pinned.at(-1);
  const pinned = pin === undefined ? undefined : room.messages.get(pin);
  const common = {
    accent_color_id: 0,
    max_reaction_count: 11,
    accepted_gift_types: {
      unlimited_gifts: false,
      limited_gifts: false,
      unique_gifts: false,
      premium_subscription: false,
      gifts_from_channels: false,
    },
    ...(pinned === undefined ? {} : { pinned_message: shown(pinned) }),
    ...(room.protected && room.kind !== 'private' ? { has_protected_content: true as const } : {}),
  };
  return { ...chatOf(world, room), ...common } as ChatFullInfo;
};

const groupOf = (call: Call): Room => {
  const room = joinedRoom(call.world, call.parameters);
  if (room.kind === 'private') throw badRequest('there are no administrators in the private chat');
  return room;
};

export const chats: Handlers = {
  getChat: ({ world, parameters }) => {
    const room = namedRoom(world, parameters);
    return fullInfo(world, room.kind === 'private' ? room : joinedRoom(world, parameters));
  },
  getChatMember: (call) => {
    const room = joinedRoom(call.world, call.parameters);
    const id = call.parameters.integer('user_id');
    if (id === undefined) throw badRequest('invalid user_id specified');
    const user = id === call.world.bot.id ? botUser(call.world) : call.world.accounts.get(id)?.user;
    if (user === undefined) throw badRequest('user not found');
    if (room.kind === 'private') return { status: 'member', user };
    return memberOf(room, user);
  },
  getChatAdministrators: (call) =>
    [...groupOf(call).members.values()].filter(
      (member): member is Extract<typeof member, { status: 'creator' | 'administrator' }> =>
        (member.status === 'creator' || member.status === 'administrator') &&
        (!member.user.is_bot || member.user.id === call.world.bot.id),
    ),
  getChatMemberCount: (call) => [...groupOf(call).members.values()].filter(isInside).length,
  leaveChat: (call) => {
    const { world } = call;
    const room = joinedRoom(world, call.parameters);
    if (room.kind === 'private') throw badRequest("chat can't be left");
    const user = botUser(world);
    setMember(world, room, user, { status: 'left', user });
    tell(world, room, write(world, room, user, { left_chat_member: user }));
    return true;
  },
};
