import type { Understanding } from '../domain.ts';
import { answer, askForPerson, narrow, notThis, offer } from './answer.ts';
import { hearsCommand, obey } from './command.ts';
import { danger } from './danger.ts';
import type { Effect } from './effect.ts';
import type { Event, Moment, Press } from './event.ts';
import { floods, hear, isBlocked, owed, present } from './hear.ts';
import { rules, units } from './rules.ts';
import type { Conversation } from './state.ts';
import { after, type Step, say } from './step.ts';

type Said = Extract<Event, { is: 'said' }>;
type Edited = Extract<Event, { is: 'edited' }>;
type SentMedia = Extract<Event, { is: 'sent-media' }>;

/** A message in words. Crisis contacts first, whatever else it is; then it is answered, or it goes to the room. */
export const said = (state: Conversation, event: Said, moment: Moment): Step => {
  const { understanding: understood, text, message } = event;
  const asked = state.asked;
  const heard = hear(state, understood, moment.now);
  if (event.command !== null && hearsCommand(heard, event.command)) {
    return isBlocked(heard, moment.now) && event.command === 'person'
      ? refuse(heard)
      : obey(heard, event.command, moment);
  }
  const step = danger(heard, understood, event.cardSent, moment);
  const inDanger = step[1].length > 0;
  const kept = after(step, (known) => [known, [{ do: 'keep', who: 'person', text, message }]]);
  return after(kept, (known) => {
    // A case that this very message opened has it in its room already, among the last words.
    const opened = heard.status === 'bot' && known.status === 'waiting';
    if (known.status === 'bot') return inBot(known, understood, event.named, asked, inDanger, moment);
    if (opened) return [known, []];
    const relay: Effect = { do: 'relay-to-room', text, media: null, edited: false };
    const passed: Step = [owed(known, moment.now), [relay]];
    if (known.status === 'with-worker' || inDanger) return passed;
    return after(passed, (waiting) => whileWaiting(waiting, understood, event.named, asked, moment));
  });
};

/** With the bot: first contact, blocked, flood; else an answer. */
const inBot = (
  state: Conversation,
  understood: Understanding,
  named: readonly string[],
  asked: Conversation['asked'],
  inDanger: boolean,
  moment: Moment,
): Step => {
  if (inDanger) {
    // No search results under crisis contacts; but who asks for a person in the same breath gets one.
    return understood.human && !isBlocked(state, moment.now)
      ? askForPerson(state, understood, moment)
      : [state, []];
  }
  if (isBlocked(state, moment.now)) return refuse(state);
  if (floods(state)) return tellFlood(state);
  const greeted: Step = state.met ? [state, []] : [{ ...state, met: true }, [say({ say: 'welcome' })]];
  return after(greeted, (known) => answer(known, understood, named, asked, moment));
};

/** Somebody waits for a person: what they say is in the room; the bot answers only what is plainly asked of it. */
const whileWaiting = (
  state: Conversation,
  understood: Understanding,
  named: readonly string[],
  asked: Conversation['asked'],
  moment: Moment,
): Step => {
  if (state.status !== 'waiting') return [state, []];
  if (floods(state)) return tellFlood(state);
  const plainly =
    understood.human ||
    understood.followUp !== null ||
    named.length > 0 ||
    (state.search !== null && understood.place !== null && understood.topics[0]?.band !== 'sure');
  if (plainly) return answer(state, understood, named, asked, moment);
  if (state.case.passedOn) return [state, []];
  return [{ ...state, case: { ...state.case, passedOn: true } }, [say({ say: 'passed-on' })]];
};

const tellFlood = (state: Conversation): Step =>
  state.flood.told
    ? [state, []]
    : [{ ...state, flood: { ...state.flood, told: true } }, [say({ say: 'flood' })]];

const refuse = (state: Conversation): Step => {
  if (state.blockedUntil === null || state.blockTold) return [state, []];
  return [{ ...state, blockTold: true }, [say({ say: 'blocked', until: state.blockedUntil })]];
};

