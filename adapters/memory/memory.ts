import type {
  Address,
  Incoming,
  Media,
  Opened,
  Outgoing,
  Port,
  Post,
  Receipt,
  Receive,
  RoomSign,
  Sent,
  Worker,
} from '../../src/port.ts';

/** What was sent to one address, in the order in which it arrived. */
export interface Arrived {
  readonly to: Address;
  readonly outgoing: Outgoing;
}

/** A person on the platform, as a test plays them. */
export interface MemoryPerson {
  readonly address: Address;
  says(text: string): Promise<void>;
  /** Comes by a link that says from where. */
  starts(origin: string): Promise<void>;
  edits(text: string): Promise<void>;
  unsends(): Promise<void>;
  sends(media: Media, caption?: string, album?: string): Promise<void>;
  /** Lets the app tell where they are. */
  shares(lat: number, lon: number): Promise<void>;
  /** Presses the button with this label on the latest post that has one. */
  presses(label: string): Promise<void>;
  pressesRaw(data: string): Promise<void>;
  /** Sends this just as it is, as if it stood behind a button: what a client can do that somebody has changed. */
  forges(data: string): Promise<void>;
  leaves(): Promise<void>;
  returns(): Promise<void>;
  /** Everything that reached this person. */
  heard(): readonly Post[];
}

/** A worker on the desk. `room` null: outside any room. */
export interface MemoryWorker {
  readonly id: string;
  says(text: string, room?: Address | null): Promise<void>;
  /** Answers these words of the room. */
  answers(quote: { readonly by: string; readonly text: string }, text: string, room: Address): Promise<void>;
  /** Corrects the last message. */
  edits(text: string, room: Address): Promise<void>;
  sendsMedia(room: Address): Promise<void>;
  presses(label: string, room?: Address | null): Promise<void>;
  pressesRaw(data: string, room?: Address | null): Promise<void>;
  /** As a person's. */
  forges(data: string, room?: Address | null): Promise<void>;
  deletesRoom(room: Address): Promise<void>;
}

/** How sending to an address fails, next time or until healed. */
export type Fault = Extract<Sent, { readonly ok: false }> | 'throw' | 'hang';

/**
 * A platform that lives in memory: people, a desk with rooms, and faults on demand. It keeps to the port like any other
 * adapter (the same post sent again with the same id is delivered once), so that tests go through the front door.
 */
export interface Memory {
  readonly port: Port;
  readonly desk: Address;
  person(name: string): MemoryPerson;
  worker(name: string): MemoryWorker;
  /** Rooms that are open on the desk, oldest first. */
  rooms(): readonly { readonly address: Address; readonly sign: RoomSign }[];
  at(address: Address): readonly Outgoing[];
  /** Each time something is sent to this address it fails like this, until `heal`; `NAME:rooms` is every room. */
  break(address: Address, fault: Fault): void;
  heal(address: Address): void;
  /** Brings the same event again, as platforms do. */
  repeat(incoming: Incoming): Promise<void>;
  /** Everything that was received, for repeating. */
  received(): readonly Incoming[];
}

