import {
  type APIApplicationCommand,
  type APIMessage,
  InteractionType,
  MessageFlags,
  MessageReferenceType,
  MessageType,
} from 'discord-api-types/v10';
import type { Loose } from './components.ts';
import type { MessageForm } from './message-form.ts';
import { compose, place, tellEdited } from './messages.ts';
import { permissionsIn } from './permissions.ts';
import type { Upload } from './request-body.ts';
import { bareMember, channelShape } from './shapes.ts';
import type { Account, Room, Stored, World } from './world.ts';

/** How a press or a command was acknowledged. */
export type Acknowledged = 'message' | 'deferred' | 'deferred-update' | 'update' | 'modal' | 'choices';

/** A press, a command or a form that somebody filled in. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly type: InteractionType;
  readonly at: number;
  readonly account: Account;
  readonly room: Room;
  /** In a place where the bot is not: nothing of it is told but the interaction itself. */
  readonly isForeign: boolean;
  /** The message that was pressed on. */
  readonly pressedOn: Stored | null;
  /** What opened the form that was filled in. */
  readonly openedBy: Interaction | null;
  readonly commandName: string | null;
  /** Whether the app is there by the server; else by the person alone. */
  readonly byServer: boolean;
  acknowledged: Acknowledged | null;
  /** `@original`. */
  original: Stored | null;
  followUps: number;
  /** The form that opened. */
  modal: Loose | null;
  choices: readonly unknown[];
  /** What came of it, oldest first; ephemeral messages live only here. */
  readonly messages: Map<string, Stored>;
}

export const deadline = 3000;
export const tokenLife = 15 * 60_000;

export const isEphemeral = ({ message }: Stored): boolean =>
  ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;

export interface NewInteraction {
  readonly type: InteractionType;
  readonly account: Account;
  readonly room: Room;
  readonly isForeign?: boolean;
  readonly pressedOn?: Stored | null;
  readonly openedBy?: Interaction;
  readonly command?: APIApplicationCommand;
  readonly data: object;
}

const attachmentLimit = 10 * 1024 * 1024;

const owners = (account: Account, room: Room, byServer: boolean): Record<string, string> => ({
  ...(byServer ? { 0: room.guild?.id ?? '0' } : {}),
  ...(account.hasApp ? { 1: account.user.id } : {}),
});

/** Something is pressed, called or filled in, and the bot is told. */
export const interact = (world: World, given: NewInteraction): Interaction => {
  const { account, room, type } = given;
  const isForeign = given.isForeign ?? false;
  const byServer = !isForeign && (room.guild === null ? true : room.guild.members.has(world.bot.id));
  const interaction: Interaction = {
    id: world.nextId(),
    token: `token-${world.nextId()}`,
    type,
    at: world.clock.now(),
    account,
    room,
    isForeign,
    pressedOn: given.pressedOn ?? null,
    openedBy: given.openedBy ?? null,
    commandName: given.command?.name ?? null,
    byServer,
    acknowledged: null,
    original: null,
    followUps: 0,
    modal: null,
    choices: [],
    messages: new Map(),
  };
  world.interactions.set(interaction.id, interaction);
  const { guild } = room;
  const member = guild === null ? null : bareMember(world, guild, account.user.id);
  const who =
    member === null
      ? { user: account.user }
      : {
          member: { ...member, user: account.user, permissions: `${permissionsIn(room, account.user.id)}` },
        };
  world.tell({
    event: 'INTERACTION_CREATE',
    room,
    data: {
      id: interaction.id,
      application_id: world.bot.id,
      type,
      data: given.data,
      token: interaction.token,
      version: 1,
      channel_id: room.id,
      channel: channelShape(world, room),
      ...(guild === null
        ? {}
        : { guild_id: guild.id, guild: { id: guild.id, locale: 'cs', features: [] }, guild_locale: 'cs' }),
      ...who,
      ...(interaction.pressedOn === null ? {} : { message: interaction.pressedOn.message }),
      app_permissions: `${permissionsIn(room, world.bot.id)}`,
      locale: account.locale,
      entitlements: [],
      authorizing_integration_owners: owners(account, room, byServer),
      context: guild === null ? (isForeign ? 2 : 1) : 0,
      attachment_size_limit: attachmentLimit,
    },
  });
  return interaction;
};

const metadata = (interaction: Interaction): object => {
  const { id, type, account, room, byServer, pressedOn, openedBy, original } = interaction;
  return {
    id,
    type,
    user: account.user,
    authorizing_integration_owners: owners(account, room, byServer),
    ...(original === null ? {} : { original_response_message_id: original.message.id }),
    ...(type === InteractionType.MessageComponent
      ? { interacted_message_id: pressedOn?.message.id ?? '0' }
      : {}),
    ...(openedBy === null ? {} : { triggering_interaction_metadata: metadata(openedBy) }),
  };
};

const kindOf = ({ type, pressedOn, room, original }: Interaction): Partial<APIMessage> => {
  if (type === InteractionType.ApplicationCommand && original === null) {
    return { type: MessageType.ChatInputCommand };
  }
  const target = original?.message ?? pressedOn?.message;
  if (target === undefined) return {};
  return {
    type: MessageType.Reply,
    message_reference: {
      type: MessageReferenceType.Default,
      channel_id: room.id,
      message_id: target.id,
      ...(room.guild === null ? {} : { guild_id: room.guild.id }),
    },
  };
};

/** The answer to an interaction: for all to see, or for the one person only. */
export const answer = (
  world: World,
  interaction: Interaction,
  form: MessageForm,
  files: readonly Upload[],
  isLoading = false,
): Stored => {
  const { room } = interaction;
  const ephemeral = (form.flags ?? 0) & MessageFlags.Ephemeral;
  const stored = compose(world, room, world.bot, form, files, {
    application_id: world.bot.id,
    webhook_id: world.bot.id,
    interaction_metadata: metadata(interaction) as NonNullable<APIMessage['interaction_metadata']>,
    ...kindOf(interaction),
  });
  const flags = (stored.message.flags ?? 0) | ephemeral | (isLoading ? MessageFlags.Loading : 0);
  stored.message = { ...stored.message, flags: flags as MessageFlags };
  interaction.messages.set(stored.message.id, stored);
  if (ephemeral === 0) {
    if (interaction.isForeign) room.messages.set(stored.message.id, stored);
    else place(world, room, stored);
  }
  world.changed();
  return stored;
};

/** A changed answer is told where it was told before. */
export const tellChanged = (world: World, { room, isForeign }: Interaction, stored: Stored): void => {
  if (isForeign || isEphemeral(stored)) world.changed();
  else tellEdited(world, room, stored);
};
