import type { Told, ToldLanguage } from './told.ts';

/** Something in the knowledge base that a person should put right, told so that it can be: where, what, and what instead. */
export interface Problem {
  /** File name, for example `services.json`. */
  readonly file: string;
  /** First line is 1; null when it is about the whole file. */
  readonly line: number | null;
  readonly column: number | null;
  /** Field, for example `services[3].phones[0].number`; empty: the whole file. */
  readonly path: string;
  /** What is wrong, and what to write instead. */
  readonly message: Told;
  /** Id of the entry it is in, when it has one. */
  readonly entry: string | null;
  /** error: the version is not used; warning: it is used, and somebody should look. */
  readonly severity: 'error' | 'warning';
}

/** Problems that stop a read or a write of a file. The message is fit for the admin as it is, in English as logs are. */
export class KnowledgeError extends Error {
  override readonly name = 'KnowledgeError';
  /** Made for the operator, so that the log may show the message. */
  readonly safe = true;
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map((problem) => problemLine(problem)).join('\n'));
    this.problems = problems;
  }
}

/** One line for an admin: `services.json:12:5 services[0].name (cz-klub): …`. */
export function problemLine(problem: Problem, language: ToldLanguage = 'en'): string {
  const at = [problem.file, problem.line, problem.column].filter((part) => part !== null).join(':');
  const field = problem.path === '' ? '' : ` ${problem.path}`;
  const entry = problem.entry === null ? '' : ` (${problem.entry})`;
  const mild = problem.severity === 'warning' ? ` ${warning[language]}:` : '';
  return `${at}${field}${entry}:${mild} ${problem.message[language]}`;
}

const warning: Told = { en: 'warning', cs: 'upozornění' };

/** A problem of a whole file. */
export const fileProblem = (
  file: string,
  message: Told,
  severity: Problem['severity'] = 'error',
): Problem => ({ file, line: null, column: null, path: '', message, entry: null, severity });

/** A field as people write it: `services[3].name`. */
export const fieldName = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((name, part) => {
    if (typeof part === 'number') return `${name}[${part}]`;
    return name === '' ? String(part) : `${name}.${String(part)}`;
  }, '');

/** The way to a field, from its name. */
export const fieldPath = (name: string): readonly (string | number)[] =>
  (name.match(/[^.[\]]+/g) ?? []).map((part) => (/^\d+$/.test(part) ? Number(part) : part));
