import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, realpath, rm, stat, utimes } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { TextDecoder } from 'node:util';
import type { Adapter } from 'lowdb';
import type { z } from 'zod';
import { writeAtomically } from './atomic-write.ts';
import { jsonParts } from './json-parts.ts';
import type { Spot } from './json-text.ts';
import { isJson, once, placesIn, readJson } from './json-text.ts';
import type { Problem } from './problem.ts';
import { fileProblem, KnowledgeError } from './problem.ts';
import { type Told, told } from './told.ts';
import { zodProblems } from './zod-problems.ts';

/** Ten versions before the present one, and the present one itself. */
const keptBackups = 11;
const maximumBytes = 64 * 1024 * 1024;
const ordinaryMode = 0o644;

/** What a read finds: the data, and where each field stands in the text. */
export interface Source<T> {
  readonly data: T;
  readonly at: (path: readonly PropertyKey[]) => Spot;
}

/**
 * A lowdb adapter for files that people edit by hand. Unlike the one that lowdb brings, it refuses what it cannot
 * understand, never takes a missing file for an empty base, and never overwrites an edit it has not read.
 * `read` and `write` throw a KnowledgeError whose message tells the admin what to do.
 */
export class JsonFile<T extends object> implements Adapter<T> {
  readonly #path: string;
  readonly #name: string;
  readonly #schema: z.ZodType<T>;
  #hash: string | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(path: string, schema: z.ZodType<T>) {
    this.#path = path;
    this.#name = basename(path);
    this.#schema = schema;
  }

  async read(): Promise<T> {
    return (await this.readSource()).data;
  }

  /** As `read`, with the place of each field. */
  async readSource(): Promise<Source<T>> {
    const bytes = await this.#bytes();
    if (bytes === null) {
      throw this.#error(
        told(
          `the file is not there (${this.#path}); put it back, for example from .backups`,
          `soubor chybí (${this.#path}); vrať ho, třeba ze složky .backups`,
        ),
      );
    }
    const source = readSource(this.#name, bytes, this.#schema);
    this.#hash = hashOf(bytes);
    return source;
  }

  /** Writes one after another, so that two at once cannot both believe they are the first. */
  write(data: T): Promise<void> {
    const done = this.#writing.then(() => this.#write(data));
    this.#writing = done.catch(() => undefined);
    return done;
  }

  /**
   * Puts bytes back as they are, for example those of a kept version, in the place of a file that holds `instead` (null: it
   * is not there). What stands there may be broken; what is put back may not.
   */
  restore(bytes: Uint8Array, instead: Uint8Array | null): Promise<void> {
    const done = this.#writing.then(() => {
      this.#hash = instead === null ? null : hashOf(instead);
      readSource(this.#name, bytes, this.#schema);
      return this.#put(bytes);
    });
    this.#writing = done.catch(() => undefined);
    return done;
  }

  /** Checks bytes as a read would, without the file. Throws a KnowledgeError. */
  sourceOf(bytes: Uint8Array): Source<T> {
    return readSource(this.#name, bytes, this.#schema);
  }

  #write(data: T): Promise<void> {
    return this.#put(writtenOut(this.#name, data, this.#schema));
  }

  async #put(bytes: Uint8Array): Promise<void> {
    const old = await this.#bytes();
    const found = old === null ? null : hashOf(old);
    if (found !== this.#hash) {
      throw this.#error(
        told(
          'somebody has changed the file since it was read, so it was left as it is; try once more',
          'soubor mezitím někdo změnil, proto zůstal, jak je; zkus to ještě jednou',
        ),
      );
    }
    // A link stays a link: what it points to is replaced.
    const target = old === null ? this.#path : await realpath(this.#path);
    const kept = old === null ? null : await stat(target);
    const mode = kept === null ? ordinaryMode : kept.mode & 0o777;
    if (old !== null && kept !== null) await backUp(target, old, mode, kept.mtime);
    await writeAtomically(target, bytes, mode);
    this.#hash = hashOf(bytes);
    await keepPresent(target, bytes, mode);
  }

  async #bytes(): Promise<Buffer | null> {
    try {
      return await readFile(this.#path);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      const why = error instanceof Error ? error.message : String(error);
      throw new KnowledgeError([
        fileProblem(
          this.#name,
          told(
            `the file cannot be read (${why}); check its rights and that it is a file`,
            `soubor se nedá přečíst (${why}); zkontroluj práva a jestli je to soubor`,
          ),
        ),
      ]);
    }
  }

  #error(message: Told): KnowledgeError {
    return new KnowledgeError([fileProblem(this.#name, message)]);
  }
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The line that tells editors the schema belongs at the top. */
const schemaFirst = (data: object): object =>
  '$schema' in data ? Object.assign({ $schema: data.$schema }, data) : data;

/** Data → bytes that a read would take. Throws a KnowledgeError. */
function writtenOut<T extends object>(file: string, data: T, schema: z.ZodType<T>): Buffer {
  const bytes = Buffer.concat(Array.from(jsonParts(schemaFirst(data)), (part) => Buffer.from(part)));
  // What is right needs no second copy that is read from the bytes; what is wrong is told as a reader finds it.
  const isRight =
    bytes.byteLength <= maximumBytes && isJson(utf8.decode(bytes)) && schema.safeParse(data).success;
  if (!isRight) readSource(file, bytes, schema);
  return bytes;
}

/** Bytes → checked data. Throws a KnowledgeError. */
function readSource<T>(file: string, bytes: Uint8Array, schema: z.ZodType<T>): Source<T> {
  // The text is gone before the data is checked, and made again when somebody asks for a place: a big file is many times
  // as big in memory.
  const value = valueIn(file, bytes);
  const at = once(() => placesIn(utf8.decode(bytes)));
  const read = { value, at: (path: readonly PropertyKey[]) => at()(path) };
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new KnowledgeError(zodProblems(file, read, parsed.error.issues));
  return { data: parsed.data, at: read.at };
}

function valueIn(file: string, bytes: Uint8Array): unknown {
  const fail = (problem: Problem): never => {
    throw new KnowledgeError([problem]);
  };
  if (bytes.byteLength > maximumBytes) return fail(fileProblem(file, tooBig));
  const text = decode(bytes);
  if (text === null) return fail(notUtf8(file, bytes));
  if (text.trim() === '') return fail(fileProblem(file, empty));
  const read = readJson(text);
  return read.ok ? read.value : fail({ ...fileProblem(file, read.message), ...read.spot });
}

const tooBig = told(
  'the file has more than 64 MB, too much for a knowledge base; put the last good version back',
  'soubor má přes 64 MB, na adresář moc; vrať poslední dobrou verzi',
);
const empty = told(
  'the file is empty; put the last good version back',
  'soubor je prázdný; vrať poslední dobrou verzi',
);
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The text without its byte order mark; null when the bytes are not UTF-8. */
function decode(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

function notUtf8(file: string, bytes: Uint8Array): Problem {
  // Every line that decodes is fine, so the first one that does not is where to look.
  let line = 1;
  let start = 0;
  for (let i = 0; i <= bytes.length; i++) {
    if (i < bytes.length && bytes[i] !== 10) continue;
    if (decode(bytes.subarray(start, i)) === null) break;
    line++;
    start = i + 1;
  }
  const message = told(
    'the file is not in UTF-8 (perhaps it was saved as Windows-1250 or UTF-16); save it again with the encoding UTF-8',
    'soubor není v UTF-8 (možná se uložil jako Windows-1250 nebo UTF-16); ulož ho znovu s kódováním UTF-8',
  );
  return { ...fileProblem(file, message), line, column: 1 };
}

/** Where the kept versions of a file are. */
export const backupFolder = (path: string): string => join(dirname(path), '.backups');

/** Names of the kept versions of a file in that folder, the oldest first. */
export async function backupNames(path: string): Promise<readonly string[]> {
  const stem = `${basename(path)}.`;
  const number = (name: string): number => Number(name.slice(stem.length));
  return (await readdir(backupFolder(path)))
    .filter((name) => name.startsWith(stem) && /^\d{6,}$/.test(name.slice(stem.length)))
    .sort((a, b) => number(a) - number(b));
}

/**
 * Keeps what was just written, because an edit by hand replaces it without a word. When that fails now, the version is kept
 * when it is replaced by the program.
 */
async function keepPresent(path: string, bytes: Uint8Array, mode: number): Promise<void> {
  try {
    await backUp(path, bytes, mode, (await stat(path)).mtime);
  } catch {
    // The file itself is written and whole.
  }
}

/** Keeps a version with the time when it was written, unless it is the last one kept, and only the last few of them. */
async function backUp(path: string, bytes: Uint8Array, mode: number, written: Date): Promise<void> {
  const folder = backupFolder(path);
  await mkdir(folder, { recursive: true });
  const stem = `${basename(path)}.`;
  const numbered = await backupNames(path);
  const newest = numbered.at(-1);
  if (newest !== undefined && (await readFile(join(folder, newest))).equals(bytes)) return;
  const last = Number(newest?.slice(stem.length) ?? 0);
  const next = `${stem}${String(last + 1).padStart(6, '0')}`;
  await writeAtomically(join(folder, next), bytes, mode);
  await utimes(join(folder, next), written, written);
  const tooOld = [...numbered, next].slice(0, -keptBackups);
  for (const name of tooOld) await rm(join(folder, name), { force: true });
}
