import type { Route } from '../call.ts';
import { accountRoutes } from './account.ts';
import { channelRoutes } from './channels.ts';
import { commandRoutes } from './commands.ts';
import { guildRoutes } from './guilds.ts';
import { interactionRoutes } from './interactions.ts';
import { messageRoutes } from './messages.ts';
import { reactionRoutes } from './reactions.ts';

export const routes: readonly Route[] = [
  ...accountRoutes,
  ...channelRoutes,
  ...messageRoutes,
  ...reactionRoutes,
  ...guildRoutes,
  ...commandRoutes,
  ...interactionRoutes,
];

interface Found {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

const parts = (path: string): readonly string[] => path.split('/').slice(1);

const match = (route: Route, asked: readonly string[]): Readonly<Record<string, string>> | null => {
  const pattern = parts(route.path);
  if (pattern.length !== asked.length) return null;
  const params: Record<string, string> = {};
  for (const [i, part] of pattern.entries()) {
    const one = asked[i] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(one);
    else if (part !== decodeURIComponent(one)) return null;
  }
  return params;
};

/** The route of a request; what is said word for word goes before what stands for anything. */
export const findRoute = (method: string, path: string): Found | null => {
  const asked = parts(path);
  const found = routes
    .filter((route) => route.method === method)
    .flatMap((route) => {
      const params = match(route, asked);
      return params === null ? [] : [{ route, params }];
    })
    .toSorted((a, b) => Object.keys(a.params).length - Object.keys(b.params).length);
  return found[0] ?? null;
};
