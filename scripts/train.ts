import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { encodeLearnt } from '../src/understand/learnt-file.ts';
import { loadGold, loadLessons, shippedLessons } from '../src/understand/load.ts';
import { trainAndCheck } from '../src/understand/training/train-and-check.ts';

/** Trains the model from data/examples, measures it on data/gold and writes it: `node scripts/train.ts [FILE]`. */
const file = process.argv[2] ?? 'data/model/understanding.bin';
const started = performance.now();
const say = (step: string): void => {
  console.log(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${step}`);
};
const learnt = await trainAndCheck(await loadLessons(shippedLessons), await loadGold('data/gold'), say);
const bytes = encodeLearnt(learnt);
await mkdir(dirname(file), { recursive: true });
await writeFile(`${file}.new`, bytes);
await rename(`${file}.new`, file);
say(`${file}: ${(bytes.length / 1e6).toFixed(2)} MB`);
