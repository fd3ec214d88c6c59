import type { Event } from './conversation/event.ts';
import { parsePress } from './conversation/press-data.ts';
import type { Language, Understand, Understanding } from './domain.ts';
import type { FromPerson } from './port.ts';
import { commandOf } from './text/commands.ts';
import type { Voice } from './text/speaker.ts';

/** What came from a person, understood. */
export interface Heard {
  /** Of the text or caption; null where there is none. */
  readonly understanding: Understanding | null;
  /** The best guess of the language, for somebody who is not known yet. */
  readonly language: Language | null;
  readonly sure: boolean;
  readonly event: (cardSent: boolean) => Event;
}

/** Turns what a platform brought from a person into an event of the conversation. Pure. */
export const createHearing = (understand: Understand, voice: () => Voice) => {
  const hear = (incoming: FromPerson): Heard => {
    switch (incoming.kind) {
      case 'text': {
        const { text, message } = incoming;
        const understanding = understand(text);
        return {
          understanding,
          language: understanding.language,
          sure: understanding.languageSure,
          event: (cardSent) => ({
            is: 'said',
            text,
            message,
            understanding,
            command: commandOf(text),
            named: voice().recommend.named(text),
            cardSent,
          }),
        };
      }
      case 'edit': {
        const { text, message } = incoming;
        const understanding = understand(text);
        return {
          understanding,
          language: understanding.language,
          sure: understanding.languageSure,
          event: (cardSent) => ({ is: 'edited', text, message, understanding, cardSent }),
        };
      }
      case 'media': {
        const { media, caption, message } = incoming;
        const understanding = caption.trim() === '' ? null : understand(caption);
        return {
          understanding,
          language: understanding?.language ?? null,
          sure: understanding?.languageSure ?? false,
          event: (cardSent) => ({ is: 'sent-media', media, caption, message, understanding, cardSent }),
        };
      }
      case 'press': {
        const press = parsePress(incoming.data);
        return wordless(press === null ? { is: 'pressed-unknown' } : { is: 'pressed', press });
      }
      case 'unsent':
        return wordless({ is: 'unsent', message: incoming.message });
      case 'left':
        return wordless({ is: 'left' });
      case 'returned':
        return wordless({ is: 'returned' });
      default:
        return incoming satisfies never;
    }
  };
  return { hear };
};

const wordless = (event: Event): Heard => ({
  understanding: null,
  language: null,
  sure: false,
  event: () => event,
});
