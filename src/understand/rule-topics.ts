import type { TopicGuess, TopicId } from '../domain.ts';
import type { Hit } from './rules.ts';

/** What a rule is about; the first that fits the beginning of its id. Others leave the topic to the models. */
const topicsOfRules: readonly (readonly [string, TopicId])[] = [
  ['fire', 'medical-emergency'],
  ['suicide', 'suicide'],
  ['self-harm', 'self-harm'],
  ['sexual-violence', 'sexual-abuse'],
  ['thrown-out', 'runaway'],
  ['ran-away', 'runaway'],
];

/** Topics are right when the first two have it. */
const enough = 2;
const share = 0.6;
const rounded = (x: number): number => Math.round(x * 1e4) / 1e4;

/** The topics with that of the most dangerous rule in front, unless the models have found it. */
export function ruledTopics(topics: readonly TopicGuess[], hits: readonly Hit[]): readonly TopicGuess[] {
  const topic = hits
    .map(({ id }) => topicsOfRules.find(([beginning]) => id.startsWith(beginning))?.[1])
    .find((found) => found !== undefined);
  if (topic === undefined || topics.slice(0, enough).some(({ id }) => id === topic)) return topics;
  const others = topics
    .filter(({ id }) => id !== topic && id !== 'out-of-scope')
    .slice(0, 4)
    .map((guess): TopicGuess => ({ ...guess, score: rounded(guess.score * (1 - share)), band: 'maybe' }));
  return [{ id: topic, score: share, band: 'sure' }, ...others];
}
