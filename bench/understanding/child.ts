/**
 * One contender in a process of its own, so that memory and time are its alone. Arguments: name, how many examples, and how many
 * messages; writes what it measured as JSON.
 */

import type { Example } from '../../src/understand/examples.ts';
import { loadGold, loadLearnt, loadLessons, loadRules, shippedLessons } from '../../src/understand/load.ts';
import { type Contender, type FuseMode, fuse, fuseModes, lampa, miniSearch } from './contenders.ts';
import { curveOf, type Figures, percentile, readAll, recallAt, topicShares } from './figures.ts';

const [name = 'Lampa', exampleCount = '0', messageCount = '0'] = process.argv.slice(2);

const megabytes = (): number => {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
};

/** Evenly spread over the list, so that every language and author has its part. */
const some = <T>(list: readonly T[], count: number): readonly T[] =>
  count === 0 || count >= list.length
    ? list
    : Array.from({ length: count }, (_, i) => list[Math.floor((i * list.length) / count)]).filter(
        (one) => one !== undefined,
      );

/** So many examples: a spread of the real ones, or all of them and copies with one word left out, each in turn. */
const asMany = (examples: readonly Example[], count: number): readonly Example[] => {
  if (count === 0 || count <= examples.length) return some(examples, count);
  return Array.from({ length: count }, (_, i): Example => {
    const example = examples[i % examples.length] ?? examples[0];
    if (example === undefined) throw new Error('bench: there are no examples');
    const copy = Math.floor(i / examples.length);
    if (copy === 0) return example;
    const words = example.text.split(' ');
    const text = words.filter((_, at) => words.length === 1 || at !== (copy * 7) % words.length).join(' ');
    return { ...example, id: `${example.id}${copy}`, text };
  });
};

const lessons = await loadLessons(shippedLessons);
const examples = asMany(lessons.examples, Number(exampleCount));
const messages = some((await loadGold('data/unseen')).messages, Number(messageCount));
const { model } = await loadLearnt('data/model/understanding.bin');
const rules = await loadRules('data/knowledge/risk-rules');

const before = megabytes();
const begin = performance.now();
const isFuse = (mode: string): mode is FuseMode => fuseModes.some((one) => one === mode);
const make = (): Contender => {
  if (name === 'Lampa') return lampa({ ...lessons, examples }, model, rules);
  if (name === 'MiniSearch') return miniSearch(examples);
  const mode = name.replace('Fuse.js, ', '');
  if (isFuse(mode)) return fuse(examples, mode);
  throw new Error(`bench: there is no contender "${name}"`);
};
const read = make();
const build = performance.now() - begin;
const memory = megabytes() - before;
// The first readings compile the program, which is not what is compared.
for (const { text } of messages.slice(0, name.startsWith('Fuse') ? 1 : 30)) read(text);
const { readings, times } = readAll(messages, read);
const curve = curveOf(messages, readings);
const figures: Figures = {
  name,
  build,
  memory,
  p50: percentile(times, 50),
  p99: percentile(times, 99),
  ...topicShares(messages, readings),
  recall: recallAt(curve, 0.05),
  curve,
};
console.log(JSON.stringify(figures));
