import { cutOf } from '../shared/cut.ts';
import { type RichText, sliced } from './rich-text.ts';

/** UTF-16 units that Telegram takes in one message. */
export const longestMessage = 4096;

/** The parts in which a text is sent; only white space between them is left out. Pure. */
export const split = (whole: RichText, limit: number = longestMessage): readonly RichText[] => {
  const parts: RichText[] = [];
  let from = 0;
  while (whole.text.length - from > limit) {
    const { end, next } = cutOf(whole.text.slice(from), limit);
    parts.push(sliced(whole, from, from + end));
    from += Math.max(next, 1);
  }
  return [...parts, sliced(whole, from, whole.text.length)];
};
