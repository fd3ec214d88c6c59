import type { Call, Handlers } from '../call.ts';
import { chats } from './chats.ts';
import { copying } from './copying.ts';
import { editing } from './editing.ts';
import { profile } from './profile.ts';
import { receiving } from './receiving.ts';
import { sending } from './sending.ts';
import { topics } from './topics.ts';

const all: Handlers = { ...receiving, ...sending, ...editing, ...copying, ...topics, ...chats, ...profile };

/** The names of the methods do not tell small letters from capitals. */
const byName = new Map(Object.entries(all).map(([name, handler]) => [name.toLowerCase(), handler] as const));

export const handlerOf = (method: string): ((call: Call) => unknown) | undefined =>
  byName.get(method.toLowerCase());

export const methodNames: readonly string[] = Object.keys(all);
