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
  /** All is to end: what was not fetched by then is fetched another time. */
  readonly signal: AbortSignal;
}

/** Takes messages of one channel, oldest first; the next are fetched when that is done. */
type Take = (messages: readonly GatewayMessageCreateDispatchData[]) => Promise<void>;

export interface CatchUp {
  /**
   * Fetches all that came since (milliseconds since 1970), but for channels of which nothing is missing any more, and adds those
   * of which that is true then. Rejects when something could not be fetched, or not any more.
   */
  readonly all: (since: number, level: Set<string>, take: Take) => Promise<void>;
  /** Fetches what came in one channel since then, and lets it be taken; `guild` null: a private chat. */
  readonly inChannel: (channel: string, guild: string | null, since: number, take: Take) => Promise<void>;
}

const page = 100;
/** Chats that are looked into at once; most of Discord's fifty calls a second stay free for answers. */
const atOnce = 4;

const byId = (one: APIMessage, other: APIMessage): number => (BigInt(one.id) < BigInt(other.id) ? -1 : 1);

/**
 * Fetches what came while nobody listened: a connection that could not be resumed tells nothing of it. What had been taken
 * already is taken as known, by its key.
 */
export const createCatchUp = ({ client, chats, persons, rooms, signal }: CatchUpNeeds): CatchUp => {
  const members = new Map<string, Promise<APIGuildMember | null>>();

  /** Fetched messages do not say which roles their author has. */
  const memberOf = (guild: string, user: string): Promise<APIGuildMember | null> => {
    const known = members.get(user);
    if (known !== undefined) return known;
    const asked = client.get<APIGuildMember>(Routes.guildMember(guild, user)).catch((error: unknown) => {
      if (refusalOf(error)?.why === 'gone') return null;
      members.delete(user);
      throw error;
    });
    members.set(user, asked);
    return asked;
  };

  const pagesOf = async (
    channel: string,
    since: number,
    each: (messages: readonly APIMessage[]) => Promise<void>,
  ): Promise<void> => {
    let after = idAt(since);
    for (;;) {
      signal.throwIfAborted();
      const found = await client.get<readonly APIMessage[]>(Routes.channelMessages(channel), {
        after,
        limit: `${page}`,
      });
      const messages = [...found].sort(byId);
      await each(messages);
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

  /** As the gateway would have brought it. */
  const asItComes = async (
    guild: string | null,
    message: APIMessage,
  ): Promise<GatewayMessageCreateDispatchData> => {
    if (guild === null) return message as GatewayMessageCreateDispatchData;
    const member = await memberOf(guild, message.author.id);
    const more = { guild_id: guild, ...(member === null ? {} : { member }) };
    return { ...message, ...more } as GatewayMessageCreateDispatchData;
  };

  const inChannel: CatchUp['inChannel'] = (channel, guild, since, take) =>
    unlessGone(() =>
      pagesOf(channel, since, async (messages) => {
        // What the bot wrote itself is nothing that it missed.
        const said = messages.filter(({ author }) => author.bot !== true);
        await take(await Promise.all(said.map((message) => asItComes(guild, message))));
      }),
    );

  const all: CatchUp['all'] = async (since, level, take) => {
    // Roles may have changed meanwhile.
    members.clear();
    const faults: unknown[] = [];
    // A desk that cannot be reached keeps nobody from being answered.
    const desk = await rooms().catch((error: unknown) => {
      faults.push(error);
      return null;
    });
    const last = BigInt(idAt(since));
    const lively = desk?.threads.filter(({ last_message_id: id }) => BigInt(id ?? '0') > last) ?? [];
    const inOne = async (channel: string, guild: string | null): Promise<void> => {
      if (level.has(channel)) return;
      await inChannel(channel, guild, since, take);
      level.add(channel);
    };
    const jobs = [
      ...(await persons()).map(
        (user) => () => unlessGone(async () => inOne(await chats.channelOf(user), null)),
      ),
      ...lively.map(
        ({ id }) =>
          () =>
            inOne(id, desk?.guild ?? ''),
      ),
    ];
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

  return { all, inChannel };
};
