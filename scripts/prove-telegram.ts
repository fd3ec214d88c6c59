import { parseArgs } from 'node:util';
import { crowd, milliseconds } from './prove/crowd.ts';
import { quantile } from './prove/proof.ts';

/** A thousand people write within a minute to the real program on a Telegram of our own. */

const { values } = parseArgs({
  options: { people: { type: 'string', default: '1000' }, seconds: { type: 'string', default: '60' } },
});
const people = Number(values.people);
const seen = await crowd({ people, span: Number(values.seconds) * 1000, flood: 0 });

const times = (of: readonly number[]): string =>
  `${of.length}: half within ${milliseconds(of, 0.5)}, 99 % within ${milliseconds(of, 0.99)}`;
console.log(
  `${people} people in ${values.seconds} s; ${seen.requests} requests, ${seen.refused} refused for the limits`,
);
console.log(
  `unanswered ${seen.unanswered}, out of order ${seen.outOfOrder}, unconfirmed ${seen.unconfirmed}`,
);
console.log(`crisis answers ${times(seen.crisisTimes)}`);
console.log(`other answers ${times(seen.answerTimes)}`);
console.log(`memory (MB, every 5 s): ${seen.memory.map((one) => one.toFixed(0)).join(' ')}`);
console.log(`against the Bot API: ${seen.violations} violations`);
const bad = seen.unanswered + seen.outOfOrder + seen.violations;
process.exitCode = bad === 0 && quantile(seen.crisisTimes, 0.99) < 1000 ? 0 : 1;
