import { isCrisis, type Level, type Risk, type TopicGuess, type TopicId, worse } from '../domain.ts';
import { logistic } from './columns.ts';
import { dot, type Evidence } from './evidence.ts';
import type { Calibration } from './model.ts';

export interface RiskReading {
  readonly risk: Risk;
  readonly level: Level;
}

/** Of these a message can be quite sure and sad, and is in danger only if it says so. */
const seldomDangerous: ReadonlySet<TopicId> = new Set<TopicId>([
  'relationships',
  'sexuality',
  'friends',
  'school',
  'work',
  'money',
  'debts',
  'legal',
  'leisure',
  'grief',
  'addicted-relative',
  'alcohol',
  'gambling-gaming',
  'human',
  'service-info',
  'bot-meta',
]);
/** Of these it can be about danger to life now without a word that is known for it. */
const aboutLife: ReadonlySet<TopicId> = new Set<TopicId>([
  'suicide',
  'self-harm',
  'overdose',
  'medical-emergency',
  'family-violence',
  'sexual-abuse',
]);
const clearly = 0.6;
/** Of these it can be urgent and yet is no danger to life now, as long as no word says so. */
const seldomNow: ReadonlySet<TopicId> = new Set<TopicId>([
  'runaway',
  'care-system',
  'sexuality',
  'relationships',
  'addicted-relative',
  'young-carer',
]);
const likely = 0.25;

/** What is known of a message besides the evidence of the models. */
export interface RiskContext {
  /** What the rules say: the models may raise it and never lower it. */
  readonly floor: Risk;
  readonly topic: TopicGuess | undefined;
  /** Has a word of danger to body or life. */
  readonly dangerWord: boolean;
}

function modelRisk(
  evidence: Evidence,
  calibration: Calibration,
  inScope: boolean,
  { topic, dangerWord }: RiskContext,
): Risk {
  const { crisis, telling } = calibration;
  const clear = topic !== undefined && topic.score >= clearly && !dangerWord;
  const calm = clear && seldomDangerous.has(topic.id);
  const score = dot(crisis.weights, evidence.crisis);
  const told = evidence.telling >= telling.something && score >= crisis.sure;
  const believed = told || (evidence.telling >= telling.enough && !calm);
  if (believed && score >= crisis.hard) {
    const { weights, limit } = calibration.emergency;
    const slow = topic !== undefined && topic.score >= likely && seldomNow.has(topic.id) && !dangerWord;
    const now = !slow && (!clear || aboutLife.has(topic.id));
    return now && dot(weights, evidence.crisis) >= limit ? 'emergency' : 'high';
  }
  const { weights, limit } = calibration.concern;
  return inScope && dot(weights, evidence.crisis) >= limit ? 'concern' : 'none';
}

/** What the models alone make of the danger, 0 to 1. */
export const dangerOf = (evidence: Evidence, { crisis }: Calibration): number =>
  Math.round(1e4 * logistic(dot(crisis.weights, evidence.crisis))) / 1e4;

/** Risk and level of a message. */
export function riskOf(evidence: Evidence, calibration: Calibration, context: RiskContext): RiskReading {
  const inScope = dot(calibration.scope.weights, evidence.scope) >= calibration.scope.limit;
  const risk = worse(context.floor, modelRisk(evidence, calibration, inScope, context));
  if (isCrisis(risk)) return { risk, level: 'hard' };
  const soft = dot(calibration.crisis.weights, evidence.crisis) >= calibration.crisis.soft;
  return { risk, level: soft ? 'soft' : 'none' };
}
