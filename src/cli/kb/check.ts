import { isAbsolute, join } from 'node:path';
import { checkKnowledge } from '../../knowledge/check.ts';
import { type Loaded, loadKnowledge } from '../../knowledge/load.ts';
import { type Problem, problemLine } from '../../knowledge/problem.ts';
import type { Knowledge } from '../../knowledge/schema.ts';
import { checkWords } from '../../knowledge/words-check.ts';
import { counted, type Forms } from '../../text/plural.ts';
import { checkOwn, loadRules } from '../../understand/load.ts';
import { paint } from '../out.ts';
import type { CliLanguage, KbCommand } from './command.ts';
import { printWorkList } from './work-list.ts';

interface Words {
  readonly errors: Forms;
  readonly warnings: Forms;
  readonly services: Forms;
  readonly contacts: Forms;
  readonly guides: Forms;
  readonly topics: Forms;
  readonly inside: (contents: string) => string;
}

const words: Readonly<Record<CliLanguage, Words>> = {
  en: {
    errors: { one: 'error', other: 'errors' },
    warnings: { one: 'warning', other: 'warnings' },
    services: { one: 'service', other: 'services' },
    contacts: { one: 'contact', other: 'contacts' },
    guides: { one: 'guide', other: 'guides' },
    topics: { one: 'topic', other: 'topics' },
    inside: (contents) => ` in ${contents}`,
  },
  cs: {
    errors: { one: 'chyba', few: 'chyby', other: 'chyb' },
    warnings: { one: 'upozornění', few: 'upozornění', other: 'upozornění' },
    services: { one: 'služba', few: 'služby', other: 'služeb' },
    contacts: { one: 'kontakt', few: 'kontakty', other: 'kontaktů' },
    guides: { one: 'návod', few: 'návody', other: 'návodů' },
    topics: { one: 'téma', few: 'témata', other: 'témat' },
    inside: (contents) => `; adresář: ${contents}`,
  },
};

/** With the folder, so that an editor or a terminal can open the place. */
const located = (problem: Problem, folder: string): Problem => ({
  ...problem,
  file: isAbsolute(problem.file) ? problem.file : join(folder, problem.file),
});

/** What understanding says of files whose form is right: rules named twice, examples numbered twice. */
const understandingProblems = async (folder: string): Promise<readonly string[]> => {
  const checks = await Promise.allSettled([
    loadRules(join(folder, 'risk-rules')),
    checkOwn({ ownExamples: join(folder, 'examples.json'), ownGold: join(folder, 'gold.json') }),
  ]);
  return checks.flatMap((check) => {
    if (check.status === 'fulfilled') return [];
    return [check.reason instanceof Error ? check.reason.message : String(check.reason)];
  });
};

const contents = ({ services, contacts, guides, topics }: Knowledge, language: CliLanguage): string => {
  const told = words[language];
  return [
    counted(language, services.length, told.services),
    counted(language, contacts.length, told.contacts),
    counted(language, guides.length, told.guides),
    counted(language, topics.length, told.topics),
  ].join(', ');
};

const problemsOf = (loaded: Loaded, now: number, verbose: boolean): readonly Problem[] =>
  'problems' in loaded
    ? loaded.problems
    : checkKnowledge(loaded.knowledge, now, { verbose }).map(loaded.locate);

/** `lampa kb check`: every problem with file, line and what to write. 1 when the base cannot be used as it is. */
const run: KbCommand['run'] = async (_, { verbose, stale }, { folder, now, language, out }) => {
  const loaded = await loadKnowledge(folder);
  if (stale === true && 'knowledge' in loaded) {
    printWorkList(loaded.knowledge, { now, language, out });
    return 0;
  }
  // Rules of danger and own examples are part of the knowledge base too, though they are read elsewhere.
  const inWords = await checkWords(folder);
  const problems = [...problemsOf(loaded, now, verbose === true), ...inWords];
  const linesOf = (severity: Problem['severity']): readonly string[] =>
    problems
      .filter((one) => one.severity === severity)
      .map((one) => problemLine(located(one, folder), language));
  const errors = [...linesOf('error'), ...(inWords.length === 0 ? await understandingProblems(folder) : [])];
  const warnings = linesOf('warning');
  for (const line of errors) out.print(paint(out, 'red', line));
  for (const line of warnings) out.print(line);
  const told = words[language];
  const sum = `${counted(language, errors.length, told.errors)}, ${counted(language, warnings.length, told.warnings)}`;
  const inside = 'knowledge' in loaded ? told.inside(contents(loaded.knowledge, language)) : '';
  const isGood = errors.length === 0;
  out.print(paint(out, ['bold', isGood ? 'green' : 'red'], `${sum}${inside}.`));
  return isGood ? 0 : 1;
};

export const check: KbCommand = {
  name: 'check',
  usage: '[--verbose] [--stale]',
  says: {
    en: 'what is wrong with the directory, where, and what to write instead; --verbose names every entry, --stale lists whom to call, the oldest first',
    cs: 'co je v adresáři špatně, kde, a co napsat místo toho; --verbose jmenuje každý záznam, --stale vypíše, komu zavolat, od nejstarších',
  },
  options: { verbose: { type: 'boolean' }, stale: { type: 'boolean' } },
  takes: [0, 0],
  run,
};
