import type { GatewayMessageCreateDispatchData } from 'discord.js';
import type { Address } from '../../src/port.ts';
import type { CatchUp } from './catch-up.ts';
import type { Intake } from './intake.ts';
import type { Tell } from './news.ts';

/** What outlasts a restart. */
export interface Memory {
  /** Until when everything had come, milliseconds since 1970; null: never yet. */
  readonly heardUntil: () => Promise<number | null>;
  readonly saveHeardUntil: (at: number) => Promise<void>;
  /** Addresses of those whose conversations are kept, open cases first. */
  readonly persons: () => Promise<readonly Address[]>;
}

export interface MissedNeeds {
  readonly memory: Memory;
  readonly catchUp: CatchUp;
  readonly intake: Pick<Intake, 'oldest' | 'count'>;
  /** Hands over a message that was fetched, in its turn among those of its channel; resolves when that is done. */
  readonly handOver: (message: GatewayMessageCreateDispatchData) => Promise<void>;
  /** All is to end: what was not fetched by then is fetched another time. */
  readonly signal: AbortSignal;
  readonly tell: Tell;
  readonly now: () => number;
  readonly after: (milliseconds: number, call: () => void) => () => void;
}

/**
 * How often it is noted until when everything had come (milliseconds), and how far back is looked to be sure: whoever writes
 * right after a start waits for what they wrote since.
 */
const noting = 10_000;
const margin = 2 * noting;
/** What was handled longer ago is not known any more, so it is not fetched again (milliseconds). */
const longestLookBack = 6 * 24 * 3_600_000;
/** After this time (milliseconds) it is tried again to fetch what was missed. */
const fetchAgain = 60_000;
/** So long (milliseconds) what is said now waits for what was said before: while Discord does not answer, nor can Lampa. */
const waitsForEarlier = 10_000;

/**
 * Keeps note of the time until which everything had come and was taken, and fetches what came after it while nobody listened: in
 * each channel before what is said there now.
 */
export const createMissed = (needs: MissedNeeds) => {
  const { memory, catchUp, intake, handOver, signal, tell, now, after } = needs;
  let heard: number | null = null;
  /** From when on what came is still to be fetched; until it was, nothing later is noted. */
  let owed: number | null = null;
  let noted: number | null = null;
  let stopped = false;
  let callOffNoting = (): void => undefined;
  let callOffFetching = (): void => undefined;
  /** Since when something may have been missed, until all of it was fetched; null: nothing. */
  let since: Promise<number | null> | null = null;
  /** Channels of which nothing is missing any more though others still are. */
  let level = new Set<string>();
  /** What is waited for in a channel in which somebody speaks already, and in which look at all it was begun. */
  const earlier = new Map<string, { readonly look: Set<string>; readonly over: Promise<void> }>();

  const save = async (): Promise<void> => {
    if (heard === null || owed !== null) return;
    const until = Math.min(heard, intake.oldest() ?? heard);
    if (until === noted) return;
    noted = until;
    // Not noted means that more is looked through the next time, and taken as known.
    await memory.saveHeardUntil(until).catch(() => undefined);
  };

  const note = (): void => {
    callOffNoting();
    void save();
    if (!stopped) callOffNoting = after(noting, note);
  };

  const begin = async (): Promise<number | null> => {
    const last = noted ?? (await memory.heardUntil());
    if (owed === null && last !== null) owed = Math.max(last - margin, now() - longestLookBack);
    note();
    return owed;
  };

  /** Whether they are taken is not waited for: a store that is out would hide what others said, and danger in it. */
  const handOverAll = async (messages: readonly GatewayMessageCreateDispatchData[]): Promise<void> => {
    await Promise.all(messages.map(handOver));
  };

  const fetchAll = async (): Promise<void> => {
    level = new Set();
    const mine = begin();
    since = mine;
    try {
      const from = await mine;
      if (from !== null) {
        await catchUp.all(from, level, handOverAll);
      }
      // A later connection has missed something else meanwhile.
      if (since !== mine) return;
      since = null;
      owed = null;
      if (from !== null) tell('caught-up');
    } catch {
      if (signal.aborted || since !== mine) return;
      tell('not-caught-up');
      callOffFetching();
      callOffFetching = after(fetchAgain, () => void intake.count(fetchAll()));
    }
  };

  const fetchIn = async (channel: string, guild: string | null): Promise<void> => {
    const known = level;
    const from = await since;
    if (from !== null) {
      await catchUp.inChannel(channel, guild, from, handOverAll);
    }
    known.add(channel);
  };

  return {
    /** Something came. */
    heardNow: (): void => {
      heard = now();
    },
    /** Fetches what came before this connection began, as long as it takes. Never rejects. */
    fetch: fetchAll,
    /** Something may have been missed that is not fetched yet. */
    owes: (): boolean => since !== null,
    /**
     * Resolves when what was said before in this channel is handed over, or cannot be fetched now; undefined: nothing is
     * missing. `guild`: the server, null for a private chat. What waits for it is overtaken by nothing, so it is the same for all
     * that comes there next, also when all was fetched meanwhile.
     */
    before: (channel: string, guild: string | null): Promise<void> | undefined => {
      const known = earlier.get(channel);
      if (since === null || level.has(channel) || known?.look === level) return known?.over;
      const late = Promise.withResolvers<void>();
      const callOff = after(waitsForEarlier, late.resolve);
      // What could not be fetched is fetched with all the rest.
      const fetching = fetchIn(channel, guild).catch(() => undefined);
      const waiting = Promise.race([fetching, late.promise]).finally(callOff);
      const over = known === undefined ? waiting : known.over.then(() => waiting);
      earlier.set(channel, { look: level, over });
      return over;
    },
    stop: async (): Promise<void> => {
      stopped = true;
      callOffFetching();
      callOffNoting();
      await save();
    },
  };
};
