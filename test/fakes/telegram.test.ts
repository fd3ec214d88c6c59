import fc from 'fast-check';
import { HttpError, InputFile } from 'grammy';
import { describe, expect, test } from 'vitest';
import { parseHtml, plain } from './telegram/entities.ts';
import { serverError } from './telegram/faults.ts';
import { givenTelegram, polling, refusal } from './telegram/given.ts';
import { telegramLimits } from './telegram/limits.ts';

/** The fake is held to what a real client sees: grammY talks to it over the loopback interface. */

describe('a person and the bot', () => {
  test('write to each other, and a link says where the person comes from', async () => {
    const { telegram } = await givenTelegram();
    polling(telegram, (bot) => {
      bot.command('start', (ctx) => ctx.reply(`Vítej, ${ctx.match}`));
      bot.on('message:text', (ctx) => ctx.reply(`${ctx.from.language_code}: ${ctx.message.text}`));
    });
    const jana = telegram.person({ firstName: 'Jana', language: 'cs' });
    jana.starts('klub-holysov');
    jana.says('ahoj');
    await telegram.when(() => jana.heard().length === 2);
    expect(jana.heard().map(({ text }) => text)).toEqual(['Vítej, klub-holysov', 'cs: ahoj']);
  });

  test('a message says who, when and where, and an edit is told as one', async () => {
    const { telegram, clock, api } = await givenTelegram();
    const jana = telegram.person({ firstName: 'Jana', username: 'janicka' });
    const said = jana.says('ahoj');
    clock.set(clock.now() + 5000);
    telegram.skew(120);
    jana.edits(said, 'ahoj vy');
    const [first, second] = await api.getUpdates();
    expect(first?.message).toMatchObject({
      text: 'ahoj',
      date: Date.UTC(2026, 10, 22, 9) / 1000,
      from: { id: jana.id, is_bot: false, first_name: 'Jana', username: 'janicka' },
      chat: { id: jana.id, type: 'private' },
    });
    expect(second?.edited_message).toMatchObject({
      message_id: said.message_id,
      text: 'ahoj vy',
      edit_date: Date.UTC(2026, 10, 22, 9) / 1000 + 125,
    });
  });

  test('all kinds of things can be sent, and a file can be fetched', async () => {
    const { telegram, api } = await givenTelegram();
    const jana = telegram.person({ firstName: 'Jana' });
    const kinds = [
      'photo',
      'voice',
      'video',
      'video_note',
      'animation',
      'audio',
      'document',
      'sticker',
    ] as const;
    for (const kind of kinds)
      jana.sends(kind, kind === 'photo' ? { caption: 'zavolej +420 123 456 789' } : {});
    for (const kind of ['location', 'live location', 'venue', 'contact', 'poll', 'dice'] as const)
      jana.sends(kind);
    const updates = await api.getUpdates();
    const came = updates.map(({ message }) => Object.keys(message ?? {}).at(-1));
    expect(came.slice(1)).toEqual([
      ...['voice', 'video', 'video_note', 'document', 'audio', 'document', 'sticker'],
      ...['location', 'location', 'venue', 'contact', 'poll', 'dice'],
    ]);
    const photo = updates[0]?.message;
    expect(photo?.caption_entities).toEqual([{ type: 'phone_number', offset: 8, length: 16 }]);
    const file = await api.getFile(photo?.photo?.at(-1)?.file_id ?? '');
    const fetched = await fetch(`${telegram.url}/file/bot${telegram.token}/${file.file_path}`);
    expect(await fetched.text()).toBe('the photo of Jana');
  });

  test('a file of more than 20 MB cannot be fetched', async () => {
    const { telegram, api } = await givenTelegram();
    const sent = telegram.person({ firstName: 'Jana' }).sends('video', { size: 21 * 1024 * 1024 });
    expect(await refusal(api.getFile(sent.video?.file_id ?? ''))).toBe('400 Bad Request: file is too big');
  });

  test('an album comes as several messages with one mark', async () => {
    const { telegram, api } = await givenTelegram();
    telegram.person({ firstName: 'Jana' }).sendsAlbum(['photo', 'photo', 'video'], 'tři');
    const messages = (await api.getUpdates()).map(({ message }) => message);
    expect(new Set(messages.map((one) => one?.media_group_id)).size).toBe(1);
    expect(messages.map((one) => one?.caption)).toEqual(['tři', undefined, undefined]);
  });

  test('a reply keeps what it replies to and what it quotes', async () => {
    const { telegram, api } = await givenTelegram();
    const jana = telegram.person({ firstName: 'Jana' });
    jana.starts();
    const sent = await api.sendMessage(jana.id, 'první věta. druhá věta.');
    jana.says('k tomu druhému', { replyTo: sent, quote: 'druhá' });
    const [, reply] = await api.getUpdates();
    expect(reply?.message?.reply_to_message?.message_id).toBe(sent.message_id);
    expect(reply?.message?.quote).toEqual({ text: 'druhá', position: 12, is_manual: true });
  });

  test('who forwards somebody who hides it shows a name only', async () => {
    const { telegram, api } = await givenTelegram();
    const [jana, petr] = [telegram.person({ firstName: 'Jana' }), telegram.person({ firstName: 'Petr' })];
    petr.hidesForwards();
    jana.forwards(petr.says('tohle mi psal'));
    jana.forwards(jana.says('tohle já'));
    const origins = (await api.getUpdates()).map(({ message }) => message?.forward_origin?.type);
    expect(origins).toEqual([undefined, 'hidden_user', undefined, 'user']);
  });

  test('who blocks the bot cannot be written to, until they come back', async () => {
    const { telegram, api } = await givenTelegram();
    const jana = telegram.person({ firstName: 'Jana' });
    expect(await refusal(api.sendMessage(jana.id, 'ahoj'))).toBe('400 Bad Request: chat not found');
    jana.starts();
    jana.blocks();
    expect(await refusal(api.sendMessage(jana.id, 'ahoj'))).toBe(
      '403 Forbidden: bot was blocked by the user',
    );
    jana.starts();
    await api.sendMessage(jana.id, 'vítej zpátky');
    const updates = await api.getUpdates();
    expect(updates.map((one) => one.my_chat_member?.new_chat_member.status ?? one.message?.text)).toEqual([
      '/start',
      'kicked',
      'member',
      '/start',
    ]);
    jana.deactivates();
    expect(await refusal(api.sendMessage(jana.id, 'ahoj'))).toBe('403 Forbidden: user is deactivated');
    expect(await refusal(api.sendMessage(42, 'ahoj'))).toBe('400 Bad Request: chat not found');
  });
});

