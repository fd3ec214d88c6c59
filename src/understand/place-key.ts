/**
 * How the name of a place sounds, as a key for look-ups: "Wrocław", "Vroclav" and "Вроцлав" have the same one.
 * It folds more than the fold of the models does, because Ukrainian writing of Czech names differs in just these letters.
 */

const cyrillic: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'h',
  ґ: 'h',
  д: 'd',
  е: 'e',
  ё: 'o',
  ж: 'z',
  з: 'z',
  и: 'i',
  і: 'i',
  й: 'j',
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
  х: 'ch',
  ц: 'c',
  ч: 'c',
  ш: 's',
  щ: 'sc',
  ъ: '',
  ы: 'i',
  ь: '',
  э: 'e',
  ў: 'v',
};

/** Vowels that carry a j of their own where no consonant stands before them. */
const softVowels: Readonly<Record<string, string>> = { є: 'e', ї: 'i', ю: 'u', я: 'a' };

const undivided: Readonly<Record<string, string>> = {
  ł: 'l',
  đ: 'd',
  ø: 'o',
  ß: 's',
  y: 'i',
  w: 'v',
  g: 'h',
};

const vowel = /[aeiou]$/;
const mark = /\p{M}/gu;
const plain = /^[a-z]+$/;

function latin(word: string): string {
  if (plain.test(word)) return word.replaceAll('y', 'i').replaceAll('w', 'v').replaceAll('g', 'h');
  let out = '';
  for (const letter of word) {
    const soft = softVowels[letter];
    if (soft !== undefined) {
      out += out === '' || vowel.test(out) ? `j${soft}` : soft;
      continue;
    }
    const known = cyrillic[letter] ?? undivided[letter];
    if (known !== undefined) {
      out += known;
      continue;
    }
    for (const base of letter.normalize('NFD').replace(mark, ''))
      out += cyrillic[base] ?? undivided[base] ?? base;
  }
  return out;
}

// Not cc: "Policce" is a form of Polička, "Police" is another town.
const digraph = /sh|sz|cz|ts|zh|rz|kh|([^c])\1+/g;
const digraphs: Readonly<Record<string, string>> = {
  sh: 's',
  sz: 's',
  cz: 'c',
  ts: 'c',
  zh: 'z',
  rz: 'r',
  kh: 'ch',
};

/** "Пршештіце", "Стршібро": Ukrainian writes the ř of "př", "tř" and "kř" as two letters. */
const hardSoftR = /(?<=[птк])рш(?=[еєиії])/g;

/** The key of one word; words without letters have the empty key. */
export const placeKey = (word: string): string => {
  const letters = latin(word.toLowerCase().replace(hardSoftR, 'р'));
  // Doubled letters count once: "Kamienna" is often typed "Kamiena".
  return letters.replace(digraph, (pair) => digraphs[pair] ?? pair[0] ?? '');
};

export interface PlaceWord {
  readonly key: string;
  /** Begins with a capital letter that says something: neither shouted nor only the start of a sentence. */
  readonly capital: boolean;
  /** Only spaces or a hyphen stand between it and the word before. */
  readonly joined: boolean;
  /** Written in Cyrillic. */
  readonly cyrillic: boolean;
  /** Number of the sentence, from 0. */
  readonly sentence: number;
}

const word = /[\p{L}\p{M}\d]+(?:['’ʼ][\p{L}\p{M}]+)*/gu;
const apostrophe = /['’ʼ]/g;
const upper = /^\p{Lu}/u;
const cyrillicLetter = /\p{Script=Cyrillic}/u;
const joint = /^(?: {1,2}|\s?[-–]\s?|\. ?)$/;
const sentenceEnd = /[.!?…\n;:•]/;

const isShouted = (text: string): boolean => {
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  const small = text.match(/\p{Ll}/gu)?.length ?? 0;
  return capitals > small;
};

/** The words of a text with what tells names from other words. Linear in the text. */
export function placeWords(text: string): readonly PlaceWord[] {
  const composed = text.normalize('NFC');
  const shouted = isShouted(composed);
  const words: PlaceWord[] = [];
  let end = 0;
  let sentence = 0;
  for (const match of composed.matchAll(word)) {
    const between = composed.slice(end, match.index);
    const starts = words.length === 0 || sentenceEnd.test(between);
    if (starts && words.length > 0) sentence++;
    words.push({
      key: placeKey(match[0].replace(apostrophe, '')),
      capital: !starts && !shouted && upper.test(match[0]),
      joined: words.length > 0 && joint.test(between),
      cyrillic: cyrillicLetter.test(match[0]),
      sentence,
    });
    end = match.index + match[0].length;
  }
  return words;
}
