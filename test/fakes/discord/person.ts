import { type APIMessage, ChannelType } from 'discord-api-types/v10';
import { type Actor, createActor } from './actor.ts';
import { messageShape, userShape } from './shapes.ts';
import { type Account, newRoom, privateRoom, type World } from './world.ts';

export interface NewPerson {
  readonly name: string;
  /** The language of the app, `en-US` when left out. */
  readonly locale?: string;
  /** Has the app for themselves; true when left out. Without it they can be written to only from a server in common. */
  readonly hasApp?: boolean;
  readonly isBot?: boolean;
}

/** Somebody in their private chat with the bot. */
export interface Person extends Actor {
  readonly account: Account;
  /** Blocks the bot, or shuts private messages: 50007. */
  blocks(): void;
  unblocks(): void;
  removesApp(): void;
  renames(name: string): void;
  /** Where the bot is not: a chat with a friend, where only the person's own app answers. */
  elsewhere(): Actor;
  /** Everything that stands in the private chat now, oldest first. */
  chat(): readonly APIMessage[];
  /** What the bot wrote there. */
  heard(): readonly APIMessage[];
}

export const createPerson = (world: World, given: NewPerson): Person => {
  const id = world.nextId();
  const account: Account = {
    user: userShape(id, given.name.toLowerCase().replaceAll(/[^\p{L}\p{N}_.]/gu, '_'), {
      global_name: given.name,
      ...(given.isBot === true ? { bot: true } : {}),
    }),
    locale: given.locale ?? 'en-US',
    closed: false,
    hasApp: given.hasApp ?? true,
  };
  world.accounts.set(id, account);
  const chat = (): readonly APIMessage[] =>
    [...privateRoom(world, account).messages.values()].map((one) => messageShape(world, one));
  const actor = createActor(world, account, () => ({ room: privateRoom(world, account) }));
  const own: Omit<Person, keyof Actor> = {
    account,
    blocks: () => {
      account.closed = true;
    },
    unblocks: () => {
      account.closed = false;
    },
    removesApp: () => {
      account.hasApp = false;
    },
    renames: (name) => {
      account.user = { ...account.user, global_name: name };
    },
    elsewhere: () => {
      const room = newRoom({ id: world.nextId(), type: ChannelType.GroupDM });
      return createActor(world, account, () => ({ room, isForeign: true }));
    },
    chat,
    heard: () => chat().filter(({ author }) => author.id === world.bot.id),
  };
  // Not spread: to ask which channel it is opens the private chat.
  return Object.defineProperties(own, Object.getOwnPropertyDescriptors(actor)) as Person;
};
