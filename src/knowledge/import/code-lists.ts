import { access } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { ImportError } from './import-error.ts';
import { readEntries } from './read-entries.ts';

/** Code lists of the ministry, as its files are called; they lie beside the register. */
export const codeListFiles = {
  kinds: 'druhy-socialni-sluzby.json',
  groups: 'cilove-skupiny-osoby.json',
  ages: 'vekove-skupiny-osoby.json',
  regions: 'kraje.json',
  districts: 'okresy.json',
} as const;
export type CodeListName = keyof typeof codeListFiles;

/** Id → name; an id without a name is looked up here. */
export type CodeLists = Readonly<Record<CodeListName, ReadonlyMap<string, string>>>;

const entry = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  nazev: z.union([z.string(), z.object({ cs: z.string() }).transform(({ cs }) => cs)]),
});

/** Reads the lists that lie beside the register; the one of kinds must be there if the register does not name the kinds. */
export async function readCodeLists(register: string): Promise<CodeLists> {
  const read = async (name: CodeListName): Promise<ReadonlyMap<string, string>> => {
    const path = join(dirname(register), codeListFiles[name]);
    const names = new Map<string, string>();
    try {
      await access(path);
    } catch {
      return names;
    }
    await readEntries(path, 'polozky', (one) => {
      const item = entry.safeParse(one);
      if (item.success) names.set(item.data.id, item.data.nazev.trim());
    });
    return names;
  };
  const [kinds, groups, ages, regions, districts] = await Promise.all([
    read('kinds'),
    read('groups'),
    read('ages'),
    read('regions'),
    read('districts'),
  ]);
  return { kinds, groups, ages, regions, districts };
}

/** The name of a coded value: the one that the file brings along, else the one of the list. */
export const nameIn = (
  list: ReadonlyMap<string, string>,
  { id, nazev }: { readonly id: string | null; readonly nazev: string | null },
): string | null => nazev ?? (id === null ? null : (list.get(id) ?? null));

/** Throws when the register names no kind and the list of kinds is not there. */
export const missingKinds = (register: string): ImportError =>
  new ImportError({ kind: 'no-code-list', file: basename(register), list: codeListFiles.kinds });
