import { languages, type TopicId } from '../domain.ts';
import { editDistance } from '../knowledge/edit-distance.ts';
import type { Topic } from '../knowledge/schema.ts';
import { fold } from '../understand/fold.ts';
import { lifeOf } from './life.ts';

export type TopicFound =
  | { readonly kind: 'one'; readonly topic: Topic }
  | { readonly kind: 'none'; readonly nearest: readonly TopicId[] };

const mostSuggested = 3;

/** Reads a topic as people write it: its id, or its name or a word of it in any language. What is about the bot is no topic here. */
export function findTopic(said: string, topics: readonly Topic[]): TopicFound {
  const wanted = fold(said.trim());
  const about = topics.filter(({ id }) => lifeOf[id] !== null);
  const exact =
    about.find(({ id }) => id === wanted) ?? about.find((topic) => namesOf(topic).includes(wanted));
  if (exact !== undefined) return { kind: 'one', topic: exact };
  const byWord = about.filter((topic) =>
    namesOf(topic).some((name) => name.split(/[^a-z0-9]+/).includes(wanted)),
  );
  const [only] = byWord;
  if (only !== undefined && byWord.length === 1) return { kind: 'one', topic: only };
  const near = about
    .map((topic) => ({
      topic,
      distance: Math.min(...wordsOf(topic).map((word) => editDistance(wanted, word))),
    }))
    .sort((a, b) => a.distance - b.distance);
  const found = byWord.length > 0 ? byWord : near.map(({ topic }) => topic);
  return { kind: 'none', nearest: found.slice(0, mostSuggested).map(({ id }) => id) };
}

const namesOf = ({ name }: Topic): readonly string[] => languages.map((language) => fold(name[language]));

const wordsOf = (topic: Topic): readonly string[] => [
  topic.id,
  ...namesOf(topic),
  ...namesOf(topic).flatMap((name) => name.split(/[^a-z0-9]+/).filter((word) => word.length > 2)),
];
