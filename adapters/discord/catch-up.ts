import {
  type APIGuildMember,
  type APIMessage,
  type APIThreadChannel,
  type GatewayMessageCreateDispatchData,
  Routes,
} from 'discord.js';
import type { Client } from './client.ts';
import type { PrivateChats } from './private-chats.ts';
import { refusalOf } from './refusal.ts';
import { idAt } from './snowflake.ts';

export interface CatchUpNeeds {
  readonly client: Client;
  readonly chats: PrivateChats;
  /** Numbers of the persons whose conversations are kept, those with an open case first. */
  readonly persons: () => Promise<readonly string[]>;
  /** Posts of open cases, and the server they are on. */
  readonly rooms: () => Promise<{
    readonly guild: string;
    readonly threads: readonly APIThreadChannel[];
  } | null>;
  /** Takes a message as if it had just come. */
  readonly take: (message: GatewayMessageCreateDispatchData) => Promise<void>;
  /** All is to end: what was not fetched by then is fetched another time. */
  readonly signal: AbortSignal;
}

const page = 100;
/** Chats that are looked into at once; most of Discord's fifty calls a second stay free for answers. */
const atOnce = 4;

const byId = (one: APIMessage, other: APIMessage): number => (BigInt(one.id) < BigInt(other.id) ? -1 : 1);

/**
 * Fetches what came while nobody listened: a connection that could not be resumed tells nothing of it. What had been taken
 * already is taken as known, by its key. Rejects when something could not be fetched, or not any more.
 */
export const catchUp = async (
  { client, chats, persons, rooms, take, signal }: CatchUpNeeds,
  since: number,
): Promise<void> => {
  const members = new Map<string, Promise<APIGuildMember | null>>();

  /** Fetched messages do not say which roles their author has. */
  const memberOf = (guild: string, user: string): Promise<APIGuildMember | null> => {
    const known = members.get(user);
    if (known !== undefined) return known;
    const asked = client.get<APIGuildMember>(Routes.guildMember(guild, user)).catch((error: unknown) => {
      if (refusalOf(error)?.why === 'gone') return null;
      throw error;
    });
    members.set(user, asked);
    return asked;
  };

  const pagesOf = async (channel: string, each: (message: APIMessage) => Promise<void>): Promise<void> => {
    let after = idAt(since);
    for (;;) {
      signal.throwIfAborted();
      const found = await client.get<readonly APIMessage[]>(Routes.channelMessages(channel), {
        after,
        limit: `${page}`,
      });
      const messages = [...found].sort(byId);
      for (const message of messages) await each(message);
      const last = messages.at(-1);
      if (last === undefined || messages.length < page) return;
      after = last.id;
    }
  };

  const unlessGone = async (job: () => Promise<void>): Promise<void> => {
    try {
      await job();
    } catch (error) {
      const why = refusalOf(error)?.why;
      if (why !== 'gone' && why !== 'closed' && why !== 'no-rights') throw error;
    }
  };

  const inChat = (user: string) => () =>
    unlessGone(async () => {
      const channel = await chats.channelOf(user);
      await pagesOf(channel, (message) => take(message as GatewayMessageCreateDispatchData));
    });

  const inRoom = (guild: string, thread: string) => () =>
    unlessGone(() =>
      pagesOf(thread, async (message) => {
        if (message.author.bot === true) return;
        const member = await memberOf(guild, message.author.id);
        await take({
          ...message,
          guild_id: guild,
          ...(member === null ? {} : { member }),
        } as GatewayMessageCreateDispatchData);
      }),
    );

  const faults: unknown[] = [];
  // A desk that cannot be reached keeps nobody from being answered.
  const desk = await rooms().catch((error: unknown) => {
    faults.push(error);
    return null;
  });
  const last = BigInt(idAt(since));
  const lively = desk?.threads.filter(({ last_message_id: id }) => BigInt(id ?? '0') > last) ?? [];
  const jobs = [...(await persons()).map(inChat), ...lively.map(({ id }) => inRoom(desk?.guild ?? '', id))];
  const worker = async (): Promise<void> => {
    for (let job = jobs.shift(); job !== undefined && !signal.aborted; job = jobs.shift()) {
      try {
        await job();
      } catch (error) {
        faults.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  signal.throwIfAborted();
  if (faults.length > 0) throw faults[0];
};
