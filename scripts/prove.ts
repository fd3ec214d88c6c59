import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { disk } from './prove/disk.ts';
import { floods } from './prove/floods.ts';
import { gone } from './prove/gone.ts';
import { hostile } from './prove/hostile.ts';
import { kill } from './prove/kill.ts';
import { mixed } from './prove/mixed.ts';
import type { Proof, Proved } from './prove/proof.ts';
import { told } from './prove/told.ts';

/**
 * All proofs at once: what is written is safe, private, and gone when it should be.
 *
 *   npm run prove                    everything, under twenty minutes on two cores
 *   npm run prove -- --short         for every change, under two and a half minutes
 *   npm run prove -- --only kill     one part
 *   npm run prove -- --seed 7        other random histories
 */

const proofs: readonly Proof[] = [kill, mixed, disk, hostile, told, gone, floods];

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
    verbose: { type: 'boolean', default: false },
    seed: { type: 'string', default: '20261122' },
  },
});
const seed = Number(values.seed);
const names = proofs.map(({ name }) => name);
const unknown = values.only.find((name) => !names.includes(name));
if (unknown !== undefined || !Number.isSafeInteger(seed) || seed < 1) {
  console.error(
    unknown === undefined
      ? 'prove: --seed takes a whole number from 1.'
      : `prove: there is no proof "${unknown}"; there are ${names.join(', ')}.`,
  );
  process.exit(2);
}

const isTerminal = process.stderr.isTTY === true;
const progress = (name: string) => (now: string) => {
  if (isTerminal) process.stderr.write(`\r\u001b[K${name}: ${now}`);
  else if (values.verbose) process.stderr.write(`${name}: ${now}\n`);
};

/** A proof that breaks down proves nothing, and the others still have their say. */
const run = async ({ name, run: prove }: Proof): Promise<readonly Proved[]> => {
  try {
    return await prove({ short: values.short, seed, progress: progress(name) });
  } catch (error) {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return [{ what: name, figures: '', against: [`it broke down: ${why}`] }];
  }
};

const mark = ({ against, skipped }: Proved): string =>
  against.length > 0 ? '✗' : skipped === undefined ? '✓' : '–';

const began = performance.now();
const chosen = proofs.filter(({ name }) => values.only.length === 0 || values.only.includes(name));
const proved = new Map<string, readonly Proved[]>();
const waiting = chosen.filter(({ alone }) => alone !== true);
/** Much of the time is waiting for disks and platforms that were made slow, so two go side by side. */
const work = async (): Promise<void> => {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await prove(next);
};
const prove = async (proof: Proof): Promise<void> => {
  const start = performance.now();
  const found = await run(proof);
  proved.set(proof.name, found);
  const bad = found.filter(({ against }) => against.length > 0).length;
  const took = ((performance.now() - start) / 1000).toFixed(0);
  if (isTerminal) process.stderr.write('\r\u001b[K');
  process.stderr.write(`${proof.name}: ${bad === 0 ? 'holds' : 'does not hold'}, ${took} s\n`);
  // Told at once as well: the table comes only when all is done.
  for (const { what, against } of found) {
    if (against.length > 0) process.stderr.write(`  ${what}: ${against[0]}\n`);
  }
};
await Promise.all([work(), work()]);
for (const proof of chosen.filter(({ alone }) => alone === true)) await prove(proof);
const rows = chosen.flatMap(({ name }) => proved.get(name) ?? []);

console.log();
const width = Math.max(...rows.map(({ what }) => what.length));
for (const row of rows) {
  console.log(`${mark(row)} ${row.what.padEnd(width)}  ${row.skipped ?? row.figures}`);
  for (const one of row.against.slice(0, 20)) console.log(`    ${one}`);
}
const failed = rows.filter(({ against }) => against.length > 0).length;
const skipped = rows.filter((row) => row.skipped !== undefined).length;
const minutes = ((performance.now() - began) / 60_000).toFixed(1);
console.log(
  `\n${rows.length - failed - skipped} hold, ${failed} do not, ${skipped} could not be proved here; ${minutes} minutes on ${availableParallelism()} cores, seed ${seed}.`,
);
process.exit(failed === 0 ? 0 : 1);
