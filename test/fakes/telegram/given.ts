import { Api, Bot, GrammyError } from 'grammy';
import { afterEach, expect } from 'vitest';
import { createFakeClock, type FakeClock } from '../clock.ts';
import { type FakeTelegram, type FakeTelegramNeeds, startFakeTelegram } from './telegram.ts';

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** Called when the test is over, the last one first. */
export const afterwards = (close: () => Promise<void>): void => {
  closing.push(close);
};

export interface Given {
  readonly telegram: FakeTelegram;
  readonly clock: FakeClock;
  readonly api: Api;
}

/**
 * A fake Telegram for one test, on a clock that stands still, without limits unless they are asked for. When the test is over
 * it is stopped, and nothing that was asked or told may have been against the description of the Bot API.
 */
export const givenTelegram = async (needs: FakeTelegramNeeds = {}): Promise<Given> => {
  const clock = createFakeClock(Date.UTC(2026, 10, 22, 9));
  const telegram = await startFakeTelegram({ clock, limits: null, ...needs });
  afterwards(async () => {
    await telegram.stop();
    expect(telegram.judge.violations).toEqual([]);
  });
  return { telegram, clock, api: new Api(telegram.token, { apiRoot: telegram.url }) };
};

/** A running bot that reads by long polling; it is stopped when the test is over. */
export const polling = (telegram: FakeTelegram, prepare: (bot: Bot) => void): Bot => {
  const bot = new Bot(telegram.token, { client: { apiRoot: telegram.url } });
  prepare(bot);
  const running = bot.start();
  // Whether it ends well is the matter of the test; here it only must be over.
  const over = running.catch(() => undefined);
  afterwards(async () => {
    await bot.stop().catch(() => undefined);
    await over;
  });
  return bot;
};

/** What the Bot API said no with: code and words. */
export const refusal = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call;
  } catch (error) {
    if (error instanceof GrammyError) return `${error.error_code} ${error.description}`;
    throw error;
  }
  throw new Error('the call was not refused');
};
