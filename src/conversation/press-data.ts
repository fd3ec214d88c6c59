import { languages, topicIds } from '../domain.ts';
import { commands, type Outcome, outcomes, type Press } from './event.ts';

/**
 * What stands behind a button, as a short text (at most 48 bytes), and back. Buttons live long in old messages and can be
 * forged: whatever does not parse is answered as an old button, never trusted.
 */

export const pressData = (press: Press): string => {
  switch (press.press) {
    case 'command':
      return `c:${press.command}`;
    case 'topic':
      return `t:${press.topic}`;
    case 'place':
      return `p:${press.id}`;
    case 'guide':
      return `g:${press.id}`;
    case 'language':
      return `l:${press.language}`;
    case 'helped':
      return press.helped ? 'h:yes' : 'h:no';
    case 'reached':
      return press.reached ? 'r:yes' : 'r:no';
    case 'more':
    case 'other-place':
    case 'share-place':
    case 'not-this':
    case 'something-else':
    case 'ask-later':
      return `s:${press.press}`;
    default:
      return press satisfies never;
  }
};

const among = <T extends string>(list: readonly T[], value: string): T | undefined =>
  list.find((one) => one === value);

/** The press behind the data of a person's button; null when it is none of ours. */
export const parsePress = (data: string): Press | null => {
  const kind = data.slice(0, 2);
  const value = data.slice(2);
  switch (kind) {
    case 'c:': {
      const command = among(commands, value);
      return command === undefined ? null : { press: 'command', command };
    }
    case 't:': {
      const topic = among(topicIds, value);
      return topic === undefined ? null : { press: 'topic', topic };
    }
    case 'p:':
      return { press: 'place', id: value };
    case 'g:':
      return { press: 'guide', id: value };
    case 'l:': {
      const language = among(languages, value);
      return language === undefined ? null : { press: 'language', language };
    }
    case 'h:':
      return value === 'yes' || value === 'no' ? { press: 'helped', helped: value === 'yes' } : null;
    case 'r:':
      return value === 'yes' || value === 'no' ? { press: 'reached', reached: value === 'yes' } : null;
    case 's:': {
      const plain = among(
        ['more', 'other-place', 'share-place', 'not-this', 'something-else', 'ask-later'] as const,
        value,
      );
      return plain === undefined ? null : { press: plain };
    }
    default:
      return null;
  }
};

/**
 * What a worker's button means; the handle says of which conversation, the number of which case. null: of whichever is open
 * (the call that brings a worker to it, and buttons of older versions).
 */
export type DeskPress = { readonly handle: string; readonly caseNumber: number | null } & (
  | { readonly press: 'take' | 'hand' | 'back' | 'card' }
  | { readonly press: 'close'; readonly outcome: Outcome | null }
);

export const deskPressData = (press: DeskPress): string => {
  const about = press.caseNumber === null ? press.handle : `${press.handle}.${press.caseNumber}`;
  return press.press === 'close' && press.outcome !== null
    ? `close:${about}:${press.outcome}`
    : `${press.press}:${about}`;
};

export const parseDeskPress = (data: string): DeskPress | null => {
  const [what, about, outcome] = data.split(':');
  const [, handle, number] = /^([a-z0-9]{4,32})(?:\.([1-9]\d{0,8}))?$/.exec(about ?? '') ?? [];
  if (handle === undefined) return null;
  const caseNumber = number === undefined ? null : Number(number);
  if (what === 'close') {
    const known = outcome === undefined ? null : among(outcomes, outcome);
    return known === undefined ? null : { press: 'close', handle, caseNumber, outcome: known };
  }
  const plain = among(['take', 'hand', 'back', 'card'] as const, what ?? '');
  return plain === undefined || outcome !== undefined ? null : { press: plain, handle, caseNumber };
};
