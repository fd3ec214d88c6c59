import { backOff } from './back-off.ts';
import type { Clock } from './clock.ts';
import type { TakenOver } from './crisis-watch.ts';
import { faultOf, type Log } from './log.ts';
import type { Address, Outgoing, Port, Post, Sign, Unsend } from './port.ts';
import type { ConversationId, DueErrand, Line, Relay, RemoveRoom, Store } from './store/store.ts';

type Failure = 'blocked' | 'gone' | 'rejected';

/** What the delivery tells the engine; each is durable, with its errand settled, before the promise resolves. */
export interface Reports {
  relayArrived(conversation: ConversationId, relay: Relay, errand: number): Promise<void>;
  failed(conversation: ConversationId, relay: Relay | null, failure: Failure, errand: number): Promise<void>;
  /** What a worker wanted to take back is deleted at the person, or could not be. */
  takenBack(conversation: ConversationId, relay: Relay, done: boolean, errand: number): Promise<void>;
  /** A room would not take a post. */
  roomRefused(conversation: ConversationId, caseNumber: number, errand: number): Promise<void>;
  /** The room of a case is gone; the errand stays and finds the new room. */
  roomLost(conversation: ConversationId): Promise<void>;
  /** The platform does not let a room be removed: the desk has to read so. */
  roomStays(removal: RemoveRoom, errand: number): Promise<void>;
  /** A room was opened for a conversation that is no more. */
  roomUnwanted(room: Address, caseNumber: number): Promise<void>;
}

export interface Delivery {
  /** Something new waits; `crisis`: it goes even when all sendings allowed at once are under way. */
  wake(crisis?: boolean): void;
  /** Everything of this conversation was deleted: what is about to be sent stays here. */
  drop(conversation: ConversationId): void;
  /** Resolves when nothing is under way and nothing is due. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

export interface DeliveryNeeds {
  readonly store: Store;
  readonly ports: ReadonlyMap<string, Port>;
  readonly desk: Address;
  readonly clock: Clock;
  readonly log: Log;
  /**
   * Milliseconds between two posts of words to one room. What is said meanwhile goes out as one post, since some platforms
   * take few messages a minute in all rooms together. 0: each goes out by itself, at once.
   */
  readonly roomPause: number;
  readonly reports: Reports;
  /** Ends the watch over a crisis card, by the id of the post. */
  readonly takeOver: (id: string) => Promise<TakenOver>;
}

const leaseTime = 60_000;
/** A platform that has not answered by then is tried again; well before the lease ends, so that nothing goes out twice at once. */
const patience = 30_000;
/** Sendings under way at once on one platform: one that hangs holds up nobody on another. */
const atOnce = 16;
/** Leased at a time, and at most: a platform that hangs must not keep the errands of another from being looked at. */
const fetched = 64;
const mostReady = 2048;
/** A room is made again so many times in an hour (milliseconds). */
const mostRenewals = 3;
const renewalTime = 3_600_000;
/** What the platform refuses to remove is tried again after this time (milliseconds): somebody may have given the right. */
const removedAgain = 3_600_000;
/**
 * The next sending on a platform starts when none is under way there, or this long (milliseconds) after the last start:
 * 50 a second, as much as any platform takes; but never before what the platform has answered is settled. So a platform
 * that answers at once is sent one thing at a time and a crash repeats one post, and a slow or hanging one holds up nobody.
 */
const pace = 20;

/** Posts of one room that go out as one, at most, and letters in it: more than that nobody reads in one piece. */
const mostTogether = 30;
const longestTogether = 3000;

interface Talk {
  readonly id: number;
  readonly post: Post;
}

const isWords = (outgoing: Outgoing): outgoing is Post =>
  outgoing.kind === 'post' && outgoing.passedOn === true;

/** Something that stands there and may be changed. */
const isLasting = (outgoing: Outgoing): outgoing is Post | Sign =>
  outgoing.kind === 'post' || outgoing.kind === 'sign';

/** Something that may change, or take back, what was sent before. */
const mayHaveEarlier = (outgoing: Outgoing): outgoing is Post | Sign | Unsend =>
  isLasting(outgoing) || outgoing.kind === 'unsend';

