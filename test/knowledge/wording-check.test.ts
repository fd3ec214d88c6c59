import { expect, test } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { checkWording } from '../../src/knowledge/wording-check.ts';

const loaded = await loadKnowledge('data/knowledge');

test('the knowledge base of this project says nothing that it should not', () => {
  if (!('knowledge' in loaded)) throw new Error('the knowledge base does not load');
  expect(checkWording(loaded.knowledge)).toEqual([]);
});

test('an admin reads which text of which entry hurts, and why', () => {
  if (!('knowledge' in loaded)) throw new Error('the knowledge base does not load');
  const [first, ...rest] = loaded.knowledge.topics;
  if (first === undefined) throw new Error('no topic');
  const worse = { ...first, sentence: { ...first.sentence, cs: 'Kdo chce spáchat sebevraždu, ať se ozve.' } };
  const problems = checkWording({ ...loaded.knowledge, topics: [worse, ...rest] });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({ file: 'topics.json', severity: 'warning' });
  expect(problems[0]).toMatchObject({ entry: 'suicide', path: 'topics[0].sentence.cs' });
  expect(problems[0]?.message.en).toMatch(/^say it in other words: ./);
  expect(problems[0]?.message.cs).toMatch(/^řekni to jinak: ./);
});
