import type { Country, Place, PlaceFound } from '../domain.ts';
import type { Gazetteer, KnownPlace } from './place-gazetteer.ts';
import { placeWords } from './place-key.ts';
import { findMentions, type Mention } from './place-mentions.ts';
import { createPlaceNames } from './place-names.ts';
import { kilometres, municipalityId } from './place-nearness.ts';

export interface FindPlaceOptions {
  /** Where names are looked for first when several countries have them. */
  readonly homeCountry: Country;
  /** Ids of places where the knowledge base has services. */
  readonly ownPlaces: ReadonlySet<string>;
}

const mostCandidates = 6;
/** A place this near to another one that is named is the one that is meant. */
const neighbourKm = 25;

/** From fine to coarse: who says "in Martin, Slovakia" is in Martin. */
const fineness: Readonly<Record<Place['kind'], number>> = {
  municipality: 0,
  part: 0,
  district: 1,
  region: 2,
  country: 3,
};

/** Keeps those that are best by a measure, the smaller the better. */
function best<Item>(items: readonly Item[], measure: (item: Item) => number): readonly Item[] {
  const least = Math.min(...items.map(measure));
  return items.filter((item) => measure(item) === least);
}

/** True when the other place says which of several places of one name is meant. */
function isToldBy(place: Place, other: Place): boolean {
  if (place.id === other.id || place.country !== other.country) return false;
  if (other.kind === 'country') return true;
  if (other.kind === 'region') return place.region === other.region;
  if (other.kind === 'district')
    return other.orp === null ? place.district === other.district : place.orp === other.orp;
  if (place.orp !== null && place.orp === other.orp) return true;
  const km = kilometres(place, other);
  return km !== null && km <= neighbourKm;
}

/**
 * Makes the function that finds the place of a message: the one that follows "I live in" or "I am from", else the first
 * that is named. Null when none is. The same text gives the same result, in a few milliseconds for any text.
 */
export function createFindPlace(
  gazetteer: Gazetteer,
  { homeCountry, ownPlaces }: FindPlaceOptions,
): (text: string) => PlaceFound | null {
  const isOwn = (known: KnownPlace): boolean => ownPlaces.has(known.place.id);
  const names = createPlaceNames(gazetteer, isOwn);
  const isForeign = (known: KnownPlace): number => (known.place.country === homeCountry ? 0 : 1);
  /** Who writes Polish means the Polish town of a name. */
  const distance = (known: KnownPlace, spokenIn: Country | null): number =>
    known.place.country === spokenIn ? -1 : isForeign(known);

  /** The places of one name that are worth asking about. */
  function narrow(places: readonly KnownPlace[], spokenIn: Country | null): readonly KnownPlace[] {
    let left = best(places, ({ place }) => fineness[place.kind]);
    const whole = left.filter(({ place }) => place.kind !== 'part');
    // "na Porubě" is the quarter that everybody knows, though there are villages of its name.
    const quarters = left.filter((known) => known.place.kind === 'part' && known.rank >= 1);
    const onlyVillages = whole.every((known) => known.rank === 0 && !isOwn(known));
    if (quarters.length > 0 && onlyVillages) left = quarters;
    else if (whole.length > 0) left = whole;
    const rank = Math.max(...left.map((known) => known.rank));
    // A town with an office of state is what everybody means; villages of its name are always told apart by those who live there.
    if (rank >= 2) return best(left, (known) => (known.rank >= 2 ? distance(known, spokenIn) : 2));
    const own = left.filter(isOwn);
    const near = best(left, (known) => distance(known, spokenIn));
    return [...new Set([...own, ...near])];
  }

  const order = (a: KnownPlace, b: KnownPlace): number =>
    Number(isOwn(b)) - Number(isOwn(a)) || b.rank - a.rank || isForeign(a) - isForeign(b);

  function choose(mention: Mention, mentions: readonly Mention[]): PlaceFound | null {
    const others = mentions
      .filter((other) => other !== mention)
      .flatMap(({ places }) => best(places, (k) => -k.rank));
    const told = mention.places.filter(({ place }) => others.some((other) => isToldBy(place, other.place)));
    const toldTowns = best(told.length > 0 ? told : mention.places, ({ place }) => fineness[place.kind]);
    const narrowed =
      told.length > 0 && told.length < mention.places.length
        ? narrow(toldTowns, mention.spokenIn)
        : narrow(mention.places, mention.spokenIn);
    const candidates = [...narrowed].sort(order).slice(0, mostCandidates);
    const [first] = candidates;
    if (first === undefined) return null;
    if (candidates.length === 1) return { kind: 'one', place: first.place };
    return { kind: 'which', candidates: candidates.map(({ place }) => place) };
  }

  const coarseness = (mention: Mention): number =>
    Math.min(...mention.places.map(({ place }) => Math.max(0, fineness[place.kind] - 1)));

  /** How clearly the person is there: who says "v" is there, and a village without a capital may be an ordinary word. */
  function strength({ evidence, places }: Mention): number {
    const inside = evidence.inside && evidence.before !== 'loose';
    const isNamed = evidence.capital || places.some((known) => known.rank > 0 || isOwn(known));
    return 4 * evidence.cue + (inside ? 2 : 0) + (isNamed ? 1 : 0);
  }

  /** Who names a town of Ukraine and one elsewhere came from the first and is in the second. */
  const leftBehind = (mention: Mention): number =>
    mention.places.every(({ place }) => place.country === 'UA') ? 1 : 0;

  /** A quarter of a town is served by the town; a hamlet stays itself. */
  function townOf(place: Place): Place {
    if (place.kind !== 'part') return place;
    const town = gazetteer.byId.get(municipalityId(place));
    return town !== undefined && town.rank >= 2 ? town.place : place;
  }

  return (text) => {
    const mentions = findMentions(placeWords(text), names, gazetteer.commonWords, homeCountry, isOwn);
    const meant = mentions.filter(({ evidence }) => !evidence.denied);
    if (meant.length === 0) return null;
    const fine = best(best(meant, coarseness), leftBehind);
    const [mention] = best(fine, (mention) => -strength(mention));
    const found = mention === undefined ? null : choose(mention, meant);
    return found?.kind === 'one' ? { kind: 'one', place: townOf(found.place) } : found;
  };
}
