import { describe, expect, test } from 'vitest';
import { personAddress } from '../../../adapters/telegram/addresses.ts';
import { givenOnTelegram, givenPort, givenWorld } from './on-telegram.ts';

describe('a person on Telegram', () => {
  test('is answered at once, by a bot that says so, with cards and buttons', async () => {
    const { telegram, heard, settled } = await givenOnTelegram();
    const ema = telegram.person({ firstName: 'Ema', language: 'cs' });
    ema.says('hledam doucovani v Holysove');
    await settled();
    expect(heard(ema).join('\n')).toContain('Jsem bot');
    expect(ema.heard().at(-1)?.reply_markup?.inline_keyboard.flat().length).toBeGreaterThan(0);
    expect(ema.heard().every(({ link_preview_options: link }) => link?.is_disabled === true)).toBe(true);
  });

  test('in danger reads the contacts first, with short numbers that a tap copies', async () => {
    const { telegram, heard, settled, desk } = await givenOnTelegram();
    const ema = telegram.person({ firstName: 'Ema', language: 'cs' });
    ema.says('chci se zabit');
    await settled();
    expect(heard(ema)[0]).toContain('116 111');
    const copied = ema.heard()[0]?.entities?.filter(({ type }) => type === 'code') ?? [];
    expect(copied.length).toBeGreaterThan(0);
    expect(desk().join('\n')).toContain('🔔');
  });

  test('talks with a worker and is given back, and both are told', async () => {
    const { telegram, group, heard, settled, inTopic, topic, as, jana } = await givenOnTelegram();
    const ema = telegram.person({ firstName: 'Ema', language: 'cs' });
    ema.says('chci mluvit s clovekem');
    await settled();
    expect(group.topics().at(-1)).toMatchObject({
      name: expect.stringMatching(/^⚪ Případ 1: /),
      closed: false,
    });
    expect(group.pinned(topic())[0]?.text).toContain('čeká na člověka');
    as(jana).presses('Beru si to');
    await settled();
    expect(heard(ema).at(-1)).toContain('treetwork');
    expect(group.pinned(topic())[0]?.text).toContain('u streetworkera (Jana)');
    const said = as(jana, topic()).says('Ahoj, jsem tady.');
    await settled();
    expect(heard(ema).at(-1)).toContain('Ahoj, jsem tady.');
    expect(heard(ema).at(-1)).not.toContain('Jana');
    expect(group.reactions(said)).toMatchObject([{ emoji: '👌' }]);
    ema.says('díky, že píšeš @jana /close');
    await settled();
    expect(inTopic(topic()).at(-1)).toContain('díky, že píšeš');
    expect(inTopic(topic()).at(-1)).not.toContain('@jana');
    as(jana, topic()).says('// jen pro nás');
    as(jana, topic()).says('/close helped');
    await settled();
    expect(heard(ema).join('\n')).not.toContain('jen pro nás');
    expect(group.topics().at(-1)).toMatchObject({ name: expect.stringMatching(/^✔️ /), closed: true });
    expect(group.pinned(topic())[0]?.reply_markup).toBeUndefined();
  });

  test('who comes by a link of a club is shown with it on the card', async () => {
    const { telegram, group, settled, topic } = await givenOnTelegram();
    const ema = telegram.person({ firstName: 'Ema', language: 'cs' });
    ema.starts('klub-holysov');
    ema.says('chci mluvit s clovekem');
    await settled();
    expect(group.pinned(topic())[0]?.text).toContain('Odkud: klub-holysov');
  });

  test('shares where they are only when they want to; the town is used, and the point is nowhere', async () => {
    const { telegram, heard, settled, lampa } = await givenOnTelegram();
    const ema = telegram.person({ firstName: 'Ema', language: 'cs' });
    ema.says('mam dluhy');
    await settled();
    expect(ema.keyboard()).toEqual([]);
    ema.presses('Poslat, kde jsem');
    await settled();
    expect(heard(ema).at(-1)).toContain('přesnou polohu si nenechám');
    expect(ema.keyboard()).toEqual(['Poslat, kde jsem']);
    ema.taps('Poslat, kde jsem');
    await settled();
    expect(ema.keyboard()).toEqual([]);
    expect(heard(ema).at(-2)).toContain('Beru to jako: Plzeň');
    expect(heard(ema).at(-1)).toContain('Plzeň');
    const state = await lampa.store().byId(lampa.store().conversationId(personAddress(ema.id)));
    expect(state?.state.place?.name).toBe('Plzeň');
    expect(JSON.stringify([state, lampa.log])).not.toMatch(/49\.7475|13\.3776/);
  });

  test('who shares a place while a worker is there sends the town to the room; one far from everything is none', async () => {
    const { telegram, heard, settled, as, jana, topic, inTopic } = await givenOnTelegram();
    const ema = telegram.person({ firstName: 'Ema', language: 'cs' });
    ema.shares({ latitude: 0, longitude: 0 });
    await settled();
    expect(heard(ema).at(-1)).toContain('Tohle místo neznám');
    ema.says('chci mluvit s clovekem');
    await settled();
    as(jana).presses('Beru si to');
    await settled();
    ema.shares({ latitude: 49.3955, longitude: 13.2951 });
    await settled();
    expect(inTopic(topic()).at(-1)).toContain('Klatovy');
    expect(inTopic(topic()).join('\n')).not.toContain('49.39');
  });

  test('a worker who may know who writes can tap on it', async () => {
    const { telegram, settled, as, jana, topic, group } = await givenOnTelegram();
    const ema = telegram.person({ firstName: 'Ema', language: 'cs' });
    ema.says('chci mluvit s clovekem');
    await settled();
    as(jana).presses('Beru si to');
    await settled();
    as(jana, topic()).says('/reveal chce skočit, volám 155');
    await settled();
    expect(group.heard(topic()).at(-1)?.entities).toMatchObject([
      { type: 'text_mention', user: { id: ema.id } },
    ]);
  });

  test('sends an album, and reads once that pictures cannot be read', async () => {
    const { telegram, heard, settled } = await givenOnTelegram();
    const ema = telegram.person({ firstName: 'Ema', language: 'cs' });
    ema.sendsAlbum(['photo', 'photo', 'photo']);
    await settled();
    expect(heard(ema).filter((text) => text.includes('přečíst neumím'))).toHaveLength(1);
  });

  test.each([
    'voice',
    'sticker',
    'live location',
    'venue',
    'contact',
    'poll',
    'dice',
    'document',
    'video_note',
  ] as const)('a %s is never answered with nothing', async (kind) => {
    const { telegram, heard, settled } = await givenOnTelegram();
    const ema = telegram.person({ firstName: 'Ema', language: 'cs' });
    ema.sends(kind);
    await settled();
    expect(heard(ema).at(-1)).toContain('přečíst neumím');
  });

  test('edits a message into danger, and gets the contacts', async () => {
    const { telegram, heard, settled } = await givenOnTelegram();
    const ema = telegram.person({ firstName: 'Ema', language: 'cs' });
    const said = ema.says('ahoj');
    await settled();
    ema.edits(said, 'chci se zabit');
    await settled();
    expect(heard(ema).join('\n')).toContain('116 111');
  });

  test('presses an old or forged button, and reads that it is none any more', async () => {
    const { telegram, heard, settled } = await givenOnTelegram();
    const ema = telegram.person({ firstName: 'Ema', language: 'cs' });
    ema.says('kdo jsi');
    await settled();
    for (const forged of ['c:delete', '1AAAAAAAAAAc:delete', '', 'x'.repeat(64)]) {
      const pressed = ema.pressesRaw(forged);
      await settled();
      expect(pressed.answer()).not.toBeNull();
    }
    expect(heard(ema).filter((text) => text.includes('tlačítko už neplatí')).length).toBeGreaterThan(0);
    expect(heard(ema).join()).not.toContain('Hotovo, všechno o tobě');
  });

  test('a button that is pressed twice at once is one press', async () => {
    const { telegram, heard, settled } = await givenOnTelegram();
    const ema = telegram.person({ firstName: 'Ema', language: 'cs' });
    ema.starts();
    await settled();
    const before = heard(ema).length;
    ema.presses('Co umíš');
    ema.presses('Co umíš');
    await settled();
    expect(heard(ema)).toHaveLength(before + 1);
  });

  test('who speaks to the bot in a group is only led to the private chat', async () => {
    const { telegram, settled, lampa } = await givenOnTelegram();
    const ema = telegram.person({ firstName: 'Ema', language: 'pl' });
    const friends = telegram.group({ title: 'Parta', creator: ema, kind: 'group' });
    friends.joinBot();
    friends.as(ema).says('/start chci se zabit');
    await telegram.when(() => friends.heard().length > 0);
    await settled();
    expect(friends.heard().map(({ text }) => text)).toEqual([
      `Tutaj czytają to też inni. Napisz do mnie prywatnie: https://t.me/${telegram.bot.username}`,
    ]);
    expect(await lampa.store().openCases()).toEqual([]);
  });
});

