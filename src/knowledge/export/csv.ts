import type { Language } from '../../domain.ts';
import { languageOf } from '../country-language.ts';
import { csvText } from '../csv-text.ts';
import { latestSource } from '../freshness.ts';
import type { Service } from '../schema.ts';

/** Several values in one cell. */
const between = '; ';

const yesNo = (fact: boolean | null): string => (fact === null ? '' : fact ? 'yes' : 'no');
const age = (years: number | null): string => (years === null ? '' : String(years));

const hours = ({ h24, schedules }: Service): string =>
  h24
    ? '24/7'
    : schedules.map((one) => `${one.byday.join(' ')} ${one.opens_at}-${one.closes_at}`).join(between);

type Cell = (service: Service, language: Language) => string;

/** Column → what stands in it. Names are those of the files of the directory, where one field is one column. */
const columns: Readonly<Record<string, Cell>> = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  alternate_name: (service) => service.alternate_name.join(between),
  provider: ({ provider }) => provider ?? '',
  kind: ({ kind }) => kind,
  status: ({ status }) => status,
  description: ({ description }, language) => description[language],
  not_for: (service, language) => service.not_for?.[language] ?? '',
  topics: ({ topics }) => topics.join(between),
  forms: ({ forms }) => forms.join(between),
  minimum_age: (service) => age(service.minimum_age),
  maximum_age: (service) => age(service.maximum_age),
  free: ({ free }) => yesNo(free),
  anonymous: ({ anonymous }) => yesNo(anonymous),
  parental_consent: (service) => yesNo(service.parental_consent),
  country: ({ country }) => country,
  region: ({ region }) => region,
  municipality: ({ municipality }) => municipality ?? '',
  address: ({ address }) => address ?? '',
  service_areas: (service) => service.service_areas.map(({ kind, name }) => `${kind}: ${name}`).join(between),
  phones: ({ phones }) => phones.map(({ number }) => number).join(between),
  email: ({ email }) => email ?? '',
  url: ({ url }) => url ?? '',
  hours,
  hours_note: (service, language) => service.hours_note?.[language] ?? '',
  how_to_get: (service, language) => service.how_to_get?.[language] ?? '',
  languages: ({ languages }) => languages.join(between),
  capacity: ({ capacity }) => (capacity === null ? '' : `${capacity.state} ${capacity.until}`),
  confidence: ({ confidence }) => confidence,
  assured_date: (service) => service.assured_date ?? '',
  source_date: (service) => latestSource(service) ?? '',
  sources: ({ sources }) => sources.map(({ url }) => url).join(between),
};

/**
 * One row a service, UTF-8. `language`: of the texts; null: that of the service's country. `excel`: with a byte order mark and
 * semicolons, as Czech and Polish Excel open it without asking.
 */
export const toCsv = (
  services: readonly Service[],
  language: Language | null,
  { excel }: { readonly excel: boolean },
): string =>
  csvText(
    [
      Object.keys(columns),
      ...services.map((service) =>
        Object.values(columns).map((cell) => cell(service, language ?? languageOf[service.country])),
      ),
    ],
    { bom: excel, delimiter: excel ? ';' : ',' },
  );
