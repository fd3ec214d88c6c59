import { csvText } from '../knowledge/csv-text.ts';
import { measures, type Needs, type NeedsRow } from './needs.ts';
import type { NeedsWords } from './needs-words.ts';
import type { Shown } from './suppress.ts';

/** How the report is read: the words, the names of topics by id, and from which number on numbers are shown. */
export interface Reading {
  readonly words: NeedsWords;
  readonly topicName: (id: string) => string;
  readonly k: number;
}

/** A number as it is shown: itself, "<5", or a dash. */
export const shownText = (shown: Shown, { words, k }: Pick<Reading, 'words' | 'k'>): string => {
  if (shown.is === 'number') return String(shown.n);
  return shown.is === 'few' ? words.fewer(k) : words.hidden;
};

const nameOf = (value: string | null, { words }: Reading, name: (known: string) => string): string => {
  if (value === null) return words.all;
  return value === '' ? words.notTold : name(value);
};

const same = (value: string): string => value;

/** The three tables of one dimension each, for a terminal. */
export function needsTables(needs: Needs, reading: Reading): readonly (readonly string[])[] {
  const { words } = reading;
  const only = (told: keyof Pick<NeedsRow, 'topic' | 'region' | 'month'>): readonly NeedsRow[] =>
    needs.rows.filter(
      (row) =>
        row[told] !== null && [row.topic, row.region, row.month].filter((one) => one !== null).length === 1,
    );
  const total = needs.rows.filter(
    ({ topic, region, month }) => topic === null && region === null && month === null,
  );
  const table = (
    heading: string,
    told: 'topic' | 'region' | 'month',
    name: (known: string) => string,
  ): readonly string[] =>
    aligned([
      [heading, ...measures.map((measure) => words.measures[measure])],
      ...[...only(told), ...total].map((row) => [
        nameOf(row[told], reading, name),
        ...measures.map((measure) => shownText(row.shown[measure], reading)),
      ]),
    ]);
  return [
    table(words.topic, 'topic', reading.topicName),
    table(words.region, 'region', same),
    table(words.month, 'month', same),
  ];
}

/** Words to the left, numbers to the right. */
const aligned = (rows: readonly (readonly string[])[]): readonly string[] => {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows.map((row) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
  );
};

/** All rows, also those by two dimensions; numbers are numbers, what is suppressed is a text. */
export const needsCsv = (needs: Needs, reading: Reading): string =>
  csvText([
    [
      reading.words.month,
      reading.words.region,
      reading.words.topic,
      ...measures.map((measure) => reading.words.measures[measure]),
    ],
    ...needs.rows.map((row) => [
      nameOf(row.month, reading, same),
      nameOf(row.region, reading, same),
      nameOf(row.topic, reading, reading.topicName),
      ...measures.map((measure) => {
        const shown = row.shown[measure];
        return shown.is === 'number' ? shown.n : shownText(shown, reading);
      }),
    ]),
  ]);
