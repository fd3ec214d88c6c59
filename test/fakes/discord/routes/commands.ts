import { type APIApplicationCommand, ApplicationCommandType, Locale } from 'discord-api-types/v10';
import { bodyOf, type Call, nothing, ok, param, type Route } from '../call.ts';
import { invalidForm, Refusal, refusal, tooLong } from '../refusal.ts';

interface CommandForm {
  readonly name?: string;
  readonly type?: ApplicationCommandType;
  readonly description?: string;
  readonly name_localizations?: Readonly<Record<string, string>> | null;
  readonly description_localizations?: Readonly<Record<string, string>> | null;
  readonly options?: readonly CommandForm[];
  readonly required?: boolean;
  readonly choices?: readonly object[];
  readonly default_member_permissions?: number | null;
  readonly contexts?: readonly number[] | null;
  readonly integration_types?: readonly number[];
}

const most = 100;
const mostCreates = 200;
const namePattern = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const locales = new Set<string>(Object.values(Locale));

const checkLocales = (path: string, given: Readonly<Record<string, string>> | null | undefined): void => {
  for (const locale of Object.keys(given ?? {})) {
    if (!locales.has(locale)) {
      throw invalidForm(`${path}`, 'ENUM_TYPE_COERCE', `Value "${locale}" is not a valid enum value.`);
    }
  }
};

const isChatInput = ({ type }: CommandForm): boolean =>
  (type ?? ApplicationCommandType.ChatInput) === ApplicationCommandType.ChatInput;

const checkName = (path: string, name: string | undefined): void => {
  if (name !== undefined && namePattern.test(name) && name === name.toLowerCase()) return;
  throw invalidForm(path, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
};

const checkDescription = (path: string, text: string | undefined): void => {
  if (text === undefined || text.length < 1 || text.length > 100) {
    throw invalidForm(path, 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 100 in length.');
  }
};

const check = (path: string, command: CommandForm): void => {
  checkLocales(`${path}.name_localizations`, command.name_localizations);
  checkLocales(`${path}.description_localizations`, command.description_localizations);
  if (!isChatInput(command)) return;
  for (const name of [command.name, ...Object.values(command.name_localizations ?? {})]) {
    checkName(`${path}.name`, name);
  }
  for (const text of [command.description, ...Object.values(command.description_localizations ?? {})]) {
    checkDescription(`${path}.description`, text);
  }
  const options = command.options ?? [];
  if (options.length > 25) throw tooLong(`${path}.options`, 25);
  let optional = false;
  for (const [i, option] of options.entries()) {
    checkName(`${path}.options.${i}.name`, option.name);
    checkDescription(`${path}.options.${i}.description`, option.description);
    if ((option.choices ?? []).length > 25) throw tooLong(`${path}.options.${i}.choices`, 25);
    if (option.required === true && optional) {
      throw invalidForm(
        `${path}.options.${i}`,
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      );
    }
    optional ||= option.required !== true;
  }
};

/** Letters of all names and descriptions; what is translated counts by its longest. */
const lettersOf = (command: CommandForm): number => {
  const longest = (one: string | undefined, others: CommandForm['name_localizations']): number =>
    Math.max(...[one ?? '', ...Object.values(others ?? {})].map(({ length }) => length));
  return (
    longest(command.name, command.name_localizations) +
    longest(command.description, command.description_localizations) +
    (command.options ?? []).reduce((sum, option) => sum + lettersOf(option), 0)
  );
};

const shape = (
  call: Call,
  guild: string,
  form: CommandForm,
  before: APIApplicationCommand | undefined,
): APIApplicationCommand => {
  const { world } = call;
  // Asked as a number, told as text.
  const needed = form.default_member_permissions ?? null;
  return {
    dm_permission: true,
    nsfw: false,
    description: '',
    ...form,
    default_member_permissions: needed === null ? null : `${needed}`,
    id: before?.id ?? world.nextId(),
    application_id: world.bot.id,
    version: world.nextId(),
    type: form.type ?? ApplicationCommandType.ChatInput,
    integration_types: form.integration_types ?? [0],
    contexts: form.contexts ?? null,
    ...(guild === '' ? {} : { guild_id: guild }),
  } as unknown as APIApplicationCommand;
};

const key = ({ name, type }: { readonly name?: string; readonly type?: number }): string =>
  `${type ?? 1} ${name}`;

const put = (call: Call): object => {
  const guild = param(call, 'guild');
  if (!Array.isArray(call.body)) throw new Refusal(400, 50035, 'Invalid Form Body');
  const forms = call.body as readonly CommandForm[];
  for (const [i, form] of forms.entries()) {
    check(`${i}`, form);
    if (lettersOf(form) > 8000) throw tooLong(`${i}`, 8000);
  }
  if (forms.filter(isChatInput).length > most) {
    throw new Refusal(400, 30032, 'Maximum number of application commands reached (100)');
  }
  if (new Set(forms.map(key)).size < forms.length) {
    throw invalidForm(
      '0.name',
      'APPLICATION_COMMANDS_DUPLICATE_NAME',
      'Application command names must be unique',
    );
  }
  const before = new Map((call.world.commands.get(guild) ?? []).map((one) => [key(one), one]));
  const fresh = forms.filter((form) => !before.has(key(form))).length;
  if (call.world.commandsCreated + fresh > mostCreates) {
    throw new Refusal(
      400,
      30034,
      'Maximum number of daily application command creates has been reached (200)',
    );
  }
  call.world.commandsCreated += fresh;
  const commands = forms.map((form) => shape(call, guild, form, before.get(key(form))));
  call.world.commands.set(guild, commands);
  return commands;
};

const listed = (call: Call): readonly APIApplicationCommand[] =>
  call.world.commands.get(param(call, 'guild')) ?? [];

const routesAt = (path: string): readonly Route[] => [
  { method: 'GET', path, run: (call) => ok(listed(call)) },
  { method: 'PUT', path, run: (call) => ok(put(call)) },
  {
    method: 'POST',
    path,
    run: (call) => {
      const form = bodyOf<CommandForm>(call);
      const others = listed(call).filter((one) => key(one) !== key(form));
      const all = put({ ...call, body: [...others, form] }) as readonly APIApplicationCommand[];
      return { status: 201, body: all.at(-1) };
    },
  },
  {
    method: 'DELETE',
    path: `${path}/:command`,
    run: (call) => {
      const all = listed(call);
      const left = all.filter(({ id }) => id !== param(call, 'command'));
      if (left.length === all.length) throw refusal(10063);
      call.world.commands.set(param(call, 'guild'), [...left]);
      return nothing;
    },
  },
];

export const commandRoutes: readonly Route[] = [
  ...routesAt('/applications/:application/commands'),
  ...routesAt('/applications/:application/guilds/:guild/commands'),
];
