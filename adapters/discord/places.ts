import { type APIChannel, Routes } from 'discord.js';
import { createRecent } from '../shared/recent.ts';
import type { Client } from './client.ts';
import { placeOfChannel } from './parse.ts';
import type { PrivateChats } from './private-chats.ts';
import type { Place, Reader } from './reading.ts';
import { refusalOf } from './refusal.ts';

export interface PlacesNeeds {
  readonly client: Client;
  readonly chats: PrivateChats;
  /** The forum of the desk and its own post, as far as they are known. */
  readonly ofDesk: () => readonly (string | null | undefined)[];
  readonly reader: () => Reader;
}

/** What each channel is to us; looked up once where the gateway does not say. */
export const createPlaces = ({ client, chats, ofDesk, reader }: PlacesNeeds) => {
  const known = createRecent<string, Place>(10_000);
  return {
    of: (channel: string): Place | undefined => {
      const user = chats.userOf(channel);
      if (user !== undefined) return { in: 'private', user };
      return ofDesk().includes(channel) ? { in: 'desk' } : known.get(channel);
    },
    set: (channel: string, place: Place): void => known.set(channel, place),
    lookUp: async (channel: string): Promise<void> => {
      try {
        const read = await client.get<APIChannel>(Routes.channel(channel));
        const place = placeOfChannel(read as Parameters<typeof placeOfChannel>[0], reader());
        if (place.in === 'private') chats.note(place.user, channel);
        else known.set(channel, place);
      } catch (error) {
        const why = refusalOf(error)?.why;
        if (why !== 'gone' && why !== 'no-rights') throw error;
        known.set(channel, { in: 'elsewhere' });
      }
    },
  };
};

export type Places = ReturnType<typeof createPlaces>;
