/**
 * How well and how fast messages are understood, against what one would use instead: `npm run bench:understanding`. The same
 * examples and the same messages (data/unseen) for all, in one run. Fuse.js needs seconds a message, so it reads a part of the messages;
 * where shares are compared, the others read just that part too. Absolute times depend on the machine: compare within a run.
 * Arguments: --sample N (messages that Fuse.js reads, 40), --picture FILE.
 */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { parseArgs, promisify } from 'node:util';
import { evaluate } from '../src/evaluate/evaluate.ts';
import { loadGold } from '../src/understand/load.ts';
import { loadUnderstanding } from '../src/understand/load-understanding.ts';
import { fuseModes } from './understanding/contenders.ts';
import type { Figures } from './understanding/figures.ts';
import { picture } from './understanding/picture.ts';

const { values } = parseArgs({
  options: { sample: { type: 'string', default: '40' }, picture: { type: 'string' } },
});
const sample = Number(values.sample);
const modeSample = 6;
const run = promisify(execFile);

const measure = async (name: string, examples: number, messages: number): Promise<Figures> => {
  process.stderr.write(`${name}, ${examples || 'all'} examples, ${messages || 'all'} messages …\n`);
  const child = ['--expose-gc', '--disable-warning=ExperimentalWarning', 'bench/understanding/child.ts'];
  const { stdout } = await run(process.execPath, [...child, name, String(examples), String(messages)], {
    maxBuffer: 2 ** 24,
  });
  return JSON.parse(stdout) as Figures;
};

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const ms = (n: number): string => `${n.toFixed(n < 10 ? 2 : 0)} ms`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): void => {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  for (const row of [head, ...rows])
    console.log(
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  '),
    );
  console.log('');
};

let best: Figures | null = null;
for (const mode of fuseModes) {
  const tried = await measure(`Fuse.js, ${mode}`, 0, modeSample);
  if (best === null || tried.inThree > best.inThree) best = tried;
}
const fuseName = best?.name ?? `Fuse.js, ${fuseModes[0]}`;
const contenders = ['Lampa', 'MiniSearch', fuseName];
const same: Figures[] = [];
for (const name of contenders) same.push(await measure(name, 0, sample));
const all = [await measure('Lampa', 0, 0), await measure('MiniSearch', 0, 0)];
const [ours] = same;

console.log(`The same ${sample} messages for all; ratio: Lampa against it.\n`);
table(
  [
    '',
    'first topic',
    'in three',
    'crisis at 5 %',
    'ratio first',
    'ratio crisis',
    'p50',
    'p99',
    'build',
    'memory',
  ],
  same.map((one) => [
    one.name,
    percent(one.first),
    percent(one.inThree),
    percent(one.recall),
    ((ours?.first ?? 0) / one.first).toFixed(2),
    ((ours?.recall ?? 0) / one.recall).toFixed(2),
    ms(one.p50),
    ms(one.p99),
    ms(one.build),
    `${one.memory.toFixed(0)} MB`,
  ]),
);
console.log('All messages.\n');
table(
  ['', 'first topic', 'in three', 'crisis at 5 %', 'p50', 'p99'],
  all.map((one) => [
    one.name,
    percent(one.first),
    percent(one.inThree),
    percent(one.recall),
    ms(one.p50),
    ms(one.p99),
  ]),
);

const sizes = [1000, 10_000, 100_000];
const grown: string[][] = [];
for (const size of sizes) {
  const lampa = await measure('Lampa', size, 200);
  const mini = await measure('MiniSearch', size, 200);
  // At 100,000 it would take half a minute a message.
  const fuse = size > 10_000 ? null : await measure(fuseName, size, 12);
  grown.push([
    size.toLocaleString('en'),
    `${ms(lampa.p50)} / ${ms(lampa.p99)}`,
    `${lampa.memory.toFixed(0)} MB`,
    ms(mini.p50),
    (lampa.p50 / mini.p50).toFixed(2),
    fuse === null ? '-' : ms(fuse.p50),
    fuse === null ? '-' : (fuse.p50 / lampa.p50).toFixed(0),
  ]);
}
console.log('Growth with the number of examples (beyond the real ones: copies with a word left out).\n');
table(
  [
    'examples',
    'Lampa p50 / p99',
    'memory',
    'MiniSearch p50',
    'Lampa / MiniSearch',
    'Fuse.js p50',
    'Fuse.js / Lampa',
  ],
  grown,
);

const { understand } = await loadUnderstanding({ data: 'data', homeCountry: 'CZ', services: [] });
const bare = (text: string): string =>
  /\p{Script=Cyrillic}/u.test(text)
    ? text
    : text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ł', 'l');
/** Two letters swapped in the middle of every word of six letters or more. */
const slips = (text: string): string =>
  text.replace(/\p{L}{6,}/gu, (word) => {
    const at = Math.floor(word.length / 2);
    return `${word.slice(0, at)}${word[at + 1]}${word[at]}${word.slice(at + 2)}`;
  });
const { messages: unseen } = await loadGold('data/unseen');
const typed = (type: (text: string) => string): readonly string[] => {
  const { figures } = evaluate(
    unseen.map((message) => ({ ...message, text: type(message.text) })),
    understand,
  );
  const shareOf = (id: string): string => {
    const all = figures.find(({ measure }) => measure.id === id)?.all;
    return all === undefined ? '-' : percent(all.hits / all.of);
  };
  return ['topic-first', 'topic-in-three', 'crisis-seen', 'false-alarm', 'crisis-in-view'].map(shareOf);
};
console.log('The messages as people may type them.\n');
table(
  ['', 'first topic', 'in three', 'crisis seen', 'false alarms', 'in view'],
  [
    ['as written', ...typed((text) => text)],
    ['without diacritics', ...typed(bare)],
    ['a slip in every long word', ...typed(slips)],
    ['in capitals', ...typed((text) => text.toUpperCase())],
  ],
);
const hostile: Readonly<Record<string, string>> = {
  '10 MB of text': 'nechci uz zit '.repeat(720_000),
  'a million combining marks': `a${'\u0301'.repeat(1_000_000)}`,
  'a word of a megabyte': 'a'.repeat(1_000_000),
  'nothing but emoji': '😂🔪💀'.repeat(20_000),
  'right to left': '\u202eשלום '.repeat(20_000),
  'null bytes': '\0'.repeat(100_000),
  'lone surrogates': '\ud800'.repeat(100_000),
  'letters that stand for sentences': 'ﷺ'.repeat(50_000),
  '20,000 different words': Array.from({ length: 20_000 }, (_, i) => `w${i.toString(36)}`).join(' '),
  'the longest message of a platform': 'spolykala jsem prasky a umiram, '.repeat(128).slice(0, 4096),
};
console.log('The worst that can be sent: longest of five readings.\n');
table(
  ['', 'time'],
  Object.entries(hostile).map(([name, text]) => {
    const times = Array.from({ length: 5 }, () => {
      const begin = performance.now();
      understand(text);
      return performance.now() - begin;
    });
    return [name, ms(Math.max(...times))];
  }),
);
if (values.picture !== undefined) {
  // The two fast ones have read all messages, so their lines are finer.
  await writeFile(values.picture, picture([...all, ...same.filter(({ name }) => name === fuseName)]));
  console.log(`${values.picture} written.`);
}
