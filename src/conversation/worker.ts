import type { Worker } from '../port.ts';
import { backWithBot, endCase, giveTo, newCase, releaseTo } from './case.ts';
import type { Effect } from './effect.ts';
import type { Event, Failure, Moment, Outcome } from './event.ts';
import { owed, recentAlert } from './hear.ts';
import type { Case, Conversation, WithWorker } from './state.ts';
import { type Step, say } from './step.ts';

type Wrote = Extract<Event, { is: 'worker-wrote' }>;
type Unsent = Extract<Event, { is: 'worker-unsent' }>;
type Noted = Extract<Event, { is: 'noted' }>;
type EntrySent = Extract<Event, { is: 'entry-sent' }>;

const has = (state: Conversation, worker: Worker): boolean =>
  state.status === 'with-worker' && state.worker.id === worker.id;

const noCase = (state: Conversation): Step => [state, [{ do: 'tell-room', note: { note: 'no-case' } }]];

const notYours = (state: WithWorker): Step => [
  state,
  [{ do: 'tell-room', note: { note: 'not-yours', worker: state.worker.name } }],
];

/** A worker takes the case over. Exactly one wins; the others read who has it. */
export const claimed = (state: Conversation, worker: Worker, moment: Moment): Step => {
  if (state.status === 'with-worker') {
    if (has(state, worker)) return [state, []];
    const note = { note: 'already-claimed', worker: state.worker.name, since: state.claimedAt } as const;
    return [state, [{ do: 'tell-room', note }]];
  }
  // Uncalled, a worker may step in only where danger was seen; a stale button of an old case opens nothing.
  if (state.status === 'bot' && recentAlert(state, moment.now) === null) return noCase(state);
  const taken =
    state.status === 'waiting'
      ? state.case
      : newCase('stepped-in', state.alerted?.risk ?? 'none', state.alerted?.topics ?? [], moment);
  const opening: Effect[] = state.status === 'waiting' ? [] : [{ do: 'open-room' }];
  return [
    giveTo(state, taken, worker, moment.now),
    [
      say({ say: 'worker-here' }),
      ...opening,
      { do: 'tell-room', note: { note: 'claimed', worker: worker.name } },
      { do: 'tell-desk', call: { call: 'claimed', case: taken, worker: worker.name } },
      { do: 'audit', what: 'claimed', worker, detail: '' },
      ...countClaim(taken),
    ],
  ];
};

/** A case counts as taken over once, however often it changes hands. */
const countClaim = ({ worked, topics }: Case): readonly Effect[] =>
  worked ? [] : [{ do: 'count', what: 'claimed', topic: topics[0] ?? null }];

/** The claimer's words go to the person; everybody else's stay inside as notes. */
export const workerWrote = (state: Conversation, event: Wrote, now: number): Step => {
  if (state.status === 'bot') return noCase(state);
  const note: Effect = { do: 'keep', who: 'note', text: event.text, message: event.message };
  if (state.status === 'waiting') return [state, [note, { do: 'tell-room', note: { note: 'not-claimed' } }]];
  if (!has(state, event.worker)) return [state, [note]];
  // Only the person's own words go back to them, never those of a colleague.
  const quote = event.quote?.by === state.alias ? event.quote.text : null;
  if (!state.reachable) {
    return [
      state,
      [note, { do: 'receipt', message: event.message, caseNumber: null, failure: 'unreachable' }],
    ];
  }
  return [
    answered(state, now),
    [
      {
        do: 'relay-to-person',
        text: event.text,
        message: event.message,
        quote,
        edited: event.edited === true,
      },
      event.edited === true
        ? { do: 'rewrite', text: event.text, message: event.message }
        : { do: 'keep', who: 'worker', text: event.text, message: event.message },
    ],
  ];
};

/** Whoever deleted it: it lay where only the team can write and delete, and less is said than before. */
export const workerUnsent = (state: Conversation, { message, text }: Unsent): Step =>
  state.status === 'bot' ? [state, []] : [state, [{ do: 'take-back', message, text }]];

const answered = (state: WithWorker, now: number): WithWorker => ({
  ...state,
  lastWorkerWord: now,
  unansweredSince: null,
  reminded: false,
});

export const noted = (state: Conversation, event: Noted): Step =>
  state.status === 'bot'
    ? noCase(state)
    : [state, [{ do: 'keep', who: 'note', text: event.text, message: event.message }]];

export const entrySent = (state: Conversation, event: EntrySent, now: number): Step => {
  if (state.status === 'bot') return noCase(state);
  if (state.status === 'waiting') return [state, [{ do: 'tell-room', note: { note: 'not-claimed' } }]];
  if (!has(state, event.worker)) return notYours(state);
  if (!state.reachable) {
    return [state, [{ do: 'receipt', message: event.message, caseNumber: null, failure: 'unreachable' }]];
  }
  return [answered(state, now), [{ do: 'send-entry', entry: event.entry, message: event.message }]];
};

