import type { Selectable } from 'kysely';
import type { Address } from '../port.ts';
import type { Ground } from './ground.ts';
import type { Errand, Line, NewErrand } from './store.ts';
import type { Tables } from './tables.ts';

/** What the seal of an errand is bound to. */
export const bound = (line: string, name: string) => ({ owner: line, purpose: `errand:${name}` });

/** How a line is called in the file. The desk has one line for each address, whose hash tells nobody which it is. */
export const lineName = ({ lookup }: Ground, { line, errand }: NewErrand): string => {
  if (line.to === 'person') return `person:${line.conversation}`;
  if (line.to === 'room') return `room:${line.conversation}:${line.case}`;
  const address = addressOf(errand);
  return address === null ? 'desk' : `desk:${lookup.desk(address)}`;
};

const addressOf = (errand: Errand): Address | null => {
  switch (errand.errand) {
    case 'send':
      return errand.address;
    case 'open-room':
      return errand.desk;
    case 'remove-room':
      return errand.room;
    default:
      return errand satisfies never;
  }
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
