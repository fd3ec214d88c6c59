import { afterEach, beforeEach, describe } from 'vitest';
import type { Store } from '../../src/store/store.ts';

/** Where a store keeps its data: the same data each time it is opened. */
export interface Place {
  readonly open: () => Promise<Store>;
  readonly remove: () => Promise<void>;
}

export interface Given {
  readonly store: () => Store;
  readonly reopen: () => Promise<void>;
}

/** Runs tests, each on a new store. */
export const eachOn = (
  name: string,
  createPlace: () => Promise<Place>,
  tests: (given: Given) => void,
): void => {
  describe(name, () => {
    let place: Place;
    let store: Store;
    beforeEach(async () => {
      place = await createPlace();
      store = await place.open();
    });
    afterEach(async () => {
      await store.close();
      await place.remove();
    });
    tests({
      store: () => store,
      reopen: async () => {
        await store.close();
        store = await place.open();
      },
    });
  });
};
