import { type Place, type TopicId, topicIds } from '../../domain.ts';
import type { Service } from '../schema.ts';
import { type Ages, agesOfGroups, agesOfRemark, servesTheYoung } from './ages.ts';
import type { Candidate, Gathered, LeftOut, NoteId } from './candidate.ts';
import { type CodeLists, missingKinds, nameIn, readCodeLists } from './code-lists.ts';
import { emailOf, phonesOf, urlOf } from './contacts.ts';
import { describeKind } from './describe-kind.ts';
import { type Group, groupNamed } from './groups.ts';
import { type Kind, kindNamed } from './kinds.ts';
import { type Progress, readEntries } from './read-entries.ts';
import { schedulesOf } from './rpss-hours.ts';
import { type Address, type Facility, type Registration, readRegistration } from './rpss-shape.ts';
import type { Towns } from './towns.ts';

interface Given {
  readonly towns: Towns;
  readonly lists: CodeLists;
  /** YYYY-MM-DD. */
  readonly today: string;
}

/** Reads the whole register, one registration at a time, and keeps what is of use. Throws an ImportError. */
export async function gatherRpss(
  path: string,
  towns: Towns,
  today: string,
  progress?: (done: Progress) => void,
): Promise<Gathered> {
  const given = { towns, lists: await readCodeLists(path), today };
  const kept = new Map<string, readonly Candidate[]>();
  const leftOut = new Map<LeftOut, number>();
  const unknownNames = new Set<string>();
  let named = 0;
  const leave = (why: LeftOut): void => void leftOut.set(why, (leftOut.get(why) ?? 0) + 1);
  const take = (entry: unknown): LeftOut | null => {
    const registration = readRegistration(entry);
    if (registration === null) return 'unreadable';
    const kindName = nameIn(given.lists.kinds, registration.druhSocialniSluzby);
    if (kindName !== null) named++;
    const kind = kindName === null ? undefined : kindNamed(kindName);
    if (kindName !== null && kind === undefined) unknownNames.add(kindName);
    if (kind === undefined || kind === null) return 'kind';
    const found = candidatesOf(registration, kind, given, unknownNames);
    if (typeof found === 'string') return found;
    const before = kept.get(registration.portalId);
    const fresh = found.map(detached);
    kept.set(registration.portalId, before === undefined ? fresh : merged(before, fresh));
    return before === undefined ? null : 'twice';
  };
  const read = await readEntries(
    path,
    'polozky',
    (entry) => {
      const why = take(entry);
      if (why !== null) leave(why);
    },
    progress,
  );
  if (read > 0 && named === 0) throw missingKinds(path);
  const candidates = [...kept.values()].flat();
  return { candidates, keys: new Set(candidates.map(({ key }) => key)), leftOut, read, unknownNames };
}

const isSecret = ({ notes }: Candidate): boolean => notes.includes('secret-address');

/** One registration that is listed twice: the places of both; if one of them hides an address, all of them are hidden. */
function merged(before: readonly Candidate[], again: readonly Candidate[]): readonly Candidate[] {
  const all = [...before, ...again.filter(({ key }) => !before.some((one) => one.key === key))];
  return all.some(isSecret) ? all.filter(isSecret) : all;
}

/** A copy: texts that were cut out of the file would keep all of it in memory. Descriptions are shared and stay. */
function detached({ facts: { description, ...facts }, ...rest }: Candidate): Candidate {
  const copy = JSON.parse(JSON.stringify({ ...rest, facts })) as Candidate;
  return description === undefined ? copy : { ...copy, facts: { ...copy.facts, description } };
}

/** A date in any of the forms that the register uses, as YYYY-MM-DD; null: no date, '' : one that cannot be read. */
function dayOf(written: string | null): string | null {
  if (written === null || written === '') return null;
  const iso = /^(\d{4})-(\d{2})-(\d{2})/.exec(written);
  if (iso !== null) return iso[0];
  const czech = /^(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})/.exec(written);
  if (czech === null) return '';
  const [, day = '', month = '', year = ''] = czech;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** True between the days, both included; an end that cannot be read counts as past. */
