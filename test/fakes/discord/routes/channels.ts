import { type APIGuildForumTag, type APIOverwrite, ChannelType } from 'discord-api-types/v10';
import { bodyOf, type Call, created, nothing, ok, param, type Route, roomOf } from '../call.ts';
import { checkForm, type MessageForm } from '../message-form.ts';
import { compose, findMessage, place } from '../messages.ts';
import { demand, may } from '../permissions.ts';
import { refusal } from '../refusal.ts';
import { channelShape, threadMemberShape } from '../shapes.ts';
import {
  changeThread,
  checkAutoArchive,
  checkName,
  checkTags,
  openThread,
  removeRoom,
  type ThreadChange,
  tellOpened,
} from '../threads.ts';
import { isoNow, type Room, type World } from '../world.ts';

interface ThreadForm {
  readonly name?: string;
  readonly type?: ChannelType;
  readonly auto_archive_duration?: number;
  readonly applied_tags?: readonly string[];
  readonly message?: MessageForm;
}

const threadOptions = (form: ThreadForm) => ({
  name: form.name ?? '',
  ...(form.auto_archive_duration === undefined ? {} : { autoArchive: form.auto_archive_duration }),
});

const openPost = (call: Call, forum: Room, form: ThreadForm): object => {
  const { world } = call;
  demand(forum, world.bot.id, 'SendMessages');
  checkTags(forum, form.applied_tags ?? [], may(forum, world.bot.id, 'ManageThreads'));
  const message = form.message ?? {};
  checkForm(message);
  const hasText = (message.content ?? '').trim() !== '' || (message.components ?? []).length > 0;
  if (!hasText && (message.embeds ?? []).length === 0 && call.files.length === 0) throw refusal(50006);
  const post = openThread(world, forum, {
    ...threadOptions(form),
    ownerId: world.bot.id,
    tags: form.applied_tags ?? [],
  });
  tellOpened(world, post);
  // The first message of a post has the number of the post.
  const first = place(world, post, compose(world, post, world.bot, message, call.files, { id: post.id }));
  return { ...channelShape(world, post), message: first };
};

const openInText = (call: Call, parent: Room, form: ThreadForm): object => {
  const { world } = call;
  const isPrivate = form.type !== ChannelType.PublicThread;
  demand(parent, world.bot.id, isPrivate ? 'CreatePrivateThreads' : 'CreatePublicThreads');
  const thread = openThread(world, parent, {
    ...threadOptions(form),
    ownerId: world.bot.id,
    type: isPrivate ? ChannelType.PrivateThread : ChannelType.PublicThread,
  });
  tellOpened(world, thread);
  return channelShape(world, thread);
};

const patchThread = (world: World, room: Room, change: ThreadChange): void => {
  const { thread } = room;
  if (thread === null) return;
  const isModerator = may(room, world.bot.id, 'ManageThreads');
  if (change.name !== undefined) checkName(change.name);
  checkAutoArchive(change.auto_archive_duration);
  if (thread.archived && change.archived !== false) throw refusal(50083);
  if (!isModerator && (thread.ownerId !== world.bot.id || change.locked !== undefined)) throw refusal(50013);
  if (!isModerator && thread.locked && thread.archived) throw refusal(50013);
  const forum = room.guild?.rooms.get(room.parentId ?? '');
  if (change.applied_tags !== undefined && forum !== undefined)
    checkTags(forum, change.applied_tags, isModerator);
  changeThread(world, room, change);
};

interface ChannelChange {
  readonly name?: string;
  readonly topic?: string | null;
  readonly available_tags?: readonly (Partial<APIGuildForumTag> & { readonly name: string })[];
  readonly permission_overwrites?: readonly APIOverwrite[];
  readonly flags?: number;
}

const patchChannel = (world: World, room: Room, change: ChannelChange): void => {
  demand(room, world.bot.id, 'ManageChannels');
  if (change.name !== undefined) {
    checkName(change.name);
    room.name = change.name;
  }
  if (change.topic !== undefined) room.topic = change.topic;
  if (change.flags !== undefined) room.flags = change.flags;
  if (change.permission_overwrites !== undefined) room.overwrites = [...change.permission_overwrites];
  if (change.available_tags !== undefined) {
    room.tags = change.available_tags.map(({ id, name, moderated, emoji_id, emoji_name }) => ({
      id: id ?? world.nextId(),
      name,
      moderated: moderated ?? false,
      emoji_id: emoji_id ?? null,
      emoji_name: emoji_name ?? null,
    }));
  }
  world.tell({ event: 'CHANNEL_UPDATE', data: channelShape(world, room), room });
};

