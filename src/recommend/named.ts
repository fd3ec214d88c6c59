import type { Country } from '../domain.ts';
import { editDistance } from '../knowledge/edit-distance.ts';
import { fullNumber, numbersIn } from '../knowledge/phone-number.ts';
import type { Contact, Service } from '../knowledge/schema.ts';
import { cap, tokenise } from '../understand/fold.ts';
import { createTowns, servesOneOf, type Where, whereOf } from './where.ts';

/** Words for kinds of service and for what every line has: they say what, but not which. */
const kindWords = new Set(
  `adults centrum centra center centrala charita charitni chat chatova club denni deti detske detska detskych diakonie dom dospivajici
  dum emergency fakultni farni help helpline klub kluby klubu komunitni kontaktni krize krizova krizove krizovej krizovy lidi line linia linie
  linija linka linie linky mestsky mladez mladeze mlodziezy narodna narodni nizkoprahove nizkoprahovy numer obcane obcany oblastni odbor odvykani
  osrodek osoby ostatni otevreny pobocka pogotowie policie pomoc pomoci pomocy poradenske poradenstvi poradna poradny poradni pro program
  programy psychicke psychiatricke psychologicka psychologichna pro przedszkole rodinu rodiny rodzin schronisko services service skolu sluzba sluzby
  socialni socialnich socialnych socjalnej spolecznej spolek stredisko stredysko telefon terenni tisnova tiesnova uzaleznienia zariadenie zaufania
  zdravotnicka zdravotnictvi dla dzieci na in and for the pri pod bez nad dlya haryacha liniya nacionalna nacionalnoy hasici shvydka ratunkowe alarmowy
  dopomoha dopomohy dopomohu dopomohi dopomozi ekstrenoyi yedynyy nomer dytyacha ukrayina ukrayiny ukrayini ukrayinu ukrayinoyu ukrayinska ukrayinskoyi ukraina ukrainy ukraine`.split(
    /\s+/,
  ),
);

/** Names that are everyday words: alone they name nothing, beside a word of kind they do. */
const everydayWords = new Set(
  `bezpeci bezpecia bohnice cesta clovek crisis deti domov echo ekonomika horizont integracji kariera klika krize lifeline most modra modre dvere
  nadeje nadeji nasili obeti obetem obcanska obcansky okno dokoran oratoria plus psychicka prvni rodina rodic rodicovska sance skola
  spirala text ulice ulici ukrajina ukrajinsky vztahy manzelstvi internet internetu nebezpeci duvera duvery dovery dobra shout mesto`.split(
    /\s+/,
  ),
);

/** Words of kind in languages in which no entry is named: "crisis centre Ostrava" is "krizové centrum Ostrava". */
const sameKind: ReadonlyMap<string, string> = new Map([
  ['crisis', 'krizove'],
  ['kryzovyy', 'krizove'],
  ['kryzovoho', 'krizove'],
  ['kryzovomu', 'krizove'],
  ['kryzysowe', 'krizove'],
  ['kryzysowego', 'krizove'],
  ['krizoveho', 'krizove'],
  ['krizovom', 'krizove'],
  ['centre', 'centrum'],
  ['center', 'centrum'],
  ['centr', 'centrum'],
  ['bezpeky', 'bezpeci'],
  ['liniyi', 'linka'],
  ['liniyu', 'linka'],
]);

/** What people call a kind that the register names otherwise. */
const calledAlso: Readonly<Partial<Record<string, string>>> = { 'krizová pomoc': 'krizové centrum' };

