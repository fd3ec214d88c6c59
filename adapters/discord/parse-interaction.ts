import {
  type APIApplicationCommandInteractionDataOption,
  type APIInteraction,
  type APIUser,
  ComponentType,
  InteractionContextType,
  InteractionType,
  MessageFlags,
} from 'discord.js';
import type { FromDesk, FromPerson } from '../../src/port.ts';
import { personAddress, platform, roomAddress } from './addresses.ts';
import { isObject, nameOf, nothing, type Parsed, type Reader } from './reading.ts';
import { deskSide, panelSide, personSide } from './sides.ts';
import { isId, timeOf } from './snowflake.ts';

/** Somebody pressed or commanded something, and Discord waits for an answer. */
export interface Asked {
  readonly id: string;
  readonly token: string;
  readonly user: string;
  /** Language tag of their app; empty: unknown. */
  readonly locale: string;
  /** In the private chat with the bot, where no answer but the bot's posts is needed. */
  readonly isPrivate: boolean;
  readonly what:
    | { readonly do: 'person'; readonly incoming: FromPerson; readonly prefers: 'private' | 'here' }
    | { readonly do: 'desk'; readonly incoming: FromDesk }
    | { readonly do: 'refuse' }
    /** Opens the form in which somebody writes whose private messages are closed. */
    | { readonly do: 'form' }
    /** A worker posts a card with buttons for all, in this channel. */
    | { readonly do: 'panel'; readonly channel: string; readonly origin: string }
    | { readonly do: 'introduce'; readonly channel: string; readonly origin: string; readonly name: string }
    | { readonly do: 'nothing' };
}

/** Names of commands that are neither a person's nor the desk's, and of what only a form holds. */
export const ownCommands = { panel: 'panel', introduce: 'streetworker', write: 'write' } as const;
export const formField = 'words';
/** What stands behind the buttons of a panel, and behind the one that opens the form. */
export const panelTalk = 'talk:';
export const openForm = 'form';

type Options = readonly APIApplicationCommandInteractionDataOption[] | undefined;

const textOption = (options: Options, name?: string): string =>
  (Array.isArray(options) ? (options as NonNullable<Options>) : [])
    .filter((option) => isObject(option) && 'value' in option && (name === undefined || option.name === name))
    .map((option) => ('value' in option ? String(option.value) : ''))
    .join(' ')
    .trim();

const localeOf = (tag: unknown): string =>
  typeof tag === 'string' ? (tag.toLowerCase().split('-')[0] ?? '') : '';

