import { type TopicGuess, topicIds } from '../domain.ts';
import { logistic } from './columns.ts';
import { dot, type Evidence, topicShares } from './evidence.ts';
import type { Calibration } from './model.ts';

const atMost = 5;
const rounded = (x: number): number => Math.round(x * 1e4) / 1e4;

/**
 * The topics of a message, most likely first. Out of scope comes first when the gate says so; then the others follow as
 * what it might be if it is a call for help after all. `crisis` opens the gate: danger is never out of scope. Words that
 * tell nothing give no topic at all: "nevím" is no topic, and not out of scope either.
 */
export function topicsOf(
  evidence: Evidence,
  calibration: Calibration,
  crisis: boolean,
): readonly TopicGuess[] {
  const { telling } = calibration;
  if (evidence.telling < telling.something && !crisis) return [];
  const { linear, near, maybe } = calibration.topics;
  const sure = evidence.short ? calibration.topics.sureShort : calibration.topics.sure;
  const lead = dot(calibration.scope.weights, evidence.scope) - calibration.scope.limit;
  const outside = lead < 0 && !crisis;
  if (outside && evidence.telling < telling.enough) return [];
  const inScope = crisis ? 1 : logistic(lead);
  const shares = topicShares(evidence, linear, near);
  const ranked = Array.from(shares, (share, index) => ({ share, index }))
    .filter(({ share }) => share >= maybe)
    .sort((a, b) => b.share - a.share || a.index - b.index)
    .slice(0, outside ? atMost - 1 : atMost)
    .map(
      ({ share, index }): TopicGuess => ({
        id: topicIds[index] ?? 'out-of-scope',
        score: rounded(share * inScope),
        band: share >= sure && !outside && evidence.telling >= telling.enough ? 'sure' : 'maybe',
      }),
    );
  if (!outside) return ranked;
  const score = rounded(1 - inScope);
  return [{ id: 'out-of-scope', score, band: score >= 0.75 ? 'sure' : 'maybe' }, ...ranked];
}