describe('buttons', () => {
  test('tell the bot what was pressed, and the person what it answered', async () => {
    const { telegram } = await givenTelegram();
    polling(telegram, (bot) => {
      bot.command('start', (ctx) =>
        ctx.reply('Chceš člověka?', {
          reply_markup: { inline_keyboard: [[{ text: 'Ano', callback_data: 'v1:yes' }]] },
        }),
      );
      bot.callbackQuery('v1:yes', async (ctx) => {
        await ctx.answerCallbackQuery({ text: 'dobře', show_alert: true });
        await ctx.editMessageReplyMarkup();
      });
    });
    const jana = telegram.person({ firstName: 'Jana' });
    jana.starts();
    await telegram.when(() => jana.heard().length === 1);
    const pressed = jana.presses('Ano');
    await telegram.when(() => jana.heard()[0]?.reply_markup === undefined);
    expect(pressed.answer()).toEqual({ text: 'dobře', alert: true });
    expect(() => jana.presses('Ano')).toThrow('no button "Ano"');
  });

  test('a press is answered within a minute or not at all; a forged one comes as it is', async () => {
    const { telegram, clock, api } = await givenTelegram();
    const jana = telegram.person({ firstName: 'Jana' });
    jana.starts();
    await api.sendMessage(jana.id, 'ahoj');
    const pressed = jana.pressesRaw('forged');
    const query = (await api.getUpdates({ offset: -1 }))[0]?.callback_query;
    expect(query).toMatchObject({ id: pressed.id, data: 'forged', message: { text: 'ahoj' } });
    clock.set(clock.now() + 61_000);
    expect(await refusal(api.answerCallbackQuery(pressed.id))).toMatch(/^400 Bad Request: query is too old/);
    expect(pressed.answer()).toBeNull();
  });

  test.each([
    [{ text: 'x', callback_data: `${'ř'.repeat(32)}a` }, '400 Bad Request: BUTTON_DATA_INVALID'],
    [{ text: 'x', callback_data: '' }, '400 Bad Request: BUTTON_DATA_INVALID'],
    [{ text: 'x', url: 'tel:112' }, "inline keyboard button URL 'tel:112' is invalid"],
    [{ text: '', callback_data: 'x' }, 'text buttons must be non-empty'],
  ])('%j is refused', async (button, words) => {
    const { telegram, api } = await givenTelegram();
    const jana = telegram.person({ firstName: 'Jana' });
    jana.starts();
    const call = api.sendMessage(jana.id, 'ahoj', { reply_markup: { inline_keyboard: [[button]] } });
    expect(await refusal(call)).toContain(words);
  });

  test('64 bytes are taken', async () => {
    const { telegram, api } = await givenTelegram();
    const jana = telegram.person({ firstName: 'Jana' });
    jana.starts();
    const button = { text: 'x', callback_data: 'ř'.repeat(32) };
    await api.sendMessage(jana.id, 'ahoj', { reply_markup: { inline_keyboard: [[button]] } });
    expect(jana.presses('x').answer()).toBeNull();
  });
});

