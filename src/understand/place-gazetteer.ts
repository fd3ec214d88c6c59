import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Country, countries, type Place } from '../domain.ts';

const degrees = z.number().nullable();
const name = z.string().min(1);

/** Rows are lists, one a line, so that 22,000 places stay readable in a diff; `columns` names what stands where. */
const table = <Row extends z.ZodType>(row: Row) =>
  z.object({ columns: z.array(z.string()), rows: z.array(row) });

const czech = table(z.tuple([name, name, name, name, name, degrees, degrees]));
const czechPart = table(z.tuple([name, name]));
const slovak = table(z.tuple([name, name, name.nullable(), name, degrees, degrees]));
const polish = table(z.tuple([name, name, z.enum(['m', 'mw', 'w']), name, name, degrees, degrees]));
const other = table(
  z.tuple([
    name,
    name,
    z.enum(countries),
    z.enum(['municipality', 'part', 'district', 'region', 'country']),
    name.nullable(),
    name.nullable(),
    name.nullable(),
  ]),
).extend({
  capitals: z.array(name),
  /** Small towns and well-known places among the villages: id, name. */
  towns: z.array(z.tuple([name, name])),
  /** Id of a city, its quarters that everybody knows. */
  quarters: z.array(z.tuple([name, z.array(name).min(1)])),
  /** What the country around a Czech town is called, the town. */
  around: z.array(z.tuple([name, name])),
});
const nickname = table(z.tuple([z.enum(countries), name, z.array(name).min(1)]));
const words = z.array(z.string());
const commonWords = z.object({
  bare: words,
  afterPreposition: words,
  capital: words,
  givenNames: words,
  elsewhere: words,
});

/** How well known a place is: 4 regional capital, 3 district town, 2 town with an office of state, 1 small town, 0 village. */
export type Rank = 0 | 1 | 2 | 3 | 4;

/** Ordinary words that sound like places, in the spelling of `placeKey`. Made from the example messages. */
export interface CommonWords {
  /** No place unless a preposition or a capital letter says so. */
  readonly bare: ReadonlySet<string>;
  /** No place even after a preposition, unless with a capital letter. */
  readonly afterPreposition: ReadonlySet<string>;
  /** No place even with a capital letter, unless after a preposition too. */
  readonly capital: ReadonlySet<string>;
  /** Names of people: the same as `capital`. */
  readonly givenNames: ReadonlySet<string>;
  /** Countries and cities beyond those that Lampa knows, in their base form: villages sound like them. */
  readonly elsewhere: ReadonlySet<string>;
}

export interface KnownPlace {
  readonly place: Place;
  /** Of a part: 1 when it is a quarter that everybody knows. */
  readonly rank: Rank;
  /** The town in the middle, if this is the country around one: Klatovy for "Klatovsko". */
  readonly town?: KnownPlace;
}

export interface Gazetteer {
  readonly places: readonly KnownPlace[];
  readonly byId: ReadonlyMap<string, KnownPlace>;
  /** What people call a place besides its name. */
  readonly nicknames: readonly { readonly name: string; readonly of: KnownPlace }[];
  readonly commonWords: CommonWords;
}

function read<Shape extends z.ZodType>(dir: string, file: string, shape: Shape): z.output<Shape> {
  const path = join(dir, file);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new Error(`${path}: cannot be read as JSON; restore it from the repository`, { cause });
  }
  const result = shape.safeParse(json);
  if (!result.success) throw new Error(`${path}: ${z.prettifyError(result.error)}`);
  return result.data;
}

const at = (lat: number | null, lon: number | null): Place['at'] =>
  lat === null || lon === null ? null : { lat, lon };

const municipality = (
  id: string,
  name: string,
  country: Country,
  where: Pick<Place, 'orp' | 'district' | 'region' | 'at'>,
): Place => ({ id, name, country, kind: 'municipality', ...where });

function czechPlaces(dir: string): readonly KnownPlace[] {
  const towns = read(dir, 'cz.json', czech).rows.map(
    ([code, name, district, orp, region, lat, lon]): KnownPlace => {
      // Praha is registered under the office "Hlavní město Praha".
      const rank = name === district ? 3 : name === orp || orp === `Hlavní město ${name}` ? 2 : 0;
      return {
        place: municipality(`CZ-${code}`, name, 'CZ', { orp, district, region, at: at(lat, lon) }),
        rank,
      };
    },
  );
  const byId = new Map(towns.map(({ place }) => [place.id, place]));
  const seen = new Set<string>();
  const parts = read(dir, 'cz-parts.json', czechPart).rows.flatMap(([name, code]): KnownPlace[] => {
    const whole = byId.get(`CZ-${code}`);
    const id = `CZ-${code}-${name}`;
    if (whole === undefined || seen.has(id)) return [];
    seen.add(id);
    return [{ place: { ...whole, id, name, kind: 'part' }, rank: 0 }];
  });
  return [...towns, ...parts];
}

const slovakPlaces = (dir: string): readonly KnownPlace[] =>
  read(dir, 'sk.json', slovak).rows.map(([postcode, name, district, region, lat, lon]) => ({
    place: municipality(`SK-${postcode}-${name}`, name, 'SK', {
      orp: null,
      district,
      region,
      at: at(lat, lon),
    }),
    rank: name === district ? 3 : 0,
  }));

