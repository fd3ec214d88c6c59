import type { FollowUp, PlaceFound, TopicId, Understanding } from '../domain.ts';
import { openCase } from './case.ts';
import { needs, sureNeeds } from './danger.ts';
import type { Effect } from './effect.ts';
import type { Moment } from './event.ts';
import { knownRisk, placeHeard, recentAlert } from './hear.ts';
import { rules } from './rules.ts';
import type { Asked, Conversation, Only, Search } from './state.ts';
import { type Step, say } from './step.ts';

/** A message with what it may answer: the question that was asked before it, and the place that it then names. */
export interface Message {
  readonly understood: Understanding;
  /** Services that the text names. */
  readonly named: readonly string[];
  readonly asked: Asked | null;
  readonly place: PlaceFound | null;
}

/** `before` is the state in which the question still stands. */
export const messageOf = (
  before: Conversation,
  understood: Understanding,
  named: readonly string[],
): Message => ({ understood, named, asked: before.asked, place: placeHeard(before, understood) });

/** Answers a message that is no danger and no command, from what the directory knows. */
export const answer = (state: Conversation, message: Message, moment: Moment): Step => {
  const { understood, named, place } = message;
  const soft = understood.level === 'soft';
  const [first] = understood.topics;
  if (asksForPerson(understood)) return askForPerson(state, understood, moment);

  // An answer to "where are you?" is a place first, whatever else its words could mean.
  const isPlace = message.asked?.about === 'place' && place !== null && state.search !== null;
  const topics = isPlace ? [] : sureNeeds(understood);
  if (named.length > 0 && !isPlace && (topics.length === 0 || first?.id === 'service-info')) {
    const asked = place?.kind === 'one' ? place.place : null;
    return [
      { ...state, asked: null },
      [say({ say: 'entries', ids: named, soft, place: asked }), countAsked(null)],
    ];
  }
  if (topics.length > 0) {
    const search: Search = { topics: topics.slice(0, 3), shown: 0, only: [] };
    return find({ ...state, search }, message, true, moment);
  }
  if (state.search !== null) {
    const followed = followUp(state, state.search, message, moment);
    if (followed !== null) return followed;
  }
  if (place?.kind === 'which') return whichPlace(state, place.candidates, false);
  if (place?.kind === 'one')
    return [{ ...state, asked: null }, [say({ say: 'place-noted', place: place.place })]];
  return withoutTopic(state, message, soft);
};

/** Words that ask for a person; "none of these" asks for something else. */
export const asksForPerson = ({ human, topics, followUp: follows }: Understanding): boolean =>
  follows !== 'none-of-these' && (human || (topics[0]?.id === 'human' && topics[0].band === 'sure'));

/** The search changes by a part (place, wish, next ones) and keeps the rest; null when the message is no follow-up. */
const followUp = (state: Conversation, search: Search, message: Message, moment: Moment): Step | null => {
  const { understood, place, asked } = message;
  if (place !== null) {
    const fresh = asked?.about === 'which-place' && asked.fresh;
    // Wishes were for the place before; what is free there may not be here.
    return find({ ...state, search: { topics: search.topics, shown: 0, only: [] } }, message, fresh, moment);
  }
  if (understood.followUp === null) return null;
  return narrow(state, search, understood.followUp, moment);
};

const wish: Readonly<Partial<Record<FollowUp, Only>>> = {
  'open-now': 'open-now',
  evening: 'evening',
  free: 'free',
  anonymous: 'anonymous',
};

/** The same topics and place, narrower or further down the list. */
export const narrow = (state: Conversation, search: Search, by: FollowUp, moment: Moment): Step => {
  if (by === 'more') return offer(state, search, false, false, moment);
  if (by === 'none-of-these') return notThis(state);
  if (by === 'place') return askPlace(state);
  const only = wish[by];
  if (only === undefined) return [state, []];
  const wishes = search.only.includes(only) ? search.only : [...search.only, only];
  return offer(state, { ...search, only: wishes, shown: 0 }, false, false, moment);
};

export const notThis = (state: Conversation): Step => [
  { ...state, search: null, asked: null },
  [say({ say: 'ask-topic' }), { do: 'count', what: 'not-this', topic: state.search?.topics[0] ?? null }],
];

export const askPlace = (state: Conversation): Step => [
  { ...state, asked: { about: 'place' }, placeAsked: true },
  [say({ say: 'ask-place' })],
];

