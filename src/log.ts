import { pino } from 'pino';
import pretty from 'pino-pretty';
import { harmless } from './harmless.ts';

/**
 * The closed set of log lines. Each has named fields with numbers, ids of our own making and fixed words only: never a
 * person's words, name, address or token. What is not listed here cannot be logged.
 */
export type LogLine =
  | {
      readonly line: 'started';
      readonly platforms: readonly string[];
      readonly knowledge: string;
      readonly milliseconds: number;
    }
  | { readonly line: 'stopped' }
  | { readonly line: 'knowledge-loaded'; readonly services: number; readonly contacts: number }
  | {
      readonly line: 'knowledge-refused';
      readonly file: string;
      readonly at: number | null;
      readonly field: string;
      readonly problem: string;
    }
  /** Nothing that stops it: a version that could not be kept, a folder that cannot be watched. */
  | { readonly line: 'knowledge-note'; readonly file: string; readonly problem: string }
  /** The examples were changed: a thread learns from them. */
  | { readonly line: 'learning-began' }
  | { readonly line: 'learnt'; readonly examples: number; readonly milliseconds: number }
  | { readonly line: 'learning-refused'; readonly reason: string }
  | { readonly line: 'learning-failed'; readonly problem: string }
  | { readonly line: 'rules-loaded'; readonly rules: number }
  | { readonly line: 'rules-refused'; readonly problem: string }
  | { readonly line: 'event'; readonly event: string; readonly state: string; readonly effects: number }
  | { readonly line: 'duplicate'; readonly event: string }
  | {
      readonly line: 'not-taken';
      readonly platform: string;
      readonly attempt: number;
      readonly error: string;
    }
  | { readonly line: 'crisis-past-store'; readonly platform: string; readonly delivered: boolean }
  | { readonly line: 'delivered'; readonly errand: number; readonly to: string }
  | {
      readonly line: 'postponed';
      readonly errand: number;
      readonly to: string;
      readonly seconds: number;
      readonly attempt: number;
    }
  | { readonly line: 'refused'; readonly errand: number; readonly to: string; readonly reason: string }
  | { readonly line: 'delivery-fault'; readonly errand: number; readonly to: string; readonly error: string }
  | { readonly line: 'room-opened'; readonly errand: number }
  | { readonly line: 'room-lost' }
  /** Its words have gone, so the platform's copy has gone as well. */
  | { readonly line: 'room-removed'; readonly errand: number }
  /** The platform refuses that; the desk is told. */
  | { readonly line: 'room-stays'; readonly errand: number }
  | { readonly line: 'desk-unreachable'; readonly reason: string }
  | {
      readonly line: 'expired';
      readonly texts: number;
      readonly conversations: number;
      readonly rooms: number;
    }
  | { readonly line: 'store-note'; readonly note: string }
  /** A platform that cannot go on until the operator has mended something; the others do. */
  | { readonly line: 'platform-down'; readonly platform: string }
  /** The store was asked to write and could not. */
  | { readonly line: 'store-trouble'; readonly error: string }
  | { readonly line: 'store-state'; readonly state: 'full' | 'refuses' }
  | { readonly line: 'store-well' }
  /** Something between a platform and us; the sentence is one of a fixed set, the number is that of a group of staff. */
  | {
      readonly line: 'platform-trouble' | 'platform-note';
      readonly platform: string;
      readonly what: string;
      readonly group?: number;
    }
  /** What somebody tried and may not: who it was and what they wanted to say stands nowhere. */
  | {
      readonly line: 'denied';
      readonly by: 'person' | 'desk';
      readonly what: 'forged-button' | 'old-button' | 'not-yours';
    }
  | { readonly line: 'fault'; readonly where: string; readonly error: string };

type Level = 'debug' | 'info' | 'warn' | 'error';

const levels: Readonly<Record<LogLine['line'], Level>> = {
  started: 'info',
  stopped: 'info',
  'knowledge-loaded': 'info',
  'knowledge-refused': 'error',
  'knowledge-note': 'warn',
  'learning-began': 'info',
  learnt: 'info',
  'learning-refused': 'error',
  'learning-failed': 'error',
  'rules-loaded': 'info',
  'rules-refused': 'error',
  event: 'debug',
  duplicate: 'debug',
  'not-taken': 'error',
  'crisis-past-store': 'error',
  delivered: 'debug',
  postponed: 'info',
  refused: 'warn',
  'delivery-fault': 'error',
  'room-opened': 'info',
  'room-lost': 'warn',
  'room-removed': 'info',
  'room-stays': 'error',
  'desk-unreachable': 'error',
  expired: 'info',
  'store-note': 'warn',
  'platform-down': 'error',
  'store-trouble': 'error',
  'store-state': 'error',
  'store-well': 'warn',
  'platform-trouble': 'error',
  // A copied .env shows from here on, and one of these is the number that the operator waits for.
  'platform-note': 'warn',
  denied: 'warn',
  fault: 'error',
};

export type Log = (line: LogLine) => void;

/**
 * A fault as it may be logged: its class and code, never its message, which may hold what somebody wrote. Our own errors
 * that are made for operators say `safe: true`.
 */
export const faultOf = (error: unknown): string => {
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  const safe = 'safe' in error && error.safe === true ? `: ${error.message}` : '';
  return `${error.name}${code}${safe}`;
};

/** A sentence about a broken file quotes it. JSON keeps it on one line, but lets some signs through that steer a terminal. */
const withoutSteering = (fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' ? harmless(value) : value,
    ]),
  );
/** Where a fault happened, without its message: the frames of our own code and of the packages. */
export const framesOf = (error: unknown): readonly string[] =>
  error instanceof Error
    ? [
        ...(error.stack ?? '').matchAll(
          /^ {4}at (?:[\w.<>$ [\]]{1,80} )?\(?((?:file|node):[\w./:@-]{1,200}:\d+:\d+)\)?$/gm,
        ),
      ].map(([, place = '']) => place)
    : [];

/** Writes log lines to standard error: for people on a terminal, as JSON otherwise. */
export const createLog = (level: Level | 'silent', isTerminal: boolean): Log => {
  const options = {
    level,
    base: null,
    // A second net under the closed set of lines.
    redact: [
      'text',
      'name',
      'token',
      'person',
      'address',
      '*.text',
      '*.name',
      '*.token',
      '*.person',
      '*.address',
    ],
  };
  const target = isTerminal
    ? pretty({ destination: 2, sync: true, ignore: 'pid,hostname', translateTime: 'HH:MM:ss' })
    : pino.destination({ dest: 2, sync: true });
  const logger = pino(options, target);
  return ({ line, ...fields }) => {
    logger[levels[line]](withoutSteering(fields), line);
  };
};

/** A log that goes nowhere. */
export const noLog: Log = () => undefined;
