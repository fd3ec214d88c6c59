import { readFile } from 'node:fs/promises';
import { encodeLearnt } from '../src/understand/learnt-file.ts';
import { loadGold, loadLessons, shippedLessons } from '../src/understand/load.ts';
import { trainAndCheck } from '../src/understand/training/train-and-check.ts';

/** Proves that the shipped model is the one that the examples give: trains again and compares byte by byte. */
const file = 'data/model/understanding.bin';
const learnt = await trainAndCheck(
  await loadLessons(shippedLessons),
  await loadGold('data/gold'),
  console.log,
);
if (Buffer.compare(await readFile(file), encodeLearnt(learnt)) === 0) {
  console.log(`${file} is the model of these examples.`);
} else {
  console.error(
    `${file} is not the model of these examples: run "node scripts/train.ts" and commit the file.`,
  );
  process.exitCode = 1;
}
