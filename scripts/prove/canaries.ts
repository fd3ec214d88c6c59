import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Words that are nowhere else, in all the spellings in which they could be found again. */

const spellings = (word: string): readonly Buffer[] => {
  const utf8 = Buffer.from(word, 'utf8');
  // At each of the three places within a group of base64, the letters that do not depend on what stands around.
  const base64 = [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), utf8]).toString('base64');
    return whole
      .slice(before === 0 ? 0 : before + 1, Math.floor(((before + utf8.length) * 8) / 6))
      .replace(/=+$/, '');
  });
  const plain = word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return [
    utf8,
    Buffer.from(word, 'utf16le'),
    Buffer.from(word.normalize('NFD'), 'utf8'),
    Buffer.from(word.toLowerCase(), 'utf8'),
    Buffer.from(plain, 'utf8'),
    Buffer.from(encodeURIComponent(word)),
    Buffer.from(JSON.stringify(word).slice(1, -1)),
    Buffer.from(utf8.toString('hex')),
    ...base64.map((text) => Buffer.from(text)),
    ...base64.map((text) => Buffer.from(text.replaceAll('+', '-').replaceAll('/', '_'))),
  ].filter((bytes, i, all) => bytes.length >= 6 && all.findIndex((other) => other.equals(bytes)) === i);
};

export interface Canary {
  /** Of what it is: "the name of a person". */
  readonly of: string;
  readonly word: string;
}

/** Which canaries are in these bytes. */
export const canariesIn = (bytes: Buffer, canaries: readonly Canary[]): readonly string[] =>
  canaries.filter(({ word }) => spellings(word).some((one) => bytes.includes(one))).map(({ of }) => of);

export interface Looked {
  readonly files: number;
  readonly bytes: number;
  /** A sentence for each canary in each file. */
  readonly found: readonly string[];
}

/** Looks through every file under a folder, byte by byte. */
export const canariesUnder = (folder: string, canaries: readonly Canary[]): Looked => {
  let files = 0;
  let bytes = 0;
  const found: string[] = [];
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const content = readFileSync(join(entry.parentPath, entry.name));
    files += 1;
    bytes += content.length;
    for (const of of canariesIn(content, canaries)) found.push(`${of} is in ${entry.name}`);
  }
  return { files, bytes, found };
};
