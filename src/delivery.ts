import type { Clock } from './clock.ts';
import { faultOf, type Log } from './log.ts';
import type { Address, Port } from './port.ts';
import type { ConversationId, DueErrand, Store } from './store/store.ts';

/** What the delivery tells the engine; each is durable, with its errand settled, before the promise resolves. */
export interface Reports {
  relayArrived(conversation: ConversationId, message: string, errand: number): Promise<void>;
  failed(
    conversation: ConversationId,
    relayOf: string | null,
    failure: 'blocked' | 'gone' | 'rejected',
    errand: number,
  ): Promise<void>;
  /** The room is gone; the errand stays and finds the new room. */
  roomLost(conversation: ConversationId): Promise<void>;
}

export interface Delivery {
  /** Something new waits; `crisis`: it goes even when all sendings allowed at once are under way. */
  wake(crisis?: boolean): void;
  /** Resolves when nothing is under way and nothing is due. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

export interface DeliveryNeeds {
  readonly store: Store;
  readonly ports: ReadonlyMap<string, Port>;
  readonly clock: Clock;
  readonly log: Log;
  readonly reports: Reports;
  /** Whether a crisis card went out past the store already, by the id of the post. */
  readonly wentOut: (id: string) => Promise<boolean>;
}

const leaseTime = 60_000;
/** Sendings under way at once. */
const atOnce = 16;
/**
 * The next sending starts when none is under way, or this long (milliseconds) after the last start: 50 a second, as much
 * as any platform takes. A platform that answers at once is so sent one thing at a time, and a crash repeats one post; a
 * slow or hanging one holds up nobody else.
 */
const pace = 20;
const longestBackOff = 300_000;

/** How long to wait before the next try: 1, 2, 4 … seconds, at most five minutes. */
export const backOff = (attempts: number): number => Math.min(1000 * 2 ** attempts, longestBackOff);

/**
 * Works through the outbox. Order is kept within a line (a person, a room, the desk); lines go side by side. At least
 * once: a crash between sending and settling may repeat one post. What a platform refuses for good becomes an event.
 */
