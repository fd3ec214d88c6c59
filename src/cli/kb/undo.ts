import type { FileName } from '../../knowledge/cross-check.ts';
import { fileChanges } from '../../knowledge/difference.ts';
import { fileNames } from '../../knowledge/load.ts';
import { readMoment } from '../../knowledge/moment-text.ts';
import { timeZoneOf } from '../../knowledge/open-hours.ts';
import { problemLine } from '../../knowledge/problem.ts';
import {
  keptVersions,
  presentVersion,
  problemsOfVersion,
  putBack,
  type Version,
  versionAt,
} from '../../knowledge/versions.ts';
import { paint } from '../out.ts';
import { type KbCommand, type KbNeeds, refuse, textOf } from './command.ts';
import { fileSaid, momentInWords, noSuchFile } from './file-said.ts';
import { saysYes } from './says-yes.ts';
import { changeLines, changesInShort } from './told-changes.ts';

const words = {
  en: {
    to: '--to takes the number of a version as "lampa kb undo --list" shows it, or a time ("2026-11-20 14:30")',
    none: 'No version is kept here: the program has not changed anything yet.',
    noneOf: (name: string) => `No version of ${name} is kept: the program has not changed it yet.`,
    notThere: (name: string) =>
      `${name} has no such version; "lampa kb undo --list" shows those that are kept.`,
    present: (name: string) => `${name} was not changed since then; there is nothing to put back.`,
    now: (when: string) => `now: ${when}`,
    listed: (back: number, when: string, what: string) => `${back}: ${when}; what was changed then: ${what}`,
    would: (name: string, when: string) => `${name} goes back to the version of ${when}:`,
    refused: 'This version does not fit to the other files any more, so it is not put back:',
    ask: 'Put it back? (y/n) ',
    kept: 'Nothing was changed.',
    done: (name: string) => `${name} is back. "lampa kb undo ${name}" undoes this too.`,
    nothing: (name: string) => `${name} is the same already.`,
  },
  cs: {
    to: '--to bere číslo verze, jak ho ukazuje „lampa kb undo --list“, nebo čas („2026-11-20 14:30“)',
    none: 'Žádná starší verze tu není: program zatím nic nezměnil.',
    noneOf: (name: string) => `Starší verze souboru ${name} není: program ho zatím nezměnil.`,
    notThere: (name: string) => `${name} takovou verzi nemá; uložené verze ukáže „lampa kb undo --list“.`,
    present: (name: string) => `${name} se od té doby nezměnil; není co vracet.`,
    now: (when: string) => `teď: ${when}`,
    listed: (back: number, when: string, what: string) => `${back}: ${when}; co se pak změnilo: ${what}`,
    would: (name: string, when: string) => `${name} se vrátí k verzi z ${when}:`,
    refused: 'Tahle verze už se nehodí k ostatním souborům, proto se nevrátí:',
    ask: 'Vrátit? (a/n) ',
    kept: 'Nic se nezměnilo.',
    done: (name: string) => `${name} je zpátky. I tohle jde vrátit: „lampa kb undo ${name}“.`,
    nothing: (name: string) => `${name} už takový je.`,
  },
} as const;

const run: KbCommand['run'] = async ([fileGiven], values, needs) => {
  const { out, language, folder } = needs;
  const told = words[language];
  const given = fileGiven === undefined ? undefined : fileSaid(fileGiven);
  if (given === null) return refuse(noSuchFile(fileGiven ?? '', language), 2, out);
  if (values.list === true) return list(given === undefined ? fileNames : [given], needs);
  const name = given ?? (await lastChanged(folder));
  const versions = name === null ? [] : await keptVersions(folder, name);
  if (name === null || versions.length === 0) {
    out.print(name === null ? told.none : told.noneOf(name));
    return 1;
  }
  const present = await presentVersion(folder, name);
  const version = chooseVersion(textOf(values, 'to') ?? '1', versions, present, needs);
  if (version === 'misused') return refuse(told.to, 2, out);
  if (version === 'present') return refuse(told.present(name), 1, out);
  if (version === null) return refuse(told.notThere(name), 1, out);
  return goBack(name, version, present?.bytes ?? null, values.yes === true, needs);
};

