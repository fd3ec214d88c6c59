import type { Update } from '@grammyjs/types';
import type { World } from './world.ts';

export interface WebhookSettings {
  readonly url: string;
  /** Empty without one. */
  readonly secret: string;
  readonly maxConnections: number;
}

/** Brings updates to the bot's own server, and tries again as Telegram does. */
export interface Webhook {
  settings(): WebhookSettings | null;
  set(settings: WebhookSettings): void;
  remove(): void;
  /** What went wrong last; the date is in Unix seconds. */
  trouble(): { readonly date: number; readonly text: string } | null;
  stop(): void;
}

const readTimeout = 60_000;
const longestPause = 60;
const longestRetryAfter = 3600;
/** So long may a bot answer 410 before the webhook is given up. */
const goneFor = 23 * 3_600_000;

const notFromHere = /^(?:get.*|setwebhook|deletewebhook|close|logout)$/i;

/**
 * Updates of one chat go strictly one after another, those of others beside them. After a failure: at once, then 2, 4, 8 …
 * seconds up to a minute, or what `Retry-After` says, until the update is a day old.
 */
export const createWebhook = (
  world: World,
  /** Does what a bot asked for in its answer to a delivery. */
  perform: (method: string, parameters: Readonly<Record<string, unknown>>) => Promise<void>,
): Webhook => {
  let settings: WebhookSettings | null = null;
  let trouble: ReturnType<Webhook['trouble']> = null;
  let firstGone: number | null = null;
  const busy = new Set<number>();
  const pauses = new Set<() => void>();
  const failures = new Map<number, number>();
  let running = new AbortController();

  const fail = (text: string): void => {
    trouble = { date: world.date(), text };
  };

  /** Seconds to wait, or null when it was taken. */
  const deliver = async (to: WebhookSettings, update: Update): Promise<number | null> => {
    const late = new AbortController();
    const callOff = world.clock.after(readTimeout, () => late.abort());
    try {
      const response = await fetch(to.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(to.secret === '' ? {} : { 'x-telegram-bot-api-secret-token': to.secret }),
        },
        body: JSON.stringify(update),
        signal: AbortSignal.any([late.signal, running.signal]),
      });
      const body = await response.text();
      if (response.ok) {
        firstGone = null;
        await answered(body);
        return null;
      }
      fail(`Wrong response from the webhook: ${response.status} ${response.statusText}`);
      firstGone = response.status === 410 ? (firstGone ?? world.clock.now()) : null;
      return Math.min(longestRetryAfter, Number(response.headers.get('retry-after') ?? 0) || 0);
    } catch {
      fail(late.signal.aborted ? 'Read timeout expired' : 'Webhook connection closed');
      return 0;
    } finally {
      callOff();
    }
  };

  const answered = async (body: string): Promise<void> => {
    if (!body.startsWith('{')) return;
    let asked: Readonly<Record<string, unknown>>;
    try {
      asked = JSON.parse(body) as Readonly<Record<string, unknown>>;
    } catch {
      return;
    }
    const { method, ...parameters } = asked;
    if (typeof method === 'string' && method !== '' && !notFromHere.test(method)) {
      await perform(method, parameters);
    }
  };

  const pauseBefore = (update: Update, asked: number): number => {
    const failed = failures.get(update.update_id) ?? 0;
    failures.set(update.update_id, failed + 1);
    if (asked > 0) return asked;
    return failed === 0 ? 0 : Math.min(longestPause, 2 ** failed);
  };

  const isGone = (): boolean => firstGone !== null && world.clock.now() - firstGone > goneFor;

  const bring = async (to: WebhookSettings, update: Update, lane: number): Promise<void> => {
    const asked = await deliver(to, update);
    if (settings !== to) return;
    if (asked === null) {
      failures.delete(update.update_id);
      world.updates.confirm(update);
    } else if (isGone()) {
      api.remove();
      return;
    } else {
      const seconds = pauseBefore(update, asked);
      if (seconds > 0) {
        const { promise, resolve } = Promise.withResolvers<void>();
        const callOff = world.clock.after(seconds * 1000, resolve);
        pauses.add(callOff);
        world.changed();
        await promise;
        pauses.delete(callOff);
        if (settings !== to) return;
      }
    }
    busy.delete(lane);
    world.changed();
    work();
  };

  const work = (): void => {
    const to = settings;
    while (to !== null && busy.size < to.maxConnections) {
      const next = world.updates.nextFor((lane) => !busy.has(lane));
      if (next === null) return;
      busy.add(next.lane);
      void bring(to, next.update, next.lane);
    }
  };

  const end = (): void => {
    settings = null;
    firstGone = null;
    running.abort();
    for (const callOff of pauses) callOff();
    pauses.clear();
    busy.clear();
    failures.clear();
    world.changed();
  };

  world.updates.onReady(() => work());

  const api: Webhook = {
    settings: () => settings,
    set: (next) => {
      end();
      trouble = null;
      running = new AbortController();
      settings = next;
      work();
    },
    remove: end,
    trouble: () => trouble,
    stop: end,
  };
  return api;
};
