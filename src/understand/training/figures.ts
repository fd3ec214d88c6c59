import { dot } from '../evidence.ts';
import { type Example, isBackground } from '../examples.ts';
import type { Calibration } from '../model.ts';
import type { Seen } from './calibrate.ts';

/** What the limits would have done with the held-out examples, for the one who trains. */
export function heldOutFigures(seen: readonly Seen[], { crisis, telling }: Calibration): readonly string[] {
  const groups: readonly (readonly [string, (example: Example) => boolean])[] = [
    ['ordinary text', isBackground],
    ['other messages without danger', (e) => e.risk === 'none' && !isBackground(e)],
    ['concern', (e) => e.risk === 'concern'],
    ['high', (e) => e.risk === 'high'],
    ['emergency', (e) => e.risk === 'emergency'],
  ];
  return groups.map(([name, belongs]) => {
    const scores = seen
      .filter(({ example }) => belongs(example))
      .map(
        ({ evidence }) =>
          dot(crisis.weights, evidence.crisis) - (evidence.telling < telling.enough ? 1e3 : 0),
      );
    const share = (limit: number): string =>
      `${((100 * scores.filter((score) => score >= limit).length) / Math.max(1, scores.length)).toFixed(1)} %`;
    return `held out, ${name}: hard ${share(crisis.hard)}, soft or hard ${share(crisis.soft)} of ${scores.length}`;
  });
}
