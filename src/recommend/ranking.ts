import type { Only } from '../conversation/state.ts';
import type { Country, Language, Place } from '../domain.ts';
import { isBeyondLimit } from '../knowledge/freshness.ts';
import { localTime, type OpenState, timeZoneOf } from '../knowledge/open-hours.ts';
import { kilometres } from '../understand/place-nearness.ts';
import { languageBit, type Outline, spanAt, wishBits } from './outline.ts';
import type { Reach } from './reach.ts';
import type { Item } from './shelf.ts';

export interface Wanted {
  readonly place: Place | null;
  readonly only: readonly Only[];
  /** Years; null: not known. */
  readonly age: number | null;
  readonly language: Language;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Tells how well a service fits, as one number: the smaller the better; null when it must not be offered. */
export interface Ranking {
  readonly of: (item: Item, reach: Reach, openNow: OpenState) => number | null;
  /** No service of this outline is better than this. */
  readonly best: (outline: Outline, reach: Reach) => number | null;
}

/** Farther than this, "near" would be a lie for somebody without a car. */
export const nearKm = 25;
/** Nearer by less than this is not nearer. */
const kmStep = 10;
const farthest = 9999;
const kmOfDegree = 111;
/** Meridians run together and the shortest way is an arc; a border of a box must not seem farther than it is. */
const narrower = 0.97;

interface Fit {
  readonly saysAge: boolean;
  readonly openRank: number;
  readonly speaks: boolean;
  readonly strong: boolean;
  readonly assured: number;
  readonly km: number | null;
}

const openRanks: Readonly<Record<OpenState, number>> = { open: 0, unknown: 1, closed: 2 };

/** `country`: that of all services which are ranked. */
export function createRanking({ place, only, age, language, now }: Wanted, country: Country): Ranking {
  const speaks = languageBit(language);
  const wishes = wishBits(only);
  const mustBeOpen = only.includes('open-now');
  const span = spanAt(localTime(now, timeZoneOf[country]));

  const fits = (outline: Outline): boolean =>
    (outline.wishes & wishes) === wishes && (age === null || (outline.from <= age && age <= outline.to));

  /** What is nearer in steps, whether it says for which age, open, language, how sure, how far: in this order. */
  const number = (fit: Fit, reach: Reach): number | null => {
    if (mustBeOpen && fit.openRank > 0) return null;
    const step = reach === 'near' && fit.km !== null ? Math.floor(fit.km / kmStep) : 0;
    const ageRank = age !== null && !fit.saysAge ? 1 : 0;
    const trust = fit.strong ? 0 : 2;
    const stale = isBeyondLimit(fit.assured, now) ? 1 : 0;
    const ranks = ((step * 2 + ageRank) * 3 + fit.openRank) * 2 + (fit.speaks ? 0 : 1);
    return (ranks * 4 + trust + stale) * (farthest + 1) + Math.min(farthest, Math.round(fit.km ?? 0));
  };

  return {
    of: ({ outline, points }, reach, openNow) => {
      if (!fits(outline)) return null;
      const km = distance(points, place);
      return number(
        {
          saysAge: outline.saysAge,
          openRank: openRanks[openNow],
          speaks: (outline.languages & speaks) !== 0,
          strong: outline.strong,
          assured: outline.assured,
          km,
        },
        reach,
      );
    },
    best: (outline, reach) => {
      if (!fits(outline)) return null;
      const maybeOpen = (outline.spans & span) !== 0;
      return number(
        {
          saysAge: outline.saysAge,
          openRank: maybeOpen ? 0 : outline.unknownHours ? 1 : 2,
          speaks: (outline.languages & speaks) !== 0,
          strong: outline.strong,
          assured: outline.assured,
          km: outline.anywhere ? null : atLeast(outline, place),
        },
        reach,
      );
    },
  };
}

/** As the crow flies to where it is nearest; null when that is not known. */
function distance(points: readonly Place[], place: Place | null): number | null {
  if (place === null) return null;
  let nearest: number | null = null;
  for (const point of points) {
    const km = kilometres(point, place);
    if (km !== null && (nearest === null || km < nearest)) nearest = km;
  }
  return nearest;
}

/** Near enough to be called so; unknown distances are not. */
export const isNear = (item: Item, place: Place | null): boolean => {
  const km = distance(item.points, place);
  return km !== null && km <= nearKm;
};

/** Nothing of this outline is near. */
export const isFar = (outline: Outline, place: Place | null): boolean =>
  !outline.anywhere && (atLeast(outline, place) ?? 0) > nearKm;

/** How far the nearest border of the box is, at least. */
function atLeast({ south, north, west, east }: Outline, place: Place | null): number | null {
  const at = place?.at ?? null;
  if (at === null) return null;
  const lat = Math.max(south - at.lat, 0, at.lat - north) * kmOfDegree;
  const widest = Math.max(Math.abs(at.lat), Math.abs(south), Math.abs(north));
  const shrink = Math.cos((widest * Math.PI) / 180) * narrower;
  const lon = Math.max(west - at.lon, 0, at.lon - east) * kmOfDegree * shrink;
  return Math.max(lat, lon);
}
