import { randomInt } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs, parseEnv } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { deskAddress as discordDesk } from '../adapters/discord/addresses.ts';
import { checkDiscord } from '../adapters/discord/checkup.ts';
import { createDiscord, type DiscordNeeds } from '../adapters/discord/discord.ts';
import { news as discordNews, goodNews as goodDiscordNews } from '../adapters/discord/news.ts';
import { deskAddress as telegramDesk } from '../adapters/telegram/addresses.ts';
import { checkTelegram } from '../adapters/telegram/checkup.ts';
import { goodNews, news } from '../adapters/telegram/news.ts';
import { createTelegram, type TelegramNeeds } from '../adapters/telegram/telegram.ts';
import { deskAddress, personAddress } from '../adapters/terminal/addresses.ts';
import { createTerminal } from '../adapters/terminal/terminal.ts';
import { audit } from './cli/audit.ts';
import { backup } from './cli/backup.ts';
import { doctor, type Finding } from './cli/doctor.ts';
import { evalFiles, missKinds } from './cli/eval.ts';
import { help, misused, unknownCommand } from './cli/help.ts';
import type { CliLanguage, KbNeeds } from './cli/kb/command.ts';
import { kb } from './cli/kb.ts';
import { keys } from './cli/keys.ts';
import { matchLines, matchText } from './cli/match.ts';
import { openMatch } from './cli/open-match.ts';
import { type Out, paint } from './cli/out.ts';
import { start, type Wires } from './cli/start.ts';
import type { StoreNeeds } from './cli/store-command.ts';
import { systemClock } from './clock.ts';
import {
  type Config,
  type ConfigRead,
  type DiscordConfig,
  discordToken,
  readConfig,
  retentionOf,
  secretNames,
  type TelegramConfig,
} from './config.ts';
import { languages } from './domain.ts';
import { harmlessLine } from './harmless.ts';
import { createLog, faultOf, framesOf, type Log } from './log.ts';
import { newId } from './new-id.ts';
import type { Port } from './port.ts';
import { masterSource } from './store/master-source.ts';
import { deskLanguage, deskText } from './text/desk.ts';
import {
  cardForAll,
  deskForms,
  deskMenu,
  elsewhereHelp,
  elsewhereWords,
  inPublicWords,
  namedCommands,
  personMenus,
} from './text/menus.ts';
import type { Voice } from './text/speaker.ts';

/**
 * Wires everything, once. The only file that reads the environment and the only one that imports adapters.
 */

const began = Date.now() - Math.round(process.uptime() * 1000);
const root = resolve(import.meta.dirname, '..');
const data = join(root, 'data');

const color = process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
const out: Out = {
  print: (line) => process.stdout.write(`${harmlessLine(line, color)}\n`),
  complain: (line) => process.stderr.write(`${harmlessLine(line, color)}\n`),
  color,
};

// A report of a crash would show the environment, and with it the token.
process.report.excludeEnv = true;

/** Whoever reads may stop reading (`lampa … | head`): that is no fault, and there is nobody left to write for. */
let whenUnread = (): void => process.exit(0);

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
  masterKey:
    config.masterKey !== null && 'in' in config.masterKey
      ? { in: resolve(root, config.masterKey.in) }
      : config.masterKey,
});

/** The names of all that is set; read before anything is taken out of the environment again. */
let namesSet: readonly string[] = [];

