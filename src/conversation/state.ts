import type { Language, Place, Risk, TopicId } from '../domain.ts';
import type { Worker } from '../port.ts';

/** Wishes that narrow a search: what is open now or in the evening, free of charge, without giving a name. */
export type Only = 'open-now' | 'evening' | 'free' | 'anonymous';

/** What the person is looking for. Follow-ups change a part of it and keep the rest. */
export interface Search {
  readonly topics: readonly TopicId[];
  /** How many services were already shown. */
  readonly shown: number;
  readonly only: readonly Only[];
}

/** The question that the bot has asked and that the next message may answer. */
export type Asked =
  | { readonly about: 'topic'; readonly topics: readonly TopicId[] }
  | { readonly about: 'place' }
  | {
      readonly about: 'which-place';
      readonly candidates: readonly Place[];
      /** The search was not answered yet. */
      readonly fresh: boolean;
    };

/** One period of human help, from the hand-off to its close. */
export interface Case {
  readonly number: number;
  readonly openedAt: number;
  readonly why: 'asked' | 'danger' | 'stepped-in' | 'handed-over' | 'silence';
  readonly risk: Risk;
  readonly topics: readonly TopicId[];
  /** Since when the person waits for somebody to claim the case; starts anew when a case is handed over. */
  readonly waitingSince: number;
  /** How many alarms went to the desk since then. */
  readonly alarms: number;
  /** From when the alarms are counted: since the person waits, or from the opening of the desk when nobody was on duty. */
  readonly alarmsFrom: number;
  /** The first alarm rings at once when the desk opens. */
  readonly atOpening: boolean;
  /** Somebody has claimed it at some time. */
  readonly worked: boolean;
  /** Who is asked to take it, when it was handed over to somebody. */
  readonly wanted: string | null;
  /** The person was told that what is written now is passed on. */
  readonly passedOn: boolean;
}

/** What is known of a person in every state. */
export interface Known {
  readonly alias: string;
  readonly language: Language;
  /** A language like this one that the last message seemed to be in; a second such message changes the language. */
  readonly otherLanguage: Language | null;
  /** Chosen by the person: then no detection changes it. */
  readonly languageChosen: boolean;
  /** The first contact's two sentences were said. */
  readonly met: boolean;
  /** What a link said of where the person comes from; null: nothing. */
  readonly origin: string | null;
  readonly place: Place | null;
  readonly placeAsked: boolean;
  readonly age: number | null;
  readonly search: Search | null;
  readonly asked: Asked | null;
  readonly flood: Flood;
  /** False after the platform said that the person cannot be reached. */
  readonly reachable: boolean;
  /** Until when a worker blocked the person (milliseconds); crisis contacts still work. */
  readonly blockedUntil: number | null;
  readonly blockTold: boolean;
  /** The last pictures that were sent together, so that they are explained once. */
  readonly album: string | null;
  /** The last alert to the desk about danger, so that it is not repeated for each message. */
  readonly alerted: Alert | null;
  /** What the person is asked to tell by one tap, until they do: whether it helped, or days later whether they reached anybody. */
  readonly feedback: 'helped' | 'reached' | null;
  /** When the person wants to be asked whether they reached anybody; null: they did not ask for it. */
  readonly askLaterAt: number | null;
  readonly lastHeard: number;
}

/** Danger that was seen: what it was about, and when. */
export interface Alert {
  readonly risk: Risk;
  readonly at: number;
  readonly topics: readonly TopicId[];
  /** It is about somebody else. */
  readonly other: boolean;
}

export interface Flood {
  readonly since: number;
  readonly messages: number;
  readonly told: boolean;
}

export type WithBot = Known & { readonly status: 'bot' };
export type Waiting = Known & { readonly status: 'waiting'; readonly case: Case };
export type WithWorker = Known & {
  readonly status: 'with-worker';
  readonly case: Case;
  readonly worker: Worker;
  readonly claimedAt: number;
  readonly lastWorkerWord: number;
  /** When the person wrote and the worker has not answered yet; null: nothing waits for the worker. */
  readonly unansweredSince: number | null;
  /** The worker was reminded of it. */
  readonly reminded: boolean;
};

/** A conversation lives in one of three states; a closed case leads back to `bot`, any number of times. */
export type Conversation = WithBot | Waiting | WithWorker;

/** A conversation before its first word. */
export const newConversation = (alias: string, language: Language, now: number): WithBot => ({
  status: 'bot',
  alias,
  language,
  otherLanguage: null,
  languageChosen: false,
  met: false,
  origin: null,
  place: null,
  placeAsked: false,
  age: null,
  search: null,
  asked: null,
  flood: { since: now, messages: 0, told: false },
  reachable: true,
  blockedUntil: null,
  blockTold: false,
  album: null,
  alerted: null,
  feedback: null,
  askLaterAt: null,
  lastHeard: now,
});

/** A state that an older version has written lacks later fields; they begin as in a new conversation. */
export const completed = (stored: Conversation): Conversation => ({
  ...newConversation(stored.alias, stored.language, stored.lastHeard),
  ...stored,
});

const nothingTold = {
  origin: null,
  place: null,
  age: null,
  search: null,
  asked: null,
  alerted: null,
} as const;

/** For the question that comes later only the alias, the language and where to write is kept, as the person was told. */
export const forAskingLater = <T extends Conversation>(state: T): T => ({ ...state, ...nothingTold });

/** More is known than the question needs: it was told after the person had wished for it. */
export const keepsMore = ({ origin, place, age, search, asked, alerted }: Conversation): boolean =>
  [origin, place, age, search, asked, alerted].some((told) => told !== null);
