import type { Country, Language } from '../domain.ts';

/** The language that most people of a country speak and read, of those that we have. */
export const languageOf: Readonly<Record<Country, Language>> = {
  CZ: 'cs',
  PL: 'pl',
  SK: 'sk',
  UA: 'uk',
  GB: 'en',
  US: 'en',
};
