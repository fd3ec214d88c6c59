import {
  type APIChannel,
  type APIGuildForumTag,
  type APIMessage,
  type APIThreadChannel,
  ChannelFlags,
  ChannelType,
  Routes,
} from 'discord.js';
import type { RoomSign } from '../../src/port.ts';
import { createRecent } from '../shared/recent.ts';
import type { Client } from './client.ts';
import type { Tell } from './news.ts';
import { refusalOf } from './refusal.ts';
import { type Part, renderPost } from './render.ts';
import { allTags, markOf, postName, type Tag, tagsOf } from './rooms.ts';

export interface DeskWords {
  /** The post of the desk itself, for what concerns no case. */
  readonly post: { readonly name: string; readonly text: string };
  /** At most 20 letters each. */
  readonly tags: Readonly<Record<Tag, string>>;
}

export interface DeskNeeds {
  readonly client: Client;
  /** Number of the forum; null: workers are elsewhere. */
  readonly channel: string | null;
  readonly bot: () => string;
  readonly words: () => DeskWords;
  readonly tell: Tell;
  readonly after: (milliseconds: number, call: () => void) => () => void;
}

interface Forum {
  readonly guild: string;
  readonly tags: ReadonlyMap<string, string>;
}

/** A post nobody writes in is put away after a week (minutes); it opens again with the next word. */
const autoArchive = 10_080;
const mostTags = 20;
const longestTag = 20;
const seldom = 50;

