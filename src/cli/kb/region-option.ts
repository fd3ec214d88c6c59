import type { Land } from '../../region/land.ts';
import type { Region } from '../../region/region.ts';
import type { CliLanguage } from './command.ts';

const words = {
  en: {
    which: (said: string, names: string) => `"${said}" is the name of several places; write one of: ${names}`,
    unknown: (said: string, names: string) =>
      `"${said}" is no place that I know${names === '' ? '; write a town, a district or a region, for example "Klatovsko"' : `; did you mean ${names}?`}`,
    or: ' or ',
  },
  cs: {
    which: (said: string, names: string) => `„${said}“ se jmenuje víc míst; napiš jedno z nich: ${names}`,
    unknown: (said: string, names: string) =>
      `místo „${said}“ neznám${names === '' ? '; napiš město, okres nebo kraj, třeba „Klatovsko“' : `; myslíš ${names}?`}`,
    or: ' nebo ',
  },
} as const;

/** Reads --region; a sentence when no single place is meant. */
export const readRegion = (
  said: string,
  { findRegion }: Land,
  language: CliLanguage,
): { readonly region: Region } | { readonly problem: string } => {
  const told = words[language];
  const found = findRegion(said);
  if (found.kind === 'one') return { region: found.region };
  if (found.kind === 'which') {
    return { problem: told.which(said, found.names.map((name) => `"${name}"`).join(', ')) };
  }
  return { problem: told.unknown(said, found.nearest.map((name) => `"${name}"`).join(told.or)) };
};
