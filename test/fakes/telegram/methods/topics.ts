import type { ForumTopic, Sticker, User } from '@grammyjs/types';
import type { Call, Handlers } from '../call.ts';
import { badRequest } from '../refusal.ts';
import { botHasRight, joinedRoom, takeLimit } from '../target.ts';
import { botUser, type Room, type Topic, tell, type World, write } from '../world.ts';

/** The pictures that a topic may have without Telegram Premium. The ids are ours, as ids are anybody's. */
const icons = [
  '📰',
  '💡',
  '⚡️',
  '🔝',
  '🗣',
  '🆒',
  '❗️',
  '📝',
  '📁',
  '🔎',
  '📣',
  '🔥',
  '❤️',
  '❓',
  '🎮',
  '🏠',
  '👥',
  '💬',
  '✅',
  '🏁',
  '🆘',
  '⭐️',
  '🌙',
  '☕️',
];

const iconStickers: readonly Sticker[] = icons.map((emoji, i) => ({
  file_id: `AgAC-fake-topic-icon-${i}`,
  file_unique_id: `unique-topic-icon-${i}`,
  type: 'custom_emoji',
  width: 100,
  height: 100,
  is_animated: true,
  is_video: false,
  emoji,
  set_name: 'Topics',
  custom_emoji_id: `53579995${i + 1000}`,
  needs_repainting: true,
}));

/** The emoji behind an icon's id; empty without one. */
export const iconEmoji = (id: string): string =>
  iconStickers.find(({ custom_emoji_id }) => custom_emoji_id === id)?.emoji ?? '';

const blue = 7322096;
const colors = [blue, 16766590, 13338331, 9367192, 16749490, 16478047];
const longestName = 128;

const forumOf = (call: Call): Room => {
  const room = joinedRoom(call.world, call.parameters);
  if (!room.isForum) throw badRequest('the chat is not a forum');
  return room;
};

const checkedName = (name: string): string => {
  if (name.trim() === '') throw badRequest('topic name must be non-empty');
  if (name.length > longestName) throw badRequest('TOPIC_TITLE_INVALID');
  return name.trim();
};

const checkedIcon = (id: string): string => {
  if (id !== '' && !iconStickers.some(({ custom_emoji_id }) => custom_emoji_id === id)) {
    throw badRequest('DOCUMENT_INVALID');
  }
  return id;
};

/** Opens a topic, by whomever; its first message is the note that it was opened. */
export const openTopic = (
  world: World,
  room: Room,
  by: User,
  {
    name,
    icon = '',
    color = blue,
  }: { readonly name: string; readonly icon?: string; readonly color?: number },
): Topic => {
  const created = {
    name,
    icon_color: color,
    ...(icon === '' ? {} : { icon_custom_emoji_id: icon }),
  };
  const first = write(world, room, by, { forum_topic_created: created });
  const id = first.message_id;
  const whole = { ...first, message_thread_id: id, is_topic_message: true };
  room.messages.set(id, whole);
  const topic: Topic = { id, creator: by.id, color, name, icon, closed: false, unreachable: false };
  room.topics.set(id, topic);
  tell(world, room, whole);
  return topic;
};

/** Changes name or picture; false when nothing changed. */
export const changeTopic = (
  world: World,
  room: Room,
  by: User,
  topic: Topic,
  change: { readonly name?: string; readonly icon?: string },
): boolean => {
  const name = change.name !== undefined && change.name !== topic.name ? change.name : undefined;
  const icon = change.icon !== undefined && change.icon !== topic.icon ? change.icon : undefined;
  if (name === undefined && icon === undefined) return false;
  topic.name = name ?? topic.name;
  topic.icon = icon ?? topic.icon;
  const edited = {
    ...(name === undefined ? {} : { name }),
    ...(icon === undefined ? {} : { icon_custom_emoji_id: icon }),
  };
  tell(world, room, write(world, room, by, { forum_topic_edited: edited }, { thread: topic.id }));
  return true;
};

/** Closes or reopens; false when it is so already. */
export const closeTopic = (world: World, room: Room, by: User, topic: Topic, closed: boolean): boolean => {
  if (topic.closed === closed) return false;
  topic.closed = closed;
  const content = closed ? { forum_topic_closed: {} } : { forum_topic_reopened: {} };
  tell(world, room, write(world, room, by, content, { thread: topic.id }));
  return true;
};

/** A topic goes with all that was written in it. Nobody is told: Telegram has no event for it. */
export const dropTopic = (world: World, room: Room, topic: Topic): void => {
  room.topics.delete(topic.id);
  for (const [id, message] of room.messages)
    if (message.message_thread_id === topic.id) room.messages.delete(id);
  for (const id of [...room.pinned])
    if (!room.messages.has(id)) room.pinned.splice(room.pinned.indexOf(id), 1);
  world.changed();
};

const namedTopic = (call: Call, room: Room): Topic => {
  const topic = room.topics.get(call.parameters.integer('message_thread_id') ?? 0);
  if (topic === undefined || topic.unreachable) throw badRequest('TOPIC_ID_INVALID');
  const own = topic.creator === call.world.bot.id;
  if (!own && !botHasRight(call.world, room, 'can_manage_topics')) {
    throw badRequest('not enough rights to manage topics');
  }
  return topic;
};

const changed = (was: boolean): true => {
  if (!was) throw badRequest('TOPIC_NOT_MODIFIED');
  return true;
};

export const topics: Handlers = {
  createForumTopic: (call): ForumTopic => {
    const { world, parameters } = call;
    const room = forumOf(call);
    const name = checkedName(parameters.text('name'));
    const icon = checkedIcon(parameters.text('icon_custom_emoji_id'));
    const color = parameters.integer('icon_color');
    if (color !== undefined && !colors.includes(color)) throw badRequest('invalid icon color specified');
    if (!botHasRight(world, room, 'can_manage_topics'))
      throw badRequest('not enough rights to create a topic');
    takeLimit(call, room, 'send');
    const topic = openTopic(world, room, botUser(world), {
      name,
      icon,
      ...(color === undefined ? {} : { color }),
    });
    return {
      message_thread_id: topic.id,
      name: topic.name,
      icon_color: topic.color,
      ...(icon === '' ? {} : { icon_custom_emoji_id: icon }),
    };
  },
  editForumTopic: (call) => {
    const { world, parameters } = call;
    const room = forumOf(call);
    const topic = namedTopic(call, room);
    const change = {
      ...(parameters.has('name') ? { name: checkedName(parameters.text('name')) } : {}),
      // An empty id takes the picture away.
      ...(parameters.all.icon_custom_emoji_id === undefined
        ? {}
        : { icon: checkedIcon(parameters.text('icon_custom_emoji_id')) }),
    };
    return changed(changeTopic(world, room, botUser(world), topic, change));
  },
  closeForumTopic: (call) => {
    const room = forumOf(call);
    return changed(closeTopic(call.world, room, botUser(call.world), namedTopic(call, room), true));
  },
  reopenForumTopic: (call) => {
    const room = forumOf(call);
    return changed(closeTopic(call.world, room, botUser(call.world), namedTopic(call, room), false));
  },
  deleteForumTopic: (call) => {
    const room = forumOf(call);
    const topic = namedTopic(call, room);
    if (!botHasRight(call.world, room, 'can_delete_messages') && topic.creator !== call.world.bot.id) {
      throw badRequest('not enough rights to delete the topic');
    }
    dropTopic(call.world, room, topic);
    return true;
  },
  getForumTopicIconStickers: () => iconStickers,
};
