import {
  type APIMessage,
  type APIThreadChannel,
  ChannelType,
  GatewayDispatchEvents,
  type GatewayDispatchPayload,
  type GatewayMessageDeleteDispatchData,
} from 'discord.js';
import type { Worker } from '../../src/port.ts';
import { personAddress, platform, roomAddress } from './addresses.ts';
import { unescaped } from './markdown.ts';
import { contentOf } from './message-kind.ts';
import { parseInteraction } from './parse-interaction.ts';
import { isObject, nameOf, nothing, type Parsed, type Place, type Reader } from './reading.ts';
import { isId, timeOf } from './snowflake.ts';

/** Reads one packet. Never throws, whatever Discord adds; unknown kinds are nothing. Pure. */
export const parse = (packet: GatewayDispatchPayload, reader: Reader): Parsed => {
  if (!isObject(packet.d)) return nothing;
  switch (packet.t) {
    case GatewayDispatchEvents.MessageCreate:
      return parseMessage(packet.d, reader);
    case GatewayDispatchEvents.MessageUpdate:
      return parseEdit(packet.d, reader);
    case GatewayDispatchEvents.MessageDelete:
      return parseDelete(packet.d, reader);
    case GatewayDispatchEvents.InteractionCreate:
      return parseInteraction(packet.d, reader);
    case GatewayDispatchEvents.ThreadCreate:
    case GatewayDispatchEvents.ThreadUpdate:
      return { is: 'place', channel: packet.d.id, place: threadPlace(packet.d, reader) };
    case GatewayDispatchEvents.ThreadDelete:
      return roomGone(packet.d.id, packet.d.parent_id ?? '', reader);
    case GatewayDispatchEvents.ChannelDelete:
      return packet.d.id === reader.desk?.channel ? { is: 'desk-lost' } : nothing;
    case GatewayDispatchEvents.ChannelUpdate:
      return packet.d.id === reader.desk?.channel ? { is: 'desk-changed' } : nothing;
    case GatewayDispatchEvents.GuildMemberUpdate:
      return packet.d.user?.id === reader.bot ? { is: 'desk-changed' } : nothing;
    case GatewayDispatchEvents.GuildRoleUpdate:
    case GatewayDispatchEvents.GuildRoleDelete:
      return packet.d.guild_id === reader.deskGuild ? { is: 'desk-changed' } : nothing;
    case GatewayDispatchEvents.GuildCreate:
    case GatewayDispatchEvents.GuildDelete:
      return packet.d.id === reader.deskGuild ? { is: 'desk-changed' } : nothing;
    default:
      return nothing;
  }
};

/** What a thread is to us. Pure. */
export const threadPlace = (thread: APIThreadChannel, { desk, bot }: Reader): Place => {
  if (desk === null || thread.parent_id !== desk.channel) return { in: 'elsewhere' };
  // The desk's own post is known by its pin.
  const isPinned = ((thread.flags ?? 0) & 2) !== 0;
  return thread.owner_id === bot && !isPinned ? { in: 'room' } : { in: 'desk' };
};

const keyOf = ({ bot }: Reader, what: string): string => `${platform}:${bot}:${what}`;

/** A message that was written, as the gateway brings it or as it is fetched. Pure. */
export const parseMessage = (message: APIMessage & { readonly guild_id?: string }, reader: Reader): Parsed =>
  withPlace(message, reader, (place) => {
    const { id, author } = message;
    const told = { key: keyOf(reader, `m${id}`), at: timeOf(id) };
    const content = contentOf(message);
    if (content === null) return nothing;
    if (place.in === 'private') {
      const base = { ...told, from: 'person', person: personAddress(author.id), message: id } as const;
      return content.is === 'text'
        ? { is: 'person', incoming: { ...base, kind: 'text', text: content.text } }
        : {
            is: 'person',
            incoming: { ...base, kind: 'media', media: content.media, caption: content.caption },
          };
    }
    const worker = workerOf(message, reader);
    if (worker === null) return { is: 'stranger' };
    const base = { ...told, from: 'desk', worker, message: id } as const;
    const room = place.in === 'room' ? roomAddress(message.channel_id) : null;
    if (content.is === 'media') {
      return room === null ? nothing : { is: 'desk', incoming: { ...base, kind: 'media', room } };
    }
    // Talk in posts that workers opened themselves is theirs.
    if (room === null && !content.text.startsWith('/')) return nothing;
    const quote = quoteOf(message, reader.bot);
    const incoming = {
      ...base,
      kind: 'text',
      room,
      text: content.text,
      ...(quote === null ? {} : { quote }),
      ...(isId(message.referenced_message?.id) ? { answers: message.referenced_message.id } : {}),
    } as const;
    return { is: 'desk', incoming };
  });

