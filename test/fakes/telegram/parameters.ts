import { badRequest } from './refusal.ts';

/** A file that came with a request. */
export interface Upload {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** What a method was called with. All but files may come as text, as a form sends it, or as JSON. */
export interface Parameters {
  readonly all: Readonly<Record<string, unknown>>;
  readonly files: ReadonlyMap<string, Upload>;
  has(name: string): boolean;
  /** Text; empty when it was not given, as Telegram treats it. */
  text(name: string): string;
  integer(name: string): number | undefined;
  flag(name: string): boolean;
  /** An object or array; what is inside is as the bot sent it. */
  json<T>(name: string): T | undefined;
}

const notJson = (name: string): Error => badRequest(`can't parse ${name} JSON object`);

const parsed = (name: string, text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw notJson(name);
  }
};

const integerOf = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
};

export const readParameters = (
  all: Readonly<Record<string, unknown>>,
  files: ReadonlyMap<string, Upload> = new Map(),
): Parameters => ({
  all,
  files,
  has: (name) => all[name] !== undefined && all[name] !== null && all[name] !== '',
  text: (name) => {
    const value = all[name];
    return typeof value === 'string' ? value : typeof value === 'number' ? `${value}` : '';
  },
  integer: (name) => integerOf(all[name]),
  flag: (name) => [true, 'true', 'True', '1', 1].includes(all[name] as string),
  json: <T>(name: string): T | undefined => {
    const value = all[name];
    if (value === undefined || value === null || value === '') return undefined;
    const whole = typeof value === 'string' ? parsed(name, value) : value;
    if (typeof whole !== 'object' || whole === null) throw notJson(name);
    return whole as T;
  },
});
