/** What was put in comes out smallest first, each in the time of a logarithm. */
export interface Heap<Item> {
  readonly add: (item: Item) => void;
  /** Takes the smallest out; undefined when nothing is left. */
  readonly take: () => Item | undefined;
}

/** `before` says whether the first is smaller than the second. */
export function createHeap<Item>(before: (a: Item, b: Item) => boolean): Heap<Item> {
  const items: Item[] = [];
  const isBefore = (a: number, b: number): boolean => {
    const one = items[a];
    const other = items[b];
    return one !== undefined && other !== undefined && before(one, other);
  };
  const swap = (a: number, b: number): void => {
    const one = items[a];
    const other = items[b];
    if (one === undefined || other === undefined) return;
    items[a] = other;
    items[b] = one;
  };
  const smallestOf = (at: number): number => {
    const left = 2 * at + 1;
    const child = isBefore(left + 1, left) ? left + 1 : left;
    return isBefore(child, at) ? child : at;
  };
  return {
    add(item) {
      let at = items.push(item) - 1;
      while (at > 0 && isBefore(at, (at - 1) >> 1)) {
        swap(at, (at - 1) >> 1);
        at = (at - 1) >> 1;
      }
    },
    take() {
      const [smallest] = items;
      const last = items.pop();
      if (last === undefined || items.length === 0) return last;
      items[0] = last;
      for (let at = 0, next = smallestOf(0); next !== at; next = smallestOf(at)) {
        swap(at, next);
        at = next;
      }
      return smallest;
    },
  };
}
