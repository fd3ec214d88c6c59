import type { Country } from '../domain.ts';
import type { PlaceWord } from './place-key.ts';

/** Small words that one language has and its neighbours have not, in the spelling of `placeKey`. */
const marks: Readonly<Partial<Record<Country, ReadonlySet<string>>>> = {
  GB: new Set(
    'the and is my are for with from they he she in it of not ve was have has what which'.split(' '),
  ),
  CZ: new Set(
    'jsem sem se jsme ze jsou jak kdiz co nebo vsak taki uz bich bi me ve nekdo neco kde tam jeste dneska nejaki nejaka porad jsi ja kde'.split(
      ' ',
    ),
  ),
  SK: new Set('som sa sme co ako ked alebo vo niekto nieco este dnes su lebo nie ci aj tak mna'.split(' ')),
  PL: new Set(
    'sie jest nie ze czi ci jak iz tam jestem dla przi pri ale vsistko mnie mojeho moja moj bo mi hdzie kto cos juz bede beda bil bila po od do pomoci sa ktos mam'.split(
      ' ',
    ),
  ),
};

const enough = 2;

/** The country whose language the words are of, judged by its small words; null when they do not tell. */
export function countryOfWords(words: readonly PlaceWord[]): Country | null {
  let best: Country | null = null;
  let most = enough - 1;
  for (const country of ['GB', 'CZ', 'SK', 'PL'] as const) {
    const small = marks[country];
    let count = 0;
    for (const { key } of words) if (small?.has(key) === true) count++;
    if (count > most) {
      best = country;
      most = count;
    }
  }
  // English is written everywhere.
  return best === 'GB' ? null : best;
}
