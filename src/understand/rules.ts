import { setImmediate } from 'node:timers/promises';
import type { z } from 'zod';
import { type Risk, risks, worse } from '../domain.ts';
import { parseJson } from '../knowledge/json-text.ts';
import { riskRules } from '../knowledge/words-schema.ts';
import { type Correct, createCorrect } from './correct.ts';
import { isFiller } from './fillers.ts';
import { capForRules, type Token, tokenise } from './fold.ts';
import type { MeantWord } from './mend.ts';
import {
  createWordBook,
  matchEnd,
  meets,
  type Pattern,
  parsePattern,
  type ReadWord,
  type WordBook,
} from './pattern.ts';

/**
 * The risk floor: plain statements of danger, found with certainty and explained. Rules only ever raise the risk that the
 * models give. How a pattern is written is told in pattern.ts.
 */

export type RuleFile = z.infer<typeof riskRules>;
export type Rule = RuleFile['rules'][number];

/** Reads the file of risk rules. Throws an error that names the file, the rule and what to mend. */
export function parseRules(file: string, json: string): RuleFile {
  const result = riskRules.safeParse(parseJson(file, json));
  if (!result.success) {
    const issue = result.error.issues[0];
    throw new Error(`${file}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is wrong'}`);
  }
  return result.data;
}

/** Throws when two rules have the same id. */
export function refuseSameRule(files: readonly RuleFile[]): void {
  const seen = new Set<string>();
  for (const { id } of files.flatMap(({ rules }) => rules)) {
    if (seen.has(id))
      throw new Error(`risk rules: the id "${id}" is used twice; give one of the rules another`);
    seen.add(id);
  }
}

/** A rule that a message met, with the person's own words that met it. */
export interface Hit {
  readonly id: string;
  readonly risk: Risk;
  readonly matched: string;
}

/** Finds all rules that a message meets, the most dangerous first. Time grows with the length of the message only. */
export type FindDanger = (text: string) => readonly Hit[];

interface Group {
  readonly says: readonly Pattern[];
  readonly unless: readonly Pattern[];
}
interface Span {
  readonly from: number;
  readonly to: number;
}

/** Corrections cost the most, so a long message gets this many: half from its beginning, half from its end. */
const correctionsAtMost = 60;
/** An exclusion that stands so many words before or behind what it would exclude is about something else. */
const farFrom = 10;
/** A word of so many letters that is one slip away from a rule word is hardly any other. */
const longEnoughToBeSure = 8;

/** The rules, read and indexed, so that messages can be held against them. */
export interface RuleBook {
  readonly rules: readonly ReadRule[];
  readonly candidates: ReadonlyMap<number, readonly Pattern[]>;
  readonly fitting: WordBook['fitting'];
  readonly correct: Correct;
}

/** Reads one rule a step. Throws an error that names the rule whose pattern cannot be read. */
function* readRuleByRule(files: readonly RuleFile[]): Generator<void, RuleBook> {
  const book = createWordBook();
  const rules: ReadRule[] = [];
  for (const file of files) {
    for (const rule of file.rules) {
      rules.push(readRule(rule, file, book));
      yield;
    }
  }
  const candidates = indexByRarest(rules);
  yield;
  return { rules, candidates, fitting: book.fitting, correct: createCorrect(book.spellings) };
}

/** Reads the rules. Takes a quarter of a second. Throws an error that names the rule whose pattern cannot be read. */
export function readRuleBook(files: readonly RuleFile[]): RuleBook {
  const reading = readRuleByRule(files);
  for (;;) {
    const step = reading.next();
    if (step.done === true) return step.value;
  }
}

/** The same for a program that has something else to do meanwhile: after each rule it is let in. */
export async function readRuleBookAside(files: readonly RuleFile[]): Promise<RuleBook> {
  const reading = readRuleByRule(files);
  for (;;) {
    const step = reading.next();
    if (step.done === true) return step.value;
    await setImmediate();
  }
}

/**
 * Makes the function that applies the rules. A word that `isKnown`, as ordinary words are, is never corrected into a rule word:
 * "zapil" (drank) must not become "zabil" (killed). `meant` gives the ordinary word of which a word is a slip.
 */
export function createFindDanger(
  { rules, candidates, fitting, correct: correctAny }: RuleBook,
  isKnown: (word: string) => boolean,
  meant: MeantWord = (word) => word,
): FindDanger {
  const correct: Correct = (word) => (isKnown(word) || fitting(word).length > 0 ? [] : correctAny(word));

  return (whole) => {
    const text = capForRules(whole);
    const tokens = tokenise(text);
    const words = readWords(tokens, fitting, correct, meant);
    const present = new Set(words.flatMap(({ fits }) => [...fits]));
    const possible = new Set<Pattern>();
    for (const number of present)
      for (const pattern of candidates.get(number) ?? [])
        if (pattern.slots.every((slot) => meets(slot.words, present))) possible.add(pattern);
    const found = new Map<Pattern, Span | null>();
    const first = (pattern: Pattern): Span | null => {
      if (!possible.has(pattern)) return null;
      const before = found.get(pattern);
      if (before !== undefined) return before;
      const span = search(pattern, words, 0, words.length);
      found.set(pattern, span);
      return span;
    };
    /** Whether a pattern is met in the sentence of a match, not far from it. */
    const isNear = (pattern: Pattern, { from, to }: Span): boolean => {
      if (first(pattern) === null) return false;
      const sentence = words[from]?.sentence;
      const span = search(pattern, words, from - farFrom, to + 1 + farFrom, sentence);
      return span !== null && span.to >= from - farFrom;
    };
    const groupSpan = (group: readonly Group[]): Span | null => {
      for (const { says, unless } of group) {
        for (const pattern of says) {
          if (!first(pattern)) continue;
          for (const span of spansOf(pattern, words))
            if (!unless.some((not) => isNear(not, span))) return span;
        }
      }
      return null;
    };
    const hits: Hit[] = [];
    for (const { rule, groups } of rules) {
      const spans: Span[] = [];
      for (const group of groups) {
        const span = groupSpan(group);
        if (!span) break;
        spans.push(span);
      }
      if (spans.length < groups.length) continue;
      const matched = spans
        .map(({ from, to }) => text.slice(tokens[from]?.start ?? 0, tokens[to]?.end ?? 0))
        .join(' … ');
      hits.push({ id: rule.id, risk: rule.risk, matched: matched.slice(0, 200) });
    }
    return hits.sort((a, b) => risks.indexOf(b.risk) - risks.indexOf(a.risk));
  };
}

