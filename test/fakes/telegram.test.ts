import { Bot } from 'grammy';
import { afterEach, describe, expect, test } from 'vitest';
import { type FakeTelegram, startFakeTelegram } from './telegram/telegram.ts';

/** The fake is held to what a real client sees: everything goes through grammY, over the loopback interface. */

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

const started = async (needs: Parameters<typeof startFakeTelegram>[0] = {}): Promise<FakeTelegram> => {
  const telegram = await startFakeTelegram(needs);
  open.push(async () => {
    await telegram.stop();
    expect(telegram.judge.violations).toEqual([]);
  });
  return telegram;
};

const botOf = (telegram: FakeTelegram): Bot => new Bot(telegram.token, { client: { apiRoot: telegram.url } });

describe('a person and the bot', () => {
  test('write to each other', async () => {
    const telegram = await started();
    const bot = botOf(telegram);
    bot.command('start', (ctx) => ctx.reply(`Vítej ${ctx.match}`));
    bot.on('message:text', (ctx) => ctx.reply(`slyším: ${ctx.message.text}`));
    const running = bot.start();
    const jana = telegram.person({ firstName: 'Jana', language: 'cs' });
    jana.starts('klub-holysov');
    jana.says('ahoj');
    await telegram.when(() => jana.heard().length === 2);
    expect(jana.heard().map(({ text }) => text)).toEqual(['Vítej klub-holysov', 'slyším: ahoj']);
    await bot.stop();
    await running;
    expect(telegram.updates.pending()).toEqual([]);
  });
});
