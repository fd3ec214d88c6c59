import { type APIDMChannel, Routes } from 'discord.js';
import { createRecent } from '../shared/recent.ts';
import type { Client } from './client.ts';

const remembered = 20_000;

/** The private chats with persons: Discord gives each a channel, the same every time it is asked for. */
export const createPrivateChats = (client: Client) => {
  const channels = createRecent<string, string>(remembered);
  const users = createRecent<string, string>(remembered);
  const note = (user: string, channel: string): void => {
    channels.set(user, channel);
    users.set(channel, user);
  };
  return {
    note,
    /** Whose chat a channel is, as far as it was seen. */
    userOf: (channel: string): string | undefined => users.get(channel),
    known: (user: string): string | undefined => channels.get(user),
    channelOf: async (user: string): Promise<string> => {
      const known = channels.get(user);
      if (known !== undefined) return known;
      const { id } = await client.post<APIDMChannel>(Routes.userChannels(), { recipient_id: user });
      note(user, id);
      return id;
    },
    forget: (user: string): void => channels.delete(user),
  };
};

export type PrivateChats = ReturnType<typeof createPrivateChats>;
