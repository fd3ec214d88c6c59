import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { telegramLimits } from '../test/fakes/telegram/limits.ts';
import type { Person } from '../test/fakes/telegram/person.ts';
import { startFakeTelegram } from '../test/fakes/telegram/telegram.ts';

/**
 * First every fault in a table. Then a thousand people write within a minute, three times, to the real program on a Telegram
 * of our own, whose staff group takes 20 messages a minute and no more: counts what is lost or out of order, how long a crisis
 * answer takes, and what the memory is after each minute. `--per-second 30` lets all chats together take no more than that,
 * as Telegram says of bulk messages.
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
const span = Number(values.seconds) * 1000;
const rounds = Number(values.minutes);

if (values.faults) {
  const matrix = spawn('vitest', ['run', 'test/adapters/telegram/fault-matrix.test.ts'], {
    stdio: 'inherit',
  });
  const [code] = await once(matrix, 'exit');
  if (code !== 0) process.exit(1);
}

/** One in twenty is in danger, one in fifty asks for a person; each of the others asks something twice. */
const inDanger = (i: number): boolean => i % 20 === 7;
const wantsPerson = (i: number): boolean => i % 50 === 3;

const telegram = await startFakeTelegram({
  limits: { ...telegramLimits, perSecond: Number(values['per-second']) },
});
const jana = telegram.person({ firstName: 'Jana' });
const group = telegram.group({ title: 'Terén', creator: jana });
group.joinBot();
group.makeBotAdmin();
telegram.updates.forgetAll();

const folder = mkdtempSync(join(tmpdir(), 'lampa-load-'));
const child = spawn(process.execPath, ['src/main.ts', 'start'], {
  env: {
    PATH: process.env.PATH,
    LAMPA_DATA: folder,
    LOG_LEVEL: 'silent',
    TELEGRAM_API_ROOT: telegram.url,
    TELEGRAM_TOKEN: telegram.token,
    TELEGRAM_DESK_CHAT: `${group.id}`,
  },
  stdio: 'inherit',
});

const memory = (): number => {
  const [, pages = '0'] = readFileSync(`/proc/${child.pid}/statm`, 'utf8').split(' ');
  return (Number(pages) * 4096) / 1e6;
};

const heard = (person: Person, words: RegExp): Promise<void> =>
  telegram.when(() => person.heard().some(({ text }) => words.test(text ?? '')));

const contacts = /116 ?111|155|112/;

interface Round {
  readonly crisis: number[];
  readonly others: number[];
  /** Of the program, megabytes, every five seconds and at the end. */
  readonly memories: number[];
  wrong: number;
}

const visit = async (round: Round, i: number): Promise<void> => {
  await new Promise((resolve) => setTimeout(resolve, (i / people) * span));
  const person = telegram.person({ firstName: `P${i}`, language: 'cs' });
  const began = performance.now();
  if (inDanger(i)) {
    person.says('chci se zabit');
    await heard(person, contacts);
    round.crisis.push(performance.now() - began);
    if (!contacts.test(person.heard()[0]?.text ?? '')) round.wrong += 1;
    return;
  }
  person.says(wantsPerson(i) ? 'chci mluvit s clovekem' : 'kdo jsi');
  person.says('po polsku');
  await telegram.when(() => person.heard().length >= 2);
  round.others.push(performance.now() - began);
  const [first, second] = person.heard().map(({ message_id: id }) => id);
  if (first === undefined || second === undefined || first >= second) round.wrong += 1;
};

const at = (times: readonly number[], share: number): number =>
  Math.round(
    times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0,
  );

await telegram.when(() => telegram.asked('getUpdates').length > 0);
let bad = 0;
for (let minute = 1; minute <= rounds; minute++) {
  const round: Round = { crisis: [], others: [], memories: [], wrong: 0 };
  const watching = setInterval(() => round.memories.push(memory()), 5000);
  const late = new Promise((resolve) => setTimeout(resolve, span + 120_000).unref());
  await Promise.race([Promise.all(Array.from({ length: people }, (_, i) => visit(round, i))), late]);
  await Promise.race([telegram.confirmed(), late]);
  clearInterval(watching);
  round.memories.push(memory());
  const { crisis, others, memories, wrong } = round;
  const lost = people - crisis.length - others.length;
  const refused = telegram.asked('sendMessage').filter(({ answer }) => answer?.ok === false).length;
  console.log(`minute ${minute}: ${people} people in ${span / 1000} s`);
  console.log(
    `  unanswered ${lost}, wrong order ${wrong}, unconfirmed ${telegram.updates.pending().length}, refused for the limits so far ${refused} of ${telegram.requests.length}`,
  );
  console.log(
    `  crisis answers ${crisis.length}: half within ${at(crisis, 0.5)} ms, 99 % within ${at(crisis, 0.99)} ms`,
  );
  console.log(
    `  other answers ${others.length}: half within ${at(others, 0.5)} ms, 99 % within ${at(others, 0.99)} ms`,
  );
  console.log(`  memory ${memories.map((one) => one.toFixed(0)).join(' ')} MB`);
  bad += lost + wrong + (at(crisis, 0.99) < 1000 ? 0 : 1);
}
console.log(`against the Bot API: ${telegram.judge.violations.length} violations`);

child.kill('SIGTERM');
await new Promise((resolve) => child.once('exit', resolve));
await telegram.stop();
rmSync(folder, { recursive: true, force: true });
process.exitCode = bad + telegram.judge.violations.length === 0 ? 0 : 1;
