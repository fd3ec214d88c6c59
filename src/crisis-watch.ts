import { createHash } from 'node:crypto';
import { backOff } from './back-off.ts';
import type { Clock } from './clock.ts';
import { rules } from './conversation/rules.ts';
import { newConversation } from './conversation/state.ts';
import type { Language } from './domain.ts';
import type { Heard } from './hearing.ts';
import { faultOf, type Log } from './log.ts';
import type { Address, FromPerson, Port, Post } from './port.ts';
import { callWords } from './text/desk.ts';
import { speak } from './text/say.ts';
import type { Voice } from './text/speaker.ts';

type Urgent = NonNullable<Heard['urgent']>;

/** A crisis card that nobody has delivered yet. */
interface Watched {
  callOff: () => void;
  readonly tryNow: () => void;
  /** The last try past the store; true when the platform took the card. */
  sending: Promise<boolean>;
  tries: number;
  deskTold: boolean;
}

export interface TakenOver {
  /** It went out past the store. */
  readonly wentOut: boolean;
  /** It could not be sent, and is to be tried again after so many milliseconds; if the store fails then it is tried here. */
  readonly giveBack: (milliseconds: number) => void;
}

/** So many cards are watched at once; more are a flood that the store has taken long ago. */
const mostWatched = 10_000;
/** Tries past the store, with longer and longer pauses: about a quarter of an hour. */
const mostTries = 10;
/** A try that has not succeeded by then has failed, and the next one begins (milliseconds). */
const patience = 10_000;
/** A try that hangs is not waited for: two cards are better than none. */
const hangsAfter = 3000;

const platformOf = (address: Address): string => address.slice(0, address.indexOf(':'));

/** The same message has the same card, however often the platform brings it. */
export const cardIdOf = (incoming: FromPerson): string =>
  `c${createHash('sha256').update(incoming.key).digest('hex').slice(0, 22)}`;

/**
 * The crisis card waits for nothing. From the moment a message in danger arrives a clock runs; when the delivery has not
 * begun to send the card within half a second (the store hangs, the lane is busy), the contacts go straight through the
 * port, again and again until the platform takes them, and the desk is told in the same way.
 */
export const createCrisisWatch = ({
  ports,
  desk,
  clock,
  log,
  voice,
}: {
  readonly ports: ReadonlyMap<string, Port>;
  readonly desk: Address;
  readonly clock: Clock;
  readonly log: Log;
  readonly voice: () => Voice;
}) => {
  const watched = new Map<string, Watched>();
  let stopped = false;

  const watch = (incoming: FromPerson, urgent: Urgent, language: Language): void => {
    const id = cardIdOf(incoming);
    if (watched.has(id) || watched.size >= mostWatched) return;
    const card: Watched = {
      callOff: () => undefined,
      tryNow: () => tryNow(id, card, incoming, urgent, language),
      sending: Promise.resolve(false),
      tries: 0,
      deskTold: false,
    };
    watched.set(id, card);
    card.callOff = clock.after(rules.crisisWaits, card.tryNow);
  };

  const tryNow = (
    id: string,
    card: Watched,
    incoming: FromPerson,
    urgent: Urgent,
    language: Language,
  ): void => {
    const stranger = newConversation('?', language, clock.now());
    const { blocks, buttons } = speak(urgent, stranger, voice(), clock.now());
    const { person } = incoming;
    card.tries += 1;
    // Who only looked for the contacts is no alarm.
    if (!card.deskTold && !urgent.asked) {
      void tellDesk(id, urgent, language).then((told) => {
        card.deskTold ||= told;
      });
    }
    card.sending = send(person, { kind: 'post', id, blocks, buttons }, 'crisis-past-store');
    void card.sending.then((delivered) => {
      log({ line: 'crisis-past-store', platform: platformOf(person), delivered });
      if (delivered || !watched.has(id)) return;
      if (card.tries >= mostTries) {
        watched.delete(id);
        return;
      }
      card.callOff = clock.after(backOff(card.tries), card.tryNow);
    });
  };

  const tellDesk = (id: string, { risk, topics }: Urgent, language: Language): Promise<boolean> => {
    const stranger = newConversation('?', language, clock.now());
    const call = { call: 'danger', risk, topics } as const;
    const { blocks } = callWords(call, stranger, { knowledge: voice().knowledge, handle: 'none' });
    // Without the button: as long as the store does not answer, nobody can take the conversation over.
    return send(desk, { kind: 'post', id: `${id}d`, blocks, buttons: [] }, 'desk-past-store');
  };

  const send = async (to: Address, post: Post, where: string): Promise<boolean> => {
    let callOff = (): void => undefined;
    const late = new Promise<null>((resolve) => {
      callOff = clock.after(patience, () => resolve(null));
    });
    try {
      const sent = await Promise.race([ports.get(platformOf(to))?.send(to, post) ?? null, late]);
      return sent?.ok === true;
    } catch (error) {
      log({ line: 'fault', where, error: faultOf(error) });
      return false;
    } finally {
      callOff();
    }
  };

  const giveBack = (id: string, card: Watched, milliseconds: number): void => {
    if (stopped || watched.has(id)) return;
    watched.set(id, card);
    card.callOff = clock.after(milliseconds + rules.crisisWaits, card.tryNow);
  };

  /** Nobody needs to watch this card any more, unless it is given back. */
  const takeOver = async (id: string): Promise<TakenOver> => {
    const card = watched.get(id);
    if (card === undefined) return { wentOut: false, giveBack: () => undefined };
    watched.delete(id);
    card.callOff();
    return {
      wentOut: card.tries > 0 && (await hasGoneOut(card)),
      giveBack: (milliseconds) => giveBack(id, card, milliseconds),
    };
  };

  const hasGoneOut = async (card: Watched): Promise<boolean> => {
    let callOff = (): void => undefined;
    const patience = new Promise<boolean>((resolve) => {
      callOff = clock.after(hangsAfter, () => resolve(false));
    });
    const wentOut = await Promise.race([card.sending, patience]);
    callOff();
    return wentOut;
  };

  return {
    watch,
    takeOver,
    stop: (): void => {
      stopped = true;
      for (const { callOff } of watched.values()) callOff();
      watched.clear();
    },
  };
};
