import { type Language, languages } from '../../domain.ts';
import type { Group } from './groups.ts';
import type { InFive, Kind } from './kinds.ts';

const namedAtMost = 3;
const forWhom: Readonly<Record<Language, string>> = {
  cs: 'Pro koho',
  pl: 'Dla kogo',
  sk: 'Pre koho',
  uk: 'Для кого',
  en: 'For whom',
};

const made = new Map<string, InFive>();

/** What they do and for whom, put together from sentences that people wrote. */
export function describeKind(kind: Kind, groups: readonly Group[]): InFive {
  const named = [...new Set(groups)].slice(0, namedAtMost);
  const key = [kind.called, ...named.map((group) => group.says.cs)].join('|');
  const before = made.get(key);
  if (before !== undefined) return before;
  const text = (language: Language): string => {
    const list = named.map((group) => group.says[language]).join('; ');
    return list === '' ? kind.says[language] : `${kind.says[language]} ${forWhom[language]}: ${list}.`;
  };
  const [cs, pl, sk, uk, en] = languages.map(text) as [string, string, string, string, string];
  const description = { cs, pl, sk, uk, en };
  made.set(key, description);
  return description;
}
