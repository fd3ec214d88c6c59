import type { PhotoSize } from '@grammyjs/types';
import { formatted, plain } from './entities.ts';
import type { Parameters } from './parameters.ts';
import { badRequest } from './refusal.ts';
import type { Content, StoredFile, World } from './world.ts';

/** The kinds of message that hold a file. */
export const fileKinds = [
  'photo',
  'voice',
  'video',
  'video_note',
  'animation',
  'audio',
  'document',
  'sticker',
] as const;
export type FileKind = (typeof fileKinds)[number];

const extensions: Readonly<Record<FileKind, string>> = {
  photo: 'jpg',
  voice: 'ogg',
  video: 'mp4',
  video_note: 'mp4',
  animation: 'mp4',
  audio: 'mp3',
  document: 'pdf',
  sticker: 'webp',
};

/** Keeps a file. Its size may be said to be more than its bytes. */
export const keepFile = (
  world: World,
  kind: FileKind,
  bytes: Buffer = Buffer.from(kind),
  size = bytes.length,
): StoredFile => {
  const number = world.next('file');
  const file: StoredFile = {
    id: `AgAC-fake-${kind}-${number}`,
    uniqueId: `unique-${kind}-${number}`,
    path: `${kind}s/file_${number}.${extensions[kind]}`,
    bytes,
    size,
  };
  world.files.set(file.id, file);
  return file;
};

/** What a message with this file holds. */
export const fileContent = (kind: FileKind, file: StoredFile): Content => {
  const base = { file_id: file.id, file_unique_id: file.uniqueId, file_size: file.size };
  const box = { width: 320, height: 240 };
  switch (kind) {
    case 'photo': {
      const photo: PhotoSize = { ...base, ...box };
      return { photo: [photo, { ...photo, width: 1280, height: 960 }] };
    }
    case 'voice':
      return { voice: { ...base, duration: 3, mime_type: 'audio/ogg' } };
    case 'video':
      return { video: { ...base, ...box, duration: 5, mime_type: 'video/mp4' } };
    case 'video_note':
      return { video_note: { ...base, length: 240, duration: 5 } };
    case 'animation': {
      const animation = { ...base, ...box, duration: 2, mime_type: 'video/mp4' };
      return { animation, document: { ...base, mime_type: 'video/mp4' } };
    }
    case 'audio':
      return { audio: { ...base, duration: 60, mime_type: 'audio/mpeg' } };
    case 'document':
      return { document: { ...base, file_name: 'file.pdf', mime_type: 'application/pdf' } };
    case 'sticker':
      return {
        sticker: {
          ...base,
          width: 512,
          height: 512,
          type: 'regular',
          is_animated: false,
          is_video: false,
          emoji: '🙂',
        },
      };
    default:
      return kind satisfies never;
  }
};

/** A caption as people type it. */
export const typedCaption = (caption: string): Content => {
  const { text, entities } = plain(caption);
  if (text === '') return {};
  return { caption: text, ...(entities.length === 0 ? {} : { caption_entities: [...entities] }) };
};

const longestCaption = 1024;

/** The caption that a bot gives, held against what Telegram takes. */
export const givenCaption = (parameters: Parameters): Content => {
  const caption = parameters.text('caption');
  if (caption === '') return {};
  const { text, entities } = formatted(
    caption,
    parameters.text('parse_mode'),
    parameters.json('caption_entities'),
  );
  if (text.length > longestCaption) throw badRequest('message caption is too long');
  return { caption: text, ...(entities.length === 0 ? {} : { caption_entities: [...entities] }) };
};

/** The file that a bot sends: one that Telegram has, one by its address, or one that came along. */
export const givenFile = (
  world: World,
  kind: FileKind,
  parameters: Parameters,
  value: unknown,
): StoredFile => {
  const attached = typeof value === 'string' && value.startsWith('attach://') ? value.slice(9) : kind;
  const upload = parameters.files.get(attached);
  if (upload !== undefined) return keepFile(world, kind, upload.bytes);
  if (typeof value !== 'string' || value === '') throw badRequest(`there is no ${kind} in the request`);
  const known = world.files.get(value);
  if (known !== undefined) return known;
  if (/^https?:\/\//.test(value)) throw badRequest('failed to get HTTP URL content');
  throw badRequest('wrong file identifier/HTTP URL specified');
};
