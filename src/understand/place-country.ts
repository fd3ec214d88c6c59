import type { Country } from '../domain.ts';
import type { PlaceWord } from './place-key.ts';

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/**
 * Small words that one language has and its neighbours have not, in the spelling of `placeKey` ("they" is "thei"). A word
 * that two of them have stands in both, or in none.
 */
const marks: Readonly<Partial<Record<Country, ReadonlySet<string>>>> = {
  GB: set('the and is are for vith from thei she it of not have has vhich vhat this that you im iv dont'),
  CZ: set(
    'jsem sem se jsme jsou kdiz nebo vsak taki bich ve nekdo neco kde jeste dneska dnes nejaki nejaka porad jsi bidlim chci muzu ' +
      'nevim nemam uz fakt proste bil bila pomoc skoli',
  ),
  SK: set(
    'som sa sme ako ked alebo vo niekto nieco este dnes lebo nie aj mna bivam chcem neviem nemam uz mozem',
  ),
  PL: set(
    'sie jest nie iz jestem dla vsistko mnie mojeho moja moj hdzie kto cos juz bede beda ktos mieskam sukam bardzo tilko kiedi ' +
      'zeby sobie teho moze mohe vie viem',
  ),
};

/** So many words tell for sure; one is a hint. */
const enough = 2;

/**
 * The country whose language the words are of, judged by the script and by its small words; null when they do not tell.
 * GB stands for English, which is written everywhere.
 */
export function countryOfWords(words: readonly PlaceWord[], least: number = enough): Country | null {
  if (words.filter(({ cyrillic }) => cyrillic).length * 2 > words.length) return 'UA';
  let best: Country | null = null;
  let most = least - 1;
  for (const country of ['GB', 'CZ', 'SK', 'PL'] as const) {
    const small = marks[country];
    let count = 0;
    for (const { key } of words) if (small?.has(key) === true) count++;
    if (count === most) best = null;
    if (count <= most) continue;
    best = country;
    most = count;
  }
  return best;
}
