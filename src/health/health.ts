import { statfs } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Address, Port } from '../port.ts';
import { patiently } from '../store/patience.ts';
import type { Store, Waiting } from '../store/store.ts';
import { storeWords } from '../text/desk.ts';
import type { Voice } from '../text/speaker.ts';
import type { Condition, Reach } from './condition.ts';
import { type Measured, metricsText } from './metrics.ts';
import { type HealthServer, serveHealth } from './server.ts';
import { createStoreWatch, type StoreState, type StoreWatch } from './store-watch.ts';
import type { Tally } from './tally.ts';

export interface HealthOf {
  /** null: nothing is served. */
  readonly port: number | null;
  /** Folder of the store. */
  readonly folder: string;
  readonly tally: () => Tally;
  readonly clock: Clock;
  readonly log: Log;
}

/** What is known once all is loaded. */
export interface Parts {
  readonly store: Store;
  readonly ports: readonly Port[];
  readonly desk: Address;
  readonly voice: () => Voice;
  readonly newId: () => string;
}

export interface Health {
  /** Where it is served; null: nowhere. */
  readonly port: number | null;
  /** All is loaded: the store is watched from now on. */
  readonly watch: (parts: Parts) => void;
  /** All platforms receive. */
  readonly running: () => void;
  readonly reach: (platform: string, reach: Reach) => void;
  /** Asks the store now, not only when its turn comes. */
  readonly look: () => Promise<void>;
  /** Nobody new should be sent here. */
  readonly stopping: () => void;
  readonly close: () => Promise<void>;
}

/** Under this name the store keeps when it was last asked to write. */
const setting = 'health';
const patience = 2_000;
const nanoseconds = 1e9;

const freeIn = (folder: string) => async (): Promise<number | null> => {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
};

/** Puts a word on the desk without the store, which may be what does not work. */
const tellDesk =
  ({ ports, desk, voice, newId }: Parts) =>
  async (state: StoreState): Promise<boolean> => {
    const port = ports.find(({ name }) => desk.startsWith(`${name}:`));
    const { blocks } = storeWords(state, voice().knowledge);
    const sent = await port?.send(desk, { kind: 'post', id: newId(), blocks, buttons: [] });
    return sent?.ok === true;
  };

/** How this Lampa is: kept up to date from its parts, and served on a local port when one is set. */
export const createHealth = async ({ port, folder, tally, clock, log }: HealthOf): Promise<Health> => {
  let phase: Condition['phase'] = 'starting';
  let watching: StoreWatch | null = null;
  let store: Store | null = null;
  const platforms = new Map<string, Reach>();
  const delay = monitorEventLoopDelay({ resolution: 20 });

  const condition = (): Condition => ({
    phase,
    store: watching?.state() ?? 'starting',
    knowledge: tally().knowledgeWell ? 'well' : 'last-good',
    diskFree: watching?.free() ?? null,
    platforms: Object.fromEntries(platforms),
  });

  const measure = (): Measured => {
    const { rss, heapUsed } = process.memoryUsage();
    const delayed = {
      p99: delay.percentile(99) / nanoseconds,
      longest: delay.max / nanoseconds,
    };
    delay.reset();
    return { uptime: process.uptime(), memory: rss, heap: heapUsed, delayed };
  };

  const readWaiting = async (): Promise<Waiting | null> => {
    let found: Waiting | null = null;
    const reading = store?.waiting().then(
      (waiting) => {
        found = waiting;
      },
      () => undefined,
    );
    await patiently(reading ?? Promise.resolve(), patience);
    return found;
  };

  let server: HealthServer | null = null;
  if (port !== null) {
    const metrics = async (): Promise<string> => {
      const waiting = await readWaiting();
      return metricsText({
        condition: condition(),
        tally: tally(),
        waiting,
        measured: measure(),
        now: clock.now(),
      });
    };
    server = await serveHealth({ port, condition, metrics });
    delay.enable();
  }

  return {
    port: server?.port ?? null,
    watch: (parts) => {
      store = parts.store;
      for (const { name } of parts.ports) platforms.set(name, 'starting');
      watching = createStoreWatch({
        write: () => parts.store.saveSetting(setting, String(clock.now())),
        free: freeIn(folder),
        clock,
        log,
        tell: tellDesk(parts),
      });
    },
    running: () => {
      phase = 'running';
      for (const [name, reach] of platforms) if (reach === 'starting') platforms.set(name, 'well');
      watching?.start();
    },
    reach: (platform, reach) => {
      platforms.set(platform, reach);
    },
    look: async () => {
      await watching?.look();
    },
    stopping: () => {
      phase = 'stopping';
      watching?.stop();
    },
    close: async () => {
      delay.disable();
      watching?.stop();
      await server?.close();
    },
  };
};
