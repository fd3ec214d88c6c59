import { type APIMessage, MessageFlags, MessageReferenceType, MessageType } from 'discord.js';
import type { Media } from '../../src/port.ts';

/** What a message brings; null: Discord only tells of something (a pin, a call), nobody said anything. */
export type Content =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'media'; readonly media: Media; readonly caption: string }
  | null;

const said: readonly (number | undefined)[] = [MessageType.Default, MessageType.Reply];

const list = <T>(value: readonly T[] | undefined): readonly T[] => (Array.isArray(value) ? value : []);

const fileKind = (type: unknown, isVoice: boolean): Media => {
  if (isVoice) return 'voice';
  const [kind] = typeof type === 'string' ? type.split('/') : [];
  return kind === 'image' ? 'photo' : kind === 'video' ? 'video' : 'file';
};

/** Words as somebody typed them: emoji of a server by their name only. */
const typed = (text: string): string => text.replace(/<a?(:\w{1,64}:)\d{1,20}>/g, '$1');

type Body = Pick<APIMessage, 'content' | 'attachments' | 'sticker_items' | 'flags'> & {
  readonly poll?: unknown;
};

const bodyOf = (body: Partial<Body>): Content => {
  const caption = typeof body.content === 'string' ? typed(body.content) : '';
  const [file] = list(body.attachments);
  if (file !== undefined) {
    const isVoice = ((body.flags ?? 0) & MessageFlags.IsVoiceMessage) !== 0;
    return { is: 'media', media: fileKind(file.content_type, isVoice), caption };
  }
  if (list(body.sticker_items).length > 0) return { is: 'media', media: 'sticker', caption };
  if (typeof body.poll === 'object' && body.poll !== null) return { is: 'media', media: 'poll', caption };
  return caption.trim() === '' ? null : { is: 'text', text: caption };
};

/** Reads what a message brings; kinds that are not known yet are "other", never nothing. Pure. */
export const contentOf = (message: APIMessage): Content => {
  if (!said.includes(message.type ?? MessageType.Default)) return null;
  const body = bodyOf(message);
  if (body !== null) return body;
  // Somebody else's words, shown without saying anything: they are what is to be read.
  const [forwarded] = list(message.message_snapshots);
  if (message.message_reference?.type === MessageReferenceType.Forward && forwarded !== undefined) {
    return bodyOf(forwarded.message ?? {}) ?? { is: 'media', media: 'other', caption: '' };
  }
  return { is: 'media', media: 'other', caption: '' };
};
