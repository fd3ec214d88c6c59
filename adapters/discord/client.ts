import { REST, type RequestData, type RouteLike } from 'discord.js';

export interface ClientNeeds {
  readonly token: string;
  /** Another server than Discord's, up to and without the version; null: Discord's. */
  readonly apiUrl: string | null;
}

/** A limit that is over within this time (milliseconds) is waited for here; longer waits are the outbox's. */
const shortWait = 2000;
/** A call that has not been answered by then is given up; before the outbox gives it up (milliseconds). */
const longestCall = 20_000;

/** So many refused requests lead to a ban; the operator is told at this many (of 10,000 in ten minutes). */
const worrying = 1000;

export interface Client {
  get<T>(route: RouteLike, query?: Readonly<Record<string, string>>): Promise<T>;
  post<T>(route: RouteLike, body?: object): Promise<T>;
  patch<T>(route: RouteLike, body: object): Promise<T>;
  put<T>(route: RouteLike, body?: object): Promise<T>;
  delete(route: RouteLike): Promise<void>;
  /** Answers of interactions bear their own token, and no limit of the bot's counts for them. */
  answer<T>(method: 'post' | 'patch' | 'delete', route: RouteLike, body?: object): Promise<T>;
}

/**
 * The one way to Discord's REST. Nothing is tried again here: what was not answered may have been done, and whoever asked
 * knows whether twice would harm.
 */
export const createClient = ({ token, apiUrl }: ClientNeeds, onManyRefused: () => void): Client => {
  const rest = new REST({
    version: '10',
    retries: 0,
    timeout: longestCall,
    // A limit that was not foreseen is not waited for: the library would ask as long as Discord says no, and let nothing pass by.
    rejectOnRateLimit: ({ timeToReset, retryAfter, sublimitTimeout }) =>
      sublimitTimeout > 0 || Math.max(timeToReset, retryAfter) > shortWait,
    invalidRequestWarningInterval: worrying,
    ...(apiUrl === null ? {} : { api: apiUrl }),
  });
  rest.on('invalidRequestWarning', onManyRefused);

  /** After one refusal of the token the library forgets it. */
  const ready = (): REST => rest.setToken(token);
  const withBody = (body: object | undefined): RequestData => (body === undefined ? {} : { body });

  return {
    get: async <T>(route: RouteLike, query?: Readonly<Record<string, string>>) =>
      (await ready().get(route, query === undefined ? {} : { query: new URLSearchParams(query) })) as T,
    post: async <T>(route: RouteLike, body?: object) => (await ready().post(route, withBody(body))) as T,
    patch: async <T>(route: RouteLike, body: object) => (await ready().patch(route, { body })) as T,
    put: async <T>(route: RouteLike, body?: object) => (await ready().put(route, withBody(body))) as T,
    delete: async (route) => {
      await ready().delete(route);
    },
    answer: async <T>(method: 'post' | 'patch' | 'delete', route: RouteLike, body?: object) =>
      (await rest[method](route, { ...withBody(body), auth: false })) as T,
  };
};
