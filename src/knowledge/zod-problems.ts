import type { z } from 'zod';
import { editDistance } from './edit-distance.ts';
import type { JsonText } from './json-text.ts';
import type { Problem } from './problem.ts';
import { fieldName, fileProblem } from './problem.ts';
import { remedies, remedyOf } from './remedies.ts';
import { retold, type Told, told } from './told.ts';

type Read = Pick<Extract<JsonText, { ok: true }>, 'value' | 'at'>;
type Issue = z.core.$ZodIssue;

/** So many problems of a file are told one by one: whoever has more to mend begins with these. */
const toldAtMost = 100;

/** Turns what zod found into problems with lines and remedies. */
export function zodProblems(file: string, read: Read, issues: readonly Issue[]): readonly Problem[] {
  const first = issues.slice(0, toldAtMost);
  const missing = first.filter((issue) => isMissing(read.value, issue)).map((issue) => issue.path);
  const said = first.flatMap((issue) => oneIssue(issue, read.value, missing));
  const problems = said.slice(0, toldAtMost).map(({ path, message }): Problem => {
    return {
      file,
      ...read.at(path),
      path: shorten(fieldName(path)),
      message,
      entry: entryId(read.value, path),
      severity: 'error',
    };
  });
  const rest = issues.length - first.length + said.length - problems.length;
  return rest === 0 ? problems : [...problems, fileProblem(file, more(rest))];
}

const more = (n: number): Told =>
  told(
    `and ${n} more; mend the first ones and check again`,
    `a dalších nalezených chyb: ${n}; oprav ty první a zkontroluj znovu`,
  );

interface Said {
  readonly path: readonly PropertyKey[];
  readonly message: Told;
}

function oneIssue(
  issue: Issue,
  value: unknown,
  missing: readonly (readonly PropertyKey[])[],
): readonly Said[] {
  const { path } = issue;
  if (isMissing(value, issue)) return [{ path, message: missingField(issue) }];
  if (issue.code === 'unrecognized_keys') return unknownFields(issue, missing);
  return [{ path, message: wrongValue(issue, at(value, path)) }];
}

function unknownFields(
  { path, keys }: Extract<Issue, { code: 'unrecognized_keys' }>,
  missing: readonly (readonly PropertyKey[])[],
): readonly Said[] {
  const here = missing.filter(
    (m) => m.length === path.length + 1 && fieldName(m.slice(0, -1)) === fieldName(path),
  );
  const candidates = here.map((m) => String(m.at(-1)));
  return keys.slice(0, toldAtMost).map((key) => ({
    path: [...path, key],
    message: retold(suggest(key, candidates), (meant, language) =>
      language === 'en'
        ? `there is no field "${shorten(key)}"${meant}; correct or remove it`
        : `pole "${shorten(key)}" není${meant}; oprav ho, nebo smaž`,
    ),
  }));
}

function wrongValue(issue: Issue, got: unknown): Told {
  const remedy = remedyOf(issue.message);
  const shown = show(got);
  switch (issue.code) {
    case 'invalid_value': {
      const values = issue.values.map(String);
      const near = typeof got === 'string' ? suggest(got, values) : nothing;
      return told(
        `${shown.en} is not allowed here${near.en}; use one of: ${values.join(', ')}`,
        `${shown.cs} tady být nesmí${near.cs}; použij jedno z: ${values.join(', ')}`,
      );
    }
    case 'invalid_type':
      return notRight(
        shown,
        expected[issue.expected] ?? told(`use ${issue.expected}`, `použij ${issue.expected}`),
      );
    case 'invalid_union': {
      const said = issue.errors.flat().map(({ message }) => remedyOf(message));
      // The last way to write it is the most general one.
      return notRight(shown, said.findLast((one) => one !== null) ?? unknown);
    }
    case 'too_small':
      return remedy ?? tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'invalid_format':
      return notRight(shown, remedy ?? remedies.text);
    default:
      return remedy ?? notRight(shown, unknown);
  }
}

const notRight = (shown: Told, instead: Told): Told =>
  told(`${shown.en} is not right here; ${instead.en}`, `${shown.cs} tady není správně; ${instead.cs}`);

const nothing = told('', '');
const unknown = told('look at how another entry writes this field', 'podívej se, jak to pole má jiný záznam');

const expected: Readonly<Record<string, Told>> = {
  string: told('write a text in double quotes', 'napiš text ve dvojitých uvozovkách'),
  number: told('write a number without quotes', 'napiš číslo bez uvozovek'),
  int: told('write a whole number without quotes', 'napiš celé číslo bez uvozovek'),
  boolean: told('write true or false, without quotes', 'napiš true nebo false, bez uvozovek'),
  array: told('write a list in square brackets: [ … ]', 'napiš seznam v hranatých závorkách: [ … ]'),
  object: told('write an object in curly brackets: { … }', 'napiš objekt ve složených závorkách: { … }'),
  record: told('write an object in curly brackets: { … }', 'napiš objekt ve složených závorkách: { … }'),
};

type Unit = 'number' | 'string' | 'array';

const unitOf = (origin: string): Unit => (origin === 'string' || origin === 'array' ? origin : 'number');

const tooSmall = ({ origin, minimum }: Extract<Issue, { code: 'too_small' }>): Told => {
  const least = String(minimum);
  const entries = minimum === 1 ? 'entry' : 'entries';
  return {
    number: told(`too small; write at least ${least}`, `moc malé; napiš nejmíň ${least}`),
    string: told(`too short; the fewest characters: ${least}`, `moc krátké; nejmíň znaků: ${least}`),
    array: told(`too few; write at least ${least} ${entries}`, `moc málo; nejmenší počet položek: ${least}`),
  }[unitOf(origin)];
};

const tooBig = ({ origin, maximum }: Extract<Issue, { code: 'too_big' }>): Told => {
  const most = String(maximum);
  return {
    number: told(`too big; write at most ${most}`, `moc velké; napiš nejvýš ${most}`),
    string: told(
      `too long: at most ${most} characters; shorten it`,
      `moc dlouhé; zkrať to nejvýš na ${most} znaků`,
    ),
    array: told(
      `too long: at most ${most} entries; remove some`,
      `moc dlouhé; smaž, co je navíc, největší počet položek: ${most}`,
    ),
  }[unitOf(origin)];
};

function missingField(issue: Issue): Told {
  const name = String(issue.path.at(-1));
  const what = issue.code === 'invalid_type' ? expected[issue.expected] : undefined;
  return told(
    `the field "${name}" is missing; add it${what === undefined ? '' : ` (${what.en})`}, or null where the field allows "not known"`,
    `pole "${name}" chybí; dopiš ho${what === undefined ? '' : ` (${what.cs})`}, nebo null, kde pole dovoluje „není známo“`,
  );
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
  return typeof id === 'string' ? shorten(id) : null;
}

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

const show = (value: unknown): Told => {
  if (Array.isArray(value)) return told('a list', 'seznam');
  if (typeof value === 'object' && value !== null) return told('an object', 'objekt');
  const text = shorten(JSON.stringify(value));
  return told(text, text);
};

/** ` (did you mean "name"?)`, or nothing when no candidate is near. */
function suggest(written: string, candidates: readonly string[]): Told {
  const ranked = candidates
    .map((candidate) => ({ candidate, far: editDistance(written.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.far - b.far);
  const best = ranked[0];
  return best !== undefined && best.far <= Math.max(2, written.length / 3)
    ? told(` (did you mean "${best.candidate}"?)`, ` (nemá to být "${best.candidate}"?)`)
    : nothing;
}
