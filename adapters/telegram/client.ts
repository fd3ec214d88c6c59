import { autoRetry } from '@grammyjs/auto-retry';
import { Api } from 'grammy';

export type Client = Api;

export interface ClientNeeds {
  readonly token: string;
  /** Another server than Telegram's own, for example one of your own; null: Telegram's. */
  readonly apiRoot: string | null;
}

/** Seconds for which a call may be told to wait and still be tried again here; longer waits are the outbox's. */
const shortWait = 1;

/** The token is a part of the address: whoever answers "go there" instead of an answer must not be handed it on. */
const noRedirects = { redirect: 'error' } as const;

/**
 * The one way to the Bot API. Only what Telegram has plainly not done (429) is tried again here, once and soon; what may have
 * been done although no answer came is left to whoever knows whether twice would harm.
 */
export const createClient = ({ token, apiRoot }: ClientNeeds): Client => {
  const api = new Api(token, { ...(apiRoot === null ? {} : { apiRoot }), baseFetchConfig: noRedirects });
  api.config.use(
    autoRetry({
      maxRetryAttempts: 1,
      maxDelaySeconds: shortWait,
      rethrowHttpErrors: true,
      rethrowInternalServerErrors: true,
    }),
  );
  return api;
};

/** A call that has not been answered by then is given up; before the outbox gives it up (milliseconds). */
const longestCall = 25_000;
export const inTime = (): Signal => signalOf(AbortSignal.timeout(longestCall));

/** grammY takes Node's own signals; only its types speak of those of a package for older ones. */
export type Signal = NonNullable<Parameters<Api['getMe']>[0]>;
export const signalOf = (signal: AbortSignal): Signal => signal as unknown as Signal;