export const handedOver = (state: Conversation, worker: Worker, to: string | null, moment: Moment): Step => {
  if (state.status === 'bot') return noCase(state);
  if (state.status === 'with-worker' && !has(state, worker)) return notYours(state);
  // A case that nobody has yet can be put to somebody as well; then the person goes on waiting.
  const waiting =
    state.status === 'waiting'
      ? { ...state, case: { ...state.case, wanted: to } }
      : releaseTo(state, 'handed-over', to, moment);
  return [
    waiting,
    [
      ...(state.status === 'waiting' ? [] : [say({ say: 'handed-over', duty: moment.duty })]),
      { do: 'tell-room', note: { note: 'handed-over', worker: worker.name, to } },
      { do: 'tell-desk', call: { call: 'handed-over', case: waiting.case, worker: worker.name, to } },
    ],
  ];
};

/** A case that nobody has claimed may be given back or closed by any worker, a claimed one only by the claimer. */
const mayEnd = (
  state: Conversation,
  worker: Worker,
  end: (state: Exclude<Conversation, { status: 'bot' }>) => Step,
): Step => {
  if (state.status === 'bot') return noCase(state);
  if (state.status === 'with-worker' && !has(state, worker)) return notYours(state);
  return end(state);
};

export const gaveBack = (state: Conversation, worker: Worker): Step =>
  mayEnd(state, worker, (open) => endCase(open, 'gave-back', null));

export const closed = (state: Conversation, worker: Worker, outcome: Outcome): Step =>
  mayEnd(state, worker, (open) => endCase(open, 'closed', outcome));

export const blocked = (state: Conversation, worker: Worker, until: number): Step => {
  if (state.status === 'with-worker' && !has(state, worker)) return notYours(state);
  const effects: Effect[] = [
    { do: 'block', until },
    { do: 'audit', what: 'blocked', worker, detail: '' },
    { do: 'tell-room', note: { note: 'blocked', until, worker: worker.name } },
    say({ say: 'blocked', until }),
  ];
  if (state.status !== 'bot') {
    effects.push(
      { do: 'tell-desk', call: { call: 'ended', case: state.case, why: 'closed' } },
      { do: 'count', what: 'closed', topic: state.case.topics[0] ?? null },
    );
  }
  return [{ ...backWithBot(state, null), blockedUntil: until, blockTold: true }, effects];
};

export const unblocked = (state: Conversation, worker: Worker): Step => [
  { ...state, blockedUntil: null, blockTold: false },
  [
    { do: 'block', until: null },
    { do: 'audit', what: 'unblocked', worker, detail: '' },
    { do: 'tell-room', note: { note: 'unblocked', worker: worker.name } },
  ],
];

/** In danger to life a worker may learn who writes: with a reason, on record, before the eyes of the team. */
export const revealed = (state: Conversation, worker: Worker, reason: string): Step => {
  if (state.status === 'bot') return noCase(state);
  if (state.status === 'with-worker' && !has(state, worker)) return notYours(state);
  return [
    state,
    [
      { do: 'audit', what: 'revealed', worker, detail: reason },
      { do: 'tell-desk', call: { call: 'revealed', case: state.case, worker: worker.name } },
      { do: 'reveal', worker },
    ],
  ];
};

export const cardAsked = (state: Conversation): Step =>
  state.status === 'bot' ? noCase(state) : [state, [{ do: 'tell-room', note: { note: 'card' } }]];

/** Somebody deleted the room: while a case is open it is made again, with the last words. */
export const roomGone = (state: Conversation): Step =>
  state.status === 'bot'
    ? [state, []]
    : [state, [{ do: 'open-room' }, { do: 'tell-room', note: { note: 'room-renewed' } }]];

type RelayFailed = Extract<Event, { is: 'relay-failed' }>;

/** What a worker wrote did not arrive; words that were refused are still owed, as long as it is the same case. */
export const relayFailed = (state: Conversation, event: RelayFailed, now: number): Step => {
  const { message, caseNumber, failure } = event;
  const isOpen = state.status !== 'bot' && state.case.number === caseNumber;
  const owes = failure === 'rejected' && isOpen ? owed(state, now) : state;
  const [next, effects] = answerFailed(owes, failure);
  return [next, [{ do: 'receipt', message, caseNumber, failure }, ...(isOpen ? effects : [])]];
};

/** Something could not be delivered to the person; whoever works on the case learns of it. */
export const answerFailed = (state: Conversation, failure: Failure): Step => {
  const next = failure === 'rejected' ? state : { ...state, reachable: false };
  const known = !state.reachable && failure !== 'rejected';
  if (state.status === 'bot' || known) return [next, []];
  return [next, [{ do: 'tell-room', note: { note: 'unreachable', failure } }]];
};
