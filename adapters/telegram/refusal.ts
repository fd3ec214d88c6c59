import { GrammyError, HttpError } from 'grammy';

/** What Telegram means by an error; the texts are those that stay the same over the years. */
export type Refusal =
  | { readonly why: 'blocked' | 'gone' | 'rejected' }
  | { readonly why: 'later'; readonly seconds: number }
  | {
      readonly why:
        | 'topic-closed'
        | 'topic-gone'
        | 'no-rights'
        | 'not-modified'
        | 'message-gone'
        | 'bad-marks'
        | 'token'
        | 'conflict';
    }
  | { readonly why: 'migrated'; readonly to: number };

const texts: readonly (readonly [RegExp, Exclude<Refusal['why'], 'later' | 'migrated'>])[] = [
  [/message is not modified|TOPIC_NOT_MODIFIED/i, 'not-modified'],
  [/message to (edit|be replied|delete) not found|MESSAGE_ID_INVALID/i, 'message-gone'],
  [/TOPIC_CLOSED/i, 'topic-closed'],
  [/message thread not found|TOPIC_DELETED|TOPIC_ID_INVALID/i, 'topic-gone'],
  [/can't parse entities|ENTITY_/i, 'bad-marks'],
  [
    /not enough rights|have no rights|CHAT_WRITE_FORBIDDEN|CHAT_ADMIN_REQUIRED|not a forum|need administrator rights/i,
    'no-rights',
  ],
  [/chat not found|PEER_ID_INVALID|USER_DEACTIVATED|group chat was deactivated/i, 'gone'],
];

/** What Telegram has answered; null: it has not answered, or with a fault of its own (5xx). */
export const refusalOf = (error: unknown): Refusal | null => {
  if (!(error instanceof GrammyError)) return null;
  const { error_code: code, description, parameters } = error;
  if (typeof parameters.migrate_to_chat_id === 'number')
    return { why: 'migrated', to: parameters.migrate_to_chat_id };
  if (code === 429) return { why: 'later', seconds: parameters.retry_after ?? 5 };
  if (code === 401) return { why: 'token' };
  // A token that is none is answered as if the method did not exist.
  if (code === 404) return { why: 'token' };
  if (code === 409) return { why: 'conflict' };
  if (code >= 500) return null;
  const known = texts.find(([text]) => text.test(description));
  if (known !== undefined) return { why: known[1] };
  if (code === 403) return { why: /deactivated|kicked|not a member/i.test(description) ? 'gone' : 'blocked' };
  return { why: 'rejected' };
};

/** Errors before a connection stood: nothing can have been taken. */
const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENETDOWN',
]);

/** True when Telegram may have done what was asked although no answer came. */
export const mayHaveHappened = (error: unknown): boolean => {
  if (error instanceof GrammyError) return error.error_code >= 500;
  for (let at: unknown = error instanceof HttpError ? error.error : error, depth = 0; depth < 5; depth++) {
    if (typeof at !== 'object' || at === null) break;
    if ('code' in at && typeof at.code === 'string' && neverSent.has(at.code)) return false;
    at = 'cause' in at ? at.cause : null;
  }
  return true;
};
