import { wordsOf } from './fold.ts';

/** In fewer messages than this, a word may well be a misspelling of another. */
const messagesAtLeast = 3;

/** The words that people really use: those of at least three of the folded texts, the most frequent first. */
export function vocabularyOf(foldedTexts: readonly string[]): readonly string[] {
  const seen = new Map<string, { last: number; times: number }>();
  foldedTexts.forEach((text, index) => {
    for (const word of wordsOf(text)) {
      const entry = seen.get(word);
      if (!entry) seen.set(word, { last: index, times: 1 });
      else if (entry.last !== index) {
        entry.last = index;
        entry.times++;
      }
    }
  });
  return [...seen]
    .filter(([, { times }]) => times >= messagesAtLeast)
    .sort(([a, { times: timesOfA }], [b, { times: timesOfB }]) => timesOfB - timesOfA || (a < b ? -1 : 1))
    .map(([word]) => word);
}
