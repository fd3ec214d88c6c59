import type {
  InlineKeyboardMarkup,
  LinkPreviewOptions,
  Message,
  MessageEntity,
  ReplyKeyboardMarkup,
  ReplyKeyboardRemove,
} from '@grammyjs/types';
import type { Call, Handlers } from '../call.ts';
import { formatted } from '../entities.ts';
import { keyboardOf } from '../markup.ts';
import { type FileKind, fileContent, givenCaption, givenFile } from '../media.ts';
import { readParameters } from '../parameters.ts';
import { badRequest } from '../refusal.ts';
import { takeLimit, targetOf } from '../target.ts';
import { botUser, type Content, type Room, write } from '../world.ts';

/** Characters after the formatting was taken out, counted in UTF-16 units: never more than Telegram counts. */
export const longestText = 4096;

/** The text of a request, held against what Telegram takes. */
export const givenText = (call: Call): Content => {
  const { parameters } = call;
  const { text, entities } = formatted(
    parameters.text('text'),
    parameters.text('parse_mode'),
    parameters.json<MessageEntity[]>('entities'),
  );
  if (text === '') throw badRequest('message text is empty');
  if (text.length > longestText) throw badRequest('message is too long');
  const preview = parameters.json<LinkPreviewOptions>('link_preview_options');
  return {
    text,
    ...(entities.length === 0 ? {} : { entities: [...entities] }),
    ...(preview === undefined ? {} : { link_preview_options: preview }),
  };
};

const around = (call: Call): Content => {
  const keyboard = keyboardOf(call.parameters.json<InlineKeyboardMarkup>('reply_markup'));
  return {
    ...(call.parameters.flag('protect_content') ? { has_protected_content: true } : {}),
    ...(keyboard === undefined ? {} : { reply_markup: keyboard }),
  };
};

/** Sends one message. What is wrong with it is said before where it goes, as the real server parses first. */
const send = (call: Call, content: Content): Message => {
  const whole = { ...content, ...around(call) };
  const { room, place } = targetOf(call);
  if (content.voice !== undefined && call.world.accounts.get(room.id)?.refusesVoice === true) {
    throw badRequest('VOICE_MESSAGES_FORBIDDEN');
  }
  takeLimit(call, room, 'send');
  const message = write(call.world, room, botUser(call.world), whole, place);
  if (room.kind === 'private') showKeyboard(call, room, message.message_id);
  call.world.changed();
  return message;
};

/** What stands in place of the letters, or goes from there. */
const showKeyboard = ({ parameters }: Call, room: Room, message: number): void => {
  const markup = parameters.json<Partial<ReplyKeyboardMarkup & ReplyKeyboardRemove>>('reply_markup');
  if (markup?.keyboard === undefined && markup?.remove_keyboard !== true) return;
  room.keyboard = (markup.keyboard ?? [])
    .flat()
    .map((button) => (typeof button === 'string' ? { text: button } : button));
  room.fixed.add(message);
};

const sendFile =
  (kind: FileKind) =>
  (call: Call): Message => {
    const file = givenFile(call.world, kind, call.parameters, call.parameters.all[kind]);
    return send(call, { ...fileContent(kind, file), ...givenCaption(call.parameters) });
  };

const decimal = (call: Call, name: string): number => {
  const value = Number(call.parameters.all[name] ?? Number.NaN);
  if (!Number.isFinite(value)) throw badRequest(`wrong ${name} specified`);
  return value;
};

const locationOf = (call: Call) => ({
  latitude: decimal(call, 'latitude'),
  longitude: decimal(call, 'longitude'),
});

const needed = (call: Call, name: string): string => {
  const value = call.parameters.text(name);
  if (value === '') throw badRequest(`${name.replaceAll('_', ' ')} is empty`);
  return value;
};

interface AlbumItem {
  readonly type: FileKind;
  readonly media: string;
  readonly caption?: string;
  readonly parse_mode?: string;
  readonly caption_entities?: readonly MessageEntity[];
}

const sendAlbum = (call: Call): readonly Message[] => {
  const items = call.parameters.json<readonly AlbumItem[]>('media') ?? [];
  if (items.length < 2 || items.length > 10) {
    throw badRequest('group send failed: an album must include 2-10 items');
  }
  const contents = items.map((item): Content => {
    if (!['photo', 'video', 'audio', 'document'].includes(item.type)) throw badRequest('wrong media type');
    const file = givenFile(call.world, item.type, call.parameters, item.media);
    return { ...fileContent(item.type, file), ...givenCaption(readParameters({ ...item })) };
  });
  const { room, place } = targetOf(call);
  takeLimit(call, room, 'send', items.length);
  const album = `${call.world.next('album')}`;
  const sent = contents.map((content) =>
    write(
      call.world,
      room,
      botUser(call.world),
      { ...content, ...around(call), media_group_id: album },
      place,
    ),
  );
  call.world.changed();
  return sent;
};

const actions = [
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
];

export const sending: Handlers = {
  sendMessage: (call) => send(call, givenText(call)),
  sendPhoto: sendFile('photo'),
  sendVoice: sendFile('voice'),
  sendVideo: sendFile('video'),
  sendVideoNote: sendFile('video_note'),
  sendAnimation: sendFile('animation'),
  sendAudio: sendFile('audio'),
  sendDocument: sendFile('document'),
  sendSticker: sendFile('sticker'),
  sendLocation: (call) => send(call, { location: locationOf(call) }),
  sendVenue: (call) => {
    const location = locationOf(call);
    const venue = { location, title: needed(call, 'title'), address: needed(call, 'address') };
    return send(call, { location, venue });
  },
  sendContact: (call) =>
    send(call, {
      contact: { phone_number: needed(call, 'phone_number'), first_name: needed(call, 'first_name') },
    }),
  sendMediaGroup: sendAlbum,
  sendChatAction: (call) => {
    const action = call.parameters.text('action');
    if (!actions.includes(action)) throw badRequest('wrong parameter action in request');
    targetOf(call);
    call.world.changed();
    return true;
  },
};
