import { areAlike, type Language, languages } from '../domain.ts';
import { fold } from './fold.ts';

/**
 * Which language a message is in: naive Bayes over words and runs of 1 to 4 letters, learnt from the examples. It reads the
 * unfolded text, for diacritics tell the language best. It chooses the language of the answer only; matching never depends on it.
 */

const bits = 17;
const slots = 1 << bits;
export const languageTableSize = slots * languages.length;
/** One stored unit of rarity, in natural logarithms. */
const unit = 1 / 12;
/** Runs in a long text repeat each other; counted fully they would make every guess look certain. */
const damping = 0.3;
/** More letters add nothing. */
const enough = 400;

const isLetter = /\p{L}/u;
const letters = new Map<number, boolean>();
const isLetterCode = (code: number): boolean => {
  const known = letters.get(code);
  if (known !== undefined) return known;
  const answer = isLetter.test(String.fromCharCode(code));
  letters.set(code, answer);
  return answer;
};

function visitRuns(text: string, visit: (slot: number) => void): void {
  const lower = text.slice(0, enough).normalize('NFKC').toLowerCase();
  const codes: number[] = [32];
  for (let i = 0; i < lower.length; i++) {
    const code = lower.charCodeAt(i);
    const next = isLetterCode(code) ? code : 32;
    if (next !== 32 || codes[codes.length - 1] !== 32) codes.push(next);
  }
  if (codes[codes.length - 1] !== 32) codes.push(32);
  const found = (hash: number, kind: number): void => {
    const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) + kind;
    visit(((mixed ^ (mixed >>> 13)) >>> 0) & (slots - 1));
  };
  let word = 7;
  for (let i = 0; i < codes.length; i++) {
    let hash = 7;
    const here = codes[i] ?? 32;
    if (here !== 32) word = Math.imul(word ^ here, 0x01000193);
    else if (word !== 7) {
      // A whole word says more than its runs: "nie", "že", "nechcem".
      found(word, 9);
      word = 7;
    }
    for (let n = 0; n < 4 && i + n < codes.length; n++) {
      const code = codes[i + n] ?? 32;
      hash = Math.imul(hash ^ code, 0x01000193);
      if (n === 0 && code === 32) continue;
      found(hash, n);
    }
  }
}

/** Cyrillic letters as a passport writes them; `fold` writes them as most people do in a chat. */
const passport: Readonly<Record<string, string>> = {
  х: 'kh',
  щ: 'shch',
  ц: 'ts',
  й: 'i',
  ї: 'i',
  є: 'ie',
  ю: 'iu',
  я: 'ia',
};
const cyrillic = /\p{Script=Cyrillic}/u;

/** A text as it is written, and as it would be without diacritics, and in Latin letters in two ways. */
function spellingsOf(text: string): readonly string[] {
  const plain = fold(text);
  if (!cyrillic.test(text)) return plain === text ? [text] : [text, plain];
  return [
    text,
    plain,
    fold(text.toLowerCase().replace(/[хщцйїєюя]/g, (letter) => passport[letter] ?? letter)),
  ];
}

/** Learns the table from texts and their languages; each language counts the same however many texts it has. */
export function trainLanguage(
  texts: readonly { readonly text: string; readonly lang: Language }[],
): Uint8Array {
  const counts = languages.map(() => new Float64Array(slots));
  const totals = languages.map(() => 0);
  for (const { text, lang } of texts) {
    const which = languages.indexOf(lang);
    const own = counts[which];
    if (!own) continue;
    for (const spelling of spellingsOf(text)) {
      visitRuns(spelling, (slot) => {
        own[slot] = (own[slot] ?? 0) + 1;
        totals[which] = (totals[which] ?? 0) + 1;
      });
    }
  }
  const table = new Uint8Array(languageTableSize);
  languages.forEach((_, which) => {
    for (let slot = 0; slot < slots; slot++) {
      // Counted per million, so that a rare run weighs the same in a language with few examples.
      const rate = ((counts[which]?.[slot] ?? 0) / Math.max(1, totals[which] ?? 1)) * 1e6;
      table[which * slots + slot] = Math.min(255, Math.round(-Math.log((rate + 2) / 1e6) / unit));
    }
  });
  return table;
}

/**
 * Logarithms of the share of each language among the texts. "ahoj" and "mam hlad" are Czech as well as Slovak: then the language
 * that is met more often is the better guess.
 */
export function languagePrior(texts: readonly { readonly lang: Language }[]): readonly number[] {
  return languages.map((language) => {
    const own = texts.filter(({ lang }) => lang === language).length;
    return Number(Math.log((own + 1) / (texts.length + languages.length)).toFixed(4));
  });
}

export interface LanguageGuess {
  readonly language: Language;
  /** Lead over the second, in damped natural logarithms; 0 for a text without letters. */
  readonly lead: number;
  /** The same over those that are not like it. */
  readonly apart: number;
}

/** Makes the function that guesses the language of a text from the learnt table and `languagePrior`. */
export function createLanguage(table: Uint8Array, prior: readonly number[]): (text: string) => LanguageGuess {
  const sums = new Float64Array(languages.length);
  return (text) => {
    for (let which = 0; which < languages.length; which++) sums[which] = (prior[which] ?? 0) / damping;
    visitRuns(text, (slot) => {
      for (let which = 0; which < languages.length; which++)
        sums[which] = (sums[which] ?? 0) - (table[which * slots + slot] ?? 0) * unit;
    });
    let best = 0;
    for (let which = 1; which < languages.length; which++)
      if ((sums[which] ?? 0) > (sums[best] ?? 0)) best = which;
    const language = languages[best] ?? 'cs';
    let second = -Infinity;
    let other = -Infinity;
    for (const [which, one] of languages.entries()) {
      if (which === best) continue;
      const sum = sums[which] ?? 0;
      second = Math.max(second, sum);
      if (!areAlike(one, language)) other = Math.max(other, sum);
    }
    const over = (sum: number): number => ((sums[best] ?? 0) - sum) * damping;
    return { language, lead: over(second), apart: over(other) };
  };
}
