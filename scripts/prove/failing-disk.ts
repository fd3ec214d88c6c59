import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, read, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fuse from './fuse.ts';

/**
 * A disk of our own under one folder, served to the kernel from here (FUSE, without any library): it can be full, broken or
 * slow, and its power can be cut. What was not flushed (fsync) is then kept, lost or torn by chance, sector by sector and in
 * any order, as a real disk with a cache may do it.
 */
export interface FailingDisk {
  readonly folder: string;
  /** Cuts the power: whoever wrote there must be dead. The folder comes back with what the disk has kept. */
  cut(random: () => number): Promise<CutFigures>;
  /** From now on there is room for so many bytes more; null: for all. */
  leaveRoom(bytes: number | null): void;
  /** From now on these calls fail with an input/output error. */
  breakCalls(calls: readonly ('read' | 'write' | 'flush')[]): void;
  /** From now on writes and flushes take so long (milliseconds); Infinity: they hang until this is called again. */
  slowDown(milliseconds: number): void;
  /** A disk that says that it has flushed and has not: to see that a cut can lose something at all. */
  lie(): void;
  readonly counts: { writes: number; flushes: number };
  remove(): Promise<void>;
}

export interface CutFigures {
  readonly dropped: number;
  readonly torn: number;
  readonly kept: number;
}

type Pending =
  | { readonly is: 'write'; readonly at: number; readonly bytes: Buffer }
  | { readonly is: 'truncate'; readonly size: number };

interface File {
  readonly node: number;
  readonly mode: number;
  /** As programs see it now. */
  now: Buffer;
  /** What a cut leaves for certain. */
  flushed: Buffer;
  pending: Pending[];
  /** Its name would survive a cut. */
  named: boolean;
}

const noEntry = 2;
const ioError = 5;
const noSpace = 28;
const notThere = 38;
const rootNode = 1;
const sector = 512;

const resized = (bytes: Buffer, size: number): Buffer => {
  if (size <= bytes.length) return bytes.subarray(0, size);
  const grown = Buffer.alloc(size);
  bytes.copy(grown);
  return grown;
};

const applied = (bytes: Buffer, change: Pending): Buffer => {
  if (change.is === 'truncate') return Buffer.from(resized(bytes, change.size));
  const grown = resized(bytes, Math.max(bytes.length, change.at + change.bytes.length));
  const out = grown === bytes ? Buffer.from(bytes) : grown;
  change.bytes.copy(out, change.at);
  return out;
};

/** Why such a disk cannot be had here; null: it can. */
export const whyNoFailingDisk = (): string | null => {
  if (process.platform !== 'linux') return 'skipped: needs Linux';
  if (process.getuid?.() !== 0) return 'skipped: needs root, to mount a file system';
  if (!existsSync('/dev/fuse')) return 'skipped: the kernel has no FUSE (/dev/fuse is missing)';
  return null;
};

