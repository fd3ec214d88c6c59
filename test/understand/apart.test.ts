import { describe, expect, it } from 'vitest';
import { fold, wordsOf } from '../../src/understand/fold.ts';
import { loadGold, loadLessons, shippedLessons } from '../../src/understand/load.ts';

/**
 * What is learnt from and what it is measured by are kept apart, and nothing stands twice: else figures would only tell how well
 * the examples are remembered.
 */

const { examples } = await loadLessons(shippedLessons);
const { messages: gold } = await loadGold('data/gold');
const { messages: unseen } = await loadGold('data/unseen');

/** Share of common words; at more than this two messages are the same one. */
const tooAlike = 0.6;
/** Two short messages have the same few words by chance. */
const wordsAtLeast = 5;

const wordSet = (text: string): ReadonlySet<string> => new Set(wordsOf(fold(text)));

/** Pairs of a message and an example that are nearly the same, found by the rarest words of the message. */
function nearlySame(
  these: readonly { readonly id: string; readonly words: ReadonlySet<string> }[],
  those: readonly { readonly id: string; readonly words: ReadonlySet<string> }[],
): readonly string[] {
  const having = new Map<string, { readonly id: string; readonly words: ReadonlySet<string> }[]>();
  for (const one of those) {
    for (const word of one.words) {
      const list = having.get(word);
      if (list) list.push(one);
      else having.set(word, [one]);
    }
  }
  const pairs = new Set<string>();
  for (const { id, words } of these) {
    // Of two sets that share 60 %, one of the three rarest words out of five or more is always shared.
    const rare = [...words]
      .sort((a, b) => (having.get(a)?.length ?? 0) - (having.get(b)?.length ?? 0))
      .slice(0, Math.ceil(words.size * 0.5));
    for (const other of new Set(rare.flatMap((word) => having.get(word) ?? []))) {
      if (other.id === id) continue;
      const common = [...words].filter((word) => other.words.has(word)).length;
      if (common / (words.size + other.words.size - common) > tooAlike)
        pairs.add([id, other.id].sort().join(' '));
    }
  }
  return [...pairs];
}

const long = (list: readonly { readonly id: string; readonly text: string }[]) =>
  list
    .map(({ id, text }) => ({ id, words: wordSet(text) }))
    .filter(({ words }) => words.size >= wordsAtLeast);

describe('the example messages', () => {
  it('are apart from the gold and the unseen messages, which measure what was learnt from them', () => {
    expect(nearlySame(long([...gold, ...unseen]), long(examples))).toEqual([]);
  });

  it('are hardly ever nearly the same as each other', () => {
    const pairs = nearlySame(long(examples), long(examples));
    expect(pairs.length / examples.length).toBeLessThan(0.01);
  });

  it('never stand twice', () => {
    const seen = new Map<string, string>();
    const twice = examples.flatMap(({ id, lang, text }) => {
      const key = `${lang} ${text.toLowerCase().trim()}`;
      const before = seen.get(key);
      seen.set(key, id);
      return before === undefined ? [] : [`${before} ${id}`];
    });
    expect(twice).toEqual([]);
  });

  it('cover every topic in every language', () => {
    for (const language of ['cs', 'pl', 'sk', 'uk', 'en']) {
      const topics = new Set(
        examples.filter(({ lang }) => lang === language).map(({ topics: [main] }) => main),
      );
      expect(topics.size, language).toBe(41);
    }
  });
});
