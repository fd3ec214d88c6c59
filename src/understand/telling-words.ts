import type { TopicId, Understand } from '../domain.ts';

/** More words would take too long, and who reads an explanation wants a few. */
const wordsTried = 60;
const wordsTold = 4;
/** A word that shifts the share of the topic by less than this tells nothing. */
const least = 0.02;

const scoreOf = (topic: TopicId, understand: Understand, text: string): number =>
  understand(text).topics.find(({ id }) => id === topic)?.score ?? 0;

/**
 * The words of a message without which its first topic would be least sure, the most telling first: each is left out once, and
 * the message read again. Empty when there is no topic, or when no single word makes the difference. Takes as many readings as
 * there are words, so it is for whoever asks why, not for answering.
 */
export function tellingWords(
  text: string,
  understand: Understand,
): { readonly topic: TopicId; readonly words: readonly string[] } | null {
  const topic = understand(text).topics[0]?.id;
  if (topic === undefined) return null;
  const words = text.trim().split(/\s+/).slice(0, wordsTried);
  const whole = scoreOf(topic, understand, text);
  const shifts = words
    .map((word, left) => ({
      word: word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''),
      shift: whole - scoreOf(topic, understand, words.filter((_, index) => index !== left).join(' ')),
    }))
    .filter(({ word, shift }) => word !== '' && shift >= least)
    .sort((a, b) => b.shift - a.shift);
  return { topic, words: [...new Set(shifts.map(({ word }) => word))].slice(0, wordsTold) };
}
