import {
  Client,
  DiscordjsErrorCodes,
  Events,
  GatewayCloseCodes,
  type GatewayDispatchPayload,
  GatewayIntentBits,
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
  /** From now on nothing is told any more. May take for ever when Discord is silent. */
  stop(): Promise<void>;
}

/**
 * The connection on which Discord tells what happens; discord.js keeps it, resumes it and signs in anew. Packets are taken
 * as they come, and the library itself reads none of them: its own events leave out the first private message after a start
 * when the packet does not say what kind of channel it is of, and what it stumbles over would end the process (a session that
 * becomes invalid right after it was resumed, for one).
 */
export const createGateway = ({ token, apiUrl, readsDesk, onPacket, onEnd }: GatewayNeeds): Gateway => {
  const { Guilds, GuildMessages, MessageContent, DirectMessages } = GatewayIntentBits;
  const client = new Client({
    intents: [Guilds, DirectMessages, ...(readsDesk ? [GuildMessages, MessageContent] : [])],
    rest: { version: '10', retries: 0, ...(apiUrl === null ? {} : { api: apiUrl }) },
  });
  Reflect.set(client.ws, 'handlePacket', () => true);
  let stopped = false;
  client.on(Events.Raw, (packet: GatewayDispatchPayload) => {
    if (!stopped) onPacket(packet);
  });
  client.on(Events.ShardDisconnect, ({ code }) => {
    if (!stopped) onEnd(troubleOfClose(code));
  });
  // The library connects again by itself; without somebody who listens a fault of the line would end the process.
  client.on(Events.ShardError, () => undefined);
  client.on(Events.Error, () => undefined);
  return {
    connect: async () => {
      await client.login(token);
    },
    stop: () => {
      stopped = true;
      return client.destroy();
    },
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