/** The forum in which staff work: a post for each case, and one for the desk itself. */
export const createDesk = ({ client, channel, bot, words, tell, after }: DeskNeeds) => {
  let forum: Promise<Forum> | null = null;
  let ownPost: Promise<string> | null = null;
  const opened = createRecent<string, string>(5000);
  const opening = new Map<string, Promise<string>>();
  const names = createRecent<string, string>(5000);
  const laterNames = new Map<string, () => void>();

  const readForum = async (id: string): Promise<Forum> => {
    const read = await client.get<APIChannel>(Routes.channel(id));
    if (read.type !== ChannelType.GuildForum || read.guild_id === undefined) {
      tell('desk-no-forum');
      throw new Error('discord: the desk is no forum');
    }
    const tags = await withTags(id, read.available_tags);
    return { guild: read.guild_id, tags: new Map(tags.map((tag) => [tag.name, tag.id])) };
  };

  /** Makes the tags that are missing, if the bot may; a desk works without them. */
  const withTags = async (
    id: string,
    there: readonly APIGuildForumTag[],
  ): Promise<readonly APIGuildForumTag[]> => {
    const wanted = allTags.map(tagName);
    const missing = wanted.filter((name) => !there.some((tag) => tag.name === name));
    if (missing.length === 0) return there;
    try {
      const available_tags = [...there, ...missing.map((name) => ({ name, moderated: false }))];
      if (available_tags.length > mostTags) throw new Error('discord: too many tags');
      const changed = await client.patch<APIChannel>(Routes.channel(id), { available_tags });
      return 'available_tags' in changed ? changed.available_tags : there;
    } catch {
      tell('tags-not-set');
      return there;
    }
  };

  const tagName = (tag: Tag): string => words().tags[tag].slice(0, longestTag);

  const known = (): Promise<Forum> => {
    if (channel === null) return Promise.reject(new Error('discord: no desk'));
    forum ??= readForum(channel).catch((error: unknown) => {
      forum = null;
      throw error;
    });
    return forum;
  };

  const appliedTags = ({ tags }: Forum, sign: RoomSign): readonly string[] =>
    tagsOf(sign).flatMap((tag) => tags.get(tagName(tag)) ?? []);

  const active = async ({ guild }: Forum): Promise<readonly APIThreadChannel[]> => {
    const { threads } = await client.get<{ readonly threads: readonly APIThreadChannel[] }>(
      Routes.guildActiveThreads(guild),
    );
    return threads.filter((thread) => thread.parent_id === channel && thread.owner_id === bot());
  };

  const create = async (
    in_: Forum,
    name: string,
    first: Part,
    applied_tags: readonly string[],
  ): Promise<string> => {
    const body = { name, auto_archive_duration: autoArchive, applied_tags, message: first };
    try {
      const thread = await client.post<APIThreadChannel>(Routes.threads(channel ?? ''), body);
      return thread.id;
    } catch (error) {
      if (refusalOf(error)?.why !== 'full') throw error;
      tell('desk-full');
      await putAwayOldest(in_);
      const thread = await client.post<APIThreadChannel>(Routes.threads(channel ?? ''), body);
      return thread.id;
    }
  };

  /** Makes room on a server with as many open posts as it may have: those that were quiet longest. */
  const putAwayOldest = async (in_: Forum): Promise<void> => {
    const lastOf = ({ last_message_id: last, id }: APIThreadChannel): bigint => BigInt(last ?? id);
    const isPinned = ({ flags }: APIThreadChannel): boolean => ((flags ?? 0) & ChannelFlags.Pinned) !== 0;
    const old = (await active(in_))
      .filter((thread) => !isPinned(thread))
      .toSorted((one, other) => (lastOf(one) < lastOf(other) ? -1 : 1))
      .slice(0, 10);
    for (const { id } of old) await client.patch(Routes.channel(id), { archived: true });
  };

  const findPost = async (in_: Forum): Promise<string> => {
    const { name, text } = words().post;
    const archived = await client
      .get<{ readonly threads: readonly APIThreadChannel[] }>(
        Routes.channelThreads(channel ?? '', 'public'),
        { limit: `${seldom}` },
      )
      .catch(() => ({ threads: [] }));
    const own = [
      ...(await active(in_)),
      ...archived.threads.filter(({ owner_id: owner }) => owner === bot()),
    ];
    const found =
      own.find(({ flags }) => ((flags ?? 0) & ChannelFlags.Pinned) !== 0) ??
      own.find((thread) => thread.name === name);
    if (found !== undefined) return found.id;
    const [first] = renderPost({ blocks: [{ kind: 'text', text }], buttons: [] }, (data) => data, true);
    const id = await create(in_, name, first ?? { flags: 0, allowed_mentions: { parse: [] } }, []);
    await client.patch(Routes.channel(id), { flags: ChannelFlags.Pinned }).catch(() => undefined);
    return id;
  };

  /** The post that was opened for this sign, if the answer to an earlier try was lost. */
  const findRoom = async (in_: Forum, sign: RoomSign): Promise<string | null> => {
    const name = postName(sign);
    for (const thread of await active(in_)) {
      if (thread.name !== name) continue;
      const first = await client
        .get<APIMessage>(Routes.channelMessage(thread.id, thread.id))
        .catch(() => null);
      if (first?.components?.some(({ id }) => id === markOf(sign.id))) return thread.id;
    }
    return null;
  };

  const rename = async (thread: string, name: string): Promise<void> => {
    laterNames.get(thread)?.();
    laterNames.delete(thread);
    if (names.get(thread) === name) return;
    try {
      await client.patch(Routes.channel(thread), { name });
      names.set(thread, name);
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal?.why === 'gone' || refusal?.why === 'token') throw error;
      // Discord lets a name be changed twice in ten minutes; words must not wait for that.
      if (refusal?.why !== 'later') return;
      const callOff = after(refusal.seconds * 1000, () => {
        laterNames.delete(thread);
        void rename(thread, name).catch(() => undefined);
      });
      laterNames.set(thread, callOff);
    }
  };

  const open = async (sign: RoomSign): Promise<string> => {
    const before = opened.get(sign.id);
    if (before !== undefined) return before;
    const in_ = await known();
    const found = await findRoom(in_, sign);
    const title = { kind: 'card', tone: 'case', title: sign.title, lines: [] } as const;
    const [first] = renderPost({ blocks: [title], buttons: [] }, (data) => data, true);
    const [card, ...more] = first?.components ?? [];
    const marked = {
      flags: first?.flags ?? 0,
      allowed_mentions: { parse: [] as [] },
      components: card === undefined ? [] : [{ ...card, id: markOf(sign.id) }, ...more],
    };
    const thread = found ?? (await create(in_, postName(sign), marked, appliedTags(in_, sign)));
    opened.set(sign.id, thread);
    names.set(thread, postName(sign));
    return thread;
  };

  return {
    channel,
    known,
    /** The posts that are open, and the server they are on; null: workers are elsewhere. */
    rooms: async (): Promise<{
      readonly guild: string;
      readonly threads: readonly APIThreadChannel[];
    } | null> => {
      if (channel === null) return null;
      const in_ = await known();
      return { guild: in_.guild, threads: await active(in_) };
    },
    /** Something about the forum changed: it is read anew. */
    forget: (): void => {
      forum = null;
    },
    /** The desk's own post; found by its pin or name, else made. */
    post: (): Promise<string> => {
      ownPost ??= known()
        .then(findPost)
        .catch((error: unknown) => {
          ownPost = null;
          throw error;
        });
      return ownPost;
    },
    forgetPost: (): void => {
      ownPost = null;
    },
    open: (sign: RoomSign): Promise<string> => {
      // Whoever has lost patience and asks again must not open another one beside the first.
      const job = opening.get(sign.id) ?? open(sign).finally(() => opening.delete(sign.id));
      opening.set(sign.id, job);
      return job;
    },
    /** Opens a post that was put away; rejects when the bot may not. */
    wake: async (thread: string): Promise<void> => {
      await client
        .patch(Routes.channel(thread), { archived: false, locked: false })
        .catch(() => client.patch(Routes.channel(thread), { archived: false }));
    },
    /** What the list of posts shows of a case. */
    sign: async (thread: string, sign: RoomSign): Promise<void> => {
      const in_ = await known();
      const applied_tags = appliedTags(in_, sign);
      await rename(thread, postName(sign));
      const over = sign.stage === 'over' ? { archived: true } : {};
      if (applied_tags.length === 0 && sign.stage !== 'over') return;
      await client.patch(Routes.channel(thread), { applied_tags, ...over });
    },
    stop: (): void => {
      for (const callOff of laterNames.values()) callOff();
    },
  };
};

export type Desk = ReturnType<typeof createDesk>;
