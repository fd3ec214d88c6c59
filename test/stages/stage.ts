import { createMemory, type Fault, type Memory } from '../../adapters/memory/memory.ts';
import type { Address, Incoming, Port } from '../../src/port.ts';
import type { FakeClock } from '../fakes/clock.ts';
import type { Wires } from '../lampa.ts';

/** What a story plays on: people, workers and rooms of one platform, whichever it is. */
export interface Stage extends Omit<Memory, 'port'> {
  /** Where something was sent, oldest first: what leaves first, for no messenger knows when another one shows it. */
  sent(): readonly Address[];
  /** All rooms fail like this, also those that are opened later. */
  breakRooms(fault: Fault): void;
}

/** Resolves when the condition holds. The clock of the story stands still meanwhile; what is under way goes on. */
export const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
};

/** A stage and the platform behind it. */
export interface Theatre {
  readonly stage: Stage;
  /** Made anew for each start of the program. */
  readonly platforms: (wires: Wires) => { readonly ports: readonly Port[]; readonly desk: Address };
  /** Everything that was brought was taken by the program. */
  readonly taken: () => Promise<void>;
  /** How long an orderly end may take in real milliseconds before time is turned for what hangs. */
  readonly endsWithin: number;
  readonly close: () => Promise<void>;
}

export type OpenTheatre = (clock: FakeClock) => Promise<Theatre>;

/** Notes what comes in and what is sent where, and lets it pass. */
export const overheard = (port: Port, received: Incoming[], sent: Address[]): Port => ({
  ...port,
  start: (take) =>
    port.start((incoming, before) => {
      received.push(incoming);
      return take(incoming, before);
    }),
  send: (to, outgoing) => {
    sent.push(to);
    return port.send(to, outgoing);
  },
});

export const inMemory: OpenTheatre = async (clock) => {
  const sent: Address[] = [];
  const memory = createMemory('memory', clock.now);
  return {
    stage: {
      ...memory,
      sent: () => [...sent],
      breakRooms: (fault) => memory.break('memory:rooms', fault),
    },
    platforms: () => ({ ports: [overheard(memory.port, [], sent)], desk: memory.desk }),
    taken: async () => undefined,
    endsWithin: 0,
    close: async () => undefined,
  };
};
