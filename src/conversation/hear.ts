import { areAlike, type Understanding } from '../domain.ts';
import { rules } from './rules.ts';
import type { Conversation } from './state.ts';

/** What every message of a person tells about them: language, place, age, that they are there. */
export const hear = (state: Conversation, understood: Understanding, now: number): Conversation => ({
  ...state,
  ...languageAfter(state, understood),
  place: understood.place?.kind === 'one' ? understood.place.place : state.place,
  // The age of a friend is not the age of the writer.
  age: understood.age !== null && !understood.other ? understood.age : state.age,
  ...present(state, now),
});

/**
 * The last sure detection wins, unless the person chose. Czech and Slovak are so alike that one short message proves
 * little: there the change waits for a second message, so that nobody is answered now in one and now in the other.
 */
const languageAfter = (
  state: Conversation,
  { language, languageSure }: Understanding,
): Pick<Conversation, 'language' | 'otherLanguage'> => {
  const { language: now, otherLanguage } = state;
  if (!languageSure || state.languageChosen) return { language: now, otherLanguage };
  if (language === now) return { language, otherLanguage: null };
  const alike = areAlike(now, language);
  const first = !state.met && otherLanguage === null;
  if (!alike || first || otherLanguage === language) return { language, otherLanguage: null };
  return { language: now, otherLanguage: language };
};

/** A sign of life: whoever writes or presses can be reached, and a worker who has the case owes an answer. */
export const present = (state: Conversation, now: number) =>
  ({ reachable: true, lastHeard: now, flood: counted(state, now) }) as const;

/** Somebody writes to a worker: from the first unanswered word on, the worker owes an answer. */
export const owed = (state: Conversation, now: number): Conversation =>
  state.status === 'with-worker' && state.unansweredSince === null
    ? { ...state, unansweredSince: now, reminded: false }
    : state;

const counted = (state: Conversation, now: number): Conversation['flood'] => {
  const { flood } = state;
  if (now - flood.since >= rules.flood.within) return { since: now, messages: 1, told: false };
  return { ...flood, messages: flood.messages + 1 };
};

export const floods = (state: Conversation): boolean => state.flood.messages > rules.flood.messages;

/** Blocked by a worker until a day that has not come yet. */
export const isBlocked = (state: Conversation, now: number): boolean =>
  state.blockedUntil !== null && state.blockedUntil > now;
