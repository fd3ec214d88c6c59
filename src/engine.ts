import { type Apply, type Applying, createApply } from './apply.ts';
import { backOff } from './back-off.ts';
import type { Clock } from './clock.ts';
import type { Event } from './conversation/event.ts';
import { createCrisisWatch } from './crisis-watch.ts';
import { createDelivery } from './delivery.ts';
import { deniedPress } from './denied.ts';
import { createDesk } from './desk.ts';
import type { Understand } from './domain.ts';
import { createHearing } from './hearing.ts';
import type { NoteCapacity } from './knowledge/capacity.ts';
import { type DutyOverride, dutyAt } from './knowledge/duty.ts';
import { createLanes } from './lanes.ts';
import { faultOf, type Log } from './log.ts';
import { createPeople } from './people.ts';
import type { Address, FromDesk, Incoming, Port, Receive } from './port.ts';
import { isOutage } from './store/outage.ts';
import type { Change, ConversationId, Errand, Kept, Store } from './store/store.ts';
import { deskText } from './text/desk.ts';
import type { Voice } from './text/speaker.ts';
import { createWakes } from './wakes.ts';

export interface EngineNeeds {
  readonly store: Store;
  readonly ports: readonly Port[];
  /** Where all workers see all cases. */
  readonly desk: Address;
  readonly understand: Understand;
  /** The knowledge base as it is now; asked anew for each event, so that a reload counts at once. */
  readonly voice: () => Voice;
  readonly clock: Clock;
  readonly log: Log;
  /** A number between 0 and 1, unpredictable. */
  readonly random: () => number;
  readonly newId: () => string;
  readonly noteCapacity: NoteCapacity;
  /** Milliseconds between two posts of words to one room; what is said meanwhile goes out as one. */
  readonly roomPause: number;
  /** Something that came in could not be kept yet: the store should be looked at. */
  readonly onNotTaken?: () => void;
}

