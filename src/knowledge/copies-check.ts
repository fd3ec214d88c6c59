import { type Language, languages } from '../domain.ts';
import { fieldName, fileProblem, type Problem } from './problem.ts';
import type { Knowledge } from './schema.ts';
import { type Told, told } from './told.ts';

/** Fewer words may well be the same in two languages: names, loanwords. */
const wordsFrom = 4;
/** Czech and Slovak may share a whole short sentence. */
const wordsFromAmongClose = 9;

const close = new Set<Language>(['cs', 'sk']);

/** Texts that were copied from one language into another and wait for a translation. */
export const checkCopies = ({ topics, contacts, services, guides, team }: Knowledge): readonly Problem[] => [
  ...copiesIn('topics.json', topics),
  ...copiesIn('contacts.json', contacts),
  ...copiesIn('services.json', services),
  ...copiesIn('guides.json', guides),
  ...fieldsOf(team).map(({ path, message }) => warning('team.json', path, message, null)),
];

const copiesIn = (file: string, entries: readonly { readonly id: string }[]): readonly Problem[] =>
  entries.flatMap((entry, index) =>
    fieldsOf(entry).map(({ path, message }) =>
      warning(file, [file.replace('.json', ''), index, ...path], message, entry.id),
    ),
  );

const warning = (
  file: string,
  path: readonly (string | number)[],
  message: Told,
  entry: string | null,
): Problem => ({ ...fileProblem(file, message, 'warning'), path: fieldName(path), entry });

interface Copied {
  readonly path: readonly string[];
  readonly message: Told;
}

/** The fields of an entry that hold a text for each language, and what is not translated in them. */
const fieldsOf = (entry: object): readonly Copied[] =>
  Object.entries(entry).flatMap(([field, value]: [string, unknown]): readonly Copied[] => {
    const texts = textsOf(value);
    if (texts === null) return [];
    const same = languages.filter((language) =>
      languages.some((other) => other !== language && isCopy(texts, language, other)),
    );
    if (same.length > 0) return [{ path: [field], message: copied(same.join(', ')) }];
    return isInLatin(texts.uk) ? [{ path: [field, 'uk'], message: notCyrillic } as const] : [];
  });

const copied = (same: string): Told =>
  told(
    `the same text stands in several languages (${same}): translate it`,
    `stejný text je ve více jazycích (${same}): přelož ho`,
  );
const notCyrillic = told(
  'this is not written in Ukrainian letters: translate it',
  'tohle není napsané ukrajinskými písmeny: přelož to',
);

type Texts = Readonly<Record<Language, string>>;

function textsOf(value: unknown): Texts | null {
  if (typeof value !== 'object' || value === null) return null;
  const said = value as Readonly<Record<string, unknown>>;
  if (!languages.every((language) => Object.hasOwn(said, language))) return null;
  const text = (language: Language): string => [said[language]].flat().map(String).join('\n');
  return { cs: text('cs'), pl: text('pl'), sk: text('sk'), uk: text('uk'), en: text('en') };
}

const wordCount = (text: string): number => text.match(/\p{L}{2,}/gu)?.length ?? 0;

const isCopy = (texts: Texts, one: Language, other: Language): boolean =>
  texts[one].trim() === texts[other].trim() &&
  wordCount(texts[one]) >= (close.has(one) && close.has(other) ? wordsFromAmongClose : wordsFrom);

const isInLatin = (text: string): boolean =>
  wordCount(text) >= wordsFrom && !/\p{Script=Cyrillic}/u.test(text);
