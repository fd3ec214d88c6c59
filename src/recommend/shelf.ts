import type { Place } from '../domain.ts';
import type { Service } from '../knowledge/schema.ts';
import { joined, type Outline } from './outline.ts';

/** A service as it stands on shelves. */
export interface Item {
  readonly service: Service;
  /** Where it is to be found: its seat and the municipalities that it names. */
  readonly points: readonly Place[];
  readonly outline: Outline;
}

/** Services of one topic and one area, in bundles of bundles: whoever looks for the best opens only the bundles that may hold it. */
export type Shelf = Item | Bundle;

export interface Bundle {
  readonly outline: Outline;
  readonly of: readonly Shelf[];
}

const bundleSize = 12;

/** Items that are alike should stand side by side, so that the outline of a bundle promises little that none of it keeps. */
export function createShelf(items: readonly Item[]): Shelf {
  let level: readonly Shelf[] = items;
  do {
    const above: Bundle[] = [];
    for (let i = 0; i < level.length; i += bundleSize) {
      const of = level.slice(i, i + bundleSize);
      above.push({ outline: of.map(({ outline }) => outline).reduce(joined), of });
    }
    level = above;
  } while (level.length > 1);
  const [shelf] = level;
  if (shelf === undefined) throw new Error('shelf: there is nothing to put on it');
  return shelf;
}

/** The order in which alike ones stand side by side: what ranks highest first. */
export const besideEachOther = ({ outline: a }: Item, { outline: b }: Item): number =>
  Number(a.unknownHours) - Number(b.unknownHours) ||
  a.spans - b.spans ||
  a.languages - b.languages ||
  Number(b.strong) - Number(a.strong) ||
  a.from - b.from ||
  a.order - b.order;
