import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { languages } from '../domain.ts';
import { type Labelled, parseLabelled } from '../evaluate/labelled.ts';
import { type ConceptFile, parseConcepts } from './concepts.ts';
import { type Example, parseExamples, refuseDoubles } from './examples.ts';
import type { Learnt } from './learnt.ts';
import { decodeLearnt } from './learnt-file.ts';
import { parseRules, type RuleFile, refuseSameRule } from './rules.ts';
import type { Lessons } from './training/corpus.ts';
import type { Gold } from './training/gold.ts';

/** The only file of this folder that reads the disk. */

/** What the shipped model is made of, seen from the project's folder. */
export const shippedLessons = {
  examples: 'data/examples',
  ownExamples: null,
  concepts: 'data/concepts',
} as const;

export interface LessonFiles extends Lessons {
  /** SHA-256 over the names and bytes of the files. */
  readonly digest: string;
}

/** Where learning reads from. What is called own is added by an organisation, and may be missing. */
export interface LearningFiles {
  /** Folder of `<language>.json` with example messages, and one file of the organisation's own. */
  readonly examples: string;
  readonly ownExamples: string | null;
  /** Folder of the concepts, every `.json` file in it. */
  readonly concepts: string;
  /** Folder of `<language>.json` with gold messages, and one file of the organisation's own. */
  readonly gold: string;
  readonly ownGold: string | null;
}

/** The files that are learnt from, as bytes: enough to see whether they changed. */
export interface LessonBytes {
  readonly digest: string;
  /** What the files say. Throws an error that names the file and what to mend. */
  readonly examples: () => readonly Example[];
  readonly concepts: () => readonly ConceptFile[];
}

/**
 * Reads `<examples>/<language>.json` for every language, the file of the organisation's own examples if there is one, and the
 * concepts. Throws an error that names the file that cannot be read.
 */
export async function readLessons({
  examples: folder,
  ownExamples: ownFile,
  concepts: conceptsFolder,
}: Omit<LearningFiles, 'gold' | 'ownGold'>): Promise<LessonBytes> {
  const hash = createHash('sha256');
  const shipped = await Promise.all(
    languages.map(async (language) => {
      const file = join(folder, `${language}.json`);
      return { file, language, bytes: await readBytes(file, 'the example messages belong there') };
    }),
  );
  for (const { language, bytes } of shipped) hash.update(`${language}\n`).update(bytes);
  const own = await readOwn(ownFile);
  if (own !== null) hash.update('own\n').update(own.bytes);
  const concepts = await readFolder(conceptsFolder, 'the concepts belong there');
  for (const { name, bytes } of concepts) hash.update(`${name}\n`).update(bytes);
  return {
    digest: hash.digest('hex'),
    examples: () => {
      const files = own === null ? shipped : [...shipped, own];
      const examples = files.flatMap(({ file, bytes }) =>
        parseExamples(file, new TextDecoder().decode(bytes)),
      );
      refuseDoubles(examples);
      return examples;
    },
    concepts: () => concepts.map(({ file, bytes }) => parseConcepts(file, new TextDecoder().decode(bytes))),
  };
}

/** Reads all that is learnt from. Throws an error that names the file and what to mend. */
export async function loadLessons(from: Omit<LearningFiles, 'gold' | 'ownGold'>): Promise<LessonFiles> {
  const { digest, examples, concepts } = await readLessons(from);
  return { digest, examples: examples(), concepts: concepts() };
}

/** Reads the gold messages of every language, and the organisation's own. Throws an error that names the file and what to mend. */
export async function loadGold(folder: string, ownFile: string | null = null): Promise<Gold> {
  const hash = createHash('sha256');
  const messages: Labelled[] = [];
  for (const language of languages) {
    const file = join(folder, `${language}.json`);
    const bytes = await readBytes(file, 'the gold messages belong there');
    hash.update(`${language}\n`).update(bytes);
    messages.push(...parseLabelled(file, new TextDecoder().decode(bytes)));
  }
  const own = await readOwn(ownFile);
  if (own !== null) {
    hash.update('own\n').update(own.bytes);
    messages.push(...parseLabelled(own.file, own.text));
  }
  return { messages, digest: hash.digest('hex') };
}

/** The `.json` files of a folder in the order of their names. A folder without any is an error. */
async function readFolder(
  folder: string,
  advice: string,
): Promise<readonly { readonly file: string; readonly name: string; readonly bytes: Uint8Array }[]> {
  const all = await readdir(folder).catch((cause: unknown) => {
    throw new Error(`${folder}: cannot be read; ${advice}`, { cause });
  });
  const names = all.filter((name) => name.endsWith('.json')).sort();
  if (names.length === 0) throw new Error(`${folder}: holds no .json file; ${advice}`);
  return Promise.all(
    names.map(async (name) => {
      const file = join(folder, name);
      return { file, name, bytes: await readBytes(file, advice) };
    }),
  );
}

async function readOwn(
  file: string | null,
): Promise<{ readonly file: string; readonly bytes: Uint8Array; readonly text: string } | null> {
  if (file === null) return null;
  try {
    const bytes = await readFile(file);
    return { file, bytes, text: new TextDecoder().decode(bytes) };
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    throw new Error(`${file}: cannot be read; check its rights`, { cause });
  }
}

/**
 * Reads what an organisation has added of its own, to see whether it can be read. Throws an error that names the file and what
 * to mend; missing files are right.
 */
export async function checkOwn({
  ownExamples,
  ownGold,
}: Pick<LearningFiles, 'ownExamples' | 'ownGold'>): Promise<void> {
  const examples = await readOwn(ownExamples);
  if (examples !== null) refuseDoubles(parseExamples(examples.file, examples.text));
  const gold = await readOwn(ownGold);
  if (gold !== null) parseLabelled(gold.file, gold.text);
}

/** Reads what was learnt. Throws an error that says how to learn it. */
export async function loadLearnt(file: string): Promise<Learnt> {
  return decodeLearnt(file, await readBytes(file, 'run "node scripts/train.ts" to make the model'));
}

/** What was learnt here, if it was from these lessons (see `LessonBytes.digest`); else what is shipped. */
export async function loadBestLearnt(
  cache: string | undefined,
  shipped: string,
  digest: string,
): Promise<Learnt> {
  // Missing, or made by another version: the same as never learnt.
  const learntHere = cache === undefined ? null : await loadLearnt(cache).catch(() => null);
  return learntHere?.model.header.examples === digest ? learntHere : loadLearnt(shipped);
}

/**
 * Reads the risk rules: every `.json` file of the folder, in the order of their names. Throws an error that names the file, the
 * rule and what to mend; a folder without rules is an error too.
 */
export async function loadRules(folder: string): Promise<readonly RuleFile[]> {
  const files = await readFolder(folder, 'the risk rules belong there');
  const read = files.map(({ file, bytes }) => parseRules(file, new TextDecoder().decode(bytes)));
  refuseSameRule(read);
  return read;
}

async function readBytes(file: string, advice: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new Error(`${file}: cannot be read; ${advice}`, { cause });
  }
}
