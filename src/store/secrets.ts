import { createHmac, hkdfSync } from 'node:crypto';
import type { Address } from '../port.ts';
import type { ConversationId } from './store.ts';

/** What is derived from the master key; the master key itself is used for nothing else. */
export interface Secrets {
  /** Names the master key without telling it. */
  readonly id: string;
  /** Wraps the keys of the conversations. */
  readonly wrap: Buffer;
  readonly lookup: Lookup;
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

const createLookup = (key: Buffer): Lookup => {
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
export const deriveSecrets = (master: Uint8Array): Secrets => ({
  id: derive(master, 'id').toString('base64url').slice(0, 11),
  wrap: derive(master, 'wrap'),
  lookup: createLookup(derive(master, 'lookup')),
});