const archived = (call: Call): object => {
  const room = roomOf(call);
  demand(room, call.world.bot.id, 'ReadMessageHistory');
  const threads = [...(room.guild?.rooms.values() ?? [])]
    .filter(({ parentId, thread }) => parentId === room.id && thread?.archived === true)
    .toSorted((a, b) => (b.thread?.archivedAt ?? '').localeCompare(a.thread?.archivedAt ?? ''));
  const before = call.query.get('before');
  const limit = Number(call.query.get('limit') ?? 50);
  const fitting = threads.filter(({ thread }) => before === null || (thread?.archivedAt ?? '') < before);
  return {
    threads: fitting.slice(0, limit).map((one) => channelShape(call.world, one)),
    members: [],
    has_more: fitting.length > limit,
  };
};

export const channelRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/channels/:channel',
    run: (call) => {
      const room = roomOf(call);
      demand(room, call.world.bot.id);
      return ok(channelShape(call.world, room));
    },
  },
  {
    method: 'PATCH',
    path: '/channels/:channel',
    run: (call) => {
      const { world } = call;
      const room = roomOf(call);
      demand(room, world.bot.id);
      if (room.guild === null) throw refusal(50003);
      if (room.thread === null) patchChannel(world, room, bodyOf<ChannelChange>(call));
      else patchThread(world, room, bodyOf<ThreadChange>(call));
      return ok(channelShape(world, room));
    },
  },
  {
    method: 'DELETE',
    path: '/channels/:channel',
    run: (call) => {
      const { world } = call;
      const room = roomOf(call);
      const shape = channelShape(world, room);
      if (room.guild === null) return ok(shape);
      demand(room, world.bot.id, room.thread === null ? 'ManageChannels' : 'ManageThreads');
      removeRoom(world, room);
      return ok(shape);
    },
  },
  {
    method: 'POST',
    path: '/channels/:channel/threads',
    run: (call) => {
      const parent = roomOf(call);
      demand(parent, call.world.bot.id);
      const form = bodyOf<ThreadForm>(call);
      checkName(form.name);
      checkAutoArchive(form.auto_archive_duration);
      if (parent.type === ChannelType.GuildForum) return created(openPost(call, parent, form));
      if (parent.type !== ChannelType.GuildText) throw refusal(50024);
      return created(openInText(call, parent, form));
    },
  },
  {
    method: 'POST',
    path: '/channels/:channel/messages/:message/threads',
    run: (call) => {
      const { world } = call;
      const parent = roomOf(call);
      demand(parent, world.bot.id, 'CreatePublicThreads');
      const { message } = findMessage(parent, param(call, 'message'));
      if (world.rooms.has(message.id)) throw refusal(160004);
      const form = bodyOf<ThreadForm>(call);
      checkName(form.name);
      const thread = openThread(world, parent, {
        ...threadOptions(form),
        ownerId: world.bot.id,
        id: message.id,
      });
      tellOpened(world, thread);
      return created(channelShape(world, thread));
    },
  },
  { method: 'GET', path: '/channels/:channel/threads/archived/public', run: (call) => ok(archived(call)) },
  {
    method: 'GET',
    path: '/channels/:channel/thread-members',
    run: (call) => {
      const room = roomOf(call);
      demand(room, call.world.bot.id);
      return ok([...(room.thread?.members.keys() ?? [])].map((id) => threadMemberShape(room, id)));
    },
  },
  {
    method: 'PUT',
    path: '/channels/:channel/thread-members/:user',
    run: (call) => {
      const room = roomOf(call);
      demand(room, call.world.bot.id);
      if (room.thread === null) throw refusal(50024);
      if (room.thread.archived) throw refusal(50083);
      const id = param(call, 'user') === '@me' ? call.world.bot.id : param(call, 'user');
      if (room.guild?.members.has(id) !== true) throw refusal(10007);
      room.thread.members.set(id, isoNow(call.world));
      return nothing;
    },
  },
];
