import { Client, type ClientOptions, DiscordAPIError, GatewayIntentBits, Partials } from 'discord.js';
import { afterEach, expect } from 'vitest';
import { createFakeClock, type FakeClock } from '../clock.ts';
import { type FakeDiscord, type FakeDiscordNeeds, startFakeDiscord } from './discord.ts';

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** Called when the test is over, the last one first. */
export const afterwards = (close: () => Promise<void>): void => {
  closing.push(close);
};

export interface Given {
  readonly discord: FakeDiscord;
  readonly clock: FakeClock;
}

/**
 * A fake Discord for one test, on a clock that stands still, without limits unless they are asked for. When the test is over it
 * is stopped, and nothing that was asked or told may have been against Discord's own description.
 */
export const givenDiscord = async (needs: FakeDiscordNeeds = {}): Promise<Given> => {
  const clock = createFakeClock(Date.UTC(2026, 10, 22, 9));
  const discord = await startFakeDiscord({ clock, limits: null, ...needs });
  afterwards(async () => {
    await discord.stop();
    expect(discord.judge.violations).toEqual([]);
  });
  return { discord, clock };
};

/** What a bot with private messages and a desk listens to. */
export const usualIntents: readonly GatewayIntentBits[] = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMembers,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.DirectMessages,
  GatewayIntentBits.MessageContent,
];

/** A client of the real library that is not logged in; it is ended when the test is over. */
export const clientFor = (discord: FakeDiscord, more: Partial<ClientOptions> = {}): Client => {
  const { rest, ...others } = more;
  const client = new Client({
    intents: [...usualIntents],
    partials: [Partials.Channel, Partials.Message, Partials.Reaction],
    ...others,
    rest: { api: discord.url, ...rest },
  });
  client.on('error', () => undefined);
  afterwards(() => client.destroy());
  return client;
};

/** The same, logged in and ready. */
export const loggedIn = async (
  discord: FakeDiscord,
  more: Partial<ClientOptions> = {},
): Promise<Client<true>> => {
  const client = clientFor(discord, more);
  const { promise, resolve } = Promise.withResolvers<Client<true>>();
  client.once('clientReady', resolve);
  await client.login(discord.token);
  return promise;
};

/** What Discord said no with: status, code and words. */
export const refusalOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call;
  } catch (error) {
    if (error instanceof DiscordAPIError) return `${error.status} ${error.code} ${error.message}`;
    throw error;
  }
  throw new Error('the call was not refused');
};
