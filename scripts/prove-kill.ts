/**
 * Proof: the process is killed (-9) again and again under load, and nothing that was acknowledged is lost.
 *
 *   node scripts/prove-kill.ts [--kills 20]
 */
import { parseArgs } from 'node:util';
import { figuresOf, killUnderLoad, wrongWith } from './prove/kill.ts';

const { values } = parseArgs({ options: { kills: { type: 'string', default: '20' } } });
const kills = Number(values.kills);
if (!Number.isInteger(kills) || kills < 1) {
  console.error('prove-kill: --kills takes a whole number from 1.');
  process.exit(2);
}

const began = performance.now();
const figures = await killUnderLoad({
  kills,
  seed: 20_261_122,
  telegram: false,
  clockJumps: false,
  progress: (now) => process.stderr.write(`\r${now} `),
});
process.stderr.write('\n');
const against = wrongWith(figures);
console.log(`kills ${kills}, ${figuresOf(figures)}, ${((performance.now() - began) / 1000).toFixed(1)} s`);
for (const one of against) console.error(`prove-kill: ${one}.`);
process.exitCode = against.length === 0 ? 0 : 1;
