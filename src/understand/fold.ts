/**
 * One spelling for all: lower case, Latin, without diacritics, so that "Nechci žít", "nechci zit" and "NECHCI ŽÍT"
 * are the same. Works character by character, so every folded character knows where it came from.
 */

const cyrillic: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'h',
  ґ: 'g',
  д: 'd',
  е: 'e',
  є: 'ye',
  ё: 'yo',
  ж: 'zh',
  з: 'z',
  и: 'y',
  і: 'i',
  ї: 'yi',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'c',
  ч: 'ch',
  ш: 'sh',
  щ: 'sch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
};

/** Letters that Unicode does not take apart into a base and a mark. */
const undivided: Readonly<Record<string, string>> = {
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ø: 'o',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
};

/** Emoji that carry a mood or a danger. Words of no language, so that they cannot be taken for somebody's own. */
const emoji: Readonly<Record<string, string>> = {
  '😂': 'emojilaugh',
  '🤣': 'emojilaugh',
  '😆': 'emojilaugh',
  '😹': 'emojilaugh',
  '💀': 'emojiskull',
  '☠': 'emojiskull',
  '😭': 'emojicry',
  '😢': 'emojicry',
  '💔': 'emojiheartbreak',
  '🔪': 'emojiknife',
  '🩸': 'emojiblood',
  '💊': 'emojipill',
  '🔫': 'emojigun',
  '🍺': 'emojidrink',
  '🍷': 'emojidrink',
  '🥃': 'emojidrink',
  '🎮': 'emojigame',
  '🤰': 'emojipregnant',
  '🏳': 'emojiflag',
  '🆘': 'emojisos',
};

const mark = /\p{M}/gu;
const invisible = /^\p{Cf}$/u;
const dash = /^\p{Pd}$/u;
const symbol = /^\p{S}$/u;
const punctuation = /^[\p{P}\p{Z}\p{C}]$/u;
const apostrophes = new Set(["'", '’', 'ʼ', '`', '´', '‘', '＇']);
const tableSize = 0x530;

/** A letter without its marks. */
function withoutMarks(letter: string): string {
  let out = '';
  for (const part of letter.normalize('NFD').replace(mark, ''))
    out += cyrillic[part] ?? undivided[part] ?? part;
  return out;
}

/** Beyond Latin every character counts as part of a word (see isWordCode), so what is none is set apart here. */
function apart(letter: string): string {
  if (dash.test(letter)) return '-';
  if (symbol.test(letter)) return ` ${letter} `;
  if (invisible.test(letter)) return '';
  return punctuation.test(letter) ? ' ' : withoutMarks(letter);
}

/** "㏂" is four letters in one. Some Arabic characters are whole sentences of eighteen: repeated, they would be megabytes. */
const lettersOfOne = 4;

