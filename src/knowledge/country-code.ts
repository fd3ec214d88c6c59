import { type Country, countries } from '../domain.ts';
import { told } from './told.ts';

export const isCountry = (name: string): name is Country => (countries as readonly string[]).includes(name);

/** What to write where a country should be and is not. */
export const twoLetters = told(
  `write the country as two letters: ${countries.join(', ')}`,
  `napiš zemi dvěma písmeny: ${countries.join(', ')}`,
);
