import {
  type APIGuildChannel,
  type APIGuildMember,
  type APIRole,
  type APITextChannel,
  type ChannelType,
  PermissionFlagsBits,
  Routes,
} from 'discord.js';
import type { Client } from './client.ts';

/** What the bot needs in the forum of the desk, with the names that Discord shows. */
export const neededRights = [
  ['ViewChannel', 'View Channels'],
  ['SendMessages', 'Create Posts'],
  ['SendMessagesInThreads', 'Send Messages in Posts'],
  ['ReadMessageHistory', 'Read Message History'],
  ['AddReactions', 'Add Reactions'],
  ['ManageThreads', 'Manage Posts'],
] as const;

/** The least that an invitation asks for. */
export const leastRights: bigint = neededRights.reduce((all, [name]) => all | PermissionFlagsBits[name], 0n);

/** What a member may do in a channel, as Discord reckons it: roles, then what the channel says of everybody, of roles, of the member. Pure. */
export const rightsIn = (
  roles: readonly Pick<APIRole, 'id' | 'permissions'>[],
  member: { readonly id: string; readonly roles: readonly string[] },
  channel: {
    readonly guild: string;
    readonly overwrites: readonly { readonly id: string; readonly allow: string; readonly deny: string }[];
  },
): bigint => {
  const own = [channel.guild, ...member.roles];
  let bits = roles
    .filter(({ id }) => own.includes(id))
    .reduce((all, { permissions }) => all | BigInt(permissions), 0n);
  if ((bits & PermissionFlagsBits.Administrator) !== 0n) return ~0n;
  for (const ids of [[channel.guild], member.roles, [member.id]]) {
    const said = channel.overwrites.filter(({ id }) => ids.includes(id));
    for (const { deny } of said) bits &= ~BigInt(deny);
    for (const { allow } of said) bits |= BigInt(allow);
  }
  return bits;
};

/** Names of the rights that the bot lacks in a channel. */
export const lackingRights = async (
  client: Client,
  bot: string,
  channel: string,
): Promise<readonly string[]> => {
  const there = await client.get<APITextChannel & APIGuildChannel<ChannelType.GuildText>>(
    Routes.channel(channel),
  );
  const guild = there.guild_id ?? '';
  const [roles, member] = [
    await client.get<readonly APIRole[]>(Routes.guildRoles(guild)),
    await client.get<APIGuildMember>(Routes.guildMember(guild, bot)),
  ];
  const bits = rightsIn(
    roles,
    { id: bot, roles: member.roles },
    { guild, overwrites: there.permission_overwrites ?? [] },
  );
  return neededRights.filter(([name]) => (bits & PermissionFlagsBits[name]) === 0n).map(([, shown]) => shown);
};
