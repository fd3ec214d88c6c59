import type { GlobalMeta } from 'zod/v4/core';
import type { Told } from './told.ts';

/** What an editor explains about a field, in English and Czech; goes from zod into the JSON Schema. */
export const about = (en: string, cs: string, examples?: readonly unknown[]): GlobalMeta => ({
  description: inBoth({ en, cs }),
  ...(examples === undefined ? {} : { examples: [...examples] }),
});

/** What an editor explains about a field that takes one of a few words: the field, and each word. */
export const aboutChoice = (
  en: string,
  cs: string,
  meanings: Readonly<Record<string, Told>>,
): GlobalMeta & { readonly enumDescriptions: readonly string[] } => ({
  description: inBoth({ en, cs }),
  enumDescriptions: Object.values(meanings).map(inBoth),
});

export const inBoth = ({ en, cs }: Told): string => `${en} — ${cs}`;
