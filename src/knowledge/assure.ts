import { findEntry } from './entry.ts';
import { openKnowledgeFile } from './load.ts';
import { KnowledgeError, type Problem } from './problem.ts';
import type { Knowledge } from './schema.ts';

/** What somebody says who has called or looked and found that an entry is right. */
export interface Assurance {
  /** YYYY-MM-DD. */
  readonly date: string;
  /** A role, never somebody's name. */
  readonly by: string;
  /** Added to the note for admins; null: nothing to add. */
  readonly note: string | null;
}

const isAssured = { service: true, contact: true, guide: false, topic: false } as const;

/** Ids that cannot be assured: unknown, or of a kind that bears no date. */
export const notAssurable = (knowledge: Knowledge, ids: readonly string[]): readonly string[] =>
  ids.filter((id) => !isAssured[findEntry(knowledge, id)?.kind ?? 'topic']);

/** Whether somebody may be called so: a role, for no names and no addresses of people belong into the directory. */
export const isRole = (by: string): boolean => /^[^@\d]{1,60}$/.test(by.trim());

/** What became of it. Entries stand in two files, and somebody may change one of them at the same time. */
export interface Assured {
  readonly written: readonly string[];
  /** Entries that were left as they are, and why. */
  readonly left: readonly string[];
  readonly problems: readonly Problem[];
}

/**
 * Writes it into all entries of these ids; each file is written once or not at all. Throws a KnowledgeError when a file cannot be
 * read; nothing is written then.
 */
export async function assure(folder: string, ids: readonly string[], assurance: Assurance): Promise<Assured> {
  const [services, contacts] = await Promise.all([
    openKnowledgeFile(folder, 'services.json'),
    openKnowledgeFile(folder, 'contacts.json'),
  ]);
  const outcomes = [
    await writeInto(services.data.services, ids, assurance, () => services.write()),
    await writeInto(contacts.data.contacts, ids, assurance, () => contacts.write()),
  ];
  return {
    written: outcomes.flatMap(({ written }) => written),
    left: outcomes.flatMap(({ left }) => left),
    problems: outcomes.flatMap(({ problems }) => problems),
  };
}

/** The entries of one file. */
async function writeInto(
  entries: readonly Assurable[],
  ids: readonly string[],
  assurance: Assurance,
  write: () => Promise<void>,
): Promise<Assured> {
  const meant = entries.filter(({ id }) => ids.includes(id));
  const here = meant.map(({ id }) => id);
  if (meant.length === 0) return { written: [], left: [], problems: [] };
  for (const entry of meant) Object.assign(entry, assured(entry, assurance));
  try {
    await write();
    return { written: here, left: [], problems: [] };
  } catch (error) {
    if (!(error instanceof KnowledgeError)) throw error;
    return { written: [], left: here, problems: error.problems };
  }
}

interface Assurable {
  readonly id: string;
  readonly note: string | null;
}

const assured = ({ note }: Assurable, { date, by, note: added }: Assurance): object => ({
  assured_date: date,
  assurer: by.trim(),
  note: added === null ? note : [note, `${date}: ${added.trim()}`].filter((part) => part !== null).join(' '),
});
