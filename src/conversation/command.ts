import { askForPerson } from './answer.ts';
import { endCase } from './case.ts';
import type { Effect } from './effect.ts';
import type { Command, Moment } from './event.ts';
import { recentAlert } from './hear.ts';
import { type Conversation, newConversation } from './state.ts';
import { type Step, say } from './step.ts';

/** Commands that a person may give while a worker has the conversation: their rights and the way out. The rest is words. */
const alwaysHeard: readonly Command[] = ['crisis', 'delete', 'hide', 'end', 'privacy', 'language'];

export const hearsCommand = (state: Conversation, command: Command): boolean =>
  state.status !== 'with-worker' || alwaysHeard.includes(command);

export const obey = (state: Conversation, command: Command, moment: Moment): Step => {
  switch (command) {
    case 'start':
      return [{ ...state, met: true }, [say({ say: state.met ? 'help' : 'welcome' })]];
    case 'help':
      return greeted(state, say({ say: 'help' }));
    case 'who':
      return greeted(state, say({ say: 'who' }));
    case 'privacy':
      return greeted(state, say({ say: 'privacy' }));
    case 'language':
      return greeted(state, say({ say: 'choose-language' }));
    case 'crisis':
      return contacts(state, moment);
    case 'person':
      return askForPerson(state, null, moment);
    case 'end':
      return end(state);
    case 'delete':
    case 'hide':
      return forget(state, command === 'hide', moment);
    default:
      return command satisfies never;
  }
};

/** A command may be the first word that somebody writes. */
const greeted = (state: Conversation, answer: Effect): Step =>
  state.met || state.status !== 'bot'
    ? [state, [answer]]
    : [{ ...state, met: true }, [say({ say: 'welcome' }), answer]];

/** The contacts, for whoever asks for them; those for the danger that was seen, when there was one. */
const contacts = (state: Conversation, moment: Moment): Step => {
  const alert = recentAlert(state, moment.now);
  const card = say({
    say: 'crisis',
    risk: alert?.risk ?? 'high',
    topics: alert?.topics ?? state.search?.topics ?? [],
    place: state.place,
    age: state.age,
    other: alert?.other ?? false,
    asked: true,
    askPlace: false,
  });
  // Whoever works on the case should know that the person looked for them.
  const flag: readonly Effect[] =
    state.status === 'bot'
      ? []
      : [{ do: 'tell-room', note: { note: 'danger', risk: alert?.risk ?? 'high' } }];
  return [state, [card, ...flag]];
};

const end = (state: Conversation): Step => {
  if (state.status === 'bot') return [state, [say({ say: 'nothing-to-end' })]];
  return endCase(state, state.status === 'waiting' ? 'cancelled' : 'ended', null);
};

/** Everything of this person goes at once, in every state. A worker who has the case learns only that it is over. */
const forget = (state: Conversation, hide: boolean, moment: Moment): Step => [
  newConversation(state.alias, state.language, moment.now),
  [
    ...(state.status === 'bot'
      ? []
      : [
          { do: 'tell-room', note: { note: 'deleted' } } as const,
          { do: 'tell-desk', call: { call: 'ended', case: state.case, why: 'deleted' } } as const,
        ]),
    { do: 'count', what: 'deleted', topic: null },
    { do: 'audit', what: 'deleted', worker: null, detail: '' },
    { do: 'forget', hide, language: state.language },
  ],
];