/** Every pattern under the words of its smallest place: most messages have none of them, and the pattern is not looked at. */
function indexByRarest(rules: readonly ReadRule[]): ReadonlyMap<number, readonly Pattern[]> {
  const index = new Map<number, Pattern[]>();
  const groups = rules.flatMap((rule) => rule.groups.flat());
  for (const pattern of new Set(groups.flatMap(({ says, unless }) => [...says, ...unless]))) {
    const rarest = pattern.slots.reduce((a, b) => (b.words.size < a.words.size ? b : a));
    for (const number of rarest.words) {
      const list = index.get(number);
      if (list) list.push(pattern);
      else index.set(number, [pattern]);
    }
  }
  return index;
}

interface ReadRule {
  readonly rule: Rule;
  readonly groups: readonly (readonly Group[])[];
}

function readRule(rule: Rule, { words, phrases }: RuleFile, book: WordBook): ReadRule {
  const parse = (where: string) => (text: string) => {
    try {
      return parsePattern(text, words, book);
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : 'is wrong';
      throw new Error(`risk rules: ${where}: "${text}": ${why}`, { cause });
    }
  };
  const unless = (rule.unless ?? []).map(parse(rule.id));
  const groups = rule.all.map((group): readonly Group[] =>
    group.map((text) => {
      if (!text.startsWith('#')) return { says: [parse(rule.id)(text)], unless };
      const phrase = phrases[text.slice(1)];
      if (!phrase) throw new Error(`risk rules: ${rule.id}: there is no phrase named "${text.slice(1)}"`);
      return {
        says: phrase.says.map(parse(text)),
        unless: [...unless, ...(phrase.unless ?? []).map(parse(text))],
      };
    }),
  );
  return { rule, groups };
}

/** The first match that begins in `begin` … `end` - 1, in a sentence if it is given. */
function search(
  pattern: Pattern,
  words: readonly ReadWord[],
  begin: number,
  end: number,
  sentence?: number,
): Span | null {
  for (let from = Math.max(0, begin); from < Math.min(end, words.length); from++) {
    if (sentence !== undefined && words[from]?.sentence !== sentence) continue;
    const to = matchEnd(pattern, words, from);
    if (to >= 0) return { from, to };
  }
  return null;
}

function spansOf(pattern: Pattern, words: readonly ReadWord[]): readonly Span[] {
  const spans: Span[] = [];
  for (let from = 0; from < words.length && spans.length < 20; from++) {
    const to = matchEnd(pattern, words, from);
    if (to >= 0) spans.push({ from, to });
  }
  return spans;
}

function readWords(
  tokens: readonly Token[],
  fitting: (word: string) => readonly number[],
  correct: Correct,
  meant: MeantWord,
): readonly ReadWord[] {
  const known = new Map<string, Pick<ReadWord, 'fits' | 'guessed'>>();
  const half = correctionsAtMost / 2;
  const correctable = new Set([...tokens.slice(0, half), ...tokens.slice(-half)].map(({ word }) => word));
  const read = (word: string): Pick<ReadWord, 'fits' | 'guessed'> => {
    const plain = fitting(word);
    if (plain.length > 0) return { fits: new Set(plain), guessed: false };
    // "nechciii": letters held down are no misspelling.
    const short = word.replace(/([a-z])\1+/g, '$1');
    const shortened = short === word ? [] : fitting(short);
    if (shortened.length > 0) return { fits: new Set(shortened), guessed: false };
    const asWritten = correctable.has(word) ? correct(word) : [];
    const spellings = asWritten.length > 0 || !correctable.has(word) ? asWritten : correct(short);
    const fits = spellings.flatMap((spelling) => fitting(spelling.replace('*', '')));
    const guessed = word.length < longEnoughToBeSure;
    if (fits.length > 0 || !correctable.has(word)) return { fits: new Set(fits), guessed };
    return { fits: new Set(fitting(meant(word))), guessed };
  };
  return tokens.map(({ word, sentence, clause }) => {
    const reading = known.get(word) ?? read(word);
    known.set(word, reading);
    return { ...reading, filler: isFiller(word), sentence, clause };
  });
}

/** The worst risk of the hits. */
export const floorOf = (hits: readonly Hit[]): Risk =>
  hits.reduce<Risk>((worst, { risk }) => worse(worst, risk), 'none');
