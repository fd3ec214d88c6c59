import { risks, topicIds } from '../domain.ts';
import { type Example, isBackground } from './examples.ts';

/** What is left of the examples once they are indexed: the numbers of their labels, as tables that threads can hand over. */
export interface Labels {
  /** Three places for each example, main topic first; `noTopic` where there is none. */
  readonly topics: Uint8Array;
  readonly risk: Uint8Array;
  /** 1 for ordinary text, which has no voice in topics. */
  readonly background: Uint8Array;
}

export const topicsAtMost = 3;
export const noTopic = 255;
export const outOfScope = topicIds.indexOf('out-of-scope');

/** Labels as numbers, in the order of the examples. */
export function labelsOf(examples: readonly Example[]): Labels {
  const topics = new Uint8Array(examples.length * topicsAtMost).fill(noTopic);
  examples.forEach((example, index) => {
    topics.set(
      example.topics.map((topic) => topicIds.indexOf(topic)),
      index * topicsAtMost,
    );
  });
  return {
    topics,
    risk: Uint8Array.from(examples, ({ risk }) => risks.indexOf(risk)),
    background: Uint8Array.from(examples, (example) => (isBackground(example) ? 1 : 0)),
  };
}
