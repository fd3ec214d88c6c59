/** Whom Lampa serves. */
export const youngest = 12;
export const oldest = 26;

export type Ages = readonly [from: number | null, to: number | null];

const between = /(\d{1,3})\s*(?:let|roků|roky|rok)?\s*(?:–|-|—|až|do)\s*(\d{1,3})/;
const from = /(?:nad|od)\s*(\d{1,3})/;
const to = /do\s*(\d{1,3})/;
const exact = /^(?:od\s*)?(\d{1,2})\s*(?:let|roků)?\s*(?:–|-|—|až|do)\s*(\d{1,2})\s*(?:let|roků)?\.?$/;

/** Ages that the name of an age group tells ("mladí dospělí (19 – 26 let)"); null: it tells none. */
export function agesOfGroup(name: string): Ages | null {
  const lower = name.toLowerCase();
  if (lower.includes('bez omezení')) return [null, null];
  const both = between.exec(lower);
  if (both !== null) return [Number(both[1]), Number(both[2])];
  const least = from.exec(lower);
  if (least !== null) return [Number(least[1]), null];
  const most = to.exec(lower);
  return most === null ? null : [0, Number(most[1])];
}

/** From the youngest to the oldest group; null: no group tells ages. */
export function agesOfGroups(names: readonly string[]): Ages | null {
  const ages = names.map(agesOfGroup).filter((one) => one !== null);
  if (ages.length === 0) return null;
  const lows = ages.map(([low]) => low ?? 0);
  const highs = ages.map(([, high]) => high ?? Number.POSITIVE_INFINITY);
  const low = Math.min(...lows);
  const high = Math.max(...highs);
  return [low <= 1 ? null : low, high > 99 ? null : high];
}

/** What the remark on ages says, if it is nothing but two ages ("od 15 do 26 let"). */
export function agesOfRemark(remark: string): Ages | null {
  const found = exact.exec(remark.trim().toLowerCase());
  if (found === null) return null;
  const [low, high] = [Number(found[1]), Number(found[2])];
  return low <= high ? [low, high] : null;
}

/** True when somebody between 12 and 26 may come. */
export const servesTheYoung = ([low, high]: Ages): boolean =>
  (low ?? 0) <= oldest && (high ?? Number.POSITIVE_INFINITY) >= youngest;
