import type { FileName } from '../../knowledge/cross-check.ts';
import { fileNames } from '../../knowledge/load.ts';
import type { CliLanguage } from './command.ts';

/** The file that somebody names, with or without ".json" and folder; null when there is none of this name. */
export const fileSaid = (said: string): FileName | null =>
  fileNames.find((name) => name === `${said.replace(/^.*[/\\]/, '').replace(/\.json$/, '')}.json`) ?? null;

/** What to write in the place of a file that is none. */
export const noSuchFile = (said: string, language: CliLanguage): string => {
  const all = fileNames.join(', ');
  return language === 'cs'
    ? `soubor „${said}“ není; napiš jeden z: ${all}`
    : `there is no file "${said}"; write one of: ${all}`;
};

/** A moment by the clock on the wall, to the minute. */
export const momentInWords = (at: number, timeZone: string, language: CliLanguage): string =>
  new Intl.DateTimeFormat(language === 'cs' ? 'cs' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  }).format(at);
