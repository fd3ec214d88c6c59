import { MessageFlags } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FakeDiscordNeeds } from './discord/discord.ts';
import { givenDiscord, loggedIn, refusalOf } from './discord/given.ts';
import { createJudge } from './discord/judge.ts';
import { timeOf } from './discord/snowflake.ts';

describe('private messages', () => {
  test('what somebody writes comes to the bot, and what it answers to them', async () => {
    const { discord, clock } = await givenDiscord();
    const client = await loggedIn(discord);
    client.on('messageCreate', async (message) => {
      if (!message.author.bot) await message.reply(`slyším: ${message.content}`);
    });
    const jana = discord.person({ name: 'Jana' });
    const said = jana.says('ahoj');
    await discord.when(() => jana.heard().length === 1);
    expect(jana.heard()[0]?.content).toBe('slyším: ahoj');
    expect(jana.heard()[0]?.message_reference?.message_id).toBe(said.id);
    expect(timeOf(said.id)).toBe(clock.now());
  });

  test('a message that does not say in which kind of channel it stands is dropped by the library', async () => {
    const { discord } = await givenDiscord();
    const client = await loggedIn(discord);
    const heard: string[] = [];
    const raw: string[] = [];
    client.on('messageCreate', (message) => {
      heard.push(message.content);
    });
    client.on('raw', ({ t }: { t: string }) => {
      raw.push(t);
    });
    discord.hideChannelType();
    const jana = discord.person({ name: 'Jana' });
    jana.says('první zpráva');
    await expect.poll(() => raw).toContain('MESSAGE_CREATE');
    expect(heard).toEqual([]);
    await client.channels.fetch(jana.channel);
    jana.says('druhá zpráva');
    await expect.poll(() => heard).toEqual(['druhá zpráva']);
  });

  test('edits and deletions come too, and a pin is told as an edit that changes no text', async () => {
    const { discord } = await givenDiscord();
    const client = await loggedIn(discord);
    const came: string[] = [];
    client.on('messageUpdate', (before, after) => {
      came.push(`${before.content} → ${after.content}${after.pinned === true ? ' 📌' : ''}`);
    });
    client.on('messageDelete', ({ id }) => {
      came.push(`deleted ${id}`);
    });
    const jana = discord.person({ name: 'Jana' });
    const said = jana.says('nechci žít');
    await expect.poll(() => client.channels.cache.size).toBe(1);
    jana.edits(said, 'nechci nic');
    await expect.poll(() => came.length).toBe(1);
    const channel = await client.channels.fetch(jana.channel);
    if (!channel?.isTextBased()) throw new Error('this is no chat');
    await (await channel.messages.fetch(said.id)).pin();
    jana.deletes(said);
    await expect.poll(() => came.length).toBe(3);
    expect(came).toEqual(['nechci žít → nechci nic', 'nechci nic → nechci nic 📌', `deleted ${said.id}`]);
  });

  test('voice messages, stickers, pictures and what is forwarded have no text', async () => {
    const { discord } = await givenDiscord();
    const client = await loggedIn(discord);
    const came: string[] = [];
    client.on('messageCreate', (message) => {
      const kinds = [
        ...message.attachments.map((one) => one.contentType ?? '?'),
        ...message.stickers.map(() => 'sticker'),
        ...(message.flags.has(MessageFlags.IsVoiceMessage) ? ['voice'] : []),
        ...(message.poll === null ? [] : ['poll']),
        ...message.messageSnapshots.map((one) => `forwarded ${one.content}`),
      ];
      came.push(`${message.content}|${kinds.join('+')}`);
    });
    const [jana, petr] = [discord.person({ name: 'Jana' }), discord.person({ name: 'Petr' })];
    jana.sends('photo', { caption: 'moje fotka' });
    jana.sends('voice');
    jana.sends('sticker');
    jana.sends('poll');
    jana.sendsAlbum(2);
    jana.forwards(petr.says('tohle mi psal'));
    await expect.poll(() => came.length).toBe(7);
    expect(came).toEqual([
      'moje fotka|image/png',
      '|audio/ogg+voice',
      '|sticker',
      '|poll',
      '|image/png+image/png',
      'tohle mi psal|',
      '|forwarded tohle mi psal',
    ]);
  });

  test('a file can be had for a day from where the message says', async () => {
    const { discord, clock } = await givenDiscord();
    const [file] = discord.person({ name: 'Jana' }).sends('file').attachments;
    const url = file?.url ?? '';
    expect(await (await fetch(url)).text()).toBe('the file');
    clock.set(clock.now() + 25 * 3_600_000);
    expect((await fetch(url)).status).toBe(404);
  });

  test('who blocked the bot, or shares nothing with it, cannot be written to', async () => {
    const { discord } = await givenDiscord();
    const client = await loggedIn(discord);
    const jana = discord.person({ name: 'Jana' });
    const user = await client.users.fetch(jana.id);
    jana.blocks();
    expect(await refusalOf(user.send('ahoj'))).toBe('403 50007 Cannot send messages to this user');
    jana.unblocks();
    await user.send('vítej zpátky');
    jana.removesApp();
    expect(await refusalOf(user.send('ahoj'))).toMatch(/^403 50278 /);
    discord.guild({ name: 'Klub', owner: discord.person({ name: 'Šéf' }) }).join(jana);
    await user.send('jsme spolu v klubu');
    expect(jana.heard().map(({ content }) => content)).toEqual(['vítej zpátky', 'jsme spolu v klubu']);
    expect(discord.invalidRequests()).toBe(2);
  });

  test('too many new chats at once are refused, and old ones are not', async () => {
    const { discord } = await givenDiscord();
    const client = await loggedIn(discord);
    const [jana, petr] = [discord.person({ name: 'Jana' }), discord.person({ name: 'Petr' })];
    jana.says('ahoj');
    discord.limitNewChats(0);
    await (await client.users.fetch(jana.id)).send('ahoj');
    const user = await client.users.fetch(petr.id);
    expect(await refusalOf(user.createDM())).toMatch(/^403 40003 /);
  });
});

