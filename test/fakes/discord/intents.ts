import { type APIMessage, GatewayIntentBits } from 'discord-api-types/v10';
import type { Told, World } from './world.ts';

/** Those that must be switched on in the developer portal. */
export const privilegedIntents =
  GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences | GatewayIntentBits.MessageContent;

export const allIntents = Object.values(GatewayIntentBits)
  .filter((one) => typeof one === 'number')
  .reduce((all, one) => all | one, 0);

/** The intent that an event needs; 0 when it is told to all. */
const neededFor = ({ event, room, data }: Told, world: World): number => {
  const isPrivate = room !== undefined && room.guild === null;
  if (event.startsWith('MESSAGE_REACTION')) {
    return isPrivate ? GatewayIntentBits.DirectMessageReactions : GatewayIntentBits.GuildMessageReactions;
  }
  if (event.startsWith('MESSAGE_')) {
    return isPrivate ? GatewayIntentBits.DirectMessages : GatewayIntentBits.GuildMessages;
  }
  if (event === 'TYPING_START') {
    return isPrivate ? GatewayIntentBits.DirectMessageTyping : GatewayIntentBits.GuildMessageTyping;
  }
  if (event === 'CHANNEL_PINS_UPDATE') {
    return isPrivate ? GatewayIntentBits.DirectMessages : GatewayIntentBits.Guilds;
  }
  if (event.startsWith('GUILD_MEMBER_')) {
    const user = 'user' in data ? (data.user as { readonly id?: string }) : {};
    // What befalls the bot itself it always hears.
    return user.id === world.bot.id ? 0 : GatewayIntentBits.GuildMembers;
  }
  return /^(?:GUILD_(?:CREATE|UPDATE|DELETE|ROLE)|CHANNEL_|THREAD_)/.test(event)
    ? GatewayIntentBits.Guilds
    : 0;
};

export const isTold = (told: Told, intents: number, world: World): boolean => {
  const needed = neededFor(told, world);
  return needed === 0 || (intents & needed) !== 0;
};

const names = ({ mentions }: Pick<APIMessage, 'mentions'>, id: string): boolean =>
  mentions.some((user) => user.id === id);

/** What is left of a message for a bot that may not read along on servers. */
export const withoutContent = (message: APIMessage, isPrivate: boolean, botId: string): APIMessage => {
  if (isPrivate || message.author.id === botId || names(message, botId)) return message;
  return { ...message, content: '', embeds: [], attachments: [], components: [] };
};

/** An event as it is told with these intents. */
export const asTold = ({ event, data, room }: Told, intents: number, world: World): object => {
  if (event !== 'MESSAGE_CREATE' && event !== 'MESSAGE_UPDATE') return data;
  if ((intents & GatewayIntentBits.MessageContent) !== 0 || room === undefined) return data;
  return withoutContent(data as APIMessage, room.guild === null, world.bot.id);
};