export const createMemory = (name: string, now: () => number): Memory => {
  const arrived: Arrived[] = [];
  const takenBack = new Set<number>();
  const received: Incoming[] = [];
  const faults = new Map<Address, Fault>();
  const rooms = new Map<Address, RoomSign>();
  const lastMessage = new Map<Address, string>();
  const desk: Address = `${name}:desk`;
  let receive: Receive | null = null;
  let count = 0;

  const next = (): string => {
    count += 1;
    return `${count}`;
  };

  const bring = async (incoming: Incoming): Promise<void> => {
    received.push(incoming);
    if (receive === null) throw new Error('memory platform: it was not started');
    await receive(incoming);
  };

  const arrivedAt = (address: Address): readonly Outgoing[] =>
    arrived.filter(({ to }, at) => to === address && !takenBack.has(at)).map(({ outgoing }) => outgoing);

  const buttonAt = (address: Address, label: string): string => {
    const posts = arrivedAt(address).filter((outgoing): outgoing is Post => outgoing.kind === 'post');
    for (const post of posts.toReversed()) {
      const { location } = post;
      const more = location !== undefined && 'button' in location ? [location.button] : [];
      const button = [...post.buttons.flat(), ...more].find((one) => one.label === label);
      if (button !== undefined) return button.data;
    }
    throw new Error(`memory platform: no button "${label}" was sent to this address`);
  };

  const send = async (to: Address, outgoing: Outgoing): Promise<Sent> => {
    const isRoom = to.startsWith(`${name}:room-`);
    const fault = faults.get(to) ?? (isRoom ? faults.get(`${name}:rooms`) : undefined);
    if (fault === 'throw') throw new Error('memory platform: the connection was reset');
    if (fault === 'hang') return new Promise(() => undefined);
    if (fault !== undefined) return fault;
    if (isRoom && !rooms.has(to)) return { ok: false, reason: 'gone' };
    if (outgoing.kind === 'sign') {
      rooms.set(to, { ...outgoing.sign, id: rooms.get(to)?.id ?? outgoing.sign.id });
      return { ok: true, message: '' };
    }
    if (outgoing.kind === 'removal') {
      rooms.delete(to);
      return { ok: true, message: '' };
    }
    if (outgoing.kind === 'unsend') {
      const at = arrived.findIndex((one) => one.to === to && one.outgoing.id === outgoing.post);
      if (at < 0) return { ok: false, reason: 'rejected' };
      takenBack.add(at);
      return { ok: true, message: '' };
    }
    const same = arrived.findIndex((one) => one.to === to && one.outgoing.id === outgoing.id);
    if (same >= 0) return { ok: true, message: `m${same + 1}` };
    arrived.push({ to, outgoing });
    return { ok: true, message: `m${arrived.length}` };
  };

  const openRoom = async (at: Address, sign: RoomSign): Promise<Opened> => {
    const fault = faults.get(at);
    if (fault === 'throw') throw new Error('memory platform: the connection was reset');
    if (fault === 'hang') return new Promise(() => undefined);
    if (fault !== undefined) return fault.reason === 'later' ? fault : { ok: false, reason: 'gone' };
    for (const [address, known] of rooms) if (known.id === sign.id) return { ok: true, room: address };
    const room: Address = `${name}:room-${next()}`;
    rooms.set(room, sign);
    return { ok: true, room };
  };

  const person = (who: string): MemoryPerson => {
    const address: Address = `${name}:person-${who}`;
    const base = () => ({ key: `${name}:${next()}`, at: now(), from: 'person', person: address }) as const;
    return {
      address,
      says: (text) => {
        const message = `p${next()}`;
        lastMessage.set(address, message);
        return bring({ ...base(), kind: 'text', text, message });
      },
      starts: (origin) => bring({ ...base(), kind: 'text', text: '/start', message: `p${next()}`, origin }),
      edits: (text) => bring({ ...base(), kind: 'edit', text, message: lastMessage.get(address) ?? 'p0' }),
      unsends: () => bring({ ...base(), kind: 'unsent', message: lastMessage.get(address) ?? 'p0' }),
      sends: (media, caption = '', album) =>
        bring({
          ...base(),
          kind: 'media',
          media,
          caption,
          message: `p${next()}`,
          ...(album === undefined ? {} : { album }),
        }),
      shares: (lat, lon) => bring({ ...base(), kind: 'place', point: { lat, lon }, message: `p${next()}` }),
      presses: (label) => bring({ ...base(), kind: 'press', data: buttonAt(address, label) }),
      pressesRaw: (data) => bring({ ...base(), kind: 'press', data }),
      forges: (data) => bring({ ...base(), kind: 'press', data }),
      leaves: () => bring({ ...base(), kind: 'left' }),
      returns: () => bring({ ...base(), kind: 'returned' }),
      heard: () => arrivedAt(address).filter((outgoing): outgoing is Post => outgoing.kind === 'post'),
    };
  };

  const worker = (who: string): MemoryWorker => {
    const self: Worker = { id: `${name}-worker-${who}`, name: who };
    const base = () => ({ key: `${name}:${next()}`, at: now(), from: 'desk', worker: self }) as const;
    let said = 'w0';
    const nextMessage = (): string => {
      said = `w${next()}`;
      return said;
    };
    return {
      id: self.id,
      says: (text, room = null) => bring({ ...base(), kind: 'text', room, text, message: nextMessage() }),
      answers: (quote, text, room) =>
        bring({ ...base(), kind: 'text', room, text, message: nextMessage(), quote }),
      edits: (text, room) => bring({ ...base(), kind: 'edit', room, text, message: said }),
      sendsMedia: (room) => bring({ ...base(), kind: 'media', room, message: nextMessage() }),
      presses: (label, room = null) =>
        bring({ ...base(), kind: 'press', room, data: buttonAt(room ?? desk, label) }),
      pressesRaw: (data, room = null) => bring({ ...base(), kind: 'press', room, data }),
      forges: (data, room = null) => bring({ ...base(), kind: 'press', room, data }),
      deletesRoom: (room) => {
        rooms.delete(room);
        return bring({ ...base(), kind: 'room-gone', room });
      },
    };
  };

  return {
    port: {
      name,
      start: async (take) => {
        receive = take;
      },
      send,
      openRoom,
      stop: async () => {
        receive = null;
      },
    },
    desk,
    person,
    worker,
    rooms: () => [...rooms].map(([address, sign]) => ({ address, sign })),
    at: arrivedAt,
    break: (address, fault) => {
      faults.set(address, fault);
    },
    heal: (address) => {
      faults.delete(address);
    },
    repeat: (incoming) => {
      if (receive === null) throw new Error('memory platform: it was not started');
      return receive(incoming);
    },
    received: () => received,
  };
};

/** All that can be read in an outgoing, as one text; buttons in brackets. */
export const readable = (outgoing: Outgoing): string => {
  if (outgoing.kind === 'receipt') return readableReceipt(outgoing);
  if (outgoing.kind === 'unsend' || outgoing.kind === 'removal') return '';
  return readablePost(outgoing.kind === 'sign' ? outgoing.card : outgoing);
};

const readableReceipt = ({ delivered, text }: Receipt): string => (delivered ? '✓' : `✗ ${text}`);

const readablePost = ({ blocks, buttons }: Pick<Post, 'blocks' | 'buttons'>): string =>
  [
    ...blocks.map((block) => {
      if (block.kind === 'text') return block.text;
      if (block.kind === 'words') {
        return `${block.quote === undefined ? '' : `> ${block.quote}\n`}${block.by}: ${block.text}`;
      }
      return [block.title, ...block.lines.map((line) => line.text)].join('\n');
    }),
    ...buttons.map((row) => row.map((button) => `[${button.label}]`).join(' ')),
  ].join('\n');
