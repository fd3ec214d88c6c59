import { createHash } from 'node:crypto';
import { type FSWatcher, watch } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from './atomic-write.ts';
import { fileNames, fromStored, type Loaded, loadKnowledge, toStored } from './load.ts';
import { fileProblem, KnowledgeError, type Problem } from './problem.ts';
import type { Knowledge } from './schema.ts';
import { told } from './told.ts';

/** Runs something later; gives back how to call it off. */
export interface Clock {
  after(milliseconds: number, run: () => void): () => void;
}

export interface LiveKnowledgeOptions {
  readonly folder: string;
  /** Where the last good version is kept for a restart with broken files; made if it is not there. */
  readonly cacheFolder: string;
  /** A new version is live. Not called for the first one. */
  readonly onChange: (knowledge: Knowledge) => void;
  /** The files are not right and the version before stays live; an empty list: they are right again. */
  readonly onProblems: (problems: readonly Problem[]) => void;
  /** How long the folder has to be quiet before it is read, milliseconds. */
  readonly watchDelayMs?: number;
  readonly clock?: Clock;
}

/**
 * The knowledge base that is in use. It only ever changes from one valid version to another, and never holds files of which
 * one was changed while the others were read. Files that belong together and are saved with pauses longer than
 * `watchDelayMs` between them are several versions.
 */
export interface LiveKnowledge {
  current(): Knowledge;
  /** Reads the files now; what is wrong with them, or nothing. */
  reload(): Promise<readonly Problem[]>;
  /** Stops watching. */
  close(): Promise<void>;
}

const timers: Clock = {
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};

const cacheName = 'knowledge-last-good.json';

/**
 * Loads the knowledge base and follows the changes in its folder. With broken files it starts from the last good version.
 * Throws a KnowledgeError that says what to do when there is neither.
 */
export async function createLiveKnowledge(options: LiveKnowledgeOptions): Promise<LiveKnowledge> {
  const { folder, cacheFolder, onChange, onProblems, watchDelayMs = 150, clock = timers } = options;
  let seen = await fingerprint(folder);
  let problems: readonly Problem[] = [];
  let current = await start();
  let closed = false;
  let queue: Promise<unknown> = Promise.resolve();
  let callOff = (): void => undefined;

  async function start(): Promise<Knowledge> {
    const whole = await readWhole(folder, seen);
    const loaded = whole?.loaded ?? (await loadKnowledge(folder));
    seen = whole?.fingerprint ?? seen;
    if ('knowledge' in loaded) {
      await remember(loaded.knowledge);
      return loaded.knowledge;
    }
    problems = loaded.problems;
    const lastGood = await readCache(cacheFolder);
    if (lastGood === null) {
      const none = told(
        'the knowledge base cannot be used and there is no last good version; correct what is listed here',
        'adresář se nedá použít a žádná poslední dobrá verze není; oprav, co je tu vypsané',
      );
      throw new KnowledgeError([fileProblem(folder, none), ...problems]);
    }
    onProblems(problems);
    return lastGood;
  }

  async function remember(knowledge: Knowledge): Promise<void> {
    try {
      await writeCache(cacheFolder, knowledge);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const message = told(
        `the last good version cannot be kept in ${cacheFolder} (${why}); make room or correct the rights there`,
        `poslední dobrá verze se nedá uložit do ${cacheFolder} (${why}); uvolni tam místo nebo oprav práva`,
      );
      onProblems([fileProblem(cacheName, message, 'warning')]);
    }
  }

  async function readAgain(): Promise<readonly Problem[]> {
    const found = await fingerprint(folder);
    if (found === seen || closed) return problems;
    const whole = await readWhole(folder, found);
    if (whole === null) {
      // Somebody goes on saving: what is live stays, until it is quiet.
      readSoon();
      return problems;
    }
    const { loaded } = whole;
    seen = whole.fingerprint;
    if ('problems' in loaded) {
      problems = loaded.problems;
      onProblems(problems);
      return problems;
    }
    const wasBroken = problems.length > 0;
    problems = [];
    current = loaded.knowledge;
    onChange(current);
    if (wasBroken) onProblems([]);
    await remember(current);
    return problems;
  }

  const reload = (): Promise<readonly Problem[]> => {
    const done = queue.then(readAgain);
    queue = done.catch(() => undefined);
    return done;
  };

  const readSoon = (): void => {
    callOff();
    if (closed) return;
    callOff = clock.after(watchDelayMs, () => {
      reload().catch((error: unknown) =>
        onProblems([
          fileProblem(
            folder,
            told(
              `the folder cannot be read (${String(error)}); check its rights`,
              `složka se nedá přečíst (${String(error)}); zkontroluj práva`,
            ),
          ),
        ]),
      );
    });
  };

  const blind = (error: unknown): void =>
    onProblems([
      fileProblem(
        folder,
        told(
          `changes are not noticed (${String(error)}); after an edit ask for a reload`,
          `změny se samy nepoznají (${String(error)}); po úpravě řekni o nové načtení`,
        ),
        'warning',
      ),
    ]);

  const watcher = watchFolder(folder, readSoon, blind);
  // What changed between the first read and the first watched moment is not lost.
  if ((await fingerprint(folder)) !== seen) readSoon();

  return {
    current: () => current,
    reload,
    close: async () => {
      closed = true;
      callOff();
      watcher?.close();
      await queue;
    },
  };
}

const mostTries = 5;

/**
 * Reads the files as they stood together at one time: files that were changed while they were read may belong to different
 * versions, also when each of them is valid. null: they did not stand still.
 */
async function readWhole(
  folder: string,
  found: string,
): Promise<{ readonly loaded: Loaded; readonly fingerprint: string } | null> {
  let before = found;
  for (let tries = 0; tries < mostTries; tries++) {
    const loaded = await loadKnowledge(folder);
    const after = await fingerprint(folder);
    if (after === before) return { loaded, fingerprint: after };
    before = after;
  }
  return null;
}

function watchFolder(
  folder: string,
  changed: () => void,
  failed: (error: unknown) => void,
): FSWatcher | null {
  const names = new Set<string>(fileNames);
  try {
    const watcher = watch(folder, (_, name) => {
      // Editors save by renaming, so the kind of event says nothing; our own backups and temporary files are not ours to read.
      if (name === null || names.has(name)) changed();
    });
    return watcher.on('error', failed);
  } catch (error) {
    failed(error);
    return null;
  }
}

/** Changes when a byte of any of the files does. */
async function fingerprint(folder: string): Promise<string> {
  const files = await Promise.all(
    fileNames.map(async (name) => ({
      name,
      bytes: await readFile(join(folder, name)).catch((error: unknown) => String(error)),
    })),
  );
  const hash = createHash('sha256');
  for (const { name, bytes } of files) hash.update(`${name} ${bytes.length} `).update(bytes);
  return hash.digest('hex');
}

async function readCache(cacheFolder: string): Promise<Knowledge | null> {
  try {
    return fromStored(JSON.parse(await readFile(join(cacheFolder, cacheName), 'utf8')));
  } catch {
    // Missing or damaged: the same as never kept.
    return null;
  }
}

async function writeCache(cacheFolder: string, knowledge: Knowledge): Promise<void> {
  const path = join(cacheFolder, cacheName);
  const bytes = Buffer.from(JSON.stringify(toStored(knowledge)));
  const old = await readFile(path).catch(() => null);
  if (old?.equals(bytes)) return;
  await mkdir(cacheFolder, { recursive: true });
  await writeAtomically(path, bytes, 0o600);
}
