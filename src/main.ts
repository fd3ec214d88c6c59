import { randomBytes, randomInt } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { deskAddress as telegramDesk } from '../adapters/telegram/addresses.ts';
import { checkTelegram } from '../adapters/telegram/checkup.ts';
import { goodNews, news } from '../adapters/telegram/news.ts';
import { createTelegram, type TelegramNeeds } from '../adapters/telegram/telegram.ts';
import { deskAddress, personAddress } from '../adapters/terminal/addresses.ts';
import { createTerminal } from '../adapters/terminal/terminal.ts';
import { doctor, type Finding } from './cli/doctor.ts';
import { evalFiles, missKinds } from './cli/eval.ts';
import { help, misused, unknownCommand } from './cli/help.ts';
import type { CliLanguage, KbNeeds } from './cli/kb/command.ts';
import { kb } from './cli/kb.ts';
import { matchLines, matchText } from './cli/match.ts';
import { openMatch } from './cli/open-match.ts';
import { type Out, paint } from './cli/out.ts';
import { start } from './cli/start.ts';
import { systemClock } from './clock.ts';
import { type Config, type ConfigRead, readConfig, type TelegramConfig } from './config.ts';
import { languages } from './domain.ts';
import { createLog, faultOf, framesOf, type Log } from './log.ts';
import { deskLanguage, deskText } from './text/desk.ts';
import { deskMenu, inPublicWords, personMenus } from './text/menus.ts';
import type { Voice } from './text/speaker.ts';

/**
 * Wires everything, once. The only file that reads the environment and the only one that imports adapters.
 */

const began = Date.now() - Math.round(process.uptime() * 1000);
const root = resolve(import.meta.dirname, '..');
const data = join(root, 'data');

const out: Out = {
  print: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
  color: process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb',
};

/** Whoever reads may stop reading (`lampa … | head`): that is no fault, and there is nobody left to write for. */
let whenUnread = (): void => process.exit(0);

/** 16 lower-case characters that nobody can guess. */
const newId = (): string => randomBytes(8).toString('hex');
const random = (): number => randomInt(2 ** 48 - 1) / 2 ** 48;

const options = {
  as: { type: 'string' },
  explain: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  jsonl: { type: 'boolean', default: false },
  misses: { type: 'string' },
  version: { type: 'boolean', short: 'v', default: false },
} as const;

type Said = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>;

const readArguments = (): Said | string => {
  try {
    return parseArgs({ args: process.argv.slice(2), options, allowPositionals: true });
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('. ')[0] ?? '') : '';
    return message.replace(/^./, (letter) => letter.toLowerCase());
  }
};

const version = (): string => {
  const read: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return typeof read === 'object' && read !== null && 'version' in read ? String(read.version) : 'unknown';
};

/** Folders are relative to the program, wherever it is called from. */
const inPlace = (config: Config): Config => ({
  ...config,
  dataFolder: resolve(root, config.dataFolder),
  knowledgeFolder: resolve(root, config.knowledgeFolder),
});

