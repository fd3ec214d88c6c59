/** What is wrong with which field, as Discord tells it: a tree with `_errors` at its leaves. */
export interface FieldErrors {
  readonly [field: string]:
    | FieldErrors
    | readonly { readonly code: string; readonly message: string }[]
    | undefined;
}

/** A request that is answered with an error. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: FieldErrors | undefined;

  constructor(status: number, code: number, message: string, errors?: FieldErrors) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}

const known = {
  401: [401, '401: Unauthorized'],
  404: [404, '404: Not Found'],
  10003: [404, 'Unknown Channel'],
  10004: [404, 'Unknown Guild'],
  10007: [404, 'Unknown Member'],
  10008: [404, 'Unknown Message'],
  10011: [404, 'Unknown Role'],
  10013: [404, 'Unknown User'],
  10014: [400, 'Unknown Emoji'],
  10015: [404, 'Unknown Webhook'],
  10062: [404, 'Unknown interaction'],
  10063: [404, 'Unknown application command'],
  10087: [404, 'Unknown tag'],
  30003: [400, 'Maximum number of pins reached for the channel (250)'],
  40003: [403, 'You are opening direct messages too fast'],
  40060: [400, 'Interaction has already been acknowledged.'],
  40067: [400, 'A tag is required to create a forum post in this channel'],
  40094: [400, 'You have reached the maximum number of follow up messages'],
  50001: [403, 'Missing Access'],
  50003: [403, 'Cannot execute action on a DM channel'],
  50005: [403, 'Cannot edit a message authored by another user'],
  50006: [400, 'Cannot send an empty message'],
  50007: [403, 'Cannot send messages to this user'],
  50008: [400, 'Cannot send messages in a non-text channel'],
  50013: [403, 'Missing Permissions'],
  50021: [403, 'Cannot execute action on a system message'],
  50024: [400, 'Cannot execute action on this channel type'],
  50027: [401, 'Invalid Webhook Token'],
  50083: [400, 'Thread is archived'],
  50278: [403, 'Cannot send messages to this user due to having no mutual guilds'],
  160004: [400, 'A thread has already been created for this message'],
  160005: [400, 'Thread is locked'],
  160006: [400, 'Maximum number of active threads reached'],
  200000: [400, 'Message was blocked by automatic moderation'],
} as const satisfies Readonly<Record<number, readonly [number, string]>>;

export type KnownCode = keyof typeof known;

/** A refusal with one of Discord's own codes. */
export const refusal = (code: KnownCode): Refusal => {
  const [status, message] = known[code];
  return new Refusal(status, code < 1000 ? 0 : code, message);
};

/** A form that is wrong in one field; the path says where, as `components.0.label`. */
export const invalidForm = (path: string, code: string, message: string): Refusal => {
  const leaf: FieldErrors = { _errors: [{ code, message }] };
  const tree = path.split('.').reduceRight<FieldErrors>((inner, name) => ({ [name]: inner }), leaf);
  return new Refusal(400, 50035, 'Invalid Form Body', tree);
};

export const tooLong = (path: string, most: number): Refusal =>
  invalidForm(path, 'BASE_TYPE_MAX_LENGTH', `Must be ${most} or fewer in length.`);

/** The body of the answer. */
export const errorBody = ({ code, message, errors }: Refusal): object => ({
  message,
  code,
  ...(errors === undefined ? {} : { errors }),
});
