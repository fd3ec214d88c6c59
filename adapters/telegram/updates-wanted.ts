/** What Telegram should bring; membership changes come only when they are asked for by name. */
export const wantedUpdates = [
  'message',
  'edited_message',
  'callback_query',
  'my_chat_member',
  'chat_member',
] as const;
