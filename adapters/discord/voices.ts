import { type APIMessage, MessageFlags, Routes } from 'discord.js';
import { createRecent } from '../shared/recent.ts';
import type { Client } from './client.ts';
import { refusalOf } from './refusal.ts';
import type { Part } from './render.ts';

/** An interaction of a person outside their private chat: for a while it can be answered so that only they see it. */
export interface Voice {
  readonly token: string;
  readonly locale: string;
  readonly at: number;
  /** Where the answers belong: there, or in the private chat and there only that it was opened. */
  readonly prefers: 'private' | 'here';
  /** Discord shows that an answer is to come. */
  waiting: boolean;
}

/** Discord takes answers for fifteen minutes (milliseconds). */
const life = 14 * 60_000;
/** What comes later than this (milliseconds) is no answer any more to what was pressed: nobody looks for it there. */
const answerTime = 30_000;

/** Answers that only one person sees, wherever they are. */
export const createVoices = (client: Client, application: () => string, now: () => number) => {
  const voices = createRecent<string, Voice>(5000);

  const of = (user: string): Voice | null => {
    const voice = voices.get(user);
    return voice !== undefined && now() - voice.at < life ? voice : null;
  };

  /** False when Discord takes no more answers of this interaction. */
  const say = async (user: string, part: Part): Promise<string | null> => {
    const voice = of(user);
    if (voice === null) return null;
    try {
      if (voice.waiting) {
        const { flags: _, ...body } = part;
        const route = Routes.webhookMessage(application(), voice.token, '@original');
        const edited = await client.answer<APIMessage>('patch', route, {
          ...body,
          flags: editable(part.flags),
        });
        voice.waiting = false;
        return edited.id;
      }
      const body = { ...part, flags: part.flags | MessageFlags.Ephemeral };
      const sent = await client.answer<APIMessage>('post', Routes.webhook(application(), voice.token), body);
      return sent.id;
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === null || refusal.why === 'later') throw error;
      if (voices.get(user) === voice) voices.delete(user);
      return null;
    }
  };

  return {
    of,
    /** Whether what is said now belongs where something was pressed. */
    isAnswer: (voice: Voice): boolean => voice.prefers === 'here' && now() - voice.at < answerTime,
    say,
    begin: (user: string, voice: Omit<Voice, 'at'>): void => voices.set(user, { ...voice, at: now() }),
    /** The person speaks in the private chat again. */
    end: (user: string): void => voices.delete(user),
  };
};

export type Voices = ReturnType<typeof createVoices>;

/** Of an answer that is to come only these can still be set. */
const editable = (flags: number): number =>
  flags & (MessageFlags.IsComponentsV2 | MessageFlags.SuppressEmbeds);
