import { crowd, milliseconds } from './crowd.ts';
import { type Proof, type Proved, quantile } from './proof.ts';

/** One floods and many come at once: everybody is answered, danger first, and who floods is told once. */
const flood = async (short: boolean): Promise<Proved> => {
  const needs = short
    ? { people: 200, span: 12_000, flood: 300 }
    : { people: 1000, span: 60_000, flood: 1000 };
  const seen = await crowd(needs);
  const p99 = quantile(seen.crisisTimes, 0.99);
  const against = [
    ...(seen.unanswered > 0 ? [`${seen.unanswered} persons were not answered`] : []),
    ...(seen.outOfOrder > 0
      ? [`${seen.outOfOrder} persons were answered out of order, or not with the contacts first`]
      : []),
    ...(seen.unconfirmed > 0 ? [`${seen.unconfirmed} messages were never taken`] : []),
    ...(p99 >= 1000 ? [`a crisis answer took ${Math.round(p99)} ms`] : []),
    // A flood is counted anew every ten seconds, so that nobody who goes on writing stays without an answer for ever.
    ...(seen.floodNotices >= 1 && seen.floodNotices <= 1 + needs.span / 30_000
      ? []
      : [`who flooded was told ${seen.floodNotices} times`]),
    ...(seen.violations > 0 ? [`${seen.violations} requests were against the Bot API`] : []),
  ];
  return {
    what: `${needs.people} persons within ${needs.span / 1000} s while one writes ${needs.flood} messages in ${needs.span / 3000} s`,
    figures: `crisis answers half within ${milliseconds(seen.crisisTimes, 0.5)}, 99 % within ${milliseconds(seen.crisisTimes, 0.99)}; others ${milliseconds(seen.answerTimes, 0.5)}, ${milliseconds(seen.answerTimes, 0.99)}; who flooded got ${seen.toFlooder} posts, ${seen.floodNotices} notice`,
    against,
  };
};

export const floods: Proof = { name: 'floods', alone: true, run: async ({ short }) => [await flood(short)] };