/** Only what a person or a worker wrote in a place that concerns us is read further. */
const withPlace = (
  message: APIMessage & { readonly guild_id?: string },
  reader: Reader,
  read: (place: Exclude<Place, { readonly in: 'elsewhere' }>) => Parsed,
): Parsed => {
  const { id, channel_id: channel, author } = message;
  if (!isId(id) || !isId(channel)) return nothing;
  if (!isObject(author) || !isId(author.id)) return { is: 'which', channel, message: id };
  if (author.bot === true || author.system === true || message.webhook_id !== undefined) return nothing;
  if (author.id === reader.bot) return nothing;
  const { guild_id: guild } = message;
  // What is said on servers that are not the desk's is not ours to look at.
  const isForeign = guild !== undefined && (reader.desk === null || (reader.deskGuild ?? guild) !== guild);
  const known: Place | undefined = isForeign ? { in: 'elsewhere' } : reader.placeOf(channel);
  // Without a server it is a private chat, whoever else is in it; bots are in none of several persons.
  const place: Place | undefined =
    known ?? (guild === undefined ? { in: 'private', user: author.id } : undefined);
  if (place === undefined) return { is: 'where', channel };
  if (place.in === 'private') return place.user === author.id ? read(place) : nothing;
  if (place.in === 'elsewhere') {
    const named = Array.isArray(message.mentions) && message.mentions.some((user) => user?.id === reader.bot);
    return named ? { is: 'in-public', channel, message: id } : nothing;
  }
  return read(place);
};

type WithMember = APIMessage & {
  readonly member?: { readonly roles?: readonly string[]; readonly nick?: string | null };
};

/** The author as one of the staff; null: they do not have the role. */
const workerOf = ({ author, member }: WithMember, { desk }: Reader): Worker | null => {
  if (desk === null || !Array.isArray(member?.roles) || !member.roles.includes(desk.staffRole)) return null;
  return { id: `${platform}:${author.id}`, name: nameOf(author, member.nick) };
};

/** Whose words a worker answers and which, when it is one message that the bot has passed on: "**Name:** words". */
const quoteOf = (
  { referenced_message: answered }: APIMessage,
  bot: string,
): { readonly by: string; readonly text: string } | null => {
  const text = answered?.content;
  if (answered?.author?.id !== bot || typeof text !== 'string') return null;
  const names = [...text.matchAll(/^\*\*((?:[^*\n\\]|\\.)+):\*\* /gm)];
  const [name] = names;
  // Several turns in one message: which is meant cannot be told.
  if (names.length !== 1 || name?.index !== 0) return null;
  return { by: unescaped(name[1] ?? ''), text: unescaped(text.slice(name[0].length)).trim() };
};

const parseEdit = (message: APIMessage & { readonly guild_id?: string }, reader: Reader): Parsed => {
  const edited =
    typeof message.edited_timestamp === 'string' ? Date.parse(message.edited_timestamp) : Number.NaN;
  // A pin, a preview of a link: nobody wrote anything.
  if (Number.isNaN(edited)) return nothing;
  return withPlace(message, reader, (place) => {
    const { id, author } = message;
    const content = contentOf(message);
    const text = content === null ? '' : content.is === 'text' ? content.text : content.caption;
    if (text.trim() === '') return nothing;
    // The same words again (pinned after an edit, say) have the same key.
    const told = { key: keyOf(reader, `e${id}:${edited}`), at: edited };
    if (place.in === 'private') {
      const base = { ...told, from: 'person', person: personAddress(author.id) } as const;
      return { is: 'person', incoming: { ...base, kind: 'edit', text, message: id } };
    }
    if (place.in !== 'room') return nothing;
    const worker = workerOf(message, reader);
    if (worker === null) return { is: 'stranger' };
    const room = roomAddress(message.channel_id);
    return { is: 'desk', incoming: { ...told, from: 'desk', worker, kind: 'edit', room, text, message: id } };
  });
};

const parseDelete = (
  { id, channel_id: channel, guild_id: guild }: GatewayMessageDeleteDispatchData,
  reader: Reader,
): Parsed => {
  if (!isId(id) || !isId(channel)) return nothing;
  if (guild !== undefined && (reader.desk === null || guild !== reader.deskGuild)) return nothing;
  const place = reader.placeOf(channel);
  if (place === undefined) return { is: 'where', channel };
  const told = { key: keyOf(reader, `d${id}`), at: reader.now };
  if (place.in === 'room') {
    const room = roomAddress(channel);
    const incoming = { ...told, from: 'desk', worker: nobody, kind: 'unsent', room, message: id } as const;
    return { is: 'desk', incoming };
  }
  if (place.in !== 'private') return nothing;
  const person = personAddress(place.user);
  return { is: 'person', incoming: { ...told, from: 'person', person, kind: 'unsent', message: id } };
};

/** Discord does not say who deleted it. */
const nobody: Worker = { id: `${platform}:unknown`, name: '?' };

const roomGone = (thread: string, parent: string, reader: Reader): Parsed => {
  if (!isId(thread) || parent !== reader.desk?.channel) return nothing;
  if (reader.placeOf(thread)?.in === 'desk') return { is: 'desk-changed' };
  const told = { key: keyOf(reader, `gone${thread}`), at: reader.now };
  const room = roomAddress(thread);
  return { is: 'desk', incoming: { ...told, from: 'desk', worker: nobody, kind: 'room-gone', room } };
};

/** What a channel that was fetched is to us. Pure. */
export const placeOfChannel = (
  channel: {
    readonly id: string;
    readonly type: ChannelType;
    readonly recipients?: readonly { readonly id: string }[];
  },
  reader: Reader,
): Place => {
  switch (channel.type) {
    case ChannelType.DM: {
      const [user] = channel.recipients ?? [];
      return user === undefined ? { in: 'elsewhere' } : { in: 'private', user: user.id };
    }
    case ChannelType.PublicThread:
    case ChannelType.PrivateThread:
    case ChannelType.AnnouncementThread:
      return threadPlace(channel as unknown as APIThreadChannel, reader);
    default:
      return channel.id === reader.desk?.channel ? { in: 'desk' } : { in: 'elsewhere' };
  }
};
