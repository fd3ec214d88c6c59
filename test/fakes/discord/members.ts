import { memberShape, userOf } from './shapes.ts';
import type { Guild, World } from './world.ts';

/** Tells that a member came, changed or went. */
export const tellMember = (
  world: World,
  guild: Guild,
  userId: string,
  event: 'GUILD_MEMBER_ADD' | 'GUILD_MEMBER_UPDATE' | 'GUILD_MEMBER_REMOVE',
): void => {
  const user = userOf(world, userId);
  const member = guild.members.get(userId);
  if (user === undefined) return;
  const data =
    member === undefined
      ? { guild_id: guild.id, user }
      : { ...memberShape(user, member), guild_id: guild.id };
  world.tell({ event, data });
};
