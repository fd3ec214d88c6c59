import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { languages } from '../../src/domain.ts';
import { texts } from '../../src/text/texts.ts';
import { leastOfAll } from '../../test/adapters/discord/on-discord.ts';
import { startFakeDiscord } from '../../test/fakes/discord/discord.ts';
import { discordLimits } from '../../test/fakes/discord/limits.ts';
import type { Person } from '../../test/fakes/discord/person.ts';
import { readable } from '../../test/fakes/discord/readable.ts';

/**
 * Many people write within a short time to the real program on a Discord of our own, which takes 50 calls a second in all and
 * five messages in five seconds in one channel; somebody may flood it meanwhile. Counts what is lost, doubled or out of order,
 * how often a limit was hit, and how long a crisis answer takes.
 */
export interface CrowdNeeds {
  readonly people: number;
  /** Milliseconds within which they all write. */
  readonly span: number;
  /** Messages that one more person writes in the first third of it. */
  readonly flood: number;
}

export interface CrowdFigures {
  readonly requests: number;
  /** Messages that were refused for the limits, and sent later. */
  readonly refused: number;
  /** Answers 401, 403 and 429: 10,000 in ten minutes shut a bot's address out. */
  readonly invalid: number;
  readonly unanswered: number;
  readonly outOfOrder: number;
  /** Messages that stand twice in a private chat. */
  readonly doubled: number;
  /** Cases without a post, or with two. */
  readonly wrongPosts: number;
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

const heard = (person: Person): readonly string[] => person.heard().map(readable);

export const crowd = async ({ people, span, flood }: CrowdNeeds): Promise<CrowdFigures> => {
  const discord = await startFakeDiscord({ limits: discordLimits });
  const jana = discord.person({ name: 'Jana', locale: 'cs' });
  const guild = discord.guild({ name: 'Terén', owner: jana, bot: leastOfAll });
  const role = guild.role('streetwork');
  guild.giveRole(jana, role);
  const forum = guild.forum();

  const folder = mkdtempSync(join(tmpdir(), 'lampa-load-'));
  const child = spawn(process.execPath, ['src/main.ts', 'start'], {
    env: {
      PATH: process.env.PATH,
      LAMPA_DATA: folder,
      LOG_LEVEL: 'silent',
      DISCORD_API_URL: discord.url,
      DISCORD_TOKEN: discord.token,
      DISCORD_DESK_CHANNEL: forum,
      DISCORD_STAFF_ROLE: role,
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
  const visitors: Person[] = [];
  const visit = async (i: number): Promise<boolean> => {
    await new Promise((resolve) => setTimeout(resolve, (i / people) * span));
    const person = discord.person({ name: `P${i}`, locale: 'cs' });
    visitors.push(person);
    const began = performance.now();
    if (inDanger(i)) {
      person.says('chci se zabit');
      await discord.when(() => heard(person).some((text) => contacts.test(text)));
      crisisTimes.push(performance.now() - began);
      return contacts.test(heard(person)[0] ?? '');
    }
    person.says(wantsPerson(i) ? 'chci mluvit s clovekem' : 'kdo jsi');
    person.says('po polsku');
    await discord.when(() => person.heard().length >= 2);
    answerTimes.push(performance.now() - began);
    const [first, second] = person.heard().map(({ id }) => BigInt(id));
    return first !== undefined && second !== undefined && first < second;
  };

  const opened = (): readonly string[] => guild.posts(forum).map(({ name }) => name);
  await discord.when(() => opened().some((name) => name.startsWith('🔔')));
  const watching = setInterval(() => memory.push(memoryNow()), 5000);
  const late = new Promise<'late'>((resolve) => setTimeout(resolve, span + 60_000, 'late').unref());
  const flooder = discord.person({ name: 'Potopa', locale: 'cs' });
  for (let i = 0; i < flood; i++) {
    setTimeout(() => flooder.says(`haló ${i}`), (i / flood) * (span / 3)).unref();
  }
  const visits = Array.from({ length: people }, (_, i) => visit(i));
  const done = await Promise.race([Promise.all(visits), late]);
  // Who asked for a person, and who is in danger to life, has one post each.
  const expected = Array.from({ length: people }, (_, i) => i).filter(
    (i) => inDanger(i) || wantsPerson(i),
  ).length;
  const cases = (): number => opened().filter((name) => !name.startsWith('🔔')).length;
  await Promise.race([discord.when(() => cases() >= expected), late]);
  clearInterval(watching);
  memory.push(memoryNow());

  child.kill('SIGTERM');
  await new Promise((resolve) => child.once('exit', resolve));
  const unanswered = people - crisisTimes.length - answerTimes.length;
  const messages = discord.asked('POST /channels/:channel/messages');
  const figures: CrowdFigures = {
    requests: discord.requests.length,
    refused: messages.filter(({ answer }) => answer?.status === 429).length,
    invalid: discord.invalidRequests(),
    unanswered,
    outOfOrder: done === 'late' ? unanswered : done.filter((right) => !right).length,
    doubled: visitors.reduce((sum, one) => sum + heard(one).length - new Set(heard(one)).size, 0),
    wrongPosts: Math.abs(cases() - expected),
    violations: discord.judge.violations.length,
    crisisTimes,
    answerTimes,
    memory,
    toFlooder: flooder.heard().length,
    floodNotices: heard(flooder).filter((text) => notices.includes(text)).length,
  };
  await discord.stop();
  rmSync(folder, { recursive: true, force: true });
  return figures;
};
