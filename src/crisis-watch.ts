import { createHash } from 'node:crypto';
import type { Clock } from './clock.ts';
import { needs } from './conversation/danger.ts';
import { rules } from './conversation/rules.ts';
import { newConversation } from './conversation/state.ts';
import type { Understanding } from './domain.ts';
import { isCrisis } from './domain.ts';
import { faultOf, type Log } from './log.ts';
import type { Address, FromPerson, Port } from './port.ts';
import { callWords } from './text/desk.ts';
import { speak } from './text/say.ts';
import type { Voice } from './text/speaker.ts';

/** The card of one message: its id, whether it went out past the store, and the end of the watch. */
export interface WatchedCard {
  readonly id: string;
  readonly sent: () => boolean;
  readonly over: () => void;
}

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
  const sentCards = new Set<string>();

  const remember = (id: string): void => {
    sentCards.add(id);
    if (sentCards.size > remembered) {
      for (const oldest of sentCards) {
        sentCards.delete(oldest);
        break;
      }
    }
  };

  const sendNow = async (id: string, { person }: FromPerson, understood: Understanding): Promise<void> => {
    const name = person.slice(0, person.indexOf(':'));
    const port = ports.get(name);
    if (port === undefined) return;
    const now = clock.now();
    const place = understood.place?.kind === 'one' ? understood.place.place : null;
    const { risk, other, age } = understood;
    const topics = needs(understood).slice(0, 3);
    const stranger = newConversation('?', understood.language, now);
    const spoken = speak({ say: 'crisis', risk, topics, place, age, other }, stranger, voice(), now);
    remember(id);
    try {
      const sent = await port.send(person, {
        kind: 'post',
        id,
        blocks: spoken.blocks,
        buttons: spoken.buttons,
      });
      if (!sent.ok) sentCards.delete(id);
      log({ line: 'crisis-past-store', platform: name, delivered: sent.ok });
    } catch (error) {
      sentCards.delete(id);
      log({ line: 'fault', where: 'crisis-past-store', error: faultOf(error) });
    }
    const call = { call: 'danger', risk, topics } as const;
    const words = callWords(call, stranger, { knowledge: voice().knowledge, handle: 'none' });
    try {
      // Without the button: as long as the store does not answer, nobody can take the conversation over.
      await ports
        .get(desk.slice(0, desk.indexOf(':')))
        ?.send(desk, { kind: 'post', id: `${id}d`, blocks: words.blocks, buttons: [] });
    } catch (error) {
      log({ line: 'fault', where: 'desk-past-store', error: faultOf(error) });
    }
  };

  const watch = (incoming: FromPerson, understood: Understanding | null): WatchedCard => {
    // The same message has the same card, however often the platform brings it.
    const id = `c${createHash('sha256').update(incoming.key).digest('hex').slice(0, 22)}`;
    const inDanger = understood !== null && isCrisis(understood.risk);
    const callOff =
      inDanger && !sentCards.has(id)
        ? clock.after(rules.crisisWaits, () => {
            void sendNow(id, incoming, understood);
          })
        : () => undefined;
    return { id, sent: () => sentCards.has(id), over: callOff };
  };

  return { watch, sentCards: sentCards as ReadonlySet<string> };
};
