import { isDay } from './day-text.ts';
import { localTime } from './open-hours.ts';

/**
 * A moment as somebody at the desk writes it: "2026-11-20 14:30" by the clock on their wall; a day alone means its beginning. null
 * when it is none. Milliseconds since 1970.
 */
export function readMoment(text: string, timeZone: string): number | null {
  const said = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{1,2}):(\d{2}))?$/.exec(text.trim());
  const [, date = '', hour = '0', minute = '0'] = said ?? [];
  if (said === null || !isDay(date) || Number(hour) > 23 || Number(minute) > 59) return null;
  const wall = Date.parse(`${date}T00:00:00Z`) + (Number(hour) * 60 + Number(minute)) * 60_000;
  // The clock on the wall is ahead by what it shows at that time; twice, for the change of clocks.
  const ahead = (at: number): number => wallTime(at, timeZone) - at;
  return wall - ahead(wall - ahead(wall));
}

const wallTime = (at: number, timeZone: string): number => {
  const { date, minutes } = localTime(at, timeZone);
  return Date.parse(`${date}T00:00:00Z`) + minutes * 60_000 + (at % 60_000);
};
