import { type APIAttachment, type APIMessage, MessageFlags } from 'discord-api-types/v10';
import { attach } from './messages.ts';
import type { Room, World } from './world.ts';

/** What somebody can send beside text. */
export type Sendable = 'photo' | 'voice' | 'video' | 'audio' | 'file' | 'sticker' | 'poll';

const files: Readonly<Record<Exclude<Sendable, 'sticker' | 'poll'>, readonly [name: string, type: string]>> =
  {
    photo: ['fotka.png', 'image/png'],
    voice: ['voice-message.ogg', 'audio/ogg'],
    video: ['video.mp4', 'video/mp4'],
    audio: ['pisnicka.mp3', 'audio/mpeg'],
    file: ['soubor.pdf', 'application/pdf'],
  };

const box: Partial<APIAttachment> = { width: 640, height: 480 };
const length: Partial<APIAttachment> = { duration_secs: 3.2, waveform: 'AAAA' };

/** What a message with such a thing in it holds. */
export const sendable = (world: World, room: Room, kind: Sendable, size?: number): Partial<APIMessage> => {
  if (kind === 'sticker') {
    return { sticker_items: [{ id: world.nextId(), name: 'Mávající kočka', format_type: 1 }] };
  }
  if (kind === 'poll') {
    const answers = ['ano', 'ne'].map((text, i) => ({ answer_id: i + 1, poll_media: { text } }));
    return {
      poll: {
        question: { text: 'Jdeme?' },
        answers,
        expiry: new Date(world.clock.now() + 86_400_000).toISOString(),
        allow_multiselect: false,
        layout_type: 1,
        results: { is_finalized: false, answer_counts: [] },
      },
    } as unknown as Partial<APIMessage>;
  }
  const [name, type] = files[kind];
  const looks = kind === 'photo' || kind === 'video' ? box : kind === 'voice' ? length : {};
  const file = attach(world, room, { id: '0', name, type, bytes: Buffer.from(`the ${kind}`) }, looks);
  return {
    attachments: [size === undefined ? file : { ...file, size }],
    ...(kind === 'voice' ? { flags: MessageFlags.IsVoiceMessage } : {}),
  };
};