describe('texts', () => {
  test('keep their formatting, and numbers and links are tappable by themselves', async () => {
    const { telegram, api } = await givenTelegram();
    const jana = telegram.person({ firstName: 'Jana' });
    jana.starts();
    const html =
      '<b>Linka &amp; pomoc</b>\n116 111, <a href="https://a.cz/x">web</a> b.cz <a href="tel:112">112</a>';
    const sent = await api.sendMessage(jana.id, html, { parse_mode: 'HTML' });
    expect(sent.text).toBe('Linka & pomoc\n116 111, web b.cz 112');
    expect(sent.entities).toEqual([
      { type: 'bold', offset: 0, length: 13 },
      { type: 'text_link', url: 'https://a.cz/x', offset: 23, length: 3 },
      { type: 'url', offset: 27, length: 4 },
    ]);
    const given = await api.sendMessage(jana.id, '  🆘 volej +420 116 111 111', {
      entities: [{ type: 'bold', offset: 0, length: 10 }],
      link_preview_options: { is_disabled: true },
      protect_content: true,
    });
    expect(given.text).toBe('🆘 volej +420 116 111 111');
    expect(given.entities).toEqual([
      { type: 'bold', offset: 0, length: 8 },
      { type: 'phone_number', offset: 9, length: 16 },
    ]);
    expect(given).toMatchObject({ link_preview_options: { is_disabled: true }, has_protected_content: true });
  });

  test.each([
    ['<b>x', `Can't find end tag corresponding to start tag "b"`],
    ['<b>x</i>', 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'],
    ['ř</b>', 'Unexpected end tag at byte offset 2'],
    ['<h1>x</h1>', 'Unsupported start tag "h1" at byte offset 0'],
    ['1 < 2', 'Unclosed start tag at byte offset 2'],
  ])('%s cannot be parsed', async (html, words) => {
    const { telegram, api } = await givenTelegram();
    const jana = telegram.person({ firstName: 'Jana' });
    jana.starts();
    expect(await refusal(api.sendMessage(jana.id, html, { parse_mode: 'HTML' }))).toBe(
      `400 Bad Request: can't parse entities: ${words}`,
    );
    expect(jana.heard()).toEqual([]);
  });

  test.each([
    ['', 'message text is empty'],
    ['  \n ', 'message text is empty'],
    ['a'.repeat(4097), 'message is too long'],
  ])('of a wrong length are refused (%#)', async (text, words) => {
    const { telegram, api } = await givenTelegram();
    const jana = telegram.person({ firstName: 'Jana' });
    jana.starts();
    expect(await refusal(api.sendMessage(jana.id, text))).toBe(`400 Bad Request: ${words}`);
  });

  test('are measured without their formatting', async () => {
    const { telegram, api } = await givenTelegram();
    const jana = telegram.person({ firstName: 'Jana' });
    jana.starts();
    await api.sendMessage(jana.id, `<b>${'a'.repeat(4096)}</b>`, { parse_mode: 'HTML' });
    expect(jana.heard()[0]?.text).toHaveLength(4096);
  });

  test('formatting past the end or through an emoji is refused', async () => {
    const { telegram, api } = await givenTelegram();
    const jana = telegram.person({ firstName: 'Jana' });
    jana.starts();
    const bold = (offset: number, length: number) =>
      api.sendMessage(jana.id, '🆘 a', { entities: [{ type: 'bold', offset, length }] });
    expect(await refusal(bold(9, 1))).toContain('begins after the end of the text');
    expect(await refusal(bold(3, 9))).toContain('ends after the end of the text');
    expect(await refusal(bold(1, 2))).toContain('in a middle of a UTF-16 symbol');
  });

  test('escaped text of any kind comes out as it went in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const html = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
        expect(parseHtml(`<i>${html}</i>`).text).toBe(text);
      }),
    );
  });

  test('what is found in a text lies within it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const found = plain(`/start ${text} www.a.cz +420123456789`);
        for (const { offset, length } of found.entities) {
          expect(offset).toBeGreaterThanOrEqual(0);
          expect(offset + length).toBeLessThanOrEqual(found.text.length);
        }
      }),
    );
  });
});

