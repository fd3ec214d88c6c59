import { z } from 'zod';
import { languages } from '../domain.ts';
import { parseJson } from '../knowledge/json-text.ts';
import { fold } from './fold.ts';

/**
 * What words mean, across languages: "fotr", "stary", "батя" and "dad" are the concept `father`. Words alone cannot carry what was
 * learnt in one language to another, nor from a frequent word to a rare one of the same meaning; concepts can.
 */

const wordList = z.string();
const shape = z.record(
  z.string().regex(/^[a-z0-9_-]+$/, 'use lower-case letters, digits, - and _'),
  z.partialRecord(z.enum(languages), wordList),
);

/** Name → words of each language, separated by blanks. `word*` is a beginning, `one_two` are words in a row. */
export type ConceptFile = z.infer<typeof shape>;

/** Reads one file of concepts. Throws an error that names the file, the concept and what is wrong. */
export function parseConcepts(file: string, json: string): ConceptFile {
  const result = shape.safeParse(parseJson(file, json));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new Error(`${file}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is wrong'}`);
}

/** For each of the folded words of a text, the numbers of the concepts that it means. Numbers depend on names alone. */
export type ReadConcepts = (words: readonly string[]) => readonly (readonly number[])[];

interface Phrase {
  readonly concept: number;
  readonly parts: readonly string[];
}

/** A stable number of a concept's name (FNV-1a), so that a new concept changes nothing for the others. */
const numberOf = (name: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash >>> 0;
};

const shortestStem = 3;
/** Readings of words that are remembered; beyond this many the memory begins anew. */
const remembered = 200_000;
const none: readonly never[] = [];

const foldPart = (part: string): string =>
  part.endsWith('*') ? `${fold(part.slice(0, -1)).trim()}*` : fold(part).trim();

/** What a written word or beginning stands for. */
interface Entry {
  readonly concepts: number[];
  readonly phrases: Phrase[];
}

/** What a word can mean: by itself, and as the first of several, which are found by the second. */
interface Meaning {
  readonly concepts: readonly number[];
  readonly bySecond: ReadonlyMap<string, readonly Phrase[]> | null;
  readonly bySecondStem: readonly Phrase[];
}

/** Makes the reader of concepts. A word counts whatever the language of the text: people mix them. */
export function createReadConcepts(files: readonly ConceptFile[]): ReadConcepts {
  const exact = new Map<string, Entry>();
  const stems = new Map<string, Entry>();
  const entryOf = (word: string): Entry => {
    const [map, key] = word.endsWith('*') ? [stems, word.slice(0, -1)] : [exact, word];
    const known = map.get(key);
    if (known !== undefined) return known;
    const entry: Entry = { concepts: [], phrases: [] };
    map.set(key, entry);
    return entry;
  };
  for (const [name, words] of files.flatMap((file) => Object.entries(file))) {
    const concept = numberOf(name);
    for (const written of Object.values(words).join(' ').split(/\s+/)) {
      // Some emoji and symbols fold to nothing or to several words: those are no words to look for.
      const parts = written.split('_').map(foldPart);
      const [first = '', ...more] = parts;
      if (parts.some((part) => part === '' || part === '*' || part.includes(' '))) continue;
      const entry = entryOf(first);
      if (more.length > 0) entry.phrases.push({ concept, parts });
      else if (!entry.concepts.includes(concept)) entry.concepts.push(concept);
    }
  }
  // One look-up by the first letters finds the few stems that a word can begin with.
  const stemsBy = Map.groupBy(stems, ([stem]) => stem.slice(0, shortestStem));
  const known = new Map<string, Meaning>();
  const meaningOf = (word: string): Meaning => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const whole = exact.get(word);
    const entries = whole === undefined ? [] : [whole];
    for (const [stem, entry] of stemsBy.get(word.slice(0, shortestStem)) ?? none)
      if (word.startsWith(stem)) entries.push(entry);
    const meaning = entries.length === 0 ? meaningless : meaningFrom(entries);
    if (known.size === remembered) known.clear();
    known.set(word, meaning);
    return meaning;
  };
  return (words) =>
    words.map((word, at) => {
      const { concepts, bySecond, bySecondStem } = meaningOf(word);
      if (bySecond === null) return concepts;
      const begun = [...(bySecond.get(words[at + 1] ?? '') ?? none), ...bySecondStem];
      const said = begun.filter(({ parts }) => parts.every((part, i) => fits(part, words[at + i])));
      return said.length === 0
        ? concepts
        : [...new Set([...concepts, ...said.map(({ concept }) => concept)])];
    });
}

const fits = (part: string, word: string | undefined): boolean =>
  word !== undefined && (part.endsWith('*') ? word.startsWith(part.slice(0, -1)) : part === word);

const meaningless: Meaning = { concepts: none, bySecond: null, bySecondStem: none };

function meaningFrom(entries: readonly Entry[]): Meaning {
  const concepts = new Set(entries.flatMap((entry) => entry.concepts));
  const phrases = entries.flatMap((entry) => entry.phrases);
  if (concepts.size === 0 && phrases.length === 0) return meaningless;
  const isStem = ({ parts }: Phrase): boolean => parts[1]?.endsWith('*') === true;
  return {
    concepts: [...concepts],
    bySecond:
      phrases.length === 0
        ? null
        : Map.groupBy(
            phrases.filter((phrase) => !isStem(phrase)),
            ({ parts }) => parts[1] ?? '',
          ),
    bySecondStem: phrases.filter(isStem),
  };
}
