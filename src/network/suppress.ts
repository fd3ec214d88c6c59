/**
 * Small numbers are not published, and cannot be computed from what is.
 *
 * A number from 1 to k - 1 could point at single persons, so it is shown as "fewer than k" (threshold rule, the k of
 * k-anonymity). That alone would be no protection: a total minus its other parts gives it back. So further numbers are hidden
 * (complementary suppression), after the idea of the hypercube method: for each small number a way is sought to move one
 * case from one cell to others so that every number that stays published is the same before and after. Whoever knows all that
 * is published then cannot tell the two apart, so no suppressed number is certain. Of the ways that are found the one
 * that hides least is taken; if there is none, the totals above are hidden too, which is always a way.
 *
 * A nought is no small number: it points at nobody. What is protected is the exact number, not its narrowest bounds; and whoever compares two
 * publications of periods that overlap can learn what is in neither, so publish whole periods that do not overlap.
 *
 * Source: Hundepool, Domingo-Ferrer, Franconi, Giessing, Schulte Nordholt, Spicer, de Wolf: Statistical Disclosure Control,
 * Wiley 2012, chapter 4 (frequency tables and tables of magnitude: threshold rule, secondary suppression, hypercube method).
 */
export function suppress(
  facts: readonly Fact[],
  groupings: readonly Grouping[],
  k: number,
): readonly PublishedCell[] {
  const table = createTable(facts, groupings, k);
  for (const cell of table.cells.values()) {
    if (cell.mark === 'few' && !cell.isSafe) protect(cell, table);
  }
  return [...table.cells.values()].map(({ told, at, n, mark }) => ({
    at: told.map((isTold, i) => (isTold ? (table.values[i]?.[at[i] ?? 0] ?? '') : null)),
    shown: mark === 'open' ? { is: 'number', n } : { is: mark },
  }));
}

/** The smallest k that says anything: with 2, "fewer than 2" would be 1. */
export const smallestK = 3;

/** How often something happened; one value for each dimension. */
export interface Fact {
  readonly at: readonly string[];
  readonly n: number;
}

/** Which dimensions a table tells; over the others it is summed. */
export type Grouping = readonly boolean[];

/** few: from 1 to k - 1. hidden: some number, also 0, that is hidden so that others stay so. */
export type Shown =
  | { readonly is: 'number'; readonly n: number }
  | { readonly is: 'few' }
  | { readonly is: 'hidden' };

/** A number of a table; null stands for the sum over a dimension. What is not among the cells is 0. */
export interface PublishedCell {
  readonly at: Coordinates;
  readonly shown: Shown;
}

export type Coordinates = readonly (string | null)[];

/** One string for a place in a table. */
export const keyOf = (at: Coordinates): string => JSON.stringify(at);

/** A fact, with the numbers of its values. */
interface Entry {
  readonly at: readonly number[];
  n: number;
}

interface Cell {
  readonly key: number;
  readonly told: Grouping;
  /** Numbers of its values; what is not told does not matter. */
  readonly at: readonly number[];
  /** What it is the sum of. */
  readonly entries: Entry[];
  n: number;
  mark: 'open' | 'few' | 'hidden';
  /** There is a move that changes it and nothing that is published. */
  isSafe: boolean;
}

interface Table {
  readonly entries: ReadonlyMap<number, Entry>;
  /** The values of each dimension; their places here are the numbers by which they are known inside. */
  readonly values: readonly (readonly string[])[];
  readonly groupings: readonly Grouping[];
  /** Noughts are not among them until one is hidden. */
  readonly cells: Map<number, Cell>;
  /** One number for a place in the table, so that thousands of moves are looked at in a moment. */
  readonly keyAt: (at: readonly number[], told: Grouping) => number;
  readonly whole: Grouping;
  readonly k: number;
}

function createTable(facts: readonly Fact[], groupings: readonly Grouping[], k: number): Table {
  const real = facts.filter(({ n }) => n > 0);
  const values = (real[0]?.at ?? []).map((_, i) => [...new Set(real.map(({ at }) => at[i] ?? ''))]);
  const numbers = values.map((some) => new Map(some.map((value, i) => [value, i])));
  const keyAt: Table['keyAt'] = (at, told) => {
    let key = 0;
    for (let i = 0; i < at.length; i++) {
      key = key * ((values[i]?.length ?? 0) + 1) + (told[i] === true ? (at[i] ?? 0) + 1 : 0);
    }
    return key;
  };
  const whole = values.map(() => true);
  const entries = new Map<number, Entry>();
  for (const { at: said, n } of real) {
    const at = said.map((value, i) => numbers[i]?.get(value) ?? 0);
    const entry = entries.get(keyAt(at, whole));
    if (entry === undefined) entries.set(keyAt(at, whole), { at, n });
    else entry.n += n;
  }
  const cells = new Map<number, Cell>();
  for (const entry of entries.values()) {
    for (const told of groupings) {
      const key = keyAt(entry.at, told);
      const cell = cells.get(key) ?? emptyCell(key, told, entry.at);
      cells.set(key, cell);
      cell.entries.push(entry);
      cell.n += entry.n;
    }
  }
  for (const cell of cells.values()) if (cell.n < k) cell.mark = 'few';
  return { entries, values, groupings, cells, keyAt, whole, k };
}

