import { type Client, signalOf } from './client.ts';
import type { Intake } from './intake.ts';
import type { Tell } from './news.ts';
import { refusalOf } from './refusal.ts';
import { wantedUpdates } from './updates-wanted.ts';
import { type After, createPauses } from './waiting.ts';

export interface PollingNeeds {
  readonly api: Client;
  readonly intake: Intake;
  readonly tell: Tell;
  readonly after: After;
  /** It cannot go on: the token is refused, or somebody else runs this bot. */
  readonly onEnd: (reason: Error) => void;
}

/** Seconds for which Telegram holds a request open when nothing comes. */
const patience = 30;
/** While something is not durable yet, what comes later is looked for this often (milliseconds). */
const peek = 1000;
/** After a restart the old run's request may still be open at Telegram for a while. */
const mostConflicts = 12;
const pauseAfterConflict = 3000;
const longestPause = 60_000;

/**
 * Long polling. An update is confirmed to Telegram only when it and all before it are durable; until then later ones are
 * fetched beside it, so that one that hangs holds up nobody. What was fetched and not confirmed comes again after a crash,
 * and has the same key.
 */
export const createPolling = ({ api, intake, tell, after, onEnd }: PollingNeeds) => {
  let stopped = false;
  /** Ends the request that is open; a new one for each, since whoever listens to a signal stays with it. */
  let asking = new AbortController();
  const pending = new Set<number>();
  const done = new Set<number>();
  let next = 0;
  let failures = 0;
  let conflicts = 0;
  let running: Promise<void> = Promise.resolve();
  let changed = Promise.withResolvers<void>();

  /** Everything below this is durable. */
  const confirmed = (): number => Math.min(next, ...pending);

  const begin = (id: number, took: Promise<unknown>): void => {
    pending.add(id);
    next = Math.max(next, id + 1);
    void took.then((how) => {
      if (how !== 'not-yet') {
        pending.delete(id);
        done.add(id);
      } else retry.add(id);
      changed.resolve();
      changed = Promise.withResolvers<void>();
    });
  };
  /** Came back as not taken: Telegram brings them again, since they are not confirmed. */
  const retry = new Set<number>();

  const pauses = createPauses(after);
  const pause = (milliseconds: number): Promise<void> => pauses.atMost(milliseconds);

  const allTaken = async (): Promise<void> => {
    while ([...pending].some((id) => !retry.has(id))) await changed.promise;
  };

  const fetchOnce = async (): Promise<void> => {
    const offset = confirmed();
    for (const id of done) if (id < offset) done.delete(id);
    const timeout = pending.size === 0 ? patience : 0;
    asking = new AbortController();
    if (stopped) return;
    const updates = await api.getUpdates(
      { ...(offset === 0 ? {} : { offset }), limit: 100, timeout, allowed_updates: wantedUpdates },
      signalOf(asking.signal),
    );
    if (failures > 0) tell('reachable');
    failures = 0;
    conflicts = 0;
    for (const update of updates) {
      const id = update.update_id;
      // After a week without updates Telegram may begin to count anew, lower.
      if (done.has(id) || (pending.has(id) && !retry.has(id))) continue;
      retry.delete(id);
      begin(id, intake.take(update));
    }
    if (pending.size > 0) await pauses.atMost(peek, allTaken());
    // What was not taken is tried again, but not at once.
    if (retry.size > 0) await pause(peek);
  };

  /** False: it cannot go on. */
  const survive = async (error: unknown): Promise<boolean> => {
    const refusal = refusalOf(error);
    if (refusal !== null && refusal.why === 'token') {
      tell('token');
      onEnd(new Error('Telegram refuses the token; get a new one from @BotFather and set TELEGRAM_TOKEN'));
      return false;
    }
    if (refusal?.why === 'conflict') {
      conflicts += 1;
      if (conflicts === 1) tell('second-poller');
      if (conflicts >= mostConflicts) {
        onEnd(
          new Error('another program fetches the messages of this Telegram bot; stop it, then start again'),
        );
        return false;
      }
      await pause(pauseAfterConflict);
      return true;
    }
    if (failures === 0) tell('unreachable');
    const asked = refusal?.why === 'later' ? refusal.seconds * 1000 : 0;
    await pause(Math.max(asked, Math.min(longestPause, 1000 * 2 ** failures)));
    failures += 1;
    return true;
  };

  const run = async (): Promise<void> => {
    while (!stopped) {
      try {
        await fetchOnce();
      } catch (error) {
        if (stopped || !(await survive(error))) return;
      }
    }
  };

  return {
    start: (): void => {
      running = run();
    },
    /** Waits for what is under way, and confirms what is durable. */
    stop: async (): Promise<void> => {
      stopped = true;
      asking.abort();
      pauses.stop();
      await running;
      await intake.idle();
      const offset = confirmed();
      if (offset === 0) return;
      const soon = signalOf(AbortSignal.timeout(2000));
      // Nothing is lost without it: what is not confirmed comes again and has been seen.
      await api.getUpdates({ offset, limit: 1, timeout: 0 }, soon).catch(() => undefined);
    },
  };
};