/** Under which name it is remembered what the platform called the thing that this one changes or stands for. */
const earlierName = (line: Exclude<Line, { to: 'desk' }>, outgoing: Post | Sign | Unsend): string | null => {
  if (outgoing.kind === 'unsend') return outgoing.post;
  const isCard = line.to === 'room' && (outgoing.kind === 'sign' || outgoing.stands === true);
  if (isCard) return `card ${line.case}`;
  return outgoing.kind === 'post' ? (outgoing.replaces ?? null) : null;
};

const lettersOf = (outgoing: Outgoing): number =>
  outgoing.kind === 'post'
    ? outgoing.blocks.reduce((sum, block) => sum + (block.kind === 'card' ? 0 : block.text.length), 0)
    : 0;

/** One post of several; it keeps the name of the first, which is the one that may come again. */
const together = (first: Outgoing, more: readonly Talk[]): Outgoing =>
  first.kind === 'post' && more.length > 0
    ? { ...first, blocks: [...first.blocks, ...more.flatMap(({ post }) => post.blocks)] }
    : first;

interface Lane {
  readonly underWay: Set<Promise<void>>;
  /** Errands that the platform has answered and that are not settled yet: what a crash would repeat. */
  readonly answered: Set<number>;
  lastStart: number;
}

const platformOf = (address: Address): string => address.slice(0, address.indexOf(':'));

/**
 * Works through the outbox. Order is kept within a line (a person, a room, the desk); lines go side by side. At least
 * once: a crash between sending and settling may repeat one post. What a platform refuses for good becomes an event.
 */