/** Offers what was searched for, or first asks which of several places of one name is meant. */
const find = (state: Conversation, message: Message, fresh: boolean, moment: Moment): Step => {
  const { search } = state;
  if (search === null) return [state, []];
  if (message.place?.kind === 'which' && isLocal(search.topics, moment)) {
    return whichPlace(state, message.place.candidates, fresh);
  }
  return offer(state, search, fresh, message.understood.level === 'soft', moment);
};

const isLocal = (topics: readonly TopicId[], moment: Moment): boolean =>
  topics.some((topic) => moment.localTopics.includes(topic));

const whichPlace = (
  state: Conversation,
  candidates: Extract<PlaceFound, { kind: 'which' }>['candidates'],
  fresh: boolean,
): Step => [
  { ...state, asked: { about: 'which-place', candidates, fresh } },
  [say({ say: 'which-place', candidates })],
];

/** Shows services and contacts for a search; asks for the place once, when the answer depends on it. */
export const offer = (
  state: Conversation,
  search: Search,
  fresh: boolean,
  soft: boolean,
  moment: Moment,
): Step => {
  const asks = state.place === null && !state.placeAsked && isLocal(search.topics, moment);
  const { place, age } = state;
  return [
    {
      ...state,
      search: { ...search, shown: search.shown + rules.servicesAtATime },
      placeAsked: state.placeAsked || asks,
      asked: asks ? { about: 'place' } : null,
    },
    [say({ say: 'answer', search, place, age, soft, askPlace: asks, fresh }), ...countNeed(search, asks)],
  ];
};

const countAsked = (topic: TopicId | null): Effect => ({ do: 'count', what: 'asked', topic });

/** A look further down the list, and a narrower wish, are the same need still. */
const countNeed = (search: Search, asksPlace: boolean): readonly Effect[] => {
  const topic = search.topics[0] ?? null;
  if (asksPlace) return [{ do: 'count', what: 'place-asked', topic }];
  return isNewNeed(search) ? [countAsked(topic)] : [];
};

/** Whether an answer to it says what there is for a need, and not what more there is. */
export const isNewNeed = ({ shown, only }: Search): boolean => shown === 0 && only.length === 0;

/** Nothing certain was understood: a question with up to three topics, never a confident wrong answer. */
const withoutTopic = (state: Conversation, { understood, asked }: Message, soft: boolean): Step => {
  const [first] = understood.topics;
  const maybe = needs(understood).slice(0, 3);
  const open: Conversation = { ...state, asked: null };
  if (asked?.about === 'place' && first?.band !== 'sure') return [open, [say({ say: 'place-not-found' })]];
  if (first?.id === 'bot-meta') return [open, [say({ say: 'about-me' })]];
  if (first?.id === 'out-of-scope' && (first.band === 'sure' || maybe.length === 0)) {
    return [open, [say({ say: 'out-of-scope', soft }), { do: 'count', what: 'out-of-scope', topic: null }]];
  }
  if (maybe.length > 0) {
    return [
      { ...state, asked: { about: 'topic', topics: maybe } },
      [say({ say: 'which-topic', topics: maybe, soft })],
    ];
  }
  return [open, [say({ say: 'not-understood', soft }), { do: 'count', what: 'not-understood', topic: null }]];
};

/** Somebody asks for a person: a case is opened, once, as dangerous as the worst that was seen of late. */
export const askForPerson = (state: Conversation, understood: Understanding | null, moment: Moment): Step => {
  if (state.status === 'waiting') return [state, [say({ say: 'already-waiting', duty: moment.duty })]];
  if (state.status === 'with-worker') return [state, [say({ say: 'already-with-worker' })]];
  const alert = recentAlert(state, moment.now);
  const heard = understood === null ? [] : sureNeeds(understood);
  const known = heard.length > 0 ? heard : (alert?.topics ?? state.search?.topics ?? []);
  const topics = known.length > 0 || understood === null ? known : needs(understood).slice(0, 1);
  const risk = knownRisk(state, understood?.risk ?? 'none', moment.now);
  const searching: Conversation =
    heard.length > 0 ? { ...state, search: { topics, shown: 0, only: [] } } : state;
  return openCase(searching, 'asked', risk, topics.slice(0, 3), moment);
};
