import type { Country } from '../domain.ts';
import { type Commonness, commonness, countryAroundNoun, isBelieved, type Tongue } from './place-belief.ts';
import { countryOfWords } from './place-country.ts';
import type { CommonWords, KnownPlace } from './place-gazetteer.ts';
import { type PlaceWord, placeKey } from './place-key.ts';
import type { NameFound, PlaceNames } from './place-names.ts';
import { rememberForms } from './place-names.ts';

/** Where in a text a place is named, and what speaks for it. */
export interface Mention {
  /** Number of its first word. */
  readonly start: number;
  /** Its first word as `placeKey` writes it. */
  readonly key: string;
  readonly found: NameFound;
  /** The places it can mean here. */
  readonly places: readonly KnownPlace[];
  readonly evidence: Evidence;
  /** The country whose language the text seems to be in. */
  readonly spokenIn: Country | null;
}

/**
 * What stands before a name. place: "v", "do", "z", "w", "from", "місто"; loose: prepositions that stand before anything;
 * english: the same in English, where few words have endings that tell.
 */
type Before = 'place' | 'loose' | 'english' | 'none';

export interface Evidence {
  readonly before: Before;
  /** The key of what stands before, if it is a preposition. */
  readonly by: string;
  /** The preposition says "inside", not "from" or "to". */
  readonly inside: boolean;
  /** How clearly it says that the person is from there: 2 "I live in", 1 "I am from", 0 not. */
  readonly cue: 0 | 1 | 2;
  readonly capital: boolean;
  /** It says where somebody is not: "nie som zo Žiliny". */
  readonly denied: boolean;
  /** "okres Klatovy", "powiat kłodzki". */
  readonly district: boolean;
  /** The text begins with it. */
  readonly first: boolean;
  /** The text begins with it, and nothing follows without a comma or a full stop. */
  readonly alone: boolean;
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

// All in the spelling of `placeKey`: y is i, w is v, g is h.
const placePrepositions = set(
  'v ve z ze do vo zo od ode iz zi is spod kolo bliz blizko nedaleko niedaleko neidaleko pobliz okoli okolici okolo ' +
    'mesto meste mesta mestecko mestecku miasto miescie miasta misto misti mista obec obci obce obcini dedina dedine vesnice vesnici ves ' +
    'kraj kraji kraju vojevodztvo vojevodztvie hmina hminie hmini smer smerem kierunek prez vid',
);
/** The Ukrainian "у" is "v", the Czech "u" is "near"; "біля" is "near", "byla" is "was". */
const cyrillicPrepositions = set('u bila');
const districtWords = set('okres okrese okresu okr povjat poviat poviatu poviecie raion rajon');
const loosePrepositions = set(
  'na u k ke ku za pod nad pri pred przed mezi medzi miedzi pro dla o cerez pres prez s so kole po',
);
const englishPrepositions = set('in at near from to around of outside');
const insidePrepositions = set('v ve vo na u in at');
/** Prepositions that may stand between the cue and the name are at most this many words away from it. */
const cueReach = 4;
const living =
  /^(?:bidl\w*|zij(?:u|em|eme|es|i)|ziv(?:u|emo|em|e|es)|zive|bivam\w*|z?a?mieszk\w*|mesk(?:am|aju|ajemo|aje)|miesk\w*|prozivaj\w*|live|livinh|pochaz\w*|pochadz\w*|based)$/;
const being = /^(?:jestem|jestesmi|jsem|sem|jsme|sme|som|im|am|tadi|tu|tut|tutaj)$/;
/** "byl jsem v Praze": been there, not from there. */
const past = /(?:l|la|li|lam|lem)$/;
/** "ya z Kyieva", "ja z Radomia": the pronoun is a cue only right before the preposition. */
const pronoun = set('ja ia mi i');

/** "v celejch Klatovech": what may stand between the preposition and the name. */
const whole =
  /^(?:cel(?:i|e|a|u|ou|ej|ejch|ich|em|im|om|iho|eho)|cal(?:ej|im|om|eho)|nas(?:em|im|ich|i|ej)|rodn\w{1,3})$/;

/** The word before a name that can be a preposition; it belongs to the same sentence. */
function wordBefore(words: readonly PlaceWord[], start: number): PlaceWord | undefined {
  const one = words[start - 1];
  const two = words[start - 2];
  const it = one !== undefined && two !== undefined && whole.test(one.key) ? two : one;
  return it?.sentence === words[start]?.sentence ? it : undefined;
}

function before(words: readonly PlaceWord[], start: number, isSlavic: boolean): Before {
  const one = wordBefore(words, start);
  if (one === undefined) return 'none';
  if (placePrepositions.has(one.key) || districtWords.has(one.key)) return 'place';
  if (one.cyrillic && cyrillicPrepositions.has(one.key)) return 'place';
  if (loosePrepositions.has(one.key)) return 'loose';
  return !isSlavic && englishPrepositions.has(one.key) ? 'english' : 'none';
}

function cueAt(words: readonly PlaceWord[], start: number): 0 | 1 | 2 {
  const sentence = words[start]?.sentence;
  let cue: 0 | 1 = 0;
  for (let i = start - 1; i >= Math.max(0, start - cueReach); i--) {
    const word = words[i];
    if (word === undefined || word.sentence !== sentence) break;
    if (living.test(word.key)) return 2;
    if (being.test(word.key) && !past.test(words[i - 1]?.key ?? '') && !past.test(words[i + 1]?.key ?? ''))
      cue = 1;
    if (i === start - 2 && pronoun.has(word.key)) cue = 1;
  }
  return cue;
}

const denials = set('nejsem nejsme nebidlim nebidlime nie ne ni not isnt nebivam nemieskam');
const denialReach = 3;

/** Between the denial and the name stand a preposition and at most one more word: "nie som zo Žiliny", "ne v Praze". */
function isDenied(words: readonly PlaceWord[], start: number): boolean {
  if (before(words, start, false) === 'none') return false;
  for (let i = start - 2; i >= Math.max(0, start - denialReach); i--) {
    const word = words[i];
    if (word === undefined || word.sentence !== words[start]?.sentence || !words[i + 1]?.joined) return false;
    if (denials.has(word.key)) return true;
  }
  return false;
}

function evidenceAt(words: readonly PlaceWord[], start: number, isSlavic: boolean): Evidence {
  const key = wordBefore(words, start)?.key ?? '';
  return {
    before: before(words, start, isSlavic),
    by: key,
    inside: insidePrepositions.has(key),
    cue: cueAt(words, start),
    capital: words[start]?.capital === true,
    denied: isDenied(words, start),
    district: districtWords.has(key),
    first: start === 0,
    alone: false,
  };
}

function tongueOf(words: readonly PlaceWord[]): Tongue {
  const country = countryOfWords(words);
  return { country: country === 'GB' ? null : country, isEnglish: country === 'GB' };
}

/** Names of several words are ordinary as a whole: "v novém městě". */
function commonnessOf(common: CommonWords, found: NameFound, key: string): Commonness {
  if (found.length === 1) return commonness(common, key);
  const isOrdinary = found.places.some(({ place }) =>
    common.afterPreposition.has(place.name.split(' ').map(placeKey).join(' ')),
  );
  return isOrdinary ? 2 : 0;
}

/**
 * All places that a text names, in its order. Names do not overlap; the longest wins. Time grows with the number of words.
 */
export function findMentions(
  words: readonly PlaceWord[],
  names: PlaceNames,
  common: CommonWords,
  homeCountry: Country,
  isOwn: (known: KnownPlace) => boolean,
): readonly Mention[] {
  const forms = rememberForms();
  const tongue = tongueOf(words);
  const spokenIn = countryOfWords(words, 1);
  const mentions: Mention[] = [];
  for (let start = 0; start < words.length; start++) {
    const word = words[start];
    if (word === undefined || word.key.length < 2) continue;
    const { key } = word;
    const seen = evidenceAt(words, start, tongue.country !== null);
    let found = names.at(words, start, forms);
    const isNamed = seen.before === 'place' || seen.before === 'english' || seen.capital;
    if (found === null && isNamed && commonness(common, key) === 0) found = names.typoAt(word, forms);
    if (found === null) continue;
    const { length } = found;
    if (length === 1 && forms(key).some((form) => common.elsewhere.has(form))) continue;
    const letters = words.slice(start, start + length).reduce((sum, one) => sum + one.key.length, 0);
    const claim = {
      found,
      key,
      letters,
      evidence: { ...seen, alone: start === 0 && words[length]?.joined !== true },
      common: commonnessOf(common, found, key),
      tongue,
      homeCountry,
      isOwn,
    };
    // "v klatovské nemocnici" is in the town itself.
    const places = found.places
      .map((known) => (known.town === undefined || countryAroundNoun.test(key) ? known : known.town))
      .filter((known) => isBelieved(known, claim));
    if (places.length === 0) continue;
    mentions.push({ start, key, found, places, evidence: claim.evidence, spokenIn });
    start += length - 1;
  }
  return mentions;
}