const goBack = async (
  name: FileName,
  version: Version,
  instead: Buffer | null,
  isAgreed: boolean,
  needs: KbNeeds,
): Promise<number> => {
  const { out, language, folder } = needs;
  const told = words[language];
  if (instead?.equals(version.bytes) === true) return refuse(told.nothing(name), 1, out);
  const problems = await problemsOfVersion(folder, name, version.bytes);
  if (problems.length > 0) {
    out.complain(told.refused);
    for (const problem of problems) out.complain(`  ${problemLine(problem, language)}`);
    return 1;
  }
  out.print(paint(out, 'bold', told.would(name, whenOf(version, needs))));
  const changes = instead === null ? null : fileChanges(instead, version.bytes);
  for (const line of changeLines(name, changes, needs)) out.print(line);
  if (!isAgreed && !saysYes(await needs.ask(told.ask))) {
    out.print(told.kept);
    return 1;
  }
  await putBack(folder, name, version.bytes, instead);
  out.print(told.done(name));
  return 0;
};

const list = async (names: readonly FileName[], needs: KbNeeds): Promise<number> => {
  const { out, language, folder } = needs;
  const told = words[language];
  let isAny = false;
  for (const name of names) {
    const [versions, present] = [await keptVersions(folder, name), await presentVersion(folder, name)];
    if (versions.length === 0) continue;
    isAny = true;
    out.print(paint(out, 'bold', name));
    if (present !== null) out.print(`  ${told.now(whenOf(present, needs))}`);
    for (const version of versions) {
      // What took its place is the next newer version, or what is there now.
      const after = versions.find(({ back }) => back === version.back - 1)?.bytes ?? present?.bytes ?? null;
      const changes = after === null ? null : fileChanges(version.bytes, after);
      const what = changesInShort(changes, needs);
      out.print(`  ${told.listed(version.back, whenOf(version, needs), what)}`);
    }
  }
  if (!isAny) out.print(told.none);
  return 0;
};

const whenOf = ({ written }: { readonly written: number }, { homeCountry, language }: KbNeeds): string =>
  momentInWords(written, timeZoneOf[homeCountry], language);

/** The file with kept versions that was written last: what somebody means who names none. */
const lastChanged = async (folder: string): Promise<FileName | null> => {
  const all = await Promise.all(
    fileNames.map(async (name) => ({
      name,
      count: (await keptVersions(folder, name)).length,
      written: (await presentVersion(folder, name))?.written ?? Number.POSITIVE_INFINITY,
    })),
  );
  const changed = all.filter(({ count }) => count > 0).sort((a, b) => b.written - a.written);
  return changed[0]?.name ?? null;
};

const chooseVersion = (
  said: string,
  versions: readonly Version[],
  present: { readonly written: number } | null,
  { homeCountry }: KbNeeds,
): Version | 'present' | 'misused' | null => {
  if (/^\d{1,3}$/.test(said)) return versions.find(({ back }) => back === Number(said)) ?? null;
  const at = readMoment(said, timeZoneOf[homeCountry]);
  return at === null ? 'misused' : versionAt(versions, present, at);
};

export const undo: KbCommand = {
  name: 'undo',
  usage: '[FILE] [--to N|TIME] [--list] [--yes]',
  says: {
    en: 'puts a kept version of a file back (the one before, or number N, or that of a time) after showing what that means; --list shows them',
    cs: 'vrátí uloženou verzi souboru (předchozí, číslo N nebo tu z daného času) a předtím ukáže, co to znamená; --list je vypíše',
  },
  options: { to: { type: 'string' }, list: { type: 'boolean' }, yes: { type: 'boolean' } },
  takes: [0, 1],
  run,
};
