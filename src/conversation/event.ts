import type { Language, Place, TopicId, Understanding } from '../domain.ts';
import type { Media, Worker } from '../port.ts';

/** What a person can ask for by a command, a fixed phrase or a button. */
export const commands = [
  'help',
  'crisis',
  'person',
  'language',
  'privacy',
  'delete',
  'hide',
  'who',
  'end',
  'start',
] as const;
export type Command = (typeof commands)[number];

/** What a person's button means. */
export type Press =
  | { readonly press: 'command'; readonly command: Command }
  | { readonly press: 'topic'; readonly topic: TopicId }
  | { readonly press: 'something-else' }
  | { readonly press: 'place'; readonly id: string }
  | { readonly press: 'more' }
  | { readonly press: 'other-place' }
  /** Wants the app to tell where they are. */
  | { readonly press: 'share-place' }
  | { readonly press: 'not-this' }
  | { readonly press: 'language'; readonly language: Language }
  | { readonly press: 'helped'; readonly helped: boolean }
  | { readonly press: 'ask-later' }
  | { readonly press: 'reached'; readonly reached: boolean }
  | { readonly press: 'guide'; readonly id: string };

export const outcomes = ['helped', 'referred', 'went-quiet', 'not-for-us', 'misuse'] as const;
export type Outcome = (typeof outcomes)[number];

/** How a message of somebody reached or did not reach where it was meant to go. */
export type Failure = 'blocked' | 'gone' | 'rejected';

export type Event =
  // from the person
  | {
      readonly is: 'said';
      readonly text: string;
      readonly message: string;
      readonly understanding: Understanding;
      readonly command: Command | null;
      /** Services that the text names. */
      readonly named: readonly string[];
      /** What a link said of where the person comes from. */
      readonly origin?: string;
    }
  | {
      readonly is: 'edited';
      readonly text: string;
      readonly message: string;
      readonly understanding: Understanding;
    }
  | { readonly is: 'unsent'; readonly message: string }
  | {
      readonly is: 'sent-media';
      readonly media: Media;
      readonly caption: string;
      readonly message: string;
      /** Several that were sent together have the same. */
      readonly album?: string;
      /** Of the caption; null without one. */
      readonly understanding: Understanding | null;
    }
  /** The app told where the person is; only the nearest municipality is kept. null: none is near. */
  | { readonly is: 'shared-place'; readonly place: Place | null; readonly message: string }
  | { readonly is: 'pressed'; readonly press: Press }
  /** A button that is forged, broken or from an older version. */
  | { readonly is: 'pressed-unknown' }
  | { readonly is: 'left' }
  | { readonly is: 'returned' }
  // from the desk
  | { readonly is: 'claimed'; readonly worker: Worker }
  | {
      readonly is: 'worker-wrote';
      readonly worker: Worker;
      readonly text: string;
      readonly message: string;
      /** The words in the room that it answers, and whose they were. */
      readonly quote?: { readonly by: string; readonly text: string };
      /** The words were sent before, and are other ones now. */
      readonly edited?: true;
    }
  /** Words that went to the person are to be taken back. */
  | { readonly is: 'worker-unsent'; readonly message: string; readonly text: string }
  | { readonly is: 'noted'; readonly worker: Worker; readonly text: string; readonly message: string }
  | { readonly is: 'handed-over'; readonly worker: Worker; readonly to: string | null }
  | { readonly is: 'gave-back'; readonly worker: Worker }
  | { readonly is: 'closed'; readonly worker: Worker; readonly outcome: Outcome }
  | { readonly is: 'blocked'; readonly worker: Worker; readonly until: number }
  | { readonly is: 'unblocked'; readonly worker: Worker }
  | { readonly is: 'revealed'; readonly worker: Worker; readonly reason: string }
  | { readonly is: 'card-asked'; readonly worker: Worker }
  | { readonly is: 'entry-sent'; readonly worker: Worker; readonly entry: string; readonly message: string }
  | { readonly is: 'room-gone' }
  // from the delivery
  | { readonly is: 'relay-arrived'; readonly message: string; readonly caseNumber: number }
  | {
      readonly is: 'relay-failed';
      readonly message: string;
      readonly caseNumber: number;
      readonly failure: Failure;
    }
  /** Words of a worker are deleted at the person, or could not be. */
  | { readonly is: 'taken-back'; readonly caseNumber: number; readonly done: boolean }
  | { readonly is: 'answer-failed'; readonly failure: Failure }
  /** The platform would not take a post to the room. */
  | { readonly is: 'room-refused'; readonly caseNumber: number }
  // from the clock
  | { readonly is: 'woke' };

/** Whether somebody is at the desk, as far as it is known. */
export interface Duty {
  readonly on: boolean;
  /** When the desk opens next (milliseconds since 1970); null: not known. */
  readonly opens: number | null;
  /** How long a first answer usually takes, minutes; null: not known. */
  readonly usualMinutes: number | null;
}

/** What comes in with each event, so that deciding needs no clock, no store and no knowledge base. */
export interface Moment {
  readonly now: number;
  /** When the event happened on its platform; earlier than now after an outage. */
  readonly at: number;
  readonly duty: Duty;
  /** The number that a case opened now gets. */
  readonly caseNumber: number;
  /** Topics whose answer depends on where the person is. */
  readonly localTopics: readonly TopicId[];
}