/** Ema has asked for a person, and Jana has taken the case. */
const givenCase = async () => {
  const made = await givenOnTelegram();
  const ema = made.telegram.person({ firstName: 'Ema', language: 'cs' });
  ema.says('chci mluvit s clovekem');
  await made.settled();
  made.as(made.jana).presses('Beru si to');
  await made.settled();
  return { ...made, ema, there: () => made.as(made.jana, made.topic()) };
};

describe('a worker on Telegram', () => {
  test('corrects a message, and the person reads it corrected in its place', async () => {
    const { ema, there, settled, heard } = await givenCase();
    const said = there().says('Přijď zítra v 5.');
    await settled();
    const count = heard(ema).length;
    there().edits(said, 'Přijď zítra v 15.');
    await settled();
    expect(heard(ema)).toHaveLength(count);
    expect(heard(ema).at(-1)).toContain('Přijď zítra v 15.');
  });

  test('takes a message back in answer to it, also after a restart, and the room says so', async () => {
    const { ema, there, settled, heard, inTopic, topic, lampa } = await givenCase();
    const said = there().says('To je pro někoho jiného.');
    await settled();
    await lampa.restart();
    there().says('/unsend', { replyTo: said });
    await settled();
    expect(heard(ema).join('\n')).not.toContain('pro někoho jiného');
    expect(inTopic(topic()).at(-1)).toBe('Zpráva je u člověka smazaná; možná ji už četl.');
    there().says('/full');
    await settled();
    expect(inTopic(topic()).at(-1)).toContain('To je pro někoho jiného. (smazáno)');
  });

  test('cannot take back what is older than two days, what never went out, or nothing, and reads so', async () => {
    const { ema, there, settled, heard, inTopic, topic, lampa } = await givenCase();
    const said = there().says('Zůstane to tam.');
    const note = there().says('// jen pro nás');
    await settled();
    for (let hours = 0; hours < 49; hours += 7) {
      await lampa.pass(7 * 3_600_000);
      ema.says('jsem tu');
      await settled();
    }
    there().says('/unsend', { replyTo: said });
    await settled();
    expect(inTopic(topic()).at(-1)).toBe('Zprávu u člověka smazat nešlo; nejspíš ji tam pořád má.');
    expect(heard(ema).join('\n')).toContain('Zůstane to tam.');
    for (const replyTo of [note, undefined]) {
      there().says('/unsend', replyTo === undefined ? {} : { replyTo });
      await settled();
      expect(inTopic(topic()).at(-1)).toContain('jako odpověď na svou zprávu');
    }
  });

  test('a correction changes the message after restarts, too', async () => {
    const { ema, there, settled, heard, lampa } = await givenCase();
    const said = there().says('Přijď zítra v 5.');
    await settled();
    const before = heard(ema).length;
    await lampa.restart();
    for (const hour of ['15', '16']) {
      there().edits(said, `Přijď zítra v ${hour}.`);
      await settled();
      await lampa.restart();
      expect(heard(ema)).toHaveLength(before);
      expect(heard(ema).at(-1)).toContain(`(opraveno): Přijď zítra v ${hour}.`);
    }
  });

  test('the card is the same message after a restart; one that somebody deleted comes anew', async () => {
    const { there, settled, group, topic, lampa } = await givenCase();
    const [card] = group.pinned(topic());
    await lampa.restart();
    there().says('/hand');
    await settled();
    expect(group.pinned(topic()).map(({ message_id: id }) => id)).toEqual([card?.message_id]);
    expect(group.pinned(topic())[0]?.text).toContain('čeká na člověka');
    if (card !== undefined) there().deletes(card);
    there().says('/take');
    await settled();
    expect(group.pinned(topic()).at(-1)?.text).toContain('u streetworkera (Jana)');
  });

  test('finds the card right on top after a restart, too', async () => {
    const { there, settled, group, topic, lampa } = await givenCase();
    await lampa.restart();
    there().says('/hand');
    await settled();
    expect(group.pinned(topic()).at(-1)?.text).toContain('čeká na člověka');
    expect(group.pinned(topic()).at(-1)?.reply_markup?.inline_keyboard.flat()).toMatchObject([
      { text: 'Beru si to' },
    ]);
  });

  test('edits of notes, of talk before the claim and of commands never go out', async () => {
    const { telegram, ema, there, settled, heard, topic, group, as, jana } = await givenOnTelegram().then(
      async (made) => {
        const ema = made.telegram.person({ firstName: 'Ema', language: 'cs' });
        ema.says('chci mluvit s clovekem');
        await made.settled();
        return { ...made, ema, there: () => made.as(made.jana, made.topic()) };
      },
    );
    const before = there().says('to je asi ta z minula');
    await settled();
    as(jana).presses('Beru si to');
    await settled();
    const note = there().says('// pozor na ni');
    await settled();
    there().edits(before, 'to je asi ta z minula!');
    there().edits(note, 'pozor na ni!');
    await settled();
    expect(heard(ema).join()).not.toMatch(/z minula|pozor na ni/);
    expect(group.topics().map(({ id }) => id)).toContain(topic());
    expect(telegram.updates.pending()).toEqual([]);
  });

  test('answers one message of several, and the person sees which', async () => {
    const { ema, there, settled, heard, group, topic } = await givenCase();
    ema.says('nevím kam jít');
    await settled();
    const passed = group.heard(topic()).find(({ text }) => text?.includes('nevím kam'));
    ema.says('a mám hlad');
    await settled();
    if (passed === undefined) throw new Error('it was not passed on');
    there().says('Přijď k nám.', { replyTo: passed });
    await settled();
    expect(heard(ema).at(-1)).toMatch(/^nevím kam jít\n.*: Přijď k nám\.$/);
    expect(ema.heard().at(-1)?.entities?.[0]).toMatchObject({ type: 'blockquote', offset: 0, length: 13 });
  });

  test('answers a note or a card, and nothing of it goes out', async () => {
    const { ema, there, settled, heard, group, topic } = await givenCase();
    const [card] = group.pinned(topic());
    there().says('/full');
    await settled();
    const full = group.heard(topic()).at(-1);
    for (const one of [card, full]) {
      if (one === undefined) throw new Error('it is not there');
      there().says('Ahoj.', { replyTo: one });
      await settled();
      expect(heard(ema).at(-1)).toMatch(/^[^\n]+: Ahoj\.$/);
    }
  });

  test('reads that a picture was not passed on', async () => {
    const { there, settled, group, topic, ema, heard } = await givenCase();
    const count = heard(ema).length;
    const sent = there().sends('photo');
    await settled();
    expect(group.heard(topic()).at(-1)).toMatchObject({
      text: expect.stringContaining('nedoručeno'),
      reply_to_message: { message_id: sent.message_id },
    });
    expect(heard(ema)).toHaveLength(count);
  });

  test('has the commands in the menu, set once and not again', async () => {
    const { telegram, lampa, settled, group } = await givenOnTelegram();
    const done = () => telegram.asked('setMyCommands').length;
    await telegram.when(() => done() === 7);
    await settled();
    const commands = telegram
      .asked('setMyCommands')
      .map(
        ({ parameters }) => parameters.json('scope') as { readonly type: string; readonly chat_id?: number },
      );
    expect(commands.at(-1)).toEqual({ type: 'chat', chat_id: group.id });
    await lampa.restart();
    await settled();
    expect(done()).toBe(7);
  });
});

