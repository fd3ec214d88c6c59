import type { Cover, Matrix, TopicRow } from './matrix.ts';
import type { MatrixWords } from './matrix-words.ts';

/** One kind of finding, with the topics that it is about. */
export interface Finding {
  readonly cover: Cover;
  readonly heading: string;
  readonly topics: readonly string[];
}

/** What is missing in an area and what is there often, in words; kinds without a topic are left out. */
export function findingsOf({ topics }: Matrix, words: MatrixWords): readonly Finding[] {
  const nameOf = ({ topic, cover, here, elsewhere }: TopicRow): string => {
    const name = topic.name[words.language];
    return cover === 'many' ? `${name} (${here + elsewhere})` : name;
  };
  const headings = [
    ['gap', words.gapList],
    ['national', words.nationalList],
    ['one', words.oneList],
    ['many', words.overlaps],
  ] as const;
  return headings
    .map(([cover, heading]) => ({
      cover,
      heading,
      topics: topics.filter((row) => row.cover === cover).map(nameOf),
    }))
    .filter((finding) => finding.topics.length > 0);
}