export const openFailingDisk = async (): Promise<FailingDisk> => {
  const folder = mkdtempSync(join(tmpdir(), 'lampa-disk-'));
  const files = new Map<number, File>();
  const names = new Map<string, number>();
  const counts = { writes: 0, flushes: 0 };
  let lastNode = rootNode;
  let room: number | null = null;
  let broken: readonly string[] = [];
  let wait = 0;
  let lies = false;
  const held = new Set<() => void>();

  const look = (node: number): fuse.Attributes | null => {
    if (node === rootNode) return { node, size: 0, mode: 0o040_700 };
    const file = files.get(node);
    return file === undefined ? null : { node, size: file.now.length, mode: file.mode };
  };
  const attributesOf = (node: number): Buffer | number => {
    const found = look(node);
    return found === null ? noEntry : fuse.attributesAnswer(found);
  };
  const make = (name: string, mode: number): File => {
    lastNode += 1;
    const empty = Buffer.alloc(0);
    const file: File = { node: lastNode, mode, now: empty, flushed: empty, pending: [], named: false };
    files.set(file.node, file);
    names.set(name, file.node);
    return file;
  };
  const used = (): number => [...files.values()].reduce((sum, { now }) => sum + now.length, 0);
  let usedAtLimit = 0;
  const fits = (more: number): boolean => room === null || used() + more <= usedAtLimit + room;

  const change = (file: File, what: Pending): void => {
    // Grows in steps, so that a file that is appended to is not copied each time.
    if (what.is === 'write') {
      const end = what.at + what.bytes.length;
      if (end > file.now.length) file.now = resized(file.now, end);
      what.bytes.copy(file.now, what.at);
    } else file.now = Buffer.from(resized(file.now, what.size));
    file.pending.push(what);
  };

  const flush = (file: File): number | Buffer => {
    counts.flushes += 1;
    if (broken.includes('flush')) return ioError;
    if (lies) return Buffer.alloc(0);
    file.flushed = Buffer.from(file.now);
    file.pending = [];
    file.named = true;
    return Buffer.alloc(0);
  };

  const write = (file: File | undefined, body: Buffer): Buffer | number => {
    if (file === undefined) return noEntry;
    counts.writes += 1;
    if (broken.includes('write')) return ioError;
    const at = Number(body.readBigUInt64LE(8));
    const size = body.readUInt32LE(16);
    if (!fits(Math.max(0, at + size - file.now.length))) return noSpace;
    change(file, { is: 'write', at, bytes: Buffer.from(body.subarray(40, 40 + size)) });
    return fuse.writtenAnswer(size);
  };

  const setAttributes = (node: number, body: Buffer): Buffer | number => {
    const file = files.get(node);
    const sets = body.readUInt32LE(0);
    if (file !== undefined && (sets & 8) !== 0) {
      const size = Number(body.readBigUInt64LE(16));
      if (!fits(size - file.now.length)) return noSpace;
      change(file, { is: 'truncate', size });
    }
    return attributesOf(node);
  };

  const rename = (body: Buffer, from: number): Buffer | number => {
    const [old = '', next = ''] = fuse.namesIn(body, from);
    const node = names.get(old);
    if (node === undefined) return noEntry;
    names.delete(old);
    names.set(next, node);
    return Buffer.alloc(0);
  };

  const entryOf = (name: string): Buffer | number => {
    const found = look(names.get(name) ?? 0);
    return found === null ? noEntry : fuse.entryAnswer(found);
  };

  /** null: the kernel waits for no answer. */
  const answer = ({ opcode, node, body }: fuse.Request): Buffer | number | null => {
    const { opcodes } = fuse;
    switch (opcode) {
      case opcodes.init:
        return fuse.initAnswer(body);
      case opcodes.lookup:
        return entryOf(fuse.namesIn(body, 0)[0] ?? '');
      case opcodes.getattr:
        return attributesOf(node);
      case opcodes.setattr:
        return setAttributes(node, body);
      case opcodes.create: {
        if (!fits(0)) return noSpace;
        const file = make(fuse.namesIn(body, 16)[0] ?? '', body.readUInt32LE(4) | 0o100_000);
        return Buffer.concat([
          fuse.entryAnswer({ node: file.node, size: 0, mode: file.mode }),
          fuse.openAnswer(file.node),
        ]);
      }
      case opcodes.unlink:
        return names.delete(fuse.namesIn(body, 0)[0] ?? '') ? Buffer.alloc(0) : noEntry;
      case opcodes.rename:
        return rename(body, 8);
      case opcodes.rename2:
        return rename(body, 16);
      case opcodes.open:
      case opcodes.opendir:
        return fuse.openAnswer(node);
      case opcodes.read: {
        if (broken.includes('read')) return ioError;
        const at = Number(body.readBigUInt64LE(8));
        return files.get(node)?.now.subarray(at, at + body.readUInt32LE(16)) ?? noEntry;
      }
      case opcodes.write:
        return write(files.get(node), body);
      case opcodes.fsync: {
        const file = files.get(node);
        return file === undefined ? noEntry : flush(file);
      }
      case opcodes.fsyncdir:
        if (!lies) for (const one of names.values()) (files.get(one) ?? { named: false }).named = true;
        return Buffer.alloc(0);
      case opcodes.readdir:
        return fuse.folderAnswer(
          [...names].map(([name, of]) => ({ name, node: of })),
          Number(body.readBigUInt64LE(8)),
          body.readUInt32LE(16),
        );
      case opcodes.statfs:
        return fuse.statfsAnswer(1e9, room ?? 1e9);
      case opcodes.flush:
      case opcodes.release:
      case opcodes.releasedir:
      case opcodes.access:
        return Buffer.alloc(0);
      case opcodes.forget:
      case opcodes.batchForget:
      case opcodes.interrupt:
      case opcodes.destroy:
        return null;
      default:
        return notThere;
    }
  };

  const mount = async (): Promise<() => Promise<void>> => {
    const device = openSync('/dev/fuse', 'r+');
    const options = 'fd=3,rootmode=40000,user_id=0,group_id=0,allow_other';
    const mounted = spawnSync('mount', ['-i', '-t', 'fuse', '-o', options, 'lampa', folder], {
      stdio: ['ignore', 'ignore', 'pipe', device],
    });
    if (mounted.status !== 0) {
      closeSync(device);
      throw new Error(`the failing disk cannot be mounted: ${mounted.stderr.toString().trim()}`);
    }
    const tell = (bytes: Buffer): void => {
      try {
        writeSync(device, bytes);
      } catch {
        // Whoever asked was killed meanwhile.
      }
    };
    const message = Buffer.alloc(fuse.largestWrite + 4096);
    const over = new Promise<void>((resolve) => {
      const next = (): void =>
        read(device, message, 0, message.length, null, (error, length) => {
          // The folder was unmounted.
          if (error !== null && error.code !== 'EINTR' && error.code !== 'ENOENT') return resolve();
          if (error === null) {
            const request = fuse.readRequest(Buffer.from(message.subarray(0, length)));
            const said = answer(request);
            const isSlow = request.opcode === fuse.opcodes.write || request.opcode === fuse.opcodes.fsync;
            const finish = (): void => {
              if (said !== null) tell(fuse.reply(request.unique, said));
            };
            if (!isSlow || wait === 0) finish();
            else if (wait === Number.POSITIVE_INFINITY) held.add(finish);
            else setTimeout(finish, wait);
          }
          next();
        });
      next();
    });
    return async () => {
      // Never waited for in this process: the kernel asks us while it unmounts.
      await new Promise((resolve) => spawn('umount', ['-l', folder]).once('close', resolve));
      await over;
      closeSync(device);
    };
  };
  let unmount = await mount();

  /** Each write that was not flushed is kept, lost, or cut between two sectors. */
  const afterCut = (
    file: File,
    random: () => number,
    figures: { dropped: number; torn: number; kept: number },
  ) => {
    let bytes = file.flushed;
    for (const one of file.pending) {
      const luck = random();
      if (luck < 0.4) figures.dropped += 1;
      else if (luck < 0.7 && one.is === 'write' && one.bytes.length > sector) {
        figures.torn += 1;
        for (let at = 0; at < one.bytes.length; at += sector) {
          if (random() < 0.5) continue;
          bytes = applied(bytes, {
            is: 'write',
            at: one.at + at,
            bytes: one.bytes.subarray(at, at + sector),
          });
        }
      } else {
        figures.kept += 1;
        bytes = applied(bytes, one);
      }
    }
    return Buffer.from(bytes);
  };

  return {
    folder,
    counts,
    cut: async (random) => {
      await unmount();
      const figures = { dropped: 0, torn: 0, kept: 0 };
      for (const [name, node] of [...names]) {
        const file = files.get(node);
        if (file === undefined) continue;
        // The name of a file that nobody has flushed may be lost with it.
        if (!file.named && random() < 0.5) {
          names.delete(name);
          continue;
        }
        file.now = afterCut(file, random, figures);
        file.flushed = Buffer.from(file.now);
        file.pending = [];
        file.named = true;
      }
      for (const node of [...files.keys()]) if (![...names.values()].includes(node)) files.delete(node);
      unmount = await mount();
      return figures;
    },
    leaveRoom: (bytes) => {
      room = bytes;
      usedAtLimit = used();
    },
    breakCalls: (calls) => {
      broken = calls;
    },
    slowDown: (milliseconds) => {
      wait = milliseconds;
      if (milliseconds === Number.POSITIVE_INFINITY) return;
      for (const finish of held) finish();
      held.clear();
    },
    lie: () => {
      lies = true;
    },
    remove: async () => {
      for (const finish of held) finish();
      await unmount();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
