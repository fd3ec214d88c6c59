import { isDeepStrictEqual, TextDecoder } from 'node:util';
import { readJson } from './json-text.ts';

/** A field that differs; `before` or `after` is undefined where it is not there. */
export interface FieldChange {
  /** Name of the field in its entry, with the language where the field has one text in each: `description.cs`. */
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

export type EntryChange =
  | { readonly what: 'added'; readonly id: string; readonly entry: unknown }
  | { readonly what: 'gone'; readonly id: string; readonly entry: unknown }
  | {
      readonly what: 'changed';
      readonly id: string;
      readonly entry: unknown;
      readonly fields: readonly FieldChange[];
    };

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What differs between two states of an entry, field by field. */
export function fieldChanges(before: Fields, after: Fields): readonly FieldChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((field) => {
    const [old, now] = [before[field], after[field]];
    if (isDeepStrictEqual(old, now)) return [];
    if (!isFields(old) || !isFields(now)) return [{ field, before: old, after: now }];
    return fieldChanges(old, now).map((change) => ({ ...change, field: `${field}.${change.field}` }));
  });
}

/**
 * What differs between two versions of a file, entry by entry; null when one of them is not JSON. They need not be valid: an
 * older version may have another form.
 */
export function fileChanges(before: Uint8Array, after: Uint8Array): readonly EntryChange[] | null {
  const [old, now] = [entriesIn(before), entriesIn(after)];
  if (old === null || now === null) return null;
  const ids = [...new Set([...old.keys(), ...now.keys()])];
  return ids.flatMap((id): readonly EntryChange[] => {
    const [was, is] = [old.get(id), now.get(id)];
    if (was === undefined) return [{ what: 'added', id, entry: is }];
    if (is === undefined) return [{ what: 'gone', id, entry: was }];
    const fields = fieldChanges(was, is);
    return fields.length === 0 ? [] : [{ what: 'changed', id, entry: is, fields }];
  });
}

const listNames = ['topics', 'contacts', 'services', 'guides', 'retired'] as const;

/** The entries of a file by what names them; a file that is one object is one entry without a name. */
function entriesIn(bytes: Uint8Array): ReadonlyMap<string, Fields> | null {
  const read = readJson(new TextDecoder().decode(bytes));
  if (!read.ok || !isFields(read.value)) return null;
  const { $schema: _, ...content } = read.value;
  const lists = listNames.map((name) => content[name]).filter((list) => Array.isArray(list));
  if (lists.length === 0) return new Map([['', content]]);
  const entries = lists.flat().filter((one) => isFields(one) && nameIn(one) !== null);
  return new Map(entries.map((entry) => [nameIn(entry) ?? '', entry]));
}

/** Retired numbers have no id; the number names them. */
const nameIn = (entry: Fields): string | null => {
  const name = entry.id ?? entry.number;
  if (typeof name !== 'string') return null;
  return entry.id === undefined && typeof entry.country === 'string' ? `${entry.country} ${name}` : name;
};
