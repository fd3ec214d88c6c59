import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Country, Place } from '../../domain.ts';
import type { Schedule, Service, Topic } from '../schema.ts';
import { type Candidate, type Facts, type Gathered, type LeftOut, type NoteId, plain } from './candidate.ts';
import { countryOf, createTopicNames, languageOf } from './cells.ts';
import { emailOf, phonesOf, urlOf } from './contacts.ts';
import { ownEntry } from './hsds-own.ts';
import { type FullService, fullService } from './hsds-shape.ts';
import { ImportError } from './import-error.ts';
import { type Progress, readEntries } from './read-entries.ts';
import type { Towns } from './towns.ts';

const statuses = ['active', 'inactive', 'defunct', 'temporarily closed'] as const;

/** Reads services as HSDS 3 has them in full: a list, or a page of them under `contents`. Throws an ImportError. */
export async function gatherHsds(
  path: string,
  towns: Towns,
  topics: readonly Topic[],
  progress?: (done: Progress) => void,
): Promise<Gathered> {
  const names = createTopicNames(topics);
  const leftOut = new Map<LeftOut, number>();
  const leave = (why: LeftOut): void => void leftOut.set(why, (leftOut.get(why) ?? 0) + 1);
  const candidates: Candidate[] = [];
  const keys = new Set<string>();
  const take = (entry: unknown): void => {
    const found = candidateIn(entry, { file: basename(path), towns, names });
    if (typeof found === 'string') leave(found);
    else if (keys.has(found.key)) leave('twice');
    else {
      keys.add(found.key);
      candidates.push(found);
    }
  };
  const read = await readEntries(path, (await isList(path)) ? null : 'contents', take, progress);
  return { candidates, keys, leftOut, read, unknownNames: new Set() };
}

/** Whether the file begins with a list. */
async function isList(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(1024), 0, 1024, 0);
      return /^\uFEFF?\s*\[/.test(buffer.subarray(0, bytesRead).toString('utf8'));
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw new ImportError({ kind: 'not-there', file: path }, cause);
  }
}

interface Given {
  readonly file: string;
  readonly towns: Towns;
  readonly names: ReturnType<typeof createTopicNames>;
}

function candidateIn(entry: unknown, given: Given): Candidate | LeftOut {
  const read = fullService.safeParse(entry);
  if (!read.success || read.data.description === null) return 'unreadable';
  const own = ownCandidate(read.data, given.file);
  if (own !== null)
    return own.facts.status === 'active' || own.facts.status === 'temporarily closed' ? own : 'not-running';
  const status = statuses.find((one) => one === read.data.status) ?? 'active';
  if (status === 'defunct' || status === 'inactive') return 'not-running';
  return candidateOf(read.data, read.data.description, status, given);
}

/** The source is named in the same way whoever wrote the file. */
const sourceOf = ({ id }: FullService, file: string): string => `HSDS ${file}, service ${id}`;

function ownCandidate(service: FullService, file: string): Candidate | null {
  const own = ownEntry(service);
  if (own === null) return null;
  const hasHours = own.facts.h24 || own.facts.schedules.length > 0 || own.facts.hours_note !== null;
  const notes: readonly NoteId[] = hasHours ? ['never-called'] : ['never-called', 'no-hours'];
  return { ...own, key: service.id, source: sourceOf(service, file), notes };
}

function candidateOf(
  service: FullService,
  description: string,
  status: Service['status'],
  { file, towns, names }: Given,
): Candidate | LeftOut {
  const spot = spotOf(service, towns);
  if (spot === null) return 'no-place';
  const { country, place, region } = spot;
  const terms = service.attributes.flatMap(({ taxonomy_term }) => taxonomy_term ?? []);
  const called = terms.flatMap(({ id, code, name }) => [id, code, name].filter((one) => one !== null));
  const topics = [...new Set(called.flatMap((one) => names.find(one) ?? []))];
  const kind = terms.find(
    ({ id, code, name }) =>
      name !== null && ![id, code, name].some((one) => one !== null && names.find(one) !== null),
  )?.name;
  const schedules = schedulesOf(service);
  const numbers = [
    ...service.phones,
    ...service.service_at_locations.flatMap((one) => [...one.phones, ...one.location.phones]),
  ].flatMap((one) => one.number ?? []);
  const tongues = service.languages.flatMap(({ code, name }) => languageOf(code ?? name ?? '') ?? []);
  const notes: NoteId[] = [
    'text-not-translated',
    'never-called',
    ...(topics.length === 0 ? (['topics-guessed'] as const) : []),
    ...(schedules.length === 0 ? (['no-hours'] as const) : []),
  ];
  const [low, high] = [service.minimum_age, service.maximum_age];
  const text = { cs: description, pl: description, sk: description, uk: description, en: description };
  const facts: Facts = {
    name: service.name,
    alternate_name: service.alternate_name === null ? [] : [service.alternate_name],
    provider: service.organization?.name ?? null,
    kind: kind ?? 'služba',
    status,
    description: text,
    topics: topics.length === 0 ? ['service-info'] : topics,
    minimum_age: low !== null && high !== null && low > high ? null : low,
    maximum_age: high,
    ...(isFree(service) ? { free: true } : {}),
    address: spot.address,
    municipality: place?.name ?? null,
    region,
    service_areas: areasOf(service, spot, towns),
    phones: phonesOf(numbers, country),
    email: service.email === null ? null : emailOf([service.email]),
    url: service.url === null ? null : urlOf([service.url]),
    schedules,
    languages:
      tongues.length > 0 ? [...new Set(tongues)] : [country === 'PL' ? 'pl' : country === 'SK' ? 'sk' : 'cs'],
  };
  const slug = plain(`${country} ${service.name}`)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
    .replace(/-$/, '');
  return {
    key: service.id,
    id: `hsds-${slug}`,
    country,
    facts,
    confidence: 'C',
    source: sourceOf(service, file),
    notes,
  };
}

