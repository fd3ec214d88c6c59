import type { Country } from '../../domain.ts';
import { type Entry, findEntry, nameOf } from '../../knowledge/entry.ts';
import type { Values } from '../../knowledge/form/field.ts';
import { questionsOf } from '../../knowledge/form/form.ts';
import { warningsOf } from '../../knowledge/form/save.ts';
import { fieldLabel } from '../../knowledge/form/words.ts';
import { latestSource } from '../../knowledge/freshness.ts';
import { openAt, timeZoneOf } from '../../knowledge/open-hours.ts';
import { problemLine } from '../../knowledge/problem.ts';
import { offeredAt } from '../../recommend/services.ts';
import { counted } from '../../text/plural.ts';
import { paint } from '../out.ts';
import type { CliLanguage, KbCommand } from './command.ts';
import { readBase } from './read-base.ts';
import { capacityInWords, unknownId, valueInWords } from './told-entry.ts';

const words = {
  en: {
    kinds: { service: 'service', contact: 'contact', guide: 'guide', topic: 'topic' },
    now: 'Now',
    open: 'open',
    closed: 'closed',
    unknown: 'nobody knows: the hours are not known',
    age: 'How old',
    assured: (days: string) => `somebody looked ${days} ago`,
    neverAssured: 'nobody has assured it yet',
    source: (date: string) => `the newest source is of ${date}`,
    undated: 'no source bears a date',
    days: { one: 'day', other: 'days' },
    problems: 'To look at',
  },
  cs: {
    kinds: { service: 'služba', contact: 'kontakt', guide: 'návod', topic: 'téma' },
    now: 'Teď',
    open: 'otevřeno',
    closed: 'zavřeno',
    unknown: 'neví se: otevírací dobu neznáme',
    age: 'Jak staré',
    assured: (days: string) => `někdo se díval před ${days}`,
    neverAssured: 'zatím to nikdo neověřil',
    source: (date: string) => `nejnovější zdroj je z ${date}`,
    undated: 'žádný zdroj nemá datum',
    days: { one: 'dnem', few: 'dny', many: 'dne', other: 'dny' },
    problems: 'Na co se podívat',
  },
} as const;

const run: KbCommand['run'] = async ([id = ''], { json }, needs) => {
  const knowledge = await readBase(needs);
  const entry = findEntry(knowledge, id);
  if (entry === null) return unknownId(knowledge, id, needs);
  const { out, language, now } = needs;
  if (json === true) {
    out.print(JSON.stringify(entry.value, null, 2));
    return 0;
  }
  const told = words[language];
  out.print(paint(out, 'bold', `${nameOf(entry, language)} (${told.kinds[entry.kind]} ${id})`));
  for (const line of entryLines(entry, needs.homeCountry, language)) out.print(line);
  for (const line of stateLines(entry, now, language)) out.print(line);
  const warnings = warningsOf(knowledge, id, now);
  if (warnings.length === 0) return 0;
  out.print(`${told.problems}:`);
  for (const warning of warnings) out.print(`  ${problemLine(warning, language)}`);
  return 0;
};

/** All fields of an entry, a line each; texts in five languages a line a language. */
export const entryLines = (
  { kind, value }: Pick<Entry, 'kind'> & { readonly value: object },
  home: Country,
  language: CliLanguage,
): readonly string[] => {
  const entry: Values = { ...value };
  return questionsOf[kind].flatMap((question): readonly string[] => {
    const [field = ''] = question.fields;
    const label = fieldLabel(question.name)[language];
    const inside = entry[field];
    if (question.inLanguages && typeof inside === 'object' && inside !== null) {
      const lines = Object.entries(inside).map(([one, text]) => {
        const shown = question.show({ [field]: text }, { language, country: home });
        return `    ${one}: ${shown.replaceAll('\\n', '\n        ')}`;
      });
      return [`  ${label}:`, ...lines];
    }
    // Two fields are one question: what is shown is read from both.
    const asked = field === 'h24' ? 'schedules' : field;
    return [`  ${label}: ${valueInWords(kind, asked, entry, language, home)}`];
  });
};

/** What changes with time: open or not, room, how old. */
const stateLines = (entry: Entry, now: number, language: CliLanguage): readonly string[] => {
  if (entry.kind !== 'service' && entry.kind !== 'contact') return [];
  const told = words[language];
  const { h24, schedules, country, assured_date } = entry.value;
  const open =
    entry.kind === 'service'
      ? offeredAt(entry.value, now).openNow
      : openAt(schedules, h24, timeZoneOf[country], now);
  const state = told[open];
  const noted = entry.kind === 'service' ? capacityInWords(entry.value.capacity, language) : null;
  const room = noted === null ? '' : `, ${noted}`;
  const days =
    assured_date === null ? 0 : Math.max(0, Math.floor((now - Date.parse(assured_date)) / 86_400_000));
  const source = latestSource(entry.value);
  const age = [
    assured_date === null ? told.neverAssured : told.assured(counted(language, days, told.days)),
    source === null ? told.undated : told.source(source),
  ];
  return [`  ${told.now}: ${state}${room}`, `  ${told.age}: ${age.join('; ')}`];
};

export const show: KbCommand = {
  name: 'show',
  usage: 'ID [--json]',
  says: {
    en: 'all that is known of a service, contact, guide or topic, how old it is, and what to look at',
    cs: 'všechno, co se ví o službě, kontaktu, návodu nebo tématu, jak je to staré a na co se podívat',
  },
  options: { json: { type: 'boolean' } },
  takes: [1, 1],
  run,
};
