import type { FileName } from '../../knowledge/cross-check.ts';
import type { EntryChange } from '../../knowledge/difference.ts';
import { type EntryKind, fileOf } from '../../knowledge/entry.ts';
import type { Values } from '../../knowledge/form/field.ts';
import { fieldLabel } from '../../knowledge/form/words.ts';
import { paint } from '../out.ts';
import type { KbNeeds } from './command.ts';
import { valueInWords } from './told-entry.ts';

const words = {
  en: { none: 'nothing changed', broken: 'cannot be compared: one of the versions is not JSON' },
  cs: { none: 'nic se nezměnilo', broken: 'nedá se porovnat: jedna z verzí není JSON' },
} as const;

/** What differs between two versions of a file, entry by entry and field by field, in words. */
export const changeLines = (
  name: FileName,
  changes: readonly EntryChange[] | null,
  { language, homeCountry, out }: KbNeeds,
): readonly string[] => {
  if (changes === null) return [`  ${words[language].broken}`];
  if (changes.length === 0) return [`  ${words[language].none}`];
  const kind = kindIn(name);
  const inWords = (field: string, value: unknown, entry: Values): string => {
    const [first = '', inside] = field.split('.');
    // Inside a field the value stands alone; beside it, hours and numbers need their entry.
    if (inside !== undefined) return typeof value === 'string' ? `"${value}"` : JSON.stringify(value ?? null);
    return valueInWords(kind, first, { ...entry, [first]: value }, language, homeCountry);
  };
  return changes.flatMap((change) => {
    const entry = isValues(change.entry) ? change.entry : {};
    const title = [change.id, calledIn(entry, language)].filter((part) => part !== '').join('  ');
    if (change.what === 'added') return [paint(out, 'green', `  + ${title}`)];
    if (change.what === 'gone') return [paint(out, 'red', `  − ${title}`)];
    const fields = change.fields.map(
      ({ field, before, after }) =>
        `      ${fieldLabel(field)[language]}: ${inWords(field, before, entry)} → ${inWords(field, after, entry)}`,
    );
    return [`  ~ ${title}`, ...fields];
  });
};

const namedInShort = 4;
const signs = { added: '+', gone: '−', changed: '~' } as const;

/** The same in a few words: which entries, not how. */
export const changesInShort = (
  changes: readonly EntryChange[] | null,
  { language }: Pick<KbNeeds, 'language'>,
): string => {
  if (changes === null) return words[language].broken;
  if (changes.length === 0) return words[language].none;
  const named = changes.slice(0, namedInShort).map(({ what, id }) => `${signs[what]} ${id}`.trim());
  return `${named.join(', ')}${changes.length > namedInShort ? ', …' : ''}`;
};

const isValues = (value: unknown): value is Values => typeof value === 'object' && value !== null;

/** What an entry is called, whatever it is. */
const calledIn = (entry: Values, language: 'cs' | 'en'): string => {
  const name = entry.name ?? entry.title ?? entry.was;
  if (typeof name === 'string') return name;
  return isValues(name) ? String(name[language] ?? '') : '';
};

const kindIn = (name: FileName): EntryKind | null => {
  switch (name) {
    case fileOf.service:
      return 'service';
    case fileOf.contact:
      return 'contact';
    case fileOf.guide:
      return 'guide';
    case fileOf.topic:
      return 'topic';
    case 'team.json':
      return null;
  }
};