const isFree = ({ cost_options }: FullService): boolean =>
  cost_options.length > 0 && cost_options.every(({ amount }) => amount === 0);

interface Spot {
  readonly country: Country;
  readonly place: Place | null;
  readonly region: string;
  readonly address: string | null;
}

/** Where it is: the first address in a town that the register knows; without an address, the first area that it does. */
function spotOf(service: FullService, towns: Towns): Spot | null {
  const addresses = service.service_at_locations.flatMap((one) => one.location.addresses);
  for (const { address_1, city, state_province, postal_code, country: said } of addresses) {
    const country = said === null ? 'CZ' : countryOf(said);
    if (country === null || city === null) continue;
    const all = towns.named(country, city);
    const own = all.filter((one) => one.region === state_province || one.district === state_province);
    const place = own[0] ?? (new Set(all.map((one) => one.region)).size === 1 ? all[0] : undefined);
    if (place === undefined || place.region === null) continue;
    const post = postal_code === null ? place.name : `${postal_code} ${place.name}`;
    return {
      country,
      place,
      region: place.region,
      address: address_1 === null || isIn(place.name, address_1) ? address_1 : `${address_1}, ${post}`,
    };
  }
  const regions = service.service_areas.flatMap(({ name }) => name ?? []);
  for (const country of ['CZ', 'PL', 'SK'] as const) {
    const region = regions.find((name) => towns.isRegion(country, name));
    if (region !== undefined) return { country, place: null, region, address: null };
  }
  return null;
}

/** Some write the town into the street. */
const isIn = (town: string, address: string): boolean => ` ${plain(address)} `.includes(` ${plain(town)} `);

function areasOf(
  service: FullService,
  { country, place, region }: Spot,
  towns: Towns,
): Service['service_areas'] {
  const named = service.service_areas.flatMap(({ name }): Service['service_areas'] => {
    if (name === null) return [];
    if (name === country || countryOf(name) === country) return [{ kind: 'country', name: country }];
    if (towns.isRegion(country, name)) return [{ kind: 'region', name }];
    const [municipality] = towns.named(country, name);
    return municipality === undefined ? [] : [{ kind: 'municipality', name: municipality.name }];
  });
  if (named.length > 0) return named;
  return [place === null ? { kind: 'region', name: region } : { kind: 'municipality', name: place.name }];
}

const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
const time = /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)/;

/** Weekly hours; other rhythms are left to people. */
function schedulesOf(service: FullService): Schedule[] {
  const own = service.schedules;
  const there = service.service_at_locations.flatMap((one) => [...one.schedules, ...one.location.schedules]);
  return (own.length > 0 ? own : there).flatMap(({ freq, byday, opens_at, closes_at }): Schedule[] => {
    const found = days.filter((day) =>
      (byday ?? '')
        .toUpperCase()
        .split(/[,\s]+/)
        .includes(day),
    );
    const [opens, closes] = [time.exec(opens_at ?? '')?.[0], time.exec(closes_at ?? '')?.[0]];
    const isWeekly = freq === null || freq.toUpperCase() === 'WEEKLY';
    if (!isWeekly || found.length === 0 || opens === undefined || closes === undefined) return [];
    const until = closes === '00:00' ? '24:00' : closes;
    return opens < until ? [{ byday: found, opens_at: opens, closes_at: until }] : [];
  });
}
