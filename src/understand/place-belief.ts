import type { Country } from '../domain.ts';
import type { CommonWords, KnownPlace } from './place-gazetteer.ts';
import { placeKey } from './place-key.ts';
import type { Evidence } from './place-mentions.ts';
import type { NameFound } from './place-names.ts';

/** How common an ordinary word it is: 0 none, 1 bare, 2 also after a preposition, 3 also with a capital letter. */
export type Commonness = 0 | 1 | 2 | 3;

/** How common a word is, by its key. */
export function commonness(common: CommonWords, key: string): Commonness {
  if (common.capital.has(key) || common.givenNames.has(key)) return 3;
  if (common.afterPreposition.has(key)) return 2;
  return common.bare.has(key) ? 1 : 0;
}

/** The language that a whole text is in, as far as its words tell. */
export interface Tongue {
  /** The country of the language; null for English, which is written everywhere, and when the words do not tell. */
  readonly country: Country | null;
  readonly isEnglish: boolean;
}

/** A name in a text, and what speaks for it. */
export interface Claim {
  readonly found: NameFound;
  /** Key of its first word. */
  readonly key: string;
  readonly letters: number;
  readonly evidence: Evidence;
  readonly common: Commonness;
  readonly tongue: Tongue;
  readonly homeCountry: Country;
  readonly isOwn: (known: KnownPlace) => boolean;
}

/** "na český film" is not "v Česku". */
const adjective = /sk[aei]$/;
/** Cases of a noun in -sko and -cko; "v klatovské nemocnici" has another ending. */
export const countryAroundNoun = /[sc]k(?:o|a|u|em)$/;

const isTown = (known: KnownPlace): boolean => known.rank >= 2 && known.place.kind !== 'part';

const isQuarter = (known: KnownPlace): boolean => known.rank >= 1 && known.place.kind === 'part';

/** Towns of English-speaking countries, apart from those that everybody knows. */
const isAbroad = ({ place, rank }: KnownPlace): boolean =>
  (place.country === 'GB' || place.country === 'US') && rank < 4;

const isBase = (known: KnownPlace, { found, key }: Claim): boolean =>
  found.length > 1 || found.how === 'nickname' || placeKey(known.place.name) === key;

/** What is needed to believe that a word is meant as this place. */
export function isBelieved(known: KnownPlace, claim: Claim): boolean {
  const { found, evidence, key } = claim;
  const { kind } = known.place;
  if (kind === 'country') return evidence.inside && !adjective.test(key) && claim.common < 3;
  if (known.town !== undefined) return isCountryAround(known, claim);
  // "Klatovy" is the town; its district has to be called one. "Plzeň-jih" can be nothing else.
  if (kind === 'district' && found.length === 1 && !evidence.district) return false;
  if (kind !== 'district' && evidence.district) return false;
  if (isAbroad(known)) return isBelievedAbroad(known, claim);
  if (found.how === 'typo') return isTypo(known, claim);
  if (evidence.capital && evidence.before === 'place') return true;
  if (isQuarter(known)) return isKnownQuarter(known, claim);
  return evidence.capital ? isBelievedByCapital(known, claim) : isBelievedInLowerCase(known, claim);
}

/** "na Klatovsku", "z blovicka". */
function isCountryAround(known: KnownPlace, claim: Claim): boolean {
  const { before, capital, district } = claim.evidence;
  if (district || claim.found.how === 'typo') return false;
  if (claim.common >= 2 && !capital) return false;
  if (before === 'place' || before === 'loose') return true;
  return capital || (isBase(known, claim) && claim.letters >= 7);
}

/** English has few endings, and its words and first names are towns: "in Reading", "in Austin". */
const insideEnglish = new Set(['in', 'near', 'around', 'outside']);
const looseEnglish = new Set(['to', 'of', 'at']);

function isBelievedAbroad(known: KnownPlace, claim: Claim): boolean {
  const { found, letters, common, tongue } = claim;
  const { before, by, capital, cue, alone, first } = claim.evidence;
  if (found.how === 'typo') return capital && before === 'english' && letters >= 7;
  if (!isBase(known, claim)) return capital && before === 'place' && letters >= 6 && common === 0;
  switch (before) {
    case 'english':
      if (cue === 2 && insideEnglish.has(by)) return true;
      if (common === 3) return capital && (insideEnglish.has(by) || cue > 0);
      if (capital || common === 2) return capital;
      return (
        letters >= 3 &&
        tongue.country === null &&
        (!looseEnglish.has(by) || (tongue.isEnglish && by === 'to'))
      );
    case 'place':
      return capital ? common < 3 : common === 0 && letters >= 5;
    case 'loose':
      return false;
    case 'none':
      return (found.length > 1 && (capital || first)) || (alone && common === 0 && letters >= 5);
  }
}

