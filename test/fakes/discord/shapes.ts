import {
  type APIChannel,
  type APIGuild,
  type APIGuildMember,
  type APIMessage,
  type APIReaction,
  type APIRole,
  type APIThreadChannel,
  type APIThreadMember,
  type APIUser,
  ChannelType,
  type ThreadAutoArchiveDuration,
} from 'discord-api-types/v10';
import { permissionsIn } from './permissions.ts';
import {
  type Guild,
  isoNow,
  lastMessageId,
  type Member,
  type Room,
  type Stored,
  type World,
} from './world.ts';

/** How things look on the wire. */

/** No flag is set; said as a number, since the enums of the flags know no zero. */
const noFlags: number = 0;

export const userShape = (id: string, username: string, more: Partial<APIUser> = {}): APIUser => ({
  id,
  username,
  avatar: null,
  discriminator: '0',
  public_flags: noFlags,
  flags: noFlags,
  global_name: null,
  primary_guild: null,
  ...more,
});

export const memberShape = (user: APIUser, member: Member): APIGuildMember => ({
  user,
  roles: [...member.roles],
  nick: member.nick,
  avatar: null,
  banner: null,
  joined_at: member.joinedAt,
  premium_since: null,
  pending: false,
  communication_disabled_until: null,
  flags: noFlags,
  deaf: false,
  mute: false,
});

/** Whose account it is, the bot's own too. */
export const userOf = (world: World, id: string): APIUser | undefined =>
  id === world.bot.id ? world.bot : world.accounts.get(id)?.user;

/** A member as messages and presses bring it: the user stands beside. */
export const bareMember = (
  world: World,
  guild: Guild,
  userId: string,
): Omit<APIGuildMember, 'user'> | null => {
  const member = guild.members.get(userId);
  const user = userOf(world, userId);
  if (member === undefined || user === undefined) return null;
  const { user: _, ...rest } = memberShape(user, member);
  return rest;
};

export const roleShape = (id: string, name: string, permissions: bigint, position: number): APIRole => ({
  id,
  name,
  permissions: `${permissions}`,
  position,
  color: 0,
  colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
  hoist: false,
  managed: false,
  mentionable: false,
  icon: null,
  unicode_emoji: null,
  flags: noFlags,
});

const threadShape = (world: World, room: Room): APIThreadChannel | null => {
  const { thread, guild } = room;
  if (thread === null || guild === null) return null;
  const joined = thread.members.get(world.bot.id);
  return {
    id: room.id,
    type: room.type as ChannelType.PublicThread,
    guild_id: guild.id,
    parent_id: room.parentId ?? '',
    name: room.name,
    owner_id: thread.ownerId,
    last_message_id: lastMessageId(room),
    flags: room.flags,
    rate_limit_per_user: room.slowdown,
    message_count: thread.count,
    total_message_sent: thread.sent,
    member_count: Math.min(50, thread.members.size),
    thread_metadata: {
      archived: thread.archived,
      locked: thread.locked,
      archive_timestamp: thread.archivedAt,
      auto_archive_duration: thread.autoArchive as ThreadAutoArchiveDuration,
      create_timestamp: thread.createdAt,
    },
    applied_tags: [...thread.tags],
    ...(joined === undefined ? {} : { member: threadMemberShape(room, world.bot.id) }),
  };
};

export const threadMemberShape = (room: Room, user: string): APIThreadMember => ({
  id: room.id,
  user_id: user,
  join_timestamp: room.thread?.members.get(user) ?? '',
  flags: noFlags,
});

export const channelShape = (world: World, room: Room): APIChannel => {
  const thread = threadShape(world, room);
  if (thread !== null) return thread;
  if (room.account !== null) {
    return {
      id: room.id,
      type: ChannelType.DM,
      flags: noFlags,
      last_message_id: lastMessageId(room),
      recipients: [room.account.user],
    } as unknown as APIChannel;
  }
  const shape = {
    id: room.id,
    type: room.type,
    guild_id: room.guild?.id,
    name: room.name,
    parent_id: room.parentId,
    position: room.position,
    permission_overwrites: room.overwrites,
    flags: room.flags,
    topic: room.topic,
    nsfw: false,
    rate_limit_per_user: room.slowdown,
    last_message_id: lastMessageId(room),
    ...(room.type === ChannelType.GuildForum
      ? {
          available_tags: room.tags,
          default_reaction_emoji: null,
          default_sort_order: null,
          default_forum_layout: 0,
          default_auto_archive_duration: 4320,
        }
      : {}),
  };
  return shape as APIChannel;
};

export const guildShape = (guild: Guild): APIGuild =>
  ({
    id: guild.id,
    name: guild.name,
    icon: null,
    description: null,
    home_header: null,
    splash: null,
    discovery_splash: null,
    features: [],
    banner: null,
    owner_id: guild.ownerId,
    application_id: null,
    region: 'deprecated',
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: null,
    system_channel_flags: 0,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 0,
    roles: [...guild.roles.values()],
    default_message_notifications: 0,
    mfa_level: 0,
    explicit_content_filter: 0,
    max_presences: null,
    max_members: 500_000,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: 'cs',
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    public_updates_channel_id: null,
    premium_progress_bar_enabled: false,
    nsfw: false,
    nsfw_level: 0,
    emojis: [],
    stickers: [],
    incidents_data: null,
  }) as unknown as APIGuild;

/** What GUILD_CREATE brings: active threads only, and no members but the bot, as without the intent for members. */
export const arrivedGuild = (world: World, guild: Guild, withMembers: boolean): object => {
  const rooms = [...guild.rooms.values()];
  const members = [...guild.members].filter(([id]) => withMembers || id === world.bot.id);
  const self = guild.members.get(world.bot.id);
  return {
    ...guildShape(guild),
    joined_at: self?.joinedAt ?? isoNow(world),
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    members: members.flatMap(([id, member]) => {
      const user = userOf(world, id);
      return user === undefined ? [] : [memberShape(user, member)];
    }),
    channels: rooms.filter(({ thread }) => thread === null).map((room) => channelShape(world, room)),
    threads: rooms
      .filter(({ thread }) => thread !== null && !thread.archived)
      .filter((room) => permissionsIn(room, world.bot.id) !== 0n)
      .map((room) => channelShape(world, room)),
  };
};

const emojiOf = (name: string): { readonly id: string | null; readonly name: string } => {
  const [, custom, id] = /^(.+):(\d+)$/.exec(name) ?? [];
  return custom === undefined || id === undefined ? { id: null, name } : { id, name: custom };
};

/** A message as it is told, with its reactions. */
export const messageShape = (world: World, { message, reactions }: Stored): APIMessage => {
  if (reactions.size === 0) return message;
  const all = [...reactions].map(
    ([name, users]): APIReaction => ({
      emoji: emojiOf(name),
      count: users.size,
      count_details: { burst: 0, normal: users.size },
      burst_colors: [],
      me: users.has(world.bot.id),
      me_burst: false,
    }),
  );
  return { ...message, reactions: all };
};
