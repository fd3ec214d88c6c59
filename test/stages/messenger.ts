import type { Arrived, Fault, MemoryPerson, MemoryWorker } from '../../adapters/memory/memory.ts';
import type { Address, Incoming, Port } from '../../src/port.ts';
import type { FakeClock } from '../fakes/clock.ts';
import type { Wires } from '../lampa.ts';
import { type OpenTheatre, overheard, type Stage } from './stage.ts';

/** One messenger in a theatre: the real adapter and the real client against a server of our own, and whoever plays there. */
export interface Messenger {
  /** All its addresses begin with it and a colon. */
  readonly name: string;
  readonly desk: Address;
  person(name: string): MemoryPerson;
  worker(name: string): MemoryWorker;
  /** Rooms that are open on its desk, oldest first. */
  rooms(): ReturnType<Stage['rooms']>;
  /** Everything that came anywhere on it, in order. */
  arrived(): readonly Arrived[];
  /** Whatever is sent there fails like this until the returned function is called. */
  strike(address: Address, fault: Fault): () => void;
  /** All rooms fail like this, also those that are opened later. */
  strikeRooms(fault: Fault): void;
  /** Brings the same again; what never came is brought as something that came late. */
  again(incoming: Incoming): void;
  /** From now on it answers nothing any more. */
  goesDown(): void;
  /** The adapter, made anew for each start of the program. */
  port(wires: Wires, hasDesk: boolean): Port;
  /** Everything that was brought was taken by the program. */
  taken(): Promise<void>;
  close(): Promise<void>;
}

export type OpenMessenger = (clock: FakeClock) => Promise<Messenger>;

export interface Houses {
  /** Where the persons of the stories write from. */
  readonly people: OpenMessenger;
  /** Where the workers are. */
  readonly desk: OpenMessenger;
}

/** A theatre of two messengers, or of one that is both: persons write on one, workers on the other. */
export const playedOn =
  ({ people: openPeople, desk: openDesk }: Houses): OpenTheatre =>
  async (clock) => {
    const people = await openPeople(clock);
    const desk = openDesk === openPeople ? people : await openDesk(clock);
    const messengers = [...new Set([people, desk])];
    const received: Incoming[] = [];
    const sent: Address[] = [];
    const broken = new Map<Address, () => void>();

    const houseOf = (address: Address): Messenger => {
      const house = messengers.find(({ name }) => address.startsWith(`${name}:`));
      if (house === undefined) throw new Error(`nobody here has the address ${address}`);
      return house;
    };
    const heal = (address: Address): void => {
      broken.get(address)?.();
      broken.delete(address);
    };
    const taken = async (): Promise<void> => {
      await Promise.all(messengers.map((one) => one.taken()));
    };

    return {
      stage: {
        desk: desk.desk,
        person: people.person,
        worker: desk.worker,
        rooms: desk.rooms,
        at: (address) =>
          houseOf(address)
            .arrived()
            .flatMap(({ to, outgoing }) => (to === address ? [outgoing] : [])),
        sent: () => [...sent],
        break: (address, fault) => {
          heal(address);
          broken.set(address, houseOf(address).strike(address, fault));
        },
        breakRooms: desk.strikeRooms,
        heal,
        received: () => [...received],
        repeat: async (incoming) => {
          const house = incoming.from === 'person' ? people : desk;
          house.again(incoming);
          await house.taken();
        },
      },
      platforms: (wires) => ({
        desk: desk.desk,
        ports: messengers.map((one) => overheard(one.port(wires, one === desk), received, sent)),
      }),
      taken,
      endsWithin: 1000,
      close: async () => {
        await Promise.all(messengers.map((one) => one.close()));
      },
    };
  };
