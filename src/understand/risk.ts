import { isCrisis, type Level, type Risk, worse } from '../domain.ts';
import { dot, type Evidence } from './evidence.ts';
import type { Calibration } from './model.ts';

export interface RiskReading {
  readonly risk: Risk;
  readonly level: Level;
}

function modelRisk(evidence: Evidence, calibration: Calibration, inScope: boolean): Risk {
  const { crisis, telling } = calibration;
  const believed = evidence.telling >= telling.enough;
  if (believed && dot(crisis.weights, evidence.crisis) >= crisis.hard) {
    const { weights, limit } = calibration.emergency;
    return dot(weights, evidence.crisis) >= limit ? 'emergency' : 'high';
  }
  const { weights, limit } = calibration.concern;
  return inScope && dot(weights, evidence.crisis) >= limit ? 'concern' : 'none';
}

/** Risk and level of a message. `floor` is what the rules say: the models may raise it and never lower it. */
export function riskOf(evidence: Evidence, calibration: Calibration, floor: Risk): RiskReading {
  const inScope = dot(calibration.scope.weights, evidence.scope) >= calibration.scope.limit;
  const risk = worse(floor, modelRisk(evidence, calibration, inScope));
  if (isCrisis(risk)) return { risk, level: 'hard' };
  const soft = dot(calibration.crisis.weights, evidence.crisis) >= calibration.crisis.soft;
  return { risk, level: soft ? 'soft' : 'none' };
}
