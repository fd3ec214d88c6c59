import { type Call, guildOf, nothing, ok, param, type Route } from '../call.ts';
import { tellMember } from '../members.ts';
import { demandOnServer, may } from '../permissions.ts';
import { Refusal, refusal } from '../refusal.ts';
import { channelShape, guildShape, memberShape, userOf } from '../shapes.ts';
import type { Guild } from '../world.ts';

const memberOf = (call: Call, guild: Guild): object => {
  const id = param(call, 'user');
  const member = guild.members.get(id);
  const user = userOf(call.world, id);
  if (user === undefined) throw refusal(10013);
  if (member === undefined) throw refusal(10007);
  return memberShape(user, member);
};

const setRole = (call: Call, has: boolean): typeof nothing => {
  const guild = guildOf(call);
  demandOnServer(guild, call.world.bot.id, 'ManageRoles');
  const [role, user] = [param(call, 'role'), param(call, 'user')];
  const member = guild.members.get(user);
  if (member === undefined) throw refusal(10007);
  if (!guild.roles.has(role)) throw refusal(10011);
  member.roles = has ? [...new Set([...member.roles, role])] : member.roles.filter((id) => id !== role);
  tellMember(call.world, guild, user, 'GUILD_MEMBER_UPDATE');
  return nothing;
};

export const guildRoutes: readonly Route[] = [
  { method: 'GET', path: '/guilds/:guild', run: (call) => ok(guildShape(guildOf(call))) },
  {
    method: 'GET',
    path: '/guilds/:guild/channels',
    run: (call) =>
      ok(
        [...guildOf(call).rooms.values()]
          .filter(({ thread }) => thread === null)
          .map((room) => channelShape(call.world, room)),
      ),
  },
  { method: 'GET', path: '/guilds/:guild/roles', run: (call) => ok([...guildOf(call).roles.values()]) },
  {
    method: 'GET',
    path: '/guilds/:guild/members/:user',
    run: (call) => ok(memberOf(call, guildOf(call))),
  },
  {
    method: 'GET',
    path: '/guilds/:guild/members',
    run: (call) => {
      if (!call.world.listsMembers) throw new Refusal(403, 50001, 'Missing Access');
      const guild = guildOf(call);
      const limit = Number(call.query.get('limit') ?? 1);
      const after = BigInt(call.query.get('after') ?? 0);
      const ids = [...guild.members.keys()].filter((id) => BigInt(id) > after).slice(0, limit);
      return ok(ids.map((user) => memberOf({ ...call, params: { ...call.params, user } }, guild)));
    },
  },
  {
    method: 'GET',
    path: '/guilds/:guild/threads/active',
    run: (call) => {
      const threads = [...guildOf(call).rooms.values()].filter(
        (room) =>
          room.thread !== null && !room.thread.archived && may(room, call.world.bot.id, 'ViewChannel'),
      );
      return ok({
        threads: threads.map((room) => channelShape(call.world, room)),
        members: [],
        has_more: false,
      });
    },
  },
  { method: 'PUT', path: '/guilds/:guild/members/:user/roles/:role', run: (call) => setRole(call, true) },
  { method: 'DELETE', path: '/guilds/:guild/members/:user/roles/:role', run: (call) => setRole(call, false) },
];
