import { baseForms } from './place-forms.ts';
import type { Gazetteer, KnownPlace } from './place-gazetteer.ts';
import { type PlaceWord, placeKey } from './place-key.ts';

/** A name found in a text, with all places that it can mean. */
export interface NameFound {
  /** Number of words it takes. */
  readonly length: number;
  readonly places: readonly KnownPlace[];
  /** exact: a name or a form of one; nickname: what people call it, or its first word; typo: one letter off. */
  readonly how: 'exact' | 'nickname' | 'typo';
}

export interface PlaceNames {
  /** The longest name that begins at a word, or null. `forms` gives the base forms of a key. */
  readonly at: (words: readonly PlaceWord[], start: number, forms: Forms) => NameFound | null;
  /** A well-known name that differs from the word by one letter (missing, too many, wrong, swapped), or null. */
  readonly typoAt: (word: PlaceWord, forms: Forms) => NameFound | null;
}

export type Forms = (key: string) => readonly string[];

/** Base forms, worked out once for each different word of a text. */
export function rememberForms(): Forms {
  const known = new Map<string, readonly string[]>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const forms = baseForms(key);
    known.set(key, forms);
    return forms;
  };
}

interface LongName {
  readonly rest: readonly string[];
  readonly known: KnownPlace;
  readonly nickname: boolean;
}

