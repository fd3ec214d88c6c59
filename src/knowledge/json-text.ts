/**
 * Reads JSON text and remembers where everything stands, so that an error can name a line. `JSON.parse` makes the value;
 * the scanner here only finds places and faults, among them two that `JSON.parse` keeps silent about: a field written
 * twice (the last one would win) and names that reach into prototypes.
 */

export interface Spot {
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
}

export type JsonText =
  | {
      readonly ok: true;
      readonly value: unknown;
      /** Where a path stands: its name when it is a field, else its value; the nearest parent when it is missing. */
      readonly at: (path: readonly PropertyKey[]) => Spot;
    }
  | { readonly ok: false; readonly spot: Spot; readonly message: string };

/**
 * The value of JSON text. Throws an error that names the file, the line and what is wrong with it, without what stands there:
 * such errors are logged, and a file of messages holds somebody's words.
 */
export function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const read = readJson(text);
    const where = read.ok ? '' : `:${read.spot.line}`;
    throw new Error(`${file}${where}: is not valid JSON; look for a missing comma, quote or bracket`, {
      cause,
    });
  }
}

type Path = readonly (string | number)[];

const forbidden = new Set(['__proto__', 'constructor', 'prototype']);
const maximumDepth = 50;
const literal = /(?:true|false|null)(?![\w$])/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])/y;
const word = /[\w$.+-]+/y;

class Fault extends Error {
  readonly offset: number;
  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

/** Reads JSON. Takes time in proportion to the length; never throws. */
export function readJson(text: string): JsonText {
  try {
    scan(text, () => undefined);
    const value: unknown = JSON.parse(text);
    return { ok: true, value, at: findSpots(text) };
  } catch (error) {
    const offset = error instanceof Fault ? error.offset : 0;
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, spot: spotOf(text, offset), message };
  }
}

/** Where paths stand, looked for when somebody asks: of a big file that is right, nobody does. */
function findSpots(text: string): (path: readonly PropertyKey[]) => Spot {
  let starts: Map<string, number> | null = null;
  return (path) => {
    if (starts === null) {
      const found = new Map<string, number>();
      scan(text, (inside, offset) => found.set(pathKey(inside), offset));
      starts = found;
    }
    return spotOf(text, startOf(starts, path));
  };
}

const pathKey = (path: readonly PropertyKey[]): string => path.map(String).join('\u0000');

function startOf(starts: ReadonlyMap<string, number>, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const start = starts.get(pathKey(path.slice(0, length)));
    if (start !== undefined) return start;
  }
  return 0;
}

function spotOf(text: string, offset: number): Spot {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  let line = 1;
  for (const char of before) if (char === '\n') line++;
  return { line, column: offset - lineStart + 1 };
}

/** Walks over the text; throws a Fault at the first thing that is not JSON. */
function scan(text: string, found: (path: Path, offset: number) => void): void {
  let i = 0;

  const space = (): void => {
    while (text[i] === ' ' || text[i] === '\n' || text[i] === '\r' || text[i] === '\t') i++;
  };

  const token = (shape: RegExp): string | null => {
    shape.lastIndex = i;
    const match = shape.exec(text);
    if (match === null) return null;
    i = shape.lastIndex;
    return match[0];
  };

  const string = (): string => {
    const start = i;
    for (i++; text[i] !== '"'; i++) {
      const char = text[i];
      if (char === undefined || char === '\n') {
        throw new Fault(start, 'this text is not closed; put " at its end, in the same line');
      }
      if (char < ' ') throw new Fault(i, 'a tab or other control character in a text; write \\t or a space');
      if (char !== '\\') continue;
      i++;
      if (text[i] === 'u' && /^[0-9a-fA-F]{4}$/.test(text.slice(i + 1, i + 5))) i += 4;
      else if (!'"\\/bfnrt'.includes(text[i] ?? 'none')) {
        throw new Fault(i - 1, 'a single \\ is not allowed in a text; write \\\\');
      }
    }
    i++;
    const source = text.slice(start + 1, i - 1);
    return source.includes('\\') ? String(JSON.parse(`"${source}"`)) : source;
  };

  const value = (path: Path): void => {
    space();
    const char = text[i];
    if (path.length > maximumDepth) throw new Fault(i, 'nested too deeply for a knowledge base');
    if (char === '{') object(path);
    else if (char === '[') list(path);
    else if (char === '"') string();
    else if (token(literal) === null && token(number) === null) throw new Fault(i, notAValue(text, i, word));
  };

  /** After an item: true when another one follows. */
  const another = (close: string, opened: number): boolean => {
    space();
    if (text[i] === close) {
      i++;
      return false;
    }
    if (text[i] !== ',') throw new Fault(i, notNext(text, i, close, opened));
    const comma = i;
    i++;
    space();
    if (text[i] === close) throw new Fault(comma, `remove this comma: nothing follows it before ${close}`);
    return true;
  };

  const object = (path: Path): void => {
    const opened = i;
    const names = new Set<string>();
    i++;
    space();
    if (text[i] === '}') {
      i++;
      return;
    }
    do {
      space();
      const start = i;
      if (text[i] !== '"') throw new Fault(i, notAName(text, i, opened));
      const name = string();
      if (forbidden.has(name)) throw new Fault(start, `the field name "${name}" is not allowed; remove it`);
      if (names.has(name)) throw new Fault(start, `the field "${name}" is here twice; keep one of them`);
      names.add(name);
      space();
      if (text[i] !== ':') throw new Fault(i, `a colon is missing after "${name}"`);
      i++;
      const inside = [...path, name];
      found(inside, start);
      value(inside);
    } while (another('}', opened));
  };

  const list = (path: Path): void => {
    const opened = i;
    i++;
    space();
    if (text[i] === ']') {
      i++;
      return;
    }
    let index = 0;
    do {
      space();
      const inside = [...path, index++];
      found(inside, i);
      value(inside);
    } while (another(']', opened));
  };

  value([]);
  space();
  if (i < text.length)
    throw new Fault(i, 'something stands behind the end; remove it, or a bracket closes too early');
}

const endsEarly = (text: string, opened: number | null): string => {
  const which =
    opened === null ? '' : `: the bracket opened in line ${spotOf(text, opened).line} is not closed`;
  return `the file ends too early${which} (a file that is only half saved looks like this; save it again)`;
};

const sign = (text: string, i: number): string | null => {
  if (text.startsWith('//', i) || text.startsWith('/*', i) || text[i] === '#') {
    return 'JSON has no comments; remove it (for remarks there is the field "note")';
  }
  if ("'‚‘’„“”".includes(text[i] ?? 'none')) return 'write plain double quotes: "';
  return null;
};

function notAValue(text: string, i: number, shape: RegExp): string {
  if (i >= text.length) return endsEarly(text, null);
  if (text[i] === ',' || text[i] === '}' || text[i] === ']')
    return 'a value is missing here; null means: not known';
  shape.lastIndex = i;
  const found = shape.exec(text)?.[0];
  const hint = 'write a text in double quotes, a number, true, false or null';
  return sign(text, i) ?? (found === undefined ? hint : `"${found.slice(0, 30)}" is not a value; ${hint}`);
}

function notAName(text: string, i: number, opened: number): string {
  if (i >= text.length) return endsEarly(text, opened);
  return sign(text, i) ?? 'the name of a field is expected here, in double quotes';
}

function notNext(text: string, i: number, close: string, opened: number): string {
  if (i >= text.length) return endsEarly(text, opened);
  return sign(text, i) ?? `a comma is missing before this, or ${close} at the end of the part above`;
}
