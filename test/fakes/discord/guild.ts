import { type APIMessage, type APIRole, ChannelType, OverwriteType } from 'discord-api-types/v10';
import { type Actor, createActor } from './actor.ts';
import { tellMember } from './members.ts';
import { compose, drop, findMessage, place } from './messages.ts';
import { bitsOf, type Permission } from './permissions.ts';
import type { Person } from './person.ts';
import { channelShape, messageShape, roleShape } from './shapes.ts';
import {
  changeThread,
  forumNeedsTag,
  openThread,
  removeRoom,
  type ThreadChange,
  tellOpened,
} from './threads.ts';
import { type Guild, isoNow, newRoom, type Room, type World } from './world.ts';

/** What a bot needs that keeps a desk in a forum. */
export const deskPermissions: readonly Permission[] = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'ReadMessageHistory',
  'AddReactions',
  'ManageThreads',
  'PinMessages',
  'AttachFiles',
  'EmbedLinks',
];

const memberPermissions: readonly Permission[] = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'ReadMessageHistory',
  'AddReactions',
  'CreatePublicThreads',
  'UseApplicationCommands',
];

/** A post in a forum, as it stands in the list. */
export interface PostView {
  readonly id: string;
  readonly name: string;
  /** The names of its tags. */
  readonly tags: readonly string[];
  readonly archived: boolean;
  readonly locked: boolean;
}

export interface NewForum {
  readonly name?: string;
  readonly tags?: readonly string[];
  readonly needsTag?: boolean;
}

/** A server, as a test plays it; what its moderators do is not held against their rights. */
export interface PlayedGuild {
  readonly id: string;
  readonly name: string;
  /** Makes a channel and gives its id. */
  forum(given?: NewForum): string;
  text(name?: string): string;
  /** Makes a role and gives its id. */
  role(name: string, permissions?: readonly Permission[]): string;
  join(person: Person, ...roles: readonly string[]): void;
  remove(person: Person): void;
  giveRole(person: Person, role: string): void;
  takeRole(person: Person, role: string): void;
  renameMember(person: Person, nick: string): void;
  deleteRole(role: string): void;
  addBot(permissions?: readonly Permission[]): void;
  removeBot(): void;
  /** From now on the bot may do exactly this. */
  allowBot(permissions: readonly Permission[]): void;
  /** The bot may not do this in one channel, whatever its role says. */
  denyBot(channel: string, ...permissions: readonly Permission[]): void;
  /** What only this channel said of the bot is forgotten. */
  clearDenials(channel: string): void;
  /** Somebody of the server, in one channel or post. */
  as(person: Person, channel: string): Actor;
  /** Somebody opens a post in a forum, and gives its id. */
  opensPost(person: Person, forum: string, name: string, text: string): string;
  archive(post: string): void;
  unarchive(post: string): void;
  lock(post: string): void;
  unlock(post: string): void;
  change(post: string, change: ThreadChange): void;
  /** Deletes a channel or post. */
  delete(channel: string): void;
  deleteMessage(message: APIMessage): void;
  /** A message of another bot's, or of one of our own by a webhook. */
  webhookSays(channel: string, text: string): APIMessage;
  posts(forum: string): readonly PostView[];
  messages(channel: string): readonly APIMessage[];
  /** What the bot wrote there. */
  heard(channel: string): readonly APIMessage[];
  pinned(channel: string): readonly APIMessage[];
}

export interface NewGuild {
  readonly name: string;
  readonly owner: Person;
  /** What the bot may do; null: it is not there. Those of a desk when left out. */
  readonly bot?: readonly Permission[] | null;
}

