import { type Outcome, outcomes } from './event.ts';

/** What a worker writes at the desk: a command, a note for the team, or plain words. */
export type DeskCommand =
  | { readonly desk: 'words' }
  | { readonly desk: 'note'; readonly text: string }
  | { readonly desk: 'take' | 'back' | 'card' | 'full' | 'unsend' | 'cases' | 'unblock' | 'help' }
  | { readonly desk: 'hand'; readonly to: string | null }
  /** null: not said, or not one of the known ones. */
  | { readonly desk: 'close'; readonly outcome: Outcome | null }
  | { readonly desk: 'find'; readonly text: string }
  | { readonly desk: 'send'; readonly entry: string }
  /** ask: only tell how it is; auto: by the weekly hours again. */
  | { readonly desk: 'duty'; readonly set: 'on' | 'off' | 'auto' | 'ask' }
  | {
      readonly desk: 'capacity';
      readonly entry: string;
      readonly state: 'full' | 'free' | 'closed';
      readonly days: number;
    }
  | { readonly desk: 'block'; readonly days: number }
  | { readonly desk: 'reveal'; readonly reason: string }
  | { readonly desk: 'unknown' };

/** Days for which a block or a capacity can be said. */
const longestTime = 365;

/** Reads what a worker wrote. Words are English in every language of the desk; `/help` lists them. */
export const parseDeskCommand = (text: string): DeskCommand => {
  const trimmed = text.trim();
  if (trimmed.startsWith('//')) return { desk: 'note', text: trimmed.slice(2).trim() };
  if (!trimmed.startsWith('/')) return { desk: 'words' };
  const [word = '', ...rest] = trimmed.slice(1).split(/\s+/);
  const argument = rest.join(' ');
  switch (word.toLowerCase().replace(/@.*$/, '')) {
    case 'take':
      return { desk: 'take' };
    case 'hand':
      return { desk: 'hand', to: argument === '' ? null : argument };
    case 'back':
      return { desk: 'back' };
    case 'close':
      return { desk: 'close', outcome: outcomes.find((outcome) => outcome === argument) ?? null };
    case 'card':
      return { desk: 'card' };
    case 'full':
      return { desk: 'full' };
    case 'unsend':
      return { desk: 'unsend' };
    case 'cases':
    case 'who':
      return { desk: 'cases' };
    case 'find':
      return { desk: 'find', text: argument };
    case 'send':
      return { desk: 'send', entry: argument };
    case 'duty':
      return { desk: 'duty', set: (['on', 'off', 'auto'] as const).find((one) => one === argument) ?? 'ask' };
    case 'capacity': {
      const [entry = '', asked, until = '1'] = rest;
      const state = (['full', 'free', 'closed'] as const).find((one) => one === asked);
      const days = Number(until);
      const isTime = Number.isInteger(days) && days >= 1 && days <= longestTime;
      return state === undefined || !isTime ? { desk: 'unknown' } : { desk: 'capacity', entry, state, days };
    }
    case 'block': {
      const days = Number(argument === '' ? '7' : argument);
      return Number.isInteger(days) && days >= 1 && days <= longestTime
        ? { desk: 'block', days }
        : { desk: 'unknown' };
    }
    case 'unblock':
      return { desk: 'unblock' };
    case 'reveal':
      return { desk: 'reveal', reason: argument };
    case 'help':
    case 'start':
      return { desk: 'help' };
    default:
      return { desk: 'unknown' };
  }
};
