import type { Generated } from 'kysely';

/** The tables of the conversations. Clear columns hold ids, hashes, times and counts; whatever a person said or is, is sealed. */
export interface Tables {
  readonly conversations: {
    readonly id: string;
    readonly handle_hash: string;
    /** Handle, person's address and state. */
    readonly sealed: Uint8Array;
    readonly status: string;
    readonly wake_at: number | null;
    readonly heard_at: number;
    /** The open case, or the last one. */
    readonly case_number: number | null;
  };
  /** The room of each case, as long as its conversation is kept. */
  readonly rooms: {
    readonly conversation: string;
    readonly case_number: number;
    readonly room_hash: string;
    readonly sealed: Uint8Array;
  };
  /** What the platform named messages that may have to be changed: the card of a room, a worker's words. */
  readonly sent: {
    readonly conversation: string;
    readonly name_hash: string;
    readonly sealed: Uint8Array;
    readonly at: number;
  };
  readonly texts: {
    readonly id: Generated<number>;
    readonly conversation: string;
    readonly message_hash: string;
    /** Random; the seal is bound to it, so that two texts cannot be swapped. */
    readonly name: string;
    readonly sealed: Uint8Array;
    readonly at: number;
    readonly case_number: number | null;
    /** 1: its case ended and nobody had claimed it. */
    readonly unclaimed: Generated<number>;
    /** null: kept while its case is open. */
    readonly expires_at: number | null;
  };
  readonly errands: {
    readonly id: Generated<number>;
    readonly line: string;
    /** null: it belongs to the desk. */
    readonly conversation: string | null;
    /** null: it does not belong to a room. */
    readonly case_number: number | null;
    readonly position: number;
    readonly created_at: number;
    readonly crisis: number;
    readonly not_before: number;
    readonly leased_until: number | null;
    readonly attempts: number;
    readonly key_name: string;
    readonly name: string;
    readonly sealed: Uint8Array;
  };
  readonly inbox: { readonly key: string; readonly at: number };
  readonly blocks: { readonly conversation: string; readonly until: number };
  /** Conversations whose rows are gone and whose keys have to follow. */
  readonly forgotten: { readonly name: string };
  readonly deletions: {
    readonly id: Generated<number>;
    readonly conversation: string;
    readonly at: number;
    /** What stands for it in the list of deletions; null: there was no key any more. */
    readonly mark: string | null;
    /** 1: it is in the list. */
    readonly listed: Generated<number>;
  };
  readonly counters: {
    readonly month: string;
    readonly what: string;
    /** Empty when there is none: a null would not be the same key twice. */
    readonly topic: string;
    readonly region: string;
    readonly n: number;
  };
  readonly audit: {
    readonly id: Generated<number>;
    readonly at: number;
    readonly case_number: number | null;
    readonly name: string;
    readonly sealed: Uint8Array;
  };
  readonly settings: { readonly name: string; readonly sealed: Uint8Array };
  readonly numbers: { readonly name: string; readonly n: number };
  readonly about: { readonly name: string; readonly value: string };
}

/** The tables of the key file. */
export interface KeyTables {
  readonly keys: {
    readonly name: string;
    readonly master: string;
    readonly wrapped: Uint8Array;
    readonly made_at: number;
  };
  readonly about: { readonly name: string; readonly value: string };
}
