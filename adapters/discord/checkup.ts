import {
  type APIApplication,
  type APIChannel,
  type APIRole,
  type APIUser,
  ApplicationFlags,
  ChannelType,
  Routes,
} from 'discord.js';
import { type Client, createClient } from './client.ts';
import { lackingRights, leastRights, neededRights } from './permissions.ts';
import type { Desk } from './reading.ts';
import { refusalOf } from './refusal.ts';

/** One thing that was looked at; `remedy` says what to do when it is not right. */
export interface Found {
  readonly says: string;
  readonly remedy: string | null;
}

export interface CheckupNeeds {
  readonly token: string;
  readonly apiUrl: string | null;
  readonly desk: Desk | null;
  /** Whether the staff work here. */
  readonly isDesk: boolean;
}

const right = (says: string): Found => ({ says: `Discord: ${says}`, remedy: null });
const wrong = (says: string, remedy: string): Found => ({ says: `Discord: ${says}`, remedy });

const portal = 'open the Developer Portal (discord.com/developers/applications), choose the bot';

const noToken = wrong(
  'the token is refused',
  `${portal}, Bot, Reset Token, and set DISCORD_TOKEN to what it shows`,
);

/** The link by which the bot comes to a server, with the least rights that it needs at the desk. */
export const inviteLink = (application: string): string =>
  `https://discord.com/oauth2/authorize?client_id=${application}&scope=bot+applications.commands&permissions=${leastRights}`;

/** Looks at the bot and its desk without sending anything: token, intents, forum, role, rights bit by bit. */
export const checkDiscord = async (needs: CheckupNeeds): Promise<readonly Found[]> => {
  const client = createClient(needs, () => undefined);
  try {
    const user = await client.get<APIUser>(Routes.user());
    const application = await client.get<APIApplication>(Routes.currentApplication());
    return [
      right(`the token is that of ${user.username}`),
      right(`this link invites the bot with the least rights: ${inviteLink(application.id)}`),
      ...(needs.isDesk ? [intents(application), ...(await desk(client, user.id, needs.desk))] : []),
    ];
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal?.why === 'token') return [noToken];
    return [
      wrong(
        refusal === null ? 'it cannot be reached' : 'it answers, but not as it should',
        'check the connection of this machine, and DISCORD_API_URL if it is set; then try again',
      ),
    ];
  }
};

const contentFlags = ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited;

const intents = ({ flags }: APIApplication): Found =>
  ((flags ?? 0) & contentFlags) !== 0
    ? right('the bot may read what workers write')
    : wrong(
        'the bot may not read what workers write, and so would not start',
        `${portal}, Bot, Privileged Gateway Intents, switch on Message Content Intent`,
      );

const desk = async (client: Client, bot: string, given: Desk | null): Promise<readonly Found[]> => {
  if (given === null) {
    return [
      wrong(
        'no desk is set, so nobody sees the cases',
        'make a forum channel and a role for the staff on your server, invite the bot by the link above, set DISCORD_DESK_CHANNEL and DISCORD_STAFF_ROLE',
      ),
    ];
  }
  try {
    const channel = await client.get<APIChannel>(Routes.channel(given.channel));
    if (channel.type !== ChannelType.GuildForum || channel.guild_id === undefined) {
      return [
        wrong(
          'the desk is no forum channel',
          'make a channel of the kind Forum on the server of the staff and set DISCORD_DESK_CHANNEL to its number',
        ),
      ];
    }
    const roles = await client.get<readonly APIRole[]>(Routes.guildRoles(channel.guild_id));
    const role = roles.find(({ id }) => id === given.staffRole);
    const lacking = await lackingRights(client, bot, given.channel);
    return [
      right('the desk is a forum channel'),
      role === undefined
        ? wrong(
            'there is no such role on the server of the desk',
            'open Server Settings, Roles, right click the role of the staff, Copy Role ID, and set DISCORD_STAFF_ROLE',
          )
        : right('the role of the staff is there'),
      ...neededRights.map(([, name]) =>
        lacking.includes(name)
          ? wrong(
              `the bot may not: ${name}`,
              `open the forum channel, Edit Channel, Permissions, the bot's role, allow "${name}"`,
            )
          : right(`the bot may: ${name}`),
      ),
    ];
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null || refusal.why === 'later' || refusal.why === 'token') throw error;
    return [
      wrong(
        'the desk is not found',
        'invite the bot to the server by the link above, let its role see the forum channel, and check DISCORD_DESK_CHANNEL',
      ),
    ];
  }
};