export const createGuild = (world: World, given: NewGuild): PlayedGuild => {
  const id = world.nextId();
  const guild: Guild = {
    id,
    name: given.name,
    ownerId: given.owner.id,
    roles: new Map([[id, roleShape(id, '@everyone', bitsOf(memberPermissions), 0)]]),
    members: new Map(),
    rooms: new Map(),
  };
  const botRole = world.nextId();
  world.guilds.set(id, guild);
  let live = false;

  const tell = (event: string, data: object, room?: Room): void => {
    if (live) world.tell({ event, data, ...(room === undefined ? {} : { room }) });
  };

  const roomOf = (channel: string): Room => {
    const room = guild.rooms.get(channel);
    if (room === undefined) throw new Error('fake Discord: there is no such channel on this server');
    return room;
  };

  const addMember = (user: string, roles: readonly string[]): void => {
    guild.members.set(user, { roles: [...roles], nick: null, joinedAt: isoNow(world) });
    if (live && user !== world.bot.id) tellMember(world, guild, user, 'GUILD_MEMBER_ADD');
  };

  const addRoom = (room: Room): string => {
    guild.rooms.set(room.id, room);
    world.rooms.set(room.id, room);
    tell('CHANNEL_CREATE', channelShape(world, room), room);
    return room.id;
  };

  const setRole = (role: APIRole, event: 'GUILD_ROLE_CREATE' | 'GUILD_ROLE_UPDATE'): void => {
    guild.roles.set(role.id, role);
    tell(event, { guild_id: id, role });
  };

  const changeRoles = (person: Person, roles: (before: readonly string[]) => readonly string[]): void => {
    const member = guild.members.get(person.id);
    if (member === undefined) throw new Error('fake Discord: this person is not on the server');
    member.roles = [...roles(member.roles)];
    tellMember(world, guild, person.id, 'GUILD_MEMBER_UPDATE');
  };

  const setOverwrite = (room: Room, deny: bigint | null): void => {
    room.overwrites = [
      ...room.overwrites.filter((one) => one.id !== botRole),
      ...(deny === null ? [] : [{ id: botRole, type: OverwriteType.Role, allow: '0', deny: `${deny}` }]),
    ];
    tell('CHANNEL_UPDATE', channelShape(world, room), room);
  };

  const addBot = (permissions: readonly Permission[]): void => {
    setRole(
      { ...roleShape(botRole, world.bot.username, bitsOf(permissions), 1), managed: true },
      'GUILD_ROLE_CREATE',
    );
    addMember(world.bot.id, [botRole]);
    live = true;
    world.tell({ event: 'GUILD_CREATE', data: { id } });
  };

  addMember(given.owner.id, []);
  if (given.bot !== null) addBot(given.bot ?? deskPermissions);

  const messages = (channel: string): readonly APIMessage[] =>
    [...roomOf(channel).messages.values()].map((one) => messageShape(world, one));

  return {
    id,
    name: given.name,
    forum: ({ name = 'pripady', tags = [], needsTag = false } = {}) =>
      addRoom(
        newRoom({
          id: world.nextId(),
          type: ChannelType.GuildForum,
          guild,
          name,
          flags: needsTag ? forumNeedsTag : 0,
          tags: tags.map((tag) => ({
            id: world.nextId(),
            name: tag,
            moderated: false,
            emoji_id: null,
            emoji_name: null,
          })),
        }),
      ),
    text: (name = 'pokec') =>
      addRoom(newRoom({ id: world.nextId(), type: ChannelType.GuildText, guild, name })),
    role: (name, permissions = []) => {
      const role = roleShape(world.nextId(), name, bitsOf(permissions), guild.roles.size);
      setRole(role, 'GUILD_ROLE_CREATE');
      return role.id;
    },
    join: (person, ...roles) => addMember(person.id, roles),
    remove: (person) => {
      guild.members.delete(person.id);
      tellMember(world, guild, person.id, 'GUILD_MEMBER_REMOVE');
    },
    giveRole: (person, role) => changeRoles(person, (before) => [...new Set([...before, role])]),
    takeRole: (person, role) => changeRoles(person, (before) => before.filter((one) => one !== role)),
    renameMember: (person, nick) => {
      const member = guild.members.get(person.id);
      if (member === undefined) throw new Error('fake Discord: this person is not on the server');
      member.nick = nick;
      tellMember(world, guild, person.id, 'GUILD_MEMBER_UPDATE');
    },
    deleteRole: (role) => {
      guild.roles.delete(role);
      for (const member of guild.members.values()) member.roles = member.roles.filter((one) => one !== role);
      tell('GUILD_ROLE_DELETE', { guild_id: id, role_id: role });
    },
    addBot: (permissions = deskPermissions) => addBot(permissions),
    removeBot: () => {
      guild.members.delete(world.bot.id);
      live = false;
      world.tell({ event: 'GUILD_DELETE', data: { id } });
    },
    allowBot: (permissions) => {
      const role = guild.roles.get(botRole);
      if (role === undefined) throw new Error('fake Discord: the bot is not on this server');
      setRole({ ...role, permissions: `${bitsOf(permissions)}` }, 'GUILD_ROLE_UPDATE');
      const everyone = guild.roles.get(id);
      // What everybody may do, the bot may do as well: so nobody may do anything any more.
      if (everyone !== undefined) setRole({ ...everyone, permissions: '0' }, 'GUILD_ROLE_UPDATE');
    },
    denyBot: (channel, ...permissions) => setOverwrite(roomOf(channel), bitsOf(permissions)),
    clearDenials: (channel) => setOverwrite(roomOf(channel), null),
    as: (person, channel) => createActor(world, person.account, () => ({ room: roomOf(channel) })),
    opensPost: (person, forum, name, text) => {
      const post = openThread(world, roomOf(forum), { name, ownerId: person.id });
      tellOpened(world, post);
      place(world, post, compose(world, post, person.user, { content: text }, [], { id: post.id }));
      return post.id;
    },
    archive: (post) => changeThread(world, roomOf(post), { archived: true }),
    unarchive: (post) => changeThread(world, roomOf(post), { archived: false }),
    lock: (post) => changeThread(world, roomOf(post), { locked: true }),
    unlock: (post) => changeThread(world, roomOf(post), { locked: false }),
    change: (post, change) => changeThread(world, roomOf(post), change),
    delete: (channel) => removeRoom(world, roomOf(channel)),
    deleteMessage: (message) => {
      const room = roomOf(message.channel_id);
      findMessage(room, message.id);
      drop(world, room, message.id);
    },
    webhookSays: (channel, text) => {
      const room = roomOf(channel);
      const hook = world.nextId();
      const author = { ...given.owner.user, id: hook, username: 'hook', global_name: null, bot: true };
      return place(world, room, compose(world, room, author, { content: text }, [], { webhook_id: hook }));
    },
    posts: (forum) =>
      [...guild.rooms.values()]
        .filter(({ parentId, thread }) => thread !== null && parentId === forum)
        .map((room) => ({
          id: room.id,
          name: room.name,
          tags: (room.thread?.tags ?? []).map(
            (tag) => roomOf(forum).tags.find((one) => one.id === tag)?.name ?? '',
          ),
          archived: room.thread?.archived ?? false,
          locked: room.thread?.locked ?? false,
        })),
    messages,
    heard: (channel) => messages(channel).filter(({ author }) => author.id === world.bot.id),
    pinned: (channel) => messages(channel).filter(({ pinned }) => pinned),
  };
};