function foldOne(char: string): string {
  if (apostrophes.has(char) || invisible.test(char)) return '';
  const picture = emoji[char];
  if (picture !== undefined) return ` ${picture} `;
  let out = '';
  // й and ї are letters of their own, so Cyrillic is looked up before marks are taken off.
  const letters = [...char.normalize('NFKC').toLowerCase()].slice(0, lettersOfOne);
  for (const letter of letters)
    out +=
      cyrillic[letter] ?? undivided[letter] ?? (letter > '\u02ff' ? apart(letter) : withoutMarks(letter));
  // One character is at most one word: "¼" is no 1 and 4 that stand in the same place.
  return letters.length > 1 && /[a-z0-9 ]/.test(out)
    ? out.replace(/ (?:\S )?|[!-/:-@[-`{-\u02ff]/g, '')
    : out;
}

const table: readonly string[] = Array.from({ length: tableSize }, (_, code) =>
  foldOne(String.fromCharCode(code)),
);
/** Characters beyond the table, as they come. Few are in use at once; whoever sends all of Unicode makes it begin anew. */
const rare = new Map<number, string>();
const rareAtMost = 4096;

function foldRare(code: number): string {
  const known = rare.get(code);
  if (known !== undefined) return known;
  const folded = foldOne(String.fromCodePoint(code));
  if (rare.size === rareAtMost) rare.clear();
  rare.set(code, folded);
  return folded;
}

/** Latin and Cyrillic letters, as they are typed. */
const isLetter = (code: number): boolean =>
  (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || (code >= 0xc0 && code < tableSize);

function foldInto(text: string, at: number[] | null): string {
  let out = '';
  let last = '';
  let run = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    let folded: string;
    const start = i;
    // A letter that is held down means one; a doubled one is spelling.
    if (isLetter(code) && text.charCodeAt(i + 1) === code && text.charCodeAt(i + 2) === code)
      while (text.charCodeAt(i + 1) === code) i++;
    if (code < tableSize) folded = table[code] ?? '';
    else {
      const whole = text.codePointAt(i) ?? code;
      if (whole > 0xffff) i++;
      folded = foldRare(whole);
    }
    for (let k = 0; k < folded.length; k++) {
      const char = folded[k] ?? '';
      run = char === last ? run + 1 : 1;
      // Digits are kept: 1000 is not 100.
      if (run > 2 && (char < '0' || char > '9')) continue;
      last = char;
      out += char;
      at?.push(start);
    }
  }
  return out;
}

/** The folded text. Takes time in proportion to the length. */
export const fold = (text: string): string => foldInto(text, null);

export interface Token {
  /** Folded word. */
  readonly word: string;
  /** Where it stands in the original text: first character, and one behind the last. */
  readonly start: number;
  readonly end: number;
  /** Number of the sentence it stands in, from 0. */
  readonly sentence: number;
  /** Number of the stretch between punctuation marks of any kind, from 0. */
  readonly clause: number;
}

/** True for a–z, 0–9 and every folded letter of other scripts. */
export const isWordCode = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code > 0x2ff;

/** The words of a folded text, in order. */
export function wordsOf(folded: string): readonly string[] {
  const words: string[] = [];
  let begin = -1;
  for (let i = 0; i <= folded.length; i++) {
    const inWord = i < folded.length && isWordCode(folded.charCodeAt(i));
    if (inWord && begin < 0) begin = i;
    if (inWord || begin < 0) continue;
    words.push(folded.slice(begin, i));
    begin = -1;
  }
  return words;
}

const pauses = (char: string): boolean =>
  char === ',' || char === ':' || char === '-' || char === '–' || char === '(';
const endsSentence = (char: string): boolean =>
  char === '.' || char === '!' || char === '?' || char === '\n' || char === ';';

/** The folded words of a text, with their places in the original. */
export function tokenise(text: string): readonly Token[] {
  const at: number[] = [];
  const folded = foldInto(text, at);
  const tokens: Token[] = [];
  let sentence = 0;
  let clause = 0;
  let begin = -1;
  for (let i = 0; i <= folded.length; i++) {
    const inWord = i < folded.length && isWordCode(folded.charCodeAt(i));
    if (inWord && begin < 0) begin = i;
    if (!inWord && begin >= 0) {
      // Several folded letters may come from one character, so the end is where the next character begins.
      let next = i;
      while (next < folded.length && at[next] === at[i - 1]) next++;
      const end = at[next] ?? text.length;
      tokens.push({ word: folded.slice(begin, i), start: at[begin] ?? 0, end, sentence, clause });
      begin = -1;
    }
    const char = folded[i] ?? '';
    if (endsSentence(char)) sentence++;
    if (endsSentence(char) || pauses(char)) clause++;
  }
  return tokens;
}

const headLength = 500;
const tailLength = 1000;

/**
 * What the models read of a long text: its beginning and its end, at most 1,500 characters, where people say what they
 * want. The risk rules read everything.
 */
export const cap = (text: string): string => headAndTail(text, headLength, tailLength);

const mostRead = 24_000;

/**
 * What the risk rules read: everything that a platform delivers as one message (Telegram 4,096 characters, Discord 4,000).
 * Of a text many times that length, which is no message any more, 24,000 characters at its beginning and its end, so that
 * nobody can hold up others by sending megabytes.
 */
export const capForRules = (text: string): string => headAndTail(text, mostRead / 2, mostRead / 2);

const headAndTail = (text: string, head: number, tail: number): string =>
  text.length <= head + tail ? text : `${text.slice(0, head)}\n${text.slice(text.length - tail)}`;
