import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { telegramLimits } from '../test/fakes/telegram/limits.ts';
import type { Person } from '../test/fakes/telegram/person.ts';
import { startFakeTelegram } from '../test/fakes/telegram/telegram.ts';

/**
 * A thousand people write within a minute to the real program on a Telegram of our own, whose staff group takes 20 messages a
 * minute and no more: counts what is lost or out of order, and how long a crisis answer takes.
 */

const { values } = parseArgs({
  options: { people: { type: 'string', default: '1000' }, seconds: { type: 'string', default: '60' } },
});
const people = Number(values.people);
const span = Number(values.seconds) * 1000;

/** One in twenty is in danger, one in fifty asks for a person; each of the others asks something twice. */
const inDanger = (i: number): boolean => i % 20 === 7;
const wantsPerson = (i: number): boolean => i % 50 === 3;

const telegram = await startFakeTelegram({ limits: { ...telegramLimits, perSecond: 1000 } });
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
const crisisTimes: number[] = [];
const answerTimes: number[] = [];
const memories: number[] = [];

const visit = async (i: number): Promise<boolean> => {
  await new Promise((resolve) => setTimeout(resolve, (i / people) * span));
  const person = telegram.person({ firstName: `P${i}`, language: 'cs' });
  const began = performance.now();
  if (inDanger(i)) {
    person.says('chci se zabit');
    await heard(person, contacts);
    crisisTimes.push(performance.now() - began);
    return contacts.test(person.heard()[0]?.text ?? '');
  }
  person.says(wantsPerson(i) ? 'chci mluvit s clovekem' : 'kdo jsi');
  person.says('po polsku');
  await telegram.when(() => person.heard().length >= 2);
  answerTimes.push(performance.now() - began);
  const [first, second] = person.heard().map(({ message_id: id }) => id);
  return first !== undefined && second !== undefined && first < second;
};

await telegram.when(() => telegram.asked('getUpdates').length > 0);
const watching = setInterval(() => memories.push(memory()), 5000);
const late = new Promise<'late'>((resolve) => setTimeout(resolve, span + 60_000, 'late').unref());
const visits = Array.from({ length: people }, (_, i) => visit(i));
const done = await Promise.race([Promise.all(visits), late]);
await Promise.race([telegram.confirmed(), late]);
clearInterval(watching);
memories.push(memory());

const at = (times: readonly number[], share: number): string =>
  `${Math.round(times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0)} ms`;

const refused = telegram.asked('sendMessage').filter(({ answer }) => answer?.ok === false).length;
const lost = people - crisisTimes.length - answerTimes.length;
const wrong = done === 'late' ? lost : done.filter((right) => !right).length;
console.log(
  `${people} people in ${span / 1000} s; ${telegram.requests.length} requests, ${refused} refused for the limits`,
);
console.log(`unanswered ${lost}, out of order ${wrong}, unconfirmed ${telegram.updates.pending().length}`);
console.log(
  `crisis answers ${crisisTimes.length}: half within ${at(crisisTimes, 0.5)}, 99 % within ${at(crisisTimes, 0.99)}`,
);
console.log(
  `other answers ${answerTimes.length}: half within ${at(answerTimes, 0.5)}, 99 % within ${at(answerTimes, 0.99)}`,
);
console.log(`memory (MB, every 5 s): ${memories.map((one) => one.toFixed(0)).join(' ')}`);
console.log(`against the Bot API: ${telegram.judge.violations.length} violations`);

child.kill('SIGTERM');
await new Promise((resolve) => child.once('exit', resolve));
await telegram.stop();
rmSync(folder, { recursive: true, force: true });
const p99 =
  crisisTimes.toSorted((a, b) => a - b)[Math.floor(crisisTimes.length * 0.99)] ?? Number.POSITIVE_INFINITY;
process.exitCode = lost + wrong + telegram.judge.violations.length === 0 && p99 < 1000 ? 0 : 1;
