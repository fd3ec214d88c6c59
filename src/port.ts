/**
 * The port: all that the core asks of a platform, in five members. An adapter translates and decides nothing:
 * it turns platform events into `Incoming`, and `Outgoing` into platform payloads (split, escaped, mentions defused).
 */

/** Where something is sent: `platform:…`. Only the adapter of that platform reads past the colon. */
export type Address = string;

export interface Port {
  /** The platform's name, equal to the first part of its addresses. */
  readonly name: string;
  /** Begins to receive. Resolves when connected; throws with a sentence that tells the operator what to do. */
  start(receive: Receive): Promise<void>;
  /** Sends to a person, a room or a desk. Throws only for bugs; what the platform answers is a `Sent`. */
  send(to: Address, outgoing: Outgoing): Promise<Sent>;
  /** Makes the place of a case on a desk (forum topic, thread, panel). */
  openRoom(desk: Address, sign: RoomSign): Promise<Opened>;
  /** Stops receiving and waits for what is under way. */
  stop(): Promise<void>;
}

/**
 * Takes one incoming event. Resolves when it is durable: only then may the adapter acknowledge it to the platform.
 * Rejects when it was not taken; the platform should deliver it again. Of one person they are taken in the order in which they
 * are handed over, so an adapter need not wait for one before it hands over the next, and must not: danger in the next one
 * has its contacts even while the first cannot be kept. `before`: what has to be taken before it is handed over by then.
 */
export type Receive = (incoming: Incoming, before?: Promise<void>) => Promise<void>;

/** Kinds of message that carry no readable text. */
export type Media =
  | 'photo'
  | 'voice'
  | 'video'
  | 'file'
  | 'sticker'
  | 'location'
  | 'contact'
  | 'poll'
  | 'other';

export type Incoming = FromPerson | FromDesk;

interface Arrived {
  /** Unique for platform, bot and update: a repeated update has the same key and no second effect. */
  readonly key: string;
  /** When the platform says it happened, milliseconds since 1970. */
  readonly at: number;
}

export type FromPerson = Arrived & {
  readonly from: 'person';
  readonly person: Address;
  /** Language tag of the person's app, where the platform tells. */
  readonly locale?: string;
} & (
    | {
        readonly kind: 'text';
        readonly text: string;
        readonly message: string;
        /** What a link said of where the person comes from (a club, a poster); public, and never trusted. */
        readonly origin?: string;
      }
    | { readonly kind: 'edit'; readonly text: string; readonly message: string }
    | { readonly kind: 'unsent'; readonly message: string }
    | {
        readonly kind: 'media';
        readonly media: Media;
        readonly caption: string;
        readonly message: string;
        /** Several that were sent together have the same. */
        readonly album?: string;
      }
    /** The person let their app tell where they are; the point is used at once for a municipality, and kept nowhere. */
    | {
        readonly kind: 'place';
        readonly point: { readonly lat: number; readonly lon: number };
        readonly message: string;
      }
    | { readonly kind: 'press'; readonly data: string }
    /** The person blocked the bot or closed the way to them; `returned` undoes it. */
    | { readonly kind: 'left' }
    | { readonly kind: 'returned' }
  );

/** A member of the configured desk; the adapter has checked the membership with the platform. */
export interface Worker {
  readonly id: string;
  /** The name other workers know; never shown to a person. */
  readonly name: string;
}

export type FromDesk = Arrived & { readonly from: 'desk'; readonly worker: Worker } & (
    | {
        readonly kind: 'text';
        /** null: said on the desk itself, outside any room. */
        readonly room: Address | null;
        readonly text: string;
        readonly message: string;
        /** The words in the room that the worker answers, and whose they were. */
        readonly quote?: { readonly by: string; readonly text: string };
        /** The message in the room that the worker answers, where the platform tells. */
        readonly answers?: string;
      }
    | { readonly kind: 'edit'; readonly room: Address; readonly text: string; readonly message: string }
    /** A message in the room was deleted; by whom the platform does not tell. */
    | { readonly kind: 'unsent'; readonly room: Address; readonly message: string }
    | { readonly kind: 'media'; readonly room: Address; readonly message: string }
    | { readonly kind: 'press'; readonly room: Address | null; readonly data: string }
    | { readonly kind: 'room-gone'; readonly room: Address }
  );

