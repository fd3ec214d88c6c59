import type { Effect, Say } from './effect.ts';
import type { Conversation, WithBot } from './state.ts';

/** What deciding gives: the next state, and what should be done, in order. */
export type Step = readonly [Conversation, readonly Effect[]];

export const say = (what: Say): Effect => ({ do: 'say', say: what });

/** One step after another: the effects add up, the last state stays. */
export const after = (step: Step, next: (state: Conversation) => Step): Step => {
  const [state, effects] = next(step[0]);
  return [state, [...step[1], ...effects]];
};

/** The fields that every state has, without those of a case: what stays when a case ends. */
export const withBot = (state: Conversation): WithBot => {
  switch (state.status) {
    case 'bot':
      return state;
    case 'waiting': {
      const { case: _case, ...known } = state;
      return { ...known, status: 'bot' };
    }
    case 'with-worker': {
      const { case: _case, worker: _w, claimedAt: _c, lastWorkerWord: _l, ...more } = state;
      const { unansweredSince: _u, reminded: _r, ...known } = more;
      return { ...known, status: 'bot' };
    }
    default:
      return state satisfies never;
  }
};
