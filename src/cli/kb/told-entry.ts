import type { Country } from '../../domain.ts';
import { countries } from '../../domain.ts';
import type { EntryKind } from '../../knowledge/entry.ts';
import { nearestIds } from '../../knowledge/entry-search.ts';
import { capacityStates } from '../../knowledge/form/choices.ts';
import type { Values } from '../../knowledge/form/field.ts';
import { isValid, questionOf } from '../../knowledge/form/form.ts';
import type { Knowledge, Service } from '../../knowledge/schema.ts';
import type { CliLanguage, KbNeeds } from './command.ts';

const words = {
  en: {
    none: 'not known',
    unknown: (id: string) => `there is no entry "${id}".`,
    meant: (ids: string) => ` Did you mean ${ids}?`,
    until: (state: string, day: string) => `${state} until ${day}`,
    find: ' "lampa kb find" looks for one by its name.',
  },
  cs: {
    none: 'neví se',
    unknown: (id: string) => `záznam „${id}“ není.`,
    meant: (ids: string) => ` Není to ${ids}?`,
    until: (state: string, day: string) => `${state} do ${day}`,
    find: ' Podle názvu ho najde „lampa kb find“.',
  },
} as const;

const longestShown = 160;

/** That an id is not there, and which ones are near. */
export const unknownId = (knowledge: Knowledge, id: string, { out, language }: KbNeeds): number => {
  const told = words[language];
  const near = nearestIds(knowledge, id);
  out.complain(`lampa: ${told.unknown(id)}${near.length === 0 ? told.find : told.meant(near.join(', '))}`);
  return 1;
};

/** Country by which numbers of an entry are read. */
export const countryIn = ({ country }: Values, home: Country): Country =>
  countries.find((one) => one === country) ?? home;

/** One value of an entry in words, as a form shows it; a value that no form knows, for example of an older version, as it stands. */
export const valueInWords = (
  kind: EntryKind | null,
  field: string,
  entry: Values,
  language: CliLanguage,
  home: Country,
): string => {
  const value = entry[field];
  if (value === null || value === undefined) return words[language].none;
  if (field === 'capacity' && isValid('service', field, value)) {
    return capacityInWords(value as Service['capacity'], language) ?? words[language].none;
  }
  const question = kind === null ? null : questionOf(kind, field);
  const isKnown = kind !== null && question !== null && isValid(kind, field, value);
  const shown = isKnown ? question.show(entry, { language, country: countryIn(entry, home) }) : '';
  if (shown !== '') return shown;
  if (Array.isArray(value) && value.length === 0) return words[language].none;
  return typeof value === 'string' ? value : cut(JSON.stringify(value));
};

/** "full until 2026-12-01"; null when nothing is noted. */
export const capacityInWords = (noted: Service['capacity'], language: CliLanguage): string | null =>
  noted === null
    ? null
    : words[language].until(capacityStates[noted.state]?.[language] ?? noted.state, noted.until);

const cut = (text: string): string => (text.length > longestShown ? `${text.slice(0, longestShown)}…` : text);
