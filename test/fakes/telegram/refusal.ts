import type { ApiError, ResponseParameters } from '@grammyjs/types';

/** What the Bot API answers when it does not do what it was asked. */
export class Refusal extends Error {
  readonly code: number;
  readonly parameters: ResponseParameters | undefined;

  constructor(code: number, description: string, parameters?: ResponseParameters) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

export const badRequest = (what: string): Refusal => new Refusal(400, `Bad Request: ${what}`);
export const forbidden = (what: string): Refusal => new Refusal(403, `Forbidden: ${what}`);
export const conflict = (what: string): Refusal => new Refusal(409, `Conflict: ${what}`);

/** `seconds` is a whole number, as Telegram sends it. */
export const tooMany = (seconds: number): Refusal =>
  new Refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });

/** A basic group that became a supergroup has a new id. */
export const upgraded = (to: number): Refusal =>
  new Refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', { migrate_to_chat_id: to });

/** The body of the answer. */
export const errorOf = (refusal: Refusal): ApiError => ({
  ok: false,
  error_code: refusal.code,
  description: refusal.message,
  ...(refusal.parameters === undefined ? {} : { parameters: refusal.parameters }),
});
