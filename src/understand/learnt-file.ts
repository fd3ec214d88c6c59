import { z } from 'zod';
import { featureCount, featureVersion } from './features.ts';
import type { Learnt } from './learnt.ts';
import { modelHeader } from './model.ts';

/**
 * All that was learnt, in one file, so that a start reads tables instead of making them out of tens of thousands of examples:
 * a magic line, the length of the header (4 bytes, little-endian), the header as JSON, and the tables one behind the other.
 */

const magic = 'LAMPA-LEARNT\n';
/** Change it when tables are added or change their meaning. */
const fileVersion = 1;

const fileHeader = z.strictObject({
  version: z.literal(fileVersion),
  model: modelHeader,
  examples: z.int(),
  /** Bytes of each table, in the order of `tablesOf`. */
  sizes: z.array(z.int().nonnegative()),
});

const bytesOf = (table: ArrayBufferView): Uint8Array =>
  new Uint8Array(table.buffer, table.byteOffset, table.byteLength);

/** How many vectors have each feature: a quarter of the size of where their lists begin. */
const lengthsOf = (begin: Int32Array): Uint16Array =>
  Uint16Array.from({ length: featureCount }, (_, i) => (begin[i + 1] ?? 0) - (begin[i] ?? 0));

const tablesOf = ({ model, near, labels, vocabulary, ids, texts }: Learnt): readonly Uint8Array[] =>
  [
    model.rarity,
    model.counts,
    model.columns,
    model.values,
    model.language,
    model.tells,
    lengthsOf(near.begin),
    near.owner,
    near.weight,
    labels.topics,
    labels.risk,
    labels.background,
    new TextEncoder().encode(vocabulary),
    ids.bytes,
    ids.ends,
    texts.bytes,
    texts.ends,
  ].map(bytesOf);

/** The bytes of the file. The same tables give the same bytes. */
export function encodeLearnt(learnt: Learnt): Uint8Array {
  const tables = tablesOf(learnt);
  const header: z.infer<typeof fileHeader> = {
    version: fileVersion,
    model: learnt.model.header,
    examples: learnt.near.count,
    sizes: tables.map(({ length }) => length),
  };
  const json = new TextEncoder().encode(JSON.stringify(header));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, json.length, true);
  return Buffer.concat([new TextEncoder().encode(magic), length, json, ...tables]);
}

/** Reads the bytes. Throws an error that says what to do when they are not what this version writes. */
export function decodeLearnt(file: string, bytes: Uint8Array): Learnt {
  const wrong = (why: string): Error =>
    new Error(`${file}: ${why}; run "node scripts/train.ts" to make it anew`);
  if (new TextDecoder().decode(bytes.subarray(0, magic.length)) !== magic) throw wrong('is no model file');
  if (bytes.length < magic.length + 4) throw wrong('ends too early');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const jsonLength = view.getUint32(magic.length, true);
  let at = magic.length + 4;
  const header = fileHeader.safeParse(parsed(bytes.subarray(at, at + jsonLength)));
  if (!header.success) throw wrong('was made by another version of this program');
  const { model, examples, sizes } = header.data;
  if (model.featureVersion !== featureVersion) throw wrong('was made for other features');
  at += jsonLength;
  if (at + sizes.reduce((sum, size) => sum + size, 0) !== bytes.length) throw wrong('ends too early');
  let next = 0;
  /** A copy, so that tables of two and four bytes begin where such numbers must. */
  const take = (): Uint8Array<ArrayBuffer> => {
    const part = new Uint8Array(bytes.subarray(at, at + (sizes[next++] ?? 0)));
    at += part.length;
    return part;
  };
  const [rarity, counts, columns] = [take(), take(), take()];
  const values = new Int8Array(take().buffer);
  const [language, tells] = [take(), take()];
  const lengths = new Uint16Array(take().buffer);
  const owners = take().buffer;
  const weight = take();
  return {
    model: { header: model, rarity, counts, columns, values, language, tells },
    near: {
      count: examples,
      begin: beginsOf(lengths),
      owner: owners.byteLength === weight.length * 2 ? new Uint16Array(owners) : new Uint32Array(owners),
      weight,
    },
    labels: { topics: take(), risk: take(), background: take() },
    vocabulary: new TextDecoder().decode(take()),
    ids: { bytes: take(), ends: new Uint32Array(take().buffer) },
    texts: { bytes: take(), ends: new Uint32Array(take().buffer) },
  };
}

const parsed = (json: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(json));
  } catch {
    return null;
  }
};

function beginsOf(lengths: Uint16Array): Int32Array {
  const begin = new Int32Array(lengths.length + 1);
  for (let i = 0; i < lengths.length; i++) begin[i + 1] = (begin[i] ?? 0) + (lengths[i] ?? 0);
  return begin;
}
