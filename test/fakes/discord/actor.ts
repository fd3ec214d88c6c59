import {
  type APIApplicationCommand,
  type APIMessage,
  type APIUser,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  InteractionType,
  MessageFlags,
  MessageReferenceType,
} from 'discord-api-types/v10';
import { type Sendable, sendable } from './attachments.ts';
import { flat } from './components.ts';
import { type Interaction, interact } from './interactions.ts';
import { change, compose, drop, findMessage, place, tellEdited } from './messages.ts';
import { filled, labelled, mayPress, menuWith, optionsOf } from './on-screen.ts';
import { react, unreact } from './reacting.ts';
import { messageShape } from './shapes.ts';
import type { Account, Room, Stored, World } from './world.ts';

/** What was pressed, called or filled in, and what came of it. */
export interface Pressed {
  readonly id: string;
  /** How the bot took it; null while it has not: the person reads "did not respond". */
  acknowledged(): Interaction['acknowledged'];
  /** What was answered, also to this person only, oldest first. */
  answers(): readonly APIMessage[];
  /** The title and fields of the form that opened. */
  form(): { readonly title: string; readonly fields: readonly string[] } | null;
  /** Sends the form with these values, by the ids of its fields. */
  fillsIn(values: Readonly<Record<string, string | readonly string[]>>): Pressed;
  /** Presses a button on an answer. */
  presses(label: string): Pressed;
  /** The choices that were offered while typing. */
  choices(): readonly unknown[];
}

export type OptionValue = string | number | boolean;

/** Somebody in one place, as a test or a developer plays them. What they do is at once there for the bot. */
export interface Actor {
  readonly id: string;
  readonly user: APIUser;
  /** The channel where they are. */
  readonly channel: string;
  says(text: string, options?: { readonly replyTo?: APIMessage }): APIMessage;
  edits(message: APIMessage, text: string): APIMessage;
  deletes(message: APIMessage): void;
  sends(kind: Sendable, options?: { readonly caption?: string; readonly size?: number }): APIMessage;
  /** Several pictures in one message. */
  sendsAlbum(count: number, caption?: string): APIMessage;
  forwards(message: APIMessage): APIMessage;
  reacts(message: APIMessage, emoji: string): void;
  takesReactionBack(message: APIMessage, emoji: string): void;
  types(): void;
  /** Presses the button with this label on the latest message that has one. */
  presses(label: string): Pressed;
  /** Presses a button that somebody forged, on a message of the bot: the latest, or one that is no more. */
  pressesRaw(customId: string, message?: APIMessage): Pressed;
  /** Chooses in the latest menu that has an option with this label. */
  chooses(...labels: readonly string[]): Pressed;
  /** Calls a command of the bot, as it registered it. */
  calls(command: string, options?: Readonly<Record<string, OptionValue>>): Pressed;
  /** Is still typing an option of a command: the bot may offer choices. */
  beginsToCall(command: string, option: string, typed: string): Pressed;
}

