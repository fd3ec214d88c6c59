import { type Told, told } from './told.ts';

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
  | { readonly ok: false; readonly spot: Spot; readonly message: Told };

/**
 * The value of JSON text. Throws an error that names the file, the line and what is wrong with it, without what stands there:
 * such errors are logged, and a file of messages holds somebody's words.
 */
export function parseJson(file: string, text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (!isDeep(text)) return value;
  } catch (cause) {
    const read = readJson(text);
    const where = read.ok ? '' : `:${read.spot.line}`;
    throw new Error(`${file}${where}: is not valid JSON; look for a missing comma, quote or bracket`, {
      cause,
    });
  }
  throw new Error(`${file}: is nested too deeply; put the last good version back`);
}

/** Whether brackets of valid JSON are nested so deeply that whoever walks through the value would run out of stack. */
function isDeep(text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === codes.quote) i = endOfText(text, i);
    else if (code === codes.openList || code === codes.openObject) {
      if (++depth > maximumDepth) return true;
    } else if (code === codes.closeList || code === codes.closeObject) depth--;
  }
  return false;
}

const codes = {
  quote: 34,
  openList: 91,
  backslash: 92,
  closeList: 93,
  openObject: 123,
  closeObject: 125,
} as const;

/** Where the text that opens at a quote is closed. */
function endOfText(text: string, opened: number): number {
  let end = text.indexOf('"', opened + 1);
  while (end >= 0) {
    let before = end - 1;
    while (text.charCodeAt(before) === codes.backslash) before--;
    if ((end - before) % 2 === 1) return end;
    end = text.indexOf('"', end + 1);
  }
  return text.length;
}

type Path = readonly (string | number)[];

const forbidden = new Set(['__proto__', 'constructor', 'prototype']);
const maximumDepth = 50;
/** No text of the knowledge base comes near; beyond, patterns and messages would take too long. */
const longestText = 100_000;
/** Some hundred bytes are needed for the place of each; a directory of ten thousand services has about two millions. */
const mostValues = 3_000_000;
const literal = /(?:true|false|null)(?![\w$])/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])/y;
const word = /[\w$.+-]+/y;

class Fault extends Error {
  readonly offset: number;
  readonly told: Told;
  constructor(offset: number, said: Told) {
    super(said.en);
    this.offset = offset;
    this.told = said;
  }
}

/** Reads JSON. Takes time in proportion to the length; never throws. */
export function readJson(text: string): JsonText {
  try {
    scan(text);
    const value: unknown = JSON.parse(text);
    // Most files are right, and nobody asks where anything stands: the places are looked up at the first question.
    const places = once(() => placesIn(text));
    return { ok: true, value, at: (path) => places()(path) };
  } catch (error) {
    const fault = error instanceof Fault ? error : new Fault(0, notJson);
    return { ok: false, spot: spotOf(lineStarts(text), fault.offset), message: fault.told };
  }
}

/** Whether `readJson` would take a text. */
export function isJson(text: string): boolean {
  try {
    scan(text);
    return true;
  } catch {
    return false;
  }
}

const notJson = told(
  'this cannot be read as JSON; put the last good version back',
  'tohle se nedá přečíst jako JSON; vrať poslední dobrou verzi',
);

/** Makes a thing at the first question for it. */
export const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

interface Place {
  readonly start: number;
  /** Behind the name and the colon of a field. */
  readonly value: number;
}

/** Of a list of entries: each entry, and what is deeper is looked for in it alone. */
const entryDepth = 2;

/**
 * Finds where a path stands in valid JSON: its name when it is a field, else its value; the nearest parent when it is
 * missing. Only entries are remembered: the places of all fields would take more memory than the file.
 */
export function placesIn(text: string): (path: readonly PropertyKey[]) => Spot {
  const lines = lineStarts(text);
  const entries = startsIn(text, 0, entryDepth);
  let last: { readonly entry: Place; readonly inside: ReadonlyMap<string, Place> } | null = null;
  const startOf = (path: readonly PropertyKey[]): number => {
    const entry = entries.get(pathKey(path.slice(0, entryDepth)));
    if (entry === undefined || path.length <= entryDepth) return nearest(entries, path)?.start ?? 0;
    if (last?.entry !== entry) {
      last = { entry, inside: startsIn(text, entry.value, Number.POSITIVE_INFINITY) };
    }
    return (nearest(last.inside, path.slice(entryDepth)) ?? entry).start;
  };
  return (path) => spotOf(lines, startOf(path));
}

