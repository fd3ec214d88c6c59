import { plain } from './candidate.ts';

/** What a column of a table may hold. */
export const csvFields = [
  'id',
  'name',
  'provider',
  'kind',
  'description',
  'topics',
  'country',
  'town',
  'region',
  'address',
  'areas',
  'phone',
  'email',
  'web',
  'hours',
  'h24',
  'age-from',
  'age-to',
  'free',
  'anonymous',
  'parental-consent',
  'forms',
  'languages',
  'source',
] as const;
export type CsvField = (typeof csvFields)[number];

/** Heads of columns in Czech, Polish and English; the first of each language stands in the template. */
export const csvHeads: Readonly<Record<CsvField, Readonly<Record<'cs' | 'pl' | 'en', readonly string[]>>>> = {
  id: { cs: ['id'], pl: ['id'], en: ['id', 'identifier'] },
  name: { cs: ['název', 'jméno služby', 'služba'], pl: ['nazwa', 'nazwa usługi'], en: ['name', 'service'] },
  provider: {
    cs: ['poskytovatel', 'organizace', 'provozovatel', 'provozovatel_nazev'],
    pl: ['prowadzący', 'organizacja', 'podmiot'],
    en: ['provider', 'organisation', 'organization'],
  },
  kind: {
    cs: ['druh služby', 'druh', 'typ služby', 'poskytovana_sluzba'],
    pl: ['rodzaj', 'rodzaj usługi', 'typ'],
    en: ['kind', 'type', 'kind of service'],
  },
  description: {
    cs: ['popis', 'co dělají'],
    pl: ['opis', 'co robią'],
    en: ['description', 'what they do'],
  },
  topics: { cs: ['témata', 'téma', 'oblasti pomoci'], pl: ['tematy', 'temat'], en: ['topics', 'topic'] },
  country: { cs: ['země', 'stát'], pl: ['kraj', 'państwo'], en: ['country'] },
  town: {
    cs: ['obec', 'město', 'adresa_nazev_obce'],
    pl: ['miejscowość', 'miasto', 'gmina'],
    en: ['town', 'city', 'municipality'],
  },
  region: { cs: ['kraj (název)', 'region'], pl: ['województwo'], en: ['region', 'province'] },
  address: { cs: ['adresa', 'ulice', 'adresa_text'], pl: ['adres', 'ulica'], en: ['address', 'street'] },
  areas: {
    cs: ['oblast působení', 'kam docházejí', 'působnost'],
    pl: ['obszar działania', 'obszar'],
    en: ['area', 'coverage', 'service area'],
  },
  phone: {
    cs: ['telefon', 'telefony', 'tel', 'mobil'],
    pl: ['telefon', 'tel', 'numer telefonu'],
    en: ['phone', 'phones', 'telephone'],
  },
  email: { cs: ['e-mail', 'email', 'mail'], pl: ['e-mail', 'email'], en: ['e-mail', 'email'] },
  web: {
    cs: ['web', 'webové stránky', 'www', 'odkaz'],
    pl: ['strona', 'strona internetowa', 'www'],
    en: ['web', 'website', 'url'],
  },
  hours: {
    cs: ['otevírací doba', 'hodiny', 'provozní doba'],
    pl: ['godziny otwarcia', 'godziny'],
    en: ['opening hours', 'hours'],
  },
  h24: { cs: ['nonstop'], pl: ['całodobowo', 'całą dobę'], en: ['round the clock', 'h24', '24/7'] },
  'age-from': { cs: ['věk od', 'od let'], pl: ['wiek od', 'od lat'], en: ['age from', 'minimum age'] },
  'age-to': { cs: ['věk do', 'do let'], pl: ['wiek do', 'do lat'], en: ['age to', 'maximum age'] },
  free: { cs: ['zdarma', 'bezplatně'], pl: ['bezpłatnie', 'za darmo'], en: ['free', 'free of charge'] },
  anonymous: { cs: ['anonymně', 'anonymní'], pl: ['anonimowo'], en: ['anonymous', 'anonymously'] },
  'parental-consent': {
    cs: ['souhlas rodičů'],
    pl: ['zgoda rodziców'],
    en: ['parental consent', 'consent of parents'],
  },
  forms: { cs: ['forma', 'formy'], pl: ['forma', 'formy'], en: ['form', 'forms'] },
  languages: { cs: ['jazyky', 'jazyk'], pl: ['języki', 'język'], en: ['languages', 'language'] },
  source: { cs: ['zdroj', 'odkud'], pl: ['źródło'], en: ['source'] },
};

/** Columns without which a row says too little. */
export const neededFields: readonly CsvField[] = ['name', 'kind', 'description', 'topics', 'town'];

const byHead = new Map<string, CsvField>();
for (const field of [...csvFields].reverse())
  for (const heads of Object.values(csvHeads[field]))
    for (const head of heads) byHead.set(plain(head), field);

/** The field of a column by its head; null: none. "Kraj" is a region in Czech and a country in Polish, told by the others. */
export function fieldOfHead(head: string, isPolish: boolean): CsvField | null {
  const key = plain(head);
  if (key === 'kraj') return isPolish ? 'country' : 'region';
  return byHead.get(key) ?? null;
}

const polishOnly = new Set(['nazwa', 'rodzaj', 'opis', 'tematy', 'miejscowosc', 'wojewodztwo']);

/** True when the heads are Polish ones. */
export const areHeadsPolish = (heads: readonly string[]): boolean =>
  heads.some((head) => polishOnly.has(plain(head)));

/** All heads there are, for suggestions. */
export const allHeads: readonly string[] = Object.values(csvHeads).flatMap((heads) =>
  Object.values(heads).flat(),
);
