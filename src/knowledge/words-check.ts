import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { JsonFile } from './json-file.ts';
import { KnowledgeError, type Problem } from './problem.ts';
import { ownExamples, ownGold, riskRules } from './words-schema.ts';

/**
 * What is wrong in the files that teach the bot to understand, with line and column: risk rules, own examples, own gold messages.
 * Own files may be missing.
 */
export async function checkWords(folder: string): Promise<readonly Problem[]> {
  const rules = await readdir(join(folder, 'risk-rules')).catch(() => []);
  const found = await Promise.all([
    ...rules
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => problemsIn(folder, join('risk-rules', name), riskRules)),
    (await isList(join(folder, 'examples.json'))) ? problemsIn(folder, 'examples.json', ownExamples) : [],
    // Gold messages may stand one a line too, which only their own reader understands.
    (await isList(join(folder, 'gold.json'))) ? problemsIn(folder, 'gold.json', ownGold) : [],
  ]);
  return found.flat();
}

const isList = async (path: string): Promise<boolean> =>
  (await readFile(path, 'utf8').catch(() => '')).trimStart().startsWith('[');

async function problemsIn(
  folder: string,
  file: string,
  schema: z.ZodType<object>,
): Promise<readonly Problem[]> {
  try {
    await new JsonFile(join(folder, file), schema).read();
    return [];
  } catch (error) {
    if (!(error instanceof KnowledgeError)) throw error;
    return error.problems.map((problem) => ({ ...problem, file }));
  }
}
