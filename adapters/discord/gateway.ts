import {
  Client,
  DiscordjsErrorCodes,
  Events,
  GatewayCloseCodes,
  type GatewayDispatchPayload,
  GatewayIntentBits,
  Options,
  Partials,
} from 'discord.js';
import type { ClientNeeds } from './client.ts';

/** Why a connection cannot be had, as far as the operator can mend it. */
export type Trouble = 'token' | 'intents' | 'sessions' | 'away';

export interface GatewayNeeds extends ClientNeeds {
  /** Whether workers write here: then the bot must read what is written in the desk. */
  readonly readsDesk: boolean;
  /** Everything that Discord tells, in its order. */
  readonly onPacket: (packet: GatewayDispatchPayload) => void;
  /** The connection is over for good. */
  readonly onEnd: (trouble: Trouble) => void;
}

export interface Gateway {
  /** Resolves when the bot is signed in; rejects with the fault of the library. */
  connect(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * The connection on which Discord tells what happens; discord.js keeps it, resumes it and signs in anew. Packets are taken
 * as they come: the library's own events leave out the first private message after a start when the packet does not
 * say what kind of channel it is of. Its caches stay empty, for nothing here is read from them.
 */
export const createGateway = ({ token, apiUrl, readsDesk, onPacket, onEnd }: GatewayNeeds): Gateway => {
  const { Guilds, GuildMessages, MessageContent, DirectMessages } = GatewayIntentBits;
  const client = new Client({
    intents: [Guilds, DirectMessages, ...(readsDesk ? [GuildMessages, MessageContent] : [])],
    partials: [Partials.Channel, Partials.Message],
    makeCache: Options.cacheWithLimits({
      MessageManager: 0,
      ReactionManager: 0,
      PresenceManager: 0,
      UserManager: 0,
    }),
    allowedMentions: { parse: [] },
    enforceNonce: true,
    rest: { version: '10', retries: 0, ...(apiUrl === null ? {} : { api: apiUrl }) },
  });
  client.on(Events.Raw, (packet: GatewayDispatchPayload) => onPacket(packet));
  client.on(Events.ShardDisconnect, ({ code }) => onEnd(troubleOfClose(code)));
  // The library connects again by itself; without somebody who listens a fault of the line would end the process.
  client.on(Events.ShardError, () => undefined);
  client.on(Events.Error, () => undefined);
  return {
    connect: async () => {
      await client.login(token);
    },
    stop: () => client.destroy(),
  };
};

const troubleOfClose = (code: number): Trouble => {
  if (code === GatewayCloseCodes.AuthenticationFailed) return 'token';
  if (code === GatewayCloseCodes.DisallowedIntents || code === GatewayCloseCodes.InvalidIntents)
    return 'intents';
  return 'away';
};

/** What the library means when it cannot sign in. */
export const troubleOf = (error: unknown): Trouble => {
  if (!(error instanceof Error)) return 'away';
  const code = 'code' in error ? error.code : undefined;
  const status = 'status' in error ? error.status : undefined;
  if (code === DiscordjsErrorCodes.TokenInvalid || status === 401) return 'token';
  if (/disallowed intents|invalid intents/i.test(error.message)) return 'intents';
  if (/authentication failed|token/i.test(error.message)) return 'token';
  if (/sessions? remaining/i.test(error.message)) return 'sessions';
  return 'away';
};