/** Where somebody comes from, as a name that fits into an address. */
const originOf = (name: string, guild: string): string => {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const origin = plain
    .replace(/[^\w-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 32);
  return origin === '' ? `discord-${guild}` : origin;
};

/** Reads an interaction. Never throws. Pure. */
export const parseInteraction = (interaction: APIInteraction, reader: Reader): Parsed => {
  const { id, token, guild_id: guild, context } = interaction;
  const user: APIUser | undefined = interaction.member?.user ?? interaction.user;
  if (!isId(id) || typeof token !== 'string' || !isObject(user) || !isId(user.id)) return nothing;
  const isPrivate =
    guild === undefined && (context ?? InteractionContextType.BotDM) === InteractionContextType.BotDM;
  const locale = localeOf('locale' in interaction ? interaction.locale : '');
  const frame = { id, token, user: user.id, locale, isPrivate };
  const asked = (what: Asked['what']): Parsed => ({ is: 'asked', asked: { ...frame, what } });
  const base = {
    key: `${platform}:${reader.bot}:i${id}`,
    at: timeOf(id),
    from: 'person',
    person: personAddress(user.id),
    ...(locale === '' ? {} : { locale }),
  } as const;
  const press = (data: string): Asked['what'] => ({
    do: 'person',
    incoming: { ...base, kind: 'press', data },
    prefers: isPrivate ? 'private' : 'here',
  });
  const says = (text: string, origin?: string): Asked['what'] => ({
    do: 'person',
    incoming: { ...base, kind: 'text', text, message: `i${id}`, ...(origin === undefined ? {} : { origin }) },
    prefers: 'private',
  });

  const channel = interaction.channel?.id ?? interaction.channel_id ?? '';
  const place = guild === undefined || reader.desk === null ? undefined : reader.placeOf(channel);
  const inDesk = place?.in === 'room' || place?.in === 'desk';
  const roles = interaction.member?.roles;
  const isStaff = reader.desk !== null && Array.isArray(roles) && roles.includes(reader.desk.staffRole);
  const worker = { id: `${platform}:${user.id}`, name: nameOf(user, interaction.member?.nick) };
  const room = place?.in === 'room' ? roomAddress(channel) : null;
  const told = { key: base.key, at: base.at, from: 'desk', worker } as const;
  const deskSays = (text: string): Asked['what'] =>
    isStaff
      ? { do: 'desk', incoming: { ...told, kind: 'text', room, text, message: `i${id}` } }
      : { do: 'refuse' };

  switch (interaction.type) {
    case InteractionType.ApplicationCommand: {
      if (!isObject(interaction.data)) return nothing;
      const { name } = interaction.data;
      const options = 'options' in interaction.data ? (interaction.data.options as Options) : undefined;
      const origin = originOf(textOption(options, 'place'), guild ?? '');
      if (name === ownCommands.panel) return asked({ do: 'panel', channel, origin });
      if (name === ownCommands.introduce) {
        return asked({ do: 'introduce', channel, origin, name: worker.name });
      }
      if (inDesk || (guild !== undefined && reader.deskCommands.has(name) && !reader.commands.has(name))) {
        // What it is cannot be told before it is known whether the channel is a room.
        if (place === undefined && reader.desk !== null) return { is: 'where', channel };
        const words = textOption(options);
        return asked(deskSays(name === 'note' ? `// ${words}` : `/${name} ${words}`.trim()));
      }
      if (name === ownCommands.write) {
        const text = textOption(options);
        return asked(text === '' ? { do: 'form' } : says(text));
      }
      const data = reader.commands.get(name);
      return asked(data === undefined ? { do: 'nothing' } : press(data));
    }
    case InteractionType.MessageComponent: {
      if (!isObject(interaction.data)) return nothing;
      const { custom_id: custom } = interaction.data;
      const [value] = 'values' in interaction.data ? interaction.data.values : [];
      const sealed = `${interaction.data.component_type === ComponentType.StringSelect ? (value ?? '') : custom}`;
      if (
        guild !== undefined &&
        reader.desk !== null &&
        place === undefined &&
        !isOurEphemeral(interaction)
      ) {
        const opened = reader.seal.open(panelSide, sealed);
        if (opened === null) return { is: 'where', channel };
      }
      if (inDesk) {
        const data = reader.seal.open(deskSide, sealed) ?? '';
        return asked(
          isStaff ? { do: 'desk', incoming: { ...told, kind: 'press', room, data } } : { do: 'refuse' },
        );
      }
      const forAll = reader.seal.open(panelSide, sealed);
      if (forAll === openForm) return asked({ do: 'form' });
      if (forAll?.startsWith(panelTalk)) {
        return asked(says('/start', forAll.slice(panelTalk.length)));
      }
      if (forAll !== null) return asked(press(forAll));
      // What is not ours is told to the core as an empty press, which it answers as an old button.
      return asked(press(reader.seal.open(personSide(user.id), sealed) ?? ''));
    }
    case InteractionType.ModalSubmit: {
      const text = formText(interaction.data);
      return asked(text === '' ? { do: 'nothing' } : says(text));
    }
    default:
      return nothing;
  }
};

const isOurEphemeral = (interaction: APIInteraction): boolean =>
  isObject(interaction.message) && ((interaction.message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;

/** The words in a form, wherever Discord puts the field. */
const formText = (data: unknown): string => {
  if (!isObject(data)) return '';
  if (
    'custom_id' in data &&
    data.custom_id === formField &&
    'value' in data &&
    typeof data.value === 'string'
  ) {
    return data.value.trim();
  }
  const inside = [
    ...('components' in data && Array.isArray(data.components) ? (data.components as unknown[]) : []),
    ...('component' in data ? [data.component] : []),
  ];
  return inside.map(formText).find((text) => text !== '') ?? '';
};

/**
 * How an interaction is answered at once, before anything is looked up: with a form, by leaving the message under which a
 * button was pressed as it is, or by an answer only for who asked that is still to come. Pure.
 */
export const firstAnswer = (
  interaction: APIInteraction,
  { seal }: Pick<Reader, 'seal'>,
): 'form' | 'as-it-is' | 'to-come' => {
  const { data } = interaction;
  if (!isObject(data)) return 'to-come';
  if (interaction.type === InteractionType.ApplicationCommand) {
    const { name } = interaction.data;
    const options = 'options' in interaction.data ? (interaction.data.options as Options) : undefined;
    return name === ownCommands.write && textOption(options) === '' ? 'form' : 'to-come';
  }
  if (interaction.type !== InteractionType.MessageComponent) return 'to-come';
  const forAll = seal.open(panelSide, `${interaction.data.custom_id}`);
  if (forAll !== null) return forAll === openForm ? 'form' : 'to-come';
  return isOurEphemeral(interaction) ? 'to-come' : 'as-it-is';
};