const readSettings = (): ConfigRead => {
  const file = join(root, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
  const read = readConfig(process.env);
  return read.ok ? { ok: true, config: inPlace(read.config) } : read;
};

/** The first signal asks for an orderly end; a second one ends at once, as ever. */
const stopAsked = (): Promise<void> =>
  new Promise((asked) => {
    process.once('SIGINT', () => asked());
    process.once('SIGTERM', () => asked());
    whenUnread = asked;
  });

const greeting = [
  'Lampa: a young person writes, the bot answers; lines with "desk │" are what streetworkers see.',
  'Nothing is sent anywhere. @text answers from the desk, a number presses a button.',
  ':help explains, :quit leaves.',
];

const runTerminal = (config: Config, name: string | undefined): Promise<number> => {
  const interactive = process.stdin.isTTY === true && process.stdout.isTTY === true;
  const person = name ?? newId();
  return start({
    config,
    data,
    ports: ({ settled, onEnd }) => [
      createTerminal({
        input: process.stdin,
        output: process.stdout,
        person,
        settled,
        color: out.color,
        interactive,
        now: Date.now,
        run: newId(),
        onEnd,
      }),
    ],
    desk: deskAddress,
    roomPause: 0,
    guest: name === undefined ? personAddress(person) : null,
    log: createLog(config.logLevel, process.stderr.isTTY === true),
    random,
    newId,
    stopAsked: stopAsked(),
    onReady: () => {
      if (interactive) for (const line of greeting) out.print(paint(out, 'dim', line));
    },
    began,
  });
};

/** The token itself; from a file without the line end that editors add. */
const tokenOf = ({ token }: TelegramConfig): string => {
  if ('is' in token) return token.is;
  let read: string;
  try {
    read = readFileSync(resolve(root, token.in), 'utf8').trim();
  } catch {
    throw new Error('the file of TELEGRAM_TOKEN_FILE cannot be read; check its path and rights');
  }
  if (!/^\d{3,16}:[\w-]{20,}$/.test(read)) {
    throw new Error(
      'the file of TELEGRAM_TOKEN_FILE holds no token; write the one that @BotFather gave into it',
    );
  }
  return read;
};

const telegramWords = ({ knowledge }: Voice): ReturnType<TelegramNeeds['words']> => {
  const menus = personMenus();
  const own = deskLanguage(knowledge);
  const usual = menus.find(({ language }) => language === own);
  return {
    menus: [...(usual === undefined ? [] : [{ ...usual, language: null }]), ...menus],
    deskCommands: deskMenu(knowledge),
    inPublic: (locale, link) => inPublicWords(locale, link, knowledge),
    nameless: deskText(knowledge).nameless,
  };
};

const tellAboutTelegram =
  (log: Log): TelegramNeeds['tell'] =>
  (what, group) =>
    log({
      line: goodNews.includes(what) ? 'platform-note' : 'platform-trouble',
      platform: 'telegram',
      what: news[what],
      ...(group === undefined ? {} : { group }),
    });

/** Telegram takes 20 messages a minute in one group, all topics together: one in three seconds. */
const telegramRoomPause = 3000;

const runTelegram = (config: Config, telegram: TelegramConfig): Promise<number> => {
  const log = createLog(config.logLevel, process.stderr.isTTY === true);
  const token = tokenOf(telegram);
  return start({
    config,
    data,
    ports: ({ onEnd, voice }) => [
      createTelegram({
        ...telegram,
        token,
        words: () => telegramWords(voice()),
        now: systemClock.now,
        after: systemClock.after,
        tell: tellAboutTelegram(log),
        onEnd,
      }),
    ],
    desk: telegramDesk,
    roomPause: telegramRoomPause,
    guest: null,
    log,
    random,
    newId,
    stopAsked: stopAsked(),
    onReady: () => undefined,
    began,
  });
};

/** What the configured platforms say of themselves. */
const lookAtPlatforms = async (config: Config): Promise<readonly Finding[]> => {
  const { telegram } = config;
  if (telegram === null) return [];
  try {
    return await checkTelegram({ ...telegram, token: tokenOf(telegram) });
  } catch (error) {
    const [says = '', remedy = ''] = (error instanceof Error ? error.message : String(error)).split('; ');
    return [{ says: `Telegram: ${says}`, remedy }];
  }
};

const runMatch = async (config: Config, { values }: Said, words: readonly string[]): Promise<number> => {
  const text = words.join(' ').trim();
  if (values.jsonl === (text !== '')) {
    return misused('match takes either one text in quotes, or --jsonl and lines on standard input', out);
  }
  const needs = { ...(await openMatch(config, data)), explain: values.explain, now: Date.now(), out };
  if (!values.jsonl) return matchText(text, needs);
  return matchLines(createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY }), needs);
};

const runEval = async (config: Config, { values }: Said, files: readonly string[]): Promise<number> => {
  const misses = values.misses ?? null;
  if (misses !== null && !missKinds.includes(misses)) {
    return misused(`--misses takes one of ${missKinds.join(', ')}`, out);
  }
  const { understand } = await openMatch(config, data);
  return evalFiles({
    understand,
    files: files.length > 0 ? files : languages.map((language) => join(data, 'unseen', `${language}.json`)),
    misses,
    out,
  });
};

/** The language of the system, as terminals tell it. */
const systemLanguage = (): CliLanguage =>
  (process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '').startsWith('cs') ? 'cs' : 'en';