describe('what was sent', () => {
  test('can be edited, but not into what it is already', async () => {
    const { telegram, api } = await givenTelegram();
    const jana = telegram.person({ firstName: 'Jana' });
    const hers = jana.starts();
    const reply_markup = { inline_keyboard: [[{ text: 'Ano', callback_data: 'y' }]] };
    const { message_id } = await api.sendMessage(jana.id, 'ahoj', { reply_markup });
    const again = api.editMessageText(jana.id, message_id, 'ahoj', { reply_markup });
    expect(await refusal(again)).toMatch(/^400 Bad Request: message is not modified/);
    await api.editMessageText(jana.id, message_id, 'ahoj');
    expect(jana.heard()[0]).toMatchObject({ text: 'ahoj', edit_date: expect.any(Number) });
    expect(jana.heard()[0]?.reply_markup).toBeUndefined();
    expect(await refusal(api.editMessageText(jana.id, message_id, 'ahoj'))).toMatch(/not modified/);
    expect(await refusal(api.editMessageText(jana.id, 999, 'x'))).toBe(
      '400 Bad Request: message to edit not found',
    );
    expect(await refusal(api.editMessageText(jana.id, hers.message_id, 'x'))).toBe(
      "400 Bad Request: message can't be edited",
    );
  });

  test('can be deleted for two days', async () => {
    const { telegram, clock, api } = await givenTelegram();
    const jana = telegram.person({ firstName: 'Jana' });
    jana.starts();
    const one = await api.sendMessage(jana.id, 'první');
    const two = await api.sendMessage(jana.id, 'druhá');
    await api.deleteMessage(jana.id, one.message_id);
    expect(jana.heard().map(({ text }) => text)).toEqual(['druhá']);
    expect(await refusal(api.deleteMessage(jana.id, one.message_id))).toBe(
      '400 Bad Request: message to delete not found',
    );
    clock.set(clock.now() + 49 * 3_600_000);
    expect(await refusal(api.deleteMessage(jana.id, two.message_id))).toBe(
      "400 Bad Request: message can't be deleted",
    );
  });

  test('can be copied and forwarded, unless it is protected', async () => {
    const { telegram, api } = await givenTelegram();
    const [jana, petr] = [telegram.person({ firstName: 'Jana' }), telegram.person({ firstName: 'Petr' })];
    petr.starts();
    const album = jana.sendsAlbum(['photo', 'photo'], 'dvě');
    const ids = album.map(({ message_id }) => message_id);
    await api.copyMessages(petr.id, jana.id, ids);
    await api.forwardMessage(petr.id, jana.id, ids[0] ?? 0);
    const [first, second, third] = petr.heard();
    expect(first).toMatchObject({ caption: 'dvě', photo: expect.any(Array) });
    expect(first?.forward_origin).toBeUndefined();
    expect(second?.media_group_id).toBe(first?.media_group_id);
    expect(third?.forward_origin).toMatchObject({ type: 'user', sender_user: { id: jana.id } });
    jana.protects();
    expect(await refusal(api.copyMessage(petr.id, jana.id, ids[0] ?? 0))).toBe(
      "400 Bad Request: message can't be copied",
    );
    expect(await refusal(api.copyMessage(petr.id, jana.id, 999))).toBe(
      '400 Bad Request: message to copy not found',
    );
  });

  test('may be a file that Telegram has, or one that comes along, or an album', async () => {
    const { telegram, api } = await givenTelegram();
    const jana = telegram.person({ firstName: 'Jana' });
    const { voice } = jana.sends('voice');
    await api.sendVoice(jana.id, voice?.file_id ?? '', { caption: 'znovu' });
    await api.sendPhoto(jana.id, new InputFile(Buffer.from('bytes of a picture'), 'a.jpg'));
    await api.sendMediaGroup(jana.id, [
      { type: 'photo', media: new InputFile(Buffer.from('one'), '1.jpg'), caption: 'a' },
      { type: 'photo', media: new InputFile(Buffer.from('two'), '2.jpg') },
    ]);
    await api.sendLocation(jana.id, 49.7, 13.4);
    const heard = jana.heard();
    expect(heard[0]).toMatchObject({ caption: 'znovu', voice: { file_id: voice?.file_id } });
    expect(heard[2]?.media_group_id).toBe(heard[3]?.media_group_id);
    expect(heard[4]?.location).toEqual({ latitude: 49.7, longitude: 13.4 });
    const file = await api.getFile(heard[1]?.photo?.[0]?.file_id ?? '');
    const fetched = await fetch(`${telegram.url}/file/bot${telegram.token}/${file.file_path}`);
    expect(await fetched.text()).toBe('bytes of a picture');
    expect(await refusal(api.sendPhoto(jana.id, 'no-such-file'))).toContain('wrong file identifier');
    jana.refusesVoice();
    expect(await refusal(api.sendVoice(jana.id, voice?.file_id ?? ''))).toContain('VOICE_MESSAGES_FORBIDDEN');
  });

  test('may reply to something that is there', async () => {
    const { telegram, api } = await givenTelegram();
    const jana = telegram.person({ firstName: 'Jana' });
    const { message_id } = jana.says('jedna dvě tři');
    const quoted = await api.sendMessage(jana.id, 'k tomu', {
      reply_parameters: { message_id, quote: 'dvě' },
    });
    expect(quoted.reply_to_message?.text).toBe('jedna dvě tři');
    expect(quoted.quote?.text).toBe('dvě');
    const wrongQuote = { reply_parameters: { message_id, quote: 'pět' } };
    expect(await refusal(api.sendMessage(jana.id, 'x', wrongQuote))).toContain('QUOTE_TEXT_INVALID');
    const gone = { reply_parameters: { message_id: 999 } };
    expect(await refusal(api.sendMessage(jana.id, 'x', gone))).toContain('message to be replied not found');
    const anyway = { reply_parameters: { message_id: 999, allow_sending_without_reply: true } };
    expect((await api.sendMessage(jana.id, 'x', anyway)).reply_to_message).toBeUndefined();
  });
});

