import type { Risk, TopicId } from '../domain.ts';
import { isCrisis } from '../domain.ts';
import type { Worker } from '../port.ts';
import type { CaseEnd, Effect } from './effect.ts';
import type { Moment, Outcome } from './event.ts';
import type { Case, Conversation, Waiting, WithWorker } from './state.ts';
import { type Step, say, withBot } from './step.ts';

/** A new case, and from when its alarms are counted. */
export const newCase = (why: Case['why'], risk: Risk, topics: readonly TopicId[], moment: Moment): Case => ({
  number: moment.caseNumber,
  openedAt: moment.now,
  why,
  risk,
  topics,
  waitingSince: moment.now,
  alarms: 0,
  ...alarmsBegin(risk, moment),
  worked: false,
  wanted: null,
  passedOn: false,
});

/** Danger rings at any hour; other cases wait for the desk to open when it is known when that is. */
const alarmsBegin = (risk: Risk, { now, duty }: Moment): Pick<Case, 'alarmsFrom' | 'atOpening'> =>
  isCrisis(risk) || duty.on || duty.opens === null
    ? { alarmsFrom: now, atOpening: false }
    : { alarmsFrom: duty.opens, atOpening: true };

/** Opens a case for a person who is with the bot: a room, a call to the desk, honest words to the person. */
export const openCase = (
  state: Conversation,
  why: Case['why'],
  risk: Risk,
  topics: readonly TopicId[],
  moment: Moment,
): Step => {
  const opened = newCase(why, risk, topics, moment);
  return [
    { ...withBot(state), status: 'waiting', case: opened },
    [
      say({ say: 'case-opened', why, duty: moment.duty, risk }),
      { do: 'open-room' },
      { do: 'tell-desk', call: { call: 'new-case', case: opened } },
      { do: 'count', what: 'case-opened', topic: topics[0] ?? null },
    ],
  ];
};

/** Makes the worker the one who has the case; the caller has made sure that nobody else has. */
export const giveTo = (state: Conversation, taken: Case, worker: Worker, now: number): WithWorker => ({
  ...withBot(state),
  status: 'with-worker',
  case: { ...taken, wanted: null, worked: true },
  worker,
  claimedAt: now,
  lastWorkerWord: now,
  unansweredSince: now,
  reminded: false,
  asked: null,
});

/** The worker lets go of the case, and the desk is called again. */
export const releaseTo = (
  state: WithWorker,
  why: 'handed-over' | 'silence',
  wanted: string | null,
  moment: Moment,
): Waiting => ({
  ...withBot(state),
  status: 'waiting',
  case: {
    ...state.case,
    why,
    wanted,
    waitingSince: moment.now,
    alarms: 0,
    ...(why === 'silence'
      ? { alarmsFrom: moment.now, atOpening: false }
      : alarmsBegin(state.case.risk, moment)),
  },
});

/** Ends a case: the bot is back, both sides are told, and the person may say whether it helped. */
export const endCase = (state: Waiting | WithWorker, why: CaseEnd, outcome: Outcome | null): Step => {
  const effects: Effect[] = [
    say({ say: 'bot-back', why }),
    { do: 'tell-room', note: { note: 'ended', why, outcome } },
    { do: 'tell-desk', call: { call: 'ended', case: state.case, why } },
    { do: 'count', what: 'closed', topic: state.case.topics[0] ?? null },
  ];
  // Asked only of somebody whom a person has answered, and not of somebody who was turned away.
  const ask = state.status === 'with-worker' && outcome !== 'misuse';
  if (ask) effects.push(say({ say: 'helped' }));
  return [backWithBot(state, ask ? 'helped' : null), effects];
};

/** After a case nobody steps in uncalled: the alert that allowed it is over with it. */
export const backWithBot = (state: Conversation, feedback: 'helped' | null) => ({
  ...withBot(state),
  asked: null,
  alerted: null,
  feedback,
});
