import type { Message } from 'grammy/types';
import type { Media } from '../../src/port.ts';

/** What a message brings; null: Telegram only tells of something (a pin, a new member), nobody said anything. */
export type Content =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'media'; readonly media: Media; readonly caption: string }
  | null;

const media: Readonly<Record<string, Media>> = {
  photo: 'photo',
  voice: 'voice',
  video: 'video',
  video_note: 'video',
  animation: 'video',
  audio: 'file',
  document: 'file',
  sticker: 'sticker',
  location: 'location',
  venue: 'location',
  contact: 'contact',
  poll: 'poll',
};

/** Fields of a message that tell where and how it stands, and of those that nobody wrote, what happened. */
const around: ReadonlySet<string> = new Set([
  'message_id',
  'message_thread_id',
  'direct_messages_topic',
  'from',
  'sender_chat',
  'sender_boost_count',
  'sender_business_bot',
  'sender_tag',
  'date',
  'business_connection_id',
  'chat',
  'is_topic_message',
  'is_automatic_forward',
  'reply_to_message',
  'external_reply',
  'quote',
  'reply_to_story',
  'reply_to_checklist_task_id',
  'via_bot',
  'edit_date',
  'has_protected_content',
  'is_from_offline',
  'is_paid_post',
  'media_group_id',
  'author_signature',
  'paid_star_count',
  'link_preview_options',
  'effect_id',
  'reply_markup',
]);

const happenings =
  /^(new_chat_|left_chat_|delete_chat_|group_chat_|supergroup_chat_|channel_chat_|message_auto_delete_|migrate_|pinned_message|invoice|successful_payment|refunded_payment|users_shared|chat_shared|connected_website|write_access_allowed|passport_data|proximity_alert|boost_added|chat_background_set|checklist_tasks_|direct_message_price|forum_topic_|general_forum_topic_|giveaway|managed_bot|chat_owner_|video_chat_|paid_message_|web_app_data|unique_gift|gift|suggested_post_|poll_option_)/;

/** Reads what a message brings; kinds that are not known yet are "other", never nothing. Pure. */
export const contentOf = (message: Message): Content => {
  if (typeof message.text === 'string') return { is: 'text', text: message.text };
  const fields = Object.keys(message);
  const caption = typeof message.caption === 'string' ? message.caption : '';
  for (const field of fields) {
    const kind = media[field];
    if (kind !== undefined && Object.hasOwn(media, field)) return { is: 'media', media: kind, caption };
  }
  const said = fields.filter((field) => !around.has(field) && !field.startsWith('forward_'));
  if (said.length === 0 || said.some((field) => happenings.test(field))) return null;
  return { is: 'media', media: 'other', caption };
};
