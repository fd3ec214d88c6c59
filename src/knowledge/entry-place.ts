import Fuse from 'fuse.js';
import { fold } from '../understand/fold.ts';
import type { Entry } from './entry.ts';

const threshold = 0.25;

/** Whether an entry is at a place or for people from there, by the names that stand in it; a typo does not matter. */
export function isAt(entry: Entry, place: string): boolean {
  if (entry.kind !== 'service') return false;
  const { municipality, region, address, service_areas } = entry.value;
  const names = [municipality, region, address, ...service_areas.map(({ name }) => name)]
    .filter((name) => name !== null)
    .map(fold);
  const plain = fold(place.trim());
  if (names.some((name) => name.includes(plain))) return true;
  return new Fuse(names, { threshold, ignoreLocation: true }).search(plain).length > 0;
}