const smallest = 3;
const stemLength = 4;
const mostNamed = 3;
/** A message longer than this tells a story; words in it that are nearly a name are chance. */
const typosUpTo = 15;
const typoCandidates = 24;
/** Of names that share a word, so many are looked at; who says the town as well, finds the others. */
const mostPerWord = 100;
/** Pairs of letters that more words than this share tell nothing of a typo. */
const mostPerPair = 500;
const kindWeight = 0.3;
/** "Point 14" is also called "Point", and 14 is the age of many. */
const figureWeight = 0.5;
/** A part of a name, or the name of the provider, names a service less surely than its own name. */
const partWeight = 0.8;
const providerWeight = 0.7;
/** What is less sure than this share of the surest is not meant. */
const nearBest = 0.85;
const enoughOfName = 0.6;
/** Of a name of words of kind only, in the town that is named. */
const enoughOfKind = 0.4;
/** Of the name of a line, when it has words of kind only. */
const enoughOfLine = 0.75;

type Entry = Service | Contact;

interface Name {
  readonly words: readonly string[];
  readonly weight: number;
  readonly where: Where;
  /** Entries that bear it at this very place, those of the home country first; no more than are ever named. */
  readonly ids: readonly string[];
}

export type FindNamed = (text: string) => readonly string[];

/** "P-centrum" is one word. */
const initial = /(?<![\p{L}\p{M}\d])(\p{L})-(?=\p{L}{3})/gu;
/** "p centrum" too, unless the letter is a word of its own: "k centru". */
const looseInitial = /(?<![\p{L}\p{M}\d])([b-hjl-np-rtxy])[ -]+(?=\p{L}{3})/giu;

const wordsOf = (text: string): readonly string[] =>
  tokenise(text.replace(initial, '$1'))
    .map(({ word }) => word)
    .filter((word) => word.length >= smallest || /^\d+$/.test(word));

/** A name in the forms in which it is looked for: "Plzeň" loses its e in "Plzni". */
const stemsOf = (known: string): readonly string[] =>
  known.length >= 5 && fleeting.test(known) ? [known, known.replace(fleeting, '$1')] : [known];
const fleeting = /e([bcdfghjklmnprstvz])$/;
const finalVowel = /[aeiouy]$/;
const figure = /^\d+$/;

/** Same word with another ending: "magnetu", "Klatovech", "Brně". */
function isFormOf(word: string, stem: string): boolean {
  if (word === stem) return true;
  const shorter = Math.min(word.length, stem.length);
  if (shorter < stemLength || Math.abs(word.length - stem.length) > 3) return false;
  if (word.length === stemLength && stem.length === stemLength) {
    return finalVowel.test(stem) && word.replace(finalVowel, '') === stem.replace(finalVowel, '');
  }
  const same = Math.max(stemLength, shorter - 2);
  return word.slice(0, same) === stem.slice(0, same);
}

type FindWords = (word: string, typos: boolean) => readonly string[];

const push = <Key, Item>(map: Map<Key, Item[]>, key: Key, item: Item): void => {
  const list = map.get(key);
  if (list === undefined) map.set(key, [item]);
  else list.push(item);
};

/** Finds words of a vocabulary in any form, and with a typo; looks only at words that share letters. */
function createVocabulary(words: ReadonlySet<string>): FindWords {
  const beginning = (word: string): string => word.slice(0, stemLength - 1);
  const byBeginning = new Map<string, { readonly stem: string; readonly known: string }[]>();
  const byPair = new Map<string, string[]>();
  for (const known of words) {
    for (const stem of stemsOf(known)) push(byBeginning, beginning(stem), { stem, known });
    if (known.length >= 5) for (const pair of pairsOf(known)) push(byPair, `${known.length} ${pair}`, known);
  }
  return (word, typos) => {
    const alike = (byBeginning.get(beginning(word)) ?? []).filter(({ stem }) => isFormOf(word, stem));
    if (alike.length > 0 || !typos || word.length < 5 || /\d/.test(word))
      return alike.map(({ known }) => known);
    const allowed = word.length >= 8 ? 2 : 1;
    const shared = new Map<string, number>();
    for (let length = word.length - allowed; length <= word.length + allowed; length++) {
      for (const pair of pairsOf(word)) {
        const alikeOnes = byPair.get(`${length} ${pair}`) ?? [];
        if (alikeOnes.length > mostPerPair) continue;
        for (const known of alikeOnes) shared.set(known, (shared.get(known) ?? 0) + 1);
      }
    }
    return [...shared]
      .sort((a, b) => b[1] - a[1])
      .slice(0, typoCandidates)
      .map(([known]) => known)
      .filter((known) => isSwapped(word, known) || editDistance(word, known) <= allowed);
  };
}

