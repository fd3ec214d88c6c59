import { createHash } from 'node:crypto';
import type { Clock } from './clock.ts';
import { needs } from './conversation/danger.ts';
import { rules } from './conversation/rules.ts';
import { newConversation } from './conversation/state.ts';
import type { Understanding } from './domain.ts';
import { isCrisis } from './domain.ts';
import { faultOf, type Log } from './log.ts';
import type { Address, FromPerson, Port, Post } from './port.ts';
import { callWords } from './text/desk.ts';
import { speak } from './text/say.ts';
import type { Voice } from './text/speaker.ts';

/** The card of one message: its id, whether it went out past the store, and the end of the watch. */
export interface WatchedCard {
  readonly id: string;
  readonly sent: () => boolean;
  readonly over: () => void;
}

const platformOf = (address: Address): string => address.slice(0, address.indexOf(':'));

/** How many cards are remembered; enough for the time in which a platform repeats a message. */
const remembered = 10_000;

/**
 * The crisis card waits for nothing. From the moment a message in danger arrives, a clock runs; when the store has not
 * taken the message in half a second, the contacts go straight through the port, and the desk is told in the same way.
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
  /** Cards that went past the store or are on their way; the promise tells whether the platform took it. */
  const cards = new Map<string, Promise<boolean>>();
  const arrived = new Set<string>();

  const remember = (id: string, sending: Promise<boolean>): void => {
    cards.set(id, sending);
    for (const oldest of cards.keys()) {
      if (cards.size <= remembered) break;
      cards.delete(oldest);
      arrived.delete(oldest);
    }
  };

  const sendNow = async (id: string, { person }: FromPerson, understood: Understanding): Promise<void> => {
    const now = clock.now();
    const place = understood.place?.kind === 'one' ? understood.place.place : null;
    const { risk, other, age } = understood;
    const topics = needs(understood).slice(0, 3);
    const stranger = newConversation('?', understood.language, now);
    const spoken = speak({ say: 'crisis', risk, topics, place, age, other }, stranger, voice(), now);
    const { blocks, buttons } = spoken;
    const sending = send(person, { kind: 'post', id, blocks, buttons }, 'crisis-past-store');
    remember(id, sending);
    if (await sending) arrived.add(id);
    else cards.delete(id);
    log({ line: 'crisis-past-store', platform: platformOf(person), delivered: arrived.has(id) });
  };

  const tellDesk = async (id: string, understood: Understanding): Promise<void> => {
    const topics = needs(understood).slice(0, 3);
    const call = { call: 'danger', risk: understood.risk, topics } as const;
    const stranger = newConversation('?', understood.language, clock.now());
    const { blocks } = callWords(call, stranger, { knowledge: voice().knowledge, handle: 'none' });
    // Without the button: as long as the store does not answer, nobody can take the conversation over.
    await send(desk, { kind: 'post', id: `${id}d`, blocks, buttons: [] }, 'desk-past-store');
  };

  const send = async (to: Address, post: Post, where: string): Promise<boolean> => {
    try {
      const sent = await ports.get(platformOf(to))?.send(to, post);
      return sent?.ok === true;
    } catch (error) {
      log({ line: 'fault', where, error: faultOf(error) });
      return false;
    }
  };

  const watch = (incoming: FromPerson, understood: Understanding | null): WatchedCard => {
    // The same message has the same card, however often the platform brings it.
    const id = `c${createHash('sha256').update(incoming.key).digest('hex').slice(0, 22)}`;
    const inDanger = understood !== null && isCrisis(understood.risk);
    const callOff =
      inDanger && !cards.has(id)
        ? clock.after(rules.crisisWaits, () => {
            void sendNow(id, incoming, understood);
            void tellDesk(id, understood);
          })
        : () => undefined;
    return { id, sent: () => arrived.has(id), over: callOff };
  };

  return {
    watch,
    /** Whether the post with this id went out past the store; waits for one that is on its way. */
    wentOut: (id: string): Promise<boolean> => cards.get(id) ?? Promise.resolve(false),
  };
};
