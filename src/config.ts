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
  readonly promise: { readonly botHours: number; readonly caseDays: number; readonly recordMonths: number };
}

export type LogLevel = (typeof logLevels)[number];
const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;

const month = (365 * units.day) / 12;
const { botText, caseText, deletionRecord } = rules.retention;

const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, `write one of: ${values.join(', ')}`);

const count = (what: string, most: number, usual: number) => {
  const advice = `write a whole number of ${what} from 1 to ${most}`;
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
  // Without a platform somebody sits in front of it, and the lines would stand between the messages.
  LOG_LEVEL: oneOf(logLevels).default('warn'),
  RETENTION_BOT_HOURS: count('hours', 168, Math.round(botText / units.hour)),
  RETENTION_CASE_DAYS: count('days', 90, Math.round(caseText / units.day)),
  RETENTION_DELETION_MONTHS: count('months', 24, Math.round(deletionRecord / month)),
});

/** The names of all variables, in the order of `.env.example`. */
export const variableNames: readonly string[] = Object.keys(shape.shape);

const ours = /^(LAMPA|RETENTION)_/;

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
    ...misspelt(env),
  ];
  if (!parsed.success || problems.length > 0) return { ok: false, problems };
  const read = parsed.data;
  return {
    ok: true,
    config: {
      dataFolder: read.LAMPA_DATA,
      knowledgeFolder: read.LAMPA_KNOWLEDGE,
      homeCountry: read.HOME_COUNTRY,
      logLevel: read.LOG_LEVEL,
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
