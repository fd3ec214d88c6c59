import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeLearnt, encodeLearnt } from '../../src/understand/learnt-file.ts';

const file = 'data/model/understanding.bin';
const bytes = new Uint8Array(await readFile(file));

describe('the file of what was learnt', () => {
  it('is the same, byte for byte, when it is read and written', () =>
    expect(Buffer.compare(encodeLearnt(decodeLearnt(file, bytes)), bytes)).toBe(0));

  it('that is cut anywhere is refused, and it is said what to do', () => {
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), (length) => {
        expect(() => decodeLearnt(file, bytes.subarray(0, length))).toThrow('run "node scripts/train.ts"');
      }),
      { numRuns: 50 },
    );
  });
});
