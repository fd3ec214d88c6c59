import { isCrisis } from '../../src/domain.ts';
import type { Labelled } from '../../src/evaluate/labelled.ts';
import type { Contender, Reading } from './contenders.ts';

/** What was measured of one contender on some messages. */
export interface Figures {
  readonly name: string;
  /** Milliseconds. */
  readonly build: number;
  /** Megabytes beyond what was used before. */
  readonly memory: number;
  /** Milliseconds a message. */
  readonly p50: number;
  readonly p99: number;
  /** Shares, 0 to 1. */
  readonly first: number;
  readonly inThree: number;
  /** Share of messages in danger that are found when 5 % of the harmless ones raise an alarm. */
  readonly recall: number;
  readonly curve: Curve;
}

/** Recall at growing shares of false alarms. */
export type Curve = readonly { readonly falseAlarms: number; readonly recall: number }[];

export const percentile = (values: readonly number[], p: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * p) / 100))] ?? Number.NaN;
};

/** Reads all messages and takes the time of each. */
export function readAll(
  messages: readonly Labelled[],
  read: Contender,
): { readonly readings: readonly Reading[]; readonly times: readonly number[] } {
  const times: number[] = [];
  const readings = messages.map(({ text }) => {
    const begin = performance.now();
    const reading = read(text);
    times.push(performance.now() - begin);
    return reading;
  });
  return { readings, times };
}

const share = (hits: number, of: number): number => (of === 0 ? 0 : hits / of);

/** Shares of right topics among the messages in scope. Out of scope is no topic to offer help with, and is passed over. */
export function topicShares(
  messages: readonly Labelled[],
  readings: readonly Reading[],
): { readonly first: number; readonly inThree: number } {
  const inScope = messages.flatMap(({ topics: [main] }, index) =>
    main === undefined || main === 'out-of-scope' ? [] : [{ main, said: readings[index]?.topics ?? [] }],
  );
  return {
    first: share(inScope.filter(({ main, said }) => said[0] === main).length, inScope.length),
    inThree: share(
      inScope.filter(({ main, said }) => said.slice(0, 3).includes(main)).length,
      inScope.length,
    ),
  };
}

/** The share of dangers above each limit that lets so many harmless messages through. */
export function curveOf(messages: readonly Labelled[], readings: readonly Reading[]): Curve {
  const scores = (which: (message: Labelled) => boolean): readonly number[] =>
    messages.flatMap((message, index) => (which(message) ? [readings[index]?.danger ?? -Infinity] : []));
  const harmless = [...scores(({ risk }) => risk === 'none')].sort((a, b) => b - a);
  const danger = scores(({ risk }) => isCrisis(risk));
  return harmless.map((limit, index) => ({
    falseAlarms: index / harmless.length,
    recall: share(danger.filter((score) => score > limit).length, danger.length),
  }));
}

/** Recall of a curve where so many harmless messages raise an alarm. */
export const recallAt = (curve: Curve, falseAlarms: number): number =>
  curve.findLast((point) => point.falseAlarms <= falseAlarms)?.recall ?? 0;
