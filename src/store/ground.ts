import type { Compilable, Kysely } from 'kysely';
import type { DeletionList } from './deletion-list.ts';
import type { Keys } from './keys.ts';
import type { Lookup } from './secrets.ts';
import type { StatementResult } from './sqlite-thread.ts';
import type { Tables } from './tables.ts';
import type { Wipe } from './wipe.ts';

/** How long things are kept, in milliseconds. */
export interface Retention {
  /** A text of a conversation without a worker, after it was written; also a silent conversation without any text. */
  readonly botTextMs: number;
  /** The texts of a case, after its last word. */
  readonly caseTextMs: number;
  /** Keys of events that were handled: as long as a platform may repeat them. */
  readonly inboxMs: number;
  readonly deletionRecordMs: number;
  readonly auditMs: number;
  /** Counters, by whole months; absent: they stay. */
  readonly counterMs?: number;
}

/** What the store may tell the log: facts, no words of a person. */
export type StoreLine =
  | { readonly line: 'store-swept'; readonly conversations: number; readonly errands: number }
  | { readonly line: 'store-errand-unreadable'; readonly errand: number }
  /** A backup older than their deletion had brought conversations back. */
  | { readonly line: 'store-deleted-again'; readonly conversations: number }
  /** A file could not be cleaned of what was deleted (a reader, a full disk); it is tried again. */
  | { readonly line: 'store-wipe-late'; readonly file: string; readonly why: string };

/** What the parts of the store stand on; a database only has to give `db`, `together` and `wipe`. */
export interface Ground {
  readonly db: Kysely<Tables>;
  /** All or nothing. null: `first` was `must-change`, and the first query changed nothing. */
  readonly together: (
    queries: readonly Compilable[],
    first?: 'must-change',
  ) => Promise<readonly StatementResult[] | null>;
  /** Makes sure that no file holds what was deleted; never fails, but may be late. */
  readonly wipe: Wipe['wipe'];
  /** What is wrong with the files, or 'ok'. */
  readonly check: () => Promise<string>;
  readonly close: () => Promise<void>;
  readonly keys: Keys;
  readonly deletions: DeletionList;
  readonly lookup: Lookup;
  readonly retention: Retention;
  readonly log: (line: StoreLine) => void;
}
