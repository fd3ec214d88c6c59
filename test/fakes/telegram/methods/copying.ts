import type { InlineKeyboardMarkup, Message } from '@grammyjs/types';
import type { Call, Handlers } from '../call.ts';
import { keyboardOf } from '../markup.ts';
import { givenCaption } from '../media.ts';
import { badRequest } from '../refusal.ts';
import { namedRoom, takeLimit, targetOf } from '../target.ts';
import { botUser, type Content, contentOf, isService, originOf, type Room, write } from '../world.ts';

const sourceOf = (call: Call): Room => namedRoom(call.world, call.parameters, 'from_chat_id');

/** The messages to be copied or forwarded, oldest first; several may lack some. */
const chosen = (
  call: Call,
  from: Room,
  verb: 'copied' | 'forwarded',
  several: boolean,
): readonly Message[] => {
  const verbs = { copied: 'copy', forwarded: 'forward' };
  const ids = several
    ? (call.parameters.json<readonly number[]>('message_ids') ?? [])
    : [call.parameters.integer('message_id') ?? 0];
  if (several && (ids.length < 1 || ids.length > 100)) {
    throw badRequest('message identifiers are not specified');
  }
  if (ids.some((id, i) => i > 0 && id <= (ids[i - 1] ?? 0))) {
    throw badRequest('message identifiers must be in a strictly increasing order');
  }
  const found = ids.flatMap((id) => from.messages.get(id) ?? []);
  const taken = found.filter((message) => !isService(message) && !isProtected(from, message));
  if (taken.length > 0) return taken;
  if (found.length === 0) {
    throw badRequest(
      several ? `there are no messages to ${verbs[verb]}` : `message to ${verbs[verb]} not found`,
    );
  }
  throw badRequest(`message can't be ${verb}`);
};

const isProtected = (room: Room, message: Message): boolean =>
  room.protected || message.has_protected_content === true;

const put = (call: Call, several: boolean, forwards: boolean): readonly Message[] => {
  const { world, parameters } = call;
  const from = sourceOf(call);
  const messages = chosen(call, from, forwards ? 'forwarded' : 'copied', several);
  const { room, place } = targetOf(call);
  takeLimit(call, room, 'send', messages.length);
  const caption = !several && parameters.has('caption') ? givenCaption(parameters) : {};
  const keyboard = keyboardOf(parameters.json<InlineKeyboardMarkup>('reply_markup'));
  const albums = new Map<string, string>();
  const albumOf = (message: Message): Content => {
    const old = message.media_group_id;
    if (old === undefined || !several) return {};
    const album = albums.get(old) ?? `${world.next('album')}`;
    albums.set(old, album);
    return { media_group_id: album };
  };
  const sent = messages.map((message) =>
    write(
      world,
      room,
      botUser(world),
      {
        ...contentOf(message),
        ...(forwards ? { forward_origin: originOf(world, message) } : caption),
        ...albumOf(message),
        ...(keyboard === undefined || forwards ? {} : { reply_markup: keyboard }),
        ...(parameters.flag('protect_content') ? { has_protected_content: true } : {}),
      },
      place,
    ),
  );
  world.changed();
  return sent;
};

const only = (messages: readonly Message[]): Message => {
  const [first] = messages;
  if (first === undefined) throw badRequest('message to copy not found');
  return first;
};

export const copying: Handlers = {
  copyMessage: (call) => ({ message_id: only(put(call, false, false)).message_id }),
  copyMessages: (call) => put(call, true, false).map(({ message_id }) => ({ message_id })),
  forwardMessage: (call) => only(put(call, false, true)),
  forwardMessages: (call) => put(call, true, true).map(({ message_id }) => ({ message_id })),
  getFile: (call) => {
    const file = call.world.files.get(call.parameters.text('file_id'));
    if (file === undefined) throw badRequest('invalid file_id');
    if (file.size > 20 * 1024 * 1024) throw badRequest('file is too big');
    return { file_id: file.id, file_unique_id: file.uniqueId, file_size: file.size, file_path: file.path };
  },
};