const emptyCell = (key: number, told: Grouping, at: Entry['at']): Cell => ({
  key,
  told,
  at,
  entries: [],
  n: 0,
  mark: 'open',
  isSafe: false,
});

/** What a move does to a cell that is published, or would be. */
interface Effect {
  readonly cell: Cell;
  readonly by: 1 | -1;
}

interface Move {
  readonly effects: readonly Effect[];
  /** How much is hidden by it that was not. */
  readonly cost: number;
}

function protect(cell: Cell, table: Table): void {
  const move =
    cheapest(boxes, cell, table) ?? cheapest(exchanges, cell, table) ?? cheapest(additions, cell, table);
  if (move === null) throw new Error('suppress: a number is small and no fact is under it');
  for (const { cell: moved, by } of move.effects) {
    if (!staysFew(moved, by, table.k)) moved.mark = 'hidden';
    moved.isSafe = true;
    table.cells.set(moved.key, moved);
  }
}

const staysFew = ({ mark, n }: Cell, by: number, k: number): boolean =>
  mark === 'few' && n + by >= 1 && n + by < k;

type Way = (corners: readonly Corner[], touched: readonly Grouping[]) => void;

/** The cheapest of the moves that a search comes by. */
function cheapest(
  search: (cell: Cell, table: Table, take: Way) => void,
  cell: Cell,
  table: Table,
): Move | null {
  let best: Move | null = null;
  search(cell, table, (corners, touched) => {
    best = moveOf(corners, touched, table, best?.cost ?? Number.POSITIVE_INFINITY) ?? best;
  });
  return best;
}

interface Corner {
  readonly at: readonly number[];
  readonly by: 1 | -1;
}

const signs = [1, -1] as const;

/**
 * Corners of a box, one case more and one less in turn, along two dimensions or one: where a table sums over one of them,
 * more and less cancel each other out, and it stays as it is.
 */
function boxes({ told, entries }: Cell, table: Table, take: Way): void {
  const free = told.flatMap((isTold, i) => (isTold ? [i] : []));
  const along = [
    ...free.flatMap((one, i) => free.slice(i + 1).map((other) => [one, other])),
    ...free.map((one) => [one]),
  ];
  for (const dimensions of along) {
    const touched = table.groupings.filter((grouping) => dimensions.every((i) => grouping[i] === true));
    for (const { at } of entries) {
      for (const other of othersOf(at, dimensions, table)) {
        for (const by of signs) take(cornersOf({ at, by }, other, dimensions), touched);
      }
    }
  }
}

/** One case more here and one less anywhere else: changes the sums of both, but never what both are part of. */
function exchanges({ told, entries }: Cell, table: Table, take: Way): void {
  for (const { at } of entries) {
    for (const { at: other } of table.entries.values()) {
      const differs = at.map((value, i) => value !== other[i]);
      if (!told.some((isTold, i) => isTold && differs[i] === true)) continue;
      const touched = table.groupings.filter((grouping) =>
        grouping.some((isTold, i) => isTold && differs[i] === true),
      );
      for (const by of signs) take([{ at, by }, opposite(other, by)], touched);
    }
  }
}

/** One case more: changes every sum above it, and nothing forbids it. */
function additions({ entries }: Cell, table: Table, take: Way): void {
  for (const { at } of entries) take([{ at, by: 1 }], table.groupings);
}

const opposite = (at: Corner['at'], by: Corner['by']): Corner => ({ at, by: by === 1 ? -1 : 1 });

const cornersOf = (first: Corner, other: Corner['at'], dimensions: readonly number[]): readonly Corner[] =>
  dimensions.reduce<readonly Corner[]>(
    (some, i) => some.flatMap(({ at, by }) => [{ at, by }, opposite(at.with(i, other[i] ?? 0), by)]),
    [first],
  );

/** The opposite corners: other values in these dimensions, the same in the rest. */
function* othersOf(
  at: Corner['at'],
  [first, ...rest]: readonly number[],
  table: Table,
): Iterable<Corner['at']> {
  if (first === undefined) {
    yield at;
    return;
  }
  const values = table.values[first]?.length ?? 0;
  for (let value = 0; value < values; value++) {
    if (value !== at[first]) yield* othersOf(at.with(first, value), rest, table);
  }
}

/** What these changes do to the tables that they touch; null when there is nothing to take away, or it hides too much. */
function moveOf(
  corners: readonly Corner[],
  touched: readonly Grouping[],
  { entries, cells, keyAt, whole, k }: Table,
  limit: number,
): Move | null {
  if (corners.some(({ at, by }) => by === -1 && !entries.has(keyAt(at, whole)))) return null;
  const effects: Effect[] = [];
  let cost = 0;
  for (const { at, by } of corners) {
    for (const grouping of touched) {
      const key = keyAt(at, grouping);
      const cell = cells.get(key) ?? emptyCell(key, grouping, at);
      effects.push({ cell, by });
      if (cell.mark === 'open') cost += 1 + cell.n;
      else if (cell.mark === 'few' && !staysFew(cell, by, k)) cost += 1;
      if (cost >= limit) return null;
    }
  }
  return { effects, cost };
}
