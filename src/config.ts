import { z } from 'zod';
import { rules, units } from './conversation/rules.ts';
import { type Country, countries } from './domain.ts';
import { editDistance } from './knowledge/edit-distance.ts';

/** All that an operator can set, read once at the start. */
export interface Config {
  /** Folder of the store; everything that Lampa writes is in it. */
  readonly dataFolder: string;
  /** The master key itself, or the file in which it stands; null: `master.key` in the data folder. */
  readonly masterKey: { readonly are: string } | { readonly in: string } | null;
  /** The local port on which it says how it is; null: none. */
  readonly healthPort: number | null;
  readonly knowledgeFolder: string;
  readonly homeCountry: Country;
  readonly logLevel: LogLevel;
  /** null: no Telegram. */
  readonly telegram: TelegramConfig | null;
  /** null: no Discord. */
  readonly discord: DiscordConfig | null;
  /** Where workers see the cases of all platforms; null: no platform. */
  readonly desk: Platform | null;
  /** How long things are kept, as people are told: the store's `retention` is made of these very numbers. */
  readonly promise: { readonly botHours: number; readonly caseDays: number; readonly recordMonths: number };
}

export interface TelegramConfig {
  /** The token itself, or the file in which it stands. */
  readonly token: { readonly is: string } | { readonly in: string };
  /** The number of the staff group; null: not known yet, so nobody sees the cases. */
  readonly desk: number | null;
  /** Another server than Telegram's own; null: Telegram's. */
  readonly apiRoot: string | null;
  /** null: Lampa fetches the messages itself, which needs neither a domain nor a certificate. */
  readonly webhook: {
    readonly url: string;
    /** The address of this machine on which it waits; null: all of them. */
    readonly host: string | null;
    readonly port: number;
    readonly secret: string;
  } | null;
}

export interface DiscordConfig {
  /** The token itself, or the file in which it stands. */
  readonly token: { readonly is: string } | { readonly in: string };
  /** The forum of the staff and the role that makes somebody one of them; null: workers are elsewhere. */
  readonly desk: { readonly channel: string; readonly staffRole: string } | null;
  /** Another server than Discord's own; null: Discord's. */
  readonly apiUrl: string | null;
}

export type Platform = (typeof platforms)[number];
const platforms = ['telegram', 'discord'] as const;

export type LogLevel = (typeof logLevels)[number];
const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;

const month = (365 * units.day) / 12;
const { botText, caseText, deletionRecord } = rules.retention;

const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, `write one of: ${values.join(', ')}`);

const count = (what: string, most: number, usual: number) => {
  const advice = `write a whole number${what === 'port' ? '' : ` of ${what}`} from 1 to ${most}`;
  return z
    .string()
    .regex(/^[1-9]\d{0,4}$/, advice)
    .transform(Number)
    .refine((n) => n <= most, advice)
    .default(usual);
};

/** The token stands in every address that is called, so it must not cross a network in the open. */
const isSealedOrHere = (url: string): boolean => {
  if (!URL.canParse(url)) return true;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
};

/** Three parts with dots between, as Discord gives them. */
export const discordToken = /^[\w-]{10,}\.[\w-]{4,}\.[\w-]{20,}$/;

const discordId = (what: string) =>
  z
    .string()
    .regex(
      /^\d{15,20}$/,
      `write the number of ${what} (User Settings, Advanced, Developer Mode; then right click, Copy ID)`,
    )
    .optional();

const portAdvice = 'write a whole number from 1 to 65535';

const shape = z.object({
  LAMPA_DATA: z.string().default('var'),
  LAMPA_MASTER_KEY: z
    .string()
    .regex(
      /^\s*[A-Za-z0-9+/]{43}=([\s,]+[A-Za-z0-9+/]{43}=)*\s*$/,
      'write 32 random bytes as base64 ("openssl rand -base64 32" makes them); several with a comma between',
    )
    .optional(),
  LAMPA_MASTER_KEY_FILE: z.string().optional(),
  LAMPA_HEALTH_PORT: z
    .string()
    .regex(/^[1-9]\d{0,4}$/, portAdvice)
    .transform(Number)
    .refine((port) => port <= 65_535, portAdvice)
    .optional(),
  LAMPA_KNOWLEDGE: z.string().default('data/knowledge'),
  HOME_COUNTRY: oneOf(countries).default('CZ'),
  LOG_LEVEL: oneOf(logLevels).optional(),
  LAMPA_DESK: oneOf(platforms).optional(),
  RETENTION_BOT_HOURS: count('hours', 168, Math.round(botText / units.hour)),
  RETENTION_CASE_DAYS: count('days', 90, Math.round(caseText / units.day)),
  RETENTION_DELETION_MONTHS: count('months', 24, Math.round(deletionRecord / month)),
  TELEGRAM_TOKEN: z
    .string()
    .regex(/^\d{3,16}:[\w-]{20,}$/, 'write the token that @BotFather gave, like 123456789:AbC…')
    .optional(),
  TELEGRAM_TOKEN_FILE: z.string().optional(),
  TELEGRAM_DESK_CHAT: z
    .string()
    .regex(/^-\d{5,16}$/, 'write the number of the staff group, which begins with -100')
    .transform(Number)
    .optional(),
  TELEGRAM_API_ROOT: z
    .url({ protocol: /^https?$/, error: 'write an address like https://api.telegram.org' })
    .refine(
      isSealedOrHere,
      'write an address with https; http is taken only for this machine (127.0.0.1 or localhost)',
    )
    .optional(),
  TELEGRAM_WEBHOOK_URL: z
    .url({ protocol: /^https$/, error: 'write the public address that leads here, beginning with https://' })
    .optional(),
  TELEGRAM_WEBHOOK_HOST: z
    .union(
      [z.ipv4(), z.ipv6()],
      'write an address of this machine in numbers, like 127.0.0.1, which only this machine can reach',
    )
    .optional(),
  TELEGRAM_WEBHOOK_PORT: count('port', 65_535, 8443),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{16,256}$/, 'write 16 to 256 letters, digits, _ and -')
    .optional(),
  DISCORD_TOKEN: z
    .string()
    .regex(discordToken, 'write the token that the Developer Portal shows (Bot, Reset Token)')
    .optional(),
  DISCORD_TOKEN_FILE: z.string().optional(),
  DISCORD_DESK_CHANNEL: discordId('the forum of the staff'),
  DISCORD_STAFF_ROLE: discordId('the role of the staff'),
  DISCORD_API_URL: z
    .url({ protocol: /^https?$/, error: 'write an address like https://discord.com/api' })
    .optional(),
});

