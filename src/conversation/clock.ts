import { endCase, releaseTo } from './case.ts';
import type { Moment } from './event.ts';
import { rules, units } from './rules.ts';
import type { Case, Conversation, Waiting, WithBot, WithWorker } from './state.ts';
import { type Step, say } from './step.ts';

/** When a conversation wants to be woken; null: nothing waits for time to pass. Milliseconds since 1970. */
export const wakeAt = (state: Conversation): number | null => {
  switch (state.status) {
    case 'bot':
      return state.askLaterAt;
    case 'waiting':
      return alarmAt(state.case);
    case 'with-worker':
      return state.unansweredSince === null
        ? state.lastWorkerWord + rules.expireAfter
        : state.unansweredSince + (state.reminded ? rules.releaseWorkerAfter : rules.remindWorkerAfter);
    default:
      return state satisfies never;
  }
};

/** What time has brought. Waking too early changes nothing, so a late or a double wake does no harm. */
export const woke = (state: Conversation, moment: Moment): Step => {
  const at = wakeAt(state);
  if (at === null || moment.now < at) return [state, []];
  if (state.status === 'waiting') return alarm(state, moment);
  if (state.status === 'with-worker') return workerOwes(state, moment);
  return askLater({ ...state, askLaterAt: null, lastHeard: moment.now });
};

/** The question that the person wished for; nobody who cannot or may not be written to is asked. */
const askLater = (state: WithBot): Step =>
  state.reachable && state.blockedUntil === null
    ? [{ ...state, asked: { about: 'reached' } }, [say({ say: 'reached' })]]
    : [state, []];

const alarmAt = (open: Case): number => {
  const { alarmsAfter, alarmEvery } = rules;
  // When the desk was closed, the first alarm rings at its opening, and the others are counted from there.
  const offsets = open.quietUntil === null ? alarmsAfter : [0, ...alarmsAfter];
  const known = offsets[open.alarms];
  const last = offsets.at(-1) ?? 0;
  const offset = known ?? last + (open.alarms - offsets.length + 1) * alarmEvery;
  return (open.quietUntil ?? open.waitingSince) + offset;
};

const alarm = (state: Waiting, moment: Moment): Step => {
  const open = state.case;
  const rung = open.alarms - (open.quietUntil === null ? 0 : 1);
  const minutes = Math.max(1, Math.round((moment.now - open.waitingSince) / units.minute));
  const tier = rung <= 0 ? 1 : rung === 1 ? 2 : 3;
  const next: Waiting = { ...state, case: { ...open, alarms: open.alarms + 1 } };
  return [
    next,
    [
      { do: 'tell-desk', call: { call: 'still-unclaimed', case: open, minutes, tier } },
      // The person hears the truth twice; after that it would only be a nagging.
      ...(rung === 0 || rung === 1
        ? [say({ say: 'still-waiting' as const, minutes, duty: moment.duty })]
        : []),
    ],
  ];
};

const workerOwes = (state: WithWorker, moment: Moment): Step => {
  if (state.unansweredSince === null) return endCase(state, 'expired', 'went-quiet');
  const minutes = Math.max(1, Math.round((moment.now - state.unansweredSince) / units.minute));
  if (!state.reminded) {
    return [{ ...state, reminded: true }, [{ do: 'tell-room', note: { note: 'unanswered', minutes } }]];
  }
  const worker = state.worker.name;
  return [
    releaseTo(state, 'silence', null, moment),
    [
      { do: 'tell-room', note: { note: 'released', worker } },
      { do: 'tell-desk', call: { call: 'silent-worker', case: state.case, worker, minutes } },
      say({ say: 'worker-silent' }),
    ],
  ];
};
