import type { FileName } from '../../knowledge/cross-check.ts';
import { fileChanges } from '../../knowledge/difference.ts';
import { fileNames } from '../../knowledge/load.ts';
import { readMoment } from '../../knowledge/moment-text.ts';
import { timeZoneOf } from '../../knowledge/open-hours.ts';
import { keptVersions, presentVersion, type Version, versionAt } from '../../knowledge/versions.ts';
import { paint } from '../out.ts';
import { type KbCommand, type KbNeeds, refuse, textOf } from './command.ts';
import { fileSaid, momentInWords, noSuchFile } from './file-said.ts';
import { changeLines } from './told-changes.ts';

const words = {
  en: {
    since:
      '--since takes a day (2026-11-20), a time ("2026-11-20 14:30") or a number of versions back (1 to 10)',
    future: 'that is in the future',
    noneKept: 'Nothing was ever changed by the program here, so no version is kept.',
    from: (name: string, when: string) => `${name}, since the version of ${when}:`,
    notThatOld: (name: string, when: string) =>
      `${name}: no version is that old; the oldest is of ${when}, compared with that:`,
    unchanged: (name: string, when: string) => `${name}: not changed since ${when}.`,
    gone: (name: string) => `${name}: the file is not there.`,
  },
  cs: {
    since: '--since bere den (2026-11-20), čas („2026-11-20 14:30“) nebo počet verzí zpět (1 až 10)',
    future: 'to je v budoucnosti',
    noneKept: 'Program tu zatím nic nezměnil, takže žádná starší verze není.',
    from: (name: string, when: string) => `${name}, od verze z ${when}:`,
    notThatOld: (name: string, when: string) =>
      `${name}: tak stará verze není; nejstarší je z ${when}, srovnáno s ní:`,
    unchanged: (name: string, when: string) => `${name}: beze změny od ${when}.`,
    gone: (name: string) => `${name}: soubor tu není.`,
  },
} as const;

/** Since when: a number of versions back, or a moment. */
type Since = { readonly back: number } | { readonly at: number };

const run: KbCommand['run'] = async ([fileGiven], values, needs) => {
  const { out, language, folder, homeCountry, now } = needs;
  const told = words[language];
  const file = fileGiven === undefined ? undefined : fileSaid(fileGiven);
  if (file === null) return refuse(noSuchFile(fileGiven ?? '', language), 2, out);
  const since = readSince(textOf(values, 'since') ?? '1', timeZoneOf[homeCountry]);
  if (since === null) return refuse(told.since, 2, out);
  if ('at' in since && since.at > now) return refuse(`${told.since}; ${told.future}`, 2, out);
  const names = file === undefined ? fileNames : [file];
  const all = await Promise.all(names.map((name) => keptVersions(folder, name)));
  if (all.every((versions) => versions.length === 0)) {
    out.print(told.noneKept);
    return 0;
  }
  for (const [index, name] of names.entries()) await tellFile(name, all[index] ?? [], since, needs);
  return 0;
};

const readSince = (said: string, timeZone: string): Since | null => {
  if (/^([1-9]|10)$/.test(said)) return { back: Number(said) };
  const at = readMoment(said, timeZone);
  return at === null ? null : { at };
};

async function tellFile(
  name: FileName,
  versions: readonly Version[],
  since: Since,
  needs: KbNeeds,
): Promise<void> {
  const { out, language, folder, homeCountry } = needs;
  const told = words[language];
  const oldest = versions.at(-1);
  if (oldest === undefined) return;
  const present = await presentVersion(folder, name);
  if (present === null) return out.print(told.gone(name));
  const when = (at: number): string => momentInWords(at, timeZoneOf[homeCountry], language);
  const found = 'at' in since ? versionAt(versions, present, since.at) : (versions[since.back - 1] ?? null);
  if (found === 'present') return out.print(told.unchanged(name, when(present.written)));
  const version = found ?? oldest;
  const title = found === null ? told.notThatOld : told.from;
  out.print(paint(out, 'bold', title(name, when(version.written))));
  for (const line of changeLines(name, fileChanges(version.bytes, present.bytes), needs)) out.print(line);
}

export const diff: KbCommand = {
  name: 'diff',
  usage: '[FILE] [--since DATE|N]',
  says: {
    en: 'what changed since a day, a time or N kept versions back (1), entry by entry, field by field',
    cs: 'co se změnilo ode dne, času nebo za posledních N uložených verzí (1), záznam po záznamu, pole po poli',
  },
  options: { since: { type: 'string' } },
  takes: [0, 1],
  run,
};