type Read = z.output<typeof shape>;

/** Settings of a platform that do nothing without its token. */
const withoutToken = (
  read: Read,
  token: 'TELEGRAM_TOKEN' | 'DISCORD_TOKEN',
  others: readonly (keyof Read)[],
): readonly string[] => {
  const file = `${token}_FILE` as const;
  const hasToken = read[token] !== undefined || read[file] !== undefined;
  return [
    ...(read[token] !== undefined && read[file] !== undefined
      ? [`${file}: ${token} is set as well; keep only one of them`]
      : []),
    ...(hasToken ? [] : others.filter((name) => read[name] !== undefined)).map(
      (name) => `${name}: it needs ${token} or ${file} as well`,
    ),
  ];
};

/** What is wrong with settings that are right one by one. */
const together = (read: Read): readonly string[] => [
  ...(read.LAMPA_MASTER_KEY !== undefined && read.LAMPA_MASTER_KEY_FILE !== undefined
    ? ['LAMPA_MASTER_KEY_FILE: LAMPA_MASTER_KEY is set as well; keep only one of them']
    : []),
  ...withoutToken(read, 'TELEGRAM_TOKEN', [
    'TELEGRAM_DESK_CHAT',
    'TELEGRAM_API_ROOT',
    'TELEGRAM_WEBHOOK_URL',
  ]),
  ...(read.TELEGRAM_WEBHOOK_URL !== undefined && read.TELEGRAM_WEBHOOK_SECRET === undefined
    ? ['TELEGRAM_WEBHOOK_SECRET: TELEGRAM_WEBHOOK_URL is set, so write a secret that nobody can guess']
    : []),
  ...(read.TELEGRAM_WEBHOOK_HOST !== undefined && read.TELEGRAM_WEBHOOK_URL === undefined
    ? ['TELEGRAM_WEBHOOK_HOST: it needs TELEGRAM_WEBHOOK_URL as well']
    : []),
  ...withoutToken(read, 'DISCORD_TOKEN', ['DISCORD_DESK_CHANNEL', 'DISCORD_STAFF_ROLE', 'DISCORD_API_URL']),
  ...(read.DISCORD_DESK_CHANNEL !== undefined && read.DISCORD_STAFF_ROLE === undefined
    ? ['DISCORD_STAFF_ROLE: DISCORD_DESK_CHANNEL is set, so say which role makes somebody one of the staff']
    : []),
  ...(read.DISCORD_STAFF_ROLE !== undefined && read.DISCORD_DESK_CHANNEL === undefined
    ? ['DISCORD_DESK_CHANNEL: DISCORD_STAFF_ROLE is set, so say in which forum the staff work']
    : []),
  // A backup may hold the words of a case for so long; until then it must be known who was deleted.
  ...(read.RETENTION_DELETION_MONTHS * month < read.RETENTION_CASE_DAYS * units.day
    ? [
        'RETENTION_DELETION_MONTHS: it is shorter than RETENTION_CASE_DAYS, so a backup could bring somebody back',
      ]
    : []),
  ...aboutDesk(read),
];

const hasDesk = (read: Read, platform: Platform): boolean =>
  (platform === 'telegram' ? read.TELEGRAM_DESK_CHAT : read.DISCORD_DESK_CHANNEL) !== undefined;

const aboutDesk = (read: Read): readonly string[] => {
  const { LAMPA_DESK: desk } = read;
  if (desk !== undefined && !hasDesk(read, desk)) {
    const name = desk === 'telegram' ? 'TELEGRAM_DESK_CHAT' : 'DISCORD_DESK_CHANNEL';
    return [`LAMPA_DESK: it needs ${name} as well`];
  }
  return desk === undefined && platforms.every((one) => hasDesk(read, one))
    ? ['LAMPA_DESK: there is a desk on both platforms, so say where the staff work: telegram or discord']
    : [];
};

