import type { Effect, Say } from './effect.ts';
import type { Conversation } from './state.ts';

/** What deciding gives: the next state, and what should be done, in order. */
export type Step = readonly [Conversation, readonly Effect[]];

export const say = (what: Say): Effect => ({ do: 'say', say: what });

/** One step after another: the effects add up, the last state stays. */
export const after = (step: Step, next: (state: Conversation) => Step): Step => {
  const [state, effects] = next(step[0]);
  return [state, [...step[1], ...effects]];
};

/** The fields that every state has, without those of a case: what stays when a case ends. */
export const withBot = (state: Conversation): Conversation & { readonly status: 'bot' } => {
  if (state.status === 'bot') return state;
  const { case: _case, status: _status, ...rest } = state;
  if (state.status === 'waiting') return { ...rest, status: 'bot' };
  const {
    worker: _w,
    claimedAt: _c,
    lastWorkerWord: _l,
    unansweredSince: _u,
    reminded: _r,
    ...known
  } = rest as Omit<typeof state, 'case' | 'status'>;
  return { ...known, status: 'bot' };
};
