/** Where a text may be cut, best first: between paragraphs, lines, sentences, words. */
const seams: readonly RegExp[] = [/\n\n+/g, /\n/g, /(?<=[.!?…])\s+/g, /\s+/g];

/** A number that people may want to call: it is not cut where its groups meet. */
const number = /\+?\d[\d \u00a0-]{4,}\d/g;

const inNumber = (text: string, at: number): boolean => {
  const from = Math.max(0, at - 24);
  for (const found of text.slice(from, at + 24).matchAll(number)) {
    const start = from + found.index;
    if (start < at && at < start + found[0].length) return true;
  }
  return false;
};

export interface Cut {
  /** Where this part ends, and where the next begins: the white space between them goes. */
  readonly end: number;
  readonly next: number;
}

/** The last good place to cut within the limit (UTF-16 units), not so early that a part is nearly empty. Pure. */
export const cutOf = (text: string, limit: number): Cut => {
  const head = text.slice(0, limit + 1);
  for (const seam of seams) {
    const found = [...head.matchAll(seam)]
      .map((match) => ({ end: match.index, next: match.index + match[0].length }))
      .filter(({ end }) => end >= limit / 4 && end <= limit && !inNumber(text, end))
      .at(-1);
    if (found !== undefined) return found;
  }
  // One endless word: cut it, but never a character in two.
  const high = text.charCodeAt(limit - 1);
  const end = high >= 0xd800 && high <= 0xdbff && limit > 1 ? limit - 1 : limit;
  return { end, next: end };
};
