/** The parts of the kernel's FUSE protocol (7.31) that a folder of database files needs: see linux/fuse.h. */

export const opcodes = {
  lookup: 1,
  forget: 2,
  getattr: 3,
  setattr: 4,
  unlink: 10,
  rename: 12,
  open: 14,
  read: 15,
  write: 16,
  statfs: 17,
  release: 18,
  fsync: 20,
  flush: 25,
  init: 26,
  opendir: 27,
  readdir: 28,
  releasedir: 29,
  fsyncdir: 30,
  access: 34,
  create: 35,
  interrupt: 36,
  destroy: 38,
  batchForget: 42,
  rename2: 45,
} as const;

export interface Request {
  readonly opcode: number;
  readonly unique: bigint;
  readonly node: number;
  readonly body: Buffer;
}

const headBytes = 40;

export const readRequest = (message: Buffer): Request => ({
  opcode: message.readUInt32LE(4),
  unique: message.readBigUInt64LE(8),
  node: Number(message.readBigUInt64LE(16)),
  body: message.subarray(headBytes),
});

/** An answer: what was asked for, or an error number of the system. */
export const reply = (unique: bigint, answer: Buffer | number): Buffer => {
  const body = typeof answer === 'number' ? Buffer.alloc(0) : answer;
  const head = Buffer.alloc(16);
  head.writeUInt32LE(head.length + body.length, 0);
  head.writeInt32LE(typeof answer === 'number' ? -answer : 0, 4);
  head.writeBigUInt64LE(unique, 8);
  return Buffer.concat([head, body]);
};

/** The bytes that a write carries at most. */
export const largestWrite = 131_072;
const bigWrites = 1 << 5;

export const initAnswer = (body: Buffer): Buffer => {
  const answer = Buffer.alloc(64);
  answer.writeUInt32LE(7, 0);
  answer.writeUInt32LE(31, 4);
  answer.writeUInt32LE(body.readUInt32LE(8), 8);
  answer.writeUInt32LE(bigWrites, 12);
  answer.writeUInt16LE(16, 16);
  answer.writeUInt16LE(12, 18);
  answer.writeUInt32LE(largestWrite, 20);
  answer.writeUInt32LE(1, 24);
  return answer;
};

export interface Attributes {
  readonly node: number;
  readonly size: number;
  readonly mode: number;
}

const attributes = ({ node, size, mode }: Attributes): Buffer => {
  const answer = Buffer.alloc(88);
  answer.writeBigUInt64LE(BigInt(node), 0);
  answer.writeBigUInt64LE(BigInt(size), 8);
  answer.writeBigUInt64LE(BigInt(Math.ceil(size / 512)), 16);
  answer.writeUInt32LE(mode, 60);
  answer.writeUInt32LE(1, 64);
  answer.writeUInt32LE(4096, 80);
  return answer;
};

export const attributesAnswer = (of: Attributes): Buffer => Buffer.concat([Buffer.alloc(16), attributes(of)]);

/** Nothing is kept by the kernel longer than for the call itself. */
export const entryAnswer = (of: Attributes): Buffer => {
  const head = Buffer.alloc(40);
  head.writeBigUInt64LE(BigInt(of.node), 0);
  return Buffer.concat([head, attributes(of)]);
};

export const openAnswer = (node: number): Buffer => {
  const answer = Buffer.alloc(16);
  answer.writeBigUInt64LE(BigInt(node), 0);
  return answer;
};

export const writtenAnswer = (bytes: number): Buffer => {
  const answer = Buffer.alloc(8);
  answer.writeUInt32LE(bytes, 0);
  return answer;
};

export const statfsAnswer = (bytes: number, free: number): Buffer => {
  const answer = Buffer.alloc(80);
  const blocks = (of: number): bigint => BigInt(Math.max(0, Math.floor(of / 4096)));
  answer.writeBigUInt64LE(blocks(bytes), 0);
  answer.writeBigUInt64LE(blocks(free), 8);
  answer.writeBigUInt64LE(blocks(free), 16);
  answer.writeUInt32LE(4096, 40);
  answer.writeUInt32LE(255, 44);
  answer.writeUInt32LE(4096, 48);
  return answer;
};

/** The entries of a folder from a place on, as many as there is room for. */
export const folderAnswer = (
  entries: readonly { readonly name: string; readonly node: number }[],
  from: number,
  room: number,
): Buffer => {
  const parts: Buffer[] = [];
  let length = 0;
  for (const [i, { name, node }] of entries.entries()) {
    if (i < from) continue;
    const bytes = Buffer.from(name);
    const entry = Buffer.alloc(Math.ceil((24 + bytes.length) / 8) * 8);
    entry.writeBigUInt64LE(BigInt(node), 0);
    entry.writeBigUInt64LE(BigInt(i + 1), 8);
    entry.writeUInt32LE(bytes.length, 16);
    entry.writeUInt32LE(8, 20);
    bytes.copy(entry, 24);
    if (length + entry.length > room) break;
    parts.push(entry);
    length += entry.length;
  }
  return Buffer.concat(parts);
};

/** Names that end with a zero, from a place on. */
export const namesIn = (body: Buffer, from: number): readonly string[] =>
  body.subarray(from).toString('utf8').split('\0').slice(0, -1);
