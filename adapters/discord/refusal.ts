import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';

/** What Discord means by an error. */
export type Refusal =
  | { readonly why: 'later'; readonly seconds: number }
  | {
      readonly why: /** The person takes no private messages of the bot. */
        | 'closed'
        /** The channel, post, user or server is no more. */
        | 'gone'
        | 'message-gone'
        | 'no-rights'
        | 'archived'
        | 'full'
        | 'too-late'
        | 'answered-already'
        | 'moderated'
        | 'token'
        | 'rejected';
    };

const codes: Readonly<Record<number, Exclude<Refusal['why'], 'later'>>> = {
  10003: 'gone',
  40067: 'no-rights',
  10004: 'gone',
  10007: 'gone',
  10008: 'message-gone',
  10013: 'gone',
  10015: 'too-late',
  10062: 'too-late',
  50027: 'too-late',
  30033: 'full',
  160006: 'full',
  40060: 'answered-already',
  50001: 'no-rights',
  50013: 'no-rights',
  50007: 'closed',
  50278: 'closed',
  50083: 'archived',
  160005: 'archived',
  200000: 'moderated',
  200001: 'moderated',
};

/** Opening private chats too fast; seconds after which it may be tried again. */
const tooFast = 40_003;
const untilSlower = 30;

/** What Discord has answered; null: it has not answered, or with a fault of its own (5xx). */
export const refusalOf = (error: unknown): Refusal | null => {
  if (error instanceof RateLimitError) {
    return { why: 'later', seconds: Math.max(1, Math.ceil(error.retryAfter / 1000)) };
  }
  if (error instanceof HTTPError) return error.status === 429 ? { why: 'later', seconds: 60 } : null;
  if (!(error instanceof DiscordAPIError)) return null;
  if (error.status >= 500) return null;
  if (error.status === 401) return { why: 'token' };
  if (error.status === 429) return { why: 'later', seconds: 5 };
  if (error.code === tooFast) return { why: 'later', seconds: untilSlower };
  const known = codes[Number(error.code)];
  if (known !== undefined) return { why: known };
  return { why: error.status === 404 ? 'gone' : error.status === 403 ? 'no-rights' : 'rejected' };
};