const deskOf = (read: Read): Platform | null => {
  const wanted = read.LAMPA_DESK ?? platforms.find((one) => hasDesk(read, one));
  if (wanted !== undefined) return wanted;
  if (telegramOf(read) !== null) return 'telegram';
  return discordOf(read) === null ? null : 'discord';
};

const masterKeyOf = ({ LAMPA_MASTER_KEY: are, LAMPA_MASTER_KEY_FILE: file }: Read): Config['masterKey'] => {
  if (are !== undefined) return { are };
  return file === undefined ? null : { in: file };
};

const telegramOf = (read: Read): TelegramConfig | null => {
  const { TELEGRAM_TOKEN: token, TELEGRAM_TOKEN_FILE: file } = read;
  if (token === undefined && file === undefined) return null;
  const { TELEGRAM_WEBHOOK_URL: url, TELEGRAM_WEBHOOK_SECRET: secret } = read;
  return {
    token: token === undefined ? { in: file ?? '' } : { is: token },
    desk: read.TELEGRAM_DESK_CHAT ?? null,
    apiRoot: read.TELEGRAM_API_ROOT?.replace(/(?<!\/)\/+$/, '') ?? null,
    webhook:
      url === undefined || secret === undefined
        ? null
        : { url, host: read.TELEGRAM_WEBHOOK_HOST ?? null, port: read.TELEGRAM_WEBHOOK_PORT, secret },
  };
};

const discordOf = (read: Read): DiscordConfig | null => {
  const { DISCORD_TOKEN: token, DISCORD_TOKEN_FILE: file } = read;
  if (token === undefined && file === undefined) return null;
  const { DISCORD_DESK_CHANNEL: channel, DISCORD_STAFF_ROLE: staffRole } = read;
  return {
    token: token === undefined ? { in: file ?? '' } : { is: token },
    desk: channel === undefined || staffRole === undefined ? null : { channel, staffRole },
    apiUrl: read.DISCORD_API_URL?.replace(/(?<!\/)\/+$/, '') ?? null,
  };
};

/** The names of all variables, in the order of `.env.example`. */
export const variableNames: readonly string[] = Object.keys(shape.shape);

/** Those that are secrets; files that hold one are none. */
export const secretNames: readonly string[] = variableNames.filter((name) =>
  /_(TOKEN|SECRET|KEY)$/.test(name),
);

const ours = /^(LAMPA|RETENTION|TELEGRAM|DISCORD)_/;

/** A misspelt variable would quietly be the default: with a retention that is a broken promise. */
const misspelt = (env: NodeJS.ProcessEnv): readonly string[] =>
  Object.keys(env)
    .filter((name) => ours.test(name) && !variableNames.includes(name))
    .map((name) => {
      const [nearest] = variableNames
        .map((known) => ({ known, distance: editDistance(name, known) }))
        .sort((a, b) => a.distance - b.distance);
      const hint =
        nearest !== undefined && nearest.distance <= 8 ? `; did you mean ${nearest.known}?` : '; remove it';
      return `${name}: there is no such setting${hint}`;
    });

export type ConfigRead =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Reads the configuration out of environment variables. An empty value counts as not set. Tells all problems at once, each
 * a line that says what to write; no problem repeats a value, which may be a secret in the wrong place.
 */
export const readConfig = (env: NodeJS.ProcessEnv): ConfigRead => {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const parsed = shape.safeParse(set);
  const problems = [
    ...(parsed.success
      ? []
      : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)),
    ...(parsed.success ? together(parsed.data) : []),
    ...misspelt(env),
  ];
  if (!parsed.success || problems.length > 0) return { ok: false, problems };
  const read = parsed.data;
  const telegram = telegramOf(read);
  const discord = discordOf(read);
  return {
    ok: true,
    config: {
      dataFolder: read.LAMPA_DATA,
      masterKey: masterKeyOf(read),
      healthPort: read.LAMPA_HEALTH_PORT ?? null,
      knowledgeFolder: read.LAMPA_KNOWLEDGE,
      homeCountry: read.HOME_COUNTRY,
      // Without a platform somebody sits in front of it, and the lines would stand between the messages.
      logLevel: read.LOG_LEVEL ?? (telegram === null && discord === null ? 'warn' : 'info'),
      telegram,
      discord,
      desk: deskOf(read),
      promise: {
        botHours: read.RETENTION_BOT_HOURS,
        caseDays: read.RETENTION_CASE_DAYS,
        recordMonths: read.RETENTION_DELETION_MONTHS,
      },
    },
  };
};

/** What the store keeps to, in milliseconds: the promise, and what nobody is promised. */
export const retentionOf = ({ promise }: Config) => ({
  botTextMs: promise.botHours * units.hour,
  caseTextMs: promise.caseDays * units.day,
  deletionRecordMs: promise.recordMonths * month,
  inboxMs: rules.retention.inbox,
  auditMs: rules.retention.audit,
  counterMs: rules.retention.counters,
});
