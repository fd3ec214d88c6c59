import { ComponentType } from 'discord-api-types/v10';
import { flat, type Loose } from './components.ts';
import type { Stored } from './world.ts';

/** The button with this label. */
export const labelled = ({ message }: Stored, label: string): Loose | undefined =>
  flat((message.components ?? []) as unknown as readonly Loose[]).find(
    (one) => one.type === ComponentType.Button && one.label === label,
  );

export const optionsOf = (menu: Loose): readonly Loose[] => (Array.isArray(menu.options) ? menu.options : []);

/** The menu that has an option with this label. */
export const menuWith = ({ message }: Stored, label: string): Loose | undefined =>
  flat((message.components ?? []) as unknown as readonly Loose[]).find((one) =>
    optionsOf(one).some((option) => option.label === label),
  );

/** Throws where a person could not press, or the bot would not hear of it. */
export const mayPress = (button: Loose, label: string): void => {
  if (button.url !== undefined)
    throw new Error(`fake Discord: "${label}" opens a page, it tells the bot nothing`);
  if (button.disabled === true) throw new Error(`fake Discord: "${label}" cannot be pressed any more`);
};

/** What a filled-in form sends back: the same tree, with values. */
export const filled = (
  components: readonly Loose[],
  values: Readonly<Record<string, string | readonly string[]>>,
): readonly object[] =>
  components.map((one, i) => {
    const base = { type: one.type, id: one.id ?? i + 1 };
    if (one.components !== undefined) return { ...base, components: filled(one.components, values) };
    if (one.component !== undefined) return { ...base, component: filled([one.component], values)[0] };
    if (typeof one.custom_id !== 'string') return base;
    const value = values[one.custom_id];
    if (one.type !== ComponentType.TextInput) {
      return { ...base, custom_id: one.custom_id, values: value === undefined ? [] : [value].flat() };
    }
    const text = typeof value === 'string' ? value : `${one.value ?? ''}`;
    if (one.required !== false && text === '') {
      throw new Error(`fake Discord: the field "${one.custom_id}" must be filled in`);
    }
    return { ...base, custom_id: one.custom_id, value: text };
  });