/** An edited message is read again for danger and passed on; the bot does not answer the same thing twice. */
export const edited = (state: Conversation, event: Edited, moment: Moment): Step => {
  const { understanding, text, message } = event;
  const heard = hear(state, understanding, moment.now);
  const step = danger(heard, understanding, event.cardSent, moment);
  return after(step, (known) => {
    const rewrite: Effect = { do: 'rewrite', text, message };
    if (heard.status === 'bot') {
      const again: Step = [known, [rewrite]];
      if (step[1].length > 0 || floods(known) || isBlocked(known, moment.now)) return again;
      return after(again, (at) => answer(at, understanding, [], state.asked, moment));
    }
    return [owed(known, moment.now), [rewrite, { do: 'relay-to-room', text, media: null, edited: true }]];
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
  const heard: Conversation =
    understanding === null
      ? { ...state, ...present(state, moment.now) }
      : hear(state, understanding, moment.now);
  const step: Step =
    understanding === null ? [heard, []] : danger(heard, understanding, event.cardSent, moment);
  return after(step, (known) => {
    const keep: readonly Effect[] =
      caption === '' ? [] : [{ do: 'keep', who: 'person', text: caption, message }];
    if (heard.status === 'bot') {
      if (isBlocked(known, moment.now)) return refuse(known);
      if (floods(known)) return tellFlood(known);
      return [known, [...keep, say({ say: 'media-not-read', media })]];
    }
    const relay: Effect = { do: 'relay-to-room', text: caption, media, edited: false };
    const tell = known.status === 'waiting' && !floods(known) ? [say({ say: 'media-announced', media })] : [];
    return [owed(known, moment.now), [...keep, relay, ...tell]];
  });
};

/** A button of the person. While a worker has the conversation, only the person's rights are heard. */
export const pressed = (before: Conversation, press: Press, moment: Moment): Step => {
  const state: Conversation = { ...before, ...present(before, moment.now) };
  if (press.press === 'command') {
    const { command } = press;
    if (!hearsCommand(state, command)) return [state, []];
    return isBlocked(state, moment.now) && command === 'person'
      ? refuse(state)
      : obey(state, command, moment);
  }
  if (press.press === 'language') {
    const { language } = press;
    return [{ ...state, language, languageChosen: true }, [say({ say: 'language-changed', language })]];
  }
  if (press.press === 'helped' || press.press === 'reached') return feedback(state, press);
  if (press.press === 'ask-later') return askLater(state, moment.now);
  if (state.status === 'with-worker') return [state, []];
  if (isBlocked(state, moment.now)) return refuse(state);
  if (floods(state)) return tellFlood(state);
  return search(state, press, moment);
};

const search = (
  state: Conversation,
  press: Exclude<Press, { press: 'command' | 'language' | 'helped' | 'reached' | 'ask-later' }>,
  moment: Moment,
): Step => {
  switch (press.press) {
    case 'topic':
      return offer(state, { topics: [press.topic], skip: 0, only: [] }, true, false, moment);
    case 'guide':
      return [state, [say({ say: 'guide', id: press.id })]];
    case 'something-else':
      return [{ ...state, asked: null }, [say({ say: 'ask-topic' })]];
    case 'not-this':
      return notThis(state);
    case 'more':
      return state.search === null
        ? [state, [say({ say: 'old-button' })]]
        : narrow(state, state.search, 'more', moment);
    case 'other-place':
      return [{ ...state, asked: { about: 'place' }, placeAsked: true }, [say({ say: 'ask-place' })]];
    case 'place':
      return choosePlace(state, press.id, moment);
    default:
      return press satisfies never;
  }
};

const choosePlace = (state: Conversation, id: string, moment: Moment): Step => {
  const { asked } = state;
  const place = asked?.about === 'which-place' ? asked.candidates.find((one) => one.id === id) : undefined;
  if (place === undefined) return [state, [say({ say: 'old-button' })]];
  const known: Conversation = { ...state, place, asked: null };
  const fresh = asked?.about === 'which-place' && asked.fresh;
  if (state.search === null) return [known, [say({ say: 'place-noted', place })]];
  return offer(known, { ...state.search, skip: 0 }, fresh, false, moment);
};

type Feedback = Extract<Press, { press: 'helped' | 'reached' }>;

const feedback = (state: Conversation, given: Feedback): Step => {
  if (state.asked?.about !== given.press) return [state, []];
  const yes = given.press === 'helped' ? given.helped : given.reached;
  return [
    { ...state, asked: null },
    [
      say({ say: 'thanks', helped: yes, askLater: given.press === 'helped' }),
      { do: 'count', what: `${given.press}-${yes ? 'yes' : 'no'}`, topic: null },
    ],
  ];
};

const askLater = (state: Conversation, now: number): Step => [
  { ...state, askLaterAt: now + rules.askLaterAfter },
  [say({ say: 'ask-later-noted', days: rules.askLaterAfter / units.day })],
];

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
