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
  const { id, token } = interaction;
  const user: APIUser | undefined = interaction.member?.user ?? interaction.user;
  if (!isId(id) || typeof token !== 'string' || !isObject(user) || !isId(user.id)) return nothing;
  const scene = sceneOf(interaction, user, reader);
  const what = whatIs(interaction, scene, reader);
  if (what === 'where') return { is: 'where', channel: scene.channel };
  if (what === null) return nothing;
  const { locale, isPrivate } = scene;
  return { is: 'asked', asked: { id, token, user: user.id, locale, isPrivate, what } };
};

type What = Asked['what'];

/** Who asks and where, and what they can mean there. */
interface Scene {
  readonly user: string;
  readonly name: string;
  readonly locale: string;
  readonly isPrivate: boolean;
  readonly guild: string | undefined;
  readonly channel: string;
  readonly inDesk: boolean;
  /** It may be a place of the desk, and is not known yet. */
  readonly isOpen: boolean;
  readonly isStaff: boolean;
  readonly press: (data: string) => What;
  readonly says: (text: string, origin?: string) => What;
  readonly deskPress: (data: string) => What;
  readonly deskSays: (text: string) => What;
}

const sceneOf = (interaction: APIInteraction, user: APIUser, reader: Reader): Scene => {
  const { id, guild_id: guild, context, member } = interaction;
  const { desk, deskGuild } = reader;
  const isBotChat = (context ?? InteractionContextType.BotDM) === InteractionContextType.BotDM;
  const isPrivate = guild === undefined && isBotChat;
  const locale = localeOf('locale' in interaction ? interaction.locale : '');
  const channel = `${interaction.channel?.id ?? interaction.channel_id ?? ''}`;
  const mayBeDesk = guild !== undefined && desk !== null && (deskGuild ?? guild) === guild;
  const place = mayBeDesk ? reader.placeOf(channel) : undefined;
  const isStaff = desk !== null && Array.isArray(member?.roles) && member.roles.includes(desk.staffRole);
  const name = nameOf(user, member?.nick);
  const told = { key: `${platform}:${reader.bot}:i${id}`, at: timeOf(id) };
  const person = {
    ...told,
    from: 'person',
    person: personAddress(user.id),
    ...(locale === '' ? {} : { locale }),
  } as const;
  const worker = { ...told, from: 'desk', worker: { id: `${platform}:${user.id}`, name } } as const;
  const room = place?.in === 'room' ? roomAddress(channel) : null;
  const ifStaff = (incoming: FromDesk): What => (isStaff ? { do: 'desk', incoming } : { do: 'refuse' });
  const message = `i${id}`;
  return {
    user: user.id,
    name,
    locale,
    isPrivate,
    guild,
    channel,
    inDesk: place?.in === 'room' || place?.in === 'desk',
    isOpen: mayBeDesk && place === undefined,
    isStaff,
    press: (data) => ({
      do: 'person',
      incoming: { ...person, kind: 'press', data },
      prefers: isPrivate ? 'private' : 'here',
    }),
    says: (text, origin) => ({
      do: 'person',
      incoming: { ...person, kind: 'text', text, message, ...(origin === undefined ? {} : { origin }) },
      prefers: 'private',
    }),
    deskPress: (data) => ifStaff({ ...worker, kind: 'press', room, data }),
    deskSays: (text) => ifStaff({ ...worker, kind: 'text', room, text, message }),
  };
};

/** 'where': it must be known first what the channel is; null: nothing that concerns us. */
const whatIs = (interaction: APIInteraction, scene: Scene, reader: Reader): What | 'where' | null => {
  switch (interaction.type) {
    case InteractionType.ApplicationCommand:
      return isObject(interaction.data) ? fromCommand(interaction.data, scene, reader) : null;
    case InteractionType.MessageComponent:
      return isObject(interaction.data) ? fromButton(interaction, scene, reader) : null;
    case InteractionType.ModalSubmit: {
      const text = formText(interaction.data);
      return text === '' ? { do: 'nothing' } : scene.says(text);
    }
    default:
      return null;
  }
};

const fromCommand = (
  data: { readonly name: string; readonly options?: unknown },
  scene: Scene,
  reader: Reader,
): What | 'where' => {
  const { name } = data;
  const { channel, guild } = scene;
  const options = data.options as Options;
  if (name === ownCommands.panel || name === ownCommands.introduce) {
    const origin = originOf(textOption(options, 'place'), guild ?? '');
    return name === ownCommands.panel
      ? { do: 'panel', channel, origin }
      : { do: 'introduce', channel, origin, name: scene.name };
  }
  const isPersons = reader.commands.has(name) || name === ownCommands.write;
  // Of whoever is not of the staff it is a person's wherever it is given: it may be for the contacts.
  if (scene.isOpen && (scene.isStaff || !isPersons)) return 'where';
  const isForDesk = guild !== undefined && reader.deskCommands.has(name) && !reader.commands.has(name);
  const words = textOption(options);
  if (scene.inDesk || isForDesk) {
    return scene.deskSays(name === 'note' ? `// ${words}` : `/${name} ${words}`.trim());
  }
  if (name === ownCommands.write) return words === '' ? { do: 'form' } : scene.says(words);
  const press = reader.commands.get(name);
  return press === undefined ? { do: 'nothing' } : scene.press(press);
};

const fromButton = (
  interaction: Extract<APIInteraction, { type: InteractionType.MessageComponent }>,
  scene: Scene,
  { seal }: Reader,
): What | 'where' => {
  const { data } = interaction;
  const isList = data.component_type === ComponentType.StringSelect;
  const chosen = 'values' in data && Array.isArray(data.values) ? (data.values as readonly unknown[]) : [];
  const sealed = `${isList ? (chosen[0] ?? '') : data.custom_id}`;
  const forAll = seal.open(panelSide, sealed);
  if (forAll === openForm) return { do: 'form' };
  if (forAll?.startsWith(panelTalk)) return scene.says('/start', forAll.slice(panelTalk.length));
  if (forAll !== null) return scene.press(forAll);
  const own = seal.open(personSide(scene.user), sealed);
  if (isOurEphemeral(interaction)) return scene.press(own ?? '');
  if (scene.isOpen) return 'where';
  // What is not ours is told to the core as an empty press, which it answers as an old button.
  return scene.inDesk ? scene.deskPress(seal.open(deskSide, sealed) ?? '') : scene.press(own ?? '');
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
