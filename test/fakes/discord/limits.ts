import { createHash } from 'node:crypto';
import type { Clock } from '../../../src/clock.ts';

/** How much is taken in one bucket. */
export interface BucketRule {
  readonly limit: number;
  /** Seconds. */
  readonly per: number;
}

/** How much Discord takes. The global figure is documented; those of buckets are told by headers and may change any day. */
export interface LimitRules {
  readonly globalPerSecond: number;
  readonly routes: Readonly<Record<string, BucketRule>>;
  readonly others: BucketRule;
}

export const discordLimits: LimitRules = {
  globalPerSecond: 50,
  routes: {
    'POST /channels/:channel/messages': { limit: 5, per: 5 },
    'PATCH /channels/:channel/messages/:message': { limit: 5, per: 5 },
    'POST /channels/:channel/threads': { limit: 50, per: 300 },
    'PUT /channels/:channel/messages/:message/reactions/:emoji/@me': { limit: 1, per: 0.25 },
    'POST /users/@me/channels': { limit: 10, per: 10 },
  },
  others: { limit: 50, per: 1 },
};

export interface Verdict {
  /** Null when it may pass; else the seconds to wait. */
  readonly retryAfter: number | null;
  readonly isGlobal: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Limits {
  take(key: string, major: string): Verdict;
}

const open: Verdict = { retryAfter: null, isGlobal: false, headers: {} };

/** What is answered by these is outside the global limit: presses and their answers. */
const isOutside = (key: string): boolean => / \/(?:interactions|webhooks)\//.test(key);

const rounded = (milliseconds: number): number => Math.ceil(Math.max(1, milliseconds)) / 1000;

export const createLimits = (clock: Clock, rules: LimitRules | null): Limits => {
  const buckets = new Map<string, { used: number; resetAt: number }>();
  let recent: number[] = [];

  return {
    take: (key, major) => {
      if (rules === null) return open;
      const now = clock.now();
      recent = recent.filter((at) => at > now - 1000);
      if (!isOutside(key) && recent.length >= rules.globalPerSecond) {
        const retryAfter = rounded((recent[0] ?? now) + 1000 - now);
        return {
          retryAfter,
          isGlobal: true,
          headers: { 'x-ratelimit-global': 'true', 'x-ratelimit-scope': 'global' },
        };
      }
      const rule = rules.routes[key] ?? rules.others;
      const name = createHash('sha256').update(key).digest('hex').slice(0, 32);
      const at = `${key} ${major}`;
      const known = buckets.get(at);
      const bucket =
        known !== undefined && known.resetAt > now ? known : { used: 0, resetAt: now + rule.per * 1000 };
      buckets.set(at, bucket);
      const left = rule.limit - bucket.used;
      const headers = {
        'x-ratelimit-limit': `${rule.limit}`,
        'x-ratelimit-remaining': `${Math.max(0, left - 1)}`,
        'x-ratelimit-reset': `${bucket.resetAt / 1000}`,
        'x-ratelimit-reset-after': `${rounded(bucket.resetAt - now)}`,
        'x-ratelimit-bucket': name,
      };
      if (left <= 0) {
        return {
          retryAfter: rounded(bucket.resetAt - now),
          isGlobal: false,
          headers: { ...headers, 'x-ratelimit-scope': 'user' },
        };
      }
      bucket.used += 1;
      if (!isOutside(key)) recent.push(now);
      return { retryAfter: null, isGlobal: false, headers };
    },
  };
};
