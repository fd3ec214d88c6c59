import type { Address, Button, FromDesk, FromPerson, Worker } from '../../src/port.ts';
import { personAddress, platform } from './addresses.ts';
import type { Typed } from './parse.ts';

/** The desk of this machine has one worker, who has no other name. */
const nameless = 'Streetworker';

/** What is known when a line was typed. */
export interface Situation {
  readonly person: string;
  /** Sets the events of this run apart from those of all other runs. */
  readonly run: string;
  /** A number that no other line of this run has. */
  readonly line: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The person's last message. */
  readonly lastMessage: string | null;
  readonly room: Address | null;
  readonly personButtons: readonly Button[];
  readonly deskButtons: readonly Button[];
  /** Where the desk's buttons stand. */
  readonly buttonsRoom: Address | null;
}

/** The event that a typed line of the person is; null when it is none. Pure. */
export const fromPerson = (typed: Typed, now: Situation): FromPerson | null => {
  const name = `${now.run}-${now.line}`;
  const arrived = {
    key: `${platform}:${now.person}:${name}`,
    at: now.at,
    from: 'person',
    person: personAddress(now.person),
  } as const;
  const { lastMessage } = now;
  switch (typed.typed) {
    case 'text':
      return { ...arrived, kind: 'text', text: typed.text, message: `m${name}` };
    case 'edit':
      return lastMessage === null
        ? null
        : { ...arrived, kind: 'edit', text: typed.text, message: lastMessage };
    case 'media': {
      const { media, caption } = typed;
      return { ...arrived, kind: 'media', media, caption, message: `m${name}` };
    }
    case 'press': {
      const button = now.personButtons[typed.number - 1];
      return button === undefined ? null : { ...arrived, kind: 'press', data: button.data };
    }
    case 'left':
    case 'returned':
      return { ...arrived, kind: typed.typed };
    default:
      return null;
  }
};

const workerNamed = (name: string): Worker => ({ id: `${platform}:${name.toLowerCase()}`, name });

/** The event that a typed line of the desk is; null when there is no such button. Pure. */
export const fromDesk = (
  typed: Extract<Typed, { typed: 'desk-text' | 'desk-press' }>,
  now: Situation,
): FromDesk | null => {
  const name = `${now.run}-${now.line}`;
  const arrived = {
    key: `${platform}:${now.person}:${name}`,
    at: now.at,
    from: 'desk',
    worker: workerNamed(typed.worker ?? nameless),
  } as const;
  if (typed.typed === 'desk-text') {
    return { ...arrived, kind: 'text', room: now.room, text: typed.text, message: `d${name}` };
  }
  const button = now.deskButtons[typed.number - 1];
  return button === undefined
    ? null
    : { ...arrived, kind: 'press', room: now.buttonsRoom, data: button.data };
};
