import { type Country, countries } from '../domain.ts';
import { isCountry, twoLetters } from './country-code.ts';
import type { FileName, Path, Report, Sources } from './cross-check.ts';
import { fullNumber } from './phone-number.ts';
import type { Retired } from './schema.ts';
import { told } from './told.ts';

/** What nobody shows to a person may speak of old numbers. */
const unseen = new Set(['note', 'sources', 'assurer', 'id', 'url', '$schema', 'coordinators']);

/** A number that serves no more is refused wherever a person could read it, and as the number to use instead of another. */
export function checkRetired(sources: Sources, report: Report): void {
  const retired = new Map<string, Retired>();
  const all = sources['contacts.json'].data.retired;
  for (const [index, entry] of all.entries()) {
    if (isCountry(entry.country)) retired.set(numberKey(entry.number, entry.country), entry);
    else report('contacts.json', ['retired', index, 'country'], twoLetters);
  }
  const find = (written: string, among: readonly Country[]): Retired | undefined =>
    among.map((country) => retired.get(numberKey(written, country))).find((one) => one !== undefined);
  const check = (file: FileName, value: object, path: Path, entry?: string): void => {
    const among =
      'country' in value && isCountry(String(value.country)) ? [value.country as Country] : countries;
    for (const { path: at, text } of textsOf(value, path)) {
      const written = at.at(-1) === 'number' ? [text] : [...numbersWithin(text)];
      const old = new Set(written.map((number) => find(number, among)));
      for (const one of old) if (one !== undefined) report(file, at, refusal(one), entry);
    }
  };
  const checkAll = (file: FileName, key: string, entries: readonly { readonly id: string }[]): void => {
    for (const [index, entry] of entries.entries()) check(file, entry, [key, index], entry.id);
  };
  checkAll('topics.json', 'topics', sources['topics.json'].data.topics);
  checkAll('contacts.json', 'contacts', sources['contacts.json'].data.contacts);
  checkAll('services.json', 'services', sources['services.json'].data.services);
  checkAll('guides.json', 'guides', sources['guides.json'].data.guides);
  check('team.json', sources['team.json'].data, []);
  for (const [index, { country, use }] of all.entries()) {
    if (use !== null) check('contacts.json', { country, use }, ['retired', index]);
  }
}

const refusal = ({ number, was, use }: Retired) =>
  told(
    `${number} is a retired number (was: ${was}); ${use === null ? 'remove it' : `use ${use}`}`,
    `${number} už neplatí (dřív: ${was}); ${use === null ? 'smaž ho' : `místo něj použij ${use}`}`,
  );

/** The same digits are different services in different countries, so short ones carry theirs. */
function numberKey(number: string, country: Country): string {
  const full = fullNumber(number, country);
  return full.startsWith('+') ? full : `${country} ${full}`;
}

const chain = /\+?\d[\d\s()./-]*/g;
/** Fewer digits are no full number, but a part of one. */
const fullFrom = 7;
/** Nobody writes a number in more groups of digits than this. */
const mostGroups = 12;

/** What may be numbers in a text: each as written and, where several stand in a row ("116 111 / 800 155 555"), each of them. */
function* numbersWithin(text: string): Generator<string> {
  for (const [row] of text.matchAll(chain)) {
    yield* row.split('/').filter((part) => /\d/.test(part));
    const groups = row.match(/\+?\d+/g) ?? [];
    for (let from = 0; from < groups.length; from++) {
      for (let to = from + 1; to <= Math.min(groups.length, from + mostGroups); to++) {
        const part = groups.slice(from, to).join('');
        if (part.length >= fullFrom) yield part;
      }
    }
  }
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