export interface Engine {
  start(): Promise<void>;
  /** Resolves when everything that has come in was handled and everything that is due was delivered. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** What fails by itself, while the store works, is tried so often before it is given back. */
const triesToTake = 5;
/** While the store is out it is asked again at least so often (milliseconds). */
const longestPause = 10_000;

/** While a worker's act waited for its turn the person may have deleted everything, or begun another case: it does nothing there. */
const isSameCase = (meant: Kept, kept: Kept): boolean =>
  meant.handle === kept.handle &&
  (meant.state.status === 'bot' ||
    kept.state.status === 'bot' ||
    meant.state.case.number === kept.state.case.number);

/** Joins the platforms, the conversation, the store and the delivery. One lane per conversation; durable before acknowledged. */
export const createEngine = (needs: EngineNeeds): Engine => {
  const { store, desk, clock, log, voice } = needs;
  const ports = new Map(needs.ports.map((port) => [port.name, port]));
  const lanes = createLanes();
  const taking = new Set<Promise<void>>();
  let override: DutyOverride | null = null;
  let stopped = false;
  const stopping = Promise.withResolvers<void>();

  const watch = createCrisisWatch({ ports, desk, clock, log, voice });
  const duty = (now: number) => dutyAt(voice().knowledge.team, override, now);
  let apply: Apply = () => Promise.reject(new Error('the engine was not started'));

  /** So many events were written: while that grows the store is not out. */
  let kept = 0;

  const written = (change: Change, done: 'done' | 'duplicate', { cardId }: Applying): void => {
    if (done === 'done') kept += 1;
    const hasCard = change.errands.some(
      ({ errand }) => errand.errand === 'send' && errand.outgoing.id === cardId,
    );
    // A message that came twice, or that turned out to need no card, is watched no longer.
    if (cardId !== undefined && (done === 'duplicate' || !hasCard)) void watch.takeOver(cardId);
    if ('forget' in change.keep) delivery.drop(change.conversation);
    else wakes.reconsider(change.keep.wakeAt);
    delivery.wake(change.errands.some((errand) => errand.crisis));
  };

  const inLane = (id: ConversationId, event: Event, applying: Applying): Promise<void> =>
    lanes.run(id, async () => {
      const kept = await store.byId(id);
      if (kept !== null) return apply(kept, event, applying);
      // The conversation was forgotten meanwhile: what is left of it is only to be settled.
      for (const errand of applying.settle ?? []) await store.settle(errand, null);
    });

  const people = createPeople({
    store,
    hearing: createHearing(needs.understand, voice),
    voice,
    random: needs.random,
    newId: needs.newId,
    apply: () => apply,
    watch: watch.watch,
    inLane: (id, incoming, job) => lanes.run(id, () => withRetry(incoming, job)),
  });

  /** Ends at once when everything is to stop. */
  const pause = async (milliseconds: number): Promise<void> => {
    const over = Promise.withResolvers<void>();
    const callOff = clock.after(milliseconds, over.resolve);
    await Promise.race([over.promise, stopping.promise]);
    callOff();
  };

  /**
   * A store that fails loses nothing: the event waits in its lane and is tried again for as long as the store is out, so that
   * nothing said later overtakes it. What fails while the store works, or fails again and again while others are kept (a
   * part of the file is damaged, say), is given back, for it may hold up the next only so long.
   */
  const withRetry = async (incoming: Incoming, job: () => Promise<void>): Promise<void> => {
    let failedAlone = 0;
    for (let attempt = 0, before = kept; ; attempt++) {
      try {
        return await job();
      } catch (error) {
        const platform = incoming.key.slice(0, incoming.key.indexOf(':'));
        // How long the store has been out is told by its watch; a line for each try would fill a disk that is full already.
        if (attempt < triesToTake) {
          log({ line: 'not-taken', platform, attempt: attempt + 1, error: faultOf(error) });
          needs.onNotTaken?.();
        }
        if (!isOutage(error) || kept !== before) failedAlone += 1;
        before = kept;
        if (failedAlone >= triesToTake || stopped) throw error;
        await pause(Math.min(backOff(attempt), longestPause));
      }
    }
  };

  const deskSide = createDesk({
    store,
    desk,
    clock,
    log,
    voice,
    newId: needs.newId,
    duty: {
      now: () => duty(clock.now()),
      set: (said) => {
        override = said;
      },
    },
    inLane: (meant, event, applying, over) =>
      lanes.run(meant.id, async () => {
        const kept = await store.byId(meant.id);
        return kept !== null && isSameCase(meant, kept) ? apply(kept, event, applying) : over();
      }),
    wake: () => delivery.wake(),
    noteCapacity: needs.noteCapacity,
  });

  const fromDesk = async (incoming: FromDesk, before?: Promise<void>): Promise<void> => {
    if (before !== undefined) await before;
    return lanes.run(`desk:${incoming.worker.id}`, () => withRetry(incoming, () => deskSide.take(incoming)));
  };

  const receive: Receive = async (incoming, before) => {
    const denied = deniedPress(incoming);
    if (denied !== null) log(denied);
    const job = incoming.from === 'person' ? people.take(incoming, before) : fromDesk(incoming, before);
    const counted = job.then(
      () => undefined,
      () => undefined,
    );
    taking.add(counted);
    void counted.then(() => taking.delete(counted));
    return job;
  };

  const delivery = createDelivery({
    store,
    ports,
    clock,
    log,
    takeOver: watch.takeOver,
    desk,
    roomPause: needs.roomPause,
    reports: {
      relayArrived: (conversation, relay, errand) =>
        inLane(conversation, { is: 'relay-arrived', ...relay }, ours([errand])),
      failed: (conversation, relay, failure, errand) =>
        inLane(
          conversation,
          relay === null ? { is: 'answer-failed', failure } : { is: 'relay-failed', ...relay, failure },
          ours([errand]),
        ),
      takenBack: (conversation, { caseNumber }, done, errand) =>
        inLane(conversation, { is: 'taken-back', caseNumber, done }, ours([errand])),
      roomRefused: (conversation, caseNumber, errand) =>
        inLane(conversation, { is: 'room-refused', caseNumber }, ours([errand])),
      roomLost: (conversation) => inLane(conversation, { is: 'room-gone' }, ours([])),
      roomStays: async (removal, errand) => {
        const { knowledge } = voice();
        const text = deskText(knowledge).roomStays(removal.caseNumber);
        const outgoing = {
          kind: 'post',
          id: needs.newId(),
          blocks: [{ kind: 'text', text }],
          buttons: [],
        } as const;
        await ofDesk([
          { errand: 'send', outgoing, address: desk, relayOf: null },
          { ...removal, told: true },
        ]);
        await store.settle(errand, null);
      },
      roomUnwanted: (room, caseNumber) => ofDesk([{ errand: 'remove-room', room, caseNumber }]),
    },
  });

  const ofDesk = async (errands: readonly Errand[]): Promise<void> => {
    const line = { to: 'desk' } as const;
    await store.commitDesk({
      now: clock.now(),
      inbox: null,
      errands: errands.map((errand) => ({ line, errand, first: false, crisis: false })),
    });
    delivery.wake();
  };

  const ours = (settle: readonly number[]): Applying => ({ inbox: null, at: clock.now(), settle });

  const wakes = createWakes({
    store,
    clock,
    log,
    wake: (conversation) => inLane(conversation, { is: 'woke' }, ours([])),
    expired: () => delivery.wake(),
  });

  /** Side by side, so that one platform that is away or refuses does not keep another from running. */
  const startPorts = async (): Promise<void> => {
    const starting = needs.ports.map(async (port) => {
      await port.start(receive);
      // What waited through the night goes out when there is somewhere to send it.
      wakes.start();
      delivery.wake();
    });
    const started = await Promise.allSettled(starting);
    const failed = started.filter((one) => one.status === 'rejected');
    if (failed.length === started.length && failed[0] !== undefined) throw failed[0].reason;
    for (const [i, one] of started.entries()) {
      if (one.status === 'rejected') log({ line: 'platform-down', platform: needs.ports[i]?.name ?? '' });
    }
  };

  return {
    start: async () => {
      override = await deskSide.savedDuty();
      const lastCase = await store.lastCaseNumber();
      apply = createApply({ store, desk, clock, log, voice, newId: needs.newId, duty, lastCase, written });
      await startPorts();
    },
    idle: async () => {
      // What was delivered may bring events, and events bring errands; two quiet rounds mean that all is done.
      for (let quiet = 0; quiet < 2; quiet++) {
        const before = taking.size;
        await Promise.all(taking);
        await lanes.idle();
        await wakes.idle();
        await delivery.idle();
        if (before > 0 || taking.size > 0) quiet = 0;
      }
    },
    stop: async () => {
      stopped = true;
      stopping.resolve();
      for (const port of needs.ports) await port.stop();
      watch.stop();
      await Promise.all(taking);
      await wakes.stop();
      await lanes.idle();
      await delivery.stop();
      await lanes.idle();
    },
  };
};
