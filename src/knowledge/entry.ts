import type { FileName } from './cross-check.ts';
import type { Contact, Guide, Knowledge, Service, Topic } from './schema.ts';

/** An entry of the knowledge base, with the kind that says what it is. */
export type Entry =
  | { readonly kind: 'service'; readonly value: Service }
  | { readonly kind: 'contact'; readonly value: Contact }
  | { readonly kind: 'guide'; readonly value: Guide }
  | { readonly kind: 'topic'; readonly value: Topic };

export type EntryKind = Entry['kind'];

/** The file in which entries of a kind stand. */
export const fileOf = {
  service: 'services.json',
  contact: 'contacts.json',
  guide: 'guides.json',
  topic: 'topics.json',
} as const satisfies Readonly<Record<EntryKind, FileName>>;

/** All entries; an id that a topic shares with another entry means the other one. */
export const entriesOf = ({ services, contacts, guides, topics }: Knowledge): readonly Entry[] => [
  ...services.map((value) => ({ kind: 'service' as const, value })),
  ...contacts.map((value) => ({ kind: 'contact' as const, value })),
  ...guides.map((value) => ({ kind: 'guide' as const, value })),
  ...topics.map((value) => ({ kind: 'topic' as const, value })),
];

/** The entry of an id; null when there is none. */
export const findEntry = (knowledge: Knowledge, id: string): Entry | null =>
  entriesOf(knowledge).find((entry) => entry.value.id === id) ?? null;

/** What an entry is called, in Czech or English where it has a name in each language. */
export const nameOf = (entry: Entry, language: 'cs' | 'en'): string => {
  switch (entry.kind) {
    case 'service':
    case 'contact':
      return entry.value.name;
    case 'guide':
      return entry.value.title[language];
    case 'topic':
      return entry.value.name[language];
  }
};
