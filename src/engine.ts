import { backOff } from './back-off.ts';
import type { Clock } from './clock.ts';
import { decide } from './conversation/decide.ts';
import type { Event, Moment } from './conversation/event.ts';
import { rules } from './conversation/rules.ts';
import { newConversation } from './conversation/state.ts';
import { cardIdOf, createCrisisWatch } from './crisis-watch.ts';
import { createDelivery } from './delivery.ts';
import { createDesk } from './desk.ts';
import type { Language, Understand } from './domain.ts';
import { areAlike, isLanguage } from './domain.ts';
import { createHearing, type Heard } from './hearing.ts';
import type { Capacity } from './knowledge/capacity.ts';
import { type DutyOverride, dutyAt } from './knowledge/duty.ts';
import { createLanes } from './lanes.ts';
import { faultOf, type Log } from './log.ts';
import { perform } from './perform.ts';
import type { Address, FromPerson, Incoming, Port } from './port.ts';
import type { ConversationId, Kept, Store } from './store/store.ts';
import { aliasFrom } from './text/alias.ts';
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
  /** Writes into the knowledge base that a service is full, has room or is closed; false when there is no such service. */
  readonly noteCapacity: (service: string, capacity: Capacity) => Promise<boolean>;
}

export interface Engine {
  start(): Promise<void>;
  /** Resolves when everything that has come in was handled and everything that is due was delivered. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

const triesToTake = 5;

/** Joins the platforms, the conversation, the store and the delivery. One lane per conversation; durable before acknowledged. */
export const createEngine = (needs: EngineNeeds): Engine => {
  const { store, desk, clock, log, voice } = needs;
  const ports = new Map(needs.ports.map((port) => [port.name, port]));
  const lanes = createLanes();
  const taking = new Set<Promise<void>>();
  let lastCase = 0;
  let override: DutyOverride | null = null;
  let stopped = false;

  const watch = createCrisisWatch({ ports, desk, clock, log, voice });
  const hearing = createHearing(needs.understand, voice);

  const momentAt = (now: number, at: number): Moment => {
    const { knowledge } = voice();
    return {
      now,
      at,
      duty: dutyAt(knowledge.team, override, now),
      caseNumber: lastCase + 1,
      localTopics: knowledge.topics.filter((topic) => topic.local).map((topic) => topic.id),
    };
  };

  /** What an event needs beside itself. */
  interface Applying {
    readonly inbox: string | null;
    readonly at: number;
    readonly settle?: readonly number[];
    readonly actedAt?: Address | null;
    readonly cardId?: string;
  }

  /** Decides one event of one conversation and writes what follows; must run in the conversation's lane. */
  const apply = async (kept: Kept, event: Event, applying: Applying): Promise<void> => {
    const now = clock.now();
    const moment = momentAt(now, applying.at);
    const [next, effects] = decide(kept.state, event, moment);
    // Between looking at the next number and taking it nothing else can run.
    if (next.status !== 'bot' && next.case.number === moment.caseNumber) lastCase = moment.caseNumber;
    const opens = effects.some((effect) => effect.do === 'open-room');
    const soFar = opens ? await store.texts(kept.id, rules.wordsInRoom) : [];
    const change = perform({
      kept,
      next,
      effects,
      inbox: applying.inbox,
      settle: applying.settle ?? [],
      at: applying.at,
      now,
      soFar,
      voice: voice(),
      desk,
      actedAt: applying.actedAt ?? null,
      newId: needs.newId,
      cardId: applying.cardId ?? needs.newId(),
    });
    const done = await store.commit(change);
    log({ line: 'event', event: event.is, state: next.status, effects: effects.length });
    if (done === 'duplicate') log({ line: 'duplicate', platform: desk.slice(0, desk.indexOf(':')) });
    const cardId = applying.cardId;
    const hasCard = change.errands.some(
      ({ errand }) => errand.errand === 'send' && errand.outgoing.id === cardId,
    );
    // A message that came twice, or that turned out to need no card, is watched no longer.
    if (cardId !== undefined && (done === 'duplicate' || !hasCard)) void watch.takeOver(cardId);
    if ('forget' in change.keep) delivery.drop(kept.id);
    delivery.wake(change.errands.some((errand) => errand.crisis));
    if ('wakeAt' in change.keep) wakes.reconsider(change.keep.wakeAt);
  };

  const inLane = (id: ConversationId, event: Event, applying: Applying): Promise<void> =>
    lanes.run(id, async () => {
      const kept = await store.byId(id);
      if (kept !== null) return apply(kept, event, applying);
      // The conversation was forgotten meanwhile: what is left of it is only to be settled.
      for (const errand of applying.settle ?? []) await store.settle(errand, null);
    });

  const firstContact = async (
    incoming: FromPerson,
    id: ConversationId,
    language: Language,
  ): Promise<Kept> => {
    const state = newConversation(aliasFrom(Math.floor(needs.random() * 2 ** 32)), language, incoming.at);
    return {
      id,
      handle: needs.newId(),
      person: incoming.person,
      room: null,
      state: { ...state, blockedUntil: await store.blockedUntil(id) },
    };
  };

  /** A short first message proves little; then the person's app or the team's own language decides between like ones. */
  const firstLanguage = (incoming: FromPerson, { language, sure }: Heard): Language => {
    const usual = isLanguage(incoming.locale)
      ? incoming.locale
      : (voice().knowledge.team.languages[0] ?? 'cs');
    if (language === null) return usual;
    return sure || !areAlike(language, usual) ? language : usual;
  };

  /** Nothing to answer and nobody to know: who only leaves or takes words back is not made known by it. */
  const wordless: readonly FromPerson['kind'][] = ['unsent', 'left', 'returned'];

  const takePerson = (incoming: FromPerson): Promise<void> => {
    const heard = hearing.hear(incoming);
    const id = store.conversationId(incoming.person);
    const cardId = cardIdOf(incoming);
    if (heard.urgent !== null) watch.watch(incoming, heard.urgent, firstLanguage(incoming, heard));
    return lanes.run(id, () =>
      withRetry(incoming, async () => {
        const known = await store.byId(id);
        if (known === null && wordless.includes(incoming.kind)) return;
        const kept = known ?? (await firstContact(incoming, id, firstLanguage(incoming, heard)));
        await apply(kept, heard.event, { inbox: incoming.key, at: incoming.at, cardId });
      }),
    );
  };

  /** A store that fails for a moment loses nothing: the event waits in its lane and is tried again. */
  const withRetry = async (incoming: Incoming, job: () => Promise<void>): Promise<void> => {
    for (let attempt = 0; ; attempt++) {
      try {
        return await job();
      } catch (error) {
        const platform = incoming.key.slice(0, incoming.key.indexOf(':'));
        log({ line: 'not-taken', platform, attempt: attempt + 1, error: faultOf(error) });
        if (attempt + 1 >= triesToTake || stopped) throw error;
        await new Promise<void>((resolve) => clock.after(backOff(attempt), resolve));
      }
    }
  };

  const deskSide = createDesk({
    store,
    desk,
    clock,
    voice,
    newId: needs.newId,
    duty: {
      now: () => momentAt(clock.now(), clock.now()).duty,
      set: (said) => {
        override = said;
      },
    },
    inLane,
    wake: () => delivery.wake(),
    noteCapacity: needs.noteCapacity,
  });

  const receive = async (incoming: Incoming): Promise<void> => {
    const job =
      incoming.from === 'person'
        ? takePerson(incoming)
        : lanes.run(`desk:${incoming.worker.id}`, () => withRetry(incoming, () => deskSide.take(incoming)));
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
    reports: {
      relayArrived: (conversation, message, errand) =>
        inLane(conversation, { is: 'relay-arrived', message }, ours([errand])),
      failed: (conversation, relayOf, failure, errand) =>
        inLane(
          conversation,
          relayOf === null
            ? { is: 'answer-failed', failure }
            : { is: 'relay-failed', message: relayOf, failure },
          ours([errand]),
        ),
      roomRefused: (conversation, errand) => inLane(conversation, { is: 'room-refused' }, ours([errand])),
      roomLost: (conversation) => inLane(conversation, { is: 'room-gone' }, ours([])),
    },
  });

  const ours = (settle: readonly number[]): Applying => ({ inbox: null, at: clock.now(), settle });

  const wakes = createWakes({
    store,
    clock,
    log,
    wake: (conversation) => inLane(conversation, { is: 'woke' }, ours([])),
  });

  return {
    start: async () => {
      lastCase = await store.lastCaseNumber();
      override = await deskSide.savedDuty();
      // What waited through the night goes out when there is somewhere to send it.
      for (const port of needs.ports) await port.start(receive);
      wakes.start();
      delivery.wake();
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
      watch.stop();
      for (const port of needs.ports) await port.stop();
      await Promise.all(taking);
      await wakes.stop();
      await lanes.idle();
      await delivery.stop();
      await lanes.idle();
    },
  };
};
