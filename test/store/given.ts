import { type Case, newConversation, type WithBot } from '../../src/conversation/state.ts';
import { nothingElse } from '../../src/store/change.ts';
import type { Retention } from '../../src/store/open-store.ts';
import type { Change, Errand, KeptText, NewErrand, Store } from '../../src/store/store.ts';

export const hour = 3_600_000;
export const day = 24 * hour;
/** The time at which all stories of the store begin. */
export const start = Date.UTC(2026, 0, 15, 12);

export const retention: Retention = {
  botTextMs: 72 * hour,
  caseTextMs: 30 * day,
  inboxMs: 7 * day,
  deletionRecordMs: 365 * day,
  auditMs: 365 * day,
  counterMs: 730 * day,
};

export const stateAt = (now: number): WithBot => newConversation('modrá liška', 'cs', now);

export const aCase = (number: number, now: number): Case => ({
  number,
  openedAt: now,
  why: 'asked',
  risk: 'none',
  topics: ['housing'],
  waitingSince: now,
  alarms: 0,
  wanted: null,
  passedOn: false,
  alarmsFrom: now,
  atOpening: false,
  worked: false,
});

type Keep = Exclude<Change['keep'], { readonly forget: string }>;

/** A conversation with the bot, as it is handed to the store. */
export const keepOf = (store: Store, person: string, now: number, wakeAt: number | null = null): Keep => ({
  id: store.conversationId(person),
  handle: `h-${person}`,
  person,
  room: null,
  state: stateAt(now),
  wakeAt,
});

export const waitingIn = (store: Store, person: string, now: number, number: number): Keep => ({
  ...keepOf(store, person, now),
  state: { ...stateAt(now), status: 'waiting', case: aCase(number, now) },
});

/** A change that keeps the conversation of a person; `over` says what else it does. */
export const changeOf = (store: Store, person: string, now: number, over: Partial<Change> = {}): Change => ({
  ...nothingElse,
  now,
  inbox: null,
  conversation: store.conversationId(person),
  keep: keepOf(store, person, now),
  ...over,
});

export const textOf = (text: string, at: number, caseNumber: number | null = null): KeptText => ({
  who: 'person',
  text,
  message: `m-${text}`,
  at,
  caseNumber,
});

/** An errand that sends a post; `id` names the post, so that a test can tell which one came. */
export const postTo = (line: NewErrand['line'], id: string, over: Partial<NewErrand> = {}): NewErrand => ({
  line,
  first: false,
  crisis: false,
  errand: {
    errand: 'send',
    outgoing: { kind: 'post', id, blocks: [{ kind: 'text', text: `post ${id}` }], buttons: [] },
    address: null,
    relayOf: null,
  },
  ...over,
});

export const toPerson = (
  store: Store,
  person: string,
  id: string,
  over: Partial<NewErrand> = {},
): NewErrand => postTo({ to: 'person', conversation: store.conversationId(person) }, id, over);

/** The posts that may go now, by name. */
export const leased = async (store: Store, now: number, limit = 50): Promise<readonly string[]> =>
  (await store.lease(now, now + 60_000, limit)).map(({ errand }) => nameOf(errand));

const nameOf = (errand: Errand): string => {
  if (errand.errand === 'remove-room') return `remove ${errand.room}`;
  return errand.errand === 'send' ? errand.outgoing.id : errand.sign.id;
};

/** An errand that opens the room of a case; it carries the name `open` followed by the number. */
export const openRoomOf = (store: Store, person: string, number: number): NewErrand => ({
  ...postTo(roomOf(store, person, number), ''),
  errand: {
    errand: 'open-room',
    sign: { id: `open ${number}`, title: 'modrá liška', risk: 'none', stage: 'waiting' },
    desk: 'discord:desk',
  },
});

export const roomOf = (store: Store, person: string, number: number): NewErrand['line'] => ({
  to: 'room',
  conversation: store.conversationId(person),
  case: number,
});

/** Something for the desk, at a fixed address. */
export const toDesk = (address: string, id: string, over: Partial<NewErrand> = {}): NewErrand => {
  const post = postTo({ to: 'desk' }, id, over);
  return post.errand.errand === 'send' ? { ...post, errand: { ...post.errand, address } } : post;
};

/** Begins a case of a person and opens its room, as the delivery does it. */
export const openedRoom = async (
  store: Store,
  person: string,
  number: number,
  room: string,
): Promise<void> => {
  const keep = waitingIn(store, person, start, number);
  await store.commit(changeOf(store, person, start, { keep, errands: [openRoomOf(store, person, number)] }));
  const due = await store.lease(start, start + 1000, 50);
  const mine = due.find(({ errand }) => errand.errand === 'open-room' && errand.sign.id === `open ${number}`);
  for (const other of due) if (other !== mine) await store.postpone(other.id, start);
  await store.settle(mine?.id ?? 0, room);
};
