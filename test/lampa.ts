import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readable } from '../adapters/memory/memory.ts';
import { rules, units } from '../src/conversation/rules.ts';
import type { Understand } from '../src/domain.ts';
import { createEngine, type Engine } from '../src/engine.ts';
import { loadKnowledge } from '../src/knowledge/load.ts';
import type { Knowledge, Team } from '../src/knowledge/schema.ts';
import { type Log, type LogLine, noLog } from '../src/log.ts';
import type { Address, Port } from '../src/port.ts';
import { createRecommend } from '../src/recommend.ts';
import { openStore } from '../src/store/open-store.ts';
import type { Store } from '../src/store/store.ts';
import type { Voice } from '../src/text/speaker.ts';
import { loadUnderstanding } from '../src/understand/load-understanding.ts';
import { createFakeClock, type FakeClock } from './fakes/clock.ts';
import { inMemory, type OpenTheatre, type Stage } from './stages/stage.ts';

/** A whole Lampa on a fake platform and a fake clock, with the real store, knowledge base and understanding. */
export interface Lampa {
  readonly clock: FakeClock;
  readonly stage: Stage;
  readonly folder: string;
  readonly log: readonly LogLine[];
  readonly store: () => Store;
  /** Lets time pass: every timer on the way fires, and everything it brings is done. */
  pass(milliseconds: number): Promise<void>;
  idle(): Promise<void>;
  /** Stops in order and starts again on the same folder. */
  restart(): Promise<void>;
  /** Starts again as after a crash: nothing is finished, only what is on disk stays. */
  close(): Promise<void>;
}

export interface LampaOptions {
  /** Local time in Prague is an hour (in summer two) later. */
  readonly at?: string;
  readonly team?: Partial<Team>;
  readonly folder?: string;
  /** A clock that others look at as well. */
  readonly clock?: FakeClock;
  readonly roomPause?: number;
  readonly onNotTaken?: () => void;
  /** Stands between the engine and the store, and may look at what is written. */
  readonly watchStore?: (store: Store) => Store;
  /** Where it is played; in memory when left out. */
  readonly theatre?: OpenTheatre;
  /** Other platforms than those of the theatre; made anew for each start. */
  readonly platforms?: (wires: Wires) => { readonly ports: readonly Port[]; readonly desk: Address };
}

export interface Wires {
  readonly clock: FakeClock;
  readonly voice: () => Voice;
  readonly log: Log;
  readonly store: Store;
}

let loaded: Promise<{
  readonly knowledge: Knowledge;
  readonly understand: Understand;
  readonly voice: Voice;
}> | null = null;

/** The real directory and the real understanding; loaded once for all tests of a file. */
export const realThings = () => {
  loaded ??= load();
  return loaded;
};

const load = async () => {
  const read = await loadKnowledge('data/knowledge');
  if (!('knowledge' in read)) throw new Error('the knowledge base of this project does not load');
  const { knowledge } = read;
  const { understand, places } = await loadUnderstanding({
    data: 'data',
    homeCountry: 'CZ',
    services: knowledge.services,
  });
  const recommend = createRecommend(knowledge, places);
  const promise = { botHours: 72, caseDays: 30, recordMonths: 12 };
  return { knowledge, understand, voice: { knowledge, recommend, homeCountry: 'CZ', promise } as const };
};

/** A team on duty every day from morning to evening. */
export const dayDuty: Partial<Team> = {
  hours: [{ byday: ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'], opens_at: '08:00', closes_at: '20:00' }],
  holidays: [],
  usual_answer_minutes: 10,
};

export const retention = {
  botTextMs: rules.retention.botText,
  caseTextMs: rules.retention.caseText,
  inboxMs: rules.retention.inbox,
  deletionRecordMs: rules.retention.deletionRecord,
  auditMs: rules.retention.audit,
  counterMs: rules.retention.counters,
};

export const givenLampa = async (options: LampaOptions = {}): Promise<Lampa> => {
  const { understand, voice, knowledge } = await realThings();
  const team = { ...knowledge.team, ...dayDuty, ...options.team };
  const spoken: Voice = { ...voice, knowledge: { ...knowledge, team } };
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'lampa-story-')));
  const clock = options.clock ?? createFakeClock(Date.parse(options.at ?? '2026-11-23T10:00:00Z'));
  const theatre = await (options.theatre ?? inMemory)(clock);
  const lines: LogLine[] = [];
  const log: Log = (line) => {
    lines.push(line);
    noLog(line);
  };
  let ids = 0;
  let seed = 7;

  const begin = async (): Promise<{ store: Store; engine: Engine }> => {
    const own = await openStore({ folder, retention, now: clock.now });
    const opened = options.watchStore?.(own) ?? own;
    const { ports, desk } = (options.platforms ?? theatre.platforms)({
      clock,
      voice: () => spoken,
      log,
      store: opened,
    });
    const made = createEngine({
      store: opened,
      ports,
      desk,
      understand,
      voice: () => spoken,
      clock,
      log,
      random: () => {
        seed = (seed * 48_271) % 2_147_483_647;
        return seed / 2_147_483_647;
      },
      newId: () => `id${(ids++).toString(36).padStart(8, '0')}`,
      noteCapacity: async () => 'unknown',
      roomPause: options.roomPause ?? 0,
      onNotTaken: options.onNotTaken ?? (() => undefined),
    });
    await made.start();
    await made.idle();
    return { store: opened, engine: made };
  };

  let { store, engine } = await begin();
  const end = async (): Promise<void> => {
    let stopped = false;
    const stopping = engine.stop().then(() => {
      stopped = true;
    });
    // What hangs is given up when its time is over, and time stands still unless it is turned.
    const turns = performance.now() + (options.platforms === undefined ? theatre.endsWithin : 1000);
    while (!stopped) {
      await new Promise((resolve) => setImmediate(resolve));
      const next = performance.now() < turns ? null : clock.next();
      if (!stopped && next !== null) clock.set(next);
    }
    await stopping;
    await store.close();
  };
  const idle = async (): Promise<void> => {
    await theatre.taken();
    await engine.idle();
  };
  return {
    clock,
    stage: theatre.stage,
    folder,
    log: lines,
    store: () => store,
    idle,
    pass: async (milliseconds) => {
      const until = clock.now() + milliseconds;
      for (let next = clock.next(); next !== null && next <= until; next = clock.next()) {
        clock.set(next);
        await idle();
      }
      clock.set(until);
      await idle();
    },
    restart: async () => {
      await end();
      ({ store, engine } = await begin());
    },
    close: async () => {
      await end();
      await theatre.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** What a person, a room or the desk has read, post by post. */
export const read = (lampa: Lampa, address: string): readonly string[] =>
  lampa.stage.at(address).map(readable);

export const { minute, hour, day } = units;
