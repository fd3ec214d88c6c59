import type { Effect } from './conversation/effect.ts';
import { parseDeskPress, parsePress } from './conversation/press-data.ts';
import type { LogLine } from './log.ts';
import type { Incoming } from './port.ts';

type Denied = Extract<LogLine, { line: 'denied' }>;

/** A button that nobody can press here: its seal does not fit (forged, or of another token), or it is of an older version. */
export const deniedPress = (incoming: Incoming): Denied | null => {
  if (incoming.kind !== 'press') return null;
  const { from: by, data } = incoming;
  // An adapter hands in what was not sealed for this side as an empty press.
  if (data === '') return { line: 'denied', by, what: 'forged-button' };
  const known = by === 'person' ? parsePress(data) : parseDeskPress(data);
  return known === null ? { line: 'denied', by, what: 'old-button' } : null;
};

/** A worker who acts in a case of somebody else. Words among the team are no such act, whoever has the case. */
export const deniedAct = (effects: readonly Effect[]): Denied | null =>
  effects.some((effect) => effect.do === 'tell-room' && effect.note.note === 'not-yours')
    ? { line: 'denied', by: 'desk', what: 'not-yours' }
    : null;
