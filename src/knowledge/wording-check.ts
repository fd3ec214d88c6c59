import { type Language, languages } from '../domain.ts';
import { findWording } from '../text/wording.ts';
import type { FileName } from './cross-check.ts';
import { fieldName, fileProblem, type Problem } from './problem.ts';
import type { Knowledge } from './schema.ts';
import { told } from './told.ts';

/** What young people would read in the knowledge base and should not: wording that hurts, blames or promises. */
export const checkWording = (knowledge: Knowledge): readonly Problem[] => {
  const lists: readonly (readonly [FileName, readonly { readonly id: string }[]])[] = [
    ['topics.json', knowledge.topics],
    ['contacts.json', knowledge.contacts],
    ['services.json', knowledge.services],
    ['guides.json', knowledge.guides],
  ];
  return lists.flatMap(([file, entries]) =>
    entries.flatMap((entry, index) =>
      textsOf(entry).flatMap(({ field, language, text }) =>
        findWording(text, language).map(({ reason }) => ({
          ...fileProblem(
            file,
            told(`say it in other words: ${reason.en}`, `řekni to jinak: ${reason.cs}`),
            'warning',
          ),
          path: fieldName([file.replace('.json', ''), index, field, language]),
          entry: entry.id,
        })),
      ),
    ),
  );
};

interface Said {
  readonly field: string;
  readonly language: Language;
  readonly text: string;
}

/** The texts of an entry that are there in each language. */
const textsOf = (entry: object): readonly Said[] =>
  Object.entries(entry).flatMap(([field, value]: [string, unknown]) =>
    languages.flatMap((language) => {
      if (typeof value !== 'object' || value === null || !(language in value)) return [];
      const said: unknown = (value as Readonly<Record<string, unknown>>)[language];
      const texts = Array.isArray(said) ? said : [said];
      return texts.flatMap((text) => (typeof text === 'string' ? [{ field, language, text }] : []));
    }),
  );
