import { isDeepStrictEqual } from 'node:util';
import { isNewNeed } from './conversation/answer.ts';
import { wakeAt } from './conversation/clock.ts';
import type { Effect, RoomNote } from './conversation/effect.ts';
import { rules, units } from './conversation/rules.ts';
import type { Conversation } from './conversation/state.ts';
import { isCrisis } from './domain.ts';
import type { Address, Post, Unsend } from './port.ts';
import type { AuditLine, Change, Counter, Errand, Kept, KeptText, NewErrand } from './store/store.ts';
import { entryBlock } from './text/answer-words.ts';
import {
  callWords,
  cardWords,
  caseTitle,
  type DeskWords,
  deskText,
  noteWords,
  overWords,
} from './text/desk.ts';
import { speak } from './text/say.ts';
import type { Voice } from './text/speaker.ts';
import { texts } from './text/texts.ts';

/** One decided event, ready to be turned into what the store writes. */
export interface Decided {
  readonly kept: Kept;
  readonly next: Conversation;
  readonly effects: readonly Effect[];
  readonly inbox: string | null;
  readonly settle: readonly number[];
  /** When the event happened on its platform, and now; milliseconds. */
  readonly at: number;
  readonly now: number;
  /** The words so far, oldest first; needed only when a room is opened. */
  readonly soFar: readonly KeptText[];
  readonly voice: Voice;
  readonly desk: Address;
  /** Where a worker acted, for answers that concern only them; null: no worker did. */
  readonly actedAt: Address | null;
  readonly newId: () => string;
  /** The id of the crisis card that this event may send, the same when the event comes again. */
  readonly cardId: string;
}

/** Turns effects into one change for the store: state, texts, errands, counters, audit. Pure but for the new ids. */
export const perform = (decided: Decided): Change => {
  const { kept, next, effects, now } = decided;
  const forgotten = effects.some((effect) => effect.do === 'forget');
  // What stands over a room that is about to go needs no change any more.
  const sign = forgotten ? [] : newSign(decided);
  const errands = [...effects.flatMap((effect) => errandsOf(effect, decided)), ...sign];
  return {
    now,
    inbox: decided.inbox,
    conversation: kept.id,
    keep: forgotten ? { forget: 'person-asked' } : { ...kept, state: next, wakeAt: wakeAt(next) },
    texts: forgotten ? [] : effects.flatMap((effect) => keptText(effect, decided)),
    rewrite: effects.flatMap((effect) => rewritten(effect, decided)),
    drop: effects.flatMap((effect) => (effect.do === 'drop' ? [effect.message] : [])),
    errands: forgotten ? errands.flatMap((errand) => fixAddress(errand, kept)) : errands,
    settle: decided.settle,
    counters: effects.flatMap((effect) => counter(effect, decided)),
    audit: effects.flatMap((effect) => auditLine(effect, decided)),
    block:
      effects.flatMap((effect) => (effect.do === 'block' ? [{ until: effect.until }] : [])).at(-1) ?? null,
    closes: forgotten ? null : closing(kept.state, next),
  };
};

const caseNumber = (state: Conversation): number | null =>
  state.status === 'bot' ? null : state.case.number;

/** The case that is over with this step. */
const closing = (before: Conversation, next: Conversation): Change['closes'] => {
  if (before.status === 'bot' || caseNumber(next) === before.case.number) return null;
  return { caseNumber: before.case.number, worked: before.case.worked };
};

const keptText = (effect: Effect, { next, kept, at }: Decided): readonly KeptText[] => {
  if (effect.do !== 'keep') return [];
  const { who, text, message } = effect;
  return [{ who, text, message, at, caseNumber: caseNumber(next) ?? caseNumber(kept.state) }];
};

/** What was taken back stays readable for the team, as such: nobody can make words to a young person undone. */
const rewritten = (effect: Effect, { voice }: Decided): Change['rewrite'] => {
  if (effect.do === 'rewrite') return [{ message: effect.message, text: effect.text }];
  if (effect.do !== 'take-back') return [];
  return [{ message: effect.message, text: `${effect.text} (${deskText(voice.knowledge).deletedWords})` }];
};

