import type { Language, Understand, Understanding } from '../domain.ts';
import type { Labelled } from './labelled.ts';
import { type Measure, measures } from './measures.ts';

/** How many of how many. */
export interface Share {
  readonly hits: number;
  readonly of: number;
}

/** One measure over all messages, and for each language that occurs. */
export interface Figure {
  readonly measure: Measure;
  readonly all: Share;
  readonly byLanguage: ReadonlyMap<Language, Share>;
}

/** A message that was read wrongly by a measure. */
export interface Miss {
  readonly measure: Measure;
  readonly message: Labelled;
  readonly read: Understanding;
}

export interface Evaluation {
  readonly figures: readonly Figure[];
  readonly misses: readonly Miss[];
}

/** Reads every message and counts what was read rightly. */
export function evaluate(messages: readonly Labelled[], understand: Understand): Evaluation {
  const reads = messages.map((message) => ({ message, read: understand(message.text) }));
  const languages = [...new Set(messages.map(({ lang }) => lang))];
  const misses: Miss[] = [];
  const figures = measures.map((measure): Figure => {
    const counted = reads
      .filter(({ message }) => measure.of(message))
      .map(({ message, read }) => ({ message, read, holds: measure.holds(message, read) }));
    for (const { message, read, holds } of counted)
      if (holds !== (measure.better === 'high')) misses.push({ measure, message, read });
    const share = (which: typeof counted): Share => ({
      hits: which.filter(({ holds }) => holds).length,
      of: which.length,
    });
    return {
      measure,
      all: share(counted),
      byLanguage: new Map(
        languages.map((language) => [
          language,
          share(counted.filter(({ message }) => message.lang === language)),
        ]),
      ),
    };
  });
  return { figures, misses };
}

/** Standard normal quantile of a 95 % interval. */
const z = 1.96;

/** The 95 % confidence interval of a share by Wilson's method, which holds for few messages and for shares near 0 and 1. */
export function interval({ hits, of }: Share): readonly [number, number] {
  if (of === 0) return [0, 1];
  const p = hits / of;
  const middle = (p + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const half = (z / (1 + (z * z) / of)) * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}
