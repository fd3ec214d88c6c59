import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemory, type MemoryPerson, readable } from '../../adapters/memory/memory.ts';
import type { Address, Incoming, Outgoing, Port } from '../../src/port.ts';
import type { Change, Store } from '../../src/store/store.ts';
import { createFakeClock } from '../fakes/clock.ts';
import { givenLampa, type Lampa } from '../lampa.ts';
import { onDiscord } from '../stages/discord.ts';
import type { Messenger } from '../stages/messenger.ts';
import { overheard } from '../stages/stage.ts';
import { onTelegram } from '../stages/telegram.ts';

/** Several platforms at once on one Lampa, all played in the same words, so that histories can run over any of them. */

export interface Actor extends MemoryPerson {
  /** What stands behind the buttons that this person has. */
  buttons(): readonly string[];
  /** All that this person can read, buttons included. */
  reads(): readonly string[];
}

export interface Desk {
  readonly rooms: () => readonly { readonly address: string; readonly title: string }[];
  says(worker: string, room: string | null, text: string): Promise<void>;
  /** Sends this as if it were the data of a button. */
  forges(worker: string, room: string | null, data: string): Promise<void>;
  buttons(room: string | null): readonly string[];
  reads(room: string | null): readonly string[];
  loses(worker: string, room: string): Promise<void>;
}

export interface Stage {
  readonly lampa: Lampa;
  readonly platforms: readonly string[];
  readonly desk: Desk;
  person(platform: string, name: string): Actor;
  /** Everything that came in is handled, everything that follows is delivered. */
  settle(): Promise<void>;
  /** What went somewhere else than it was written for, a sentence each; all that was sent, post by post. */
  readonly deliveries: { readonly astray: readonly string[]; readonly count: () => number };
  /** Brings what came in before again, as platforms do. */
  repeat(): Promise<void>;
  close(): Promise<void>;
}

/** Where the workers are. */
export type DeskOn = 'memory' | 'telegram' | 'discord';

export const workers = ['Jana', 'Petr', 'Olga'] as const;

const dataOf = (outgoing: Outgoing): readonly string[] =>
  outgoing.kind === 'post' ? outgoing.buttons.flat().map(({ data }) => data) : [];

/**
 * Looks at each post when it is written and when it is sent: it goes to the person, or into a room, of the very conversation
 * that it was written in; whatever stands in it, buttons too.
 */
const createCustoms = () => {
  const writtenFor = new Map<string, { readonly conversation: string; readonly to: 'person' | 'room' }>();
  const astray: string[] = [];
  let store: Store | null = null;
  let count = 0;

  const note = ({ conversation, errands }: Change): void => {
    for (const { line, errand } of errands) {
      if (errand.errand !== 'send' || errand.address !== null || line.to === 'desk') continue;
      writtenFor.set(errand.outgoing.id, { conversation, to: line.to });
      if (line.conversation !== conversation) astray.push('a post was written in the line of another');
    }
  };
  const look = async (to: string, { id }: Outgoing): Promise<void> => {
    count += 1;
    const written = writtenFor.get(id);
    if (written === undefined || store === null) return;
    const found =
      written.to === 'person' ? store.conversationId(to) : ((await store.byRoom(to))?.kept.id ?? null);
    // The room of somebody who was forgotten meanwhile belongs to nobody any more.
    if (found !== null && found !== written.conversation)
      astray.push(`a post for the ${written.to} of another one`);
  };
  return {
    astray,
    count: () => count,
    before: (inner: Store): Store => {
      store = inner;
      return {
        ...inner,
        commit: (change) => {
          note(change);
          return inner.commit(change);
        },
      };
    },
    at: (port: Port): Port => ({
      ...port,
      send: async (to, outgoing) => {
        await look(to, outgoing);
        return port.send(to, outgoing);
      },
    }),
  };
};

/** In memory where the machine has such a folder: the disk itself is proved elsewhere. */
const newFolder = (): string => {
  try {
    return mkdtempSync('/dev/shm/lampa-stage-');
  } catch {
    return mkdtempSync(join(tmpdir(), 'lampa-stage-'));
  }
};

/** What is asked here of a messenger; those with real clients can do more. */
type Place = Pick<Messenger, 'name' | 'desk' | 'person' | 'worker' | 'rooms' | 'port' | 'taken' | 'close'> & {
  readonly at: (address: Address) => readonly Outgoing[];
  readonly again: (incoming: Incoming) => Promise<void>;
};

const inMemory = (name: string, now: () => number): Place => {
  const memory = createMemory(name, now);
  return {
    ...memory,
    name,
    port: () => memory.port,
    again: memory.repeat,
    taken: async () => undefined,
    close: async () => undefined,
  };
};

const onMessenger = (messenger: Messenger): Place => ({
  ...messenger,
  at: (address) => messenger.arrived().flatMap(({ to, outgoing }) => (to === address ? [outgoing] : [])),
  again: async (incoming) => messenger.again(incoming),
});

const deskOf = ({ desk, rooms, worker, at }: Place): Desk => ({
  rooms: () => rooms().map(({ address, sign }) => ({ address, title: sign.title })),
  says: (who, room, text) => worker(who).says(text, room),
  forges: (who, room, data) => worker(who).forges(data, room),
  buttons: (room) => at(room ?? desk).flatMap(dataOf),
  reads: (room) => at(room ?? desk).map(readable),
  loses: (who, room) => worker(who).deletesRoom(room),
});

/** Two platforms in memory, and the one of the desk, if that is another, beside them. */
export const givenStage = async (deskOn: DeskOn): Promise<Stage> => {
  const clock = createFakeClock(Date.parse('2026-11-23T10:00:00Z'));
  const one = inMemory('memory', clock.now);
  const other = inMemory('jinde', clock.now);
  const messenger =
    deskOn === 'memory'
      ? null
      : onMessenger(await { telegram: onTelegram, discord: onDiscord }[deskOn](clock));
  const places = [one, other, ...(messenger === null ? [] : [messenger])];
  const withDesk = messenger ?? one;
  const received: Incoming[] = [];
  const customs = createCustoms();
  const lampa = await givenLampa({
    clock,
    folder: newFolder(),
    team: { hours: [] },
    watchStore: customs.before,
    platforms: (wires) => ({
      ports: places.map((place) =>
        customs.at(overheard(place.port(wires, place === withDesk), received, [])),
      ),
      desk: withDesk.desk,
    }),
  });
  const settle = async (): Promise<void> => {
    await Promise.all(places.map((place) => place.taken()));
    await lampa.idle();
  };
  await settle();
  const placeNamed = (platform: string): Place => {
    const place = places.find(({ name }) => name === platform);
    if (place === undefined) throw new Error(`there is no platform ${platform}`);
    return place;
  };
  return {
    lampa,
    platforms: places.map(({ name }) => name),
    desk: deskOf(withDesk),
    person: (platform, name) => {
      const place = placeNamed(platform);
      const person = place.person(name);
      const posts = () => place.at(person.address);
      return { ...person, buttons: () => posts().flatMap(dataOf), reads: () => posts().map(readable) };
    },
    settle,
    deliveries: customs,
    repeat: async () => {
      for (const incoming of received.slice(-4))
        await placeNamed(incoming.key.slice(0, incoming.key.indexOf(':'))).again(incoming);
    },
    close: async () => {
      await lampa.close();
      await Promise.all(places.map((place) => place.close()));
    },
  };
};
