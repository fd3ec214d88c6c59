import { type Clock, systemClock } from '../clock.ts';
import { type Config, retentionOf } from '../config.ts';
import { createEngine } from '../engine.ts';
import type { Reach } from '../health/condition.ts';
import { createHealth, type Health } from '../health/health.ts';
import { createTally } from '../health/tally.ts';
import { noteCapacityIn } from '../knowledge/capacity.ts';
import { createLiveKnowledge, type LiveKnowledge } from '../knowledge/live.ts';
import type { Problem } from '../knowledge/problem.ts';
import type { Knowledge } from '../knowledge/schema.ts';
import { faultOf, type Log, type LogLine } from '../log.ts';
import type { Address, Port } from '../port.ts';
import { createRecommend } from '../recommend.ts';
import { nothingElse } from '../store/change.ts';
import { masterSource } from '../store/master-source.ts';
import { openStore } from '../store/open-store.ts';
import type { ConversationId, Store } from '../store/store.ts';
import type { Voice } from '../text/speaker.ts';
import type { LearningEvent } from '../understand/live.ts';
import { type FollowedUnderstanding, followUnderstanding } from '../understand/load-understanding.ts';

export interface StartNeeds {
  readonly config: Config;
  /** Folder of what comes with the program: examples, model, places. */
  readonly data: string;
  /** Makes the platforms. */
  readonly ports: (wires: Wires) => readonly Port[];
  /** Where all workers see all cases. */
  readonly desk: Address;
  /** Milliseconds between two posts of words to one room. */
  readonly roomPause: number;
  /** Somebody who only tries it out: their conversation is forgotten when this run ends. */
  readonly guest: Address | null;
  readonly log: Log;
  /** A number between 0 and 1, unpredictable. */
  readonly random: () => number;
  readonly newId: () => string;
  /** Resolves when the operator asks for the end. */
  readonly stopAsked: Promise<void>;
  /** All is loaded, and the platforms are about to begin. */
  readonly onReady: () => void;
  /** Milliseconds since 1970 at which the process began. */
  readonly began: number;
}

/** What a platform may need of the engine, which is made after it. */
export interface Wires {
  readonly settled: () => Promise<void>;
  /** The platform is over: with nobody left to write, so is the run; with a reason it has failed. */
  readonly onEnd: (reason?: Error) => void;
  /** What outlasts a restart, for platforms that tell only once what happened. */
  readonly kept: Pick<Store, 'setting' | 'saveSetting' | 'persons'>;
  /** What the directory and the texts are now. */
  readonly voice: () => Voice;
  /** The platform is reached, or is not, as it says itself. */
  readonly reach: (platform: string, reach: Reach) => void;
}

/** An end in order takes 10 seconds at most: first what is under way, then the files, then what holds the process anyway. */
const longestStop = 6_000;
const longestClosing = 2_500;
const guestSetting = 'guest';

interface Loaded {
  readonly store: Store;
  readonly live: LiveKnowledge;
  readonly understanding: FollowedUnderstanding;
}

/**
 * `lampa start`: runs until a platform ends or the operator asks. Throws errors whose message tells what to do: a
 * StoreError, a KnowledgeError, or one of a file that comes with the program.
 */
export const start = async (needs: StartNeeds): Promise<number> => {
  const { config } = needs;
  const clock = systemClock;
  const { log, tally } = createTally(needs.log);
  const { healthPort, dataFolder } = config;
  const health = await createHealth({ port: healthPort, folder: dataFolder, tally, clock, log });
  try {
    return await run({ ...needs, log }, health, clock);
  } finally {
    await health.close();
  }
};

const run = async (needs: StartNeeds, health: Health, clock: Clock): Promise<number> => {
  const { config, log } = needs;
  let changed = (_: Knowledge): void => undefined;
  const { store, live, understanding } = await load(needs, clock, (knowledge) => changed(knowledge));
  const voiceOf = (knowledge: Knowledge): Voice => ({
    knowledge,
    recommend: createRecommend(knowledge, understanding.places, config.homeCountry),
    homeCountry: config.homeCountry,
    promise: config.promise,
  });
  let voice = voiceOf(live.current());
  changed = (knowledge) => {
    try {
      voice = voiceOf(knowledge);
      log({
        line: 'knowledge-loaded',
        services: knowledge.services.length,
        contacts: knowledge.contacts.length,
      });
    } catch (error) {
      // The version before stays in use.
      log({ line: 'fault', where: 'knowledge', error: faultOf(error) });
    }
  };
  const ended = Promise.withResolvers<void>();
  let settled = (): Promise<void> => Promise.resolve();
  const made = needs.ports({
    settled: () => settled(),
    kept: store,
    onEnd: (reason) => {
      if (reason === undefined) return ended.resolve();
      running -= 1;
      // As long as another platform runs, people are answered there.
      if (running <= 0) ended.reject(reason);
    },
    voice: () => voice,
    reach: health.reach,
  });
  let running = made.length;
  const ports = made.map(
    (port): Port => ({
      ...port,
      start: async (receive) => {
        try {
          await port.start(receive);
        } catch (error) {
          running -= 1;
          throw error;
        }
      },
    }),
  );
  // Whoever waits for it is told; before that it may come already.
  ended.promise.catch(() => undefined);
  const engine = createEngine({
    store,
    ports,
    desk: needs.desk,
    understand: understanding.understand,
    voice: () => voice,
    clock,
    log,
    random: needs.random,
    newId: needs.newId,
    roomPause: needs.roomPause,
    onNotTaken: () => void health.look(),
    noteCapacity: async (service, capacity) => {
      const noted = await noteCapacityIn(config.knowledgeFolder)(service, capacity);
      // Not left to the watching of the folder, so that the next answer knows it already.
      if (noted === 'noted') await live.reload();
      return noted;
    },
  });
  settled = engine.idle;
  health.watch({ store, ports, desk: needs.desk, voice: () => voice, newId: needs.newId });
  try {
    const guest = await welcomeGuest(store, needs.guest, clock);
    needs.onReady();
    try {
      await engine.start();
      health.running();
      log({
        line: 'started',
        platforms: ports.map(({ name }) => name),
        knowledge: config.knowledgeFolder,
        milliseconds: clock.now() - needs.began,
      });
      await Promise.race([ended.promise, needs.stopAsked]);
    } finally {
      health.stopping();
      await within(engine.stop(), longestStop, clock);
    }
    if (guest !== null) await forget(store, guest, clock);
  } finally {
    const closing = Promise.allSettled([understanding.close(), live.close(), store.close()]);
    await within(closing, longestClosing, clock);
  }
  log({ line: 'stopped' });
  return 0;
};