const counter = (effect: Effect, { next, voice, now }: Decided): readonly Counter[] => {
  const region = next.place?.region ?? null;
  if (effect.do === 'count') return [{ what: effect.what, topic: effect.topic, region }];
  // While the place is still to be asked, nothing can be said about what is missing.
  if (effect.do !== 'say' || effect.say.say !== 'answer' || effect.say.askPlace) return [];
  const { search } = effect.say;
  // What was asked and not found is what the coordinators want to see; that a list has an end is not.
  const { found } = isNewNeed(search) ? speak(effect.say, next, voice, now) : { found: null };
  return found === null ? [] : [{ what: countedAs[found], topic: search.topics[0] ?? null, region }];
};

const countedAs = { local: 'found', national: 'found-national', nothing: 'found-nothing' } as const;

const auditLine = (effect: Effect, { next, kept, now }: Decided): readonly AuditLine[] => {
  if (effect.do !== 'audit') return [];
  const { what, worker, detail } = effect;
  // Of a deletion nothing is to be found out but that there was one.
  const number = what === 'deleted' ? null : (caseNumber(next) ?? caseNumber(kept.state));
  return [{ at: now, what, worker: worker?.id ?? null, caseNumber: number, detail }];
};

// --- errands

const errandsOf = (effect: Effect, decided: Decided): readonly NewErrand[] => {
  const { kept, next, voice, now } = decided;
  switch (effect.do) {
    case 'say': {
      const spoken = speak(effect.say, next, voice, now);
      const crisis = effect.say.say === 'crisis';
      const post = { ...newPost(spoken, decided), ...(crisis ? { id: decided.cardId } : {}) };
      return [
        {
          ...toPerson(kept, { errand: 'send', outgoing: post, address: null, relayOf: null }),
          first: crisis,
          crisis,
        },
      ];
    }
    case 'relay-to-person': {
      const text = texts[next.language];
      const role = text.workerSays(voice.knowledge.team.role[next.language]);
      const by = effect.edited ? `${role} (${text.desk.edited})` : role;
      const quote = effect.quote === null ? {} : { quote: effect.quote };
      const blocks: DeskWords['blocks'] = [{ kind: 'words', by, text: effect.text, ...quote }];
      // The name of what was sent follows from the worker's message, so that a correction finds it.
      const sent = sentName(effect.message, decided);
      const post = newPost({ blocks, buttons: [] }, decided);
      return [
        fromWorker(
          effect.message,
          effect.edited ? { ...post, replaces: sent } : { ...post, id: sent },
          decided,
        ),
      ];
    }
    case 'take-back': {
      const post = sentName(effect.message, decided);
      return [fromWorker(effect.message, { kind: 'unsend', id: decided.newId(), post }, decided)];
    }
    case 'send-entry': {
      const block = entryBlock(effect.entry, next.language, voice, now);
      if (block === null)
        return [...toRoom(decided, newPost(plain(deskText(voice.knowledge).nothingFound), decided))];
      const post = newPost({ blocks: [block], buttons: [] }, decided);
      return [fromWorker(effect.message, post, decided)];
    }
    case 'relay-to-room':
      return toRoom(decided, { ...newPost(relayed(effect, decided), decided), passedOn: true });
    case 'open-room':
      return openRoom(decided);
    case 'tell-room':
      return tellRoom(effect.note, effect.caseNumber ?? null, decided);
    case 'tell-desk': {
      const words = callWords(effect.call, next, { knowledge: voice.knowledge, handle: kept.handle });
      const urgent = 'risk' in effect.call ? isCrisis(effect.call.risk) : isCrisis(effect.call.case.risk);
      return [{ ...toDesk(decided.desk, newPost(words, decided)), crisis: urgent }];
    }
    case 'receipt': {
      const desk = deskText(voice.knowledge);
      const { failure, message } = effect;
      const text = failure === null ? '' : desk.notDelivered[failure];
      const outgoing = {
        kind: 'receipt',
        id: decided.newId(),
        message,
        delivered: failure === null,
        text,
      } as const;
      return toRoom(decided, outgoing, effect.caseNumber);
    }
    case 'reveal':
      return toRoom(decided, newPost(identity(decided), decided));
    case 'forget': {
      const text = texts[effect.language];
      const receipt = newPost(plain(effect.hide ? text.hidden : text.deleted), decided);
      return [toPerson(kept, { errand: 'send', outgoing: receipt, address: kept.person, relayOf: null })];
    }
    case 'keep':
    case 'rewrite':
    case 'drop':
    case 'block':
    case 'count':
    case 'audit':
      return [];
    default:
      return effect satisfies never;
  }
};

