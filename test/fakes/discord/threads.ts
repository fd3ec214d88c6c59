import { ChannelType } from 'discord-api-types/v10';
import { tellThread } from './messages.ts';
import { invalidForm, refusal } from './refusal.ts';
import { channelShape } from './shapes.ts';
import { isoNow, newRoom, type Room, type World } from './world.ts';

export interface NewThread {
  readonly name: string;
  readonly type?: ChannelType;
  readonly ownerId: string;
  readonly tags?: readonly string[];
  readonly autoArchive?: number;
  /** Of the message that it hangs on. */
  readonly id?: string;
}

const durations = [60, 1440, 4320, 10_080];
export const forumNeedsTag = 1 << 4;
const mostTags = 5;

export const checkTags = (forum: Room, tags: readonly string[], isModerator: boolean): void => {
  if (tags.length > mostTags)
    throw invalidForm('applied_tags', 'BASE_TYPE_MAX_LENGTH', 'Must be 5 or fewer in length.');
  for (const id of tags) {
    const tag = forum.tags.find((one) => one.id === id);
    if (tag === undefined) throw refusal(10087);
    if (tag.moderated && !isModerator) throw refusal(50013);
  }
  if (tags.length === 0 && (forum.flags & forumNeedsTag) !== 0) throw refusal(40067);
};

export const checkName = (name: unknown): void => {
  if (typeof name === 'string' && name.length >= 1 && name.length <= 100) return;
  throw invalidForm('name', 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 100 in length.');
};

export const checkAutoArchive = (minutes: unknown): void => {
  if (minutes === undefined || minutes === null || durations.includes(Number(minutes))) return;
  throw invalidForm(
    'auto_archive_duration',
    'BASE_TYPE_CHOICES',
    'Value must be one of (60, 1440, 4320, 10080).',
  );
};

/** Opens a thread or a post; it is told with its first message, if there is one. */
export const openThread = (world: World, parent: Room, given: NewThread): Room => {
  const { guild } = parent;
  if (guild === null) throw refusal(50024);
  const active = [...guild.rooms.values()].filter(({ thread }) => thread !== null && !thread.archived);
  if (active.length >= world.mostThreads) throw refusal(160006);
  const now = isoNow(world);
  const room = newRoom({
    id: given.id ?? world.nextId(),
    type: given.type ?? ChannelType.PublicThread,
    guild,
    name: given.name,
    parentId: parent.id,
    thread: {
      ownerId: given.ownerId,
      createdAt: now,
      archived: false,
      locked: false,
      archivedAt: now,
      autoArchive: given.autoArchive ?? 4320,
      tags: [...(given.tags ?? [])],
      count: 0,
      sent: 0,
      members: new Map([[given.ownerId, now]]),
    },
  });
  world.rooms.set(room.id, room);
  guild.rooms.set(room.id, room);
  return room;
};

export const tellOpened = (world: World, room: Room): void =>
  tellThread(world, room, 'THREAD_CREATE', { newly_created: true });

/** Deletes a channel or thread, and the threads in it. */
export const removeRoom = (world: World, room: Room): void => {
  const { guild } = room;
  if (guild === null) return;
  const shape = channelShape(world, room);
  const event = room.thread === null ? 'CHANNEL_DELETE' : 'THREAD_DELETE';
  const data =
    room.thread === null
      ? shape
      : { id: room.id, guild_id: guild.id, parent_id: room.parentId, type: room.type };
  for (const inner of [...guild.rooms.values()].filter(
    ({ parentId, thread }) => thread !== null && parentId === room.id,
  )) {
    world.rooms.delete(inner.id);
    guild.rooms.delete(inner.id);
  }
  world.tell({ event, data, room });
  world.rooms.delete(room.id);
  guild.rooms.delete(room.id);
};

export interface ThreadChange {
  readonly name?: string;
  readonly archived?: boolean;
  readonly locked?: boolean;
  readonly applied_tags?: readonly string[];
  readonly auto_archive_duration?: number;
  readonly rate_limit_per_user?: number;
  readonly flags?: number;
}

/** Changes a thread and tells of it; who may do it was asked before. */
export const changeThread = (world: World, room: Room, change: ThreadChange): void => {
  const { thread } = room;
  if (thread === null) throw refusal(50024);
  if (change.name !== undefined) room.name = change.name;
  if (change.rate_limit_per_user !== undefined) room.slowdown = change.rate_limit_per_user;
  if (change.flags !== undefined) room.flags = change.flags;
  if (change.auto_archive_duration !== undefined) thread.autoArchive = change.auto_archive_duration;
  if (change.applied_tags !== undefined) thread.tags = [...change.applied_tags];
  if (change.locked !== undefined) thread.locked = change.locked;
  if (change.archived !== undefined && change.archived !== thread.archived) {
    thread.archived = change.archived;
    thread.archivedAt = isoNow(world);
  }
  tellThread(world, room, 'THREAD_UPDATE');
};
