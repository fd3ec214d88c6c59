import type { FollowUp, TopicId, Understanding } from '../domain.ts';
import { openCase } from './case.ts';
import { needs } from './danger.ts';
import type { Effect } from './effect.ts';
import type { Moment } from './event.ts';
import { rules } from './rules.ts';
import type { Asked, Conversation, Only, Search } from './state.ts';
import { after, type Step, say } from './step.ts';

/** Answers a message that is no danger and no command, from what the directory knows. */
export const answer = (
  state: Conversation,
  understood: Understanding,
  named: readonly string[],
  asked: Asked | null,
  moment: Moment,
): Step => {
  const soft = understood.level === 'soft';
  const [first] = understood.topics;
  const sure = understood.topics.filter((guess) => guess.band === 'sure').map((guess) => guess.id);
  if (understood.human || sure[0] === 'human') return askForPerson(state, understood, moment);

  const topics = sure.filter((id) => needs(understood).includes(id));
  if (named.length > 0 && (topics.length === 0 || first?.id === 'service-info')) {
    return [{ ...state, asked: null }, [say({ say: 'entries', ids: named, soft }), asks(null)]];
  }
  if (topics.length > 0) {
    const search: Search = { topics: topics.slice(0, 3), skip: 0, only: [] };
    return find({ ...state, search }, understood, true, moment);
  }
  if (state.search !== null) {
    const followed = followUp(state, state.search, understood, asked, moment);
    if (followed !== null) return followed;
  }
  if (understood.place?.kind === 'which') return whichPlace(state, understood, false);
  if (understood.place?.kind === 'one') {
    return [{ ...state, asked: null }, [say({ say: 'place-noted', place: understood.place.place })]];
  }
  return withoutTopic(state, understood, asked, soft);
};

/** The search changes by a part (place, wish, next ones) and keeps the rest; null when the message is no follow-up. */
const followUp = (
  state: Conversation,
  search: Search,
  understood: Understanding,
  asked: Asked | null,
  moment: Moment,
): Step | null => {
  // A message about something else that happens to name a town is no follow-up.
  const aboutElse = needs(understood).length > 0 && asked?.about !== 'place';
  if (understood.place !== null && !aboutElse) {
    const fresh = asked?.about === 'which-place' && asked.fresh;
    return find({ ...state, search: { ...search, skip: 0 } }, understood, fresh, moment);
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
  if (by === 'more') {
    return offer(state, { ...search, skip: search.skip + rules.servicesAtATime }, false, false, moment);
  }
  if (by === 'none-of-these') return notThis(state);
  if (by === 'place')
    return [{ ...state, asked: { about: 'place' }, placeAsked: true }, [say({ say: 'ask-place' })]];
  const only = wish[by];
  if (only === undefined) return [state, []];
  const wishes = search.only.includes(only) ? search.only : [...search.only, only];
  return offer(state, { ...search, only: wishes, skip: 0 }, false, false, moment);
};

export const notThis = (state: Conversation): Step => [
  { ...state, search: null, asked: null },
  [say({ say: 'ask-topic' }), { do: 'count', what: 'not-this', topic: state.search?.topics[0] ?? null }],
];

/** Offers what was searched for, or first asks which of several places of one name is meant. */
const find = (state: Conversation, understood: Understanding, fresh: boolean, moment: Moment): Step => {
  const { search } = state;
  if (search === null) return [state, []];
  if (understood.place?.kind === 'which' && isLocal(search.topics, moment)) {
    return whichPlace(state, understood, fresh);
  }
  return offer(state, search, fresh, understood.level === 'soft', moment);
};

const isLocal = (topics: readonly TopicId[], moment: Moment): boolean =>
  topics.some((topic) => moment.localTopics.includes(topic));

const whichPlace = (state: Conversation, understood: Understanding, fresh: boolean): Step => {
  if (understood.place?.kind !== 'which') return [state, []];
  const { candidates } = understood.place;
  return [
    { ...state, asked: { about: 'which-place', candidates, fresh } },
    [say({ say: 'which-place', candidates })],
  ];
};

/** Shows services and contacts for a search; asks for the place once, when the answer depends on it. */
export const offer = (
  state: Conversation,
  search: Search,
  fresh: boolean,
  soft: boolean,
  moment: Moment,
): Step => {
  const askPlace = state.place === null && !state.placeAsked && isLocal(search.topics, moment);
  const next: Conversation = {
    ...state,
    search,
    placeAsked: state.placeAsked || askPlace,
    asked: askPlace ? { about: 'place' } : null,
  };
  const { place, age } = state;
  return [
    next,
    [say({ say: 'answer', search, place, age, soft, askPlace, fresh }), asks(search.topics[0] ?? null)],
  ];
};

const asks = (topic: TopicId | null): Effect => ({ do: 'count', what: 'asked', topic });

/** Nothing certain was understood: a question with up to three topics, never a confident wrong answer. */
const withoutTopic = (
  state: Conversation,
  understood: Understanding,
  asked: Asked | null,
  soft: boolean,
): Step => {
  const [first] = understood.topics;
  const maybe = needs(understood).slice(0, 3);
  if (asked?.about === 'place' && maybe.length === 0) {
    return [{ ...state, asked: null }, [say({ say: 'place-not-found' })]];
  }
  if (first?.id === 'bot-meta') return [{ ...state, asked: null }, [say({ say: 'about-me' })]];
  if (first?.id === 'out-of-scope' && (first.band === 'sure' || maybe.length === 0)) {
    return [
      { ...state, asked: null },
      [say({ say: 'out-of-scope', soft }), { do: 'count', what: 'out-of-scope', topic: null }],
    ];
  }
  if (maybe.length > 0) {
    return [
      { ...state, asked: { about: 'topic', topics: maybe } },
      [say({ say: 'which-topic', topics: maybe, soft })],
    ];
  }
  return [
    { ...state, asked: null },
    [say({ say: 'not-understood', soft }), { do: 'count', what: 'not-understood', topic: null }],
  ];
};

/** Somebody asks for a person: a case is opened, once. */
export const askForPerson = (state: Conversation, understood: Understanding | null, moment: Moment): Step => {
  if (state.status === 'waiting') return [state, [say({ say: 'already-waiting', duty: moment.duty })]];
  if (state.status === 'with-worker') return [state, [say({ say: 'already-with-worker' })]];
  const heard = understood === null ? [] : needs(understood);
  const topics = heard.length > 0 ? heard.slice(0, 3) : (state.search?.topics ?? []);
  const risk = understood?.risk ?? 'none';
  const known: Conversation = heard.length > 0 ? { ...state, search: { topics, skip: 0, only: [] } } : state;
  return after([known, []], (at) => openCase(at, 'asked', risk, topics, moment));
};
