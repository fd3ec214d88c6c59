import Fuse from 'fuse.js';
import type { Contact, Service } from '../knowledge/schema.ts';
import { fold } from '../understand/fold.ts';

const mostFound = 5;
/** Fuse's scale: 0 is the same, 1 is nothing alike. A typo or a missing ending passes, another word does not. */
const threshold = 0.35;

/**
 * A worker's search over names, providers, kinds and towns, typo-tolerant: short strings, where Fuse.js is at its best.
 * Gives ids, the best first.
 */
export const createFindEntries = (
  services: readonly Service[],
  contacts: readonly Contact[],
): ((text: string) => readonly string[]) => {
  const entries = [
    ...services.map(({ id, name, alternate_name, provider, kind, municipality }) => ({
      id,
      name: fold([name, ...alternate_name].join(' ')),
      about: fold([provider, kind, municipality].filter((part) => part !== null).join(' ')),
    })),
    ...contacts.map(({ id, name, phones }) => ({
      id,
      name: fold(name),
      about: phones.map(({ number }) => number).join(' '),
    })),
  ];
  const fuse = new Fuse(entries, {
    keys: [
      { name: 'name', weight: 2 },
      { name: 'about', weight: 1 },
    ],
    threshold,
    ignoreLocation: true,
    useTokenSearch: true,
  });
  return (text) => {
    const wanted = fold(text).trim();
    if (wanted === '') return [];
    return fuse.search(wanted, { limit: mostFound }).map(({ item }) => item.id);
  };
};
