import { type Risk, risks, topicIds } from '../../domain.ts';
import { dot, type Evidence, topicShares } from '../evidence.ts';
import { type Example, isBackground, isOutOfScope } from '../examples.ts';
import type { Calibration } from '../model.ts';
import { evenLimit, limitForPrecision, reachedBy, rounded } from './limits.ts';
import { fitLogistic, type Observation } from './logistic.ts';

/**
 * Chooses all weights and limits from what models said of examples they had not seen. Nothing here is set by hand but the
 * aims below, in shares of the examples.
 */
const aims = {
  /**
   * Messages without danger, and ordinary text that is no message at all, that may raise an alarm. The stricter of both counts.
   * Held-out examples are harder than what is written to a bot: about a third of these shares is seen there.
   */
  hardFalse: 0.053,
  hardFalseOrdinary: 0.038,
  /** The same for a model so sure that nothing else is asked. */
  sureFalse: 0.012,
  /** Messages without danger that may see the line with contacts. */
  softFalse: 0.22,
  /** Messages in scope that may be taken for out of scope. */
  scopeLost: 0.14,
  humanFalse: 0.004,
  otherFalse: 0.07,
  /** Messages in scope whose words may tell too little for any topic, and messages in danger for an alarm without a rule. */
  nothingTold: 0.01,
  tooLittleTold: 0.026,
  /** How often a sure topic is right. */
  surePrecision: 0.75,
  /** How many of the right topics among the first three stay listed. */
  maybeKept: 0.97,
  /** How often a sure language is right. */
  languageRight: 0.995,
} as const;

/** An example with what was said of it by models trained without it. */
export interface Seen {
  readonly example: Example;
  readonly evidence: Evidence;
  readonly language: { readonly right: boolean; readonly lead: number };
}

/**
 * What an example counts when danger is weighed. Concern lies between; it should neither be pushed into alarms nor pull the
 * alarms of danger down. A missed emergency is the worst of all mistakes.
 */
const crisisWorth: Readonly<Record<Risk, number>> = { none: 1, concern: 0.1, high: 1, emergency: 3 };

const isCrisisExample = (example: Example): boolean =>
  example.risk === 'high' || example.risk === 'emergency';

