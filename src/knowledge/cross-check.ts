import type { Country } from '../domain.ts';
import { countries, topicIds } from '../domain.ts';
import type { Source } from './json-file.ts';
import { fullNumber, numbersIn, phoneFault } from './phone-number.ts';
import type { Problem } from './problem.ts';
import { fieldName } from './problem.ts';
import { isReachable } from './reachable.ts';
import type { Contact, files, Guide, Retired, Service, Team, Topic } from './schema.ts';

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

type Path = readonly (string | number)[];
type Report = (file: FileName, path: Path, message: string, entry?: string) => void;

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
    report('topics.json', ['topics'], `these topics are missing; add them: ${missing.join(', ')}`);
}

/** An id names one entry in the whole base, because buttons and cards carry nothing else. */
function checkIds(sources: Sources, report: Report): void {
  const first = new Map<string, { readonly file: FileName; readonly path: Path }>();
  const lineOf = ({ file, path }: { readonly file: FileName; readonly path: Path }): string =>
    `${file} line ${sources[file].at(path).line}`;
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
      else
        report(
          file,
          path,
          `the id "${id}" is already used in ${lineOf(before)}; give this entry another id`,
          id,
        );
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
      const say = (path: Path, message: string): void =>
        report(file, [key, index, ...path], message, entry.id);
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
        say(['minimum_age'], `minimum_age ${from} is above maximum_age ${to}; exchange or correct them`);
      }
      if (entry.h24 && entry.confidence === 'C') {
        say(
          ['h24'],
          'round the clock needs a source of confidence A or B; write false and the hours that are known',
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
      report('services.json', path, `write the country as two letters: ${countries.join(', ')}`, service.id);
    }
  }
}

const shortElsewhere = (country: string): string =>
  `a short number works only in its own country; write "${country}"`;

const isCountry = (name: string): name is Country => (countries as readonly string[]).includes(name);

/** What nobody shows to a person may speak of old numbers. */
const unseen = new Set(['note', 'sources', 'assurer', 'id', 'url', '$schema']);

function checkRetired(sources: Sources, report: Report): void {
  const retired = new Map<string, Retired>();
  for (const [index, entry] of sources['contacts.json'].data.retired.entries()) {
    if (isCountry(entry.country)) retired.set(numberKey(entry.number, entry.country), entry);
    else report('contacts.json', ['retired', index, 'country'], `write two letters: ${countries.join(', ')}`);
  }
  const refuse = (file: FileName, path: Path, old: Retired, entry: string): void => {
    const instead = old.use === null ? 'remove it' : `use ${old.use}`;
    report(file, path, `${old.number} is a retired number (was: ${old.was}); ${instead}`, entry);
  };
  const check = (
    file: FileName,
    key: string,
    entries: readonly (Contact | Service | Guide | Topic)[],
  ): void => {
    for (const [index, entry] of entries.entries()) {
      for (const { path, text } of textsOf(entry, [key, index])) {
        // Full numbers say their country themselves; in plain words any country's old number is refused.
        for (const written of path.at(-1) === 'number' ? [text] : numbersIn(text)) {
          const among = 'country' in entry ? [entry.country] : countries;
          const old = among
            .map((land) => retired.get(numberKey(written, land)))
            .find((one) => one !== undefined);
          if (old !== undefined) refuse(file, path, old, entry.id);
        }
      }
    }
  };
  check('topics.json', 'topics', sources['topics.json'].data.topics);
  check('contacts.json', 'contacts', sources['contacts.json'].data.contacts);
  check('services.json', 'services', sources['services.json'].data.services);
  check('guides.json', 'guides', sources['guides.json'].data.guides);
}

/** The same digits are different services in different countries, so short ones carry theirs. */
function numberKey(number: string, country: Country): string {
  const full = fullNumber(number, country);
  return full.startsWith('+') ? full : `${country} ${full}`;
}

function* textsOf(value: unknown, path: Path): Generator<{ readonly path: Path; readonly text: string }> {
  if (typeof value === 'string') yield { path, text: value };
  else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* textsOf(item, [...path, index]);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value))
      if (!unseen.has(key)) yield* textsOf(item, [...path, key]);
  }
}

/** Wherever a line is shown, help must be reachable at any hour, and by a second way. */
function checkCountries(sources: Sources, report: Report): void {
  const { contacts } = sources['contacts.json'].data;
  for (const country of new Set(contacts.map((contact) => contact.country))) {
    const here = contacts.filter((one) => one.country === country && isReachable(one));
    const index = contacts.findIndex((one) => one.country === country);
    const first = contacts[index];
    if (!here.some((one) => one.roles.includes('emergency') && one.h24)) {
      const message = `${country} has no emergency contact round the clock; add one with the role "emergency" and h24`;
      report('contacts.json', ['contacts', index, 'country'], message, first?.id ?? '');
    }
    if (here.length < 2) {
      const message = `${country} has only one contact that can be reached; every contact needs a second one beside it`;
      report('contacts.json', ['contacts', index, 'country'], message, first?.id ?? '');
    }
  }
}