describe('the bot says what it is', () => {
  test('in each language', async () => {
    const { api } = await givenTelegram();
    await api.setMyCommands([{ command: 'help', description: 'Help' }]);
    await api.setMyCommands([{ command: 'help', description: 'Pomoc' }], { language_code: 'cs' });
    const scope = { type: 'chat', chat_id: -5 } as const;
    await api.setMyCommands([{ command: 'take', description: 'Take' }], { scope });
    expect(await api.getMyCommands({ language_code: 'cs' })).toEqual([
      { command: 'help', description: 'Pomoc' },
    ]);
    expect(await api.getMyCommands({ language_code: 'pl' })).toEqual([]);
    expect(await api.getMyCommands({ scope })).toEqual([{ command: 'take', description: 'Take' }]);
    await api.deleteMyCommands({ scope });
    expect(await api.getMyCommands({ scope })).toEqual([]);
    await api.setMyDescription('for all');
    await api.setMyDescription('pro všechny', { language_code: 'cs' });
    await api.setMyShortDescription('krátce', { language_code: 'cs' });
    expect(await api.getMyDescription({ language_code: 'cs' })).toEqual({ description: 'pro všechny' });
    expect(await api.getMyDescription({ language_code: 'uk' })).toEqual({ description: 'for all' });
    expect(await api.getMyShortDescription({ language_code: 'cs' })).toEqual({ short_description: 'krátce' });
    expect(await api.getMyName()).toEqual({ name: 'Lampa' });
    expect(await refusal(api.setMyCommands([{ command: 'Pomoc', description: 'x' }]))).toContain(
      'BOT_COMMAND_INVALID',
    );
    expect(await refusal(api.setMyDescription('x'.repeat(513)))).toContain('too long');
  });
});

