import { MessageFlags } from 'discord-api-types/v10';
import { checkComponents, type Loose } from './components.ts';
import { invalidForm, tooLong } from './refusal.ts';
import type { Upload } from './request-body.ts';

/** A message as somebody wants it written. */
export interface MessageForm {
  readonly content?: string | null;
  readonly components?: readonly Loose[] | null;
  readonly embeds?: readonly object[] | null;
  readonly flags?: number | null;
  readonly nonce?: string | number | null;
  readonly enforce_nonce?: boolean | null;
  readonly allowed_mentions?: {
    readonly parse?: readonly string[];
    readonly users?: readonly string[];
    readonly roles?: readonly string[];
    readonly replied_user?: boolean;
  } | null;
  readonly message_reference?: {
    readonly message_id?: string;
    readonly fail_if_not_exists?: boolean;
  } | null;
  readonly attachments?:
    | readonly {
        readonly id: string | number;
        readonly filename?: string;
        readonly description?: string | null;
      }[]
    | null;
  readonly sticker_ids?: readonly string[] | null;
  readonly poll?: object | null;
}

const longest = 2000;
/** What a sender may set of the flags of a message. */
export const settable =
  MessageFlags.SuppressEmbeds |
  MessageFlags.SuppressNotifications |
  MessageFlags.IsComponentsV2 |
  MessageFlags.IsVoiceMessage;

/** Whether a message is made of components only. */
export const isV2 = (flags: number): boolean => (flags & MessageFlags.IsComponentsV2) !== 0;

/** Holds what a bot wants to write against what Discord takes. */
export const checkForm = (form: MessageForm, flags = form.flags ?? 0): void => {
  const { content, embeds, components } = form;
  if (content !== undefined && content !== null && typeof content !== 'string') {
    throw invalidForm('content', 'STRING_TYPE_CONVERT', 'Could not interpret "content" as string.');
  }
  if ((content ?? '').length > longest) throw tooLong('content', longest);
  if ((embeds ?? []).length > 10)
    throw invalidForm('embeds', 'BASE_TYPE_MAX_LENGTH', 'Must be 10 or fewer in length.');
  if (typeof form.nonce === 'string' && form.nonce.length > 25) throw tooLong('nonce', 25);
  const legacy = (['content', 'embeds', 'poll', 'sticker_ids'] as const).find((field) => {
    const value = form[field];
    return (
      value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)
    );
  });
  if (isV2(flags) && legacy !== undefined) {
    throw invalidForm(
      legacy,
      'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      `The '${legacy}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
    );
  }
  checkComponents(components ?? [], isV2(flags));
};

/** Whether there is nothing to be seen in it. */
export const isEmpty = (form: MessageForm, files: readonly Upload[]): boolean =>
  (form.content ?? '').trim() === '' &&
  [form.embeds, form.components, form.sticker_ids, files].every((list) => (list ?? []).length === 0) &&
  (form.poll ?? null) === null;
