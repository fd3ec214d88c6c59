import { createHmac, hkdfSync } from 'node:crypto';
import type { Address } from '../port.ts';
import type { ConversationId } from './store.ts';
import { StoreError } from './store-error.ts';

/** What is derived from a master key; the master key itself is used for nothing else. */
export interface Master {
  /** Names the master key without telling it. */
  readonly id: string;
  /** Wraps the keys of the conversations. */
  readonly wrap: Buffer;
}

/** Keyed hashes to find rows by, so that the file tells nobody who or what is in it. */
export interface Lookup {
  readonly person: (address: Address) => ConversationId;
  readonly room: (address: Address) => string;
  readonly desk: (address: Address) => string;
  readonly handle: (handle: string) => string;
  readonly message: (conversation: ConversationId, message: string) => string;
  readonly inbox: (key: string) => string;
}

const derive = (master: Uint8Array, what: string): Buffer =>
  Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `lampa ${what} 1`, 32));

/**
 * `key` is 32 bytes, and the same for as long as there is this store: a new master key must not change the pseudonyms, so
 * it lies wrapped among the other keys.
 */
export const createLookup = (key: Uint8Array): Lookup => {
  const hash = (...parts: readonly string[]): string =>
    createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64url');
  return {
    person: (address) => hash('person', address),
    room: (address) => hash('room', address),
    desk: (address) => hash('desk', address),
    handle: (handle) => hash('handle', handle),
    message: (conversation, message) => hash('message', conversation, message),
    inbox: (inboxKey) => hash('inbox', inboxKey),
  };
};

/** `master` is 32 bytes. */
export const createMaster = (master: Uint8Array): Master => {
  if (master.length !== 32) throw new StoreError('Store: the master key must be 32 bytes.');
  return { id: derive(master, 'id').toString('base64url').slice(0, 11), wrap: derive(master, 'wrap') };
};

/** The look-up key of a store from before it was a key of its own. */
export const firstLookupKey = (master: Uint8Array): Buffer => derive(master, 'lookup');
