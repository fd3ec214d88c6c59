import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { languages } from '../../src/domain.ts';
import { texts } from '../../src/text/texts.ts';
import { telegramLimits } from '../../test/fakes/telegram/limits.ts';
import type { Person } from '../../test/fakes/telegram/person.ts';
import { startFakeTelegram } from '../../test/fakes/telegram/telegram.ts';
import { quantile } from './proof.ts';

/**
 * Many people write within a short time to the real program on a Telegram of our own, whose staff group takes 20 messages a
 * minute and no more; somebody may flood it meanwhile. Counts what is lost or out of order, and how long a crisis answer takes.
 */
export interface CrowdNeeds {
  readonly people: number;
  /** Milliseconds within which they all write. */
  readonly span: number;
  /** Messages that one more person writes in the first third of it. */
  readonly flood: number;
  /** Times that it happens, one after another; once when left out. */
  readonly rounds?: number;
  /** Messages that Telegram takes from the bot in a second, all chats together; 1000 when left out. */
  readonly perSecond?: number;
}

export interface CrowdFigures {
  readonly requests: number;
  readonly refused: number;
  readonly unanswered: number;
  readonly outOfOrder: number;
  readonly unconfirmed: number;
  readonly violations: number;
  /** Milliseconds. */
  readonly crisisTimes: readonly number[];
  readonly answerTimes: readonly number[];
  /** Megabytes, every five seconds. */
  readonly memory: readonly number[];
  /** Posts to the person who flooded, and how many of these said that it was too much. */
  readonly toFlooder: number;
  readonly floodNotices: number;
}

/** One in twenty is in danger, one in fifty asks for a person; each of the others asks something twice. */
const inDanger = (i: number): boolean => i % 20 === 7;
const wantsPerson = (i: number): boolean => i % 50 === 3;
const contacts = /116 ?111|155|112/;
const notices = languages.map((language) => texts[language].flood);

export const crowd = async (needs: CrowdNeeds): Promise<CrowdFigures> => {
  const { people, span, flood, rounds = 1, perSecond = 1000 } = needs;
  const telegram = await startFakeTelegram({ limits: { ...telegramLimits, perSecond } });
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
  const memoryNow = (): number => {
    const [, pages = '0'] = readFileSync(`/proc/${child.pid}/statm`, 'utf8').split(' ');
    return (Number(pages) * 4096) / 1e6;
  };
  const heard = (person: Person, words: RegExp): Promise<void> =>
    telegram.when(() => person.heard().some(({ text }) => words.test(text ?? '')));

  const crisisTimes: number[] = [];
  const answerTimes: number[] = [];
  const memory: number[] = [];
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
  const watching = setInterval(() => memory.push(memoryNow()), 5000);
  const flooder = telegram.person({ firstName: 'Potopa', language: 'cs' });
  for (let i = 0; i < flood; i++) {
    setTimeout(() => flooder.says(`haló ${i}`), (i / flood) * (span / 3)).unref();
  }
  let wrong = 0;
  for (let round = 0; round < rounds; round++) {
    const late = new Promise<'late'>((resolve) => setTimeout(resolve, span + 120_000, 'late').unref());
    const visits = Array.from({ length: people }, async (_, i) => {
      if (!(await visit(i))) wrong += 1;
    });
    await Promise.race([Promise.all(visits), late]);
    await Promise.race([telegram.confirmed(), late]);
  }
  clearInterval(watching);
  memory.push(memoryNow());

  const unanswered = people * rounds - crisisTimes.length - answerTimes.length;
  child.kill('SIGTERM');
  await new Promise((resolve) => child.once('exit', resolve));
  const figures: CrowdFigures = {
    requests: telegram.requests.length,
    refused: telegram.asked('sendMessage').filter(({ answer }) => answer?.ok === false).length,
    unanswered,
    outOfOrder: wrong,
    unconfirmed: telegram.updates.pending().filter(({ message }) => message?.from?.is_bot === false).length,
    violations: telegram.judge.violations.length,
    crisisTimes,
    answerTimes,
    memory,
    toFlooder: flooder.heard().length,
    floodNotices: flooder.heard().filter(({ text = '' }) => notices.includes(text)).length,
  };
  await telegram.stop();
  rmSync(folder, { recursive: true, force: true });
  return figures;
};

export const milliseconds = (times: readonly number[], share: number): string =>
  `${Math.round(quantile(times, share))} ms`;