describe('many words at once', () => {
  test('go to the topic as few messages, in order and whole, the first at once', async () => {
    const { telegram, settled, inTopic, topic, lampa } = await givenOnTelegram({ roomPause: 3000 });
    const ema = telegram.person({ firstName: 'Ema', language: 'cs' });
    ema.says('chci mluvit s clovekem');
    await settled();
    const before = inTopic(topic()).length;
    for (let i = 1; i <= 8; i++) {
      ema.says(`slovo ${i}`);
      await settled();
    }
    expect(inTopic(topic()).slice(before)).toHaveLength(1);
    await lampa.pass(3000);
    const after = inTopic(topic()).slice(before);
    expect(after).toHaveLength(2);
    expect(after.join('\n').match(/slovo \d/g)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((i) => `slovo ${i}`));
  });
});

describe('while somebody waits', () => {
  const slowPort = async () => {
    const world = await givenWorld();
    const came = Promise.withResolvers<void>();
    const { port } = givenPort(world);
    await port.start(() => {
      came.resolve();
      return new Promise(() => undefined);
    });
    return { ...world, came: came.promise };
  };

  test('for a slow answer of the bot, they see that it is being made', async () => {
    const { telegram, clock, came } = await slowPort();
    telegram.person({ firstName: 'Ema' }).says('ahoj');
    await came;
    expect(telegram.asked('sendChatAction')).toEqual([]);
    clock.set(clock.now() + 700);
    await telegram.when(() => telegram.asked('sendChatAction').length === 1);
  });

  test('for a worker, nobody pretends to be typing', async () => {
    const world = await givenWorld();
    const { telegram, clock } = world;
    const { port } = givenPort(world);
    const came = Promise.withResolvers<void>();
    await port.start(() => {
      came.resolve();
      return new Promise(() => undefined);
    });
    const ema = telegram.person({ firstName: 'Ema' });
    ema.starts();
    telegram.updates.forgetAll();
    const words = { kind: 'words', by: 'streetworker', text: 'Ahoj' } as const;
    await port.send(personAddress(ema.id), { kind: 'post', id: 'w', blocks: [words], buttons: [] });
    ema.says('jsem tu');
    await came.promise;
    clock.set(clock.now() + 5000);
    // What would have been asked by then stands before this in the list.
    await port.send(personAddress(ema.id), { kind: 'post', id: 'x', blocks: [words], buttons: [] });
    expect(telegram.asked('sendChatAction')).toEqual([]);
  });
});

test('a worker whose name Telegram hides reads that nothing went out', async () => {
  const { telegram, group, settled, inTopic, topic, told } = await givenCase();
  const at = { chat: { id: group.id, type: 'supergroup', title: group.title, is_forum: true } as const };
  const anonymous = { id: 1_087_968_824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' };
  telegram.bring({
    message: {
      message_id: 900,
      date: Math.floor(Date.parse('2026-11-23T10:00:00Z') / 1000),
      ...at,
      from: anonymous,
      sender_chat: at.chat,
      text: 'Ahoj',
      message_thread_id: topic(),
      is_topic_message: true,
    },
  } as never);
  await telegram.when(() => inTopic(topic()).some((text) => text.includes('neukazuje, kdo píše')));
  await settled();
  expect(told.map(({ what }) => what)).toContain('nameless-worker');
});