/** One line of a card; with `href` (tel:, https:, mailto:, or a person's address for a worker) where it can be tapped. */
export interface Line {
  readonly text: string;
  readonly href?: string;
}

export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'card';
      readonly tone: 'crisis' | 'service' | 'case';
      readonly title: string;
      readonly lines: readonly Line[];
    }
  /** Somebody's own words, passed on: to be escaped, mentions and invites defused. */
  | {
      readonly kind: 'words';
      readonly by: string;
      readonly text: string;
      /** The reader's own words that these answer. */
      readonly quote?: string;
    };

/** `data` comes back as `press` when the button is used. At most 48 bytes; the adapter adds what the platform needs. */
export interface Button {
  readonly label: string;
  readonly data: string;
}

export interface Post {
  readonly kind: 'post';
  /** Names this post for good: sending it again with the same id is the same post. */
  readonly id: string;
  readonly blocks: readonly Block[];
  /** Rows of buttons, shown under the last part. */
  readonly buttons: readonly (readonly Button[])[];
  /**
   * Only where an app can tell where a person is: one more button that leads there, or the touch itself, by its label.
   * Elsewhere it is left out; a town can always be written.
   */
  readonly location?: { readonly button: Button } | { readonly touch: string };
  /** It stands over its room (pinned, where the platform can); a later `Sign` changes it. */
  readonly stands?: true;
  /** What a person said, for the room; several in a row may come as one. */
  readonly passedOn?: true;
  /** The id of an earlier post whose words these are anew: changed there where the platform can, else sent as well. */
  readonly replaces?: string;
  /** What `send` named that earlier post, as far as it is known. */
  readonly replaced?: string;
}

/** What stands over a room has changed: its name and mark, and the card. A platform that shows neither takes it in silence. */
export interface Sign {
  readonly kind: 'sign';
  readonly id: string;
  readonly sign: RoomSign;
  readonly card: Pick<Post, 'blocks' | 'buttons'>;
  /** What `send` named the card that stands there, as far as it is known. */
  readonly over?: string;
}

/** Tells a worker what became of a message of theirs: a mark on it where the platform can, else a short post. */
export interface Receipt {
  readonly kind: 'receipt';
  readonly id: string;
  /** The worker's message. */
  readonly message: string;
  readonly delivered: boolean;
  /** For people; empty when delivered. */
  readonly text: string;
}

/**
 * A room goes, with all that stands in it: whoever wrote there wants it, or its time is over. A room that is gone already
 * is `gone`; `rejected`: the bot may not, and somebody has to do it by hand.
 */
export interface Removal {
  readonly kind: 'removal';
  readonly id: string;
}

/** Takes an earlier post back: it is deleted there. `rejected` where the platform cannot, or not any more. */
export interface Unsend {
  readonly kind: 'unsend';
  readonly id: string;
  /** The id of the earlier post. */
  readonly post: string;
  /** What `send` named it, as far as it is known. */
  readonly sent?: string;
}

export type Outgoing = Post | Receipt | Sign | Unsend | Removal;

export type Sent =
  /** `message`: what the platform calls it, to be handed back when it is changed; of a sign, its card. Empty: nothing to change. */
  | { readonly ok: true; readonly message: string }
  /** blocked: the person does not let us write. gone: the room or chat is no more. rejected: it will never be taken as it is. */
  | { readonly ok: false; readonly reason: 'blocked' | 'gone' | 'rejected' }
  | { readonly ok: false; readonly reason: 'later'; readonly seconds: number };

/** What stands over a room. */
export interface RoomSign {
  /** Names the opening for good, so that an adapter can look before it opens a second one. */
  readonly id: string;
  readonly title: string;
  readonly risk: 'none' | 'concern' | 'high' | 'emergency';
  /** over: the case has ended. */
  readonly stage: 'waiting' | 'with-worker' | 'over';
}

export type Opened =
  | { readonly ok: true; readonly room: Address }
  | { readonly ok: false; readonly reason: 'gone' | 'rejected' }
  | { readonly ok: false; readonly reason: 'later'; readonly seconds: number };
