import type { Clock } from './clock.ts';
import { decide } from './conversation/decide.ts';
import type { Duty, Event, Moment } from './conversation/event.ts';
import { rules } from './conversation/rules.ts';
import type { Conversation } from './conversation/state.ts';
import { deniedAct } from './denied.ts';
import type { Log } from './log.ts';
import { perform } from './perform.ts';
import type { Address } from './port.ts';
import type { Change, Kept, KeptText, Store } from './store/store.ts';
import type { Voice } from './text/speaker.ts';

/** What an event needs beside itself. */
export interface Applying {
  /** The key of the incoming event; null: an event of our own. */
  readonly inbox: string | null;
  /** When it happened on its platform, milliseconds since 1970. */
  readonly at: number;
  /** Errands that it settles. */
  readonly settle?: readonly number[];
  /** Where a worker acted. */
  readonly actedAt?: Address | null;
  /** The id of the crisis card that it may send. */
  readonly cardId?: string;
}

export interface ApplyNeeds {
  readonly store: Store;
  readonly desk: Address;
  readonly clock: Clock;
  readonly log: Log;
  readonly voice: () => Voice;
  readonly newId: () => string;
  readonly duty: (now: number) => Duty;
  /** The number of the last case that was opened before this start. */
  readonly lastCase: number;
  /** The change is written: what waits may go, what was watched may rest. */
  readonly written: (change: Change, done: 'done' | 'duplicate', applying: Applying) => void;
}

/** The words of the open case, and those before it that no case had; those of earlier cases stay in their rooms. */
export const wordsOfCase = (texts: readonly KeptText[], state: Conversation): readonly KeptText[] =>
  texts.filter(
    ({ caseNumber }) => caseNumber === null || (state.status !== 'bot' && caseNumber === state.case.number),
  );

export type Apply = (kept: Kept, event: Event, applying: Applying) => Promise<void>;

/** Decides one event of one conversation and writes what follows, all or nothing; to be run in the conversation's lane. */
export const createApply = (needs: ApplyNeeds): Apply => {
  const { store, clock, voice } = needs;
  let { lastCase } = needs;

  const momentAt = (now: number, at: number): Moment => ({
    now,
    at,
    duty: needs.duty(now),
    caseNumber: lastCase + 1,
    localTopics: voice()
      .knowledge.topics.filter((topic) => topic.local)
      .map((topic) => topic.id),
  });

  return async (kept, event, applying) => {
    const now = clock.now();
    const moment = momentAt(now, applying.at);
    const [next, effects] = decide(kept.state, event, moment);
    // Between looking at the next number and taking it nothing else can run.
    if (next.status !== 'bot' && next.case.number === moment.caseNumber) lastCase = moment.caseNumber;
    const opens = effects.some((effect) => effect.do === 'open-room');
    const change = perform({
      kept,
      next,
      effects,
      inbox: applying.inbox,
      settle: applying.settle ?? [],
      at: applying.at,
      now,
      soFar: opens ? wordsOfCase(await store.texts(kept.id, rules.wordsLookedThrough), next) : [],
      voice: voice(),
      desk: needs.desk,
      actedAt: applying.actedAt ?? null,
      newId: needs.newId,
      cardId: applying.cardId ?? needs.newId(),
    });
    const done = await store.commit(change);
    needs.log({ line: 'event', event: event.is, state: next.status, effects: effects.length });
    const denied = done === 'duplicate' ? null : deniedAct(effects);
    if (denied !== null) needs.log(denied);
    if (done === 'duplicate') needs.log({ line: 'duplicate', event: event.is });
    needs.written(change, done, applying);
  };
};
