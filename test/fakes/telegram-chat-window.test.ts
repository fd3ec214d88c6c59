import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { openChatWindow } from './telegram/chat-window.ts';
import { givenTelegram, polling } from './telegram/given.ts';

/** A developer chats with a bot in a terminal, on both sides. */

const givenWindow = async () => {
  const { telegram } = await givenTelegram();
  const input = new PassThrough();
  const output = new PassThrough();
  let shown = '';
  let look: () => void = () => undefined;
  output.on('data', (part: Buffer) => {
    shown += part.toString();
    look();
  });
  const { desk, closed } = openChatWindow({ telegram, input, output, color: false });
  return {
    telegram,
    desk,
    closed,
    type: (line: string) => input.write(`${line}\n`),
    until: async (words: string) => {
      while (!shown.includes(words)) {
        const { promise, resolve } = Promise.withResolvers<void>();
        look = resolve;
        await promise;
      }
      shown = shown.slice(shown.indexOf(words) + words.length);
    },
  };
};

test('the person and the desk are both in the window', async () => {
  const window = await givenWindow();
  const { telegram, desk, type, until } = window;
  polling(telegram, (bot) => {
    bot.chatType('private').on('message:text', async (ctx) => {
      const { message_thread_id } = await ctx.api.createForumTopic(desk.id, 'Případ 1');
      await ctx.api.sendMessage(desk.id, ctx.message.text, { message_thread_id });
      await ctx.reply('Ozveme se.', {
        reply_markup: { inline_keyboard: [[{ text: 'Dobře', callback_data: 'ok' }]] },
      });
    });
    bot.callbackQuery('ok', (ctx) => ctx.editMessageText('Díky.'));
    bot.chatType('supergroup').on('message:text', (ctx) => ctx.reply(`slyším tě, ${ctx.from.first_name}`));
  });
  type('bojím se');
  await until('── Případ 1 ──\ndesk │ bojím se');
  await until('Ozveme se.\n[1] Dobře');
  type('1');
  await until('(edited) ──\nDíky.');
  type('@už jdu');
  await until('slyším tě, Eva');
  type('@:close');
  type('@:topics');
  await until('Případ 1 (closed)');
  type(':nothing');
  await until('There is no :nothing here');
  type(':quit');
  await window.closed;
  expect(telegram.judge.violations).toEqual([]);
});