export const createDelivery = (needs: DeliveryNeeds): Delivery => {
  const { store, ports, clock, log, reports } = needs;
  const platforms = new Map<string, Lane>();
  const sending = new Set<number>();
  /** Crisis cards that are being sent, and how to give them back to their watch. */
  const takenOver = new Map<number, TakenOver>();
  /** When rooms of a conversation were opened anew, of late. */
  const renewed = new Map<ConversationId, readonly number[]>();
  /** Leased and not started yet. */
  let ready: readonly DueErrand[] = [];
  /** When words last went to a room. */
  const spoken = new Map<Address, number>();
  let stopped = false;
  let pumping: Promise<void> | null = null;
  let again = false;
  let urgent = false;
  let alarm: { readonly at: number; readonly callOff: () => void } | null = null;

  const wake = (crisis = false): void => {
    if (stopped) return;
    again = true;
    urgent ||= crisis;
    pumping ??= pump().finally(() => {
      pumping = null;
      if (again && !stopped) wake();
    });
  };

  const pump = async (): Promise<void> => {
    while (again && !stopped) {
      again = false;
      try {
        await fetchMore();
        startAll();
        if (ready.length === 0) await setAlarm();
      } catch (error) {
        log({ line: 'fault', where: 'delivery', error: faultOf(error) });
        alarmIn(1000);
      }
    }
  };

  /**
   * Only when nothing here can start, for looking into the outbox costs more than a sending; and then until something can,
   * so that errands for a platform that hangs do not hide those for another.
   */
  const fetchMore = async (): Promise<void> => {
    let look = urgent || !canStart();
    urgent = false;
    while (look && ready.length < mostReady) {
      const now = clock.now();
      const leased = await store.lease(now, now + leaseTime, fetched);
      const fresh = leased.filter(({ id }) => !sending.has(id) && !ready.some((one) => one.id === id));
      ready = [...fresh.filter((one) => one.crisis), ...ready, ...fresh.filter((one) => !one.crisis)];
      look = leased.length === fetched && !canStart();
    }
  };

  const canStart = (): boolean => ready.some((one) => one.crisis || waitOf(laneOf(one)) <= 0);

  const startAll = (): void => {
    for (const errand of ready) {
      if (stopped) return;
      const lane = laneOf(errand);
      const wait = waitOf(lane);
      // A crisis card does not wait for its turn.
      if (!errand.crisis && wait > 0) {
        // Where all are busy, the end of one of them wakes the next.
        if (wait !== Number.POSITIVE_INFINITY) alarmIn(wait);
        continue;
      }
      ready = ready.filter((one) => one !== errand);
      lane.lastStart = clock.now();
      start(errand, lane);
    }
  };

  /** Until the next sending may start on a platform, milliseconds; for ever while all are busy. */
  const waitOf = ({ underWay, answered, lastStart }: Lane): number => {
    if (underWay.size === 0) return 0;
    // What was answered is settled first; its end wakes the next.
    if (answered.size > 0) return Number.POSITIVE_INFINITY;
    return underWay.size >= atOnce ? Number.POSITIVE_INFINITY : pauseLeft(lastStart, pace);
  };

  /** What is left of a pause, milliseconds; never more than the pause, though the clock was set back meanwhile. */
  const pauseLeft = (since: number, pause: number): number => Math.min(pause, since + pause - clock.now());

  const laneOf = (errand: DueErrand): Lane => {
    const platform = platformOf(addressOf(errand) ?? needs.desk);
    const known = platforms.get(platform);
    if (known !== undefined) return known;
    const lane: Lane = { underWay: new Set(), answered: new Set(), lastStart: Number.NEGATIVE_INFINITY };
    platforms.set(platform, lane);
    return lane;
  };

  const start = (errand: DueErrand, lane: Lane): void => {
    sending.add(errand.id);
    const job = deliver(errand).catch((error: unknown) => {
      log({ line: 'delivery-fault', errand: errand.id, to: errand.line.to, error: faultOf(error) });
    });
    lane.underWay.add(job);
    void job.then(() => {
      lane.underWay.delete(job);
      lane.answered.delete(errand.id);
      sending.delete(errand.id);
      takenOver.delete(errand.id);
      wake();
    });
  };

  const setAlarm = async (): Promise<void> => {
    const next = await store.nextErrand();
    if (next !== null) alarmIn(next - clock.now());
  };

  /** The earliest wish wins; at least a millisecond, so that a clock that stands still is not spun upon. */
  const alarmIn = (milliseconds: number): void => {
    const at = clock.now() + Math.max(1, milliseconds);
    if (stopped || (alarm !== null && alarm.at <= at)) return;
    alarm?.callOff();
    const callOff = clock.after(at - clock.now(), () => {
      alarm = null;
      wake();
    });
    alarm = { at, callOff };
  };

  const deliver = async (errand: DueErrand): Promise<void> => {
    try {
      await carryOut(errand);
    } catch (error) {
      // A platform that cannot be reached throws as well: back off, and keep the order of the line.
      log({ line: 'delivery-fault', errand: errand.id, to: errand.line.to, error: faultOf(error) });
      await putOff(errand, backOff(errand.attempts));
    }
  };

  const carryOut = (due: DueErrand): Promise<void> => {
    switch (due.errand.errand) {
      case 'send':
        return send(due);
      case 'open-room':
        return openRoom(due);
      case 'remove-room':
        return removeRoom(due, due.errand);
      default:
        return due.errand satisfies never;
    }
  };

  /** A crisis card that was put off is looked for when its time comes, whatever else waits then. */
  const putOff = async (due: DueErrand, milliseconds: number): Promise<void> => {
    takenOver.get(due.id)?.giveBack(milliseconds);
    await store.postpone(due.id, clock.now() + milliseconds);
    if (due.crisis && !stopped) clock.after(milliseconds, () => wake(true));
  };

  const inTime = async <T>(job: Promise<T>): Promise<T> => {
    let callOff = (): void => undefined;
    const late = new Promise<never>((_, reject) => {
      callOff = clock.after(patience, () => reject(new Error('the platform did not answer in time')));
    });
    try {
      return await Promise.race([job, late]);
    } finally {
      callOff();
    }
  };

  const send = async (due: DueErrand): Promise<void> => {
    const { errand, line } = due;
    if (errand.errand !== 'send') return;
    if (due.crisis) {
      const card = await needs.takeOver(errand.outgoing.id);
      if (card.wentOut) return store.settle(due.id, null);
      takenOver.set(due.id, card);
    }
    const address = addressOf(due);
    if (address === null) return withoutAddress(due);
    const isTalk = needs.roomPause > 0 && line.to === 'room' && isWords(errand.outgoing);
    const wait = isTalk ? pauseLeft(spoken.get(address) ?? 0, needs.roomPause) : 0;
    if (wait > 0) return store.postpone(due.id, clock.now() + wait);
    const more = isTalk ? await alike(due, errand.outgoing) : [];
    const outgoing = await withEarlier(line, together(errand.outgoing, more));
    const sent = await inTime(portOf(address).send(address, outgoing));
    laneOf(due).answered.add(due.id);
    if (sent.ok) {
      log({ line: 'delivered', errand: due.id, to: line.to });
      await rememberSent(due, outgoing, sent.message);
      if (isTalk) remember(address);
      for (const { id } of more) await store.settle(id, null);
      if (errand.relayOf !== null && line.to !== 'desk') {
        if (outgoing.kind === 'unsend')
          return reports.takenBack(line.conversation, errand.relayOf, true, due.id);
        return reports.relayArrived(line.conversation, errand.relayOf, due.id);
      }
      return store.settle(due.id, null);
    }
    if (sent.reason === 'later') return later(due, sent.seconds);
    log({ line: 'refused', errand: due.id, to: line.to, reason: sent.reason });
    return refused(due, line, address, sent.reason);
  };

  /** What was sent before and is to be changed goes along by the name that the platform gave it. */
  const withEarlier = async (line: Line, outgoing: Outgoing): Promise<Outgoing> => {
    const name = line.to === 'desk' || !mayHaveEarlier(outgoing) ? null : earlierName(line, outgoing);
    const known = name === null || line.to === 'desk' ? null : await store.sentAs(line.conversation, name);
    if (known === null) return outgoing;
    if (outgoing.kind === 'sign') return { ...outgoing, over: known };
    if (outgoing.kind === 'unsend') return { ...outgoing, sent: known };
    return outgoing.kind === 'post' ? { ...outgoing, replaced: known } : outgoing;
  };

  /** Only what may be changed later is remembered: the card of a room, and a worker's words. */
  const rememberSent = async ({ line, errand }: DueErrand, outgoing: Outgoing, message: string) => {
    if (line.to === 'desk' || message === '' || !isLasting(outgoing)) return;
    const isRelay = errand.errand === 'send' && errand.relayOf !== null && outgoing.kind === 'post';
    const name = earlierName(line, outgoing) ?? (isRelay ? outgoing.id : null);
    const before = outgoing.kind === 'sign' ? outgoing.over : outgoing.replaced;
    if (name === null || message === before) return;
    await store.rememberSent(line.conversation, { name, message, at: clock.now() });
  };

  /** What follows in the line and is words as well, so that it can go in the same post. */
  const alike = async (due: DueErrand, first: Outgoing): Promise<readonly Talk[]> => {
    let letters = lettersOf(first);
    const talk: Talk[] = [];
    for (const { id, errand } of await store.behind(due.id, mostTogether)) {
      if (errand.errand !== 'send' || errand.address !== null || !isWords(errand.outgoing)) break;
      letters += lettersOf(errand.outgoing);
      if (letters > longestTogether) break;
      talk.push({ id, post: errand.outgoing });
    }
    return talk;
  };

  const remember = (room: Address): void => {
    const now = clock.now();
    for (const [one, at] of spoken) if (at + needs.roomPause <= now) spoken.delete(one);
    spoken.set(room, now);
  };

  const refused = (due: DueErrand, line: Line, address: Address, reason: Failure): Promise<void> => {
    const { errand } = due;
    if (errand.errand !== 'send') return store.settle(due.id, null);
    if (line.to === 'desk' || errand.address !== null) {
      // Other fixed addresses belong to what is over (a receipt, an answer in an old room): nobody is left to tell.
      if (address !== needs.desk || reason === 'rejected') return store.settle(due.id, null);
      return deskUnreachable(due, reason);
    }
    if (errand.outgoing.kind === 'unsend' && line.to === 'person') {
      return errand.relayOf === null
        ? store.settle(due.id, null)
        : reports.takenBack(line.conversation, errand.relayOf, false, due.id);
    }
    if (line.to === 'person') return reports.failed(line.conversation, errand.relayOf, reason, due.id);
    if (reason !== 'rejected') return loseRoom(due, line, address);
    // What stood in for a refused post and was refused as well is given up.
    return errand.standIn === true
      ? store.settle(due.id, null)
      : reports.roomRefused(line.conversation, line.case, due.id);
  };

  /** The conversation was forgotten, its case is over, or the room of the open case is no more. */
  const withoutAddress = (due: DueErrand): Promise<void> => {
    const { line } = due;
    return line.to === 'room' && due.person !== null ? renewRoom(due, line) : store.settle(due.id, null);
  };

  const loseRoom = async (
    due: DueErrand,
    line: Extract<Line, { to: 'room' }>,
    room: Address,
  ): Promise<void> => {
    log({ line: 'room-lost' });
    await store.loseRoom(room);
    return renewRoom(due, line);
  };

  /** While the case is open it gets a new room, once, and the errand waits for it; else there is nobody to read it. */
  const renewRoom = async (
    due: DueErrand,
    { conversation, case: number }: Extract<Line, { to: 'room' }>,
  ): Promise<void> => {
    const kept = await store.byId(conversation);
    if (kept === null || kept.state.status === 'bot' || kept.state.case.number !== number) {
      return store.settle(due.id, null);
    }
    if (kept.room !== null) return store.postpone(due.id, clock.now());
    if (!mayRenew(conversation)) return deskUnreachable(due, 'its rooms are lost again and again');
    await reports.roomLost(conversation);
    return store.postpone(due.id, clock.now());
  };

  /** A desk that lets rooms be opened and nothing be written in them must not be filled with rooms. */
  const mayRenew = (conversation: ConversationId): boolean => {
    const since = clock.now() - renewalTime;
    for (const [one, times] of renewed) {
      const late = times.filter((at) => at > since);
      if (late.length === 0) renewed.delete(one);
      else renewed.set(one, late);
    }
    const times = renewed.get(conversation) ?? [];
    if (times.length >= mostRenewals) return false;
    renewed.set(conversation, [...times, clock.now()]);
    return true;
  };

  const deskUnreachable = (due: DueErrand, reason: string): Promise<void> => {
    log({ line: 'desk-unreachable', reason });
    return putOff(due, backOff(due.attempts));
  };

  const openRoom = async (due: DueErrand): Promise<void> => {
    const { errand, line } = due;
    if (errand.errand !== 'open-room' || line.to !== 'room') return store.settle(due.id, null);
    // A case that ended before the desk could be reached needs no room any more, nor one that has its room.
    const kept = await store.byId(line.conversation);
    const open = kept !== null && kept.state.status !== 'bot' && kept.state.case.number === line.case;
    if (!open || due.room !== null) return store.settle(due.id, null);
    const opened = await inTime(portOf(errand.desk).openRoom(errand.desk, errand.sign));
    laneOf(due).answered.add(due.id);
    if (opened.ok) {
      log({ line: 'room-opened', errand: due.id });
      await store.settle(due.id, opened.room);
      // Whoever had everything deleted meanwhile leaves no room behind.
      if ((await store.byRoom(opened.room)) === null) await reports.roomUnwanted(opened.room, line.case);
      return;
    }
    if (opened.reason === 'later') return later(due, opened.seconds);
    return deskUnreachable(due, opened.reason);
  };

  const removeRoom = async (due: DueErrand, removal: RemoveRoom): Promise<void> => {
    const { room } = removal;
    const sent = await inTime(portOf(room).send(room, { kind: 'removal', id: `removal ${due.id}` }));
    laneOf(due).answered.add(due.id);
    if (sent.ok || sent.reason === 'gone') {
      log({ line: 'room-removed', errand: due.id });
      return store.settle(due.id, null);
    }
    if (sent.reason === 'later') return later(due, sent.seconds);
    log({ line: 'room-stays', errand: due.id });
    return removal.told === true ? putOff(due, removedAgain) : reports.roomStays(removal, due.id);
  };

  const later = (due: DueErrand, seconds: number): Promise<void> => {
    log({ line: 'postponed', errand: due.id, to: due.line.to, seconds, attempt: due.attempts });
    return putOff(due, Math.max(1, seconds) * 1000);
  };

  const portOf = (address: Address): Port => {
    const port = ports.get(platformOf(address));
    if (port === undefined) throw new Error('no such platform');
    return port;
  };

  const addressOf = ({ errand, line, person, room }: DueErrand): Address | null => {
    if (errand.errand === 'open-room') return errand.desk;
    if (errand.errand === 'remove-room') return errand.room;
    return errand.address ?? (line.to === 'person' ? person : room);
  };

  const allUnderWay = (): readonly Promise<void>[] =>
    [...platforms.values()].flatMap((lane) => [...lane.underWay]);

  return {
    wake,
    drop: (conversation) => {
      ready = ready.filter(({ line, errand }) => {
        const fixed = errand.errand === 'send' && errand.address !== null;
        return line.to === 'desk' || fixed || line.conversation !== conversation;
      });
    },
    idle: async () => {
      while (pumping !== null || allUnderWay().length > 0) {
        await pumping;
        await Promise.all(allUnderWay());
      }
    },
    stop: async () => {
      stopped = true;
      alarm?.callOff();
      await pumping;
      await Promise.all(allUnderWay());
    },
  };
};