function isRunning(from: string | null, to: string | null, today: string): boolean {
  const [begin, end] = [dayOf(from), dayOf(to)];
  return (begin === null || begin <= today) && (end === null || end >= today);
}

function candidatesOf(
  registration: Registration,
  kind: Kind,
  given: Given,
  unknownNames: Set<string>,
): readonly Candidate[] | LeftOut {
  const { lists, today } = given;
  const { datumPoskytovaniOd, datumPoskytovaniDo } = registration;
  if (!isRunning(datumPoskytovaniOd, datumPoskytovaniDo, today)) return 'not-running';
  const facilities = registration.zarizeni.filter((one) =>
    isRunning(one.poskytujeOd, one.poskytujeDo, today),
  );
  if (facilities.length === 0 && registration.zarizeni.length > 0) return 'not-running';
  const ages = agesOf(registration, kind, lists);
  if (!servesTheYoung(ages)) return 'age';
  const groups = groupsOf(registration, lists, unknownNames);
  if (groups === 'none-of-use') return 'groups';
  const spots = spotsOf(registration, facilities, kind, given);
  if (spots.length === 0) return 'no-place';
  return spots.map((spot) => candidate({ registration, kind, groups, ages, spot, given }));
}

function agesOf(registration: Registration, kind: Kind, lists: CodeLists): Ages {
  const remark = registration.doplnujiciInformaceVekoveSkupiny;
  const precise = remark === null ? null : agesOfRemark(remark);
  const names = registration.vekoveSkupiny.flatMap((group) => nameIn(lists.ages, group) ?? []);
  return precise ?? agesOfGroups(names) ?? kind.ages;
}

function groupsOf(
  registration: Registration,
  lists: CodeLists,
  unknownNames: Set<string>,
): readonly Group[] | 'none-of-use' {
  const names = registration.ciloveSkupiny.flatMap((group) => nameIn(lists.groups, group) ?? []);
  const found = names.map((name) => ({ name, group: groupNamed(name) }));
  for (const { name, group } of found) if (group === undefined) unknownNames.add(name);
  const useful = found.flatMap(({ group }) => group ?? []);
  const allLeftOut = names.length > 0 && found.every(({ group }) => group === null);
  return allLeftOut ? 'none-of-use' : useful;
}

/** Where one entry of ours stands: all facilities in one municipality, or those whose address is secret. */
interface Spot {
  readonly key: string;
  readonly place: Place | null;
  readonly region: string;
  readonly name: string | null;
  readonly addresses: readonly string[];
  readonly notes: readonly NoteId[];
}

const czechia = 'Česko';

function spotsOf(
  registration: Registration,
  facilities: readonly Facility[],
  kind: Kind,
  given: Given,
): readonly Spot[] {
  const { portalId } = registration;
  const groups = Map.groupBy(facilities, ({ adresa }) => {
    if (adresa === 'secret' || registration.secret) return 'secret';
    return placeOf(adresa, given.towns)?.id ?? 'nowhere';
  });
  const spots = [...groups].flatMap(([where, here]): Spot[] => {
    if (where === 'nowhere') return [];
    if (where === 'secret') return secretSpot(registration, given);
    const place = given.towns.byCode(where.slice('CZ-'.length));
    if (place?.region === null || place === null) return [];
    const open = here.flatMap(({ adresa }) => (adresa === null || adresa === 'secret' ? [] : [adresa]));
    const addresses = [...new Set(open.flatMap((one) => addressText(one, place) ?? []))].sort();
    const conflict = open.some((one) => contradicts(one, place, given.lists));
    return [
      {
        key: `${portalId}/${where.slice('CZ-'.length)}`,
        place,
        region: place.region,
        name: here.map((one) => one.nazev).find((name) => name !== null) ?? null,
        addresses,
        notes: [
          ...(addresses.length > addressesShown ? (['more-addresses'] as const) : []),
          ...(conflict ? (['place-conflict'] as const) : []),
        ],
      },
    ];
  });
  if (spots.length > 0) return spots.sort((a, b) => (a.key < b.key ? -1 : 1));
  return seatOnly(registration, kind, given);
}