/** Two letters that stand side by side were typed in the wrong order: one slip, though it changes two letters. */
function isSwapped(word: string, known: string): boolean {
  const at = [...word].findIndex((letter, i) => letter !== known[i]);
  const swapped = `${word.slice(0, at)}${word[at + 1]}${word[at]}${word.slice(at + 2)}`;
  return at >= 0 && word.length === known.length && swapped === known;
}

const pairsOf = (word: string): ReadonlySet<string> =>
  new Set(Array.from({ length: Math.max(0, word.length - 1) }, (_, i) => word.slice(i, i + 2)));

/** A name is said whole or by one of its parts: "KCO – Krizové centrum Ostrava", "Klub pro děti (Klub Echo)". */
function partsOf(name: string): readonly { readonly text: string; readonly weight: number }[] {
  const parts = name.split(/\s[-–]\s|[()]/).filter((part) => part.trim() !== '' && part !== name);
  return [{ text: name, weight: 1 }, ...parts.map((text) => ({ text, weight: partWeight }))];
}

/** Makes the function that tells which services and contacts a text names: their ids, the surest first, at most three. */
export function createFindNamed(
  services: readonly Service[],
  contacts: readonly Contact[],
  home: Country,
): FindNamed {
  const active = services.filter((service) => service.status === 'active');
  const entries: readonly Entry[] = [...active, ...contacts];
  const countryOf = new Map(entries.map((entry) => [entry.id, entry.country]));
  const townsIn = createTowns(active, wordsOf);
  const names = namesOf(entries, home);
  const towns = new Set(names.flatMap(({ where }) => where.seat));
  const weightOf = (word: string): number => {
    if (towns.has(word)) return 0;
    if (kindWords.has(word)) return kindWeight;
    return figure.test(word) ? figureWeight : 1;
  };
  const tells = (word: string): boolean => weightOf(word) > kindWeight;
  // Words of kind are in half of all names: those are only looked at in the town that is named.
  const byWord = new Map<string, Name[]>();
  const vocabulary = new Set(towns);
  for (const name of names) {
    const own = new Set(name.words);
    for (const word of own) {
      vocabulary.add(word);
      if (tells(word) || name.where.regions === null) pushUpTo(byWord, word, name);
    }
    for (const town of new Set([...name.where.seat, ...name.where.towns.flatMap(wordsOf)])) {
      vocabulary.add(town);
      for (const word of own) if (!towns.has(word)) pushUpTo(byWord, `${town} ${word}`, name);
    }
  }
  const find = createVocabulary(vocabulary);
  const findNumber = createNumbers(contacts);

  /** How surely these words name the entry, 0 when they do not. */
  function sureness({ words: all, weight, where }: Name, said: ReadonlySet<string>): number {
    const words = all.filter((word) => !towns.has(word));
    const hit = words.filter((word) => said.has(word));
    const telling = hit.filter(tells);
    const isInTown = where.seat.some((word) => said.has(word));
    const share = sum(hit.map(weightOf)) / sum(words.map(weightOf));
    if (telling.length === 0) {
      // A line has no town; said nearly whole, its name can be no chance.
      if (where.regions === null && hit.length >= 3 && share >= enoughOfLine) return 0.5 * share * weight;
      const enough = hit.length === words.length || (hit.length > 1 && share >= enoughOfKind);
      return isInTown && hit.length > 0 && enough ? (0.5 + 0.3 * share) * weight : 0;
    }
    const everyday = telling.every((word) => everydayWords.has(word));
    const held = hit.length > telling.length || (telling.length > 1 && share === 1) || isInTown;
    if (share < enoughOfName || (everyday && !held)) return 0;
    return share * weight + (isInTown ? 0.5 : 0) + 0.05 * hit.length;
  }

  const candidates = (said: ReadonlySet<string>): ReadonlySet<Name> =>
    new Set(
      [...said].flatMap((word) => [
        ...(byWord.get(word) ?? []),
        ...[...said].flatMap((town) => byWord.get(`${town} ${word}`) ?? []),
      ]),
    );

  return (text) => {
    const tokens = wordsOf(cap(text).replace(looseInitial, '$1'));
    const said = new Set(
      tokens.flatMap((token) => find(sameKind.get(token) ?? token, tokens.length <= typosUpTo)),
    );
    const saidTowns = townsIn(said);
    const found = new Map<string, number>(findNumber(cap(text), countryOf, home).map((id) => [id, 2]));
    for (const name of candidates(said)) {
      if (!servesOneOf(name.where, saidTowns)) continue;
      const sure = sureness(name, said);
      for (const id of name.ids) if (sure > (found.get(id) ?? 0)) found.set(id, sure);
    }
    const order = (id: string): number => (countryOf.get(id) === home ? 0 : 1);
    const ranked = [...found].sort(
      (a, b) => b[1] - a[1] || order(a[0]) - order(b[0]) || (a[0] < b[0] ? -1 : 1),
    );
    const best = ranked[0]?.[1] ?? 0;
    return ranked
      .filter(([, sure]) => sure >= best * nearBest)
      .slice(0, mostNamed)
      .map(([id]) => id);
  };
}

