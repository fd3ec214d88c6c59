import { z } from 'zod';
import { countries, languages } from '../../domain.ts';
import { phoneFault } from '../phone-number.ts';
import { type Service, service as serviceSchema } from '../schema.ts';
import { importFields } from './candidate.ts';
import type { FullService } from './hsds-shape.ts';

/** An entry of another directory of this program: HSDS carries all of it, for what it has no field for stands in attributes. */
export interface OwnEntry {
  readonly id: string;
  readonly country: Service['country'];
  readonly confidence: Service['confidence'];
  readonly facts: Pick<Service, (typeof importFields)[number]>;
}

type Picked = Readonly<Record<(typeof importFields)[number], true>>;

const { shape } = serviceSchema;
const own = z.object({
  id: shape.id,
  country: shape.country,
  confidence: shape.confidence,
  facts: serviceSchema.pick(Object.fromEntries(importFields.map((field) => [field, true])) as Picked),
});

/** Reads what `toHsds` writes; null when it is not from there, or not whole. */
export function ownEntry(service: FullService): OwnEntry | null {
  const said = (type: string): readonly string[] =>
    service.attributes.flatMap(({ link_type, value }) =>
      link_type === type && value !== null ? [value] : [],
    );
  const one = (type: string): string | null => said(type)[0] ?? null;
  const fact = (type: string): boolean | null => (one(type) === null ? null : one(type) === 'true');
  const inFive = (field: string): object | null => {
    const texts = languages.map((language) => [language, one(`${field}.${language}`)] as const);
    return texts.every(([, text]) => text === null) ? null : Object.fromEntries(texts);
  };
  const country = countries.find((known) => known === one('country'));
  if (country === undefined || one('id') === null) return null;
  const isRoundTheClock = fact('h24') === true;
  const read = own.safeParse({
    id: one('id'),
    country,
    confidence: one('confidence'),
    facts: {
      name: service.name,
      alternate_name: said('alternate_name'),
      provider: one('provider'),
      kind: one('kind'),
      status: service.status,
      description: inFive('description'),
      not_for: inFive('not_for'),
      topics: said('topics'),
      forms: said('forms'),
      minimum_age: service.minimum_age,
      maximum_age: service.maximum_age,
      free: fact('free'),
      anonymous: fact('anonymous'),
      parental_consent: fact('parental_consent'),
      address: one('address'),
      municipality: one('municipality'),
      region: one('region'),
      service_areas: service.service_areas.map(({ name, description }) => ({ kind: description, name })),
      phones: service.phones.flatMap(({ number }) => phoneOf(number, country)),
      email: service.email,
      url: service.url,
      h24: isRoundTheClock,
      schedules: isRoundTheClock ? [] : weekly(service),
      hours_note: inFive('hours_note'),
      how_to_get: inFive('how_to_get'),
      languages: service.languages.map(({ code }) => code),
    },
  });
  return read.success ? (read.data as OwnEntry) : null;
}

/** A full number tells its country itself; a short one works only in that of the service. */
const phoneOf = (number: string | null, home: Service['country']): readonly Service['phones'][number][] => {
  if (number === null) return [];
  if (!number.startsWith('+')) return [{ number, country: home, short: true }];
  const country = countries.find((known) => phoneFault(number, known) === null);
  return country === undefined ? [] : [{ number, country, short: false }];
};

const weekly = ({ schedules }: FullService): readonly object[] =>
  schedules.flatMap(({ byday, opens_at, closes_at }) =>
    byday === null ? [] : [{ byday: byday.split(','), opens_at, closes_at }],
  );