describe('reading back', () => {
  test('what came after a message is found in pages, the newest first', async () => {
    const { discord } = await givenDiscord();
    const jana = discord.person({ name: 'Jana' });
    const said = Array.from({ length: 7 }, (_, i) => jana.says(`${i}`));
    const client = await loggedIn(discord);
    const channel = await client.channels.fetch(jana.channel);
    if (!channel?.isTextBased()) throw new Error('this is no chat');
    const texts = async (options: object) =>
      [...(await channel.messages.fetch({ cache: false, ...options })).values()].map(
        ({ content }) => content,
      );
    expect(await texts({ after: said[2]?.id, limit: 3 })).toEqual(['5', '4', '3']);
    expect(await texts({ after: said[5]?.id })).toEqual(['6']);
    expect(await texts({ before: said[2]?.id })).toEqual(['1', '0']);
    expect(await texts({ limit: 2 })).toEqual(['6', '5']);
    expect(await texts({ after: '0', limit: 100 })).toHaveLength(7);
    expect(await refusalOf(channel.messages.fetch('1'))).toBe('404 10008 Unknown Message');
    expect(await refusalOf(client.channels.fetch('1'))).toBe('404 10003 Unknown Channel');
  });

  test('every message is seen exactly once when one reads on from the last, however large the pages', async () => {
    const { discord } = await givenDiscord();
    const jana = discord.person({ name: 'Jana' });
    const ids = Array.from({ length: 23 }, (_, i) => jana.says(`${i}`).id);
    const client = await loggedIn(discord);
    const channel = await client.channels.fetch(jana.channel);
    if (!channel?.isTextBased()) throw new Error('this is no chat');
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 30 }), async (limit) => {
        const seen: string[] = [];
        for (let after = '0'; ; ) {
          const page = [
            ...(await channel.messages.fetch({ after, limit, cache: false })).keys(),
          ].toReversed();
          if (page.length === 0) break;
          seen.push(...page);
          after = page.at(-1) ?? after;
        }
        expect(seen).toEqual(ids);
      }),
      { numRuns: 12 },
    );
  });
});

