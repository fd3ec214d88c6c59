import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemory, type Memory, readable } from '../../adapters/memory/memory.ts';
import { deskAddress, personAddress } from '../../adapters/telegram/addresses.ts';
import { createTelegram } from '../../adapters/telegram/telegram.ts';
import type { Outgoing, Port } from '../../src/port.ts';
import type { Change, Store } from '../../src/store/store.ts';
import { createFakeClock } from '../fakes/clock.ts';
import type { Group } from '../fakes/telegram/group.ts';
import { type FakeTelegram, startFakeTelegram } from '../fakes/telegram/telegram.ts';
import { givenLampa, type Lampa } from '../lampa.ts';

/** Several platforms at once on one Lampa, all played in the same words, so that histories can run over any of them. */

export interface Actor {
  readonly address: string;
  says(text: string): Promise<void>;
  edits(text: string): Promise<void>;
  leaves(): Promise<void>;
  returns(): Promise<void>;
  /** Sends this as if it were the data of a button. */
  presses(data: string): Promise<void>;
  /** What stands behind the buttons that this person has. */
  buttons(): readonly string[];
  /** All that this person can read, buttons included. */
  reads(): readonly string[];
}

export interface Desk {
  readonly rooms: () => readonly { readonly address: string; readonly title: string }[];
  says(worker: string, room: string | null, text: string): Promise<void>;
  presses(worker: string, room: string | null, data: string): Promise<void>;
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

export const workers = ['Jana', 'Petr', 'Olga'] as const;

const dataOf = (outgoing: Outgoing): readonly string[] =>
  outgoing.kind === 'post' ? outgoing.buttons.flat().map(({ data }) => data) : [];

const memoryPerson = (memory: Memory, name: string): Actor => {
  const person = memory.person(name);
  return {
    ...person,
    presses: person.pressesRaw,
    buttons: () => person.heard().flatMap(dataOf),
    reads: () => memory.at(person.address).map(readable),
  };
};

const memoryDesk = (memory: Memory): Desk => ({
  rooms: () => memory.rooms().map(({ address, sign }) => ({ address, title: sign.title })),
  says: (worker, room, text) => memory.worker(worker).says(text, room),
  presses: (worker, room, data) => memory.worker(worker).pressesRaw(data, room),
  buttons: (room) => memory.at(room ?? memory.desk).flatMap(dataOf),
  reads: (room) => memory.at(room ?? memory.desk).map(readable),
  loses: (worker, room) => memory.worker(worker).deletesRoom(room),
});

const telegramDesk = (telegram: FakeTelegram, group: Group): Desk => {
  const people = new Map(
    workers.map((name, i) => {
      const person = i === 0 ? telegram.persons()[0] : telegram.person({ firstName: name, language: 'cs' });
      if (person === undefined) throw new Error('nobody made the group');
      if (i > 0) group.join(person);
      return [name as string, person];
    }),
  );
  const topicOf = (room: string): number => Number(room.split(/[:/]/).at(-1));
  const as = (worker: string, room: string | null) => {
    const person = people.get(worker);
    if (person === undefined) throw new Error(`nobody is called ${worker}`);
    return group.as(person, room === null ? undefined : topicOf(room));
  };
  const heard = (room: string | null) =>
    room === null
      ? group.heard().filter(({ message_thread_id: thread }) => thread === undefined)
      : group.heard(topicOf(room));
  return {
    rooms: () => group.topics().map(({ id, name }) => ({ address: `topic:${id}`, title: name })),
    says: async (worker, room, text) => {
      as(worker, room).says(text);
    },
    presses: async (worker, room, data) => {
      as(worker, room).pressesRaw(data);
    },
    buttons: (room) => heard(room).flatMap(sealedData),
    reads: (room) => heard(room).map(({ text = '' }) => text),
    loses: async (worker, room) => as(worker, null).deletesTopic(topicOf(room)),
  };
};

const sealedData = (message: {
  readonly reply_markup?: { readonly inline_keyboard: readonly (readonly object[])[] };
}): readonly string[] =>
  (message.reply_markup?.inline_keyboard ?? [])
    .flat()
    .flatMap((button) =>
      'callback_data' in button && typeof button.callback_data === 'string' ? [button.callback_data] : [],
    );

const telegramPerson = (telegram: FakeTelegram, name: string): Actor => {
  const person = telegram.person({ firstName: name, language: 'cs' });
  let said: ReturnType<typeof person.says> | null = null;
  return {
    address: personAddress(person.id),
    says: async (text) => {
      said = person.says(text);
    },
    edits: async (text) => {
      if (said !== null) person.edits(said, text);
    },
    leaves: async () => person.blocks(),
    returns: async () => person.unblocks(),
    presses: async (data) => {
      if (person.heard().length > 0) person.pressesRaw(data);
    },
    buttons: () => person.heard().flatMap(sealedData),
    reads: () => person.heard().map(({ text = '' }) => text),
  };
};

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

/** Two platforms in memory, the desk on the first; with `telegram` a third, and the desk there. */
export const givenStage = async (telegram: boolean): Promise<Stage> => {
  const clock = createFakeClock(Date.parse('2026-11-23T10:00:00Z'));
  const one = createMemory('memory', clock.now);
  const other = createMemory('jinde', clock.now);
  const memories = new Map([
    ['memory', one],
    ['jinde', other],
  ]);
  const fake = telegram ? await startFakeTelegram({ clock, limits: null }) : null;
  const jana = fake?.person({ firstName: 'Jana', language: 'cs' });
  const group = jana === undefined ? undefined : fake?.group({ title: 'Terén', creator: jana });
  group?.joinBot();
  group?.makeBotAdmin();
  fake?.updates.forgetAll();
  const telegramPort = (): readonly Port[] =>
    fake === null || group === undefined
      ? []
      : [
          createTelegram({
            token: fake.token,
            apiRoot: fake.url,
            desk: group.id,
            webhook: null,
            words: () => ({ menus: [], deskCommands: [], inPublic: () => '', nameless: '' }),
            now: clock.now,
            after: clock.after,
            tell: () => undefined,
            onEnd: () => undefined,
          }),
        ];
  const customs = createCustoms();
  const desk = fake === null || group === undefined ? memoryDesk(one) : telegramDesk(fake, group);
  const lampa = await givenLampa({
    clock,
    folder: newFolder(),
    team: { hours: [] },
    watchStore: customs.before,
    platforms: () => ({
      ports: [one.port, other.port, ...telegramPort()].map(customs.at),
      desk: fake === null ? one.desk : deskAddress,
    }),
  });
  const settle = async (): Promise<void> => {
    await fake?.confirmed();
    await lampa.idle();
  };
  await settle();
  return {
    lampa,
    platforms: [...memories.keys(), ...(fake === null ? [] : ['telegram'])],
    desk,
    person: (platform, name) => {
      const memory = memories.get(platform);
      if (memory !== undefined) return memoryPerson(memory, name);
      if (fake === null) throw new Error(`there is no platform ${platform}`);
      return telegramPerson(fake, name);
    },
    settle,
    deliveries: customs,
    repeat: async () => {
      for (const memory of memories.values()) {
        for (const incoming of memory.received().slice(-4)) await memory.repeat(incoming);
      }
      for (const update of fake?.updates.all().slice(-4) ?? []) fake?.updates.repeat(update.update_id);
    },
    close: async () => {
      await lampa.close();
      await fake?.stop();
    },
  };
};
