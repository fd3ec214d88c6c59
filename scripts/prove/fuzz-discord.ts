import type { GatewayDispatchPayload } from 'discord.js';
import fc from 'fast-check';
import { parse } from '../../adapters/discord/parse.ts';
import type { Place, Reader } from '../../adapters/discord/reading.ts';
import { renderPost } from '../../adapters/discord/render.ts';
import { createPressSeal } from '../../adapters/shared/press.ts';
import { readable } from '../../test/fakes/discord/readable.ts';
import { anyThing, injections } from './hostile-input.ts';

/** Whatever comes from Discord, and whatever goes there in somebody's words. */

const snowflake = (n: number): string => `11000000000000000${n}`;
const places: Readonly<Record<string, Place>> = {
  [snowflake(31)]: { in: 'private', user: snowflake(11) },
  [snowflake(32)]: { in: 'room' },
  [snowflake(33)]: { in: 'desk' },
  [snowflake(34)]: { in: 'elsewhere' },
};
const reader: Reader = {
  bot: snowflake(10),
  desk: { channel: snowflake(33), staffRole: snowflake(21) },
  deskGuild: snowflake(51),
  seal: createPressSeal('a token that is none'),
  placeOf: (channel) => places[channel],
  commands: new Map([['crisis', 'c:crisis']]),
  deskCommands: new Set(['close', 'note']),
  now: 0,
};

const keys = fc.constantFrom(
  'id',
  'channel_id',
  'guild_id',
  'author',
  'content',
  'timestamp',
  'edited_timestamp',
  'type',
  'attachments',
  'sticker_items',
  'message_snapshots',
  'message_reference',
  'referenced_message',
  'poll',
  'flags',
  'mentions',
  'member',
  'user',
  'roles',
  'nick',
  'data',
  'custom_id',
  'component_type',
  'components',
  'values',
  'options',
  'name',
  'locale',
  'context',
  'message',
  'channel',
  'channel_type',
  'parent_id',
  'owner_id',
  'thread_metadata',
  '__proto__',
  'constructor',
  'toString',
);
const thing = anyThing(keys);
const message = fc
  .tuple(fc.constantFrom(31, 32, 33, 34, 35), fc.array(fc.tuple(keys, thing), { maxLength: 8 }))
  .map(([where, pairs]) => ({
    id: snowflake(90),
    channel_id: snowflake(where),
    author: { id: snowflake(11), username: 'ema' },
    member: { roles: [snowflake(21)] },
    content: 'a',
    timestamp: '2026-11-23T10:00:00Z',
    ...Object.fromEntries(pairs),
  }));
const kinds = fc.constantFrom(
  'MESSAGE_CREATE',
  'MESSAGE_UPDATE',
  'MESSAGE_DELETE',
  'MESSAGE_DELETE_BULK',
  'INTERACTION_CREATE',
  'THREAD_CREATE',
  'THREAD_UPDATE',
  'THREAD_DELETE',
  'CHANNEL_DELETE',
  'GUILD_CREATE',
  'GUILD_DELETE',
  'GUILD_MEMBER_UPDATE',
);

export const discordPackets = fc.property(kinds, fc.oneof(message, thing), (t, d) => {
  const read = parse({ op: 0, s: 1, t, d } as GatewayDispatchPayload, reader);
  if (read.is !== 'person' && read.is !== 'desk') return;
  const { incoming } = read;
  if ('text' in incoming && typeof incoming.text !== 'string') throw new Error('a text that is none');
  if (!Number.isFinite(incoming.at)) throw new Error('a time that is none');
  if (incoming.from === 'person' && !/^discord:p\d+$/.test(incoming.person))
    throw new Error('a person without an address');
});

/** Words of a person in the forum of the staff: nobody called, nothing formatted, no door to another server. */
export const discordTowardsStaff = fc.property(injections, (text) => {
  const words = { kind: 'words', by: 'Javor Vydra', text } as const;
  for (const part of renderPost({ blocks: [words], buttons: [] }, String)) {
    // A mark behind a backslash is a letter like any other.
    const shown = readable(part).replace(/\\[\\*_~|`[\]<#>-]/g, 'x');
    if (/@(everyone|here)|<[@#t:]|discord\.gg\//.test(shown))
      throw new Error('it calls somebody, or leads away');
    if (/^ *(#{1,3} |> |-# )/m.test(shown) || shown.includes('||')) throw new Error('it formats');
    if (/[\u202a-\u202e\u2066-\u2069\0]/.test(shown))
      throw new Error('it turns or hides what stands after it');
    if (part.allowed_mentions.parse.length > 0) throw new Error('it may call somebody');
  }
});
