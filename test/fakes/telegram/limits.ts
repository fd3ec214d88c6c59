import type { Clock } from '../../../src/clock.ts';

/**
 * How much Telegram takes. It says itself that the exact limits are not given; these are the figures of its FAQ, with the
 * bursts that bots live on.
 */
export interface LimitRules {
  /** A private chat: about one message a second, after a burst. */
  readonly perPerson: { readonly burst: number; readonly perSecond: number };
  /** A group: so many messages, and so many edits, in any minute. */
  readonly perGroupMinute: number;
  /** All chats together. */
  readonly perSecond: number;
}

export const telegramLimits: LimitRules = {
  perPerson: { burst: 10, perSecond: 1 },
  perGroupMinute: 20,
  perSecond: 30,
};

export interface Limits {
  /** Null when it may pass, and then it is counted; else the whole seconds to wait. */
  take(chat: number, isGroup: boolean, kind: 'send' | 'edit', messages?: number): number | null;
}

const second = 1000;
const minute = 60 * second;

/** The seconds until `count` more fit among those of the last `span` milliseconds, of which at most `most` may lie there. */
const waitFor = (
  times: readonly number[],
  now: number,
  span: number,
  most: number,
  count: number,
): number => {
  const recent = times.filter((at) => at > now - span);
  const over = recent.length + count - most;
  if (over <= 0) return 0;
  const freed = recent[Math.min(over, recent.length) - 1] ?? now;
  return Math.max(1, Math.ceil((freed + span - now) / second));
};

export const createLimits = (clock: Clock, rules: LimitRules | null): Limits => {
  const groups = new Map<string, number[]>();
  const persons = new Map<number, { tokens: number; at: number }>();
  let overall: number[] = [];

  const personWait = (chat: number, count: number): number => {
    if (rules === null) return 0;
    const { burst, perSecond } = rules.perPerson;
    const now = clock.now();
    const before = persons.get(chat) ?? { tokens: burst, at: now };
    const tokens = Math.min(burst, before.tokens + ((now - before.at) / second) * perSecond);
    persons.set(chat, { tokens, at: now });
    return tokens >= Math.min(count, burst) ? 0 : Math.max(1, Math.ceil((count - tokens) / perSecond));
  };

  return {
    take: (chat, isGroup, kind, messages = 1) => {
      if (rules === null) return null;
      const now = clock.now();
      const key = `${kind} ${chat}`;
      const inGroup = (groups.get(key) ?? []).filter((at) => at > now - minute);
      overall = overall.filter((at) => at > now - second);
      const wait = Math.max(
        waitFor(overall, now, second, rules.perSecond, 1),
        isGroup ? waitFor(inGroup, now, minute, rules.perGroupMinute, messages) : personWait(chat, messages),
      );
      if (wait > 0) return wait;
      overall.push(now);
      if (isGroup) groups.set(key, [...inGroup, ...Array.from({ length: messages }, () => now)]);
      const person = persons.get(chat);
      if (!isGroup && person !== undefined) person.tokens -= messages;
      return null;
    },
  };
};
