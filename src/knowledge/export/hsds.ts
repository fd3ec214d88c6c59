import type { Language } from '../../domain.ts';
import { languageOf } from '../country-language.ts';
import { timeZoneOf } from '../open-hours.ts';
import type { Service, Topic } from '../schema.ts';
import { stableId } from './ids.ts';

/**
 * Services as Open Referral HSDS 3.0 writes them (docs.openreferral.org). HSDS has no word for some things that we know;
 * those are attributes whose `link_type` is the name of our own field, so that nothing is lost on the way out and back.
 */

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };
type Entity = { readonly [key: string]: Json | undefined };

export interface HsdsOptions {
  readonly topics: readonly Topic[];
  /** The language of names and descriptions; null: that of the service's country. */
  readonly language: Language | null;
}

/** All services as one page of the HSDS API with full objects. */
export function toHsds(services: readonly Service[], options: HsdsOptions): Entity {
  return {
    total_items: services.length,
    total_pages: 1,
    page_number: 1,
    size: services.length,
    first_page: true,
    last_page: true,
    empty: services.length === 0,
    contents: services.map((service) => hsdsService(service, options)),
  };
}

/** One service with all that belongs to it. */
export function hsdsService(service: Service, { topics, language }: HsdsOptions): Entity {
  const speaks = language ?? languageOf[service.country];
  const { id, capacity } = service;
  const organization = organizationOf(service);
  return known({
    id: hsdsId(id),
    organization_id: organization.id,
    name: service.name,
    alternate_name: orNone(service.alternate_name.join('; ')),
    description: service.description[speaks],
    url: service.url,
    email: service.email,
    status: service.status,
    minimum_age: service.minimum_age,
    maximum_age: service.maximum_age,
    eligibility_description: service.not_for?.[speaks] ?? null,
    fees_description: service.free === null ? null : service.free ? 'free of charge' : 'paid',
    assured_date: service.assured_date,
    alert: capacity === null ? null : `${capacity.state} until ${capacity.until}`,
    organization,
    phones: service.phones.map(({ number, short }) =>
      known({
        id: stableId('phone', id, number),
        service_id: hsdsId(id),
        number,
        type: 'voice',
        description: short ? `short code, works in ${service.country} only` : null,
      }),
    ),
    schedules: schedulesOf(service, speaks),
    service_areas: service.service_areas.map(({ kind, name }) => ({
      id: stableId('area', id, kind, name),
      service_id: hsdsId(id),
      name,
      description: kind,
    })),
    languages: service.languages.map((code) => ({
      id: stableId('language', id, code),
      service_id: hsdsId(id),
      name: new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? code,
      code,
    })),
    service_at_locations: locationsOf(service, speaks),
    cost_options:
      service.free === true
        ? [{ id: stableId('cost', id), service_id: hsdsId(id), option: 'free', amount: 0 }]
        : [],
    attributes: attributesOf(service, topics, speaks),
  });
}

/** The id of a service in HSDS, by our own. */
export const hsdsId = (id: string): string => stableId('service', id);

function organizationOf({ id, country, name, provider }: Service): Entity & { readonly id: string } {
  const called = provider ?? name;
  return {
    id: provider === null ? stableId('organization of', id) : stableId('organization', country, provider),
    name: called,
    description: called,
  };
}

function schedulesOf(service: Service, language: Language): readonly Entity[] {
  const { id, country, h24, schedules, hours_note } = service;
  const weekly = h24
    ? [{ byday: ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'], opens_at: '00:00', closes_at: '24:00' }]
    : schedules;
  const note = hours_note?.[language] ?? null;
  const inWords =
    note === null
      ? []
      : [{ id: stableId('schedule', id, 'note'), service_id: hsdsId(id), description: note }];
  return [
    ...weekly.map(({ byday, opens_at, closes_at }) => ({
      id: stableId('schedule', id, byday.join(), opens_at, closes_at),
      service_id: hsdsId(id),
      freq: 'WEEKLY',
      interval: 1,
      byday: byday.join(),
      opens_at,
      closes_at,
      notes: `local time, ${timeZoneOf[country]}`,
    })),
    ...inWords,
  ];
}

const postalCode = /\b(\d{3} ?\d{2}|\d{2}-\d{3})\b/;

function locationsOf(service: Service, language: Language): readonly Entity[] {
  const { id, address, municipality, region, country, forms, how_to_get } = service;
  const isSomewhere = address !== null || municipality !== null;
  if (!isSomewhere && !forms.includes('online')) return [];
  const location = stableId('location', id);
  const addresses = isSomewhere
    ? [
        {
          id: stableId('address', id),
          location_id: location,
          address_1: address ?? '',
          city: municipality ?? '',
          region,
          state_province: region,
          postal_code: postalCode.exec(address ?? '')?.[0] ?? '',
          country,
          address_type: 'physical',
        },
      ]
    : [];
  return [
    {
      id: stableId('service at location', id),
      service_id: hsdsId(id),
      location_id: location,
      location: known({
        id: location,
        location_type: isSomewhere ? 'physical' : 'virtual',
        name: service.name,
        transportation: how_to_get?.[language] ?? null,
        addresses,
      }),
    },
  ];
}

/** What HSDS has no field for, and the texts in the other languages. */
function attributesOf(service: Service, topics: readonly Topic[], language: Language): readonly Entity[] {
  const plain = (type: string, value: string | boolean | null): readonly Entity[] =>
    value === null ? [] : [attribute(service.id, type, String(value))];
  const translated = (['description', 'not_for', 'hours_note', 'how_to_get'] as const).flatMap((field) =>
    Object.entries(service[field] ?? {}).flatMap(([code, words]) => plain(`${field}.${code}`, words)),
  );
  return [
    ...plain('id', service.id),
    ...service.topics.map((topic) => topicAttribute(service.id, topic, topics, language)),
    ...service.alternate_name.flatMap((name) => plain('alternate_name', name)),
    ...plain('provider', service.provider),
    ...plain('kind', service.kind),
    ...plain('country', service.country),
    ...plain('region', service.region),
    ...plain('municipality', service.municipality),
    ...plain('address', service.address),
    ...service.forms.flatMap((form) => plain('forms', form)),
    ...plain('free', service.free),
    ...plain('anonymous', service.anonymous),
    ...plain('parental_consent', service.parental_consent),
    ...plain('h24', service.h24),
    ...plain('confidence', service.confidence),
    ...plain('assurer', service.assurer),
    ...service.sources.flatMap(({ url, date }) => plain('sources', date === null ? url : `${date} ${url}`)),
    ...translated,
  ];
}

const attribute = (id: string, type: string, value: string): Entity => ({
  id: stableId('attribute', id, type, value),
  link_id: hsdsId(id),
  link_type: type,
  link_entity: 'service',
  value,
});

function topicAttribute(
  id: string,
  topic: Service['topics'][number],
  topics: readonly Topic[],
  language: Language,
): Entity {
  const named = topics.find((one) => one.id === topic);
  return {
    ...attribute(id, 'topics', topic),
    taxonomy_term_id: stableId('topic', topic),
    taxonomy_term: {
      id: stableId('topic', topic),
      code: topic,
      name: named?.name[language] ?? topic,
      description: named?.sentence[language] ?? topic,
      taxonomy: 'Lampa topics',
      language,
    },
  };
}

const orNone = (text: string): string | null => (text === '' ? null : text);

/** HSDS leaves out what is not known; its schemas know no null. */
const known = (entity: Entity): Entity =>
  Object.fromEntries(Object.entries(entity).filter(([, value]) => value !== null && value !== undefined));