function calibrateTopics(ranked: readonly Seen[], outside: readonly Seen[]): Calibration['topics'] {
  const goldOf = ({ example }: Seen): number => topicIds.indexOf(example.topics[0] ?? 'out-of-scope');
  // A third of them tells two numbers well enough, and trying all pairs takes its time.
  const some = ranked.filter((_, index) => index % 3 === 0);
  let best = { linear: 1, near: 0, loss: Infinity };
  for (let linear = 0.4; linear <= 1.61; linear += 0.1) {
    for (let near = 0; near <= 0.81; near += 0.1) {
      let loss = 0;
      for (const one of some)
        loss -= Math.log((topicShares(one.evidence, linear, near)[goldOf(one)] ?? 0) + 1e-9);
      if (loss < best.loss) best = { linear: rounded(linear), near: rounded(near), loss };
    }
  }
  const shares = new Map(
    [...ranked, ...outside].map((one) => [one, topicShares(one.evidence, best.linear, best.near)]),
  );
  const goldInFirstThree: number[] = [];
  for (const one of ranked) {
    const own = shares.get(one) ?? new Float64Array();
    const order = Array.from(own.keys()).sort((a, b) => (own[b] ?? 0) - (own[a] ?? 0));
    if (order.slice(0, 3).includes(goldOf(one))) goldInFirstThree.push(own[goldOf(one)] ?? 0);
  }
  const firstOf = (one: Seen): readonly [number, boolean] => {
    const own = shares.get(one) ?? new Float64Array();
    const share = Math.max(...own);
    return [share, one.example.topics.includes(topicIds[own.indexOf(share)] ?? 'out-of-scope')];
  };
  const isShort = ({ evidence }: Seen): boolean => evidence.short;
  return {
    linear: best.linear,
    near: best.near,
    // Messages about nothing are short, and no topic is the right one for them.
    sureShort: limitForPrecision([...ranked, ...outside].filter(isShort).map(firstOf), aims.surePrecision),
    sure: limitForPrecision(ranked.filter((one) => !isShort(one)).map(firstOf), aims.surePrecision),
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
  const crisis = fitLogistic(observe(seen, isCrisisExample, (e) => crisisWorth[e.risk]));
  const scoresOf = (weights: readonly number[], which: (example: Example) => boolean): readonly number[] =>
    seen.filter(({ example }) => which(example)).map(({ evidence }) => dot(weights, evidence.crisis));
  const isNone = (example: Example): boolean => example.risk === 'none' && !isBackground(example);
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
      sure: Math.max(
        reachedBy(scoresOf(crisis, isNone), aims.sureFalse),
        reachedBy(scoresOf(crisis, isBackground), aims.sureFalse),
      ),
      hard: Math.max(
        reachedBy(scoresOf(crisis, isNone), aims.hardFalse),
        reachedBy(scoresOf(crisis, isBackground), aims.hardFalseOrdinary),
      ),
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

/** Ordinary text is far from any message, so much of it would draw the border too far out. */
const backgroundWorth = 0.1;

function calibrateScope(seen: readonly Seen[]): Calibration['scope'] {
  const weights = fitLogistic(
    seen.map(({ example, evidence }) => ({
      values: evidence.scope,
      yes: !isOutOfScope(example),
      weight: isBackground(example) ? backgroundWorth : 1,
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

function calibrateOther(seen: readonly Seen[]): Calibration['other'] {
  const isOther = ({ style }: Example): boolean => style?.includes('third-party') === true;
  // Without tags of style nobody has said of whom an example tells.
  const told = seen.filter(({ example }) => example.style !== undefined);
  const weights = fitLogistic(
    told.map(({ example, evidence }) => ({ values: evidence.other, yes: isOther(example), weight: 1 })),
  );
  const own = told.filter(({ example }) => !isOther(example));
  const scores = own.map(({ evidence }) => dot(weights, evidence.other));
  return { weights: [...weights], limit: reachedBy(scores, aims.otherFalse) };
}

const tellingOf = (seen: readonly Seen[], which: (example: Example) => boolean): readonly number[] =>
  seen.filter(({ example }) => which(example)).map(({ evidence }) => evidence.telling);

/** All weights and limits; the risks of `seen` must be of every kind. */
export function calibrate(seen: readonly Seen[]): Calibration {
  const missing = risks.filter((risk) => !seen.some(({ example }) => example.risk === risk));
  if (missing.length > 0) throw new Error(`calibrate: no example has the risk ${missing.join(', ')}`);
  const scoresWithout = (
    has: (example: Example) => boolean,
    score: (evidence: Evidence) => number,
  ): readonly number[] => seen.filter(({ example }) => !has(example)).map(({ evidence }) => score(evidence));
  return {
    topics: calibrateTopics(
      seen.filter(({ example }) => !isOutOfScope(example)),
      seen.filter(({ example }) => isOutOfScope(example)),
    ),
    scope: calibrateScope(seen),
    ...calibrateCrisis(seen),
    telling: {
      something: reachedBy(
        tellingOf(seen, (e) => !isOutOfScope(e)),
        1 - aims.nothingTold,
      ),
      enough: reachedBy(tellingOf(seen, isCrisisExample), 1 - aims.tooLittleTold),
    },
    human: reachedBy(
      scoresWithout(
        (e) => e.human === true || e.topics.includes('human'),
        (e) => e.human,
      ),
      aims.humanFalse,
    ),
    other: calibrateOther(seen),
    language: limitForPrecision(
      seen.map(({ language }) => [language.lead, language.right] as const),
      aims.languageRight,
    ),
  };
}