/** All names of all entries, each once for all that bear it at the same place; the shortest first, for they are said whole. */
function namesOf(entries: readonly Entry[], home: Country): readonly Name[] {
  const names = new Map<string, Omit<Name, 'ids'> & { readonly ids: string[] }>();
  const inOrder = entries.toSorted(
    (a, b) => Number(b.country === home) - Number(a.country === home) || (a.id < b.id ? -1 : 1),
  );
  for (const entry of inOrder) {
    const where = whereOf(entry, wordsOf);
    const place = JSON.stringify([entry.country === home, where]);
    for (const { text, weight } of spoken(entry)) {
      const words = wordsOf(text);
      const key = `${weight} ${words.join(' ')} ${place}`;
      const same = names.get(key);
      if (same === undefined) names.set(key, { words, weight, where, ids: [entry.id] });
      else if (same.ids.length < mostNamed) same.ids.push(entry.id);
    }
  }
  return [...names.values()].sort((a, b) => a.words.length - b.words.length);
}

/** How people call an entry: by its names, parts of them, who runs it, and what kind it is. */
function spoken(entry: Entry): readonly { readonly text: string; readonly weight: number }[] {
  if (!('alternate_name' in entry)) return partsOf(entry.name);
  const also = [entry.provider, calledAlso[entry.kind] ?? null].filter((name) => name !== null);
  return [
    ...[entry.name, ...entry.alternate_name].flatMap(partsOf),
    ...also.map((text) => ({ text, weight: providerWeight })),
  ];
}

const pushUpTo = (map: Map<string, Name[]>, key: string, name: Name): void => {
  if ((map.get(key)?.length ?? 0) < mostPerWord) push(map, key, name);
};

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

type FindNumber = (text: string, countryOf: ReadonlyMap<string, Country>, home: Country) => readonly string[];

/** A number names its line: "co je 116 111". The same short number is another line elsewhere, so home comes first. */
function createNumbers(contacts: readonly Contact[]): FindNumber {
  const byNumber = new Map<string, string[]>();
  for (const { id, phones, sms } of contacts) {
    for (const { number } of phones) push(byNumber, number, id);
    if (sms !== null) push(byNumber, sms.number, id);
  }
  return (text, countryOf, home) => {
    const found = numbersIn(text).flatMap((written) => byNumber.get(fullNumber(written, home)) ?? []);
    const atHome = found.filter((id) => countryOf.get(id) === home);
    return [...new Set(atHome.length > 0 ? atHome : found)];
  };
}
