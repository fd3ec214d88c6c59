import type { Country, Language } from '../domain.ts';

/** What most people of a country speak, of our languages. */
export const mainLanguage: Readonly<Record<Country, Language>> = {
  CZ: 'cs',
  PL: 'pl',
  SK: 'sk',
  UA: 'uk',
  GB: 'en',
  US: 'en',
};