/** Where the values in the value at an offset begin, by their path, down to a depth. */
function startsIn(text: string, from: number, depth: number): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  walk(text, from, (path, start, value) => {
    if (path.length <= depth) places.set(pathKey(path), { start, value });
  });
  return places;
}

const pathKey = (path: readonly PropertyKey[]): string => path.map(String).join('\u0000');

function nearest(places: ReadonlyMap<string, Place>, path: readonly PropertyKey[]): Place | null {
  for (let length = path.length; length > 0; length--) {
    const place = places.get(pathKey(path.slice(0, length)));
    if (place !== undefined) return place;
  }
  return null;
}

/** Offsets at which the lines begin. */
function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function spotOf(starts: readonly number[], offset: number): Spot {
  let [line, after] = [0, starts.length];
  while (after - line > 1) {
    const middle = (line + after) >> 1;
    if ((starts[middle] ?? 0) <= offset) line = middle;
    else after = middle;
  }
  return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
}

/** Throws a Fault at the first thing in a text that is not JSON or not for a knowledge base. */
function scan(text: string): void {
  const end = walk(text, 0, () => undefined);
  if (end < text.length) throw new Fault(end, behindTheEnd);
}

/** Called with the path of a value, where it or the name of its field stands, and where the value itself does. */
type Found = (path: Path, start: number, value: number) => void;

/** Walks over the value at an offset; gives where the next thing behind it begins. Throws a Fault. */
function walk(text: string, from: number, found: Found): number {
  let i = from;
  let count = 0;

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
        throw new Fault(
          start,
          told(
            'this text is not closed; put " at its end, in the same line',
            'tento text není ukončený; na jeho konec, na stejný řádek, napiš "',
          ),
        );
      }
      if (char < ' ') throw new Fault(i, controlCharacter);
      if (char !== '\\') continue;
      i++;
      if (text[i] === 'u' && /^[0-9a-fA-F]{4}$/.test(text.slice(i + 1, i + 5))) i += 4;
      else if (!'"\\/bfnrt'.includes(text[i] ?? 'none')) {
        throw new Fault(
          i - 1,
          told(
            'a single \\ is not allowed in a text; write \\\\',
            'jedno \\ samo v textu být nesmí; napiš \\\\',
          ),
        );
      }
    }
    i++;
    if (i - start > longestText) throw new Fault(start, tooLong);
    const source = text.slice(start + 1, i - 1);
    const said = source.includes('\\') ? String(JSON.parse(`"${source}"`)) : source;
    if (!said.isWellFormed()) throw new Fault(start, halfCharacter);
    if (said.includes('\u0000')) throw new Fault(start, nothingCharacter);
    return said;
  };

  const value = (path: Path): void => {
    space();
    const char = text[i];
    if (++count > mostValues) throw new Fault(i, tooMany);
    if (path.length > maximumDepth) throw new Fault(i, tooDeep);
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
    if (text[i] === close)
      throw new Fault(
        comma,
        told(
          `remove this comma: nothing follows it before ${close}`,
          `smaž tuhle čárku: před ${close} už po ní nic není`,
        ),
      );
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
      if (forbidden.has(name))
        throw new Fault(
          start,
          told(
            `the field name "${name}" is not allowed; remove it`,
            `pole se nesmí jmenovat "${name}"; smaž ho`,
          ),
        );
      if (names.has(name))
        throw new Fault(
          start,
          told(
            `the field "${short(name)}" is here twice; keep one of them`,
            `pole "${short(name)}" je tu dvakrát; nech jen jedno`,
          ),
        );
      names.add(name);
      space();
      if (text[i] !== ':')
        throw new Fault(
          i,
          told(
            `a colon is missing after "${short(name)}"; write it`,
            `po "${short(name)}" chybí dvojtečka; dopiš ji`,
          ),
        );
      i++;
      const inside = [...path, name];
      found(inside, start, i);
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
      found(inside, i, i);
      value(inside);
    } while (another(']', opened));
  };

  value([]);
  space();
  return i;
}

