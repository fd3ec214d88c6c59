import { askForPerson } from './answer.ts';
import { endCase } from './case.ts';
import type { Command, Moment } from './event.ts';
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
      return [{ ...state, met: true }, [say({ say: 'help' })]];
    case 'who':
      return [state, [say({ say: 'who' })]];
    case 'privacy':
      return [state, [say({ say: 'privacy' })]];
    case 'language':
      return [state, [say({ say: 'choose-language' })]];
    case 'crisis': {
      const topics = state.search?.topics ?? [];
      const { place, age } = state;
      return [state, [say({ say: 'crisis', risk: 'high', topics, place, age, other: false })]];
    }
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
