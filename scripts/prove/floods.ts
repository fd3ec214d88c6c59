import { type CrowdNeeds, crowd, milliseconds } from './crowd.ts';
import { openDiscord, openTelegram } from './messengers.ts';
import { type Proof, type Proved, quantile } from './proof.ts';

/** One floods and many come at once: everybody is answered, danger first, and who floods is told once. */
const flood = async (name: string, needs: CrowdNeeds): Promise<Proved> => {
  const seen = await crowd(needs);
  const p99 = quantile(seen.crisisTimes, 0.99);
  const many = (count: number, what: string): readonly string[] => (count > 0 ? [`${count} ${what}`] : []);
  const against = [
    ...many(seen.unanswered, 'persons were not answered'),
    ...many(seen.outOfOrder, 'persons were answered out of order, or not with the contacts first'),
    ...many(seen.doubled, 'messages stand twice'),
    ...many(seen.unconfirmed, 'messages were never taken'),
    ...many(seen.wrongRooms, 'cases have no room, or two'),
    ...many(seen.violations, 'requests were against the description of the platform'),
    ...(p99 >= 1000 ? [`a crisis answer took ${Math.round(p99)} ms`] : []),
    // A flood is counted anew every ten seconds, so that nobody who goes on writing stays without an answer for ever.
    ...(seen.floodNotices >= 1 && seen.floodNotices <= 1 + needs.span / 30_000
      ? []
      : [`who flooded was told ${seen.floodNotices} times`]),
  ];
  return {
    what: `${needs.people} persons on ${name} within ${needs.span / 1000} s while one writes ${needs.flood} messages in ${needs.span / 3000} s`,
    figures: `lost ${seen.unanswered}, doubled ${seen.doubled}; crisis answers half within ${milliseconds(seen.crisisTimes, 0.5)}, 99 % within ${milliseconds(seen.crisisTimes, 0.99)}; others ${milliseconds(seen.answerTimes, 0.5)}, ${milliseconds(seen.answerTimes, 0.99)}; refused for the limits ${seen.refused}; who flooded got ${seen.toFlooder} posts, ${seen.floodNotices} notice`,
    against,
  };
};

export const floods: Proof = {
  name: 'floods',
  alone: true,
  run: async ({ short }) => [
    await flood('Telegram', {
      open: openTelegram,
      ...(short ? { people: 200, span: 12_000, flood: 300 } : { people: 1000, span: 60_000, flood: 1000 }),
    }),
    await flood('Discord', {
      open: openDiscord,
      waitsForRooms: true,
      ...(short ? { people: 60, span: 12_000, flood: 60 } : { people: 300, span: 60_000, flood: 200 }),
    }),
  ],
};