function polishPlaces(dir: string): readonly KnownPlace[] {
  const rows = read(dir, 'pl.json', polish).rows;
  const key = (name: string, district: string): string => `${district}/${name}`;
  const towns = new Set(rows.filter((row) => row[2] === 'm').map((row) => key(row[1], row[3])));
  const ranks = { m: 2, mw: 1, w: 0 } as const;
  // A town and the rural commune around it bear one name: people mean the town.
  return rows
    .filter(([, name, kind, district]) => kind !== 'w' || !towns.has(key(name, district)))
    .map(([code, name, kind, district, region, lat, lon]) => ({
      place: municipality(`PL-${code}`, name, 'PL', { orp: null, district, region, at: at(lat, lon) }),
      rank: name === district ? 3 : ranks[kind],
    }));
}

/** Districts and regions, as the municipalities name them. */
function areas(places: readonly KnownPlace[]): readonly KnownPlace[] {
  const found = new Map<string, KnownPlace>();
  for (const { place } of places) {
    const { country, district, region } = place;
    if (region !== null) {
      const id = `${country}-region-${region}`;
      if (!found.has(id))
        found.set(id, {
          place: {
            id,
            name: region.replace(/^Kraj /, ''),
            country,
            kind: 'region',
            orp: null,
            district: null,
            region,
            at: null,
          },
          rank: 2,
        });
    }
    if (district === null) continue;
    const id = `${country}-district-${district}`;
    const name = country === 'PL' ? `powiat ${district}` : district;
    if (!found.has(id))
      found.set(id, {
        place: { id, name, country, kind: 'district', orp: null, district, region, at: null },
        rank: 2,
      });
  }
  return [...found.values()];
}

/** Places of a higher rank than the registers tell: small towns, and the quarters of cities that everybody knows. */
function withBetterKnown(
  registered: readonly KnownPlace[],
  towns: ReadonlySet<string>,
  quarters: readonly (readonly [string, readonly string[]])[],
): readonly KnownPlace[] {
  const byId = new Map(registered.map((known) => [known.place.id, known]));
  for (const id of towns) {
    const known = byId.get(id);
    if (known === undefined) throw new Error(`other.json: no place ${id} among the towns; write its id`);
    if (known.rank === 0) byId.set(id, { ...known, rank: 1 });
  }
  for (const [cityId, names] of quarters) {
    const city = byId.get(cityId)?.place;
    if (city === undefined) throw new Error(`other.json: no city ${cityId} for its quarters; write its id`);
    for (const name of names) {
      const id = `${cityId}-${name}`;
      byId.set(id, { place: { ...city, id, name, kind: 'part' }, rank: 1 });
    }
  }
  return [...byId.values()];
}

/** The country around towns: a district of its own, where the town is. */
const countryAround = (
  places: readonly KnownPlace[],
  around: readonly (readonly [string, string])[],
): readonly KnownPlace[] =>
  around.map(([name, townName]) => {
    const town = places.find(
      ({ place, rank }) => rank >= 2 && place.country === 'CZ' && place.name === townName,
    );
    if (town === undefined) throw new Error(`other.json: no town "${townName}" in the middle of ${name}`);
    return {
      place: { ...town.place, id: `CZ-area-${name}`, name, kind: 'district' },
      rank: 2,
      town,
    };
  });

/**
 * Reads all places from the files of a folder. Takes about a fifth of a second.
 * Throws an error that names the file and what is wrong with it.
 */
export function loadGazetteer(dir: string): Gazetteer {
  const registered = [...czechPlaces(dir), ...slovakPlaces(dir), ...polishPlaces(dir)];
  const named = read(dir, 'other.json', other);
  const towns = new Set(named.towns.map(([id]) => id));
  const capitals = new Set(named.capitals);
  const more = named.rows.map(([id, name, country, kind, district, region, orp]): KnownPlace => {
    const isTown = kind === 'municipality';
    const place: Place = { id, name, country, kind, orp, district, region, at: null };
    return { place, rank: isTown ? 3 : kind === 'part' ? 1 : 2 };
  });
  const wellKnown = withBetterKnown([...registered, ...more], towns, named.quarters);
  const around = countryAround(registered, named.around);
  const all = [...wellKnown, ...areas(registered), ...around].map((known) =>
    known.place.kind === 'municipality' &&
    known.rank >= 2 &&
    capitals.has(`${known.place.country} ${known.place.name}`)
      ? { ...known, rank: 4 as const }
      : known,
  );
  const byId = new Map(all.map((known) => [known.place.id, known]));
  const called = new Map<string, KnownPlace>();
  for (const known of all) {
    const key = `${known.place.country} ${known.place.name}`;
    const before = called.get(key);
    if (before === undefined || (known.rank > before.rank && known.place.kind !== 'district'))
      called.set(key, known);
  }
  const nicknames = read(dir, 'nicknames.json', nickname).rows.flatMap(([country, name, others]) => {
    const of = called.get(`${country} ${name}`);
    if (of === undefined)
      throw new Error(`nicknames.json: no place "${name}" in ${country}; write its official name`);
    return others.map((other) => ({ name: other, of }));
  });
  const common = read(dir, 'common-words.json', commonWords);
  return {
    places: all,
    byId,
    nicknames,
    commonWords: {
      bare: new Set(common.bare),
      afterPreposition: new Set(common.afterPreposition),
      capital: new Set(common.capital),
      givenNames: new Set(common.givenNames),
      elsewhere: new Set(common.elsewhere),
    },
  };
}
