import { describe, expect, test } from 'vitest';
import { serverError } from '../../fakes/discord/faults.ts';
import { readable } from '../../fakes/discord/readable.ts';
import { Refusal } from '../../fakes/discord/refusal.ts';
import { givenOnDiscord } from './on-discord.ts';

describe('a person on Discord', () => {
  test('is answered at once, by a bot that says so, with cards and buttons', async () => {
    const { discord, heard, settled } = await givenOnDiscord();
    const ema = discord.person({ name: 'Ema', locale: 'cs' });
    ema.says('hledam doucovani v Holysove');
    await settled();
    expect(heard(ema).join('\n')).toContain('Jsem bot');
    expect(heard(ema).join('\n')).toMatch(/\[.+\]/);
  });

  test('in danger reads the contacts first, with numbers that stand out', async () => {
    const { discord, heard, settled, desk } = await givenOnDiscord();
    const ema = discord.person({ name: 'Ema', locale: 'cs' });
    ema.says('chci se zabit');
    await settled();
    expect(heard(ema)[0]).toContain('**116 111**');
    expect(desk().join('\n')).toContain('🔔');
  });

  test('talks with a worker and is given back, and both are told', async () => {
    const { discord, guild, forum, heard, settled, inRoom, room, as, jana } = await givenOnDiscord();
    const ema = discord.person({ name: 'Ema', locale: 'cs' });
    ema.says('chci mluvit s clovekem');
    await settled();
    const post = () => guild.posts(forum).find(({ id }) => id === room());
    expect(post()).toMatchObject({
      name: expect.stringMatching(/^⚪ Případ 1: /),
      tags: ['čeká'],
      archived: false,
    });
    expect(inRoom(room())[0]).toContain('čeká na člověka');
    const pressed = as(jana).presses('Beru si to');
    await settled();
    expect(pressed.acknowledged()).toBe('deferred-update');
    expect(heard(ema).at(-1)).toContain('treetwork');
    expect(inRoom(room())[0]).toContain('u streetworkera (Jana)');
    expect(post()?.tags).toEqual(['u člověka']);
    const said = as(jana, room()).says('Ahoj, jsem tady.');
    await settled();
    expect(heard(ema).at(-1)).toContain('Ahoj, jsem tady.');
    expect(heard(ema).at(-1)).not.toContain('Jana');
    expect(guild.messages(room()).find(({ id }) => id === said.id)?.reactions).toMatchObject([
      { emoji: { name: '✅' } },
    ]);
    ema.says(`díky, že píšeš <@${jana.id}> @everyone discord.gg/abc`);
    await settled();
    expect(inRoom(room()).at(-1)).toContain('díky, že píšeš');
    expect(guild.heard(room()).at(-1)?.mentions).toEqual([]);
    expect(inRoom(room()).at(-1)).not.toMatch(/@everyone|discord\.gg\//);
    as(jana, room()).says('// jen pro nás');
    await settled();
    const close = as(jana, room()).calls('close', { words: 'helped' });
    await settled();
    expect(close.acknowledged()).toBe('deferred');
    expect(heard(ema).join('\n')).not.toContain('jen pro nás');
    expect(post()).toMatchObject({ name: expect.stringMatching(/^✔️ /), archived: true, tags: ['uzavřeno'] });
    expect(inRoom(room())[0]).not.toContain('[');
  });

  test.each(['voice', 'photo', 'video', 'file', 'sticker', 'poll'] as const)(
    'a %s is never answered with nothing',
    async (kind) => {
      const { discord, heard, settled } = await givenOnDiscord();
      const ema = discord.person({ name: 'Ema', locale: 'cs' });
      ema.sends(kind);
      await settled();
      expect(heard(ema).at(-1)).toContain('přečíst neumím');
    },
  );

  test('edits a message into danger, and gets the contacts; a pin is no edit', async () => {
    const { discord, heard, settled } = await givenOnDiscord();
    const ema = discord.person({ name: 'Ema', locale: 'cs' });
    const said = ema.says('ahoj');
    await settled();
    ema.edits(said, 'chci se zabit');
    await settled();
    expect(heard(ema).join('\n')).toContain('116 111');
  });

  test('deletes a message, and the worker reads that it was taken back', async () => {
    const { discord, settled, inRoom, room } = await givenOnDiscord();
    const ema = discord.person({ name: 'Ema', locale: 'cs' });
    ema.says('chci mluvit s clovekem');
    await settled();
    const said = ema.says('to jsem nechtěla říct');
    await settled();
    const before = inRoom(room()).length;
    ema.deletes(said);
    await settled();
    expect(inRoom(room()).length).toBe(before + 1);
  });

  test('asks by a command in her language, and is answered in the chat', async () => {
    const { discord, heard, settled } = await givenOnDiscord();
    const ema = discord.person({ name: 'Ema', locale: 'cs' });
    const called = ema.calls('crisis');
    await settled();
    expect(called.acknowledged()).toBe('deferred');
    expect(heard(ema).join('\n')).toContain('116 111');
    expect(discord.commands().find(({ name }) => name === 'crisis')?.name_localizations).toMatchObject({
      cs: 'krize',
      pl: 'kryzys',
      uk: 'криза',
    });
  });

  test('asks where others are, and only she sees the answer', async () => {
    const { discord, heard, settled } = await givenOnDiscord();
    const ema = discord.person({ name: 'Ema', locale: 'pl' });
    const called = ema.elsewhere().calls('crisis');
    await settled();
    expect(called.answers().map(readable).join('\n')).toContain('116 111');
    expect(called.answers().every(({ flags }) => ((flags ?? 0) & 64) !== 0)).toBe(true);
    expect(heard(ema)).toEqual([]);
  });

  test('presses a card on a server of a club, and nobody sees who', async () => {
    const { discord, guild, jana, heard, settled, room, inRoom } = await givenOnDiscord();
    const ema = discord.person({ name: 'Ema', locale: 'cs', hasApp: false });
    guild.join(ema);
    const chat = guild.text('pokec');
    const posted = guild.as(jana, chat).calls('panel', { place: 'Klub Holýšov' });
    await settled();
    expect(posted.answers().map(readable)).toEqual(['Hotovo, karta je v kanálu.']);
    expect(guild.heard(chat)).toHaveLength(1);
    const pressed = guild.as(ema, chat).presses('Napsat soukromě');
    await settled();
    expect(pressed.answers().map(readable).join()).toContain('https://discord.com/channels/@me/');
    expect(guild.heard(chat)).toHaveLength(1);
    expect(heard(ema).join('\n')).toContain('Jsem bot');
    ema.says('chci mluvit s clovekem');
    await settled();
    expect(inRoom(room())[0]).toContain('klub-holysov');
  });

  test('whose private messages are closed reads it there, and can write there', async () => {
    const { discord, guild, jana, settled } = await givenOnDiscord();
    const ema = discord.person({ name: 'Ema', locale: 'cs' });
    guild.join(ema);
    ema.blocks();
    const chat = guild.text('pokec');
    guild.as(jana, chat).calls('streetworker');
    await settled();
    expect(readable(guild.heard(chat)[0] ?? {})).toContain('Jana');
    const pressed = guild.as(ema, chat).presses('Napsat soukromě');
    await settled();
    expect(pressed.answers().map(readable).join('\n')).toContain('Jsem bot');
    expect(pressed.answers().map(readable).join('\n')).toContain('soukromé zprávy jsou zavřené');
    const form = pressed.presses('Napsat tady');
    await discord.when(() => form.form() !== null);
    const sent = form.fillsIn({ words: 'chci se zabít' });
    await settled();
    expect(sent.answers().map(readable).join('\n')).toContain('116 111');
  });

  test('who is no streetworker posts no card', async () => {
    const { discord, guild, settled } = await givenOnDiscord();
    const ema = discord.person({ name: 'Ema', locale: 'en-US' });
    guild.join(ema);
    const chat = guild.text('pokec');
    const called = guild.as(ema, chat).calls('panel');
    await settled();
    expect(called.answers().map(readable)).toEqual(['This is for streetworkers only.']);
    expect(guild.heard(chat)).toEqual([]);
  });

  test('presses an old or forged button, and reads that it is none any more', async () => {
    const { discord, heard, settled } = await givenOnDiscord();
    const ema = discord.person({ name: 'Ema', locale: 'cs' });
    ema.says('kdo jsi');
    await settled();
    for (const forged of ['c:delete', '1AAAAAAAAAAc:delete', 'x'.repeat(100)]) {
      const pressed = ema.pressesRaw(forged);
      await settled();
      expect(pressed.acknowledged()).not.toBeNull();
    }
    expect(heard(ema).filter((text) => text.includes('tlačítko už neplatí')).length).toBeGreaterThan(0);
    expect(heard(ema).join()).not.toContain('Hotovo, všechno o tobě');
  });

  test('a button that is pressed twice at once is one press', async () => {
    const { discord, heard, settled } = await givenOnDiscord();
    const ema = discord.person({ name: 'Ema', locale: 'cs' });
    ema.calls('help');
    await settled();
    const label = /\[(.+?)\]/.exec(heard(ema).at(-1) ?? '')?.[1] ?? '';
    const before = heard(ema).length;
    ema.presses(label);
    ema.presses(label);
    await settled();
    expect(heard(ema)).toHaveLength(before + 1);
  });
});

/** Ema has asked for a person, and Jana has taken the case. */
const givenCase = async () => {
  const made = await givenOnDiscord();
  const ema = made.discord.person({ name: 'Ema', locale: 'cs' });
  ema.says('chci mluvit s clovekem');
  await made.settled();
  made.as(made.jana).presses('Beru si to');
  await made.settled();
  return { ...made, ema, there: () => made.as(made.jana, made.room()) };
};

describe('a worker on Discord', () => {
  test('corrects a message, and the person reads it corrected in its place', async () => {
    const { ema, there, settled, heard } = await givenCase();
    const said = there().says('Přijď zítra v 5.');
    await settled();
    const before = heard(ema).length;
    there().edits(said, 'Přijď zítra v 6.');
    await settled();
    expect(heard(ema)).toHaveLength(before);
    expect(heard(ema).at(-1)).toContain('v 6');
  });

  test('deletes a message: it is deleted at the person, the room says so, and /full still shows it', async () => {
    const { ema, there, settled, heard, inRoom, room, lampa } = await givenCase();
    const said = there().says('To je pro někoho jiného.');
    there().says('A tohle je pro Emu.');
    await settled();
    await lampa.restart();
    await settled();
    const rooms = inRoom(room()).length;
    there().deletes(said);
    await settled();
    expect(heard(ema).join('\n')).not.toContain('pro někoho jiného');
    expect(heard(ema).at(-1)).toContain('A tohle je pro Emu.');
    expect(inRoom(room()).slice(rooms)).toEqual(['Zpráva je u člověka smazaná; možná ji už četl.']);
    there().calls('full');
    await settled();
    expect(inRoom(room()).at(-1)).toContain('To je pro někoho jiného. (smazáno)');
  });

  test('deletes a note, or a word that went out in a case that is over: nothing is taken back', async () => {
    const { ema, there, settled, heard, inRoom, room } = await givenCase();
    const note = there().says('// jen pro nás');
    const said = there().says('Měj se hezky.');
    await settled();
    there().deletes(note);
    await settled();
    there().calls('close', { words: 'helped' });
    await settled();
    const rooms = inRoom(room()).length;
    there().deletes(said);
    await settled();
    expect(heard(ema).join('\n')).toContain('Měj se hezky.');
    expect(inRoom(room())).toHaveLength(rooms);
  });

  test('deletes a message whose place with the person is lost, and reads that it could not be deleted', async () => {
    const { discord, ema, there, settled, inRoom, room } = await givenCase();
    const said = there().says('Tohle tam zůstane.');
    await settled();
    discord.faults.order(
      { kind: 'refuse', refusal: new Refusal(403, 50_003, 'Cannot execute action on this channel type') },
      { method: 'DELETE' },
    );
    there().deletes(said);
    await settled();
    expect(inRoom(room()).at(-1)).toBe('Zprávu u člověka smazat nešlo; nejspíš ji tam pořád má.');
    expect(ema.heard().map(readable).join('\n')).toContain('Tohle tam zůstane.');
  });

  test.each([false, true])(
    'deletes a message while Discord has faults (after it was done: %s): deleted once, told once',
    async (after) => {
      const { discord, ema, there, settled, heard, inRoom, room, lampa } = await givenCase();
      const said = there().says('Pryč s tím.');
      await settled();
      discord.faults.order(serverError(after), { method: 'DELETE' });
      there().deletes(said);
      await settled();
      await lampa.pass(60_000);
      await settled();
      expect(heard(ema).join('\n')).not.toContain('Pryč s tím.');
      const told = inRoom(room()).filter((text) => text.includes('Zpráva je u člověka smazaná'));
      expect(told).toHaveLength(1);
    },
  );

  test('answers to certain words, and the person sees to which', async () => {
    const { ema, there, settled, heard, guild, room } = await givenCase();
    ema.says('mám *strach* z mámy');
    await settled();
    const shown = guild.heard(room()).at(-1);
    if (shown === undefined) throw new Error('nothing was shown');
    there().says('Chceš o tom mluvit?', { replyTo: shown });
    await settled();
    expect(heard(ema).at(-1)).toMatch(/^> mám \\\*strach\\\* z mámy\n/);
  });

  test('without the role nothing is done, from the moment it is taken away', async () => {
    const { ema, there, settled, heard, guild, jana, role, told } = await givenCase();
    guild.takeRole(jana, role);
    const before = heard(ema).length;
    there().says('Tohle nemá dojít.');
    const called = there().calls('close', { words: 'helped' });
    await settled();
    expect(heard(ema)).toHaveLength(before);
    expect(told).toContain('stranger');
    expect(called.answers().map(readable)).toEqual(['Tohle je jen pro streetworkery.']);
  });

  test('puts a post away or locks it, and it opens again with the next word', async () => {
    const { ema, settled, guild, room, inRoom, forum } = await givenCase();
    guild.archive(room());
    ema.says('jsi tam?');
    await settled();
    expect(inRoom(room()).at(-1)).toContain('jsi tam?');
    guild.lock(room());
    guild.archive(room());
    ema.says('haló?');
    await settled();
    expect(inRoom(room()).at(-1)).toContain('haló?');
    expect(guild.posts(forum)).toHaveLength(2);
  });

  test('deletes a post, and the case goes on in another with the words so far', async () => {
    const { ema, settled, guild, room, inRoom } = await givenCase();
    ema.says('prvni slova');
    await settled();
    const first = room();
    guild.delete(first);
    await settled();
    expect(room()).not.toBe(first);
    expect(inRoom(room()).join('\n')).toContain('prvni slova');
  });

  test('asks the desk, and is answered where it was asked', async () => {
    const { jana, settled, as, desk, there, inRoom, room } = await givenCase();
    as(jana).calls('cases');
    await settled();
    expect(desk().at(-1)).toContain('Případ 1');
    there().calls('full');
    await settled();
    expect(inRoom(room()).at(-1)).toContain('chci mluvit s clovekem');
  });
});