describe('limits', () => {
  test('a person is written to once a second, after a burst', async () => {
    const { telegram, clock, api } = await givenTelegram({ limits: telegramLimits });
    const jana = telegram.person({ firstName: 'Jana' });
    jana.starts();
    for (let i = 0; i < 10; i += 1) await api.sendMessage(jana.id, `${i}`);
    expect(await refusal(api.sendMessage(jana.id, 'x'))).toBe('429 Too Many Requests: retry after 1');
    clock.set(clock.now() + 1000);
    await api.sendMessage(jana.id, 'ještě');
    expect(jana.heard()).toHaveLength(11);
  });

  test('a group takes 20 messages a minute and says how long to wait', async () => {
    const { telegram, clock, api } = await givenTelegram({ limits: telegramLimits });
    const boss = telegram.person({ firstName: 'Eva' });
    const group = telegram.group({ title: 'Desk', creator: boss });
    group.makeBotAdmin();
    for (let i = 0; i < 20; i += 1) {
      await api.sendMessage(group.id, `${i}`);
      clock.set(clock.now() + 1000);
    }
    const refused = api.sendMessage(group.id, 'x').catch((error: unknown) => error);
    expect(await refused).toMatchObject({ error_code: 429, parameters: { retry_after: 40 } });
    clock.set(clock.now() + 39_000);
    expect(await refusal(api.sendMessage(group.id, 'x'))).toBe('429 Too Many Requests: retry after 1');
    clock.set(clock.now() + 1000);
    await api.sendMessage(group.id, 'konečně');
    expect(group.heard()).toHaveLength(21);
  });

  test('all chats together get 30 messages a second', async () => {
    const { telegram, clock, api } = await givenTelegram({ limits: telegramLimits });
    const people = Array.from({ length: 31 }, (_, i) => telegram.person({ firstName: `Osoba ${i}` }));
    for (const one of people) one.starts();
    const send = (i: number) => api.sendMessage(people[i]?.id ?? 0, 'ahoj');
    for (let i = 0; i < 30; i += 1) await send(i);
    expect(await refusal(send(30))).toBe('429 Too Many Requests: retry after 1');
    clock.set(clock.now() + 1000);
    await send(30);
  });
});

