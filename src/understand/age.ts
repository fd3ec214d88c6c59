import { type Token, tokenise } from './fold.ts';

/** The age that a message names, in years from 5 to 99, or null. The first one counts: the person it is about. */

const youngest = 5;
const oldest = 99;

const spelled: Readonly<Record<string, number>> = {
  jedenact: 11,
  dvanact: 12,
  trinact: 13,
  ctrnact: 14,
  patnact: 15,
  sestnact: 16,
  sedmnact: 17,
  osmnact: 18,
  devatenact: 19,
  jedenast: 11,
  dvanast: 12,
  trinast: 13,
  strnast: 14,
  patnast: 15,
  sestnast: 16,
  sedemnast: 17,
  osemnast: 18,
  devatnast: 19,
  jedenascie: 11,
  dwanascie: 12,
  trzynascie: 13,
  czternascie: 14,
  pietnascie: 15,
  szesnascie: 16,
  siedemnascie: 17,
  osiemnascie: 18,
  dziewietnascie: 19,
  odynadcyat: 11,
  dvanadcyat: 12,
  trynadcyat: 13,
  chotyrnadcyat: 14,
  pyatnadcyat: 15,
  shistnadcyat: 16,
  simnadcyat: 17,
  visimnadcyat: 18,
  devyatnadcyat: 19,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
};

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));
/** "je mi 15", "мені 15": the number alone says it. */
const personBefore = set('mi mne mu ji jej meni mne mnie yomu yiy yiyi emu ey im ima bude bylo');
const isBefore = set('je mi bude bylo');
const english = set('im hes shes am is aged age turned turning');
const haveBefore = set('mam ma mame maju maji mial miala mam');
const yearsAfter = set(
  'let rokov roku rok roky rokiv lat lata god goda let years year yrs yr yo y yearold leta lety letej letni letnia letni rocna rocny',
);
const otherUnit =
  /^(min|hod|godz|hour|hodyn|dn|day|den|dni|tyd|week|mes|month|mies|km|kg|cm|m$|kc|kor|eur|zl|hrn|hryv|dol|proc|percent|bod|perc|krat|x$|tim|st|nd|rd|th|znam|krok|lid|lud|osob|per|gramm?|tis|tys|k$|am$|pm$|grand|stup|step)/;
const notAge = set(
  'pred pre za uz od do o po pres pro kazdych dalsich skoro asi przed juz przez cherez vzhe uzhe bilshe for since over after last past next spolu vraci',
);
const notAgeAfter = set(
  'ago zpet zpatky temu tomu nazad dozadu starsi mladsi starszy mlodszy starshyy older younger spolu vztahu in',
);

const numberOf = (token: Token | undefined): number | null => {
  if (!token) return null;
  const glued = /^(\d{1,2})(?:let[a-z]*|yo|rocn[a-z]*|lat|r)?$/.exec(token.word);
  const value = glued ? Number(glued[1]) : spelled[token.word];
  return value !== undefined && value >= youngest && value <= oldest ? value : null;
};

function isAge(tokens: readonly Token[], at: number, value: number): boolean {
  const word = (offset: number): string => tokens[at + offset]?.word ?? '';
  const after = word(1);
  const endsHere = tokens[at + 1]?.clause !== tokens[at]?.clause;
  if (!endsHere && (otherUnit.test(after) || (yearsAfter.has(after) && notAgeAfter.has(word(2)))))
    return false;
  const years = (!endsHere && yearsAfter.has(after)) || /[a-z]$/.test(word(0).replace(/^[a-z]+$/, '0'));
  if (personBefore.has(word(-1)) && (isBefore.has(word(-2)) || !/^(mi|mu|ji|bude|bylo|im)$/.test(word(-1))))
    return true;
  if (isBefore.has(word(-1)) && (personBefore.has(word(-2)) || years)) return true;
  if (english.has(word(-1)) && !/^(is)$/.test(word(-1))) return true;
  if (word(-1) === 'is' && (years || endsHere) && value <= 25) return true;
  if (haveBefore.has(word(-1)) || haveBefore.has(word(-2)))
    return years ? !notAge.has(word(-1)) : endsHere && haveBefore.has(word(-1)) && value >= 10 && value <= 19;
  return years && value >= 8 && value <= 25 && !notAge.has(word(-1));
}

/** Reads the age out of a text. */
export function ageIn(text: string): number | null {
  const tokens = tokenise(text);
  for (let at = 0; at < tokens.length; at++) {
    const value = numberOf(tokens[at]);
    if (value !== null && isAge(tokens, at, value)) return value;
  }
  return null;
}
