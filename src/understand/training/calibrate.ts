import { risks, topicIds } from '../../domain.ts';
import { dot, type Evidence, topicShares } from '../evidence.ts';
import { type Example, isBackground, isOutOfScope } from '../examples.ts';
import type { Calibration } from '../model.ts';
import { fitLogistic, type Observation } from './logistic.ts';

/**
 * Chooses all weights and limits from what models said of examples they had not seen. Nothing here is set by hand but the
 * aims below, in shares of the examples.
 */
const aims = {
  /** Messages without danger that may raise an alarm, and that may see the line with contacts. */
  hardFalse: 0.05,
  softFalse: 0.25,
  /** Messages in scope that may be taken for out of scope. */
  scopeLost: 0.18,
  humanFalse: 0.01,
  otherFalse: 0.05,
  /** How often a sure topic is right. */
  surePrecision: 0.75,
  /** How many of the right topics among the first three stay listed. */
  maybeKept: 0.97,
  /** How often a sure language is right. */
  languageRight: 0.985,
} as const;

/** An example with what was said of it by models trained without it. */
export interface Seen {
  readonly example: Example;
  readonly evidence: Evidence;
  readonly language: { readonly right: boolean; readonly lead: number };
}

const isCrisisExample = (example: Example): boolean =>
  example.risk === 'high' || example.risk === 'emergency';
const rounded = (x: number): number => Number(x.toFixed(4));

/** The limit that only the given share of the scores reaches. */
function reachedBy(scores: readonly number[], share: number): number {
  const sorted = [...scores].sort((a, b) => b - a);
  return rounded((sorted[Math.floor(sorted.length * share)] ?? 0) + 1e-4);
}

/** The limit between two kinds that errs as often on the one as on the other. */
function evenLimit(yes: readonly number[], no: readonly number[]): number {
  const sortedYes = [...yes].sort((a, b) => a - b);
  const sortedNo = [...no].sort((a, b) => b - a);
  for (let step = 1; step < 1000; step++) {
    const low = sortedYes[Math.floor((sortedYes.length * step) / 1000)] ?? 0;
    const high = sortedNo[Math.floor((sortedNo.length * step) / 1000)] ?? 0;
    if (low >= high) return rounded(low);
  }
  return 0;
}

/** Of pairs (score, right), the lowest score from which on at least `precision` are right. */
function limitForPrecision(pairs: readonly (readonly [number, boolean])[], precision: number): number {
  const sorted = [...pairs].sort((a, b) => b[0] - a[0]);
  let right = 0;
  let limit = sorted[0]?.[0] ?? 1;
  sorted.forEach(([score, isRight], index) => {
    if (isRight) right++;
    if (right / (index + 1) >= precision) limit = score;
  });
  return rounded(limit);
}

function calibrateTopics(ranked: readonly Seen[]): Calibration['topics'] {
  const goldOf = ({ example }: Seen): number => topicIds.indexOf(example.topics[0] ?? 'out-of-scope');
  let best = { linear: 1, near: 0, loss: Infinity };
  for (let linear = 0.4; linear <= 1.61; linear += 0.1) {
    for (let near = 0; near <= 0.81; near += 0.1) {
      let loss = 0;
      for (const one of ranked)
        loss -= Math.log((topicShares(one.evidence, linear, near)[goldOf(one)] ?? 0) + 1e-9);
      if (loss < best.loss) best = { linear: rounded(linear), near: rounded(near), loss };
    }
  }
  const firsts: [number, boolean][] = [];
  const goldInFirstThree: number[] = [];
  for (const one of ranked) {
    const shares = topicShares(one.evidence, best.linear, best.near);
    const order = Array.from(shares.keys()).sort((a, b) => (shares[b] ?? 0) - (shares[a] ?? 0));
    const first = order[0] ?? 0;
    firsts.push([shares[first] ?? 0, one.example.topics.includes(topicIds[first] ?? 'out-of-scope')]);
    if (order.slice(0, 3).includes(goldOf(one))) goldInFirstThree.push(shares[goldOf(one)] ?? 0);
  }
  return {
    linear: best.linear,
    near: best.near,
    sure: limitForPrecision(firsts, aims.surePrecision),
    maybe: reachedBy(goldInFirstThree, aims.maybeKept),
  };
}