/** One question, one line; questions of a command share the input, so that answers can be piped in. */
const createAsk = (): { readonly ask: KbNeeds['ask']; readonly close: () => void } => {
  let asking: ReturnType<typeof createInterface> | null = null;
  let lines: AsyncIterator<string> | null = null;
  return {
    ask: async (question) => {
      asking ??= createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
      lines ??= asking[Symbol.asyncIterator]();
      process.stdout.write(question);
      const next = await lines.next();
      return next.done === true ? null : next.value;
    },
    close: () => asking?.close(),
  };
};

/** Commands of the knowledge base read their own options. */
const runKb = async (args: readonly string[]): Promise<number> => {
  const read = readSettings();
  if (!read.ok) return refuseSettings(read.problems);
  const { config } = read;
  const { ask, close } = createAsk();
  try {
    return await kb(args, {
      folder: config.knowledgeFolder,
      dataFolder: config.dataFolder,
      data,
      homeCountry: config.homeCountry,
      now: Date.now(),
      language: systemLanguage(),
      browser: process.env.CHROME_PATH || null,
      out,
      ask,
    });
  } finally {
    close();
  }
};

const refuseSettings = (problems: readonly string[]): number => {
  out.complain(`Lampa cannot start with these settings:\n${problems.map((one) => `  ${one}`).join('\n')}`);
  return 1;
};

const run = async (said: Said): Promise<number> => {
  const { values, positionals } = said;
  const [command = values.help ? 'help' : 'start', ...rest] = positionals;
  if (values.version) {
    out.print(version());
    return 0;
  }
  if (values.help || command === 'help') return help(out);
  if (!['start', 'match', 'eval', 'doctor'].includes(command)) return unknownCommand(command, out);
  const read = readSettings();
  if (command === 'doctor') {
    return doctor({
      read,
      config: read.ok ? read.config : inPlace(defaults()),
      set: Object.keys(process.env),
      data,
      nodeVersion: process.versions.node,
      platforms: () => lookAtPlatforms(read.ok ? read.config : inPlace(defaults())),
      now: Date.now(),
      out,
    });
  }
  if (!read.ok) return refuseSettings(read.problems);
  const { config } = read;
  switch (command) {
    case 'match':
      return runMatch(config, said, rest);
    case 'eval':
      return runEval(config, said, rest);
    default:
      if (rest.length > 0) return misused(`start takes no "${rest[0]}"`, out);
      if (values.as !== undefined && !/^[\p{L}\p{N}_-]{1,40}$/u.test(values.as)) {
        return misused('--as takes a name of letters, digits, _ and -', out);
      }
      if (config.telegram !== null && values.as === undefined) return runTelegram(config, config.telegram);
      return runTerminal(config, values.as);
  }
};

const defaults = (): Config => {
  const read = readConfig({});
  if (!read.ok) throw new Error(read.problems.join('\n'));
  return read.config;
};

/** One clear sentence; the stack only for whoever looks for a fault of the program. */
const tell = (error: unknown): void => {
  const message = error instanceof Error ? error.message : String(error);
  out.complain(`Lampa: ${message}`);
  if (process.env.LOG_LEVEL === 'debug' && error instanceof Error) out.complain(error.stack ?? '');
};

/**
 * What nobody has caught ends the program, as ever; but Node would print the whole error, and one of a platform carries what
 * was sent. What was acknowledged is on disk, and whatever starts Lampa starts it again.
 */
const breakDown = (error: unknown): void => {
  out.complain(`Lampa broke down: ${faultOf(error)}. Please report this with the places:`);
  for (const place of framesOf(error)) out.complain(`  ${place}`);
  process.exit(1);
};
process.on('uncaughtException', breakDown);
process.on('unhandledRejection', breakDown);
// Where the operator has switched on reports of crashes: these must not hold the token.
if (process.report !== undefined) process.report.excludeEnv = true;

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') tell(error);
  whenUnread();
});

const main = async (): Promise<number> => {
  const [command, ...args] = process.argv.slice(2);
  if (command === 'kb') return runKb(args);
  if (command === 'catalogue') return runKb(['catalogue', ...args]);
  const said = readArguments();
  return typeof said === 'string' ? misused(said, out) : run(said);
};

try {
  process.exitCode = await main();
} catch (error) {
  tell(error);
  process.exitCode = 1;
}
// Everything is closed; whatever still holds the process (a terminal, a hung disk) must not.
setTimeout(() => process.exit(), 2000).unref();