export const createActor = (
  world: World,
  account: Account,
  where: () => { readonly room: Room; readonly isForeign?: boolean },
): Actor => {
  const { user } = account;

  const watch = (interaction: Interaction): Pressed => ({
    id: interaction.id,
    acknowledged: () => interaction.acknowledged,
    answers: () => [...interaction.messages.values()].map((one) => messageShape(world, one)),
    choices: () => interaction.choices,
    form: () => {
      if (interaction.modal === null) return null;
      const fields = flat(interaction.modal.components ?? []).flatMap(({ custom_id: id }) =>
        typeof id === 'string' ? [id] : [],
      );
      return { title: `${interaction.modal.title}`, fields };
    },
    fillsIn: (values) => {
      const { modal, room, isForeign, pressedOn } = interaction;
      if (modal === null) throw new Error('fake Discord: no form has opened');
      const data = { custom_id: modal.custom_id, components: filled(modal.components ?? [], values) };
      return watch(
        interact(world, {
          type: InteractionType.ModalSubmit,
          account,
          room,
          isForeign,
          pressedOn,
          openedBy: interaction,
          data,
        }),
      );
    },
    presses: (label) => {
      const on = [...interaction.messages.values()].findLast((one) => labelled(one, label) !== undefined);
      const button = on === undefined ? undefined : labelled(on, label);
      if (on === undefined || button === undefined) {
        throw new Error(`fake Discord: there is no button "${label}" on the answer`);
      }
      mayPress(button, label);
      return press(on, `${button.custom_id}`);
    },
  });

  const press = (
    on: Stored,
    customId: string,
    more: object = { component_type: ComponentType.Button },
  ): Pressed => {
    const { room, isForeign = false } = where();
    const data = { id: 1, custom_id: customId, ...more };
    return watch(
      interact(world, {
        type: InteractionType.MessageComponent,
        account,
        room,
        isForeign,
        pressedOn: on,
        data,
      }),
    );
  };

  const inView = (): readonly Stored[] => [...where().room.messages.values()];

  /** A message of the bot that an app still shows, and that is no more. */
  const gone = (): Stored => compose(world, where().room, world.bot, { content: '…' }, []);

  const post = (content: string, more: Partial<APIMessage>, replyTo?: APIMessage): APIMessage => {
    const { room } = where();
    const form = {
      content,
      ...(replyTo === undefined ? {} : { message_reference: { message_id: replyTo.id } }),
    };
    return place(world, room, compose(world, room, user, form, [], more));
  };

  const commandNamed = (name: string): APIApplicationCommand => {
    const { room, isForeign = false } = where();
    const all = [...(world.commands.get('') ?? []), ...(world.commands.get(room.guild?.id ?? '-') ?? [])];
    const command = all.find((one) => one.name === name);
    const context = room.guild === null ? (isForeign ? 2 : 1) : 0;
    const fits =
      command !== undefined &&
      (command.contexts ?? null) !== null &&
      command.contexts?.includes(context) === false
        ? false
        : !isForeign || command?.integration_types?.includes(1) === true;
    if (command === undefined || !fits) throw new Error(`fake Discord: there is no command /${name} here`);
    return command;
  };

  const given = (command: APIApplicationCommand, options: Readonly<Record<string, OptionValue>>): object[] =>
    Object.entries(options).map(([name, value]) => {
      const option = command.options?.find((one) => one.name === name);
      if (option === undefined) throw new Error(`fake Discord: /${command.name} has no option "${name}"`);
      return { name, type: option.type ?? ApplicationCommandOptionType.String, value };
    });

  return {
    id: user.id,
    get user() {
      return account.user;
    },
    get channel() {
      return where().room.id;
    },
    says: (text, { replyTo } = {}) => post(text, {}, replyTo),
    edits: (message, text) => {
      const { room } = where();
      const stored = findMessage(room, message.id);
      change(world, room, stored, { content: text });
      tellEdited(world, room, stored);
      return stored.message;
    },
    deletes: (message) => drop(world, where().room, message.id),
    sends: (kind, { caption = '', size } = {}) => post(caption, sendable(world, where().room, kind, size)),
    sendsAlbum: (count, caption = '') => {
      const { room } = where();
      const attachments = Array.from(
        { length: count },
        () => sendable(world, room, 'photo').attachments ?? [],
      ).flat();
      return post(caption, { attachments });
    },
    forwards: (message) => {
      const { type, content, attachments, embeds, timestamp, edited_timestamp, flags, components } = message;
      const snapshot = { type, content, attachments, embeds, timestamp, edited_timestamp, flags, components };
      const message_snapshots = [{ message: { ...snapshot, mentions: [], mention_roles: [] } }];
      return post('', {
        flags: MessageFlags.HasSnapshot,
        message_reference: {
          type: MessageReferenceType.Forward,
          channel_id: message.channel_id,
          message_id: message.id,
        },
        message_snapshots: message_snapshots as NonNullable<APIMessage['message_snapshots']>,
      });
    },
    reacts: (message, emoji) => {
      const { room } = where();
      react(world, room, findMessage(room, message.id), user.id, emoji);
    },
    takesReactionBack: (message, emoji) => {
      const { room } = where();
      unreact(world, room, findMessage(room, message.id), user.id, emoji);
    },
    types: () => {
      const { room } = where();
      const data = {
        channel_id: room.id,
        user_id: user.id,
        timestamp: Math.floor(world.clock.now() / 1000),
        ...(room.guild === null ? {} : { guild_id: room.guild.id }),
      };
      world.tell({ event: 'TYPING_START', data, room });
    },
    presses: (label) => {
      const on = inView().findLast((one) => labelled(one, label) !== undefined);
      const button = on === undefined ? undefined : labelled(on, label);
      if (on === undefined || button === undefined) {
        throw new Error(`fake Discord: there is no button "${label}" in this channel`);
      }
      mayPress(button, label);
      return press(on, `${button.custom_id}`);
    },
    pressesRaw: (customId, message) => {
      const on =
        message === undefined
          ? (inView().findLast((one) => one.message.author.id === world.bot.id) ?? gone())
          : where().room.messages.get(message.id);
      if (on === undefined) throw new Error('fake Discord: there is no such message of the bot here');
      return press(on, customId);
    },
    chooses: (...labels) => {
      const [label = ''] = labels;
      const on = inView().findLast((one) => menuWith(one, label) !== undefined);
      const menu = on === undefined ? undefined : menuWith(on, label);
      if (on === undefined || menu === undefined) {
        throw new Error(`fake Discord: there is no menu with "${label}" in this channel`);
      }
      const values = optionsOf(menu).filter((option) => labels.includes(`${option.label}`));
      return press(on, `${menu.custom_id}`, {
        component_type: menu.type,
        values: values.map(({ value }) => value),
      });
    },
    calls: (name, options = {}) => {
      const { room, isForeign = false } = where();
      const command = commandNamed(name);
      const data = {
        id: command.id,
        name,
        type: ApplicationCommandType.ChatInput,
        options: given(command, options),
        ...(command.guild_id === undefined ? {} : { guild_id: command.guild_id }),
      };
      return watch(
        interact(world, {
          type: InteractionType.ApplicationCommand,
          account,
          room,
          isForeign,
          command,
          data,
        }),
      );
    },
    beginsToCall: (name, option, typed) => {
      const { room, isForeign = false } = where();
      const command = commandNamed(name);
      const [one] = given(command, { [option]: typed });
      const { id, type } = command;
      const data = { id, name, type, options: [{ ...one, focused: true }] };
      const kind = InteractionType.ApplicationCommandAutocomplete;
      return watch(interact(world, { type: kind, account, room, isForeign, command, data }));
    },
  };
};
