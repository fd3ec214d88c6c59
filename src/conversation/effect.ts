import type { Language, Place, Risk, TopicId } from '../domain.ts';
import type { Media, Worker } from '../port.ts';
import type { Duty, Failure, Outcome } from './event.ts';
import type { Case, Search } from './state.ts';

/** What the bot says to the person, as meaning; the words are in src/text. */
export type Say =
  | { readonly say: 'welcome' }
  | {
      readonly say: 'answer';
      readonly search: Search;
      readonly place: Place | null;
      readonly age: number | null;
      /** Add one line with crisis contacts. */
      readonly soft: boolean;
      /** Ask where the person is. */
      readonly askPlace: boolean;
      /** False for a follow-up: then the sentence and the first steps are not said again. */
      readonly fresh: boolean;
    }
  | {
      readonly say: 'entries';
      readonly ids: readonly string[];
      readonly soft: boolean;
      /** Where they were asked for; null: no place was named. */
      readonly place: Place | null;
    }
  | {
      readonly say: 'crisis';
      readonly risk: Risk;
      readonly topics: readonly TopicId[];
      readonly place: Place | null;
      readonly age: number | null;
      /** Somebody worried about somebody else. */
      readonly other: boolean;
      /** The person only asked for the contacts. */
      readonly asked: boolean;
      /** Ask where the person is: help near them is needed as well. */
      readonly askPlace: boolean;
    }
  | { readonly say: 'guide'; readonly id: string }
  | { readonly say: 'which-topic'; readonly topics: readonly TopicId[]; readonly soft: boolean }
  | { readonly say: 'not-understood'; readonly soft: boolean }
  | { readonly say: 'out-of-scope'; readonly soft: boolean }
  | { readonly say: 'about-me' }
  | { readonly say: 'ask-topic' }
  | { readonly say: 'ask-place' }
  | { readonly say: 'share-place' }
  | { readonly say: 'place-heard'; readonly place: Place }
  | { readonly say: 'place-not-found' }
  | { readonly say: 'place-noted'; readonly place: Place }
  | { readonly say: 'which-place'; readonly candidates: readonly Place[] }
  | { readonly say: 'case-opened'; readonly why: Case['why']; readonly duty: Duty; readonly risk: Risk }
  | { readonly say: 'already-waiting'; readonly duty: Duty }
  | { readonly say: 'already-with-worker' }
  | { readonly say: 'passed-on' }
  | { readonly say: 'still-waiting'; readonly minutes: number; readonly duty: Duty }
  | { readonly say: 'worker-here' }
  | { readonly say: 'handed-over'; readonly duty: Duty }
  | { readonly say: 'worker-silent' }
  | { readonly say: 'bot-back'; readonly why: CaseEnd }
  | { readonly say: 'nothing-to-end' }
  | { readonly say: 'helped' }
  | { readonly say: 'thanks'; readonly helped: boolean; readonly askLater: boolean }
  | { readonly say: 'ask-later-noted'; readonly days: number }
  | { readonly say: 'reached' }
  | { readonly say: 'help' }
  | { readonly say: 'privacy' }
  | { readonly say: 'who' }
  | { readonly say: 'choose-language' }
  | { readonly say: 'language-changed'; readonly language: Language }
  | { readonly say: 'flood' }
  | { readonly say: 'media-not-read'; readonly media: Media }
  | { readonly say: 'media-announced'; readonly media: Media }
  | { readonly say: 'old-button' }
  | { readonly say: 'blocked'; readonly until: number }
  | { readonly say: 'welcome-back' };

/** How a case ends. unclaimed: nobody has taken it for a week. */
export type CaseEnd = 'gave-back' | 'closed' | 'ended' | 'expired' | 'cancelled' | 'unclaimed';

