import { offer } from './answer.ts';
import type { Effect } from './effect.ts';
import type { Event, Moment } from './event.ts';
import { floods, isBlocked, owed, present } from './hear.ts';
import { greet, refuse, tellFlood } from './person.ts';
import type { Conversation } from './state.ts';
import { after, type Step, say } from './step.ts';

/** The person let their app tell where they are; only the municipality has come this far. */
export const sharedPlace = (
  before: Conversation,
  { place, message }: Extract<Event, { is: 'shared-place' }>,
  moment: Moment,
): Step => {
  const state: Conversation = { ...before, ...present(before, moment) };
  const known: Conversation = place === null ? state : { ...state, place, asked: null };
  if (known.status !== 'bot') return toRoom(known, place?.name ?? '', message, moment);
  if (isBlocked(known, moment.now)) return refuse(known);
  if (floods(known)) return tellFlood(known);
  if (place === null) return after(greet(known), (met) => [met, [say({ say: 'place-not-found' })]]);
  const { search } = known;
  if (search === null) return after(greet(known), (met) => [met, [say({ say: 'place-noted', place })]]);
  return after([known, [say({ say: 'place-heard', place })]], (heard) =>
    offer(heard, { ...search, shown: 0, only: [] }, false, false, moment),
  );
};

/** A worker reads that a place was sent, and which municipality it is. */
const toRoom = (known: Conversation, text: string, message: string, moment: Moment): Step => {
  const keep: readonly Effect[] = text === '' ? [] : [{ do: 'keep', who: 'person', text, message }];
  return [
    owed(known, moment.now),
    [...keep, { do: 'relay-to-room', text, media: 'location', edited: false }],
  ];
};
