import type { StoreState } from './store-watch.ts';

/** How a platform is: starting, in touch, or not reached (its own news say so). */
export type Reach = 'starting' | 'well' | 'away';

/** How Lampa is, in fixed words. */
export interface Condition {
  readonly phase: 'starting' | 'running' | 'stopping';
  readonly store: StoreState | 'starting';
  /** last-good: an edit was refused, the version before is in use; nobody goes without an answer. */
  readonly knowledge: 'well' | 'last-good';
  /** Bytes free where the store lies; null: not looked at yet. */
  readonly diskFree: number | null;
  readonly platforms: Readonly<Record<string, Reach>>;
}

/** Somebody who writes now is answered, and what they write is kept. */
export const isReady = ({ phase, store, platforms }: Condition): boolean =>
  phase === 'running' && store === 'well' && Object.values(platforms).every((reach) => reach === 'well');