function isTypo(known: KnownPlace, claim: Claim): boolean {
  const { evidence, letters, common, tongue } = claim;
  const { capital, before } = evidence;
  const isOfTongue = tongue.country === known.place.country;
  const fits = tongue.country === null || isOfTongue || (tongue.country === 'UA' && capital);
  const near =
    known.rank === 4 || claim.isOwn(known)
      ? fits || capital
      : letters >= 7 && fits && (capital || isOfTongue);
  if (!near || common > 0 || (!capital && letters < 7)) return false;
  return before === 'place' || capital || (before === 'english' && tongue.isEnglish);
}

/** Prepositions that stand before quarters and villages too, and not before people. */
const placeLike = new Set('na u pod nad pri za k ke ku mezi medzi'.split(' '));

function isKnownQuarter(known: KnownPlace, claim: Claim): boolean {
  const { common, letters, tongue, evidence } = claim;
  const { before, by, capital } = evidence;
  const isNear = before === 'place' || (before === 'loose' && placeLike.has(by));
  if (capital) return isNear ? common < 3 : common === 0 && letters >= 6;
  const fits = tongue.country === null || tongue.country === 'UA' || tongue.country === known.place.country;
  return isNear && fits && common === 0 && letters >= 5;
}

/** A capital letter, but no preposition that stands before places only. */
function isBelievedByCapital(known: KnownPlace, claim: Claim): boolean {
  const { common, letters, found, evidence, tongue } = claim;
  if (common === 3) return false;
  if (isTown(known)) return true;
  if (common === 2) return false;
  if (known.rank > 0 || claim.isOwn(known) || found.how === 'nickname') return true;
  if (known.place.kind === 'part' && (letters < 6 || common > 0)) return false;
  // People of stories bear the names of villages: Evan, Novák.
  const isOfTongue = tongue.country === known.place.country;
  switch (evidence.before) {
    case 'loose':
      return placeLike.has(evidence.by) && letters >= 5 && (isOfTongue || tongue.country === null);
    case 'english':
      return isBase(known, claim) && letters >= 5;
    default:
      return isBase(known, claim) && letters >= 5 && isOfTongue;
  }
}

function isBelievedInLowerCase(known: KnownPlace, claim: Claim): boolean {
  const { found, key, letters, evidence, common, tongue } = claim;
  const { place, rank } = known;
  const { before, cue } = evidence;
  const isOwn = claim.isOwn(known);
  const wellKnown = isTown(known) || isOwn || found.how === 'nickname';
  const isOfTongue = tongue.country === place.country;
  // Small places of other countries sound like ordinary words of this language.
  if (!isOwn && rank < 4 && tongue.country !== null && !isOfTongue && place.country !== 'UA') {
    const isUkrainian = tongue.country === 'UA';
    if (place.kind !== 'municipality' || rank < (isUkrainian ? 2 : 3) || common >= 2 || letters < 5)
      return false;
    return before === 'place' || (isUkrainian && evidence.first && isBase(known, claim));
  }
  if (common === 3) return wellKnown && before === 'place' && letters >= 4;
  if (common === 2) return false;
  if (place.kind === 'region') return before !== 'none' || found.length > 1;
  if (before === 'place') {
    if (wellKnown) return letters >= 3;
    if (rank >= 1) return letters >= 4;
    if (!isOfTongue && place.country !== claim.homeCountry && cue === 0) return false;
    return place.kind === 'part' ? cue > 0 && letters >= 6 : letters >= (cue > 0 ? 4 : 6);
  }
  if (common > 0 || !isBase(known, claim))
    return wellKnown && common === 0 && before !== 'none' && letters >= 4;
  // Without a preposition a name stands in its base form: "bikini" is no Bílina.
  if (before === 'none' && evidence.alone && rank >= 1 && letters >= 5) return true;
  if (!wellKnown) return false;
  return before === 'none' ? key.length >= 5 || (rank >= 3 && key.length >= 4) : letters >= 4;
}