/** The id of the post that a worker's message became. */
const sentName = (message: string, { kept }: Decided): string => `${kept.handle}-${message}`;

/** Who writes, so that a worker can tap on it where the platform leads there. */
const identity = ({ kept, voice }: Decided): DeskWords => {
  const text = deskText(voice.knowledge).identity(kept.person);
  return {
    blocks: [{ kind: 'card', tone: 'case', title: '', lines: [{ text, href: kept.person }] }],
    buttons: [],
  };
};

/** What a worker sends to the person; it leaves only while a worker has the case, so there is one to send the receipt to. */
const fromWorker = (message: string, outgoing: Post | Unsend, { next, kept }: Decided): NewErrand => {
  const relayOf = { message, caseNumber: caseNumber(next) ?? caseNumber(kept.state) ?? 0 };
  return toPerson(kept, { errand: 'send', outgoing, address: null, relayOf });
};

const plain = (text: string): DeskWords => ({ blocks: [{ kind: 'text', text }], buttons: [] });

const newPost = (
  { blocks, buttons, location }: Pick<Post, 'blocks' | 'buttons' | 'location'>,
  { newId }: Decided,
): Post => ({
  kind: 'post',
  id: newId(),
  blocks,
  buttons: buttons.filter((row) => row.length > 0),
  ...(location === undefined ? {} : { location }),
});

const toPerson = (kept: Kept, errand: Errand): NewErrand => ({
  line: { to: 'person', conversation: kept.id },
  errand,
  first: false,
  crisis: false,
});

/** To the room of the case that is open, or that ends with this step; without a case to nobody. */
const toRoom = (
  { kept, next }: Decided,
  outgoing: Extract<Errand, { errand: 'send' }>['outgoing'],
  named: number | null = null,
): readonly NewErrand[] => {
  const number = named ?? caseNumber(next) ?? caseNumber(kept.state);
  if (number === null) return [];
  return [
    {
      line: { to: 'room', conversation: kept.id, case: number },
      errand: { errand: 'send', outgoing, address: null, relayOf: null },
      first: false,
      crisis: false,
    },
  ];
};

const toDesk = (address: Address, outgoing: Post): NewErrand => ({
  line: { to: 'desk' },
  errand: { errand: 'send', outgoing, address, relayOf: null },
  first: false,
  crisis: false,
});

/** Notes that answer one worker go where that worker acted; the others stand in the room. */
const answersOneWorker: readonly RoomNote['note'][] = [
  'already-claimed',
  'not-yours',
  'no-case',
  'not-claimed',
];

const tellRoom = (note: RoomNote, named: number | null, decided: Decided): readonly NewErrand[] => {
  const { kept, next, voice, actedAt } = decided;
  const words = noteWords(note, next, { knowledge: voice.knowledge, handle: kept.handle });
  const post = newPost(words, decided);
  const standIn = note.note === 'not-shown' ? { standIn: true as const } : {};
  const toAll = answersOneWorker.includes(note.note) ? [] : toRoom(decided, post, named);
  if (toAll.length > 0) {
    return toAll.map((one) => ({ ...one, errand: { ...one.errand, ...standIn } }));
  }
  return actedAt === null ? toRoom(decided, post) : [toDesk(actedAt, post)];
};

