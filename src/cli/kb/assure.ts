import { isRole, notAssurable, assure as write } from '../../knowledge/assure.ts';
import { isDay } from '../../knowledge/day-text.ts';
import { findEntry, nameOf } from '../../knowledge/entry.ts';
import { localTime, timeZoneOf } from '../../knowledge/open-hours.ts';
import { problemLine } from '../../knowledge/problem.ts';
import type { Knowledge } from '../../knowledge/schema.ts';
import { type KbCommand, type KbNeeds, refuse, textOf } from './command.ts';
import { readBase } from './read-base.ts';
import { unknownId } from './told-entry.ts';

const words = {
  en: {
    role: '--by takes a role such as "team" or "streetworker", never a name with digits or @',
    date: '--date takes YYYY-MM-DD, a day that is not in the future',
    note: '--note takes some words',
    undated: (id: string) => `${id} is neither a service nor a contact, and bears no date of assurance.`,
    done: (id: string, name: string, date: string, by: string) => `${id}  ${name}: assured ${date} (${by})`,
    left: (ids: string) => `Not assured: ${ids}`,
    nothing: 'Nothing was changed.',
  },
  cs: {
    role: '--by bere roli, třeba „tým“ nebo „streetworker“, nikdy jméno s číslicemi nebo @',
    date: '--date bere RRRR-MM-DD, den, který není v budoucnosti',
    note: '--note bere nějaká slova',
    undated: (id: string) => `${id} není služba ani kontakt a datum ověření nemá.`,
    done: (id: string, name: string, date: string, by: string) => `${id}  ${name}: ověřeno ${date} (${by})`,
    left: (ids: string) => `Neověřeno: ${ids}`,
    nothing: 'Nic se nezměnilo.',
  },
} as const;

const run: KbCommand['run'] = async (ids, values, needs) => {
  const { out, language, now, homeCountry } = needs;
  const told = words[language];
  const today = localTime(now, timeZoneOf[homeCountry]).date;
  const by = textOf(values, 'by') ?? 'team';
  const date = textOf(values, 'date') ?? today;
  const note = textOf(values, 'note');
  const fault = !isRole(by)
    ? told.role
    : !/^\d{4}-\d{2}-\d{2}$/.test(date) || !isDay(date) || date > today
      ? told.date
      : note?.trim() === ''
        ? told.note
        : null;
  if (fault !== null) {
    return refuse(fault, 2, out);
  }
  const knowledge = await readBase(needs);
  const wrong = notAssurable(knowledge, ids);
  if (wrong.length > 0) return refuseIds(wrong, knowledge, needs);
  const { written, left, problems } = await write(needs.folder, ids, { date, by, note });
  for (const id of written) {
    const entry = findEntry(knowledge, id);
    if (entry !== null) out.print(told.done(id, nameOf(entry, language), date, by));
  }
  for (const problem of problems) out.complain(problemLine(problem, language));
  if (left.length > 0) out.complain(told.left(left.join(' ')));
  return left.length === 0 ? 0 : 1;
};

const refuseIds = (ids: readonly string[], knowledge: Knowledge, needs: KbNeeds): number => {
  const told = words[needs.language];
  for (const id of ids) {
    if (findEntry(knowledge, id) === null) unknownId(knowledge, id, needs);
    else needs.out.complain(`lampa: ${told.undated(id)}`);
  }
  needs.out.complain(told.nothing);
  return 1;
};

export const assure: KbCommand = {
  name: 'assure',
  usage: 'ID… [--by ROLE] [--date YYYY-MM-DD] [--note TEXT]',
  says: {
    en: 'somebody has called or looked, and it is right: writes the date and the role (never a name)',
    cs: 'někdo volal nebo se díval a je to správně: zapíše datum a roli (nikdy jméno)',
  },
  options: { by: { type: 'string' }, date: { type: 'string' }, note: { type: 'string' } },
  takes: [1, 50],
  run,
};
