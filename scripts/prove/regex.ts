import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Understand } from '../../src/domain.ts';
import { loadUnderstanding } from '../../src/understand/load-understanding.ts';
import { realThings } from '../../test/lampa.ts';
import type { Proved } from './proof.ts';
import { pumped, timeOf } from './pumped.ts';
import { regexLiteralsIn } from './regex-literals.ts';

/** Every regular expression of the program, and all rules over words, on text made to keep them busy. */

/** Lengths and the longest time (milliseconds) for each: many times what a linear look takes, a fraction of a square one. */
const steps: readonly (readonly [number, number])[] = [
  [24, 20],
  [1000, 15],
  [8000, 20],
  [50_000, 200],
];

/** The name of a source, a line and the text that it is too slow for; null: none. */
const slowWith = (
  path: string,
  literal: ReturnType<typeof regexLiteralsIn>[number],
  longest: number,
): string | null => {
  const pattern = new RegExp(literal.source, `${literal.flags.replace(/[gy]/g, '')}g`);
  for (const [length, atMost] of steps.filter(([one]) => one <= longest)) {
    for (const text of pumped(literal, length)) {
      const slow =
        timeOf(pattern, text) > atMost && timeOf(pattern, text) > atMost && timeOf(pattern, text) > atMost;
      if (slow)
        return `${path}:${literal.line} is slow on ${length} letters like ${JSON.stringify(text.slice(0, 16))}`;
    }
  }
  return null;
};

const literals = (short: boolean): Proved => {
  const against: string[] = [];
  let count = 0;
  for (const folder of ['src', 'adapters']) {
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.ts')) continue;
      const path = join(folder, file);
      for (const literal of regexLiteralsIn(readFileSync(path, 'utf8'))) {
        count += 1;
        const slow = slowWith(path, literal, short ? 8000 : 50_000);
        if (slow !== null) against.push(slow);
      }
    }
  }
  if (count < 200) against.push(`only ${count} regular expressions were found`);
  // What is known to be slow is found: else nothing was looked for.
  const known = regexLiteralsIn('const slow = /(a+)+$/; const square = /\\s+$/;');
  const caught = known.filter((literal) => slowWith('', literal, 8000) !== null).length;
  if (caught !== 2) against.push(`only ${caught} of 2 slow ones that were put there are found`);
  return {
    what: `regular expressions on pumped text of up to ${short ? '8,000' : '50,000'} letters`,
    figures: `${count} regular expressions of src and adapters, super-linear ${against.length}`,
    against,
  };
};

const bestOf = (understand: Understand, text: string): number =>
  Math.min(
    ...[1, 2, 3].map(() => {
      const began = performance.now();
      understand(text);
      return performance.now() - began;
    }),
  );

/** Words of the risk rules and of ordinary text, again and again: twice as long takes about twice the time. */
const understanding = async (short: boolean): Promise<Proved> => {
  const { knowledge } = await realThings();
  const { understand } = await loadUnderstanding({
    data: 'data',
    homeCountry: 'CZ',
    services: knowledge.services,
  });
  const folder = 'data/knowledge/risk-rules';
  const words = new Set(
    readdirSync(folder).flatMap(
      (file) => readFileSync(join(folder, file), 'utf8').match(/"[a-zа-я|*@ .!$]{3,60}"/gu) ?? [],
    ),
  );
  const phrases = [...words].map((one) => one.replace(/["|*@.!$]/g, ' ').trim()).filter((one) => one !== '');
  const every = short ? 100 : 30;
  const seeds = [
    ...phrases.filter((_, i) => i % every === 0),
    'nechci zit ',
    'a',
    'aaaa ',
    '😭',
    ' ',
    '.',
    'ne ne ',
    '1 ',
    'nechcizit',
    '\u0301',
  ];
  const length = short ? 4096 : 25_000;
  const against: string[] = [];
  let slowest = 0;
  for (const seed of seeds) {
    const atLength = (n: number): string => `${seed} `.repeat(Math.ceil(n / (seed.length + 1))).slice(0, n);
    const once = bestOf(understand, atLength(length));
    const twice = bestOf(understand, atLength(length * 2));
    slowest = Math.max(slowest, twice);
    if (twice > 150 && twice / Math.max(1, once) > 3.2) {
      against.push(
        `${length * 2} letters of ${JSON.stringify(seed)} take ${twice.toFixed(0)} ms, half of it ${once.toFixed(0)} ms`,
      );
    }
    if (twice > 2000)
      against.push(`${length * 2} letters of ${JSON.stringify(seed)} take ${twice.toFixed(0)} ms`);
  }
  return {
    what: `understanding of ${(length * 2).toLocaleString('en')} letters of the words of the risk rules`,
    figures: `${seeds.length} kinds of text, the slowest took ${slowest.toFixed(0)} ms`,
    against,
  };
};

export const regex = async (short: boolean): Promise<readonly Proved[]> => [
  literals(short),
  await understanding(short),
];
