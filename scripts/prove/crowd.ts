import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { languages } from '../../src/domain.ts';
import { texts } from '../../src/text/texts.ts';
import { type OpenMessenger, settingsOf } from './messengers.ts';
import { quantile } from './proof.ts';

/**
 * Many people write within a short time to the real program on a messenger of our own, which keeps to its limits (Telegram:
 * 20 messages a minute in the staff group; Discord: 50 calls a second in all, five messages in five seconds in a channel);
 * somebody may flood it meanwhile. Counts what is lost, doubled or out of order, and how long a crisis answer takes.
 */
export interface CrowdNeeds {
  readonly open: OpenMessenger;
  readonly people: number;
  /** Milliseconds within which they all write. */
  readonly span: number;
  /** Messages that one more person writes in the first third of it. */
  readonly flood: number;
  /** Times that it happens, one after another; once when left out. */
  readonly rounds?: number;
  /** Messages that Telegram takes from the bot in a second, all chats together; 1000 when left out. */
  readonly perSecond?: number;
  /** Waits until everybody who needs a room has one; Telegram's limit of the group makes that long. */
  readonly waitsForRooms?: boolean;
}

export interface CrowdFigures {
  /** Messages that were refused for the limits, and sent later. */
  readonly refused: number;
  readonly unanswered: number;
  readonly outOfOrder: number;
  /** Messages that stand twice with one person. */
  readonly doubled: number;
  readonly unconfirmed: number;
  /** Cases without a room, or with two; 0 when nobody waited for them. */
  readonly wrongRooms: number;
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
/** The answer to the second question. */
const isSecond = (text: string): boolean => text.includes(texts.cs.chooseLanguage);
const notices = languages.map((language) => texts[language].flood);
/** After the last one wrote; what has not come by then does not come any more (milliseconds). */
const longestWait = 120_000;

export const crowd = async (needs: CrowdNeeds): Promise<CrowdFigures> => {
  const { people, span, flood, rounds = 1, perSecond = 1000, waitsForRooms = false } = needs;
  const messenger = await needs.open({ people: 0, limits: { perSecond } });
  const folder = mkdtempSync(join(tmpdir(), 'lampa-load-'));
  const child = spawn(process.execPath, ['src/main.ts', 'start'], {
    env: {
      PATH: process.env.PATH,
      LAMPA_DATA: folder,
      LOG_LEVEL: 'silent',
      ...settingsOf(messenger.way),
    },
    stdio: 'inherit',
  });
  const memoryNow = (): number => {
    const [, pages = '0'] = readFileSync(`/proc/${child.pid}/statm`, 'utf8').split(' ');
    return (Number(pages) * 4096) / 1e6;
  };

  const crisisTimes: number[] = [];
  const answerTimes: number[] = [];
  const memory: number[] = [];
  const visitors: number[] = [];
  /** Whether the answers came in the order of the questions. */
  const visit = async (i: number): Promise<boolean> => {
    await new Promise((resolve) => setTimeout(resolve, (i / people) * span));
    const person = messenger.comes(`P${i}`);
    visitors.push(person);
    const heard = (): readonly string[] => messenger.heard(person);
    const began = performance.now();
    if (inDanger(i)) {
      messenger.says(person, 'chci se zabit');
      await messenger.when(() => heard().some((text) => contacts.test(text)));
      crisisTimes.push(performance.now() - began);
      return contacts.test(heard()[0] ?? '');
    }
    messenger.says(person, wantsPerson(i) ? 'chci mluvit s clovekem' : 'kdo jsi');
    messenger.says(person, 'po polsku');
    await messenger.when(() => heard().some(isSecond));
    answerTimes.push(performance.now() - began);
    return !isSecond(heard()[0] ?? '');
  };

  await messenger.when(messenger.isHeard);
  const watching = setInterval(() => memory.push(memoryNow()), 5000);
  const flooder = messenger.comes('Potopa');
  for (let i = 0; i < flood; i++) {
    setTimeout(() => messenger.says(flooder, `haló ${i}`), (i / flood) * (span / 3)).unref();
  }
  const everybody = Array.from({ length: people }, (_, i) => i);
  const rooms = rounds * everybody.filter((i) => inDanger(i) || wantsPerson(i)).length;
  let outOfOrder = 0;
  for (let round = 0; round < rounds; round++) {
    const late = new Promise((resolve) => setTimeout(resolve, span + longestWait).unref());
    const visits = everybody.map(async (i) => {
      if (!(await visit(i))) outOfOrder += 1;
    });
    await Promise.race([Promise.all(visits), late]);
    await Promise.race([messenger.when(() => messenger.unconfirmed() === 0), late]);
    if (waitsForRooms) await Promise.race([messenger.when(() => messenger.rooms().length >= rooms), late]);
  }
  clearInterval(watching);
  memory.push(memoryNow());

  child.kill('SIGTERM');
  await new Promise((resolve) => child.once('exit', resolve));
  const figures: CrowdFigures = {
    refused: messenger.refused(),
    unanswered: people * rounds - crisisTimes.length - answerTimes.length,
    outOfOrder,
    doubled: visitors
      .map((person) => messenger.heard(person))
      .reduce((sum, heard) => sum + heard.length - new Set(heard).size, 0),
    unconfirmed: messenger.unconfirmed(),
    wrongRooms: waitsForRooms ? Math.abs(messenger.rooms().length - rooms) : 0,
    violations: messenger.violations(),
    crisisTimes,
    answerTimes,
    memory,
    toFlooder: messenger.heard(flooder).length,
    floodNotices: messenger.heard(flooder).filter((text) => notices.some((notice) => text.includes(notice)))
      .length,
  };
  await messenger.stop();
  rmSync(folder, { recursive: true, force: true });
  return figures;
};

export const milliseconds = (times: readonly number[], share: number): string =>
  `${Math.round(quantile(times, share))} ms`;