/** Store, knowledge and understanding side by side; when one fails, what was opened is closed again. */
const load = async (
  { config, data, log }: StartNeeds,
  clock: Clock,
  onChange: (knowledge: Knowledge) => void,
): Promise<Loaded> => {
  const opening = openStore({
    folder: config.dataFolder,
    master: masterSource(config.dataFolder, config.masterKey),
    retention: retentionOf(config),
    now: clock.now,
    log: ({ line }) => log({ line: 'store-note', note: line }),
  });
  const reading = createLiveKnowledge({
    folder: config.knowledgeFolder,
    cacheFolder: config.dataFolder,
    onChange,
    onProblems: (problems) => tellProblems(problems, log),
    clock,
  });
  const learning = reading.then((live) =>
    followUnderstanding({
      data,
      knowledge: config.knowledgeFolder,
      stateFolder: config.dataFolder,
      homeCountry: config.homeCountry,
      services: live.current().services,
      clock,
      onEvent: (event) => log(learningLine(event)),
    }),
  );
  const [store, live, understanding] = await Promise.allSettled([opening, reading, learning]);
  if (store.status === 'fulfilled' && live.status === 'fulfilled' && understanding.status === 'fulfilled') {
    return { store: store.value, live: live.value, understanding: understanding.value };
  }
  if (understanding.status === 'fulfilled') await understanding.value.close();
  if (live.status === 'fulfilled') await live.value.close();
  if (store.status === 'fulfilled') await store.value.close();
  const failed = [store, live, understanding].find((one) => one.status === 'rejected');
  throw failed?.status === 'rejected' ? failed.reason : new Error('the start failed');
};

/** Files and reasons hold no person's words: an error about an example names its place, not its text. */
const learningLine = (event: LearningEvent): LogLine => {
  switch (event.is) {
    case 'began':
      return { line: 'learning-began' };
    case 'learnt':
      return { line: 'learnt', examples: event.examples, milliseconds: event.milliseconds };
    case 'refused':
      return { line: 'learning-refused', reason: event.reason };
    case 'failed':
      return { line: 'learning-failed', problem: event.error };
    case 'rules-changed':
      return { line: 'rules-loaded', rules: event.rules };
    case 'rules-refused':
      return { line: 'rules-refused', problem: event.error };
    case 'blind':
      return {
        line: 'knowledge-note',
        file: event.folder,
        problem: 'changes are not noticed; restart after an edit',
      };
  }
};

const tellProblems = (problems: readonly Problem[], log: Log): void => {
  for (const { file, line, path, message, severity } of problems) {
    if (severity === 'warning') log({ line: 'knowledge-note', file, problem: message.en });
    else log({ line: 'knowledge-refused', file, at: line, field: path, problem: message.en });
  }
};

/**
 * Notes down who only tries it out, and forgets whoever did so in a run that was cut short: their open case would ring in
 * this one, with nobody to answer.
 */
const welcomeGuest = async (
  store: Store,
  guest: Address | null,
  clock: Clock,
): Promise<ConversationId | null> => {
  const left = await store.setting(guestSetting);
  if (left !== null) await forget(store, left, clock);
  if (guest === null) return null;
  const id = store.conversationId(guest);
  await store.saveSetting(guestSetting, id);
  return id;
};

const forget = async (store: Store, conversation: ConversationId, clock: Clock): Promise<void> => {
  if ((await store.byId(conversation)) !== null) {
    await store.commit({
      now: clock.now(),
      inbox: null,
      conversation,
      keep: { forget: 'retention' },
      ...nothingElse,
    });
  }
  await store.saveSetting(guestSetting, null);
};

/** Waits, but not for ever: what is not finished is in the outbox and goes on at the next start. */
const within = async (job: Promise<unknown>, milliseconds: number, clock: Clock): Promise<void> => {
  const late = Promise.withResolvers<void>();
  const callOff = clock.after(milliseconds, late.resolve);
  try {
    await Promise.race([job, late.promise]);
  } finally {
    callOff();
  }
};
