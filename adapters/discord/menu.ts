import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type LocaleString,
  PermissionFlagsBits,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  Routes,
} from 'discord.js';
import type { Client } from './client.ts';
import { ownCommands } from './parse-interaction.ts';

/** A text by language. */
export type Localized = { readonly en: string } & Readonly<Partial<Record<string, string>>>;

/** Languages that Discord offers beside English, in which a text is used when nothing else fits; Slovak is none of them. */
const offered = ['cs', 'pl', 'uk'] as const satisfies readonly LocaleString[];

export interface Named {
  readonly names: Localized;
  readonly descriptions: Localized;
}

/** A command of persons, and what it presses. */
export type PersonCommand = Named & { readonly press: string };

export interface DeskCommand {
  readonly command: string;
  readonly description: string;
  /** null: it takes nothing. */
  readonly takes: {
    readonly what: string;
    readonly required: boolean;
    readonly choices: readonly string[];
  } | null;
}

export interface Menu {
  readonly commands: readonly PersonCommand[];
  /** To write from anywhere, and what its words are. */
  readonly write: Localized;
  readonly writeWords: Localized;
  readonly panel: Localized;
  readonly introduce: Localized;
  /** Where a panel stands, as it is shown on the card of a case. */
  readonly place: Localized;
  readonly desk: readonly DeskCommand[];
}

const longest = 100;
const cut = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);
const othersOf = (texts: Localized): Partial<Record<LocaleString, string>> =>
  Object.fromEntries(
    offered.flatMap((locale) => (texts[locale] === undefined ? [] : [[locale, cut(texts[locale])]])),
  );

const { Guild, BotDM, PrivateChannel } = InteractionContextType;
const { GuildInstall, UserInstall } = ApplicationIntegrationType;

/** The library says that rights are told as text; Discord's own description says as a number. */
type Command = Omit<RESTPostAPIChatInputApplicationCommandsJSONBody, 'default_member_permissions'> & {
  readonly default_member_permissions?: number;
};

const described = (descriptions: Localized) => ({
  description: cut(descriptions.en),
  description_localizations: othersOf(descriptions),
});

const base = ({ names, descriptions }: Named): Command => ({
  type: ApplicationCommandType.ChatInput,
  name: names.en,
  name_localizations: othersOf(names),
  ...described(descriptions),
});

const anywhere = {
  contexts: [Guild, BotDM, PrivateChannel],
  integration_types: [GuildInstall, UserInstall],
};

/** Words that a person may give with a command; a message of Discord holds no more. */
const longestWords = 2000;

const option = (
  name: string,
  descriptions: Localized,
  most: number,
): NonNullable<Command['options']>[number] => ({
  type: ApplicationCommandOptionType.String,
  name,
  ...described(descriptions),
  required: false,
  max_length: most,
});

/** The commands that stand everywhere. Pure. */
export const commandsForAll = (menu: Menu): readonly Command[] => [
  ...menu.commands.map((command) => ({ ...base(command), ...anywhere })),
  {
    ...base({ names: { en: ownCommands.write }, descriptions: menu.write }),
    ...anywhere,
    options: [option('words', menu.writeWords, longestWords)],
  },
  ...[
    { names: { en: ownCommands.panel }, descriptions: menu.panel },
    { names: { en: ownCommands.introduce }, descriptions: menu.introduce },
  ].map((one) => ({
    ...base(one),
    contexts: [Guild],
    integration_types: [GuildInstall],
    // Young people do not see it in the list; whether somebody is staff is looked up when it is used.
    default_member_permissions: Number(PermissionFlagsBits.ManageMessages),
    options: [option('place', menu.place, 32)],
  })),
];

/** The commands of the desk's server. Pure. */
export const commandsOfDesk = (menu: Menu): readonly Command[] =>
  menu.desk.map(({ command, description, takes }) => ({
    type: ApplicationCommandType.ChatInput,
    name: command,
    description: cut(description),
    ...(takes === null
      ? {}
      : {
          options: [
            {
              type: ApplicationCommandOptionType.String,
              name: 'words',
              description: cut(takes.what),
              required: takes.required,
              ...(takes.choices.length === 0
                ? {}
                : { choices: takes.choices.map((choice) => ({ name: choice, value: choice })) }),
            },
          ],
        }),
  }));

const fields = [
  'type',
  'name',
  'name_localizations',
  'description',
  'description_localizations',
  'options',
  'choices',
  'value',
  'required',
  'max_length',
  'contexts',
  'integration_types',
  'default_member_permissions',
];

/** What counts of a command, in one order, whatever Discord adds. */
const plain = (value: unknown, within = ''): unknown => {
  if (within === 'default_member_permissions') return `${value}`;
  if (Array.isArray(value)) return value.map((one) => plain(one));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(
    ([name, one]) =>
      (fields.includes(name) || within.endsWith('_localizations')) &&
      one !== null &&
      one !== undefined &&
      one !== false &&
      !(Array.isArray(one) && one.length === 0) &&
      !(typeof one === 'object' && Object.keys(one).length === 0),
  );
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, one]) => [name, plain(one, name)]),
  );
};

const looks = (commands: readonly object[]): string =>
  JSON.stringify(commands.map((one) => JSON.stringify(plain(one))).sort());

/** Sets what is not so yet: Discord lets commands be set 200 times a day, so it is looked at first. */
const setOne = async (client: Client, route: `/${string}`, commands: readonly Command[]): Promise<void> => {
  const there = await client.get<readonly object[]>(route, { with_localizations: 'true' });
  // On a server they are told for that server only, which is not ours to say.
  const wanted = commands.map((one) => ({ ...one }));
  const bare = route.includes('/guilds/')
    ? there.map((one) => ({ ...one, contexts: [], integration_types: [] }))
    : there;
  if (looks(bare) !== looks(wanted)) await client.put(route, wanted);
};

export const setMenu = async (
  client: Client,
  application: string,
  menu: Menu,
  guild: string | null,
): Promise<void> => {
  await setOne(client, Routes.applicationCommands(application), commandsForAll(menu));
  if (guild !== null) {
    await setOne(client, Routes.applicationGuildCommands(application, guild), commandsOfDesk(menu));
  }
};
