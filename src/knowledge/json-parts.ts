/**
 * An object as `JSON.stringify(data, null, 2)` writes it, with a line break at its end, but entry by entry: the text of a big
 * directory, and what making it takes, would be several times the directory.
 */
export function* jsonParts(data: object): Generator<string> {
  let before = '{\n';
  for (const [name, value] of Object.entries(data) as readonly (readonly [string, unknown])[]) {
    if (value === undefined) continue;
    yield `${before}  ${JSON.stringify(name)}: `;
    before = ',\n';
    if (Array.isArray(value) && value.length > 0) yield* itemsOf(value);
    else yield indented(value, '  ');
  }
  yield before === ',\n' ? '\n}\n' : '{}\n';
}

function* itemsOf(list: readonly unknown[]): Generator<string> {
  let before = '[\n';
  for (const item of list) {
    yield `${before}    ${indented(item, '    ')}`;
    before = ',\n';
  }
  yield '\n  ]';
}

/** No text in JSON holds a line break of its own, so that each one found is between fields. */
const indented = (value: unknown, by: string): string =>
  JSON.stringify(value ?? null, null, 2).replaceAll('\n', `\n${by}`);
