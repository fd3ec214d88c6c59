import type { z } from 'zod';
import { editDistance } from './edit-distance.ts';
import type { JsonText } from './json-text.ts';
import type { Problem } from './problem.ts';
import { fieldName } from './problem.ts';

type Read = Extract<JsonText, { ok: true }>;
type Issue = z.core.$ZodIssue;

/** Turns what zod found into problems with lines and remedies. */
export function zodProblems(file: string, read: Read, issues: readonly Issue[]): readonly Problem[] {
  const missing = issues.filter((issue) => isMissing(read.value, issue)).map((issue) => issue.path);
  return issues
    .flatMap((issue) => oneIssue(issue, read.value, missing))
    .map(({ path, message }) => {
      return {
        file,
        ...read.at(path),
        path: fieldName(path),
        message,
        entry: entryId(read.value, path),
        severity: 'error',
      };
    });
}

interface Said {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function oneIssue(
  issue: Issue,
  value: unknown,
  missing: readonly (readonly PropertyKey[])[],
): readonly Said[] {
  const { path } = issue;
  if (isMissing(value, issue)) return [{ path, message: missingField(issue) }];
  switch (issue.code) {
    case 'unrecognized_keys': {
      const here = missing.filter(
        (m) => m.length === path.length + 1 && fieldName(m.slice(0, -1)) === fieldName(path),
      );
      return issue.keys.map((key) => ({
        path: [...path, key],
        message: `there is no field "${key}"${suggest(
          key,
          here.map((m) => String(m.at(-1))),
        )}; correct or remove it`,
      }));
    }
    case 'invalid_value': {
      const values = issue.values.map(String);
      const got = at(value, path);
      const near = typeof got === 'string' ? suggest(got, values) : '';
      return [{ path, message: `${show(got)} is not allowed here${near}; use one of: ${values.join(', ')}` }];
    }
    case 'invalid_type':
      return [
        {
          path,
          message: `${show(at(value, path))} is not right here; ${expected[issue.expected] ?? `use ${issue.expected}`}`,
        },
      ];
    case 'invalid_union': {
      const first = issue.errors[0]?.[0];
      return [
        { path, message: first === undefined ? issue.message : `${show(at(value, path))}: ${first.message}` },
      ];
    }
    case 'too_small':
      return [{ path, message: issue.message.startsWith('Too small') ? small(issue) : issue.message }];
    case 'too_big': {
      const unit = issue.origin === 'string' ? 'characters' : issue.origin === 'array' ? 'entries' : '';
      return [
        {
          path,
          message: `too ${unit === '' ? 'big' : 'long'}: at most ${String(issue.maximum)} ${unit}`.trim(),
        },
      ];
    }
    case 'invalid_format': {
      const ours = !issue.message.startsWith('Invalid');
      const what = formats[issue.format] ?? `write it as ${issue.format}`;
      return [{ path, message: `${show(at(value, path))}: ${ours ? issue.message : what}` }];
    }
    default:
      return [{ path, message: issue.message }];
  }
}

const expected: Readonly<Record<string, string>> = {
  string: 'write a text in double quotes',
  number: 'write a number without quotes',
  int: 'write a whole number without quotes',
  boolean: 'write true or false, without quotes',
  array: 'write a list in square brackets: [ … ]',
  object: 'write an object in curly brackets: { … }',
};

const formats: Readonly<Record<string, string>> = {
  email: 'write an e-mail address such as "klub@example.org"',
  url: 'write a web address that begins with https://',
  date: 'write the date as YYYY-MM-DD',
};

const small = (issue: Extract<Issue, { code: 'too_small' }>): string =>
  issue.origin === 'array'
    ? `write at least ${String(issue.minimum)} ${issue.minimum === 1 ? 'entry' : 'entries'}`
    : `too small: at least ${String(issue.minimum)}`;

function missingField(issue: Issue): string {
  const name = String(issue.path.at(-1));
  const what = issue.code === 'invalid_type' ? ` (${expected[issue.expected] ?? issue.expected})` : '';
  return `the field "${name}" is missing; add it${what}, or null where the field allows "not known"`;
}

const isMissing = (value: unknown, issue: Issue): boolean =>
  issue.code !== 'unrecognized_keys' &&
  typeof issue.path.at(-1) === 'string' &&
  at(value, issue.path) === undefined;

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  let here = value;
  for (const part of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, part)) return undefined;
    here = (here as Readonly<Record<PropertyKey, unknown>>)[part];
  }
  return here;
}

function entryId(value: unknown, path: readonly PropertyKey[]): string | null {
  const id = at(value, [...path.slice(0, 2), 'id']);
  return typeof id === 'string' ? id : null;
}

const show = (value: unknown): string => {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

/** ` (did you mean "name"?)`, or nothing when no candidate is near. */
function suggest(written: string, candidates: readonly string[]): string {
  const ranked = candidates
    .map((candidate) => ({ candidate, far: editDistance(written.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.far - b.far);
  const best = ranked[0];
  return best !== undefined && best.far <= Math.max(2, written.length / 3)
    ? ` (did you mean "${best.candidate}"?)`
    : '';
}
