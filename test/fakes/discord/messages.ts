import {
  type APIAttachment,
  type APIMessage,
  type APIUser,
  ChannelType,
  type MessageFlags,
  MessageReferenceType,
  MessageType,
} from 'discord-api-types/v10';
import { type Loose, shownComponents } from './components.ts';
import { allText, mentioned } from './mentions.ts';
import { checkForm, isEmpty, isV2, type MessageForm, settable } from './message-form.ts';
import { invalidForm, refusal } from './refusal.ts';
import type { Upload } from './request-body.ts';
import { bareMember, channelShape, messageShape } from './shapes.ts';
import { isoNow, type Room, type Stored, type World } from './world.ts';

export const attach = (
  world: World,
  room: Room,
  upload: Upload,
  more: Partial<APIAttachment> = {},
): APIAttachment => {
  const id = world.nextId();
  const path = `attachments/${room.id}/${id}/${upload.name}`;
  const expiresAt = world.clock.now() + 24 * 3_600_000;
  world.files.set(path, { path, type: upload.type, bytes: upload.bytes, expiresAt });
  const url = `${world.origin}/cdn/${encodeURI(path)}?ex=${Math.floor(expiresAt / 1000).toString(16)}&is=0&hm=0`;
  return {
    id,
    filename: upload.name,
    size: upload.bytes.length,
    url,
    proxy_url: url,
    content_type: upload.type,
    ...more,
  };
};

const uploaded = (world: World, room: Room, form: MessageForm, files: readonly Upload[]): APIAttachment[] =>
  files.map((file) => {
    const said = (form.attachments ?? []).find(({ id }) => `${id}` === file.id);
    const description = said?.description ?? undefined;
    const name = said?.filename ?? file.name;
    return attach(world, room, { ...file, name }, description === undefined ? {} : { description });
  });

