import type { Country } from '../../domain.ts';
import type { Knowledge } from '../schema.ts';
import type { Told } from '../told.ts';

/** The values of an entry by the names of its fields; while it is being made, some are not there yet. */
export type Values = Readonly<Record<string, unknown>>;

/** What reading an answer may need to know. */
export interface Around {
  readonly knowledge: Knowledge;
  /** Country of the entry: numbers without a prefix are of it. */
  readonly country: Country;
  readonly language: 'cs' | 'en';
}

/** What an answer was read as: values for fields of the entry, or why it cannot be taken and what to write. */
export type AnswerRead = { readonly values: Values } | { readonly why: Told };

/** One thing that is asked for. What `show` gives can be typed as an answer, and means the same. */
export interface Question {
  /** Name by which it is asked for: that of the field, or `hours` for the two that hold them. */
  readonly name: string;
  /** Fields of the entry that it sets. */
  readonly fields: readonly string[];
  /** In five languages: asked for one by one, and read for each by itself. */
  readonly inLanguages: boolean;
  /** What "-" means: values that say "none" or "not known"; null: the field must have a value. */
  readonly none: Values | null;
  readonly read: (answer: string, around: Around) => AnswerRead;
  /** The values of an entry in words; empty: none, or not known. */
  readonly show: (values: Values, around: Pick<Around, 'language' | 'country'>) => string;
}
