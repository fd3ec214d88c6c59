import { areAlike, type Risk, type Understanding, worse } from '../domain.ts';
import type { Moment } from './event.ts';
import { rules } from './rules.ts';
import type { Alert, Conversation } from './state.ts';

/** What every message of a person tells about them: language, place, age, that they are there. */
export const hear = (state: Conversation, understood: Understanding, moment: Moment): Conversation => {
  const found = placeHeard(state, understood);
  return {
    ...state,
    ...languageAfter(state, understood),
    place: found?.kind === 'one' ? found.place : state.place,
    // The age of a friend is not the age of the writer.
    age: understood.age !== null && !understood.other ? understood.age : state.age,
    ...present(state, moment),
  };
};

/** The place that a message names; after "where are you?" a message may be nothing but a place. */
export const placeHeard = (state: Conversation, understood: Understanding): Understanding['place'] =>
  understood.place ?? (state.asked?.about === 'place' ? understood.placeIfAsked : null);

/**
 * The last sure detection wins, unless the person chose. Czech and Slovak are so alike that one short message proves
 * little: there the change waits for a second message, so that nobody is answered now in one and now in the other.
 */
const languageAfter = (
  state: Conversation,
  { language, languageSure, languageApart, place, placeIfAsked }: Understanding,
): Pick<Conversation, 'language' | 'otherLanguage'> => {
  const { language: now, otherLanguage } = state;
  // "nemam kde spat" is Czech or Slovak, no English in any case; but the name of a town is of its country, not of the writer.
  const leaves = languageApart && !areAlike(now, language) && place === null && placeIfAsked === null;
  if (!(languageSure || leaves) || state.languageChosen) return { language: now, otherLanguage };
  if (language === now) return { language, otherLanguage: null };
  const first = !state.met && otherLanguage === null;
  if (!areAlike(now, language) || first || otherLanguage === language)
    return { language, otherLanguage: null };
  return { language: now, otherLanguage: language };
};

/** A sign of life: whoever writes or presses can be reached. */
export const present = (state: Conversation, moment: Moment) =>
  ({ reachable: true, lastHeard: moment.now, flood: counted(state, moment) }) as const;

/** Somebody writes to a worker: from the first unanswered word on, the worker owes an answer. */
export const owed = (state: Conversation, now: number): Conversation =>
  state.status === 'with-worker' && state.unansweredSince === null
    ? { ...state, unansweredSince: now, reminded: false }
    : state;

/** Counted by the time at which it was written, so that what waited through an outage is no flood. */
const counted = (state: Conversation, { at, now }: Moment): Conversation['flood'] => {
  const { flood, lastHeard } = state;
  const { within } = rules.flood;
  if (Math.abs(at - flood.since) >= within || now - lastHeard >= within)
    return { since: at, messages: 1, told: false };
  return { ...flood, messages: flood.messages + 1 };
};

export const floods = (state: Conversation): boolean => state.flood.messages > rules.flood.messages;

/** Blocked by a worker until a day that has not come yet. */
export const isBlocked = (state: Conversation, now: number): boolean =>
  state.blockedUntil !== null && state.blockedUntil > now;

/** The danger that was seen of late, in whose light a vague message is read; null: none. */
export const recentAlert = (state: Conversation, now: number): Alert | null =>
  state.alerted !== null && now - state.alerted.at < rules.dangerStays ? state.alerted : null;

/** The worst that is known of the person's situation now: a button or a command says nothing of it. */
export const knownRisk = (state: Conversation, risk: Risk, now: number): Risk =>
  worse(risk, recentAlert(state, now)?.risk ?? 'none');
