import { z } from 'zod';
import { rules, units } from './conversation/rules.ts';
import { type Country, countries } from './domain.ts';
import { editDistance } from './knowledge/edit-distance.ts';

/** All that an operator can set, read once at the start. */
export interface Config {
  /** Folder of the store; everything that Lampa writes is in it. */
  readonly dataFolder: string;
  readonly knowledgeFolder: string;
  readonly homeCountry: Country;
  readonly logLevel: LogLevel;
  /** How long things are kept, as people are told: the store's `retention` is made of these very numbers. */
  /** null: no Telegram. */
  readonly telegram: TelegramConfig | null;
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
  readonly webhook: { readonly url: string; readonly port: number; readonly secret: string } | null;
}

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

const shape = z.object({
  LAMPA_DATA: z.string().default('var'),
  LAMPA_KNOWLEDGE: z.string().default('data/knowledge'),
  HOME_COUNTRY: oneOf(countries).default('CZ'),
  LOG_LEVEL: oneOf(logLevels).optional(),
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
    .optional(),
  TELEGRAM_WEBHOOK_URL: z
    .url({ protocol: /^https$/, error: 'write the public address that leads here, beginning with https://' })
    .optional(),
  TELEGRAM_WEBHOOK_PORT: count('port', 65_535, 8443),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{16,256}$/, 'write 16 to 256 letters, digits, _ and -')
    .optional(),
});

type Read = z.output<typeof shape>;

/** What is wrong with settings that are right one by one. */
const together = (read: Read): readonly string[] => {
  const needsToken = (['TELEGRAM_DESK_CHAT', 'TELEGRAM_API_ROOT', 'TELEGRAM_WEBHOOK_URL'] as const).filter(
    (name) => read[name] !== undefined,
  );
  const hasToken = read.TELEGRAM_TOKEN !== undefined || read.TELEGRAM_TOKEN_FILE !== undefined;
  return [
    ...(read.TELEGRAM_TOKEN !== undefined && read.TELEGRAM_TOKEN_FILE !== undefined
      ? ['TELEGRAM_TOKEN_FILE: TELEGRAM_TOKEN is set as well; keep only one of them']
      : []),
    ...(hasToken
      ? []
      : needsToken.map((name) => `${name}: it needs TELEGRAM_TOKEN or TELEGRAM_TOKEN_FILE as well`)),
    ...(read.TELEGRAM_WEBHOOK_URL !== undefined && read.TELEGRAM_WEBHOOK_SECRET === undefined
      ? ['TELEGRAM_WEBHOOK_SECRET: TELEGRAM_WEBHOOK_URL is set, so write a secret that nobody can guess']
      : []),
  ];
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
      url === undefined || secret === undefined ? null : { url, port: read.TELEGRAM_WEBHOOK_PORT, secret },
  };
};

/** The names of all variables, in the order of `.env.example`. */
export const variableNames: readonly string[] = Object.keys(shape.shape);

const ours = /^(LAMPA|RETENTION|TELEGRAM)_/;

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
  return {
    ok: true,
    config: {
      dataFolder: read.LAMPA_DATA,
      knowledgeFolder: read.LAMPA_KNOWLEDGE,
      homeCountry: read.HOME_COUNTRY,
      // Without a platform somebody sits in front of it, and the lines would stand between the messages.
      logLevel: read.LOG_LEVEL ?? (telegram === null ? 'warn' : 'info'),
      telegram,
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
});
