import type { Counted } from '../conversation/effect.ts';
import type { Conversation } from '../conversation/state.ts';
import type { Address, Outgoing, RoomSign } from '../port.ts';

/** Pseudonym of a conversation: a keyed hash of the person's address. The address itself is only ever stored sealed. */
export type ConversationId = string;

/** A conversation as it is kept. */
export interface Kept {
  readonly id: ConversationId;
  /** Short random name of the conversation for buttons on the desk; tells nothing about the person. */
  readonly handle: string;
  readonly person: Address;
  /** The room of the case that is open, or of the last one; null: none was opened, or it is gone. */
  readonly room: Address | null;
  readonly state: Conversation;
}

/** One line of outgoing things. Order is kept within a line; lines go side by side. */
export type Line =
  | { readonly to: 'person'; readonly conversation: ConversationId }
  /** Each case has a room and a line of its own, so that words of a case never stand in the room of another. */
  | { readonly to: 'room'; readonly conversation: ConversationId; readonly case: number }
  /** Errands of the desk go by their fixed address: a room that is gone holds up neither the desk nor other rooms. */
  | { readonly to: 'desk' };

/** A worker's message, and the case in which it was written. */
export interface Relay {
  readonly message: string;
  readonly caseNumber: number;
}

/** What an outbox row asks the delivery to do. */
export type Errand =
  | {
      readonly errand: 'send';
      readonly outgoing: Outgoing;
      /** Fixed receiver; null: the person, or the room that the line's case has when it is delivered. */
      readonly address: Address | null;
      /** What of a worker this passes on, so that the worker gets a receipt. */
      readonly relayOf: Relay | null;
      /** Stands for a post that the platform refused; is not replaced once more. */
      readonly standIn?: true;
    }
  | { readonly errand: 'open-room'; readonly sign: RoomSign; readonly desk: Address }
  | RemoveRoom;

/** The copy of a case on the desk's platform goes when what it is a copy of has gone. Belongs to the line of the desk. */
export interface RemoveRoom {
  readonly errand: 'remove-room';
  readonly room: Address;
  readonly caseNumber: number;
  /** The desk has read that it could not be done. */
  readonly told?: true;
}

export interface NewErrand {
  readonly line: Line;
  readonly errand: Errand;
  /** Goes before what already waits in its line. */
  readonly first: boolean;
  readonly crisis: boolean;
}

export interface DueErrand {
  readonly id: number;
  readonly line: Line;
  readonly errand: Errand;
  readonly attempts: number;
  /** The person's address and that of the room of the line's case at this moment; null when there is none. */
  readonly person: Address | null;
  readonly room: Address | null;
  readonly crisis: boolean;
}

/** A text of a conversation, kept sealed. */
export interface KeptText {
  readonly who: 'person' | 'worker' | 'note';
  readonly text: string;
  /** The platform's id of the message, kept as a keyed hash only. */
  readonly message: string;
  readonly at: number;
  /** The case it belongs to; null: no worker is involved. */
  readonly caseNumber: number | null;
}

export interface Counter {
  readonly what: Counted;
  readonly topic: string | null;
  readonly region: string | null;
}

/** How often it was counted in a month (YYYY-MM, in UTC). Not finer, so that no single day points at anybody. */
export interface MonthCounter extends Counter {
  readonly month: string;
  readonly n: number;
}

export interface AuditLine {
  readonly at: number;
  readonly what: string;
  /** The worker's id; kept as long as the line. */
  readonly worker: string | null;
  readonly caseNumber: number | null;
  readonly detail: string;
}

/** Everything that one event changes, written in one transaction or not at all. */
export interface Change {
  readonly now: number;
  /** Key of the incoming event; when it is known already, nothing is written. null: an event of our own. */
  readonly inbox: string | null;
  readonly conversation: ConversationId;
  /**
   * The new state (its `room` is not written: only `settle` and `loseRoom` change rooms, so that one opened meanwhile
   * is not forgotten); `forget` removes the conversation, its texts, its rooms, its errands and its key.
   */
  readonly keep:
    | (Kept & { readonly wakeAt: number | null })
    | { readonly forget: 'person-asked' | 'retention' };
  readonly texts: readonly KeptText[];
  readonly rewrite: readonly { readonly message: string; readonly text: string }[];
  readonly drop: readonly string[];
  readonly errands: readonly NewErrand[];
  /** Errands that this event settles. */
  readonly settle: readonly number[];
  readonly counters: readonly Counter[];
  readonly audit: readonly AuditLine[];
  readonly block: { readonly until: number | null } | null;
  /**
   * A case that ends with this change. `worked`: somebody had claimed it; the texts of a case that nobody ever claimed go as
   * early as those of a conversation without a worker.
   */
  readonly closes: { readonly caseNumber: number; readonly worked: boolean } | null;
}

