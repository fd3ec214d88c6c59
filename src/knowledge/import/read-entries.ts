import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parser } from 'stream-json';
import { pick } from 'stream-json/filters/pick.js';
import { streamArray } from 'stream-json/streamers/stream-array.js';
import { createJsonGuard } from './guard-json.ts';
import { ImportError } from './import-error.ts';

/** How far a file is read. */
export interface Progress {
  readonly bytes: number;
  readonly ofBytes: number;
  readonly entries: number;
}

const chunkBytes = 64 * 1024;

/**
 * Hands over the entries of the list under `key` (null: the file itself is the list) one by one; no more than a few are in
 * memory. Gives how many there were. Throws an ImportError.
 */
export async function readEntries(
  path: string,
  key: string | null,
  take: (entry: unknown) => void,
  progress: (done: Progress) => void = () => undefined,
): Promise<number> {
  const file = basename(path);
  const ofBytes = await sizeOf(path);
  const guard = createJsonGuard(file);
  let bytes = 0;
  let entries = 0;
  let found = key === null;

  async function* watched(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      guard.see(chunk);
      bytes += chunk.length;
      progress({ bytes, ofBytes, entries });
      yield chunk;
    }
    guard.end();
  }

  const list = (stack: readonly (string | number | null)[]): boolean => {
    if (stack.length !== 1 || stack[0] !== key) return false;
    found = true;
    return true;
  };
  const source = createReadStream(path, { highWaterMark: chunkBytes });
  const stages = [
    parser.asStream({ streamValues: false }),
    key === null ? new PassThrough({ objectMode: true }) : pick.asStream({ filter: list, once: false }),
    streamArray.asStream(),
  ] as const;
  try {
    await pipeline(Readable.from(watched(source)), ...stages, async (items: AsyncIterable<unknown>) => {
      for await (const item of items) {
        entries++;
        take(itemOf(item));
      }
    });
  } catch (error) {
    throw told(error, file, guard.line(), key);
  }
  if (!found) throw new ImportError({ kind: 'no-list', file, key: key ?? '' });
  progress({ bytes, ofBytes, entries });
  return entries;
}

const itemOf = (item: unknown): unknown =>
  typeof item === 'object' && item !== null && 'value' in item ? item.value : undefined;

async function sizeOf(path: string): Promise<number> {
  try {
    const found = await stat(path);
    if (found.isFile()) return found.size;
  } catch (cause) {
    throw new ImportError({ kind: 'not-there', file: path }, cause);
  }
  throw new ImportError({ kind: 'not-there', file: path });
}

/** What the parser says is for programmers. */
function told(error: unknown, file: string, line: number, key: string | null): unknown {
  if (error instanceof ImportError || !(error instanceof Error)) return error;
  if (/should be an array/.test(error.message))
    return new ImportError({ kind: 'no-list', file, key: key ?? '' }, error);
  if (/^(Parser|JSON|Unexpected|jsonParser)/i.test(error.message))
    return new ImportError({ kind: 'not-json', file, line }, error);
  return error;
}
