import Fuse, { type IFuseOptions } from 'fuse.js';
import MiniSearch from 'minisearch';
import { isCrisis, type TopicId } from '../../src/domain.ts';
import { createReadConcepts } from '../../src/understand/concepts.ts';
import type { Example } from '../../src/understand/examples.ts';
import { cap, fold } from '../../src/understand/fold.ts';
import { learn } from '../../src/understand/learnt.ts';
import type { Model } from '../../src/understand/model.ts';
import { type RuleFile, readRuleBook } from '../../src/understand/rules.ts';
import type { Lessons } from '../../src/understand/training/corpus.ts';
import { understandWith } from '../../src/understand/understand.ts';

/** What a contender makes of a message. */
export interface Reading {
  /** The likeliest first. */
  readonly topics: readonly TopicId[];
  /** The higher, the more danger; only the order counts. */
  readonly danger: number;
}

export type Contender = (text: string) => Reading;

/** How many of the nearest examples vote for the searchers, as many as vote in Lampa. */
const voters = 24;

interface Found {
  readonly example: Example;
  readonly weight: number;
}

/** The examples that a search has found vote with their weights: the fairest use of a search engine for this task. */
function vote(found: readonly Found[]): Reading {
  const shares = new Map<TopicId, number>();
  let crisis = 0;
  let none = 0;
  for (const { example, weight } of found.slice(0, voters)) {
    if (isCrisis(example.risk)) crisis += weight;
    if (example.risk === 'none') none += weight;
    example.topics.forEach((topic, rank) => {
      shares.set(topic, (shares.get(topic) ?? 0) + weight * (rank === 0 ? 1 : 0.4));
    });
  }
  return {
    topics: [...shares].sort((a, b) => b[1] - a[1]).map(([topic]) => topic),
    danger: Math.log((crisis + 1e-4) / (none + 1e-4)),
  };
}

/** The whole understanding: rules, linear model, neighbours. */
export function lampa(lessons: Lessons, model: Model, rules: readonly RuleFile[]): Contender {
  const readConcepts = createReadConcepts(lessons.concepts);
  const understand = understandWith({
    learnt: learn(lessons, model, readConcepts),
    readConcepts,
    rules: readRuleBook(rules),
    findPlace: () => null,
  });
  return (text) => {
    const { topics, danger } = understand(text);
    return { topics: topics.map(({ id }) => id), danger };
  };
}

/** MiniSearch as one would use it: folded words, prefixes and misspellings allowed, any word may match. */
export function miniSearch(examples: readonly Example[]): Contender {
  const index = new MiniSearch<{ readonly id: number; readonly text: string }>({ fields: ['text'] });
  index.addAll(examples.map(({ text }, id) => ({ id, text: fold(cap(text)) })));
  return (text) =>
    vote(
      index
        .search(fold(cap(text)), { prefix: (word) => word.length > 3, fuzzy: 0.2, combineWith: 'OR' })
        .slice(0, voters)
        .flatMap(({ id, score }) => {
          const example = examples[Number(id)];
          return example ? [{ example, weight: score * score }] : [];
        }),
    );
}

/** The three ways in which Fuse.js searches. */
export const fuseModes = ['whole message', 'any word', 'word by word'] as const;
export type FuseMode = (typeof fuseModes)[number];

/** Fuse.js over the folded texts. */
export function fuse(examples: readonly Example[], mode: FuseMode): Contender {
  const options: IFuseOptions<{ readonly text: string; readonly example: Example }> = {
    keys: ['text'],
    includeScore: true,
    ignoreLocation: true,
    threshold: 0.6,
    useExtendedSearch: mode === 'any word',
    useTokenSearch: mode === 'word by word',
  };
  const index = new Fuse(
    examples.map((example) => ({ text: fold(cap(example.text)), example })),
    options,
  );
  const query = (text: string): string => (mode === 'any word' ? text.split(/\s+/).join(' | ') : text);
  return (text) =>
    vote(
      index
        .search(query(fold(cap(text))), { limit: voters })
        .map(({ item, score = 1 }) => ({ example: item.example, weight: (1 - score) ** 2 + 1e-6 })),
    );
}
