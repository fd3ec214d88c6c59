import { readFile } from 'node:fs/promises';
import type { Language, Understand } from '../domain.ts';
import {
  type Evaluation,
  evaluate,
  type Figure,
  interval,
  type Miss,
  type Share,
} from '../evaluate/evaluate.ts';
import { type Labelled, parseLabelled } from '../evaluate/labelled.ts';
import { measures } from '../evaluate/measures.ts';
import type { Out } from './out.ts';

export interface EvalNeeds {
  readonly understand: Understand;
  /** Files of labelled messages, at least one. */
  readonly files: readonly string[];
  /** Id of a measure whose misses are listed, or `all`; null: none. */
  readonly misses: string | null;
  readonly out: Out;
}

const percent = ({ hits, of }: Share): string => (of === 0 ? '-' : ((100 * hits) / of).toFixed(1));
const both = (share: Share): string =>
  share.of === 0
    ? '-'
    : interval(share)
        .map((end) => (100 * end).toFixed(1))
        .join('–');

/**
 * `lampa eval FILE…`: reads labelled messages and prints what share was understood rightly, with 95 % intervals and for each
 * language. 1 when a file cannot be read.
 */
export const evalFiles = async ({ understand, files, misses, out }: EvalNeeds): Promise<number> => {
  const messages: Labelled[] = [];
  for (const file of files) {
    const content = await readFile(file, 'utf8').catch(() => null);
    if (content === null) {
      out.complain(`lampa: ${file}: cannot be read; name a file of labelled messages`);
      return 1;
    }
    messages.push(...parseLabelled(file, content));
  }
  const evaluation = evaluate(messages, understand);
  const languages = [...new Set(messages.map(({ lang }) => lang))];
  for (const line of table(evaluation, languages)) out.print(line);
  out.print('');
  out.print(
    `${messages.length} messages; shares in %, with the 95 % interval (Wilson). Of the shares marked ↓ less is better.`,
  );
  if (misses === null) return 0;
  for (const line of evaluation.misses
    .filter(({ measure }) => misses === 'all' || measure.id === misses)
    .flatMap(missLine))
    out.print(line);
  return 0;
};

/** The ids of what can be asked for with --misses. */
export const missKinds: readonly string[] = ['all', ...measures.map(({ id }) => id)];

const table = ({ figures }: Evaluation, languages: readonly Language[]): readonly string[] => {
  const head = ['', 'all', 'interval', 'n', ...languages];
  const rows = figures.map(({ measure, all, byLanguage }: Figure) => [
    `${measure.id}${measure.better === 'low' ? ' ↓' : ''}`,
    percent(all),
    both(all),
    String(all.of),
    ...languages.map((language) => percent(byLanguage.get(language) ?? { hits: 0, of: 0 })),
    measure.says,
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 ? cell.padEnd(width) : column < widths.length ? cell.padStart(width) : cell;
      })
      .join('  ')
      .trimEnd();
  return [head, ...rows].map(line);
};

const missLine = ({ measure, message, read }: Miss): readonly string[] => [
  '',
  `${measure.id}  ${message.id} (${message.lang})  ${message.text}`,
  `  labelled: ${message.topics.join(', ')}; ${message.risk}${message.place ? `; ${message.place}` : ''}`,
  `  read:     ${read.topics.map(({ id, score }) => `${id} ${Math.round(100 * score)} %`).join(', ') || '-'}; ${read.risk} (${read.level})`,
];
