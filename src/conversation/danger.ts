import type { TopicId, Understanding } from '../domain.ts';
import { isCrisis, worse } from '../domain.ts';
import { openCase } from './case.ts';
import type { Effect } from './effect.ts';
import type { Moment } from './event.ts';
import { isBlocked } from './hear.ts';
import { rules } from './rules.ts';
import type { Conversation } from './state.ts';
import { after, type Step, say } from './step.ts';

/** Topics that say nothing about what somebody needs help with. */
const meta: readonly TopicId[] = ['human', 'bot-meta', 'out-of-scope', 'service-info'];

export const needs = (understood: Understanding): readonly TopicId[] =>
  understood.topics.map((guess) => guess.id).filter((id) => !meta.includes(id));

/**
 * The crisis rule. In every state, on every message, also when blocked, flooding, waiting or with a worker: the contacts
 * come first, people are alerted, and in danger to life a case is opened. Nothing before this can switch it off.
 */
export const danger = (
  state: Conversation,
  understood: Understanding,
  cardSent: boolean,
  moment: Moment,
): Step => {
  if (!isCrisis(understood.risk)) return [state, []];
  const { risk, other, age } = understood;
  const topics = needs(understood).slice(0, 3);
  const card: Effect = say({
    say: 'crisis',
    risk,
    topics,
    place: state.place,
    // Without a word about the friend's age nothing is known of it.
    age: other ? age : state.age,
    other,
  });
  const shown: Step = [
    { ...state, search: { topics, skip: 0, only: [] }, asked: null },
    [...(cardSent ? [] : [card]), { do: 'count', what: 'crisis', topic: topics[0] ?? null }],
  ];
  return after(shown, (known) => alertPeople(known, understood, topics, moment));
};

const alertPeople = (
  state: Conversation,
  { risk }: Understanding,
  topics: readonly TopicId[],
  moment: Moment,
): Step => {
  const { alerted } = state;
  const isNews =
    alerted === null ||
    worse(alerted.risk, risk) !== alerted.risk ||
    moment.now - alerted.at >= rules.alertAgainAfter;
  const known: Conversation = isNews ? { ...state, alerted: { risk, at: moment.now } } : state;
  const call: readonly Effect[] = isNews ? [{ do: 'tell-desk', call: { call: 'danger', risk, topics } }] : [];
  switch (known.status) {
    case 'bot':
      // Somebody who was blocked for misuse keeps the contacts; the desk still hears of danger to life.
      if (isBlocked(known, moment.now)) return [known, risk === 'emergency' ? call : []];
      if (risk === 'emergency') return openCase(known, 'danger', risk, topics, moment);
      return [known, call];
    case 'waiting': {
      const open = { ...known.case, risk: worse(known.case.risk, risk), quietUntil: null };
      return [{ ...known, case: open }, [...call, { do: 'tell-room', note: { note: 'danger', risk } }]];
    }
    case 'with-worker': {
      const open = { ...known.case, risk: worse(known.case.risk, risk) };
      return [{ ...known, case: open }, [...call, { do: 'tell-room', note: { note: 'danger', risk } }]];
    }
    default:
      return known satisfies never;
  }
};