const placeOf = (address: Address, towns: Towns): Place | null => {
  const code = address === null || address === 'secret' ? null : address.obec.id?.split('/').at(-1);
  return code === null || code === undefined ? null : towns.byCode(code);
};

/**
 * A service whose address is secret keeps its phone and its provider. Of where it is nothing is read, not even the region; what
 * region it is for tells the public address where letters go.
 */
const secretSpot = (registration: Registration, { towns }: Given): Spot[] => [
  {
    key: `${registration.portalId}/secret`,
    place: null,
    region: seatOf(registration, towns)?.region ?? czechia,
    name: null,
    addresses: [],
    notes: ['secret-address'],
  },
];

/** Where letters go, unless that is secret too. */
const seatOf = ({ kontaktniAdresy }: Registration, towns: Towns): Place | null =>
  kontaktniAdresy.map(({ adresa }) => placeOf(adresa, towns)).find((place) => place !== null) ?? null;

/** No facility has a place: where letters go is good enough for the area, never for an address to visit. */
function seatOnly(registration: Registration, kind: Kind, { towns }: Given): readonly Spot[] {
  const seat = registration.secret ? null : seatOf(registration, towns);
  const { portalId } = registration;
  const bare = { name: null, addresses: [] };
  if (seat !== null && seat.region !== null)
    return [{ ...bare, key: `${portalId}/seat`, place: seat, region: seat.region, notes: ['no-place'] }];
  if (!kind.everywhere) return [];
  return [{ ...bare, key: `${portalId}/everywhere`, place: null, region: czechia, notes: [] }];
}

type OpenAddress = Exclude<Address, null | 'secret'>;

/** "Koldinova 12/3, 339 01 Klatovy"; null without a house number. */
function addressText(
  { ulice, cisloDomovni, cisloOrientacni, psc }: OpenAddress,
  place: Place,
): string | null {
  if (cisloDomovni === null || cisloDomovni === '') return null;
  const number = cisloOrientacni ? `${cisloDomovni}/${cisloOrientacni}` : cisloDomovni;
  const post = /^\d{5}$/.test(psc ?? '') ? `${psc?.slice(0, 3)} ${psc?.slice(3)} ` : '';
  return ulice.nazev === null
    ? `${post}${place.name} ${number}`
    : `${ulice.nazev} ${number}, ${post}${place.name}`;
}

/** The municipality lies elsewhere than the district or the region beside it says: one of them is wrong. */
function contradicts({ kraj, okres }: OpenAddress, place: Place, lists: CodeLists): boolean {
  const [region, district] = [nameIn(lists.regions, kraj), nameIn(lists.districts, okres)];
  return (region !== null && region !== place.region) || (district !== null && district !== place.district);
}

const addressesShown = 3;

interface Parts {
  readonly registration: Registration;
  readonly kind: Kind;
  readonly groups: readonly Group[];
  readonly ages: Ages;
  readonly spot: Spot;
  readonly given: Given;
}

function candidate({ registration, kind, groups, ages, spot, given }: Parts): Candidate {
  const { portalId, poskytovatel } = registration;
  const isSecret = spot.notes.includes('secret-address');
  const forms = formsOf(registration, kind);
  const area = areasOf(registration, spot, forms, kind, given);
  const guessedOnly = area.guessed && !forms.includes('ambulatory') && !forms.includes('residential');
  const confidence = guessedOnly || spot.notes.includes('place-conflict') ? 'C' : 'B';
  const schedules = isSecret ? [] : schedulesOf(registration.formy);
  const h24 =
    kind.hoursAreForCallers &&
    confidence !== 'C' &&
    schedules.length === 0 &&
    registration.formy.some((form) => form.nepretrzitePoskytovani === true);
  const topics = topicsOf(kind, groups);
  const notes: NoteId[] = [
    'never-called',
    ...spot.notes,
    ...(area.guessed ? (['coverage-guessed'] as const) : []),
    ...(schedules.length === 0 && !h24 ? (['no-hours'] as const) : []),
    ...(kind.anonymousUsual ? (['anonymous-usual'] as const) : []),
    ...(topics.guessed ? (['topics-guessed'] as const) : []),
  ];
  return {
    key: spot.key,
    id: `rpss-${portalId
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')}`,
    country: 'CZ',
    confidence,
    source: `RPSS (Registr poskytovatelů sociálních služeb), portalId ${portalId}`,
    notes,
    facts: {
      name: (spot.name ?? poskytovatel?.nazev ?? kind.called).slice(0, 200),
      provider: poskytovatel?.nazev ?? null,
      kind: kind.called,
      status: 'active',
      description: describeKind(kind, groups),
      topics: [...topics.topics],
      forms,
      minimum_age: ages[0],
      maximum_age: ages[1],
      free: kind.free,
      address: spot.addresses.length === 0 ? null : spot.addresses.slice(0, addressesShown).join('; '),
      municipality: isSecret ? null : (spot.place?.name ?? null),
      region: spot.region,
      service_areas: area.areas,
      ...contactsOf(registration),
      h24,
      schedules,
    },
  };
}

