import { type Risk, risks, type TopicId, topicIds } from '../domain.ts';
import { humanColumn, inScopeColumn, logShares, otherColumn, riskColumn, topicColumns } from './columns.ts';
import { type Labels, noTopic, outOfScope, topicsAtMost } from './labels.ts';
import type { Neighbour } from './nearest.ts';
import type { Substance } from './telling.ts';

/** How many of the nearest examples are asked. Half as many vote on topics, where background has no voice. */
export const neighbourCount = 24;

const crisisTopics: readonly TopicId[] = [
  'suicide',
  'self-harm',
  'family-violence',
  'sexual-abuse',
  'dating-violence',
  'online-abuse',
  'overdose',
  'medical-emergency',
  'runaway',
  'psychosis',
  'eating',
];
const crisisColumns = crisisTopics.map((id) => topicIds.indexOf(id));

/** Small enough to mean "hardly", large enough that its logarithm drowns nothing. */
const hardly = 0.01;
const votersOfTopic = 12;

/** All that the models say of one message, before it is weighed. */
export interface Evidence {
  /** Logarithms of the shares of the topics: of the linear model, and of the nearest examples. */
  readonly linear: Float64Array;
  readonly near: Float64Array;
  /** For the weighing of crisis, of emergency among crises, of concern, and of scope. Their first number is always 1. */
  readonly crisis: Float64Array;
  readonly scope: Float64Array;
  /** For the weighing of whether it is about somebody else. The first number is always 1. */
  readonly other: Float64Array;
  readonly human: number;
  /** How much the words tell at all, see telling.ts. */
  readonly telling: number;
  /** Three words or fewer: less to go by than the shares show. */
  readonly short: boolean;
}

const shortWords = 3;

const sumLog = (logs: Float64Array, columns: readonly number[]): number => {
  let sum = 0;
  for (const column of columns) sum += Math.exp(logs[column] ?? -30);
  return Math.log(sum + 1e-6);
};

const riskAt = (risk: Risk): number => risks.indexOf(risk);

/**
 * Puts what the models say into numbers of like size: the linear scores, the nearest examples (closest first), how much the words
 * tell, and the signs that it is about somebody else.
 */
export function evidenceOf(
  scores: Float64Array,
  neighbours: readonly Neighbour[],
  labels: Labels,
  { telling, words }: Substance,
  signs: readonly number[],
): Evidence {
  const linear = logShares(scores, 0, topicColumns);
  const risk = logShares(scores, riskColumn, risks.length);
  const topicVotes = new Float64Array(topicColumns);
  const riskVotes = new Float64Array(risks.length);
  const riskClosest = new Float64Array(risks.length);
  let topicSum = 0;
  let allSum = 0;
  let outside = 0;
  let voters = 0;
  for (const { index, similarity } of neighbours) {
    const vote = similarity * similarity;
    const ofRisk = labels.risk[index] ?? 0;
    const at = index * topicsAtMost;
    allSum += vote;
    riskVotes[ofRisk] = (riskVotes[ofRisk] ?? 0) + vote;
    riskClosest[ofRisk] = Math.max(riskClosest[ofRisk] ?? 0, similarity);
    if (labels.topics[at] === outOfScope) outside += vote;
    if (labels.background[index] === 1 || voters === votersOfTopic) continue;
    voters++;
    const alone = labels.topics[at + 1] === noTopic;
    for (let rank = 0; rank < topicsAtMost; rank++) {
      const topic = labels.topics[at + rank] ?? noTopic;
      if (topic === noTopic) break;
      const part = alone ? vote : rank === 0 ? 0.7 * vote : 0.3 * vote;
      topicVotes[topic] = (topicVotes[topic] ?? 0) + part;
      topicSum += part;
    }
  }
  const near = topicVotes.map((vote) => Math.log(hardly + (topicSum > 0 ? vote / topicSum : 0)));
  const share = (risk: Risk): number => (allSum > 0 ? (riskVotes[riskAt(risk)] ?? 0) / allSum : 0);
  const closestOf = (risk: Risk): number => riskClosest[riskAt(risk)] ?? 0;
  const none = risk[riskAt('none')] ?? 0;
  const emergency = risk[riskAt('emergency')] ?? 0;
  const high = risk[riskAt('high')] ?? 0;
  let likeliest = -30;
  for (let k = 0; k < topicColumns; k++)
    if (k !== outOfScope) likeliest = Math.max(likeliest, linear[k] ?? -30);
  const closest = neighbours[0]?.similarity ?? 0;
  const inScope = scores[inScopeColumn] ?? 0;
  const danger = Math.log(Math.exp(high) + Math.exp(emergency));
  const linearCrisis = sumLog(linear, crisisColumns);
  const nearCrisis = sumLog(near, crisisColumns);
  // The same shares mean less in a short message, and shares near 1 mean more than their logarithms show.
  const length = Math.log(1 + words);
  const linearOutside = linear[outOfScope] ?? 0;
  const nearOutside = near[outOfScope] ?? 0;
  const votesOutside = allSum > 0 ? outside / allSum : 0.5;
  const nearInside = Math.max(...near.filter((_, k) => k !== outOfScope));
  const scope = Float64Array.of(
    1,
    inScope,
    linearOutside,
    none,
    votesOutside,
    closest,
    closest * votesOutside,
    likeliest,
    nearInside,
    nearOutside,
    telling,
    ...[linearOutside, none, likeliest, nearInside, nearOutside].map(Math.exp),
    length,
    ...[inScope, linearOutside, votesOutside].map((value) => value * length),
  );
  const crisis = Float64Array.of(
    1,
    danger,
    none,
    emergency,
    linearCrisis,
    nearCrisis,
    share('high') + share('emergency'),
    share('emergency'),
    share('none'),
    inScope,
    closest,
    telling,
    Math.max(closestOf('high'), closestOf('emergency')),
    closestOf('none'),
    closestOf('emergency'),
    ...[danger, none, emergency, linearCrisis, nearCrisis].map(Math.exp),
    length,
    ...[danger, none, emergency, inScope].map((value) => value * length),
  );
  return {
    linear,
    near,
    crisis,
    scope,
    human: scores[humanColumn] ?? 0,
    other: Float64Array.of(1, scores[otherColumn] ?? 0, ...signs),
    telling,
    short: words <= shortWords,
  };
}

export const dot = (weights: readonly number[], values: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (weights[i] ?? 0) * (values[i] ?? 0);
  return sum;
};

/** Shares of the in-scope topics under the fitted weighing; the share of out-of-scope is 0. */
export function topicShares(evidence: Evidence, linearWeight: number, nearWeight: number): Float64Array {
  const logits = new Float64Array(topicColumns);
  for (let k = 0; k < topicColumns; k++)
    logits[k] = linearWeight * (evidence.linear[k] ?? 0) + nearWeight * (evidence.near[k] ?? 0);
  logits[outOfScope] = -Infinity;
  return logShares(logits, 0, topicColumns).map(Math.exp);
}
