import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { isCounted } from './books.ts';
import { filesIn } from './files.ts';
import type { MonthCounter } from './store.ts';
import { StoreError } from './store-error.ts';

/**
 * The counters of a store, read from outside: works while a Lampa runs on it, changes nothing and needs no key, because
 * counters are plain numbers. null: there is no store yet. Throws a StoreError when the file cannot be read.
 */
export const inspectCounters = (folder: string): readonly MonthCounter[] | null => {
  const path = filesIn(folder).lampa;
  if (!existsSync(path)) return null;
  try {
    const database = new DatabaseSync(path, { readOnly: true, timeout: 2_000 });
    try {
      const rows = database.prepare('select * from counters order by 1, what, topic, region').all();
      // A store that the new Lampa has not opened yet counts by day.
      return rows.flatMap(({ month, day, what, topic, region, n }) =>
        typeof what === 'string' && isCounted(what)
          ? [
              {
                month: String(month ?? day).slice(0, 7),
                what,
                topic: topic === '' ? null : String(topic),
                region: region === '' ? null : String(region),
                n: Number(n),
              },
            ]
          : [],
      );
    } finally {
      database.close();
    }
  } catch (cause) {
    throw new StoreError(
      `Store: the counters in ${path} cannot be read (${cause instanceof Error ? cause.message : 'unknown'}); "lampa doctor" tells what is wrong with the store.`,
      { cause },
    );
  }
};
