import { topicIds } from '../domain.ts';
import { isCountry, twoLetters } from './country-code.ts';
import type { Source } from './json-file.ts';
import { phoneFault } from './phone-number.ts';
import type { Problem } from './problem.ts';
import { fieldName } from './problem.ts';
import { isReachable } from './reachable.ts';
import { checkRetired } from './retired-check.ts';
import type { Contact, files, Guide, Retired, Service, Team, Topic } from './schema.ts';
import { type Told, told } from './told.ts';

export type FileName = keyof typeof files;

/** What each file holds. */
export interface FileData {
  readonly 'topics.json': { topics: Topic[] };
  readonly 'contacts.json': { contacts: Contact[]; retired: Retired[] };
  readonly 'services.json': { services: Service[] };
  readonly 'guides.json': { guides: Guide[] };
  readonly 'team.json': Team;
}

export type Sources = { readonly [Name in FileName]: Source<FileData[Name]> };

export type Path = readonly (string | number)[];
/** Tells a problem at a place. */
export type Report = (file: FileName, path: Path, message: Told, entry?: string) => void;

/** What no single file can tell: that the files fit together. All problems are errors. */
export function crossCheck(sources: Sources): readonly Problem[] {
  const problems: Problem[] = [];
  const report: Report = (file, path, message, entry) => {
    const spot = path.length === 0 ? { line: null, column: null } : sources[file].at(path);
    problems.push({ file, ...spot, path: fieldName(path), message, entry: entry ?? null, severity: 'error' });
  };
  checkTopics(sources, report);
  checkIds(sources, report);
  checkEntries(sources, report);
  checkRetired(sources, report);
  checkCountries(sources, report);
  return problems;
}

function checkTopics(sources: Sources, report: Report): void {
  const { topics } = sources['topics.json'].data;
  const there = new Set(topics.map((topic) => topic.id));
  const missing = topicIds.filter((id) => !there.has(id));
  if (missing.length > 0)
    report(
      'topics.json',
      ['topics'],
      told(
        `these topics are missing; add them: ${missing.join(', ')}`,
        `tahle témata chybí; doplň je: ${missing.join(', ')}`,
      ),
    );
}

/** An id names one entry in the whole base, because buttons and cards carry nothing else. */
function checkIds(sources: Sources, report: Report): void {
  const first = new Map<string, { readonly file: FileName; readonly path: Path }>();
  const used = (id: string, { file, path }: { readonly file: FileName; readonly path: Path }): Told => {
    const { line } = sources[file].at(path);
    return told(
      `the id "${id}" is already used in ${file} line ${line}; give this entry another id`,
      `id "${id}" už má záznam v ${file} na řádku ${line}; dej tomuhle jiné`,
    );
  };
  const check = (
    file: FileName,
    key: string,
    entries: readonly { readonly id: string }[],
    space: string,
  ): void => {
    for (const [index, { id }] of entries.entries()) {
      const path = [key, index, 'id'];
      const before = first.get(space + id);
      if (before === undefined) first.set(space + id, { file, path });
      else report(file, path, used(id, before), id);
    }
  };
  check('topics.json', 'topics', sources['topics.json'].data.topics, 'topic ');
  check('contacts.json', 'contacts', sources['contacts.json'].data.contacts, '');
  check('services.json', 'services', sources['services.json'].data.services, '');
  check('guides.json', 'guides', sources['guides.json'].data.guides, '');
}

function checkEntries(sources: Sources, report: Report): void {
  const check = (file: FileName, key: string, entries: readonly (Contact | Service)[]): void => {
    for (const [index, entry] of entries.entries()) {
      const say = (path: Path, message: Told): void => report(file, [key, index, ...path], message, entry.id);
      for (const [n, phone] of entry.phones.entries()) {
        const fault = phoneFault(phone.number, phone.country);
        if (fault !== null) say(['phones', n, 'number'], fault);
        if (phone.short && phone.country !== entry.country) {
          say(['phones', n, 'country'], shortElsewhere(entry.country));
        }
      }
      if ('sms' in entry && entry.sms !== null) {
        const { number, country } = entry.sms;
        const fault = phoneFault(number, country);
        if (fault !== null) say(['sms', 'number'], fault);
        if (!number.startsWith('+') && country !== entry.country) {
          say(['sms', 'country'], shortElsewhere(entry.country));
        }
      }
      const { minimum_age: from, maximum_age: to } = entry;
      if (from !== null && to !== null && from > to) {
        say(
          ['minimum_age'],
          told(
            `minimum_age ${from} is above maximum_age ${to}; exchange or correct them`,
            `minimum_age ${from} je víc než maximum_age ${to}; prohoď je, nebo oprav`,
          ),
        );
      }
      if (entry.h24 && entry.confidence === 'C') {
        say(
          ['h24'],
          told(
            'round the clock needs a source of confidence A or B; write false and the hours that are known',
            'nepřetržitý provoz potřebuje zdroj důvěry A nebo B; napiš false a dobu, která je známá',
          ),
        );
      }
    }
  };
  check('contacts.json', 'contacts', sources['contacts.json'].data.contacts);
  check('services.json', 'services', sources['services.json'].data.services);
  for (const [index, service] of sources['services.json'].data.services.entries()) {
    for (const [n, area] of service.service_areas.entries()) {
      if (area.kind !== 'country' || isCountry(area.name)) continue;
      const path = ['services', index, 'service_areas', n, 'name'];
      report('services.json', path, twoLetters, service.id);
    }
  }
}

/** Wherever a line is shown, help must be reachable at any hour, and by a second way. */
const shortElsewhere = (country: string): Told =>
  told(
    `a short number works only in its own country; write "${country}"`,
    `krátké číslo funguje jen ve své zemi; napiš "${country}"`,
  );

function checkCountries(sources: Sources, report: Report): void {
  const { contacts } = sources['contacts.json'].data;
  for (const country of new Set(contacts.map((contact) => contact.country))) {
    const here = contacts.filter((one) => one.country === country && isReachable(one));
    const index = contacts.findIndex((one) => one.country === country);
    const first = contacts[index];
    if (!here.some((one) => one.roles.includes('emergency') && one.h24)) {
      const message = told(
        `${country} has no emergency contact round the clock; add one with the role "emergency" and h24`,
        `${country} nemá nepřetržitý tísňový kontakt; přidej ho, s rolí "emergency" a h24`,
      );
      report('contacts.json', ['contacts', index, 'country'], message, first?.id ?? '');
    }
    if (here.length < 2) {
      const message = told(
        `${country} has only one contact that can be reached; add a second one beside it`,
        `${country} má jediný kontakt, kam se dá dovolat nebo napsat; přidej k němu druhý`,
      );
      report('contacts.json', ['contacts', index, 'country'], message, first?.id ?? '');
    }
  }
}
