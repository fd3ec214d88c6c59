import { type APIMessageTopLevelComponent, ComponentType } from 'discord-api-types/v10';
import { invalidForm, tooLong } from './refusal.ts';

/** A component as it came: nothing in it is sure yet. */
export interface Loose {
  readonly type?: number;
  readonly id?: number;
  readonly components?: readonly Loose[];
  readonly accessory?: Loose;
  readonly component?: Loose;
  readonly [field: string]: unknown;
}

const selects: readonly (number | undefined)[] = [
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
];

const inside = (component: Loose): readonly Loose[] => [
  ...(component.components ?? []),
  ...(component.accessory === undefined ? [] : [component.accessory]),
  ...(component.component === undefined ? [] : [component.component]),
];

/** A component and all that stand in it. */
export const flat = (components: readonly Loose[]): readonly Loose[] =>
  components.flatMap((one) => [one, ...flat(inside(one))]);

const atMost = (path: string, value: unknown, most: number): void => {
  if (typeof value === 'string' && value.length > most) throw tooLong(path, most);
};

const lengthBetween = (path: string, value: unknown, least: number, most: number): void => {
  if (typeof value === 'string' && value.length >= least && value.length <= most) return;
  throw invalidForm(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${least} and ${most} in length.`);
};

const checkUrl = (path: string, url: unknown): void => {
  const scheme = typeof url === 'string' ? /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1] : undefined;
  if (scheme === undefined) throw invalidForm(path, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
  if (['http', 'https', 'discord'].includes(scheme)) return;
  throw invalidForm(
    path,
    'URL_TYPE_INVALID_SCHEME',
    `Scheme "${scheme}" is not supported. Scheme must be one of ('http', 'https', 'discord').`,
  );
};

const checkButton = (path: string, button: Loose): void => {
  const isLink = button.style === 5;
  atMost(`${path}.label`, button.label, 80);
  if (isLink) {
    checkUrl(`${path}.url`, button.url);
    atMost(`${path}.url`, button.url, 512);
  } else lengthBetween(`${path}.custom_id`, button.custom_id, 1, 100);
  if (isLink && button.custom_id !== undefined) {
    throw invalidForm(
      path,
      'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
      'A custom id and url cannot both be specified',
    );
  }
  if ((button.label ?? '') === '' && button.emoji === undefined) {
    throw invalidForm(path, 'BUTTON_COMPONENT_LABEL_OR_EMOJI', 'A button must have a label or an emoji');
  }
};

const checkSelect = (path: string, select: Loose): void => {
  lengthBetween(`${path}.custom_id`, select.custom_id, 1, 100);
  atMost(`${path}.placeholder`, select.placeholder, 150);
  if (select.type !== ComponentType.StringSelect) return;
  const options = Array.isArray(select.options) ? (select.options as readonly Loose[]) : [];
  if (options.length < 1 || options.length > 25) {
    throw invalidForm(`${path}.options`, 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 25 in length.');
  }
  for (const [i, option] of options.entries()) {
    lengthBetween(`${path}.options.${i}.label`, option.label, 1, 100);
    lengthBetween(`${path}.options.${i}.value`, option.value, 1, 100);
    atMost(`${path}.options.${i}.description`, option.description, 100);
  }
  if (new Set(options.map(({ value }) => value)).size < options.length) {
    throw invalidForm(
      `${path}.options`,
      'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
      'The specified option value is already used',
    );
  }
};

const checkRow = (path: string, row: Loose): void => {
  const children = row.components ?? [];
  const isSelect = children.some(({ type }) => selects.includes(type) || type === ComponentType.TextInput);
  if (children.length < 1 || children.length > (isSelect ? 1 : 5)) {
    throw invalidForm(`${path}.components`, 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5 in length.');
  }
};

const checkOne = (path: string, one: Loose): void => {
  switch (one.type) {
    case ComponentType.ActionRow:
      checkRow(path, one);
      break;
    case ComponentType.Button:
      checkButton(path, one);
      break;
    case ComponentType.StringSelect:
    case ComponentType.UserSelect:
    case ComponentType.RoleSelect:
    case ComponentType.MentionableSelect:
    case ComponentType.ChannelSelect:
      checkSelect(path, one);
      break;
    case ComponentType.TextDisplay:
      lengthBetween(`${path}.content`, one.content, 1, 4000);
      break;
    case ComponentType.Section:
      if ((one.components?.length ?? 0) < 1 || (one.components?.length ?? 0) > 3) {
        throw invalidForm(`${path}.components`, 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 3 in length.');
      }
      if (one.accessory === undefined) {
        throw invalidForm(`${path}.accessory`, 'BASE_TYPE_REQUIRED', 'This field is required');
      }
      break;
    case ComponentType.TextInput:
      lengthBetween(`${path}.custom_id`, one.custom_id, 1, 100);
      atMost(`${path}.label`, one.label, 45);
      atMost(`${path}.placeholder`, one.placeholder, 100);
      atMost(`${path}.value`, one.value, 4000);
      break;
    case ComponentType.Container:
      if ((one.components?.length ?? 0) < 1) {
        throw invalidForm(`${path}.components`, 'BASE_TYPE_REQUIRED', 'This field is required');
      }
      break;
    default:
      break;
  }
  for (const [i, child] of (one.components ?? []).entries()) checkOne(`${path}.components.${i}`, child);
  if (one.accessory !== undefined) checkOne(`${path}.accessory`, one.accessory);
  if (one.component !== undefined) checkOne(`${path}.component`, one.component);
};

const mostText = 4000;
const mostComponents = 40;

/** Holds the components of a message against what Discord takes. */
export const checkComponents = (components: readonly Loose[], isV2: boolean): void => {
  const all = flat(components);
  for (const [i, one] of components.entries()) {
    if (!isV2 && one.type !== ComponentType.ActionRow) {
      throw invalidForm(
        `components.${i}.type`,
        'UNION_TYPE_CHOICES',
        'Value of field "type" must be one of (1,).',
      );
    }
    checkOne(`components.${i}`, one);
  }
  if (!isV2 && components.length > 5) {
    throw invalidForm('components', 'BASE_TYPE_BAD_LENGTH', 'Must be 5 or fewer in length.');
  }
  if (isV2 && all.length > mostComponents) {
    throw invalidForm(
      'components',
      'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
      `The total number of components cannot exceed ${mostComponents}`,
    );
  }
  const text = all.reduce((sum, { content }) => sum + (typeof content === 'string' ? content.length : 0), 0);
  if (isV2 && text > mostText) {
    throw invalidForm(
      'components',
      'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      `The total size of displayable text cannot exceed ${mostText}`,
    );
  }
  const ids = all.flatMap(({ custom_id: id }) => (typeof id === 'string' ? [id] : []));
  if (new Set(ids).size < ids.length) {
    throw invalidForm(
      'components',
      'COMPONENT_CUSTOM_ID_DUPLICATED',
      'Component custom id cannot be duplicated',
    );
  }
};

const defaults: Readonly<Record<number, object>> = {
  [ComponentType.Container]: { accent_color: null, spoiler: false },
  [ComponentType.Separator]: { divider: true, spacing: 1 },
  [ComponentType.StringSelect]: { min_values: 1, max_values: 1 },
  [ComponentType.UserSelect]: { min_values: 1, max_values: 1 },
  [ComponentType.RoleSelect]: { min_values: 1, max_values: 1 },
  [ComponentType.ChannelSelect]: { min_values: 1, max_values: 1 },
  [ComponentType.MentionableSelect]: { min_values: 1, max_values: 1 },
};

/** Components as a message shows them: each with a number, and with what was left out. */
export const shownComponents = (components: readonly Loose[]): APIMessageTopLevelComponent[] => {
  let last = 0;
  const shown = (one: Loose): Loose => {
    last += 1;
    const id = one.id === undefined || one.id === 0 ? last : one.id;
    return {
      ...defaults[one.type ?? 0],
      ...one,
      id,
      ...(one.components === undefined ? {} : { components: one.components.map(shown) }),
      ...(one.accessory === undefined ? {} : { accessory: shown(one.accessory) }),
    };
  };
  return components.map(shown) as unknown as APIMessageTopLevelComponent[];
};

/** Holds a form that opens over the chat against what Discord takes. */
export const checkModal = (modal: Loose): void => {
  lengthBetween('data.title', modal.title, 1, 45);
  lengthBetween('data.custom_id', modal.custom_id, 1, 100);
  const components = modal.components ?? [];
  if (components.length < 1 || components.length > 5) {
    throw invalidForm('data.components', 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5 in length.');
  }
  for (const [i, one] of components.entries()) {
    if (one.type === ComponentType.Label) lengthBetween(`data.components.${i}.label`, one.label, 1, 45);
    checkOne(`data.components.${i}`, one);
  }
};
