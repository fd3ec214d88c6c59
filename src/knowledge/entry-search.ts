import Fuse from 'fuse.js';
import { fold } from '../understand/fold.ts';
import { type Entry, entriesOf } from './entry.ts';
import type { Knowledge } from './schema.ts';

/** Fuse's scale: 0 is the same, 1 is nothing alike. Two letters of six may be wrong ("magent"). */
const threshold = 0.35;
const nearestShown = 3;
/** Of fewer letters nearly every id holds something alike. */
const shortestId = 5;

export interface Found {
  readonly entry: Entry;
  /** How well it was found, from 0; only the order means something. */
  readonly score: number;
}

/**
 * Search of those who keep the directory: over ids, names, who runs it, places, numbers, with typos and without diacritics.
 * Each word is looked for by itself, and an entry that holds more of them comes first. Unlike the search of the desk it
 * knows nothing of topics' words: a keeper looks for an entry, not for help.
 */
export function createEntrySearch(entries: readonly Entry[]): (text: string) => readonly Found[] {
  const rows = entries.map((entry) => ({ entry, ...searched(entry) }));
  const fuse = new Fuse(rows, {
    keys: [
      { name: 'names', weight: 2 },
      { name: 'id', weight: 1 },
      { name: 'about', weight: 1 },
    ],
    threshold,
    ignoreLocation: true,
    ignoreFieldNorm: true,
    includeScore: true,
    minMatchCharLength: 2,
  });
  return (text) => {
    const exact = rows.find(({ entry }) => entry.value.id === text.trim());
    if (exact !== undefined) return [{ entry: exact.entry, score: 1 }];
    const scores = new Map<Entry, number>();
    const words = fold(text)
      .split(/\s+/)
      .filter((word) => word !== '');
    for (const word of words) {
      for (const { item, score = 1 } of fuse.search(word)) {
        scores.set(item.entry, (scores.get(item.entry) ?? 0) + 1 - score);
      }
    }
    const best = Math.max(0, ...scores.values());
    return [...scores]
      .filter(([, score]) => score > best / 2)
      .map(([entry, score]) => ({ entry, score }))
      .sort((a, b) => b.score - a.score);
  };
}

/** Ids that may have been meant by one that is not there. */
export function nearestIds(knowledge: Knowledge, written: string): readonly string[] {
  const entries = entriesOf(knowledge);
  const fuse = new Fuse(entries, { keys: ['value.id'], threshold: 0.45, ignoreLocation: true });
  if (written.length < shortestId) return [];
  const byId = fuse.search(written.toLowerCase()).map(({ item }) => item.value.id);
  const byWords = createEntrySearch(entries)(written.replaceAll('-', ' ')).map(({ entry }) => entry.value.id);
  return [...new Set([...byId, ...byWords])].slice(0, nearestShown);
}

const searched = ({
  kind,
  value,
}: Entry): { readonly names: string; readonly id: string; readonly about: string } => {
  const join = (parts: readonly (string | null)[]): string =>
    fold(parts.filter((part) => part !== null).join(' '));
  const id = fold(value.id.replaceAll('-', ' '));
  switch (kind) {
    case 'service': {
      const { name, alternate_name, provider, municipality, address, region, kind: sort, phones } = value;
      const areas = value.service_areas.map((area) => area.name);
      const numbers = phones.map(({ number }) => number);
      return {
        names: join([name, ...alternate_name]),
        id,
        about: join([provider, municipality, address, region, sort, ...areas, ...numbers]),
      };
    }
    case 'contact':
      return { names: join([value.name]), id, about: join(value.phones.map(({ number }) => number)) };
    case 'guide':
      return { names: join(Object.values(value.title)), id, about: '' };
    case 'topic':
      return { names: join(Object.values(value.name)), id, about: '' };
  }
};
