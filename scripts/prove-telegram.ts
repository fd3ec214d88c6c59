import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { crowd, milliseconds } from './prove/crowd.ts';
import { openTelegram } from './prove/messengers.ts';
import { quantile } from './prove/proof.ts';

/**
 * First every fault in a table. Then a thousand people write within a minute, three times, to the real program on a Telegram
 * of our own. `--per-second 30` lets all chats together take no more than that, as Telegram says of bulk messages.
 */

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '60' },
    minutes: { type: 'string', default: '3' },
    'per-second': { type: 'string', default: '1000' },
    faults: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const people = Number(values.people);
const rounds = Number(values.minutes);

if (values.faults) {
  const matrix = spawn('vitest', ['run', 'test/adapters/telegram/fault-matrix.test.ts'], {
    stdio: 'inherit',
  });
  const [code] = await once(matrix, 'exit');
  if (code !== 0) process.exit(1);
}

const span = Number(values.seconds) * 1000;
const seen = await crowd({
  open: openTelegram,
  people,
  span,
  flood: 0,
  rounds,
  perSecond: Number(values['per-second']),
});

const times = (of: readonly number[]): string =>
  `${of.length}: half within ${milliseconds(of, 0.5)}, 99 % within ${milliseconds(of, 0.99)}`;
console.log(
  `${people} people in ${values.seconds} s, ${rounds} times; ${seen.refused} refused for the limits`,
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
