/**
 * How the finding of services and of names grows with the directory: `node bench/finding.ts`. Twice: copies of the real services,
 * which crowd the same few places, and services spread over all municipalities, each with hours, ages and languages of its own.
 * Absolute times depend on the machine: compare within a run.
 */
import type { Place } from '../src/domain.ts';
import { loadKnowledge } from '../src/knowledge/load.ts';
import type { Schedule, Service } from '../src/knowledge/schema.ts';
import { createRecommend } from '../src/recommend.ts';
import { loadGazetteer } from '../src/understand/place-gazetteer.ts';
import { createPlaces } from '../src/understand/place-nearness.ts';
import { percentile } from './understanding/figures.ts';

const sizes = [1000, 10_000, 100_000];
const warmUp = 500;
const rounds = 100;
const monday = Date.UTC(2026, 10, 23, 9);
const night = Date.UTC(2026, 10, 23, 2);

const loaded = await loadKnowledge('data/knowledge');
if (!('knowledge' in loaded))
  throw new Error('bench: the knowledge base does not load; run "lampa kb check".');
const { knowledge } = loaded;
const gazetteer = loadGazetteer('data/places');
const places = createPlaces(gazetteer);
const czech = gazetteer.places
  .map(({ place }) => place)
  .filter(({ kind, country }) => kind === 'municipality' && country === 'CZ');
const town = (name: string): Place => {
  const [found] = places.named('CZ', name);
  if (found === undefined) throw new Error(`bench: no place ${name}`);
  return found;
};

/** The same numbers in every run. */
const createDice = (): ((below: number) => number) => {
  let state = 7;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

const realOne = (i: number): Service => {
  const service = knowledge.services[i % knowledge.services.length];
  if (service === undefined) throw new Error('bench: there are no services');
  return service;
};

const copies = (size: number): readonly Service[] =>
  Array.from({ length: size }, (_, i) => ({ ...realOne(i), id: `${realOne(i).id}-${i}` }));

const week: Schedule['byday'] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const cities = ['Praha', 'Brno', 'Ostrava', 'Plzeň'].map(town);
const syllables = 'ba bo da de ka ko la le ma me na no pa po ra ro sa se ta to va vo za zo'.split(' ');

/** Half in four cities, half anywhere; a third have no hours that are known. */
const spread = (size: number): readonly Service[] => {
  const dice = createDice();
  const one = <Item>(items: readonly Item[]): Item => items[dice(items.length)] as Item;
  return Array.from({ length: size }, (_, i) => {
    const real = realOne(i);
    const where = dice(2) === 0 ? one(cities) : one(czech);
    const name = `${one(syllables)}${one(syllables)}${one(syllables)}${one(syllables)}`;
    const opens = `${String(7 + dice(8)).padStart(2, '0')}:${dice(2) === 0 ? '00' : '30'}`;
    const closes = `${15 + dice(8)}:${dice(2) === 0 ? '00' : '30'}`;
    const area = one(['municipality', 'municipality', 'orp', 'district', 'region'] as const);
    const areaName = {
      municipality: where.name,
      orp: where.orp,
      district: where.district,
      region: where.region,
    };
    return {
      ...real,
      id: `s-${i}`,
      country: 'CZ',
      name: `${real.kind} ${name}`,
      alternate_name: [name],
      municipality: where.name,
      region: where.region ?? '',
      forms: dice(50) === 0 ? ['online'] : ['ambulatory'],
      service_areas: [{ kind: area, name: areaName[area] ?? where.name }],
      phones: [{ number: '+420123456789', country: 'CZ', short: false }],
      h24: dice(100) === 0,
      schedules:
        dice(3) === 0
          ? []
          : [{ byday: week.filter(() => dice(3) > 0).concat('MO'), opens_at: opens, closes_at: closes }],
      minimum_age: dice(2) === 0 ? null : dice(18),
      languages: dice(10) === 0 ? ['cs', 'uk'] : ['cs'],
    } satisfies Service;
  });
};

const asked = [
  { topics: ['debts', 'money'], place: town('Klatovy') },
  { topics: ['addicted-relative', 'family-conflict', 'alcohol'], place: town('Sušice') },
  { topics: ['housing'], place: town('Rokycany') },
  { topics: ['drugs'], place: null },
  { topics: ['leisure'], place: town('Domažlice') },
  { topics: ['depression'], place: town('Praha') },
] as const;
const texts = [
  'cislo na ospod susice',
  'kdy ma otevreno magnet',
  'adresa krizoveho centra plzen',
  'mam dluhy a nevim co s tim, pomozte mi prosim',
  'kde je obcanska poradan plzen',
];

const time = (questions: readonly (() => unknown)[]): readonly number[] => {
  for (let i = 0; i < warmUp; i++) questions[i % questions.length]?.();
  const times: number[] = [];
  for (let round = 0; round < rounds; round++)
    for (const ask of questions) {
      const begin = performance.now();
      ask();
      times.push(performance.now() - begin);
    }
  return times;
};
const ms = (n: number): string => `${n.toFixed(3)} ms`;

for (const [title, make] of [
  ['copies of the real services', copies],
  ['spread over all municipalities', spread],
] as const) {
  console.log(
    `\n${title}: p50 / p99 of finding three by day, at night, for a girl of 15 who writes Ukrainian; of a name; build`,
  );
  for (const size of sizes) {
    const services = make(size);
    const begin = performance.now();
    const recommend = createRecommend({ ...knowledge, services }, places);
    const build = performance.now() - begin;
    const find = (now: number, language: 'cs' | 'uk', age: number | null) =>
      time(
        asked.map(
          ({ topics, place }) =>
            () =>
              recommend.services({ topics, place, only: [], skip: 0, age, language, now }),
        ),
      );
    const cells = [
      find(monday, 'cs', null),
      find(night, 'cs', null),
      find(monday, 'uk', 15),
      time(texts.map((text) => () => recommend.named(text))),
    ];
    console.log(
      [
        size.toLocaleString('en').padStart(8),
        ...cells.map((times) => `${ms(percentile(times, 50))} / ${ms(percentile(times, 99))}`),
        `${(build / 1000).toFixed(1)} s`,
      ].join('   '),
    );
  }
}
