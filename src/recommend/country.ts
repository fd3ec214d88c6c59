import type { Country, Language, Place } from '../domain.ts';

const ofLanguage: Readonly<Partial<Record<Language, Country>>> = { cs: 'CZ', pl: 'PL', sk: 'SK' };

/**
 * In which country help is looked for: where the person is, else where the language is spoken. Ukrainian and English are
 * written everywhere, so they mean the country of the organisation.
 */
export const countryFor = (place: Place | null, language: Language, home: Country): Country =>
  place?.country ?? ofLanguage[language] ?? home;
