import { ApplicationFlags } from 'discord-api-types/v10';
import { accountOf, bodyOf, nothing, ok, param, type Route } from '../call.ts';
import { permissionsIn } from '../permissions.ts';
import { invalidForm, refusal } from '../refusal.ts';
import { channelShape } from '../shapes.ts';
import { newRoom, privateRoom, type World } from '../world.ts';

/** Which privileged intents are switched on, as an app in few servers shows them. */
const intentFlags = (world: World): number =>
  (world.readsContent ? ApplicationFlags.GatewayMessageContentLimited : 0) |
  (world.listsMembers ? ApplicationFlags.GatewayGuildMembersLimited : 0);

const application = (world: World): object => ({
  id: world.bot.id,
  name: world.bot.username,
  icon: null,
  description: '',
  type: null,
  bot: world.bot,
  bot_public: true,
  bot_require_code_grant: false,
  integration_types_config: { 0: {}, 1: {} },
  verify_key: '00',
  flags: intentFlags(world),
  flags_new: `${intentFlags(world)}`,
  redirect_uris: [],
  interactions_endpoint_url: null,
  role_connections_verification_url: null,
  owner: world.bot,
  approximate_guild_count: world.guilds.size,
  approximate_user_install_count: 0,
  approximate_user_authorization_count: 0,
  explicit_content_filter: 0,
  team: null,
  eligible_oauth2_scopes: [],
});

/** The bot itself, its private chats and its servers. */
export const accountRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/gateway/bot',
    run: ({ gatewayUrl, identifiesLeft }) =>
      ok({
        url: gatewayUrl,
        shards: 1,
        session_start_limit: {
          total: 1000,
          remaining: identifiesLeft,
          reset_after: 86_400_000,
          max_concurrency: 1,
        },
      }),
  },
  { method: 'GET', path: '/gateway', run: ({ gatewayUrl }) => ok({ url: gatewayUrl }) },
  {
    method: 'GET',
    path: '/users/@me',
    run: ({ world }) =>
      ok({ ...world.bot, verified: true, mfa_enabled: false, locale: 'en-US', email: null }),
  },
  {
    method: 'PATCH',
    path: '/users/@me',
    run: (call) => {
      const { username } = bodyOf<{ username?: string }>(call);
      if (username !== undefined) call.world.bot.username = username;
      return ok({ ...call.world.bot, verified: true, mfa_enabled: false, locale: 'en-US', email: null });
    },
  },
  { method: 'GET', path: '/applications/@me', run: ({ world }) => ok(application(world)) },
  { method: 'GET', path: '/oauth2/applications/@me', run: ({ world }) => ok(application(world)) },
  { method: 'GET', path: '/users/:user', run: (call) => ok(accountOf(call, param(call, 'user')).user) },
  {
    method: 'POST',
    path: '/users/@me/channels',
    run: (call) => {
      const { world } = call;
      const { recipient_id: id } = bodyOf<{ recipient_id?: string }>(call);
      if (id === undefined || !/^\d+$/.test(id)) {
        throw invalidForm('recipient_id', 'NUMBER_TYPE_COERCE', `Value "${id}" is not snowflake.`);
      }
      if (id === world.bot.id) throw refusal(50007);
      const account = accountOf(call, id);
      const isNew = ![...world.rooms.values()].some((room) => room.account === account);
      if (isNew && world.dmsLeft <= 0) throw refusal(40003);
      if (isNew) world.dmsLeft -= 1;
      return ok(channelShape(world, privateRoom(world, account)));
    },
  },
  {
    method: 'GET',
    path: '/users/@me/guilds',
    run: ({ world }) =>
      ok(
        [...world.guilds.values()]
          .filter(({ members }) => members.has(world.bot.id))
          .map((guild) => ({
            id: guild.id,
            name: guild.name,
            icon: null,
            banner: null,
            owner: guild.ownerId === world.bot.id,
            permissions: `${permissionsIn(newRoom({ id: guild.id, type: 0, guild }), world.bot.id)}`,
            features: [],
          })),
      ),
  },
  {
    method: 'DELETE',
    path: '/users/@me/guilds/:guild',
    run: (call) => {
      const guild = call.world.guilds.get(param(call, 'guild'));
      if (guild === undefined) throw refusal(10004);
      guild.members.delete(call.world.bot.id);
      call.world.tell({ event: 'GUILD_DELETE', data: { id: guild.id } });
      return nothing;
    },
  },
];