const behindTheEnd = told(
  'something stands behind the end; remove it, or a bracket closes too early',
  'za koncem ještě něco je; smaž to, nebo se nějaká závorka zavírá moc brzy',
);
const controlCharacter = told(
  'a tab or other control character in a text; write \\t or a space',
  'v textu je tabulátor nebo jiný řídicí znak; napiš \\t nebo mezeru',
);
const tooDeep = told(
  'nested too deeply for a knowledge base; put the last good version back',
  'na adresář je to vnořené moc hluboko; vrať poslední dobrou verzi',
);

const tooLong = told(
  'this text has more than 100,000 characters; shorten it, or put the last good version back',
  'tento text má víc než 100 000 znaků; zkrať ho, nebo vrať poslední dobrou verzi',
);
const tooMany = told(
  'the file holds more than a knowledge base can; put the last good version back',
  'soubor obsahuje víc, než adresář unese; vrať poslední dobrou verzi',
);
const halfCharacter = told(
  'half of a character (\\ud800 to \\udfff) stands in this text; write the character itself',
  'v tomto textu je jen půlka znaku (\\ud800 až \\udfff); napiš celý znak',
);
const nothingCharacter = told(
  'the invisible character \\u0000 stands in this text; remove it',
  'v tomto textu je neviditelný znak \\u0000; smaž ho',
);

const short = (name: string): string => (name.length > 60 ? `${name.slice(0, 60)}…` : name);

const endsEarly = (text: string, opened: number | null): Told => {
  const line = opened === null ? null : spotOf(lineStarts(text), opened).line;
  return told(
    `the file ends too early${line === null ? '' : `: the bracket opened in line ${line} is not closed`} (a file that is only half saved looks like this; save it again)`,
    `soubor končí moc brzy${line === null ? '' : `: závorka otevřená na řádku ${line} není zavřená`} (takhle vypadá soubor uložený jen zpola; ulož ho znovu)`,
  );
};

const sign = (text: string, i: number): Told | null => {
  if (text[i] === '\u0000') {
    return told(
      'zero bytes stand here, so the file is damaged; put the last good version back',
      'jsou tu nulové bajty, soubor je poškozený; vrať poslední dobrou verzi',
    );
  }
  if (text.startsWith('//', i) || text.startsWith('/*', i) || text[i] === '#') {
    return told(
      'JSON has no comments; remove it (for remarks there is the field "note")',
      'v JSON nejsou komentáře; smaž ho (na poznámky je pole "note")',
    );
  }
  if ("'‚‘’„“”".includes(text[i] ?? 'none'))
    return told('write plain double quotes: "', 'piš rovné dvojité uvozovky: "');
  return null;
};

const values = told(
  'write a text in double quotes, a number, true, false or null',
  'napiš text ve dvojitých uvozovkách, číslo, true, false nebo null',
);

function notAValue(text: string, i: number, shape: RegExp): Told {
  if (i >= text.length) return endsEarly(text, null);
  if (text[i] === ',' || text[i] === '}' || text[i] === ']') {
    return told(
      'a value is missing here; null means: not known',
      'tady chybí hodnota; null znamená: není známo',
    );
  }
  shape.lastIndex = i;
  const found = shape.exec(text)?.[0].slice(0, 30);
  return (
    sign(text, i) ??
    (found === undefined
      ? values
      : told(`"${found}" is not a value; ${values.en}`, `"${found}" není hodnota; ${values.cs}`))
  );
}

function notAName(text: string, i: number, opened: number): Told {
  if (i >= text.length) return endsEarly(text, opened);
  return (
    sign(text, i) ??
    told(
      'the name of a field is expected here, in double quotes',
      'tady má být název pole, ve dvojitých uvozovkách',
    )
  );
}

function notNext(text: string, i: number, close: string, opened: number): Told {
  if (i >= text.length) return endsEarly(text, opened);
  return (
    sign(text, i) ??
    told(
      `a comma is missing before this, or ${close} at the end of the part above`,
      `před tímhle chybí čárka, nebo ${close} na konci části výš`,
    )
  );
}
