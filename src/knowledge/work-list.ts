import { isOutOfDate, latestSource } from './freshness.ts';
import type { Contact, Knowledge, Service } from './schema.ts';

/** An entry that somebody should call about, and since when what is known of it has not been looked at. */
export interface ToAssure {
  readonly entry: Contact | Service;
  /** Day when somebody last assured it, else the date of its latest source; null: not even a source is dated. */
  readonly since: string | null;
  /** Whether anybody has ever assured it. */
  readonly assured: boolean;
}

/** What nobody has assured of late, the oldest first. `now`: milliseconds since 1970. */
export const workList = ({ contacts, services }: Knowledge, now: number): readonly ToAssure[] =>
  [...contacts, ...services.filter(({ status }) => status !== 'defunct')]
    .filter((entry) => entry.assured_date === null || isOutOfDate(entry, now))
    .map((entry) => ({
      entry,
      since: entry.assured_date ?? latestSource(entry),
      assured: entry.assured_date !== null,
    }))
    .sort((a, b) => compare(a.since ?? '', b.since ?? '') || compare(a.entry.id, b.entry.id));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
