import type { Country } from '../domain.ts';
import type { MasterSource } from '../store/master-source.ts';
import type { Retention } from '../store/open-store.ts';
import { StoreError } from '../store/store-error.ts';
import type { Command, Speaking } from './dispatch.ts';

/** What the commands of the store are given. */
export interface StoreNeeds extends Speaking {
  /** Folder of conversations and keys (LAMPA_DATA). */
  readonly folder: string;
  readonly source: MasterSource;
  readonly retention: Retention;
  readonly homeCountry: Country;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Paths that are typed are relative to this folder. */
  readonly root: string;
}

export type StoreCommand = Command<StoreNeeds>;

/** What the store refuses is told in its own sentence, which says what to do. */
export const tellRefusal = (error: unknown, { out }: Speaking): number | null => {
  if (!(error instanceof StoreError)) return null;
  out.complain(`lampa: ${error.message}`);
  return 1;
};