export const createDelivery = ({ store, ports, clock, log, reports, wentOut }: DeliveryNeeds): Delivery => {
  const underWay = new Set<Promise<void>>();
  let stopped = false;
  let pumping: Promise<void> | null = null;
  let again = false;
  let urgent = false;
  /** Leased and not started yet. */
  let ready: readonly DueErrand[] = [];
  let lastStart = Number.NEGATIVE_INFINITY;
  let callOff: (() => void) | null = null;

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
        if (urgent || ready.length === 0) {
          urgent = false;
          const now = clock.now();
          ready = [...(await store.lease(now, now + leaseTime, atOnce)), ...ready];
        }
        startNext();
        if (ready.length === 0) await setAlarm();
      } catch (error) {
        log({ line: 'fault', where: 'delivery', error: faultOf(error) });
        alarmIn(1000);
      }
    }
  };

  const startNext = (): void => {
    for (let next = ready[0]; next !== undefined && !stopped; next = ready[0]) {
      const wait = underWay.size === 0 ? 0 : lastStart + pace - clock.now();
      // A crisis card does not wait for its turn.
      if (!next.crisis && (wait > 0 || underWay.size >= atOnce)) {
        alarmIn(Math.max(wait, pace));
        return;
      }
      ready = ready.slice(1);
      lastStart = clock.now();
      start(next);
    }
  };

  const start = (errand: DueErrand): void => {
    const job = deliver(errand).catch((error: unknown) => {
      log({ line: 'delivery-fault', errand: errand.id, to: errand.line.to, error: faultOf(error) });
    });
    underWay.add(job);
    void job.then(() => {
      underWay.delete(job);
      wake();
    });
  };

  const setAlarm = async (): Promise<void> => {
    const next = await store.nextErrand();
    if (next === null) return;
    const wait = next - clock.now();
    if (wait > 0) alarmIn(wait);
  };

  const alarmIn = (milliseconds: number): void => {
    callOff?.();
    if (!stopped) callOff = clock.after(milliseconds, () => wake());
  };

  const deliver = async (errand: DueErrand): Promise<void> => {
    try {
      await (errand.errand.errand === 'open-room' ? openRoom(errand) : send(errand));
    } catch (error) {
      // A platform that cannot be reached throws as well: back off, and keep the order of the line.
      log({ line: 'delivery-fault', errand: errand.id, to: errand.line.to, error: faultOf(error) });
      await store.postpone(errand.id, clock.now() + backOff(errand.attempts));
    }
  };

  const send = async (due: DueErrand): Promise<void> => {
    const { errand, line } = due;
    if (errand.errand !== 'send') return;
    if (due.crisis && (await wentOut(errand.outgoing.id))) return store.settle(due.id, null);
    const address = errand.address ?? (line.to === 'person' ? due.person : due.room);
    if (address === null) return withoutAddress(due);
    const sent = await portOf(address).send(address, errand.outgoing);
    if (sent.ok) {
      log({ line: 'delivered', errand: due.id, to: line.to });
      if (errand.relayOf !== null && line.to !== 'desk') {
        return reports.relayArrived(line.conversation, errand.relayOf, due.id);
      }
      return store.settle(due.id, null);
    }
    if (sent.reason === 'later') return later(due, sent.seconds);
    log({ line: 'refused', errand: due.id, to: line.to, reason: sent.reason });
    // Fixed addresses belong to what is over (a receipt, an answer in an old room): nobody is left to tell.
    if (line.to === 'desk' || errand.address !== null) return deskRefused(due, sent.reason);
    if (line.to === 'person') return reports.failed(line.conversation, errand.relayOf, sent.reason, due.id);
    if (sent.reason === 'rejected') return store.settle(due.id, null);
    return loseRoom(due, line.conversation);
  };

  const withoutAddress = async (due: DueErrand): Promise<void> => {
    // The conversation was forgotten, or its room is no more and nobody needs a new one.
    if (due.line.to === 'room' && due.person !== null) return loseRoom(due, due.line.conversation);
    return store.settle(due.id, null);
  };

  const loseRoom = async (due: DueErrand, conversation: ConversationId): Promise<void> => {
    log({ line: 'room-lost' });
    await store.loseRoom(conversation);
    await reports.roomLost(conversation);
    const waiting = await store.byId(conversation);
    if (waiting === null || waiting.state.status === 'bot') return store.settle(due.id, null);
    return store.postpone(due.id, clock.now());
  };

  const deskRefused = async (due: DueErrand, reason: 'blocked' | 'gone' | 'rejected'): Promise<void> => {
    if (due.line.to !== 'desk' || reason === 'rejected') return store.settle(due.id, null);
    log({ line: 'desk-unreachable', reason });
    return store.postpone(due.id, clock.now() + backOff(due.attempts));
  };

  const openRoom = async (due: DueErrand): Promise<void> => {
    const { errand } = due;
    if (errand.errand !== 'open-room') return;
    const opened = await portOf(errand.desk).openRoom(errand.desk, errand.sign);
    if (opened.ok) {
      log({ line: 'room-opened', errand: due.id });
      return store.settle(due.id, opened.room);
    }
    if (opened.reason === 'later') return later(due, opened.seconds);
    log({ line: 'desk-unreachable', reason: opened.reason });
    return store.postpone(due.id, clock.now() + backOff(due.attempts));
  };

  const later = (due: DueErrand, seconds: number): Promise<void> => {
    log({ line: 'postponed', errand: due.id, to: due.line.to, seconds, attempt: due.attempts });
    return store.postpone(due.id, clock.now() + seconds * 1000);
  };

  const portOf = (address: Address): Port => {
    const name = address.slice(0, address.indexOf(':'));
    const port = ports.get(name);
    if (port === undefined) throw new Error(`no platform named ${name}`);
    return port;
  };

  return {
    wake,
    idle: async () => {
      while (pumping !== null || underWay.size > 0 || ready.length > 0) {
        await pumping;
        await Promise.all(underWay);
      }
    },
    stop: async () => {
      stopped = true;
      callOff?.();
      await pumping;
      await Promise.all(underWay);
    },
  };
};