/** From the named keys of the service, else of the provider; never from a facility or an address. */
function contactsOf(registration: Registration): Pick<Service, 'phones' | 'email' | 'url'> {
  const both = [registration, registration.poskytovatel].filter((one) => one !== null);
  const firstOf = <T>(find: (from: (typeof both)[number]) => T | null): T | null =>
    both.map(find).find((found) => found !== null) ?? null;
  const texts = (list: readonly (string | null)[]): readonly string[] => list.flatMap((one) => one ?? []);
  return {
    phones:
      firstOf(({ telefony }) => {
        const found = phonesOf(texts(telefony.map(({ telefon }) => telefon)), 'CZ');
        return found.length === 0 ? null : found;
      }) ?? [],
    email: firstOf(({ emaily }) => emailOf(texts(emaily.map(({ email }) => email)))),
    url: firstOf(({ weby }) => urlOf(texts(weby.map(({ web }) => web)))),
  };
}

const formEndings: readonly (readonly [RegExp, Service['forms'][number]])[] = [
  [/\/amb|ambul/i, 'ambulatory'],
  [/\/ter|terén/i, 'field'],
  [/\/pob|pobyt/i, 'residential'],
];

function formsOf({ formy }: Registration, kind: Kind): Service['forms'] {
  const told = formy.map(({ forma }) => `${forma.id ?? ''} ${forma.nazev ?? ''}`);
  const forms = formEndings.flatMap(([shape, form]) => (told.some((one) => shape.test(one)) ? [form] : []));
  return kind.everywhere ? [...forms, 'online'] : forms;
}

function areasOf(
  registration: Registration,
  { place, region }: Spot,
  forms: Service['forms'],
  kind: Kind,
  { lists, towns }: Given,
): { readonly areas: Service['service_areas']; readonly guessed: boolean } {
  if (kind.everywhere || region === czechia)
    return { areas: [{ kind: 'country', name: 'CZ' }], guessed: !kind.everywhere };
  if (place === null) return { areas: [{ kind: 'region', name: region }], guessed: true };
  const seat = { kind: 'municipality' as const, name: place.name };
  if (!forms.includes('field')) return { areas: [seat], guessed: false };
  const regions = registration.rozsirenePusobnostiVKraji
    .flatMap((one) => nameIn(lists.regions, one) ?? [])
    .filter((name) => towns.isRegion('CZ', name));
  if (regions.length > 0) {
    const areas = [...new Set([region, ...regions])].map((name) => ({ kind: 'region' as const, name }));
    return { areas, guessed: false };
  }
  const around =
    place.orp === null
      ? { kind: 'municipality' as const, name: place.name }
      : { kind: 'orp' as const, name: place.orp };
  return { areas: [around], guessed: true };
}

function topicsOf(
  kind: Kind,
  groups: readonly Group[],
): { readonly topics: readonly TopicId[]; readonly guessed: boolean } {
  const told = new Set([...kind.topics, ...groups.flatMap((group) => group.topics)]);
  const guessed = told.size === 0;
  const all = guessed ? new Set(kind.otherwise) : told;
  return { topics: topicIds.filter((topic) => all.has(topic)), guessed };
}
