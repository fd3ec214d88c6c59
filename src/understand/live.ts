import { type FSWatcher, watch } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Clock } from '../clock.ts';
import type { PlaceFound, Understand } from '../domain.ts';
import { createReadConcepts } from './concepts.ts';
import { type LearningFiles, loadBestLearnt, loadRules, readLessons } from './load.ts';
import { readRuleBook, readRuleBookAside } from './rules.ts';
import { type Retraining, retrain } from './training/retrain.ts';
import { understandWith } from './understand.ts';

/** What happens to the understanding while it is in use. */
export type LearningEvent =
  /** The examples were changed, and a thread learns from them; what was learnt before answers meanwhile. */
  | { readonly is: 'began' }
  | { readonly is: 'learnt'; readonly examples: number; readonly milliseconds: number }
  /** The gold messages would be read worse: what was learnt before stays. */
  | { readonly is: 'refused'; readonly reason: string }
  /** Examples or gold messages cannot be read; what was learnt before stays. The message names the file and what to mend. */
  | { readonly is: 'failed'; readonly error: string }
  | { readonly is: 'rules-changed'; readonly rules: number }
  | { readonly is: 'rules-refused'; readonly error: string }
  /** Changes of this folder are not noticed. */
  | { readonly is: 'blind'; readonly folder: string };

export interface LiveUnderstandingOptions {
  readonly from: LearningFiles;
  /** The model that is shipped, and where one is kept that was learnt here. */
  readonly model: string;
  readonly cache: string;
  /** Folder of the risk rules. */
  readonly rules: string;
  readonly findPlace: (text: string) => PlaceFound | null;
  readonly clock: Clock;
  readonly onEvent: (event: LearningEvent) => void;
}

/** Understanding that learns anew when its examples change. */
export interface LiveUnderstanding {
  readonly understand: Understand;
  /** Stops watching and learning. */
  readonly close: () => Promise<void>;
}

/** How long the files have to be quiet before they are read, milliseconds. */
const quiet = 500;

/**
 * Loads what is needed; then follows the changes of examples, gold messages and rules. Learning runs in a thread of its own, and
 * what was learnt takes the place of the former in one step. Throws an error that names the file that is missing or wrong.
 */
export async function createLiveUnderstanding(options: LiveUnderstandingOptions): Promise<LiveUnderstanding> {
  const { from, cache, findPlace, clock, onEvent } = options;
  const [lessons, loadedRules] = await Promise.all([readLessons(from), loadRules(options.rules)]);
  let learnt = await loadBestLearnt(cache, options.model, lessons.digest);
  let written = JSON.stringify(loadedRules);
  let rules = readRuleBook(loadedRules);
  const loadedConcepts = lessons.concepts();
  let concepts = JSON.stringify(loadedConcepts);
  let readConcepts = createReadConcepts(loadedConcepts);
  /** What the examples were when learning last began, whether it went well or not: the same are not learnt twice. */
  let tried = learnt.model.header.examples;
  /** What was made of the gold messages when they were last changed: many small steps down are as far as one. */
  let before = learnt.model.header.gold;
  let current = understandWith({ learnt, readConcepts, rules, findPlace });
  let running: Retraining | null = null;
  let again = false;
  let closed = false;

  async function learnAnew(): Promise<void> {
    if (running !== null) {
      again = true;
      return;
    }
    try {
      const { digest } = await readLessons(from);
      if (digest === tried || closed) return;
      tried = digest;
      onEvent({ is: 'began' });
      const began = clock.now();
      running = retrain({ from, cache, before });
      const result = await running.done;
      if (result.is === 'refused') onEvent(result);
      else {
        learnt = result.learnt;
        const { gold } = learnt.model.header;
        if (gold.digest !== before.digest) before = gold;
        const now = JSON.stringify(result.concepts);
        if (now !== concepts) readConcepts = createReadConcepts(result.concepts);
        concepts = now;
        current = understandWith({ learnt, readConcepts, rules, findPlace });
        onEvent({ is: 'learnt', examples: result.examples, milliseconds: clock.now() - began });
      }
    } catch (error) {
      if (!closed) onEvent({ is: 'failed', error: messageOf(error) });
    } finally {
      running = null;
    }
    if (again && !closed) {
      again = false;
      await learnAnew();
    }
  }

  async function readRules(): Promise<void> {
    try {
      const read = await loadRules(options.rules);
      const now = JSON.stringify(read);
      if (closed || now === written) return;
      rules = await readRuleBookAside(read);
      written = now;
      current = understandWith({ learnt, readConcepts, rules, findPlace });
      onEvent({ is: 'rules-changed', rules: read.flatMap((file) => file.rules).length });
    } catch (error) {
      onEvent({ is: 'rules-refused', error: messageOf(error) });
    }
  }

  const pending = new Map<() => Promise<void>, () => void>();
  const soon = (job: () => Promise<void>): void => {
    pending.get(job)?.();
    if (!closed)
      pending.set(
        job,
        clock.after(quiet, () => void job()),
      );
  };
  const own = [from.ownExamples, from.ownGold].filter((file) => file !== null);
  const folders = new Set([from.examples, from.concepts, from.gold, ...own.map((file) => dirname(file))]);
  const ownNames = new Set(own);
  const watchers = [
    ...[...folders].map((folder) =>
      follow(folder, (name) => {
        const isOurs =
          name === null ||
          [from.examples, from.concepts, from.gold].includes(folder) ||
          ownNames.has(join(folder, name));
        if (isOurs) soon(learnAnew);
      }),
    ),
    follow(options.rules, () => soon(readRules)),
  ];
  function follow(folder: string, changed: (name: string | null) => void): FSWatcher | null {
    const blind = (): void => onEvent({ is: 'blind', folder });
    try {
      return watch(folder, (_, name) => changed(name)).on('error', blind);
    } catch {
      blind();
      return null;
    }
  }
  if (lessons.digest !== tried) soon(learnAnew);

  return {
    understand: (text) => current(text),
    close: async () => {
      closed = true;
      for (const callOff of pending.values()) callOff();
      for (const watcher of watchers) watcher?.close();
      await running?.stop();
    },
  };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
