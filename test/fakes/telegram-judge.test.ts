import type { Update } from '@grammyjs/types';
import { describe, expect, test } from 'vitest';
import { createJudge, readSpecification } from './telegram/judge.ts';
import { methodNames } from './telegram/methods/all.ts';
import { readParameters } from './telegram/parameters.ts';
import { startFakeTelegram } from './telegram/telegram.ts';

/** The judge bites: in what the bot asks, and in what the fake says. */

const specification = readSpecification();
const where = 'tg-api.json, the description of the Bot API, is not at hand';

const asked = (method: string, all: Readonly<Record<string, unknown>>): readonly string[] => {
  const judge = createJudge(specification);
  judge.request(method, readParameters(all));
  return judge.violations;
};

const answered = (method: string, result: unknown): readonly string[] => {
  const judge = createJudge(specification);
  judge.answer(method, { ok: true, result });
  return judge.violations;
};

const message = {
  message_id: 1,
  date: 1,
  chat: { id: 1, type: 'private', first_name: 'Jana' },
  text: 'ahoj',
};

describe.skipIf(specification === null)(`the judge (skipped where ${where})`, () => {
  test('finds nothing in a good request, as JSON or as a form', () => {
    const reply_markup = { inline_keyboard: [[{ text: 'a', callback_data: 'a' }]] };
    expect(asked('sendMessage', { chat_id: 1, text: 'a', reply_markup })).toEqual([]);
    const form = {
      chat_id: '1',
      text: '5',
      reply_markup: JSON.stringify(reply_markup),
      protect_content: 'true',
    };
    expect(asked('SENDmessage', form)).toEqual([]);
  });

  test.each([
    ['tellMessage', {}, 'tellMessage: there is no such method'],
    ['sendMessage', { chat_id: 1 }, 'sendMessage: lacks the parameter "text"'],
    ['sendMessage', { chat_id: 1, text: 'a', colour: 'red' }, 'sendMessage: there is no parameter "colour"'],
    ['sendMessage', { chat_id: 1, text: 5 }, 'sendMessage text: 5 is no String'],
    ['sendMessage', { chat_id: {}, text: 'a' }, 'sendMessage chat_id: {} is no Integer'],
    ['sendMessage', { chat_id: 1, text: 'a', entities: [{ type: 'bold', offset: 0 }] }, 'lacks "length"'],
    ['pinChatMessage', { chat_id: 1, message_id: 'first' }, 'message_id: "first" is no Integer'],
    [
      'sendMessage',
      { chat_id: 1, text: 'a', reply_markup: { inline_keyboard: [[{ text: 'a', callback: 'a' }]] } },
      'InlineKeyboardButton has no field "callback"',
    ],
  ])('finds what is wrong in a request: %s %j', (method, all, words) => {
    expect(asked(method, all)).toEqual([expect.stringContaining(words)]);
  });

  test('finds nothing in a good answer', () => {
    expect(answered('sendMessage', message)).toEqual([]);
    expect(answered('deleteMessage', true)).toEqual([]);
  });

  test.each([
    ['sendMessage', { ...message, colour: 'red' }, 'Message has no field "colour"'],
    ['sendMessage', { ...message, date: undefined }, 'Message lacks "date"'],
    ['sendMessage', { ...message, text: 5 }, '.text: 5 is no String'],
    ['deleteMessage', 'yes', '"yes" is no Boolean'],
    [
      'getChatMember',
      { status: 'member', user: { id: 1, is_bot: false, first_name: 'a' }, is_anonymous: false },
      'has no field "is_anonymous"',
    ],
  ])('finds what is wrong in an answer: %s %j', (method, result, words) => {
    expect(answered(method, result)).toEqual(expect.arrayContaining([expect.stringContaining(words)]));
  });

  test('finds what is wrong in an update', () => {
    const judge = createJudge(specification);
    judge.update({ update_id: 1, message } as Update);
    expect(judge.violations).toEqual([]);
    judge.update({ update_id: 2, message: { ...message, mood: 'good' } } as unknown as Update);
    expect(judge.violations).toEqual(['update 2.message: Message has no field "mood"']);
  });

  test('sits in the fake: what a bot asks wrongly over HTTP is noted', async () => {
    const telegram = await startFakeTelegram();
    await fetch(`${telegram.url}/bot${telegram.token}/getMe?colour=red`);
    await telegram.stop();
    expect(telegram.judge.violations).toEqual(['getMe: there is no parameter "colour"']);
    expect(telegram.judge.judged()).toBe(2);
  });

  test('all methods of the fake are methods of the Bot API', () => {
    const real = Object.keys(specification?.methods ?? {});
    expect(methodNames.filter((name) => !real.includes(name))).toEqual([]);
  });
});

test('without a description nothing is judged', () => {
  const judge = createJudge(null);
  judge.request('tellMessage', readParameters({}));
  expect(judge.violations).toEqual([]);
  expect(judge.judged()).toBe(0);
});
