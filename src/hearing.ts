import { needs } from './conversation/danger.ts';
import type { Say } from './conversation/effect.ts';
import type { Event } from './conversation/event.ts';
import { parsePress } from './conversation/press-data.ts';
import { isCrisis, type Language, type Understand, type Understanding } from './domain.ts';
import type { FromPerson } from './port.ts';
import { commandLanguage, commandOf } from './text/commands.ts';
import type { Voice } from './text/speaker.ts';

/** What came from a person, understood. */
export interface Heard {
  readonly event: Event;
  /** The best guess of the language, for somebody who is not known yet; null: nothing tells. */
  readonly language: Language | null;
  readonly sure: boolean;
  /** The crisis contacts that must go out at once, as far as this message alone tells; null: none. */
  readonly urgent: Extract<Say, { say: 'crisis' }> | null;
}

const asked: Extract<Say, { say: 'crisis' }> = {
  say: 'crisis',
  risk: 'high',
  topics: [],
  place: null,
  age: null,
  other: false,
  asked: true,
  askPlace: false,
};

const urgencyOf = (understood: Understanding): Heard['urgent'] =>
  isCrisis(understood.risk)
    ? {
        ...asked,
        risk: understood.risk,
        topics: needs(understood).slice(0, 3),
        place: understood.place?.kind === 'one' ? understood.place.place : null,
        age: understood.age,
        other: understood.other,
        asked: false,
      }
    : null;

/** Turns what a platform brought from a person into an event of the conversation. Pure. */
export const createHearing = (understand: Understand, voice: () => Voice) => {
  const words = (text: string, eventOf: (understanding: Understanding) => Event): Heard => {
    const understanding = understand(text);
    return {
      event: eventOf(understanding),
      language: understanding.language,
      sure: understanding.languageSure,
      urgent: urgencyOf(understanding),
    };
  };

  /** A command says nothing but itself, and the language of its word. */
  const ordered = ({ text, message, origin }: Extract<FromPerson, { kind: 'text' }>): Heard => {
    const command = commandOf(text);
    const language = commandLanguage(text);
    const understood = understand(text);
    const understanding: Understanding = {
      ...understood,
      language: language ?? understood.language,
      languageSure: language !== null || (understood.languageSure && !text.trim().startsWith('/')),
      languageApart: false,
    };
    return {
      event: {
        is: 'said',
        text,
        message,
        understanding,
        command,
        named: [],
        ...(origin === undefined ? {} : { origin }),
      },
      language: understanding.languageSure ? understanding.language : null,
      sure: understanding.languageSure,
      urgent: command === 'crisis' ? asked : null,
    };
  };

  const hear = (incoming: FromPerson): Heard => {
    switch (incoming.kind) {
      case 'text': {
        const { text, message } = incoming;
        if (commandOf(text) !== null) return ordered(incoming);
        return words(text, (understanding) => ({
          is: 'said',
          text,
          message,
          understanding,
          command: null,
          named: voice().recommend.named(text),
        }));
      }
      case 'edit': {
        const { text, message } = incoming;
        return words(text, (understanding) => ({ is: 'edited', text, message, understanding }));
      }
      case 'media': {
        const { media, caption, message, album } = incoming;
        const sent = {
          is: 'sent-media',
          media,
          caption,
          message,
          ...(album === undefined ? {} : { album }),
        } as const;
        if (caption.trim() === '') return wordless({ ...sent, understanding: null });
        return words(caption, (understanding) => ({ ...sent, understanding }));
      }
      case 'place':
        return wordless({
          is: 'shared-place',
          place: voice().recommend.nearest(incoming.point),
          message: incoming.message,
        });
      case 'press': {
        const press = parsePress(incoming.data);
        if (press === null) return wordless({ is: 'pressed-unknown' });
        const forContacts = press.press === 'command' && press.command === 'crisis';
        return { ...wordless({ is: 'pressed', press }), urgent: forContacts ? asked : null };
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

const wordless = (event: Event): Heard => ({ event, language: null, sure: false, urgent: null });
