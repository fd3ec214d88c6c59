import type { Generated } from 'kysely';

/** The tables of the conversations. Clear columns hold ids, hashes, times and counts; whatever a person said or is, is sealed. */
export interface Tables {
  readonly conversations: {
    readonly id: string;
    readonly handle_hash: string;
    readonly room_hash: string | null;
    /** Handle, person's address and state. */
    readonly sealed: Uint8Array;
    readonly sealed_room: Uint8Array | null;
    readonly status: string;
    readonly wake_at: number | null;
    readonly heard_at: number;
    /** The open case. */
    readonly case_number: number | null;
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
    /** null: kept while its case is open. */
    readonly expires_at: number | null;
  };
  readonly errands: {
    readonly id: Generated<number>;
    readonly line: string;
    readonly conversation: string | null;
    readonly position: number;
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
  readonly deletions: { readonly id: Generated<number>; readonly conversation: string; readonly at: number };
  readonly counters: {
    readonly day: string;
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
