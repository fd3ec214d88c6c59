import { expect, test } from 'vitest';
import { playHistory } from './mixing.ts';
import { type DeskOn, givenStage } from './stage.ts';

/** A few histories each time; `npm run prove` plays ten thousand. */
test.each<[string, DeskOn]>([
  ['two platforms', 'memory'],
  ['two platforms and Telegram', 'telegram'],
  ['two platforms and Discord', 'discord'],
])(
  'on %s nothing of one person is ever where another one is, and a forged button does nothing',
  async (_, deskOn) => {
    let state = 20_261_122;
    const random = (): number => {
      state = (state * 48_271) % 2_147_483_647;
      return (state - 1) / 2_147_483_646;
    };
    const stage = await givenStage(deskOn);
    try {
      for (let history = 1; history <= 6; history++) {
        const { mixed, deliveries } = await playHistory(stage, history, random);
        expect(mixed).toEqual([]);
        expect(deliveries).toBeGreaterThan(0);
      }
    } finally {
      await stage.close();
    }
  },
  60_000,
);