/** Answers to a worker: errands of the line `desk`, or of a room when they show words of its person. */
export type DeskChange = Pick<Change, 'now' | 'inbox' | 'errands'>;

/** How much waits, in numbers only. */
export interface Waiting {
  /** Rows of the outbox, and how many of them are crisis cards. */
  readonly errands: number;
  readonly crisis: number;
  /** When the oldest of them was written, milliseconds since 1970; null: nothing waits. */
  readonly oldest: number | null;
  readonly casesWaiting: number;
  readonly casesWithWorker: number;
}

/** What the list of open cases shows. */
export interface OpenCase {
  readonly kept: Kept;
}

/**
 * Where conversations live. Every call may take long or fail when the disk does; nobody who answers a crisis waits for it.
 * Errors are `StoreError`s whose message tells the operator what to do and holds nothing of a person.
 */
export interface Store {
  /** The pseudonym of a person's address. Pure, no I/O. */
  conversationId(person: Address): ConversationId;
  byId(id: ConversationId): Promise<Kept | null>;
  /** The conversation that a room belongs to, and the case that it is the room of. */
  byRoom(room: Address): Promise<{ readonly kept: Kept; readonly caseNumber: number } | null>;
  byHandle(handle: string): Promise<Kept | null>;
  /** True when this event was handled before. */
  seen(key: string): Promise<boolean>;
  /** Writes a change; 'duplicate' when its inbox key was written before. */
  commit(change: Change): Promise<'done' | 'duplicate'>;
  /** Writes answers to a worker that change no conversation; 'duplicate' when their inbox key was written before. */
  commitDesk(change: DeskChange): Promise<'done' | 'duplicate'>;
  /** The last texts of a conversation, oldest first. */
  texts(id: ConversationId, last: number): Promise<readonly KeptText[]>;
  /** What was kept of one message; null: nothing, or not any more. */
  textOf(id: ConversationId, message: string): Promise<KeptText | null>;
  /** What the platform named something that was sent to a person or a room; null: it is not known (any more). */
  sentAs(id: ConversationId, name: string): Promise<string | null>;
  /** Remembers what the platform named something, so that it can be changed there after a restart, too. */
  rememberSent(
    id: ConversationId,
    sent: { readonly name: string; readonly message: string; readonly at: number },
  ): Promise<void>;
  /** Conversations whose `wakeAt` has come, at most `limit`. */
  due(now: number, limit: number): Promise<readonly ConversationId[]>;
  /** The earliest `wakeAt` of all, to know when to look again. */
  nextWake(): Promise<number | null>;
  /** Leases the first errand of each line that is due, at most `limit`, crisis first. */
  lease(now: number, until: number, limit: number): Promise<readonly DueErrand[]>;
  /** What stands right behind an errand in its line, in order, at most `limit`. It is not leased: its turn comes after the errand. */
  behind(errand: number, limit: number): Promise<readonly DueErrand[]>;
  /** When the next errand is due; null: nothing waits. */
  nextErrand(): Promise<number | null>;
  /** Done: the errand goes. With `room`, the room of the line's case is this one from now on. */
  settle(errand: number, room: Address | null): Promise<void>;
  /** Not now: try again at `at`. */
  postpone(errand: number, at: number): Promise<void>;
  /** Forgets a room that the platform says is gone; false when it was not known (any more). */
  loseRoom(room: Address): Promise<boolean>;
  openCases(): Promise<readonly OpenCase[]>;
  /** Everybody whose conversation is kept: those with an open case first, then who was heard last, at most `limit`. */
  persons(limit: number): Promise<readonly Address[]>;
  waiting(): Promise<Waiting>;
  blockedUntil(id: ConversationId): Promise<number | null>;
  lastCaseNumber(): Promise<number>;
  setting(name: string): Promise<string | null>;
  saveSetting(name: string, value: string | null): Promise<void>;
  counters(): Promise<readonly MonthCounter[]>;
  audit(): Promise<readonly AuditLine[]>;
  /**
   * Retention: removes texts and conversations whose time is over, and asks for the removal of the rooms whose words have gone;
   * returns how many.
   */
  expire(
    now: number,
  ): Promise<{ readonly texts: number; readonly conversations: number; readonly rooms: number }>;
  /** 'ok', or what is wrong with the file, for `doctor`. */
  check(): Promise<string>;
  close(): Promise<void>;
}