const relayed = (
  { text, media, edited }: Extract<Effect, { do: 'relay-to-room' }>,
  { next, voice, at, now }: Decided,
): DeskWords => {
  const desk = deskText(voice.knowledge);
  const { team } = voice.knowledge;
  const late = Math.round((now - at) / units.minute);
  const by = edited ? `${next.alias} (${desk.edited})` : next.alias;
  const kind = texts[team.languages[0] ?? 'cs'].media;
  return {
    blocks: [
      ...(late >= 10 ? [{ kind: 'text', text: desk.lateBy(late) } as const] : []),
      ...(media === null ? [] : [{ kind: 'text', text: desk.mediaFrom(kind[media]) } as const]),
      ...(text === '' ? [] : [{ kind: 'words', by, text } as const]),
    ],
    buttons: [],
  };
};

/** A room begins with its card and the last words, this event's among them; all go before what waits for the room. */
const openRoom = (decided: Decided): readonly NewErrand[] => {
  const { kept, next, voice, soFar, effects, desk } = decided;
  if (next.status === 'bot') return [];
  const words = [...soFar, ...effects.flatMap((effect) => keptText(effect, decided))].slice(
    -rules.wordsInRoom,
  );
  const names = deskText(voice.knowledge);
  const sign = { id: decided.newId(), ...signOf(next, voice) };
  const history: DeskWords = {
    blocks:
      words.length === 0
        ? [{ kind: 'text', text: names.nothingYet }]
        : [
            { kind: 'text', text: names.soFar },
            ...words.map(({ who, text }) => ({ kind: 'words' as const, by: names.wordsOf[who], text })),
          ],
    buttons: [],
  };
  const card = cardWords(next, { knowledge: voice.knowledge, handle: kept.handle });
  const line = { to: 'room', conversation: kept.id, case: next.case.number } as const;
  return [
    { line, errand: { errand: 'open-room', sign, desk }, first: true, crisis: isCrisis(sign.risk) },
    ...[{ ...newPost(card, decided), stands: true as const }, newPost(history, decided)].flatMap((post) =>
      toRoom(decided, post).map((one) => ({ ...one, first: true })),
    ),
  ];
};

const signOf = (open: Exclude<Conversation, { status: 'bot' }>, { knowledge }: Voice) => ({
  title: caseTitle(open.case, open, knowledge),
  risk: open.case.risk,
  stage: open.status,
});

/** What stands over a room follows what is known of its case; when the case is over it says so, and bears no buttons. */
const newSign = (decided: Decided): readonly NewErrand[] => {
  const { kept, next, voice, newId } = decided;
  const before = kept.state;
  if (before.status === 'bot') return [];
  const spoken = { knowledge: voice.knowledge, handle: kept.handle };
  const was = { ...signOf(before, voice), ...cardWords(before, spoken) };
  if (next.status === 'bot' || next.case.number !== before.case.number) {
    const sign = { id: newId(), title: was.title, risk: was.risk, stage: 'over' } as const;
    const card = { blocks: overWords(before, spoken), buttons: [] };
    return toRoom(decided, { kind: 'sign', id: newId(), sign, card }, before.case.number);
  }
  const card = cardWords(next, spoken);
  const is = { ...signOf(next, voice), ...card };
  if (isDeepStrictEqual(was, is)) return [];
  const sign = { id: newId(), ...signOf(next, voice) };
  return toRoom(decided, { kind: 'sign', id: newId(), sign, card });
};

/** After a forget nothing knows the addresses any more, so they go with the errands; what has none goes nowhere. */
const fixAddress = (one: NewErrand, kept: Kept): readonly NewErrand[] => {
  const { errand, line } = one;
  if (errand.errand !== 'send') return [];
  const address = errand.address ?? (line.to === 'person' ? kept.person : kept.room);
  return address === null ? [] : [{ ...one, errand: { ...errand, address } }];
};
