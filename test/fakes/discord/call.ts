import { refusal } from './refusal.ts';
import type { Upload } from './request-body.ts';
import type { Account, Guild, Room, World } from './world.ts';

/** One request of the bot. */
export interface Call {
  readonly world: World;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly files: readonly Upload[];
  /** Where the gateway is, for whoever asks. */
  readonly gatewayUrl: string;
  readonly identifiesLeft: number;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `/channels/:channel/messages`. */
  readonly path: string;
  /** Whether no token is needed: whoever has the token of an interaction may answer it. */
  readonly open?: boolean;
  readonly run: (call: Call) => Answer;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });
export const nothing: Answer = { status: 204 };

/** The body as an object; what is in it is as the bot sent it. */
export const bodyOf = <T>({ body }: Call): T => (typeof body === 'object' && body !== null ? body : {}) as T;

export const param = ({ params }: Call, name: string): string => params[name] ?? '';

/** The channel of the path; one that the bot never saw is unknown. */
export const roomOf = (call: Call, name = 'channel'): Room => {
  const room = call.world.rooms.get(param(call, name));
  if (room === undefined) throw refusal(10003);
  return room;
};

export const guildOf = (call: Call): Guild => {
  const guild = call.world.guilds.get(param(call, 'guild'));
  if (guild?.members.has(call.world.bot.id) !== true) throw refusal(10004);
  return guild;
};

export const accountOf = ({ world }: Call, id: string): Account => {
  const account = world.accounts.get(id);
  if (account === undefined) throw refusal(10013);
  return account;
};

/** What the bot may not read on servers, it may not read here either. */
export const readsHere = ({ world }: Call, room: Room): boolean => room.guild === null || world.readsContent;

export const numberIn = (query: URLSearchParams, name: string, otherwise: number, most: number): number => {
  const given = Number(query.get(name) ?? otherwise);
  return Number.isInteger(given) && given >= 1 ? Math.min(given, most) : otherwise;
};
