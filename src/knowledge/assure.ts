import { findEntry } from './entry.ts';
import { openKnowledgeFile } from './load.ts';
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

/** Writes it into all entries of these ids; each file is written once or not at all. Throws a KnowledgeError. */
export async function assure(folder: string, ids: readonly string[], assurance: Assurance): Promise<void> {
  const [services, contacts] = await Promise.all([
    openKnowledgeFile(folder, 'services.json'),
    openKnowledgeFile(folder, 'contacts.json'),
  ]);
  const write = (entries: readonly Assurable[]): void => {
    for (const entry of entries) if (ids.includes(entry.id)) Object.assign(entry, assured(entry, assurance));
  };
  const concerns = (entries: readonly Assurable[]): boolean => entries.some(({ id }) => ids.includes(id));
  if (concerns(services.data.services)) await services.update((data) => write(data.services));
  if (concerns(contacts.data.contacts)) await contacts.update((data) => write(data.contacts));
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
