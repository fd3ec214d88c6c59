import type { MonthCounter } from '../store/store.ts';
import { type Fact, type Grouping, keyOf, type Shown, suppress } from './suppress.ts';

/**
 * What is told about each topic, region and month. The first four belong together: what was asked is the sum of what had a
 * service near, what had only something for the whole country, and what had nothing. danger: messages in danger; wanted: cases
 * that were opened for a person; taken: cases that a worker took over.
 */
export const measures = ['asked', 'near', 'national', 'nothing', 'danger', 'wanted', 'taken'] as const;
export type Measure = (typeof measures)[number];

/** One line of the report. null: all topics, all regions, all months. An empty text: it was not told. */
export interface NeedsRow {
  readonly topic: string | null;
  readonly region: string | null;
  /** YYYY-MM. */
  readonly month: string | null;
  readonly shown: Readonly<Record<Measure, Shown>>;
}

/** What was asked and what there was for it, with small numbers suppressed. */
export interface Needs {
  /** The totals first, then by topic, by region, by month, and by two of them. */
  readonly rows: readonly NeedsRow[];
  /** Questions for the place, and messages that were not understood, in all. */
  readonly placeAsked: Shown;
  readonly notUnderstood: Shown;
}

export interface NeedsQuestion {
  /** YYYY-MM, both inclusive; null: from the beginning, to the end. */
  readonly since: string | null;
  readonly until: string | null;
  /** null: all. */
  readonly region: string | null;
  /** Numbers below this are not shown. */
  readonly k: number;
}

const outcomes = { found: 'near', 'found-national': 'national', 'found-nothing': 'nothing' } as const;
const single = { crisis: 'danger', 'case-opened': 'wanted', claimed: 'taken' } as const;

/** By topic, by region, by month, and by each two of them: all three at once would be single persons. */
const grouped: readonly Grouping[] = [
  [false, false, false],
  [true, false, false],
  [false, true, false],
  [false, false, true],
  [true, true, false],
  [true, false, true],
  [false, true, true],
];

/** Makes the report out of what was counted. Pure. */
export function createNeeds(counters: readonly MonthCounter[], question: NeedsQuestion): Needs {
  const { since, until, region, k } = question;
  const chosen = counters.filter((counter) => {
    const { month } = counter;
    return (
      (since === null || month >= since) &&
      (until === null || month <= until) &&
      (region === null || counter.region === region)
    );
  });
  const told = new Map<string, { readonly at: NeedsRow; readonly shown: Record<Measure, Shown> }>();
  const put = (measure: Measure, [topic, place, month]: readonly (string | null)[], shown: Shown): void => {
    const at = [topic ?? null, place ?? null, month ?? null];
    const none: Record<Measure, Shown> = {
      asked: nought,
      near: nought,
      national: nought,
      nothing: nought,
      danger: nought,
      wanted: nought,
      taken: nought,
    };
    const known = told.get(keyOf(at))?.shown ?? none;
    known[measure] = shown;
    told.set(keyOf(at), {
      at: { topic: topic ?? null, region: place ?? null, month: month ?? null, shown: known },
      shown: known,
    });
  };
  const byOutcome = suppress(
    factsOf(chosen, (what) => (isIn(outcomes, what) ? [outcomes[what]] : null)),
    grouped.flatMap((grouping) => [
      [...grouping, false],
      [...grouping, true],
    ]),
    k,
  );
  for (const { at, shown } of byOutcome) put(outcomeOf(at[3] ?? null), at, shown);
  for (const [what, measure] of Object.entries(single)) {
    for (const { at, shown } of suppress(
      factsOf(chosen, (one) => (one === what ? [] : null)),
      grouped,
      k,
    )) {
      put(measure, at, shown);
    }
  }
  const total = (what: string): Shown =>
    suppress(
      factsOf(chosen, (one) => (one === what ? [] : null)),
      grouped.slice(0, 1),
      k,
    )[0]?.shown ?? nought;
  return {
    rows: [...told.values()].map(({ at }) => at).sort(inOrder),
    placeAsked: total('place-asked'),
    notUnderstood: total('not-understood'),
  };
}

const nought: Shown = { is: 'number', n: 0 };

const isIn = <Key extends string>(known: Readonly<Record<Key, unknown>>, key: string): key is Key =>
  Object.hasOwn(known, key);

const factsOf = (
  counters: readonly MonthCounter[],
  more: (what: string) => readonly string[] | null,
): readonly Fact[] =>
  counters.flatMap((counter) => {
    const rest = more(counter.what);
    return rest === null
      ? []
      : [{ at: [counter.topic ?? '', counter.region ?? '', counter.month, ...rest], n: counter.n }];
  });

const outcomeOf = (said: string | null): Measure => measures.find((one) => one === said) ?? 'asked';

const depth = ({ topic, region, month }: NeedsRow): number =>
  (topic === null ? 0 : 1) + (region === null ? 0 : 2) + (month === null ? 0 : 4);

/** How many there are for sure, for an order in which nothing suppressed shows. */
export const certain = (shown: Shown): number => (shown.is === 'number' ? shown.n : 0);

const text = (value: string | null): string => value ?? '';
const compare = new Intl.Collator('cs').compare;

const order = [0, 1, 2, 4, 3, 5, 6];

const inOrder = (a: NeedsRow, b: NeedsRow): number =>
  order.indexOf(depth(a)) - order.indexOf(depth(b)) ||
  text(a.month).localeCompare(text(b.month)) ||
  compare(text(a.region), text(b.region)) ||
  certain(b.shown.asked) - certain(a.shown.asked) ||
  compare(text(a.topic), text(b.topic));
