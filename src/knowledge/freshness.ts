import type { Contact, Service } from './schema.ts';

/** So long a fact that somebody has called or looked for is taken to hold. */
export const staleAfterDays = 180;
const dayLength = 86_400_000;

type Dated = Pick<Service | Contact, 'assured_date' | 'sources'>;

/** The latest date that a source of an entry bears (YYYY, YYYY-MM or YYYY-MM-DD); null when none is dated. */
export const latestSource = ({ sources }: Pick<Dated, 'sources'>): string | null =>
  sources
    .map(({ date }) => date)
    .filter((date) => date !== null)
    .sort()
    .at(-1) ?? null;

/** `at`, `now`: milliseconds since 1970. */
export const isBeyondLimit = (at: number, now: number): boolean => now - at > staleAfterDays * dayLength;

/** Somebody has looked, and that was too long ago. */
export const isStale = ({ assured_date }: Dated, now: number): boolean =>
  assured_date !== null && isBeyondLimit(Date.parse(assured_date), now);

/**
 * What is known of it may not hold any more: nobody has looked of late, and no source is younger than the limit. A year or a
 * month counts from its first day, so that nothing seems fresher than it may be; a source without a date tells nothing.
 */
export function isOutOfDate(entry: Dated, now: number): boolean {
  const since = entry.assured_date ?? latestSource(entry);
  return since !== null && isBeyondLimit(Date.parse(since), now);
}
