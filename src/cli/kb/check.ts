import { basename, join } from 'node:path';
import { checkKnowledge } from '../../knowledge/check.ts';
import { loadKnowledge } from '../../knowledge/load.ts';
import { type Problem, problemLine } from '../../knowledge/problem.ts';
import type { Knowledge } from '../../knowledge/schema.ts';
import { checkOwn, loadRules } from '../../understand/load.ts';
import { paint } from '../out.ts';
import type { KbCommand } from './command.ts';

const counted = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

/** With the folder, so that an editor or a terminal can open the place. */
const located = (problem: Problem, folder: string): Problem => ({
  ...problem,
  file: basename(problem.file) === problem.file ? join(folder, problem.file) : problem.file,
});

/** Rules of danger and own examples are part of the knowledge base too, though they are read elsewhere. */
const wordsProblems = async (folder: string): Promise<readonly string[]> => {
  const checks = await Promise.allSettled([
    loadRules(join(folder, 'risk-rules')),
    checkOwn({ ownExamples: join(folder, 'examples.json'), ownGold: join(folder, 'gold.json') }),
  ]);
  return checks.flatMap((check) => {
    if (check.status === 'fulfilled') return [];
    return [check.reason instanceof Error ? check.reason.message : String(check.reason)];
  });
};

const contents = ({ services, contacts, guides, topics }: Knowledge): string =>
  [
    counted(services.length, 'service', 'services'),
    counted(contacts.length, 'contact', 'contacts'),
    counted(guides.length, 'guide', 'guides'),
    counted(topics.length, 'topic', 'topics'),
  ].join(', ');

/** `lampa kb check`: every problem with file, line and what to write. 1 when the base cannot be used as it is. */
const run: KbCommand['run'] = async (_, { verbose }, { folder, now, out }) => {
  const loaded = await loadKnowledge(folder);
  const problems =
    'problems' in loaded
      ? loaded.problems
      : checkKnowledge(loaded.knowledge, now, { verbose: verbose === true });
  const linesOf = (severity: Problem['severity']): readonly string[] =>
    problems.filter((one) => one.severity === severity).map((one) => problemLine(located(one, folder)));
  const errors = [...linesOf('error'), ...(await wordsProblems(folder))];
  const warnings = linesOf('warning');
  for (const line of errors) out.print(paint(out, 'red', line));
  for (const line of warnings) out.print(line);
  const told = `${counted(errors.length, 'error', 'errors')}, ${counted(warnings.length, 'warning', 'warnings')}`;
  const inside = 'knowledge' in loaded ? ` in ${contents(loaded.knowledge)}` : '';
  const isGood = errors.length === 0;
  out.print(paint(out, ['bold', isGood ? 'green' : 'red'], `${told}${inside}.`));
  return isGood ? 0 : 1;
};

export const check: KbCommand = {
  name: 'check',
  usage: '[--verbose]',
  says: {
    en: 'what is wrong with the directory, where, and what to write instead; --verbose names every entry',
    cs: 'co je v adresáři špatně, kde, a co napsat místo toho; --verbose jmenuje každý záznam',
  },
  options: { verbose: { type: 'boolean' } },
  takes: [0, 0],
  run,
};
