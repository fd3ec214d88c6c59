import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { TextDecoder } from 'node:util';
import { z } from 'zod';
import { writeAtomically } from '../atomic-write.ts';
import { readJson } from '../json-text.ts';
import { fileProblem, KnowledgeError } from '../problem.ts';
import { told } from '../told.ts';

/** Answers that were given and not saved yet, kept beside the knowledge base and never read as a part of it. */
const draft = z.strictObject({
  kind: z.enum(['service', 'contact', 'guide', 'topic']),
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  /** A new entry, or changes of one that is there. */
  isNew: z.boolean(),
  /** Fields that were answered; of a new entry all that are known. */
  values: z.record(z.string(), z.unknown()),
  /** Names of the questions that are still open; those in languages with the languages: `description.pl`. */
  open: z.array(z.string()),
});

export type Draft = Readonly<z.infer<typeof draft>>;

/** Where drafts lie, under the folder of the knowledge base. */
export const draftFile = (folder: string, id: string): string => join(folder, '.drafts', `${id}.json`);

/** Keeps a draft, in place of an older one of the same entry. */
export async function keepDraft(folder: string, kept: Draft): Promise<void> {
  await mkdir(join(folder, '.drafts'), { recursive: true });
  const bytes = Buffer.from(`${JSON.stringify(kept, null, 2)}\n`);
  await writeAtomically(draftFile(folder, kept.id), bytes, 0o644);
}

/** The draft of an entry; null when there is none. Throws a KnowledgeError when it cannot be read. */
export async function readDraft(folder: string, id: string): Promise<Draft | null> {
  if (!draft.shape.id.safeParse(id).success) return null;
  const path = draftFile(folder, id);
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (bytes === null) return null;
  const read = readJson(new TextDecoder().decode(bytes));
  const parsed = read.ok ? draft.safeParse(read.value) : null;
  if (parsed?.success === true) return parsed.data;
  throw new KnowledgeError([
    fileProblem(
      path,
      told(
        'this draft cannot be read; mend it, or delete it and begin anew',
        'rozepsaný záznam nejde přečíst; oprav ho, nebo ho smaž a začni znovu',
      ),
    ),
  ]);
}

export const dropDraft = (folder: string, id: string): Promise<void> =>
  rm(draftFile(folder, id), { force: true });

/** Ids of all drafts that are kept. */
export const draftIds = async (folder: string): Promise<readonly string[]> => {
  const names = await readdir(join(folder, '.drafts')).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.filter((name) => /^[^.].*\.json$/.test(name)).map((name) => name.replace(/\.json$/, ''));
};