const replied = (world: World, room: Room, form: MessageForm): Partial<APIMessage> => {
  const id = form.message_reference?.message_id;
  if (id === undefined) return {};
  const target = room.messages.get(id);
  if (target === undefined) {
    if (form.message_reference?.fail_if_not_exists === false) return {};
    throw invalidForm('message_reference', 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message');
  }
  return {
    type: MessageType.Reply,
    message_reference: {
      type: MessageReferenceType.Default,
      channel_id: room.id,
      message_id: id,
      ...(room.guild === null ? {} : { guild_id: room.guild.id }),
    },
    referenced_message: messageShape(world, { ...target, reactions: new Map() }),
  };
};

/** Makes a message; nobody sees it yet. */
export const compose = (
  world: World,
  room: Room,
  author: APIUser,
  form: MessageForm,
  files: readonly Upload[] = [],
  more: Partial<APIMessage> = {},
): Stored => {
  const message: APIMessage = {
    id: world.nextId(),
    channel_id: room.id,
    type: MessageType.Default,
    author,
    content: form.content ?? '',
    ...mentioned(world, room, author, form),
    attachments: uploaded(world, room, form, files),
    embeds: [...(form.embeds ?? [])] as APIMessage['embeds'],
    components: shownComponents(form.components ?? []),
    timestamp: isoNow(world),
    edited_timestamp: null,
    flags: ((form.flags ?? 0) & settable) as MessageFlags,
    pinned: false,
    tts: false,
    ...(form.nonce === undefined || form.nonce === null ? {} : { nonce: form.nonce }),
    ...replied(world, room, form),
    ...more,
  };
  return { message, reactions: new Map(), pinnedAt: null, sentAt: world.clock.now() };
};

/** What the gateway says of a message, beside the message itself. */
const around = (world: World, room: Room, author: APIUser): object => {
  const member = room.guild === null ? null : bareMember(world, room.guild, author.id);
  return {
    ...(world.tellsChannelType ? { channel_type: room.type } : {}),
    ...(room.guild === null ? {} : { guild_id: room.guild.id }),
    ...(member === null ? {} : { member }),
  };
};

export const tellThread = (world: World, room: Room, event: string, more: object = {}): void =>
  world.tell({ event, data: { ...channelShape(world, room), ...more }, room });

/** Puts a message into its place, and tells of it. */
export const place = (world: World, room: Room, stored: Stored): APIMessage => {
  const { thread } = room;
  if (thread?.archived === true) {
    thread.archived = false;
    thread.archivedAt = isoNow(world);
    tellThread(world, room, 'THREAD_UPDATE');
  }
  if (thread !== null && stored.message.id !== room.id) {
    thread.count += 1;
    thread.sent += 1;
  }
  room.messages.set(stored.message.id, stored);
  world.tell({
    event: 'MESSAGE_CREATE',
    data: { ...stored.message, ...around(world, room, stored.message.author) },
    room,
  });
  return stored.message;
};

export const tellEdited = (world: World, room: Room, stored: Stored): void =>
  world.tell({
    event: 'MESSAGE_UPDATE',
    data: { ...messageShape(world, stored), ...around(world, room, stored.message.author) },
    room,
  });

export const findMessage = (room: Room, id: string): Stored => {
  const stored = room.messages.get(id);
  if (stored === undefined) throw refusal(10008);
  return stored;
};

const nonceWindow = 5 * 60_000;

const moderated = (world: World, room: Room, form: MessageForm): boolean => {
  const text = allText(form.content ?? '', form.components ?? []).toLowerCase();
  return room.guild !== null && world.moderated.some((word) => text.includes(word.toLowerCase()));
};

/** A message of the bot in a channel: checked, and the same one again when its nonce says so. */
export const writeAsBot = (
  world: World,
  room: Room,
  form: MessageForm,
  files: readonly Upload[] = [],
  more: Partial<APIMessage> = {},
): APIMessage => {
  checkForm(form);
  if (isEmpty(form, files)) throw refusal(50006);
  if (moderated(world, room, form)) throw refusal(200000);
  if (form.enforce_nonce === true && (form.nonce ?? '') !== '') {
    const same = [...room.messages.values()].find(
      ({ message, sentAt }) =>
        message.author.id === world.bot.id &&
        message.nonce === form.nonce &&
        sentAt > world.clock.now() - nonceWindow,
    );
    if (same !== undefined) return same.message;
  }
  return place(world, room, compose(world, room, world.bot, form, files, more));
};

/** A message with what was changed in it. */
export const change = (
  world: World,
  room: Room,
  stored: Stored,
  form: MessageForm,
  files: readonly Upload[] = [],
): APIMessage => {
  const before = stored.message;
  // Once made of components, a message stays so.
  const flags = (before.flags ?? 0) | ((form.flags ?? 0) & settable);
  const content = form.content === undefined ? before.content : (form.content ?? '');
  const components = form.components === undefined ? before.components : (form.components ?? []);
  const whole = { ...form, content, components: components as readonly Loose[] };
  checkForm(
    { ...whole, ...(isV2(flags) && !isV2(before.flags ?? 0) ? { content: form.content ?? null } : {}) },
    flags,
  );
  const kept =
    form.attachments === undefined || form.attachments === null
      ? before.attachments
      : before.attachments.filter(({ id }) => form.attachments?.some((one) => `${one.id}` === id));
  stored.message = {
    ...before,
    content: isV2(flags) ? '' : content,
    flags: flags as MessageFlags,
    embeds: form.embeds === undefined ? before.embeds : ([...(form.embeds ?? [])] as APIMessage['embeds']),
    components:
      form.components === undefined ? (before.components ?? []) : shownComponents(form.components ?? []),
    attachments: [...kept, ...uploaded(world, room, form, files)],
    ...mentioned(world, room, before.author, whole),
    edited_timestamp: isoNow(world),
  };
  return stored.message;
};

export const drop = (world: World, room: Room, id: string): void => {
  findMessage(room, id);
  room.messages.delete(id);
  if (room.thread !== null && id !== room.id) room.thread.count -= 1;
  world.tell({
    event: 'MESSAGE_DELETE',
    data: { id, channel_id: room.id, ...(room.guild === null ? {} : { guild_id: room.guild.id }) },
    room,
  });
};

export const isTextual = ({ type }: Room): boolean =>
  type !== ChannelType.GuildForum && type !== ChannelType.GuildMedia && type !== ChannelType.GuildCategory;
