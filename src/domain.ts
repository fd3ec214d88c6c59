/**
 * The words of the domain, shared by every part: languages, topics, risk, places, and what a message was understood to say.
 * Types and plain constants only; this file imports nothing, so that anything may import it.
 */

export const languages = ['cs', 'pl', 'sk', 'uk', 'en'] as const;
export type Language = (typeof languages)[number];

export const countries = ['CZ', 'PL', 'SK', 'UA', 'GB', 'US'] as const;
export type Country = (typeof countries)[number];

/** What a message can be about. The meaning of each id is in data/knowledge/topics.json. */
export const topicIds = [
  'suicide',
  'self-harm',
  'family-violence',
  'sexual-abuse',
  'dating-violence',
  'online-abuse',
  'bullying',
  'overdose',
  'drugs',
  'alcohol',
  'gambling-gaming',
  'addicted-relative',
  'runaway',
  'housing',
  'depression',
  'anxiety',
  'eating',
  'psychosis',
  'grief',
  'loneliness',
  'friends',
  'relationships',
  'sexuality',
  'lgbtq',
  'family-conflict',
  'young-carer',
  'school',
  'work',
  'debts',
  'money',
  'legal',
  'care-system',
  'migration',
  'discrimination',
  'health',
  'medical-emergency',
  'leisure',
  'service-info',
  'human',
  'bot-meta',
  'out-of-scope',
] as const;
export type TopicId = (typeof topicIds)[number];

/** How dangerous a message is, from harmless to danger to life now. Crisis = high or emergency. */
export const risks = ['none', 'concern', 'high', 'emergency'] as const;
export type Risk = (typeof risks)[number];

/** True when the crisis contacts come before anything else. */
export const isCrisis = (risk: Risk): boolean => risk === 'high' || risk === 'emergency';

/** The more dangerous of two risks. */
export const worse = (a: Risk, b: Risk): Risk => (risks.indexOf(a) >= risks.indexOf(b) ? a : b);

/**
 * What the crisis rule does with a message. hard: crisis contacts first and people are alerted (risk high or emergency);
 * soft: one line with contacts under the answer.
 */
export type Level = 'none' | 'soft' | 'hard';

/** A municipality (or a part of one, a district, a region) in its base form. */
export interface Place {
  /** Stable id: country and register code, for example `CZ-554791`; regions `CZ-region-Plzeňský kraj`. */
  readonly id: string;
  readonly name: string;
  readonly country: Country;
  readonly kind: 'municipality' | 'part' | 'district' | 'region' | 'country';
  /** Municipality with extended powers (Czechia only): services cover by this, not by district. */
  readonly orp: string | null;
  readonly district: string | null;
  readonly region: string | null;
  /** Degrees north and east; null where the register has none. */
  readonly at: { readonly lat: number; readonly lon: number } | null;
}

/** The place that a message names: one, or several of the same name among which the person must choose. */
export type PlaceFound =
  | { readonly kind: 'one'; readonly place: Place }
  | { readonly kind: 'which'; readonly candidates: readonly Place[] };

/** A question about what was offered before, which keeps its topic. */
export type FollowUp = 'more' | 'none-of-these' | 'open-now' | 'evening' | 'free' | 'anonymous' | 'place';

export interface TopicGuess {
  readonly id: TopicId;
  /** Between 0 and 1; the guesses of one message sum to at most 1. */
  readonly score: number;
  /** sure: answer it; maybe: ask whether this is meant. Topics below maybe are not listed. */
  readonly band: 'sure' | 'maybe';
}

/** Why a message was read as it was; shown by `lampa match --explain`, never logged. */
export type Reason =
  | { readonly kind: 'rule'; readonly id: string; readonly risk: Risk; readonly matched: string }
  | {
      readonly kind: 'example';
      readonly id: string;
      readonly text: string;
      readonly topics: readonly TopicId[];
      readonly risk: Risk;
      /** Cosine, 0 to 1. */
      readonly similarity: number;
    }
  | { readonly kind: 'note'; readonly text: string };

/** What one message was understood to say. The same text gives the same understanding, byte for byte. */
export interface Understanding {
  readonly language: Language;
  /** False when the text gives too little to tell; then the conversation's language stays. */
  readonly languageSure: boolean;
  /** True when it is sure to be this language or one that is like it. */
  readonly languageApart: boolean;
  readonly risk: Risk;
  readonly level: Level;
  /** How much speaks for danger to life or body, 0 to 1; a rule that found it makes it 1. The level is decided by it. */
  readonly danger: number;
  /** Most likely first; empty, or `out-of-scope` first, when there is nothing to help with. At most five. */
  readonly topics: readonly TopicGuess[];
  readonly place: PlaceFound | null;
  /** The place that the whole message is, if it answers "where are you?"; then even an everyday word may be a village. */
  readonly placeIfAsked: PlaceFound | null;
  /** The writer asks to talk with a person. */
  readonly human: boolean;
  /** It is about somebody else (a friend, a child), who is in trouble. */
  readonly other: boolean;
  /** Age of the person it is about, in years, if said. */
  readonly age: number | null;
  readonly followUp: FollowUp | null;
  readonly reasons: readonly Reason[];
}

/** Reads a message. Pure, deterministic, no network, bounded time for any input. */
export type Understand = (text: string) => Understanding;

/** True for one of our languages; takes what a platform calls it, for example from a person's app. */
export const isLanguage = (tag: string | undefined): tag is Language => languages.some((one) => one === tag);

/** Czech and Slovak are so alike that one short message proves little of which it is. */
export const areAlike = (one: Language, other: Language): boolean =>
  [one, other].every((language) => language === 'cs' || language === 'sk');
