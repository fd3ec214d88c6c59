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
  /** Takes a message as if it had just come, in its turn among those of its channel. */
  readonly take: Take;
  /** All is to end: what was not fetched by then is fetched another time. */
  readonly signal: AbortSignal;
}

type Take = (message: GatewayMessageCreateDispatchData) => Promise<void>;

export interface CatchUp {
  /** Fetches all that came since (milliseconds since 1970). Rejects when something could not be fetched, or not any more. */
  readonly all: (since: number) => Promise<void>;
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
export const createCatchUp = ({ client, chats, persons, rooms, take, signal }: CatchUpNeeds): CatchUp => {
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

  const pagesOf = async (
    channel: string,
    since: number,
    each: (message: APIMessage) => Promise<void>,
  ): Promise<void> => {
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

  const inChannel: CatchUp['inChannel'] = (channel, guild, since, each) =>
    unlessGone(() =>
      pagesOf(channel, since, async (message) => {
        if (guild === null) return each(message as GatewayMessageCreateDispatchData);
        if (message.author.bot === true) return;
        const member = await memberOf(guild, message.author.id);
        const more = { guild_id: guild, ...(member === null ? {} : { member }) };
        await each({ ...message, ...more } as GatewayMessageCreateDispatchData);
      }),
    );

  const inChat = (user: string, since: number) => () =>
    unlessGone(async () => inChannel(await chats.channelOf(user), null, since, take));

  const all = async (since: number): Promise<void> => {
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
    const jobs = [
      ...(await persons()).map((user) => inChat(user, since)),
      ...lively.map(
        ({ id }) =>
          () =>
            inChannel(id, desk?.guild ?? '', since, take),
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
