import { TextDecoder } from 'node:util';
import { ImportError, type ImportFault } from './import-error.ts';

const maximumDepth = 40;
const maximumTextBytes = 1024 * 1024;
const maximumEntryBytes = 16 * 1024 * 1024;

const quote = 0x22;
const backslash = 0x5c;
const newline = 0x0a;
const opening = new Set([0x7b, 0x5b]);
const closing = new Set([0x7d, 0x5d]);

/**
 * Watches the bytes of a JSON file on their way to the parser, which is made for files one trusts: UTF-8, depth, the length
 * of texts and of entries, and whether the end is the end. Throws an ImportError that names the line.
 */
export function createJsonGuard(file: string): {
  readonly see: (bytes: Uint8Array) => void;
  readonly end: () => void;
  /** The line that was reached, from 1. */
  readonly line: () => number;
} {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  let depth = 0;
  let inText = false;
  let escaped = false;
  let textBytes = 0;
  let entryBytes = 0;
  let seen = false;

  const fail = (kind: Extract<ImportFault, { line: number }>['kind']): never => {
    throw new ImportError({ kind, file, line });
  };

  const decode = (bytes: Uint8Array | undefined): void => {
    try {
      if (bytes === undefined) utf8.decode();
      else utf8.decode(bytes, { stream: true });
    } catch {
      fail('not-utf8');
    }
  };

  return {
    see: (bytes) => {
      decode(bytes);
      for (const byte of bytes) {
        if (byte === newline) line++;
        entryBytes++;
        if (inText) {
          textBytes++;
          if (escaped) escaped = false;
          else if (byte === backslash) escaped = true;
          else if (byte === quote) inText = false;
          if (textBytes > maximumTextBytes) fail('too-long');
        } else if (byte === quote) {
          inText = true;
          textBytes = 0;
        } else if (opening.has(byte)) {
          seen = true;
          depth++;
          if (depth > maximumDepth) fail('too-deep');
          if (depth <= 3) entryBytes = 0;
        } else if (closing.has(byte)) depth--;
        if (entryBytes > maximumEntryBytes) fail('too-long');
      }
    },
    end: () => {
      decode(undefined);
      if (inText || depth > 0) fail('cut-off');
      if (!seen) throw new ImportError({ kind: 'empty', file });
    },
    line: () => line,
  };
}
