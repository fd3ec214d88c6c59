import type { Selectable } from 'kysely';
import type { Ground } from './ground.ts';
import type { Line, NewErrand } from './store.ts';
import type { Tables } from './tables.ts';

/** What the seal of an errand is bound to. */
export const bound = (line: string, name: string) => ({ owner: line, purpose: `errand:${name}` });

/** How a line is called in the file. The desk has one line for each address, whose hash tells nobody which it is. */
export const lineName = ({ lookup }: Ground, { line, errand }: NewErrand): string => {
  if (line.to === 'person') return `person:${line.conversation}`;
  if (line.to === 'room') return `room:${line.conversation}:${line.case}`;
  const address = errand.errand === 'send' ? errand.address : errand.desk;
  return address === null ? 'desk' : `desk:${lookup.desk(address)}`;
};

export const lineOf = ({
  conversation,
  case_number,
}: Pick<Selectable<Tables['errands']>, 'conversation' | 'case_number'>): Line => {
  if (conversation === null) return { to: 'desk' };
  return case_number === null
    ? { to: 'person', conversation }
    : { to: 'room', conversation, case: case_number };
};
