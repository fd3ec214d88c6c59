import { fold } from '../understand/fold.ts';
import { fieldName, fileProblem, type Problem } from './problem.ts';
import type { Contact, Knowledge, Service } from './schema.ts';
import { type Told, told } from './told.ts';

/**
 * Entries that are perhaps the same service, put in twice. Providers often have several services at one number and one page, so
 * a shared number alone says nothing: the names or the kind have to be alike too.
 */
export const checkDoubles = ({ services, contacts }: Knowledge): readonly Problem[] => [
  ...doublesIn('services.json', services, (a, b) => sameService(a, b)),
  ...doublesIn('contacts.json', contacts, (a, b) => sameContact(a, b)),
];

/** What more entries than this share is a switchboard or a common page. */
const comparedAtMost = 20;

function doublesIn<E extends Service | Contact>(
  file: 'services.json' | 'contacts.json',
  entries: readonly E[],
  same: (a: E, b: E) => Told | null,
): readonly Problem[] {
  const problems: Problem[] = [];
  // Only entries that share something are compared, so that the time grows with the number of entries and not with its square.
  const seen = new Map<string, E[]>();
  for (const [index, entry] of entries.entries()) {
    const keys = keysOf(entry);
    for (const before of new Set(keys.flatMap((key) => seen.get(key) ?? []))) {
      const shared = same(before, entry);
      if (shared === null) continue;
      const path = fieldName([file.replace('.json', ''), index]);
      problems.push({ ...fileProblem(file, perhaps(before.id, shared), 'warning'), path, entry: entry.id });
      break;
    }
    for (const key of keys) {
      const sharing = seen.get(key) ?? [];
      if (sharing.length < comparedAtMost) seen.set(key, [...sharing, entry]);
    }
  }
  return problems;
}

const perhaps = (before: string, shared: Told): Told =>
  told(
    `perhaps the same as ${before} (${shared.en}): keep one of them, or leave both when they are two`,
    `možná totéž co ${before} (${shared.cs}): nech jen jeden záznam, nebo oba, pokud jsou to dvě různé služby`,
  );

const keysOf = ({ country, name, phones, email, url }: Service | Contact): readonly string[] =>
  [plain(name), ...phones.map(({ number }) => number), email, url]
    .filter((key) => key !== null && key !== '')
    .map((key) => `${country} ${key?.toLowerCase()}`);

const sameNameAndPlace = told('same name and municipality', 'stejný název i obec');
const samePhone = told('same phone', 'stejný telefon');
const sameEmail = told('same e-mail', 'stejný e-mail');
const samePage = told('same page and address', 'stejná stránka i adresa');
const sameName = told('same name', 'stejný název');

function sameService(a: Service, b: Service): Told | null {
  if (a.status === 'defunct' || b.status === 'defunct') return null;
  if (isSame(a.name, b.name) && isSame(a.municipality, b.municipality)) return sameNameAndPlace;
  const alike = areAlike(namesOf(a), namesOf(b));
  const shared = sharedReach(a, b);
  if (shared !== null && (alike || isSameKindElsewhere(a, b))) return shared;
  const isSamePlace = isSame(a.url, b.url) && isSame(a.address, b.address);
  return isSamePlace && (alike || isSame(a.kind, b.kind)) ? samePage : null;
}

const sameContact = (a: Contact, b: Contact): Told | null =>
  isSame(a.name, b.name) ? sameName : areAlike([a.name], [b.name]) ? sharedReach(a, b) : null;

/** Two organisations do not answer at one number: one of the names is perhaps an old one. */
const isSameKindElsewhere = (a: Service, b: Service): boolean =>
  isSame(a.kind, b.kind) && isSame(a.municipality, b.municipality) && areOthers(a.provider, b.provider);

const sharedReach = (a: Service | Contact, b: Service | Contact): Told | null => {
  if (a.phones.some(({ number }) => b.phones.some((other) => other.number === number))) return samePhone;
  return isSame(a.email, b.email) ? sameEmail : null;
};

const namesOf = ({ name, alternate_name }: Service): readonly string[] => [name, ...alternate_name];

const plain = (text: string): string =>
  fold(text)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** Written the same but for case, accents and signs; what is not known is never the same. */
const isSame = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && plain(a) === plain(b);

/** Both are known, and they are not the same. */
const areOthers = (a: string | null, b: string | null): boolean => a !== null && b !== null && !isSame(a, b);

/** One name holds all words of the other: "Klub Magnet" and "Nízkoprahový klub Magnet". */
const areAlike = (some: readonly string[], others: readonly string[]): boolean =>
  some.some((one) => others.some((other) => holds(one, other) || holds(other, one)));

const holds = (longer: string, shorter: string): boolean => {
  const words = new Set(plain(longer).split(' '));
  return plain(shorter)
    .split(' ')
    .every((word) => words.has(word));
};