const readSettings = (): ConfigRead => {
  const file = join(root, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
  namesSet = Object.keys(process.env);
  const read = readConfig(process.env);
  return read.ok ? { ok: true, config: inPlace(read.config) } : read;
};

/** What was read once is needed there no more; a browser that prints, or another program started from here, would inherit it. */
const forgetSecrets = (): void => {
  for (const name of secretNames) delete process.env[name];
};

/** Where the operator keeps secrets; a file that is not there keeps none. */
const secretFiles = (read: ConfigRead): readonly string[] => {
  const env = join(root, '.env');
  const set = existsSync(env) ? parseEnv(readFileSync(env, 'utf8')) : {};
  const token = read.ok ? read.config.telegram?.token : undefined;
  return [
    ...(secretNames.some((name) => set[name]?.trim()) ? [env] : []),
    ...(token !== undefined && 'in' in token ? [resolve(root, token.in)] : []),
  ];
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

type Token = TelegramConfig['token'];

/** The token itself; from a file without the line end that editors add. */
const tokenOf = (token: Token, form: RegExp, variable: string, from: string): string => {
  if ('is' in token) return token.is;
  let read: string;
  try {
    read = readFileSync(resolve(root, token.in), 'utf8').trim();
  } catch {
    throw new Error(`the file of ${variable} cannot be read; check its path and rights`);
  }
  if (!form.test(read)) {
    throw new Error(`the file of ${variable} holds no token; write the one that ${from} gave into it`);
  }
  return read;
};

const telegramToken = ({ token }: TelegramConfig): string =>
  tokenOf(token, /^\d{3,16}:[\w-]{20,}$/, 'TELEGRAM_TOKEN_FILE', '@BotFather');

const discordTokenOf = ({ token }: DiscordConfig): string =>
  tokenOf(token, discordToken, 'DISCORD_TOKEN_FILE', 'the Developer Portal');

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

/** News of Telegram after which nobody is reached, and those after which they are again. */
const away: readonly (keyof typeof news)[] = ['unreachable', 'token', 'desk-not-found', 'desk-lost'];
const back: readonly (keyof typeof news)[] = ['reachable', 'desk-back'];

const tellAboutTelegram =
  (log: Log, reach: Wires['reach']): TelegramNeeds['tell'] =>
  (what, group) => {
    if (away.includes(what)) reach('telegram', 'away');
    if (back.includes(what)) reach('telegram', 'well');
    log({
      line: goodNews.includes(what) ? 'platform-note' : 'platform-trouble',
      platform: 'telegram',
      what: news[what],
      ...(group === undefined ? {} : { group }),
    });
  };

/** Telegram takes 20 messages a minute in one group, all topics together: one in three seconds. */
const telegramRoomPause = 3000;

const makeTelegram = (
  config: Config,
  telegram: TelegramConfig,
  log: Log,
  { onEnd, voice, reach }: Wires,
): Port => {
  const isDesk = config.desk === 'telegram';
  const tell = tellAboutTelegram(log, reach);
  return createTelegram({
    ...telegram,
    desk: isDesk ? telegram.desk : null,
    token: telegramToken(telegram),
    words: () => telegramWords(voice()),
    now: systemClock.now,
    after: systemClock.after,
    // That there is no desk here is as it should be when it is elsewhere.
    tell: (what, group) => {
      if (isDesk || what !== 'no-desk') tell(what, group);
    },
    onEnd,
  });
};

const discordWords = ({ knowledge }: Voice): ReturnType<DiscordNeeds['words']> => ({
  menu: { commands: namedCommands(), ...elsewhereHelp(), desk: deskForms(knowledge) },
  desk: { post: deskText(knowledge).ownPost, tags: deskText(knowledge).tags },
  aside: (locale) => elsewhereWords(locale, knowledge),
  panel: (locale) => cardForAll(locale, knowledge, null),
  introduction: (locale, name) => cardForAll(locale, knowledge, name),
});

/** News of Discord after which nobody is reached, and those after which they are again. */
const awayFromDiscord: readonly (keyof typeof discordNews)[] = [
  'unreachable',
  'token',
  'intents',
  'no-sessions',
  'desk-not-found',
  'desk-lost',
];
const backOnDiscord: readonly (keyof typeof discordNews)[] = ['reachable', 'desk-back'];

const discordHeardUntil = 'discord heard until';
/** So many persons are looked after when what was missed is fetched. */
const mostPersons = 1000;

const makeDiscord = (
  config: Config,
  discord: DiscordConfig,
  log: Log,
  { onEnd, voice, kept, reach }: Wires,
): Port => {
  const isDesk = config.desk === 'discord';
  return createDiscord({
    token: discordTokenOf(discord),
    apiUrl: discord.apiUrl,
    desk: isDesk ? discord.desk : null,
    memory: {
      heardUntil: async () => {
        const at = Number(await kept.setting(discordHeardUntil));
        return at > 0 ? at : null;
      },
      saveHeardUntil: (at) => kept.saveSetting(discordHeardUntil, `${at}`),
      persons: () => kept.persons(mostPersons),
    },
    words: () => discordWords(voice()),
    now: systemClock.now,
    after: systemClock.after,
    tell: (what) => {
      if (!isDesk && what === 'no-desk') return;
      if (awayFromDiscord.includes(what)) reach('discord', 'away');
      if (backOnDiscord.includes(what)) reach('discord', 'well');
      log({
        line: goodDiscordNews.includes(what) ? 'platform-note' : 'platform-trouble',
        platform: 'discord',
        what: discordNews[what],
      });
    },
    onEnd,
  });
};

/** Discord takes five messages in five seconds in one post. */
const discordRoomPause = 1000;

/** All platforms that are configured, in one process; workers are on one of them. */
const runPlatforms = (config: Config): Promise<number> => {
  const log = createLog(config.logLevel, process.stderr.isTTY === true);
  const { telegram, discord } = config;
  const isDiscord = config.desk === 'discord';
  return start({
    config,
    data,
    ports: (wires) => [
      ...(telegram === null ? [] : [makeTelegram(config, telegram, log, wires)]),
      ...(discord === null ? [] : [makeDiscord(config, discord, log, wires)]),
    ],
    desk: isDiscord ? discordDesk : telegramDesk,
    roomPause: isDiscord ? discordRoomPause : telegramRoomPause,
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
const lookAtPlatforms = async ({ telegram, discord, desk }: Config): Promise<readonly Finding[]> => [
  ...(telegram === null
    ? []
    : await found('Telegram', () => checkTelegram({ ...telegram, token: telegramToken(telegram) }))),
  ...(discord === null
    ? []
    : await found('Discord', () =>
        checkDiscord({ ...discord, token: discordTokenOf(discord), isDesk: desk === 'discord' }),
      )),
];

const found = async (
  platform: string,
  look: () => Promise<readonly Finding[]>,
): Promise<readonly Finding[]> => {
  try {
    return await look();
  } catch (error) {
    const [says = '', remedy = ''] = (error instanceof Error ? error.message : String(error)).split('; ');
    return [{ says: `${platform}: ${says}`, remedy }];
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
      process.stdout.write(harmlessLine(question, color));
      const next = await lines.next();
      return next.done === true ? null : next.value;
    },
    close: () => asking?.close(),
  };
};

/** Commands of the knowledge base read their own options. */
const runKb = async (args: readonly string[]): Promise<number> => {
  // They run on whatever machine there is, once: better a little slower than hundreds of megabytes of what nobody uses any more.
  setFlagsFromString('--optimize-for-size');
  const read = readSettings();
  forgetSecrets();
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

/** Commands of the store: keys, backups. */
const runStore = async (
  run: (args: readonly string[], needs: StoreNeeds) => Promise<number>,
  args: readonly string[],
): Promise<number> => {
  const read = readSettings();
  forgetSecrets();
  if (!read.ok) return refuseSettings(read.problems);
  const { config } = read;
  return run(args, {
    folder: config.dataFolder,
    source: masterSource(config.dataFolder, config.masterKey),
    retention: retentionOf(config),
    homeCountry: config.homeCountry,
    now: Date.now,
    root: process.cwd(),
    language: systemLanguage(),
    out,
  });
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
  forgetSecrets();
  if (command === 'doctor') {
    return doctor({
      read,
      config: read.ok ? read.config : inPlace(defaults()),
      set: namesSet,
      secretFiles: secretFiles(read),
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
      if (config.desk !== null && values.as === undefined) return runPlatforms(config);
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
  if (command === 'keys') return runStore(keys, args);
  if (command === 'backup' || command === 'restore') return runStore(backup, [command, ...args]);
  if (command === 'audit') return runStore(audit, [command, ...args]);
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
setTimeout(() => process.exit(), 1000).unref();
