import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { languages } from '../domain.ts';
import { type Example, parseExamples, refuseDoubles } from './examples.ts';
import { decodeModel, type Model } from './model.ts';
import { parseRules, type RuleFile } from './rules.ts';

/** The only file of this folder that reads the disk. */

export interface ExampleFiles {
  readonly examples: readonly Example[];
  /** SHA-256 over the names and bytes of the files, in the order of the languages. */
  readonly digest: string;
}

/** Reads `<folder>/<language>.json` for every language. Throws an error that names the file and what to mend. */
export async function loadExamples(folder: string): Promise<ExampleFiles> {
  const hash = createHash('sha256');
  const contents = await Promise.all(
    languages.map(async (language) => {
      const file = join(folder, `${language}.json`);
      return { file, language, bytes: await read(file, 'the example messages belong there') };
    }),
  );
  const examples = contents.flatMap(({ file, language, bytes }) => {
    hash.update(`${language}\n`).update(bytes);
    return parseExamples(file, new TextDecoder().decode(bytes));
  });
  refuseDoubles(examples);
  return { examples, digest: hash.digest('hex') };
}

/** Reads the trained model. Throws an error that says how to make one. */
export async function loadModel(file: string): Promise<Model> {
  return decodeModel(file, await read(file, 'run "node scripts/train.ts" to make the model'));
}

/** Reads the risk rules. Throws an error that names the rule and what to mend. */
export async function loadRules(file: string): Promise<RuleFile> {
  const bytes = await read(file, 'the risk rules belong there');
  return parseRules(file, new TextDecoder().decode(bytes));
}

async function read(file: string, advice: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new Error(`${file}: cannot be read; ${advice}`, { cause });
  }
}
