import type { Country } from '../domain.ts';
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
}

/**
 * What stands before a name. place: "v", "do", "z", "w", "from", "місто"; loose: prepositions that stand before anything;
 * english: the same in English, where few words have endings that tell.
 */
type Before = 'place' | 'loose' | 'english' | 'none';

export interface Evidence {
  readonly before: Before;
  /** The preposition says "inside", not "from" or "to". */
  readonly inside: boolean;
  /** How clearly it says that the person is from there: 2 "I live in", 1 "I am from", 0 not. */
  readonly cue: 0 | 1 | 2;
  readonly capital: boolean;
  /** It says where somebody is not: "nie som zo Žiliny". */
  readonly denied: boolean;
  /** "okres Klatovy", "powiat kłodzki". */
  readonly district: boolean;
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

// All in the spelling of `placeKey`: y is i, w is v, g is h.
const placePrepositions = set(
  'v ve z ze do vo zo od ode iz zi is spod kolo bliz blizko nedaleko niedaleko neidaleko bila pobliz okoli okolici okolo ' +
    'mesto meste mesta mestecko mestecku miasto miescie miasta misto misti mista obec obci obce obcini dedina dedine vesnice vesnici ves ' +
    'kraj kraji kraju vojevodztvo vojevodztvie hmina hminie hmini smer smerem kierunek prez vid',
);
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

const before = (words: readonly PlaceWord[], start: number): Before => {
  const one = words[start - 1];
  if (one === undefined || one.sentence !== words[start]?.sentence) return 'none';
  if (placePrepositions.has(one.key) || districtWords.has(one.key)) return 'place';
  if (loosePrepositions.has(one.key)) return 'loose';
  return englishPrepositions.has(one.key) ? 'english' : 'none';
};

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
  if (before(words, start) === 'none') return false;
  for (let i = start - 2; i >= Math.max(0, start - denialReach); i--) {
    const word = words[i];
    if (word === undefined || word.sentence !== words[start]?.sentence || !words[i + 1]?.joined) return false;
    if (denials.has(word.key)) return true;
  }
  return false;
}

function evidenceAt(words: readonly PlaceWord[], start: number): Evidence {
  const key = words[start - 1]?.key ?? '';
  return {
    before: before(words, start),
    inside: insidePrepositions.has(key),
    cue: cueAt(words, start),
    capital: words[start]?.capital === true,
    denied: isDenied(words, start),
    district: districtWords.has(key),
  };
}

/** "na český film" is not "v Česku". */
const adjective = /sk[aei]$/;

const isTown = (known: KnownPlace): boolean => known.rank >= 2 && known.place.kind !== 'part';

/** How common an ordinary word it is: 0 none, 1 bare, 2 also after a preposition, 3 also with a capital letter. */
function commonness(common: CommonWords, key: string): 0 | 1 | 2 | 3 {
  if (common.capital.has(key) || common.givenNames.has(key)) return 3;
  if (common.afterPreposition.has(key)) return 2;
  return common.bare.has(key) ? 1 : 0;
}

/** What is needed to believe that a word is meant as this place. */
function isBelieved(
  known: KnownPlace,
  of: NameFound,
  key: string,
  letters: number,
  evidence: Evidence,
  common: 0 | 1 | 2 | 3,
  isOwn: boolean,
  tongue: Country | null,
): boolean {
  const { kind } = known.place;
  const { capital, cue } = evidence;
  const place = evidence.before === 'place';
  if (kind === 'country') return evidence.inside && !adjective.test(key);
  // "Klatovy" is the town; its district has to be called one. "Plzeň-jih" can be nothing else.
  if (kind === 'district' && of.length === 1 && !evidence.district) return false;
  if (kind !== 'district' && evidence.district) return false;
  const wellKnown = isTown(known) || isOwn || of.how === 'nickname';
  if (of.how === 'typo') {
    const near = known.rank === 4 || isOwn || (letters >= 7 && (capital || tongue === known.place.country));
    return near && common === 0 && (place || capital || evidence.before === 'english');
  }
  if (capital && place) return true;
  // Small places of other countries sound like ordinary words of this language.
  if (
    !capital &&
    !isOwn &&
    known.rank < 4 &&
    tongue !== null &&
    tongue !== known.place.country &&
    known.place.country !== 'UA'
  )
    return kind === 'municipality' && known.rank >= 3 && place && common < 2 && letters >= 5;
  if (common === 3) return wellKnown && place && letters >= 4;
  if (capital) return kind === 'part' ? letters >= 6 && common === 0 : common < 2 || isTown(known);
  if (common === 2) return false;
  if (kind === 'region') return place || evidence.before !== 'none' || of.length > 1;
  if (place) {
    if (wellKnown || known.rank >= 1) return letters >= 3;
    return kind === 'part' ? cue > 0 && letters >= 6 : letters >= (cue > 0 ? 4 : 6);
  }
  if (!wellKnown || common > 0) return false;
  // Without a preposition a name stands in its base form: "bikini" is no Bílina.
  const isBase = of.length > 1 || of.how === 'nickname' || placeKey(known.place.name) === key;
  if (evidence.before === 'none') return isBase && (key.length >= 5 || (known.rank >= 3 && key.length >= 4));
  return letters >= 4;
}

/**
 * All places that a text names, in its order. Names do not overlap; the longest wins. Time grows with the number of words.
 */
export function findMentions(
  words: readonly PlaceWord[],
  names: PlaceNames,
  common: CommonWords,
  isOwn: (known: KnownPlace) => boolean,
): readonly Mention[] {
  const forms = rememberForms();
  const tongue = countryOfWords(words);
  const mentions: Mention[] = [];
  for (let start = 0; start < words.length; start++) {
    const word = words[start];
    if (word === undefined || word.key.length < 2) continue;
    const evidence = evidenceAt(words, start);
    const level = commonness(common, word.key);
    let found = names.at(words, start, forms);
    const mayBeTypo =
      level === 0 && (evidence.before === 'place' || evidence.before === 'english' || evidence.capital);
    if (found === null && mayBeTypo) found = names.typoAt(word, forms);
    if (found === null) continue;
    if (found.length === 1 && forms(word.key).some((form) => common.elsewhere.has(form))) continue;
    const length = found.length;
    const letters = words.slice(start, start + length).reduce((sum, { key }) => sum + key.length, 0);
    const chosen = found;
    const ordinary = length > 1 ? 0 : level;
    const places = found.places.filter((known) =>
      isBelieved(known, chosen, word.key, letters, evidence, ordinary, isOwn(known), tongue),
    );
    if (places.length === 0) continue;
    mentions.push({ start, key: word.key, found, places, evidence });
    start += length - 1;
  }
  return mentions;
}
