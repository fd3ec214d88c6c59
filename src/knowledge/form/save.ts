import { checkKnowledge } from '../check.ts';
import { type EntryKind, fileOf } from '../entry.ts';
import { loadKnowledge, openKnowledgeFile } from '../load.ts';
import type { Problem } from '../problem.ts';
import type { Knowledge } from '../schema.ts';
import type { Values } from './field.ts';

/** A file that was read before the first question, so that an edit by hand meanwhile is noticed when it is written. */
export interface OpenFile {
  /** The entry as it stands in the very version over which it will be written. */
  readonly entry: (id: string) => Values | null;
  /** What is wrong with the base if the entry is put in, in the place of the one of its id where there is one. */
  readonly problemsWith: (entry: Values) => Promise<readonly Problem[]>;
  /** Writes the entry. Throws a KnowledgeError, and nothing is changed, when somebody has changed the file meanwhile. */
  readonly save: (entry: Values) => Promise<void>;
}

/** Opens the file of a kind. Throws a KnowledgeError when it cannot be read. */
export async function openForEntry(folder: string, kind: EntryKind): Promise<OpenFile> {
  const name = fileOf[kind];
  const file = await openKnowledgeFile(folder, name);
  const list = (data: object): Values[] => Reflect.get(data, name.replace('.json', '')) as Values[];
  const put = (data: object, entry: Values): void => {
    const entries = list(data);
    const at = entries.findIndex(({ id }) => id === entry.id);
    if (at < 0) entries.push(entry);
    else entries[at] = entry;
  };
  return {
    entry: (id) => list(file.data).find((one) => one.id === id) ?? null,
    problemsWith: async (entry) => {
      const data = structuredClone(file.data);
      put(data, entry);
      const loaded = await loadKnowledge(folder, { name, bytes: Buffer.from(JSON.stringify(data)) });
      // Lines are those of a file that is not written.
      return 'problems' in loaded ? loaded.problems.map((one) => ({ ...one, line: null, column: null })) : [];
    },
    save: async (entry) => {
      await file.update((data) => put(data, entry));
    },
  };
}

/** What the check says about one entry. */
export const warningsOf = (knowledge: Knowledge, id: string, now: number): readonly Problem[] =>
  checkKnowledge(knowledge, now, { verbose: true }).filter(
    ({ entry, message }) => entry === id || message.en.startsWith(`${id}, `),
  );