describe('what goes wrong', () => {
  test('a connection may break before or after a message is sent', async () => {
    const { telegram, api } = await givenTelegram();
    const jana = telegram.person({ firstName: 'Jana' });
    jana.starts();
    const before = telegram.faults.order({ kind: 'reset-before' }, { method: 'sendMessage' });
    await expect(api.sendMessage(jana.id, 'nedojde')).rejects.toThrow(HttpError);
    telegram.faults.order({ kind: 'reset-after' }, { method: 'sendMessage', chat: jana.id });
    await expect(api.sendMessage(jana.id, 'dojde')).rejects.toThrow(HttpError);
    expect(jana.heard().map(({ text }) => text)).toEqual(['dojde']);
    expect(before.count()).toBe(1);
  });

  test('a server may fail, hang, or know the token no more', async () => {
    const { telegram, api } = await givenTelegram();
    const jana = telegram.person({ firstName: 'Jana' });
    jana.starts();
    const down = telegram.faults.order(serverError(), { times: Number.POSITIVE_INFINITY });
    expect(await refusal(api.sendMessage(jana.id, 'x'))).toBe('502 Bad Gateway');
    expect(await refusal(api.getMe())).toBe('502 Bad Gateway');
    down.callOff();
    telegram.faults.order({ kind: 'hang-after' }, { method: 'sendMessage' });
    const patience = new AbortController();
    const address = `${telegram.url}/bot${telegram.token}/sendMessage?chat_id=${jana.id}&text=ahoj`;
    const hung = fetch(address, { signal: patience.signal }).catch((error: unknown) => error);
    await telegram.when(() => jana.heard().length === 1);
    patience.abort();
    expect(await hung).toBeInstanceOf(Error);
    telegram.revokeToken();
    expect(await refusal(api.getMe())).toBe('401 Unauthorized');
  });

  test('methods that are not there are said so', async () => {
    const { telegram } = await givenTelegram();
    const call = (path: string, init?: RequestInit) =>
      fetch(`${telegram.url}${path}`, init).then((response) => response.json());
    expect(await call(`/bot${telegram.token}/GETME`)).toMatchObject({ ok: true, result: { is_bot: true } });
    expect(await call('/nothing')).toEqual({ ok: false, error_code: 404, description: 'Not Found' });
    expect(await call('/bot1:wrong/getMe')).toMatchObject({ error_code: 401 });
  });

  test('forms and addresses are as good as JSON', async () => {
    const { telegram } = await givenTelegram();
    const jana = telegram.person({ firstName: 'Jana' });
    jana.starts();
    const markup = JSON.stringify({ inline_keyboard: [[{ text: 'A', callback_data: 'a' }]] });
    const base = `${telegram.url}/bot${telegram.token}/sendMessage`;
    await fetch(`${base}?chat_id=${jana.id}&text=adresa`);
    await fetch(base, {
      method: 'POST',
      body: new URLSearchParams({ chat_id: `${jana.id}`, text: 'formulář', reply_markup: markup }),
    });
    const form = new FormData();
    form.set('chat_id', `${jana.id}`);
    form.set('text', 'díly');
    await fetch(base, { method: 'POST', body: form });
    expect(jana.heard().map(({ text }) => text)).toEqual(['adresa', 'formulář', 'díly']);
    expect(jana.presses('A').answer()).toBeNull();
  });
});
