import { fold } from '../../understand/fold.ts';
import type { Told } from '../told.ts';

/** What can be chosen for a field: the value that is written, and what people call it. */
export type Choices = Readonly<Record<string, Told>>;

/** The value that somebody means by its own name or by the beginning of what it is called; null when that is none or several. */
export function chosen(choices: Choices, said: string): string | null {
  const plain = fold(said.trim());
  if (plain === '') return null;
  const called = Object.entries(choices).map(([value, { en, cs }]) => ({
    value,
    names: [fold(value), fold(en), fold(cs)],
  }));
  const same = called.filter(({ names }) => names.includes(plain));
  const begun = called.filter(({ names }) => names.some((name) => name.startsWith(plain)));
  const [found, another] = same.length > 0 ? same : begun;
  return found !== undefined && another === undefined ? found.value : null;
}

export const countryNames: Choices = {
  CZ: { en: 'Czechia', cs: 'Česko' },
  PL: { en: 'Poland', cs: 'Polsko' },
  SK: { en: 'Slovakia', cs: 'Slovensko' },
  UA: { en: 'Ukraine', cs: 'Ukrajina' },
  GB: { en: 'United Kingdom', cs: 'Velká Británie' },
  US: { en: 'United States', cs: 'Spojené státy' },
};

export const languageNames: Choices = {
  cs: { en: 'Czech', cs: 'čeština' },
  pl: { en: 'Polish', cs: 'polština' },
  sk: { en: 'Slovak', cs: 'slovenština' },
  uk: { en: 'Ukrainian', cs: 'ukrajinština' },
  en: { en: 'English', cs: 'angličtina' },
  ru: { en: 'Russian', cs: 'ruština' },
};

export const statuses: Choices = {
  active: { en: 'works', cs: 'funguje' },
  inactive: { en: 'does not work now', cs: 'teď nefunguje' },
  defunct: { en: 'has ended', cs: 'skončila' },
  'temporarily closed': { en: 'closed for a time', cs: 'dočasně zavřená' },
};

export const forms: Choices = {
  ambulatory: { en: 'people come there', cs: 'ambulantní' },
  field: { en: 'in the field', cs: 'terénní' },
  residential: { en: 'with beds', cs: 'pobytová' },
  online: { en: 'online', cs: 'online' },
};

export const confidences: Choices = {
  A: { en: 'A: an official page or several sources', cs: 'A: oficiální stránka nebo více zdrojů' },
  B: { en: 'B: one good source', cs: 'B: jeden dobrý zdroj' },
  C: { en: 'C: one list only', cs: 'C: jen jeden seznam' },
};

export const roles: Choices = {
  emergency: { en: 'emergency', cs: 'tísňová linka' },
  medical: { en: 'ambulance', cs: 'záchranka' },
  police: { en: 'police', cs: 'policie' },
  fire: { en: 'fire brigade', cs: 'hasiči' },
  poison: { en: 'poisoning', cs: 'otravy' },
  children: { en: 'children and young people', cs: 'děti a mladí' },
  adults: { en: 'adults', cs: 'dospělí' },
  victims: { en: 'victims', cs: 'oběti' },
  parents: { en: 'parents', cs: 'rodiče' },
  missing: { en: 'missing people', cs: 'pohřešovaní' },
  addiction: { en: 'addiction', cs: 'závislosti' },
  eating: { en: 'eating disorders', cs: 'poruchy příjmu potravy' },
  ukrainian: { en: 'Ukrainians', cs: 'Ukrajinci' },
  information: { en: 'information', cs: 'informace' },
};

export const areaKinds: Choices = {
  country: { en: 'country', cs: 'země' },
  region: { en: 'region', cs: 'kraj' },
  district: { en: 'district', cs: 'okres' },
  orp: { en: 'orp', cs: 'ORP' },
  municipality: { en: 'municipality', cs: 'obec' },
};

export const yesNo: Choices = { yes: { en: 'yes', cs: 'ano' }, no: { en: 'no', cs: 'ne' } };

export const capacityStates: Choices = {
  full: { en: 'full', cs: 'plno' },
  free: { en: 'has room', cs: 'volno' },
  closed: { en: 'closed', cs: 'zavřeno' },
};