const splitter = /[\s\-–./()]+/;
const apostrophe = /['’ʼ]/g;
const keysOf = (name: string): readonly string[] =>
  name
    .replace(apostrophe, '')
    .split(splitter)
    .map(placeKey)
    .filter((key) => key !== '');

/** Words that stand between a town and its river or hill: what comes before is the name that people use. */
const attribute = new Set(['nad', 'pod', 'na', 'u', 'v', 've', 'pri', 'za']);

const shortestTypo = 6;
const shortestSecond = 3;

/** The key with each of its letters left out, once each. */
function* withoutOne(key: string): Generator<string> {
  for (let i = 0; i < key.length; i++) if (key[i] !== key[i + 1]) yield key.slice(0, i) + key.slice(i + 1);
}

/** True when one letter missing, added, changed or one pair swapped makes one of the other. */
function isOneOff(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  const restA = a.slice(start);
  const restB = b.slice(start);
  if (restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1)) return true;
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** "z Kašperských Hor": too short to be a form on its own. */
const secondForms = (key: string, forms: Forms): readonly string[] =>
  key.length === shortestSecond ? [...forms(key), `${key}i`] : forms(key);

/**
 * Indexes every name once, so that a look-up never scans: names of one word by their key, longer ones by their first two
 * words, and well-known ones by each way to leave out a letter (the deletion neighbourhood) for typing errors.
 */
export function createPlaceNames(gazetteer: Gazetteer, isOwn: (known: KnownPlace) => boolean): PlaceNames {
  const single = new Map<string, KnownPlace[]>();
  const nicknames = new Map<string, KnownPlace[]>();
  const heads = new Map<string, KnownPlace[]>();
  const long = new Map<string, LongName[]>();
  const firsts = new Set<string>();
  const misspelt = new Map<string, string[]>();
  const typoNames = new Map<string, KnownPlace[]>();

  const addName = (name: string, known: KnownPlace, nickname: boolean): void => {
    const keys = keysOf(name);
    const [first, second, ...rest] = keys;
    if (first === undefined) return;
    if (second === undefined) {
      push(nickname ? nicknames : single, first, known);
      if (
        first.length >= (known.rank === 4 ? shortestTypo - 1 : shortestTypo) &&
        (known.rank >= 2 || isOwn(known))
      )
        push(typoNames, first, known);
      return;
    }
    firsts.add(first);
    push(long, `${first} ${second}`, { rest, known, nickname });
    if (!nickname && known.rank >= 2 && known.place.kind === 'municipality' && attribute.has(second))
      push(heads, first, known);
  };
  for (const known of gazetteer.places) {
    const { kind, name } = known.place;
    // A district bears the name of its town; only its own names ("Plzeň-jih", "powiat kłodzki") are names of it alone.
    addName(name, known, false);
    // "Plzeňský kraj" is also called "kraj Plzeňský" and, in Poland, "kłodzki" has the powiat after it.
    const keys = kind === 'region' || kind === 'district' ? name.split(' ') : [];
    const [first, second] = keys;
    if (keys.length === 2 && first !== undefined && second !== undefined)
      addName(`${second} ${first}`, known, false);
  }
  for (const { name, of } of gazetteer.nicknames) addName(name, of, true);
  for (const key of typoNames.keys()) {
    push(misspelt, key, key);
    for (const shorter of withoutOne(key)) push(misspelt, shorter, key);
  }

  const longestAt = (words: readonly PlaceWord[], start: number, forms: Forms): NameFound | null => {
    const [one, two] = [words[start], words[start + 1]];
    if (one === undefined || two === undefined || !two.joined) return null;
    let length = 0;
    let exact = false;
    const places = new Set<KnownPlace>();
    for (const first of forms(one.key)) {
      if (!firsts.has(first)) continue;
      for (const second of secondForms(two.key, forms))
        for (const { rest, known, nickname } of long.get(`${first} ${second}`) ?? []) {
          const fits = rest.every((key, i) => {
            const next = words[start + 2 + i];
            return next?.joined === true && (next.key === key || forms(next.key).includes(key));
          });
          const size = rest.length + 2;
          if (!fits || size < length) continue;
          if (size > length) places.clear();
          length = size;
          exact ||= !nickname;
          places.add(known);
        }
    }
    return length === 0 ? null : { length, places: [...places], how: exact ? 'exact' : 'nickname' };
  };

  const collect = (
    map: ReadonlyMap<string, readonly KnownPlace[]>,
    keys: readonly string[],
  ): readonly KnownPlace[] => {
    const places = new Set<KnownPlace>();
    for (const key of keys) for (const known of map.get(key) ?? []) places.add(known);
    return [...places];
  };

  return {
    at: (words, start, forms) => {
      const word = words[start];
      if (word === undefined) return null;
      const longer = longestAt(words, start, forms);
      if (longer !== null) return longer;
      const keys = forms(word.key);
      const called = collect(nicknames, keys);
      const own = (single.get(word.key) ?? []).filter(({ rank }) => rank >= 2);
      // "Київ" is the city, though a form of Kyjov is written so.
      const exact = own.length > 0 ? (single.get(word.key) ?? []) : collect(single, keys);
      // "v Ústí" means the city, though some village is called just so.
      if (called.some(({ rank }) => rank >= 2) && !exact.some(({ rank }) => rank >= 2))
        return { length: 1, places: called, how: 'nickname' };
      // "v Česku" is the country, not the village Česká.
      const whole = exact.filter(({ place }) => place.kind === 'country');
      if (whole.length > 0) return { length: 1, places: whole, how: 'exact' };
      if (exact.length > 0) return { length: 1, places: exact, how: 'exact' };
      if (called.length > 0) return { length: 1, places: called, how: 'nickname' };
      const head = collect(heads, keys);
      return head.length > 0 ? { length: 1, places: head, how: 'nickname' } : null;
    },
    typoAt: (word, forms) => {
      if (word.key.length < shortestTypo) return null;
      const places = new Set<KnownPlace>();
      const tried = new Set<string>();
      for (const form of forms(word.key)) {
        if (form.length < shortestTypo - 1) continue;
        for (const probe of [form, ...withoutOne(form)])
          for (const key of misspelt.get(probe) ?? []) {
            if (tried.has(`${form} ${key}`)) continue;
            tried.add(`${form} ${key}`);
            // The first letter is seldom wrong, and other words often differ in it.
            if (key[0] !== form[0] || !isOneOff(form, key)) continue;
            for (const known of typoNames.get(key) ?? []) places.add(known);
          }
      }
      return places.size === 0 ? null : { length: 1, places: [...places], how: 'typo' };
    },
  };
}
