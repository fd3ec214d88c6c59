import type { TopicId, Understanding } from '../domain.ts';
import { isCrisis, worse } from '../domain.ts';
import { openCase } from './case.ts';
import type { Effect } from './effect.ts';
import type { Moment } from './event.ts';
import { isBlocked, knownRisk, recentAlert } from './hear.ts';
import { rules } from './rules.ts';
import type { Alert, Conversation } from './state.ts';
import { after, type Step, say } from './step.ts';

/** Topics that say nothing about what somebody needs help with. */
const meta: readonly TopicId[] = ['human', 'bot-meta', 'out-of-scope', 'service-info'];

/** False for a topic that is about the bot, or about finding somebody. */
export const isNeed = (topic: TopicId): boolean => !meta.includes(topic);

/** What somebody may need help with, most likely first. */
export const needs = (understood: Understanding): readonly TopicId[] =>
  understood.topics.map((guess) => guess.id).filter(isNeed);

export const sureNeeds = (understood: Understanding): readonly TopicId[] =>
  understood.topics
    .filter((guess) => guess.band === 'sure')
    .map((guess) => guess.id)
    .filter(isNeed);

/** Where there is danger because there is nowhere to go, contacts alone are no help: the place is asked for. */
const needsPlaceNow: readonly TopicId[] = ['runaway', 'housing'];

/**
 * The crisis rule. In every state, on every message, also when blocked, flooding, waiting or with a worker: the contacts
 * come first, people are alerted, and in danger to life a case is opened. Nothing before this can switch it off.
 */
export const danger = (state: Conversation, understood: Understanding, moment: Moment): Step => {
  if (!isCrisis(understood.risk)) return [state, []];
  const { risk, age } = understood;
  const seen = inItsLight(state, understood, moment.now);
  const { topics, other } = seen;
  const [main] = topics;
  const askPlace =
    state.status === 'bot' && state.place === null && main !== undefined && needsPlaceNow.includes(main);
  const card: Effect = say({
    say: 'crisis',
    risk,
    topics,
    place: state.place,
    // Without a word about the friend's age nothing is known of it.
    age: other ? age : state.age,
    other,
    asked: false,
    askPlace,
  });
  const shown: Step = [
    {
      ...state,
      // The card says that this is a bot; an introduction after it would be out of place.
      met: true,
      search: { topics, shown: 0, only: [] },
      asked: askPlace ? { about: 'place' } : null,
      placeAsked: state.placeAsked || askPlace,
    },
    [card, { do: 'count', what: 'crisis', topic: main ?? null }],
  ];
  return after(shown, (known) => alertPeople(known, seen, moment));
};

/** "What should I do?" after "he does not breathe" is about the same thing, and about the same person. */
const inItsLight = (state: Conversation, understood: Understanding, now: number): Alert => {
  const alert = recentAlert(state, now);
  const topics = needs(understood).slice(0, 3);
  const vague = sureNeeds(understood).length === 0 && alert !== null;
  return {
    risk: understood.risk,
    at: now,
    topics: vague ? alert.topics : topics,
    other: vague ? alert.other : understood.other,
  };
};

const alertPeople = (state: Conversation, seen: Alert, moment: Moment): Step => {
  const { alerted } = state;
  const { risk, topics } = seen;
  const isNews =
    alerted === null ||
    worse(alerted.risk, risk) !== alerted.risk ||
    moment.now - alerted.at >= rules.alertAgainAfter;
  // A calmer word later does not make the danger of an hour ago smaller.
  const worst = knownRisk(state, risk, moment.now);
  const known: Conversation = isNews ? { ...state, alerted: { ...seen, risk: worst } } : state;
  const call: readonly Effect[] = isNews ? [{ do: 'tell-desk', call: { call: 'danger', risk, topics } }] : [];
  const flag: readonly Effect[] = [...call, { do: 'tell-room', note: { note: 'danger', risk } }];
  switch (known.status) {
    case 'bot':
      // Somebody who was blocked for misuse keeps the contacts; the desk still hears of danger to life.
      if (isBlocked(known, moment.now)) return [known, risk === 'emergency' ? call : []];
      if (risk === 'emergency') return openCase(known, 'danger', risk, topics, moment);
      return [known, call];
    case 'waiting':
      return [
        { ...known, case: ringNow({ ...known.case, risk: worse(known.case.risk, risk) }, moment.now) },
        flag,
      ];
    case 'with-worker':
      return [{ ...known, case: { ...known.case, risk: worse(known.case.risk, risk) } }, flag];
    default:
      return known satisfies never;
  }
};

/** A case that waited for the desk to open rings from now on, because there is danger in it. */
const ringNow = <C extends { readonly alarmsFrom: number; readonly atOpening: boolean }>(
  open: C,
  now: number,
): C => (open.alarmsFrom > now ? { ...open, alarmsFrom: now, atOpening: false } : open);
