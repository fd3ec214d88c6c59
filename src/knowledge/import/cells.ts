import { type Country, countries, type TopicId } from '../../domain.ts';
import { editDistance } from '../edit-distance.ts';
import type { Service, Topic } from '../schema.ts';
import { plain } from './candidate.ts';

/** Several values in one cell. */
export const valuesIn = (cell: string): readonly string[] =>
  cell
    .split(/[,;|\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** Yes, no; null: neither. */
export function yesOrNo(cell: string): boolean | null {
  const key = plain(cell);
  if (['ano', 'a', 'tak', 't', 'yes', 'y', 'true', '1', 'x'].includes(key)) return true;
  return ['ne', 'n', 'nie', 'no', 'false', '0'].includes(key) ? false : null;
}

const countryNames: Readonly<Record<string, Country>> = {
  cesko: 'CZ',
  'ceska republika': 'CZ',
  czechia: 'CZ',
  czechy: 'CZ',
  polsko: 'PL',
  polska: 'PL',
  poland: 'PL',
  slovensko: 'SK',
  slowacja: 'SK',
  slovakia: 'SK',
  ukrajina: 'UA',
  ukraina: 'UA',
  ukraine: 'UA',
};

export const countryOf = (cell: string): Country | null =>
  countries.find((one) => one === cell.trim().toUpperCase()) ?? countryNames[plain(cell)] ?? null;

const forms: readonly (readonly [RegExp, Service['forms'][number]])[] = [
  [/^(amb|stacjon|na miste|on site)/, 'ambulatory'],
  [/^(ter|field|wyjazd|streetwork)/, 'field'],
  [/^(pob|resid|calodob|calodzien)/, 'residential'],
  [/^(online|on line|zdaln|distan)/, 'online'],
];

export const formOf = (word: string): Service['forms'][number] | null =>
  forms.find(([shape]) => shape.test(plain(word)))?.[1] ?? null;

const tongues: readonly (readonly [RegExp, Service['languages'][number]])[] = [
  [/^(cs|cz|ces|czes|czech)/, 'cs'],
  [/^(pl|pol)/, 'pl'],
  [/^(sk|slov|slow)/, 'sk'],
  [/^(uk|ua)/, 'uk'],
  [/^(en|ang)/, 'en'],
  [/^(ru|ros)/, 'ru'],
];

export const languageOf = (word: string): Service['languages'][number] | null =>
  tongues.find(([shape]) => shape.test(plain(word)))?.[1] ?? null;

/** Topics by their id or by their name in any language. */
export function createTopicNames(topics: readonly Topic[]): {
  readonly find: (name: string) => TopicId | null;
  /** The nearest id or name, if one is near. */
  readonly near: (name: string) => string | null;
} {
  const called = new Map<string, TopicId>();
  const shown = new Map<string, string>();
  for (const topic of topics)
    for (const name of [topic.id, ...Object.values(topic.name)]) {
      called.set(plain(name), topic.id);
      shown.set(plain(name), name);
    }
  return {
    find: (name) => called.get(plain(name)) ?? null,
    near: (name) => {
      const key = plain(name).slice(0, 60);
      const [best] = [...called.keys()]
        .map((one) => ({ one, far: one.startsWith(key) ? 1 : editDistance(key, one) }))
        .sort((a, b) => a.far - b.far);
      return best !== undefined && best.far <= Math.max(2, key.length / 3)
        ? (shown.get(best.one) ?? null)
        : null;
    },
  };
}
