import { isCrisis } from '../domain.ts';
import { endCase, releaseTo } from './case.ts';
import type { Moment } from './event.ts';
import { isBlocked } from './hear.ts';
import { rules, units } from './rules.ts';
import {
  type Case,
  type Conversation,
  forAskingLater,
  keepsMore,
  type Waiting,
  type WithBot,
  type WithWorker,
} from './state.ts';
import { type Step, say } from './step.ts';

/** When a conversation wants to be woken; null: nothing waits for time to pass. Milliseconds since 1970. */
export const wakeAt = (state: Conversation): number | null => {
  switch (state.status) {
    case 'bot':
      return state.askLaterAt !== null && keepsMore(state)
        ? Math.min(state.askLaterAt, state.lastHeard + rules.retention.botText)
        : state.askLaterAt;
    case 'waiting':
      return Math.min(alarmAt(state.case, state.case.alarms), givesUpAt(state));
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
  switch (state.status) {
    case 'bot':
      // Silent for so long: what was told since goes as early as it would without the question.
      if (state.askLaterAt !== null && moment.now < state.askLaterAt) return [forAskingLater(state), []];
      // One question at a time: while it is asked whether a case has helped, the other one waits.
      return state.feedback === 'helped' && moment.now - state.lastHeard < units.day
        ? [{ ...state, askLaterAt: moment.now + units.day }, []]
        : askLater({ ...state, askLaterAt: null, lastHeard: moment.now }, moment.now);
    case 'waiting':
      if (moment.now >= givesUpAt(state)) return endCase(state, 'unclaimed', null);
      return alarm(state, moment);
    case 'with-worker':
      return workerOwes(state, moment);
    default:
      return state satisfies never;
  }
};

/** A week without a word of the person, and without a worker. */
const givesUpAt = (state: Waiting): number =>
  Math.max(state.lastHeard, state.case.waitingSince) + rules.giveUpAfter;

/** The question that the person wished for; nobody who cannot or may not be written to is asked. */
const askLater = (state: WithBot, now: number): Step =>
  state.reachable && !isBlocked(state, now)
    ? [{ ...state, feedback: 'reached' }, [say({ say: 'reached' })]]
    : [state, []];

/** Since the start of counting: at the opening of the desk, after 5 and 15 minutes, every hour, after a day every day. */
const offsetOf = (open: Case, n: number): number => {
  // Counted anew from an opening of the desk days later.
  if (open.alarmsFrom - open.waitingSince >= rules.alarmDailyAfter) return n * units.day;
  const first = open.atOpening ? [0, ...rules.alarmsAfter] : rules.alarmsAfter;
  const known = first[n];
  if (known !== undefined) return known;
  const hourly = (first.at(-1) ?? 0) + (n - first.length + 1) * rules.alarmEvery;
  if (hourly <= rules.alarmDailyAfter) return hourly;
  return (Math.floor((hourly - rules.alarmDailyAfter) / rules.alarmEvery) + 1) * units.day;
};

const alarmAt = (open: Case, n: number): number => open.alarmsFrom + offsetOf(open, n);

const alarm = (state: Waiting, moment: Moment): Step => {
  const open = state.case;
  const { duty, now } = moment;
  // The desk has closed meanwhile: what is no danger rings when it opens again.
  if (!isCrisis(open.risk) && !duty.on && duty.opens !== null && open.alarmsFrom < now) {
    const atOpening = { alarmsFrom: duty.opens, atOpening: true, alarms: 0 };
    return [{ ...state, case: { ...open, ...atOpening } }, []];
  }
  // After an outage several alarms have passed: they ring as one.
  let alarms = open.alarms + 1;
  while (alarmAt(open, alarms) <= moment.now) alarms += 1;
  const rung = alarms - (open.atOpening ? 1 : 0);
  const minutes = Math.max(1, Math.round((moment.now - open.waitingSince) / units.minute));
  const tier = rung <= 1 ? 1 : rung === 2 ? 2 : 3;
  // The person hears the truth twice; after that it would only be a nagging.
  const tell = rung >= 1 && open.alarms - (open.atOpening ? 1 : 0) < rules.alarmsAfter.length;
  return [
    { ...state, case: { ...open, alarms } },
    [
      { do: 'tell-desk', call: { call: 'still-unclaimed', case: open, minutes, tier } },
      ...(tell ? [say({ say: 'still-waiting' as const, minutes, duty: moment.duty })] : []),
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
