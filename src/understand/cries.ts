import { tokenise } from './fold.ts';
import { createWordBook, matchEnd, parsePattern } from './pattern.ts';

/**
 * Bare cries for help. They say nothing of what it is about, so they raise no alarm; but whoever cries is to see where help is.
 */
const cries = [
  'help|pomoc|pomocy|pomozte|pomoz|pomuzte|pomuz|pomozete|pomozes|pomuzete|pomuzes|pomozcie|pomoz|pomozesz|pomozecie|ratunku|pomozhit|pomozhitye|dopomozhit|dopomozhy|pomogite|pomogi|dopomoha|dopomohu|pomosch|pomoch|sos|emojisos|ryatuyte $',
  'help|pomozte|pomoz|pomuzte|pomuz|pomozete|pomozes|pomuzete|pomuzes|pomozcie|dopomozhit|dopomozhy|pomozhit|pomogite|pomoc|pomocy me|us|mi|nam|meni|mne $',
  'pomoc|pomocy|pomozte|pomoz|pomozcie|help|dopomoha|dopomozhit|pomogite|pomosch ... prosim|prosim|vas|prosze|please|pls|plz|me|mi|nam|laska|pozhaluysta|proshu $',
  'prosim|prosze|please|pls|plz|proshu|laska ... help|pomoc|pomocy|pomozte|pomoz|pomozcie|dopomozhit|dopomoha|pomogite $',
];
/** Who says more than this says what it is about. */
const wordsAtMost = 7;

const book = createWordBook();
const patterns = cries.map((cry) => parsePattern(cry, {}, book));

/** Whether a short text is a bare cry for help. */
export function isCry(text: string): boolean {
  const tokens = tokenise(text);
  if (tokens.length > wordsAtMost) return false;
  const read = tokens.map(({ word, sentence, clause }) => ({
    fits: new Set(book.fitting(word)),
    guessed: false,
    sentence,
    clause,
  }));
  const refuses = tokens.some(({ word }) =>
    /^(?:nechci|nechcem|nepotrebuj\w*|nie|ne|no|dont|not)$/.test(word),
  );
  return !refuses && patterns.some((pattern) => read.some((_, from) => matchEnd(pattern, read, from) >= 0));
}