/** What a worker reads in the room of a case. */
export type RoomNote =
  | { readonly note: 'card' }
  | { readonly note: 'danger'; readonly risk: Risk }
  | { readonly note: 'claimed'; readonly worker: string }
  | { readonly note: 'already-claimed'; readonly worker: string; readonly since: number }
  | { readonly note: 'not-claimed' }
  | { readonly note: 'not-yours'; readonly worker: string }
  | { readonly note: 'handed-over'; readonly worker: string; readonly to: string | null }
  | {
      readonly note: 'ended';
      readonly why: CaseEnd;
      readonly outcome: Outcome | null;
    }
  | { readonly note: 'no-case' }
  | { readonly note: 'deleted' }
  | { readonly note: 'unsent' }
  | { readonly note: 'taken-back'; readonly done: boolean }
  /** The platform would not take a post; `/full` shows the words. */
  | { readonly note: 'not-shown' }
  | { readonly note: 'unreachable'; readonly failure: Failure | 'left' }
  | { readonly note: 'reachable' }
  | { readonly note: 'unanswered'; readonly minutes: number }
  | { readonly note: 'released'; readonly worker: string }
  | { readonly note: 'room-renewed' }
  | { readonly note: 'blocked'; readonly until: number; readonly worker: string }
  | { readonly note: 'unblocked'; readonly worker: string };

/** What all workers read on the desk. */
export type DeskCall =
  | { readonly call: 'danger'; readonly risk: Risk; readonly topics: readonly TopicId[] }
  | { readonly call: 'new-case'; readonly case: Case }
  | {
      readonly call: 'still-unclaimed';
      readonly case: Case;
      readonly minutes: number;
      readonly tier: 1 | 2 | 3;
    }
  | { readonly call: 'claimed'; readonly case: Case; readonly worker: string }
  | { readonly call: 'handed-over'; readonly case: Case; readonly worker: string; readonly to: string | null }
  | { readonly call: 'silent-worker'; readonly case: Case; readonly worker: string; readonly minutes: number }
  | {
      readonly call: 'ended';
      readonly case: Case;
      readonly why: CaseEnd | 'deleted';
    }
  | { readonly call: 'revealed'; readonly case: Case; readonly worker: string };

/**
 * What is counted, without any text and without a person. A need counts once for each place: as `asked`, and as one of
 * `found` (a service for the place), `found-national` (only what is for the whole country) or `found-nothing`. Until its
 * place is told, it counts as `place-asked` instead.
 */
export const counted = [
  'asked',
  'place-asked',
  'found',
  'found-national',
  'found-nothing',
  'not-understood',
  'out-of-scope',
  'crisis',
  'case-opened',
  'claimed',
  'closed',
  'helped-yes',
  'helped-no',
  'reached-yes',
  'reached-no',
  'not-this',
  'deleted',
] as const;
export type Counted = (typeof counted)[number];

/** What should be done about an event: data, no action. They are done in order. */
export type Effect =
  | { readonly do: 'say'; readonly say: Say }
  | {
      readonly do: 'relay-to-room';
      readonly text: string;
      readonly media: Media | null;
      readonly edited: boolean;
    }
  | {
      readonly do: 'relay-to-person';
      readonly text: string;
      readonly message: string;
      /** The person's own words that these answer. */
      readonly quote: string | null;
      readonly edited: boolean;
    }
  /** Deletes at the person what went there; for the team the words stay, marked. */
  | { readonly do: 'take-back'; readonly message: string; readonly text: string }
  | { readonly do: 'send-entry'; readonly entry: string; readonly message: string }
  /** Makes the room of the case; its card and the words so far come with it. */
  | { readonly do: 'open-room' }
  /** In the room of the open case, or of the one that is named. */
  | { readonly do: 'tell-room'; readonly note: RoomNote; readonly caseNumber?: number }
  | { readonly do: 'tell-desk'; readonly call: DeskCall }
  | {
      readonly do: 'receipt';
      readonly message: string;
      /** The case in which the message was written; null: the open one. */
      readonly caseNumber: number | null;
      readonly failure: Failure | 'unreachable' | null;
    }
  | {
      readonly do: 'keep';
      readonly who: 'person' | 'worker' | 'note';
      readonly text: string;
      readonly message: string;
    }
  | { readonly do: 'rewrite'; readonly text: string; readonly message: string }
  | { readonly do: 'drop'; readonly message: string }
  /** Everything of this person goes, at once; the receipt (and, for hide, how to clean the own side) follows. */
  | { readonly do: 'forget'; readonly hide: boolean; readonly language: Language }
  | { readonly do: 'block'; readonly until: number | null }
  | { readonly do: 'count'; readonly what: Counted; readonly topic: TopicId | null }
  | {
      readonly do: 'audit';
      readonly what: 'claimed' | 'revealed' | 'blocked' | 'unblocked' | 'deleted';
      readonly worker: Worker | null;
      readonly detail: string;
    }
  | { readonly do: 'reveal'; readonly worker: Worker };
