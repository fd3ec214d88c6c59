import { join } from 'node:path';
import { Low } from 'lowdb';
import type { z } from 'zod';
import { crossCheck, type FileData, type FileName, type Sources } from './cross-check.ts';
import { JsonFile, type Source } from './json-file.ts';
import { fieldPath, KnowledgeError, type Problem } from './problem.ts';
import { files, type Knowledge } from './schema.ts';

export const fileNames = Object.keys(files) as readonly FileName[];

/** The schema of a file, with its type in the form that the rest of the code reads. */
const schemaOf = <Name extends FileName>(name: Name): z.ZodType<FileData[Name]> =>
  files[name] as z.ZodType as z.ZodType<FileData[Name]>;

/** One file of the knowledge base, not read yet. */
export const knowledgeFile = <Name extends FileName>(folder: string, name: Name): JsonFile<FileData[Name]> =>
  new JsonFile(join(folder, name), schemaOf(name));

/**
 * One file of the knowledge base, read and open for a change: `(await openKnowledgeFile(…)).update(…)`. What was read is
 * the default data, so that lowdb has no empty base to fall back to. Throws a KnowledgeError.
 */
export async function openKnowledgeFile<Name extends FileName>(
  folder: string,
  name: Name,
): Promise<Low<FileData[Name]>> {
  const file = knowledgeFile(folder, name);
  return new Low(file, await file.read());
}

export interface Read {
  readonly knowledge: Knowledge;
  /** Adds line and column to a problem that was found in the knowledge, when it is about a field. */
  readonly locate: (problem: Problem) => Problem;
}

export type Loaded = Read | { readonly problems: readonly Problem[] };

/** Bytes that would stand in the place of a file. */
export interface Candidate {
  readonly name: FileName;
  readonly bytes: Uint8Array;
}

/**
 * Reads all five files and checks that they fit together: the whole base, or everything that is wrong with it. With a
 * candidate it tells how it would be if that were written.
 */
export async function loadKnowledge(folder: string, candidate: Candidate | null = null): Promise<Loaded> {
  const read = <Name extends FileName>(name: Name) =>
    readOne(folder, name, candidate?.name === name ? candidate.bytes : null);
  const [topics, contacts, services, guides, team] = await Promise.all([
    read('topics.json'),
    read('contacts.json'),
    read('services.json'),
    read('guides.json'),
    read('team.json'),
  ]);
  if ('problems' in topics || 'problems' in contacts || 'problems' in services) {
    return { problems: [topics, contacts, services, guides, team].flatMap(problemsOf) };
  }
  if ('problems' in guides || 'problems' in team) return { problems: [guides, team].flatMap(problemsOf) };
  return assemble({
    'topics.json': topics,
    'contacts.json': contacts,
    'services.json': services,
    'guides.json': guides,
    'team.json': team,
  });
}

/** Checks that the files fit together and puts them into one. */
function assemble(sources: Sources): Loaded {
  const problems = crossCheck(sources);
  if (problems.length > 0) return { problems };
  const { $schema: _, ...team } = { $schema: '', ...sources['team.json'].data };
  const { contacts, retired } = sources['contacts.json'].data;
  const { topics } = sources['topics.json'].data;
  const { services } = sources['services.json'].data;
  return {
    knowledge: { topics, contacts, retired, services, guides: sources['guides.json'].data.guides, team },
    locate: (problem) => {
      const source = fileNames.find((name) => name === problem.file);
      if (source === undefined || problem.path === '') return problem;
      return { ...problem, ...sources[source].at(fieldPath(problem.path)) };
    },
  };
}

type Failed = { readonly problems: readonly Problem[] };

const problemsOf = (read: object): readonly Problem[] =>
  'problems' in read ? (read as Failed).problems : [];

async function readOne<Name extends FileName>(
  folder: string,
  name: Name,
  bytes: Uint8Array | null,
): Promise<Source<FileData[Name]> | Failed> {
  const file = knowledgeFile(folder, name);
  try {
    return bytes === null ? await file.readSource() : file.sourceOf(bytes);
  } catch (error) {
    if (error instanceof KnowledgeError) return { problems: error.problems };
    throw error;
  }
}

/** A knowledge base as the five files hold it, in one object; `fromStored` reads it back. */
export const toStored = (knowledge: Knowledge): object => ({
  'topics.json': { topics: knowledge.topics },
  'contacts.json': { contacts: knowledge.contacts, retired: knowledge.retired },
  'services.json': { services: knowledge.services },
  'guides.json': { guides: knowledge.guides },
  'team.json': knowledge.team,
});

/** Reads back what `toStored` made, with all checks; null when it is not right any more (for example an older schema). */
export function fromStored(stored: unknown): Knowledge | null {
  const one = <Name extends FileName>(name: Name): Source<FileData[Name]> | null => {
    const part =
      typeof stored === 'object' && stored !== null && name in stored ? Reflect.get(stored, name) : null;
    const parsed = schemaOf(name).safeParse(part);
    return parsed.success ? { data: parsed.data, at: () => ({ line: 1, column: 1 }) } : null;
  };
  const [topics, contacts, services] = [one('topics.json'), one('contacts.json'), one('services.json')];
  const [guides, team] = [one('guides.json'), one('team.json')];
  if (!topics || !contacts || !services || !guides || !team) return null;
  const loaded = assemble({
    'topics.json': topics,
    'contacts.json': contacts,
    'services.json': services,
    'guides.json': guides,
    'team.json': team,
  });
  return 'knowledge' in loaded ? loaded.knowledge : null;
}
