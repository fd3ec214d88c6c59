import type { Language } from '../domain.ts';
import type { Told } from '../knowledge/told.ts';
import { fold } from '../understand/fold.ts';
import { rules, type WordingRule } from './wording-rules.ts';

/** A place in a text that says something in a way that hurts, blames, promises, or guesses who the reader is. */
export interface Wording {
  readonly rule: string;
  readonly reason: Told;
  /** Where it begins in the text, in characters from 0. */
  readonly at: number;
}

/**
 * The forbidden wordings in a text of a language; empty when it may be said. Reads spelling-blind, so "Spáchat
 * sebevraždu" and "spachat sebevrazdu" are one. Every rule takes time in proportion to the length of the text.
 */
export const findWording = (text: string, language: Language): readonly Wording[] => {
  const folded = fold(text);
  return rules
    .filter((rule) => rule.language === 'all' || rule.language === language)
    .flatMap((rule) => {
      const found = folded.search(rule.pattern);
      return found < 0 ? [] : [{ rule: rule.id, reason: rule.reason, at: unfolded(text, found) }];
    });
};

/** Folding goes from left to right, so the longest beginning that folds to no more than `place` ends where it stands. */
const unfolded = (text: string, place: number): number => {
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fold(text.slice(0, middle)).length <= place) low = middle;
    else high = middle - 1;
  }
  return low;
};

export { rules as wordingRules, type WordingRule };
