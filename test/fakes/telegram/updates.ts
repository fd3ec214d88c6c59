import type { Update } from '@grammyjs/types';
import type { Clock } from '../../../src/clock.ts';
import { conflict } from './refusal.ts';

export type UpdateKind = Exclude<keyof Update, 'update_id'>;

interface Pending {
  readonly update: Update;
  /** The chat: a webhook gets its updates strictly one after another. */
  readonly lane: number;
  readonly expiresAt: number;
}

export interface PollRequest {
  readonly offset: number;
  readonly limit: number;
  /** Seconds. */
  readonly timeout: number;
  readonly allowed: readonly UpdateKind[] | undefined;
  /** Says when nobody listens for the answer any more. */
  readonly gone: AbortSignal;
}

/** What waits for the bot, and how it is handed over. */
export interface Updates {
  add<K extends UpdateKind>(kind: K, what: NonNullable<Update[K]>, lane: number): void;
  poll(request: PollRequest): Promise<readonly Update[]>;
  allow(kinds: readonly UpdateKind[] | undefined): void;
  allowed(): readonly UpdateKind[] | undefined;
  /** Those which the bot has not confirmed, oldest first. */
  pending(): readonly Update[];
  /** Everything that was ever brought, oldest first. */
  all(): readonly Update[];
  /** The id that the next update will have. */
  nextId(): number;
  /** Brings an update once more, whatever was confirmed; the last one without an id. */
  repeat(id?: number): void;
  /** Hands over nothing until `release`. */
  hold(): void;
  /** Hands over what was held, also in another order than it happened. */
  release(order?: 'in order' | 'reversed'): void;
  forgetAll(): void;
  /** The next update that a webhook may be sent, of a lane that is free; null when there is none. */
  nextFor(isFree: (lane: number) => boolean): Pending | null;
  confirm(update: Update): void;
  /** Calls back whenever something is there to hand over. */
  onReady(call: () => void): void;
  /** Ends a poll that waits. */
  stop(): void;
}

const notByDefault: readonly UpdateKind[] = ['chat_member', 'message_reaction', 'message_reaction_count'];
const dayInMilliseconds = 86_400_000;
const firstId = 700_000_001;
const longestPoll = 50;

export const createUpdates = (needs: {
  readonly clock: Clock;
  readonly changed: () => void;
  readonly judge: (update: Update) => void;
}): Updates => {
  const { clock } = needs;
  const all: Update[] = [];
  const lanes = new Map<number, number>();
  let queue: Pending[] = [];
  /** Handed over by the next poll whatever its offset is: what platforms bring twice or late. */
  let strays: Pending[] = [];
  /** Strays of the last poll: the next one says that they were taken. */
  let handed: Pending[] = [];
  let held = false;
  let allowedKinds: readonly UpdateKind[] | undefined;
  let waiting: ((reason: 'ready' | 'conflict' | 'over') => void) | null = null;
  let ready: () => void = () => undefined;

  const isAllowed = (kind: UpdateKind): boolean =>
    allowedKinds === undefined || allowedKinds.length === 0
      ? !notByDefault.includes(kind)
      : allowedKinds.includes(kind);

  const wake = (): void => {
    if (held) return;
    waiting?.('ready');
    ready();
  };

  const dropExpired = (): void => {
    const now = clock.now();
    queue = queue.filter(({ expiresAt }) => expiresAt > now);
  };

  const confirmTo = (offset: number): void => {
    if (offset < 0) queue = queue.slice(offset);
    else queue = queue.filter(({ update }) => update.update_id >= offset);
  };

  const take = (limit: number): readonly Update[] => {
    dropExpired();
    if (held) return [];
    const first = strays.slice(0, limit);
    strays = strays.slice(first.length);
    handed = first;
    const late = new Set(first.map(({ update }) => update.update_id));
    const rest = queue.filter(({ update }) => !late.has(update.update_id)).slice(0, limit - first.length);
    return [...first, ...rest].map(({ update }) => update);
  };

  const waitUntilReady = async (seconds: number, gone: AbortSignal): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<'ready' | 'conflict' | 'over'>();
    waiting = resolve;
    const callOff = clock.after(seconds * 1000, () => resolve('over'));
    const leave = (): void => resolve('over');
    gone.addEventListener('abort', leave, { once: true });
    needs.changed();
    const reason = await promise;
    callOff();
    gone.removeEventListener('abort', leave);
    if (waiting === resolve) waiting = null;
    if (reason === 'conflict') {
      throw conflict(
        'terminated by other getUpdates request; make sure that only one bot instance is running',
      );
    }
  };

  return {
    add: (kind, what, lane) => {
      if (!isAllowed(kind)) return;
      const update: Update = { update_id: firstId + all.length, [kind]: what };
      needs.judge(update);
      all.push(update);
      lanes.set(update.update_id, lane);
      queue.push({ update, lane, expiresAt: clock.now() + dayInMilliseconds });
      wake();
      needs.changed();
    },
    poll: async ({ offset, limit, timeout, allowed, gone }) => {
      waiting?.('conflict');
      handed = [];
      if (allowed !== undefined) allowedKinds = allowed;
      if (offset !== 0) confirmTo(offset);
      needs.changed();
      const most = Math.min(100, Math.max(1, limit));
      const there = take(most);
      if (there.length > 0 || timeout <= 0) return there;
      await waitUntilReady(Math.min(timeout, longestPoll), gone);
      // Nobody listens: a stray must not be lost on them.
      return gone.aborted ? [] : take(most);
    },
    allow: (kinds) => {
      if (kinds !== undefined) allowedKinds = kinds;
    },
    allowed: () => allowedKinds,
    pending: () => {
      dropExpired();
      return [...new Set([...handed, ...strays, ...queue].map(({ update }) => update))];
    },
    all: () => all,
    nextId: () => firstId + all.length,
    repeat: (id) => {
      const update = all.find(({ update_id }) => update_id === (id ?? all.at(-1)?.update_id));
      if (update === undefined) throw new Error(`fake Telegram: there is no update ${id ?? ''} to repeat`);
      const lane = lanes.get(update.update_id) ?? 0;
      strays.push({ update, lane, expiresAt: clock.now() + dayInMilliseconds });
      wake();
    },
    hold: () => {
      held = true;
    },
    release: (order = 'in order') => {
      held = false;
      if (order === 'reversed') {
        strays.push(...queue.toReversed());
        queue = [];
      }
      wake();
    },
    forgetAll: () => {
      queue = [];
      strays = [];
      handed = [];
      needs.changed();
    },
    nextFor: (isFree) => {
      dropExpired();
      if (held) return null;
      return [...strays, ...queue].find(({ lane }) => isFree(lane)) ?? null;
    },
    confirm: (update) => {
      const stray = strays.findIndex((one) => one.update === update);
      if (stray >= 0) strays.splice(stray, 1);
      else queue = queue.filter((one) => one.update !== update);
      needs.changed();
    },
    onReady: (call) => {
      ready = call;
    },
    stop: () => waiting?.('over'),
  };
};