function calibrateCrisis(seen: readonly Seen[]): Pick<Calibration, 'crisis' | 'emergency' | 'concern'> {
  const observe = (
    from: readonly Seen[],
    yes: (example: Example) => boolean,
    weight: (example: Example) => number = () => 1,
  ): readonly Observation[] =>
    from.map(({ example, evidence }) => ({
      values: evidence.crisis,
      yes: yes(example),
      weight: weight(example),
    }));
  // Concern lies between; it should neither be pushed into alarms nor pull the alarms of danger down.
  const crisis = fitLogistic(observe(seen, isCrisisExample, (e) => (e.risk === 'concern' ? 0.25 : 1)));
  const scoresOf = (weights: readonly number[], which: (example: Example) => boolean): readonly number[] =>
    seen.filter(({ example }) => which(example)).map(({ evidence }) => dot(weights, evidence.crisis));
  const isNone = (example: Example): boolean => example.risk === 'none';
  const isEmergency = (example: Example): boolean => example.risk === 'emergency';
  const isHigh = (example: Example): boolean => example.risk === 'high';
  const isConcern = (example: Example): boolean => example.risk === 'concern';
  const emergency = fitLogistic(
    observe(
      seen.filter(({ example }) => isCrisisExample(example)),
      isEmergency,
    ),
  );
  const concern = fitLogistic(
    observe(
      seen.filter(({ example }) => !isCrisisExample(example)),
      isConcern,
    ),
  );
  return {
    crisis: {
      weights: [...crisis],
      hard: reachedBy(scoresOf(crisis, isNone), aims.hardFalse),
      soft: reachedBy(scoresOf(crisis, isNone), aims.softFalse),
    },
    emergency: {
      weights: [...emergency],
      limit: evenLimit(scoresOf(emergency, isEmergency), scoresOf(emergency, isHigh)),
    },
    concern: {
      weights: [...concern],
      limit: evenLimit(scoresOf(concern, isConcern), scoresOf(concern, isNone)),
    },
  };
}

function calibrateScope(seen: readonly Seen[]): Calibration['scope'] {
  const weights = fitLogistic(
    seen.map(({ example, evidence }) => ({
      values: evidence.scope,
      yes: !isOutOfScope(example),
      weight: isBackground(example) ? 0.5 : 1,
    })),
  );
  const inside = seen.filter(({ example }) => !isOutOfScope(example));
  return {
    weights: [...weights],
    limit: reachedBy(
      inside.map(({ evidence }) => dot(weights, evidence.scope)),
      1 - aims.scopeLost,
    ),
  };
}

/** All weights and limits; the risks of `seen` must be of every kind. */
export function calibrate(seen: readonly Seen[]): Calibration {
  const missing = risks.filter((risk) => !seen.some(({ example }) => example.risk === risk));
  if (missing.length > 0) throw new Error(`calibrate: no example has the risk ${missing.join(', ')}`);
  const scoresWithout = (
    has: (example: Example) => boolean,
    score: (evidence: Evidence) => number,
  ): readonly number[] => seen.filter(({ example }) => !has(example)).map(({ evidence }) => score(evidence));
  return {
    topics: calibrateTopics(seen.filter(({ example }) => !isOutOfScope(example))),
    scope: calibrateScope(seen),
    ...calibrateCrisis(seen),
    human: reachedBy(
      scoresWithout(
        (e) => e.human === true || e.topics.includes('human'),
        (e) => e.human,
      ),
      aims.humanFalse,
    ),
    other: reachedBy(
      scoresWithout(
        (e) => e.style?.includes('third-party') === true,
        (e) => e.other,
      ),
      aims.otherFalse,
    ),
    language: limitForPrecision(
      seen.map(({ language }) => [language.lead, language.right] as const),
      aims.languageRight,
    ),
  };
}

/** What the limits would have done with the held-out examples, for the one who trains. */
export function heldOutFigures(seen: readonly Seen[], { crisis }: Calibration): readonly string[] {
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
      .map(({ evidence }) => dot(crisis.weights, evidence.crisis));
    const share = (limit: number): string =>
      `${((100 * scores.filter((score) => score >= limit).length) / Math.max(1, scores.length)).toFixed(1)} %`;
    return `held out, ${name}: hard ${share(crisis.hard)}, soft or hard ${share(crisis.soft)} of ${scores.length}`;
  });
}
