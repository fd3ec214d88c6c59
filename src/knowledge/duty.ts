import type { Duty } from '../conversation/event.ts';
import { localTime, nextOpening, openAt } from './open-hours.ts';
import type { Team } from './schema.ts';

/** What a worker said by hand: on or off duty, until a moment (milliseconds since 1970) or until said otherwise. */
export interface DutyOverride {
  readonly on: boolean;
  readonly until: number | null;
}

/** Whether somebody is at the desk. What a worker said wins over the weekly hours while it lasts. */
export function dutyAt(team: Team, override: DutyOverride | null, now: number): Duty {
  const usualMinutes = team.usual_answer_minutes;
  const said = override !== null && (override.until === null || override.until > now) ? override : null;
  if (said?.on === true) return { on: true, opens: null, usualMinutes };
  if (said === null && isOnDuty(team, now)) return { on: true, opens: null, usualMinutes };
  // Off until said otherwise: the weekly hours would be a promise that nobody has given.
  if (said !== null && said.until === null) return { on: false, opens: null, usualMinutes };
  const from = said?.until ?? now;
  const opens = nextOpening(team.hours, false, team.time_zone, from, team.holidays);
  return { on: false, opens, usualMinutes };
}

function isOnDuty(team: Team, now: number): boolean {
  if (team.holidays.includes(localTime(now, team.time_zone).date)) return false;
  return openAt(team.hours, false, team.time_zone, now) === 'open';
}
