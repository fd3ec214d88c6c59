/** All that can be read in a message: its text, the texts of its cards, and its buttons in brackets. */
export const readable = (message: { readonly content?: string; readonly components?: unknown }): string =>
  [message.content ?? '', ...textsIn(message.components)].filter((text) => text !== '').join('\n');

const textsIn = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  const own =
    'content' in value && typeof value.content === 'string'
      ? [value.content]
      : 'label' in value && typeof value.label === 'string'
        ? [`[${value.label}]`]
        : [];
  return [
    ...own,
    ...('components' in value ? textsIn(value.components) : []),
    ...('options' in value ? textsIn(value.options) : []),
  ];
};
