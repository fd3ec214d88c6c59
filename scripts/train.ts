import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { loadExamples } from '../src/understand/load.ts';
import { encodeModel } from '../src/understand/model.ts';
import { train } from '../src/understand/training/train.ts';

/** Trains the model from data/examples and writes it: `node scripts/train.ts [FILE]`. */
const file = process.argv[2] ?? 'data/model/understanding.bin';
const started = performance.now();
const say = (step: string): void => {
  console.log(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${step}`);
};
const { examples, digest } = await loadExamples('data/examples');
const model = train(examples, digest, say);
const bytes = encodeModel(model);
await mkdir(dirname(file), { recursive: true });
await writeFile(`${file}.new`, bytes);
await rename(`${file}.new`, file);
say(`${file}: ${(bytes.length / 1e6).toFixed(2)} MB`);
