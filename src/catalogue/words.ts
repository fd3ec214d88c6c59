import type { Language } from '../domain.ts';
import { type CatalogueWords, cs } from './words/cs.ts';
import { en } from './words/en.ts';
import { pl } from './words/pl.ts';
import { sk } from './words/sk.ts';
import { uk } from './words/uk.ts';

export type { CatalogueWords } from './words/cs.ts';

/** What stands in catalogues and on leaflets, in every language. */
export const catalogueWords: Readonly<Record<Language, CatalogueWords>> = { cs, pl, sk, uk, en };
