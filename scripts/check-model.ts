import { readFile } from 'node:fs/promises';
import { loadExamples } from '../src/understand/load.ts';
import { encodeModel } from '../src/understand/model.ts';
import { train } from '../src/understand/training/train.ts';

/** Proves that the shipped model is the one that the examples give: trains again and compares byte by byte. */
const file = 'data/model/understanding.bin';
const { examples, digest } = await loadExamples('data/examples');
const fresh = encodeModel(train(examples, digest, console.log));
const shipped = await readFile(file);
if (Buffer.compare(shipped, fresh) === 0) {
  console.log(`${file} is the model of these examples.`);
} else {
  console.error(
    `${file} is not the model of these examples: run "node scripts/train.ts" and commit the file.`,
  );
  process.exitCode = 1;
}
