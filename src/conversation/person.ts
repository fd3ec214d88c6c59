import { answer, askForPerson, asksForPerson, type Message, messageOf } from './answer.ts';
import { hearsCommand, obey } from './command.ts';
import { danger, sureNeeds } from './danger.ts';
import type { Effect } from './effect.ts';
import type { Event, Moment } from './event.ts';
import { floods, hear, isBlocked, owed, present } from './hear.ts';
import type { Conversation } from './state.ts';
import { after, type Step, say } from './step.ts';

type Said = Extract<Event, { is: 'said' }>;
type Edited = Extract<Event, { is: 'edited' }>;
type SentMedia = Extract<Event, { is: 'sent-media' }>;

/** A message in words. Crisis contacts first, whatever else it is; then it is answered, or it goes to the room. */
export const said = (state: Conversation, event: Said, moment: Moment): Step => {
  const { understanding: understood, text, message } = event;
  const heard = hear(
    event.origin === undefined ? state : { ...state, origin: event.origin },
    understood,
    moment,
  );
  if (event.command !== null && hearsCommand(heard, event.command)) {
    return isBlocked(heard, moment.now) && event.command === 'person'
      ? refuse(heard)
      : obey(heard, event.command, moment);
  }
  const meant = messageOf(state, understood, event.named);
  const step = danger(heard, understood, moment);
  const inDanger = step[1].length > 0;
  const kept = after(step, (known) => [known, [{ do: 'keep', who: 'person', text, message }]]);
  return after(kept, (known) => {
    if (known.status === 'bot') return inBot(known, meant, inDanger, moment);
    // A case that this very message opened has it in its room already, among the last words.
    if (heard.status === 'bot') return [known, []];
    const relay: Effect = { do: 'relay-to-room', text, media: null, edited: false };
    const passed: Step = [owed(known, moment.now), [relay]];
    if (known.status === 'with-worker' || inDanger) return passed;
    return after(passed, (waiting) => whileWaiting(waiting, meant, moment));
  });
};

/** With the bot: first contact, blocked, flood; else an answer. */
const inBot = (state: Conversation, message: Message, inDanger: boolean, moment: Moment): Step => {
  const blocked = isBlocked(state, moment.now);
  const wantsPerson = asksForPerson(message.understood) && !blocked;
  // No search results under crisis contacts; but who asks for a person in the same breath gets one.
  if (inDanger) return wantsPerson ? askForPerson(state, message.understood, moment) : [state, []];
  if (blocked) return refuse(state);
  if (floods(state) && !wantsPerson) return tellFlood(state);
  return after(greet(state), (known) => answer(known, message, moment));
};

/** The first contact's two sentences, once. */
export const greet = (state: Conversation): Step =>
  state.met ? [state, []] : [{ ...state, met: true }, [say({ say: 'welcome' })]];

/** Somebody waits for a person: what they say is in the room; the bot answers what is plainly asked of it, and new needs. */
const whileWaiting = (state: Conversation, message: Message, moment: Moment): Step => {
  if (state.status !== 'waiting') return [state, []];
  if (floods(state)) return tellFlood(state);
  const { understood, named, place } = message;
  const known = [...state.case.topics, ...(state.search?.topics ?? [])];
  const plainly =
    asksForPerson(understood) ||
    understood.followUp !== null ||
    named.length > 0 ||
    (state.search !== null && place !== null) ||
    sureNeeds(understood).some((topic) => !known.includes(topic));
  if (plainly) return answer(state, message, moment);
  if (state.case.passedOn) return [state, []];
  return [{ ...state, case: { ...state.case, passedOn: true } }, [say({ say: 'passed-on' })]];
};

export const tellFlood = (state: Conversation): Step =>
  state.flood.told
    ? [state, []]
    : [{ ...state, flood: { ...state.flood, told: true } }, [say({ say: 'flood' })]];

export const refuse = (state: Conversation): Step => {
  if (state.blockedUntil === null || state.blockTold) return [state, []];
  return [{ ...state, blockTold: true }, [say({ say: 'blocked', until: state.blockedUntil })]];
};

/** An edited message is read again for danger and passed on; with the bot it is answered like a new one. */
export const edited = (state: Conversation, event: Edited, moment: Moment): Step => {
  const { understanding, text, message } = event;
  const heard = hear(state, understanding, moment);
  const step = danger(heard, understanding, moment);
  return after(step, (known) => {
    const rewrite: Effect = { do: 'rewrite', text, message };
    if (known.status === 'bot') {
      const again: Step = [known, [rewrite]];
      if (step[1].length > 0 || floods(known) || isBlocked(known, moment.now)) return again;
      return after(again, (at) => answer(at, messageOf(state, understanding, []), moment));
    }
    // Also in a room that this edit has opened: its first words were written before the edit.
    return [
      heard.status === 'bot' ? known : owed(known, moment.now),
      [rewrite, { do: 'relay-to-room', text, media: null, edited: true }],
    ];
  });
};

export const unsent = (state: Conversation, message: string): Step => [
  state,
  [
    { do: 'drop', message },
    ...(state.status === 'bot' ? [] : [{ do: 'tell-room', note: { note: 'unsent' } } as const]),
  ],
];

/** A photo, a voice message and the like are never "nothing": announced to the worker, or explained to the person. */
export const sentMedia = (state: Conversation, event: SentMedia, moment: Moment): Step => {
  const { media, caption, message, understanding } = event;
  const album = event.album ?? null;
  const explained = album !== null && album === state.album;
  const now: Conversation = { ...state, album };
  const heard: Conversation =
    understanding === null ? { ...now, ...present(now, moment) } : hear(now, understanding, moment);
  const step: Step = understanding === null ? [heard, []] : danger(heard, understanding, moment);
  const inDanger = step[1].length > 0;
  const kept = after(step, (known) => [
    known,
    caption === '' ? [] : [{ do: 'keep', who: 'person', text: caption, message }],
  ]);
  return after(kept, (known) => {
    if (known.status === 'bot') {
      if (inDanger) return [known, []];
      if (isBlocked(known, moment.now)) return refuse(known);
      if (floods(known)) return tellFlood(known);
      if (explained) return [known, []];
      return after(greet(known), (at) => [at, [say({ say: 'media-not-read', media })]]);
    }
    // The words of a caption that opened the case stand in the room already; what kind of message it was does not.
    const words = heard.status === 'bot' ? '' : caption;
    const relay: Effect = { do: 'relay-to-room', text: words, media, edited: false };
    const tell = known.status === 'waiting' && !inDanger && !floods(known) && !explained;
    return [owed(known, moment.now), [relay, ...(tell ? [say({ say: 'media-announced', media })] : [])]];
  });
};

/** The person has closed the way to them; whoever works on the case learns of it. */
export const left = (state: Conversation): Step => [
  { ...state, reachable: false },
  state.status === 'bot' || !state.reachable
    ? []
    : [{ do: 'tell-room', note: { note: 'unreachable', failure: 'left' } }],
];

export const returned = (state: Conversation): Step => {
  const here: Conversation = { ...state, reachable: true };
  if (state.reachable) return [here, []];
  return state.status === 'bot'
    ? [here, [say({ say: 'welcome-back' })]]
    : [here, [{ do: 'tell-room', note: { note: 'reachable' } }]];
};
