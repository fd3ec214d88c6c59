import { GatewayCloseCodes, type GatewayIdentifyData } from 'discord-api-types/v10';
import { allIntents, privilegedIntents } from './intents.ts';
import type { Guild, World } from './world.ts';

/** Why somebody who says who they are is not let in: the code and the words to close with; null when they are. */
export const refusedBecause = (
  { token, shard, intents }: GatewayIdentifyData,
  right: string | null,
  privileged: number,
): readonly [code: GatewayCloseCodes, words: string] | null => {
  if (token !== right) return [GatewayCloseCodes.AuthenticationFailed, 'Authentication failed.'];
  if (shard !== undefined && (shard[0] !== 0 || shard[1] !== 1)) {
    return [GatewayCloseCodes.InvalidShard, 'Invalid shard.'];
  }
  if (!Number.isInteger(intents) || (intents & ~allIntents) !== 0) {
    return [GatewayCloseCodes.InvalidIntents, 'Invalid intent(s).'];
  }
  if ((intents & privilegedIntents & ~privileged) !== 0) {
    return [GatewayCloseCodes.DisallowedIntents, 'Disallowed intent(s).'];
  }
  return null;
};

/** The first thing that a session is told. */
export const readyShape = (
  world: World,
  sessionId: string,
  resumeUrl: string,
  guilds: readonly Guild[],
  { shard }: GatewayIdentifyData,
): object => ({
  v: 10,
  user: { ...world.bot, verified: true, mfa_enabled: false, email: null },
  guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
  session_id: sessionId,
  resume_gateway_url: resumeUrl,
  session_type: 'normal',
  private_channels: [],
  relationships: [],
  presences: [],
  user_settings: {},
  application: { id: world.bot.id, flags: 0 },
  _trace: [],
  ...(shard === undefined ? {} : { shard }),
});