describe('writing', () => {
  const given = async (needs: FakeDiscordNeeds = {}) => {
    const { discord, clock } = await givenDiscord(needs);
    const client = await loggedIn(discord);
    const jana = discord.person({ name: 'Jana' });
    return { discord, clock, client, jana, user: await client.users.fetch(jana.id) };
  };

  test('the same nonce is the same message for some minutes, if it is enforced', async () => {
    const { jana, user, clock } = await given();
    const first = await user.send({ content: 'jednou', nonce: 'n1', enforceNonce: true });
    const again = await user.send({ content: 'jednou', nonce: 'n1', enforceNonce: true });
    expect(again.id).toBe(first.id);
    await user.send({ content: 'podruhé', nonce: 'n1' });
    expect(jana.heard().map(({ content }) => content)).toEqual(['jednou', 'podruhé']);
    clock.set(clock.now() + 10 * 60_000);
    await user.send({ content: 'jednou', nonce: 'n1', enforceNonce: true });
    expect(jana.heard()).toHaveLength(3);
  });

  test('nothing, too much, and links that are no web links are refused', async () => {
    const { user } = await given();
    expect(await refusalOf(user.send({ content: ' ' }))).toBe('400 50006 Cannot send an empty message');
    expect(await refusalOf(user.send('x'.repeat(2001)))).toContain('Must be 2000 or fewer in length.');
    await user.send('x'.repeat(2000));
    const link = (url: string) => ({
      content: 'zavolej',
      components: [{ type: 1, components: [{ type: 2, style: 5, label: '112', url }] }],
    });
    expect(await refusalOf(user.send(link('tel:112')))).toContain('Scheme "tel" is not supported');
    await user.send(link('https://example.org/'));
  });

  test('a message of components has no other text, no more than 40 parts, and stays one', async () => {
    // What is wrong on purpose is not held against the description.
    const { user, jana } = await given({ judge: createJudge(null) });
    const flags = MessageFlags.IsComponentsV2 as const;
    const text = (content: string) => ({ type: 10, content });
    expect(await refusalOf(user.send({ flags, content: 'a', components: [text('b')] }))).toContain(
      'IS_COMPONENTS_V2',
    );
    expect(await refusalOf(user.send({ components: [text('b')] }))).toContain('UNION_TYPE_CHOICES');
    const many = Array.from({ length: 41 }, () => text('a'));
    expect(await refusalOf(user.send({ flags, components: many }))).toContain('cannot exceed 40');
    const long = [text('a'.repeat(2001)), text('a'.repeat(2000))];
    expect(await refusalOf(user.send({ flags, components: long }))).toContain('cannot exceed 4000');
    const card = {
      type: 17,
      accent_color: 255,
      components: [text('**Linka**'), { type: 14 }, text('116 111')],
    };
    const sent = await user.send({ flags, components: [card] });
    expect(await refusalOf(sent.edit({ content: 'a' }))).toContain('IS_COMPONENTS_V2');
    const [shown] = jana.heard()[0]?.components ?? [];
    expect(shown).toMatchObject({
      type: 17,
      id: 1,
      components: [{ id: 2 }, { id: 3, divider: true }, { id: 4 }],
    });
  });

  test('buttons and menus are held against what fits', async () => {
    const { user } = await given({ judge: createJudge(null) });
    const row = (...components: object[]) =>
      ({ content: 'a', components: [{ type: 1, components }] }) as never;
    const button = (id: string, label = 'Ano') => ({ type: 2, style: 1, label, custom_id: id });
    expect(await refusalOf(user.send(row(button('a'.repeat(101)))))).toContain('Must be between 1 and 100');
    expect(await refusalOf(user.send(row(button('a', 'x'.repeat(81)))))).toContain('80 or fewer');
    expect(await refusalOf(user.send(row(button('a'), button('a'))))).toContain('cannot be duplicated');
    expect(await refusalOf(user.send(row(...Array.from({ length: 6 }, (_, i) => button(`${i}`)))))).toContain(
      '50035',
    );
    const menu = (count: number) => ({
      type: 3,
      custom_id: 'm',
      options: Array.from({ length: count }, (_, i) => ({ label: `${i}`, value: `${i}` })),
    });
    expect(await refusalOf(user.send(row(menu(26))))).toContain('Must be between 1 and 25');
    await user.send(row(menu(25)));
  });

  test('reactions, and who may edit and delete what', async () => {
    const { user, jana } = await given();
    const said = jana.says('ahoj');
    const chat = await user.createDM();
    const message = await chat.messages.fetch(said.id);
    await message.react('✅');
    expect(jana.chat()[0]?.reactions).toMatchObject([{ emoji: { name: '✅' }, count: 1, me: true }]);
    expect(await refusalOf(message.react('nic'))).toBe('400 10014 Unknown Emoji');
    expect(await refusalOf(message.edit('jinak'))).toMatch(/^403 50005 /);
    expect(await refusalOf(message.delete())).toMatch(/^403 50003 /);
    const own = await user.send('co dál?');
    await own.edit('co teď?');
    await own.delete();
    expect(await refusalOf(own.edit('pozdě'))).toBe('404 10008 Unknown Message');
    expect(jana.heard()).toEqual([]);
  });

  test('a file of the bot arrives with its name and description', async () => {
    const { user, jana } = await given();
    await user.send({ files: [{ attachment: Buffer.from('abc'), name: 'list.txt', description: 'seznam' }] });
    const [file] = jana.heard()[0]?.attachments ?? [];
    expect(file).toMatchObject({ filename: 'list.txt', description: 'seznam', size: 3 });
    expect(await (await fetch(file?.url ?? '')).text()).toBe('abc');
  });
});
