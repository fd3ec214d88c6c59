import type { ApiMethods, Message } from '@grammyjs/types';
import type { Limits } from './limits.ts';
import type { Parameters } from './parameters.ts';
import type { Webhook } from './webhook.ts';
import type { World } from './world.ts';

/** One request of the bot. */
export interface Call {
  readonly world: World;
  readonly parameters: Parameters;
  readonly limits: Limits;
  readonly webhook: Webhook;
  /** Says when the bot listens no more. */
  readonly gone: AbortSignal;
}

/** A message is a message here: which fields it has depends on what was sent. */
type Loose<R> = R extends true
  ? true
  : R extends readonly (infer One)[]
    ? [One] extends [Message.ServiceMessage]
      ? readonly Message[]
      : readonly One[]
    : R extends Message.ServiceMessage
      ? Message
      : R;

type Methods = ApiMethods<string>;

/** Methods with the answers that the Bot API promises for them. */
export type Handlers = {
  readonly [M in keyof Methods]?: (
    call: Call,
  ) => Loose<ReturnType<Methods[M]>> | Promise<Loose<ReturnType<Methods[M]>>>;
};
