import { type Interaction, InteractionContextType, MessageFlags, REST, Routes } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { givenDiscord, loggedIn, refusalOf } from './discord/given.ts';

const yes = { type: 1, components: [{ type: 2, style: 1, label: 'Ano', custom_id: 'v1:yes' }] };

const given = async () => {
  const { discord, clock } = await givenDiscord();
  const client = await loggedIn(discord);
  const came: Interaction[] = [];
  client.on('interactionCreate', (interaction) => {
    came.push(interaction);
  });
  await client.application.commands.set([
    {
      name: 'help',
      description: 'Help',
      descriptionLocalizations: { cs: 'Pomoc', pl: 'Pomoc', uk: 'Допомога' },
      contexts: [0, 1, 2],
      integrationTypes: [0, 1],
      options: [{ type: 3, name: 'where', description: 'Town', autocomplete: true }],
    },
    { name: 'panel', description: 'Card', contexts: [InteractionContextType.Guild] },
  ]);
  const jana = discord.person({ name: 'Jana', locale: 'cs' });
  const next = async (): Promise<Interaction> => {
    await expect.poll(() => came.length).toBeGreaterThan(0);
    const one = came.shift();
    if (one === undefined) throw new Error('nothing came');
    return one;
  };
  return { discord, clock, client, jana, next };
};

describe('a button', () => {
  test('says who pressed what where, and the answer is for their eyes only', async () => {
    const { discord, jana, client, next } = await given();
    const club = discord.guild({ name: 'Klub', owner: discord.person({ name: 'Šéf' }) });
    club.join(jana);
    const channel = await client.channels.fetch(club.text());
    if (!channel?.isSendable()) throw new Error('this is no chat');
    await channel.send({ content: 'panel', components: [yes] });
    const pressed = club.as(jana, channel.id).presses('Ano');
    const one = await next();
    if (!one.isButton()) throw new Error('this is no button');
    expect([one.customId, one.locale, one.member?.user.id]).toEqual(['v1:yes', 'cs', jana.id]);
    await one.reply({ content: 'napiš mi', flags: MessageFlags.Ephemeral });
    expect(pressed.acknowledged()).toBe('message');
    expect(pressed.answers().map(({ content }) => content)).toEqual(['napiš mi']);
    expect(club.heard(channel.id).map(({ content }) => content)).toEqual(['panel']);
    const reply = await one.fetchReply();
    await one.editReply('napiš mi soukromě');
    expect(pressed.answers().map(({ content }) => content)).toEqual(['napiš mi soukromě']);
    expect(await refusalOf(channel.messages.fetch({ message: reply.id, force: true }))).toBe(
      '404 10008 Unknown Message',
    );
    await one.deleteReply();
    expect(pressed.answers()).toEqual([]);
  });

  test('must be answered within three seconds and only once', async () => {
    const { jana, client, next, clock } = await given();
    await (await client.users.fetch(jana.id)).send({ content: 'otázka', components: [yes] });
    jana.presses('Ano');
    const late = await next();
    if (!late.isButton()) throw new Error('this is no button');
    clock.set(clock.now() + 3001);
    expect(await refusalOf(late.deferUpdate())).toBe('404 10062 Unknown interaction');
    const pressed = jana.presses('Ano');
    const one = await next();
    if (!one.isButton()) throw new Error('this is no button');
    await one.deferUpdate();
    expect(pressed.acknowledged()).toBe('deferred-update');
    const again = new REST({ api: client.options.rest?.api ?? '' }).post(
      Routes.interactionCallback(one.id, one.token),
      { auth: false, body: { type: 6 } },
    );
    expect(await refusalOf(again)).toBe('400 40060 Interaction has already been acknowledged.');
  });

  test('changes the message it stands on, also later, and for a quarter of an hour', async () => {
    const { jana, client, next, clock } = await given();
    await (await client.users.fetch(jana.id)).send({ content: 'otázka', components: [yes] });
    jana.presses('Ano');
    const one = await next();
    if (!one.isButton()) throw new Error('this is no button');
    await one.update({ content: 'díky', components: [] });
    expect(jana.heard().map(({ content }) => content)).toEqual(['díky']);
    clock.set(clock.now() + 14 * 60_000);
    await one.editReply('ještě jednou díky');
    expect(jana.heard().map(({ content }) => content)).toEqual(['ještě jednou díky']);
    clock.set(clock.now() + 2 * 60_000);
    expect(await refusalOf(one.editReply('pozdě'))).toBe('401 50027 Invalid Webhook Token');
    expect(() => jana.presses('Ano')).toThrow('there is no button "Ano"');
  });

  test('that somebody forged comes as it is', async () => {
    const { jana, client, next } = await given();
    await (await client.users.fetch(jana.id)).send('ahoj');
    jana.pressesRaw('v0:forged');
    const one = await next();
    expect(one.isButton() && one.customId).toBe('v0:forged');
  });
});

describe('menus and forms', () => {
  test('what is chosen comes as values, and a form brings what was written into it', async () => {
    const { jana, client, next } = await given();
    const menu = {
      type: 1,
      components: [{ type: 3, custom_id: 'topic', options: [{ label: 'Dluhy', value: 'debts' }] }],
    };
    await (await client.users.fetch(jana.id)).send({ content: 'téma?', components: [menu] });
    const pressed = jana.chooses('Dluhy');
    const one = await next();
    if (!one.isStringSelectMenu()) throw new Error('this is no menu');
    expect(one.values).toEqual(['debts']);
    await one.showModal({
      title: 'Napiš víc',
      custom_id: 'more',
      components: [
        { type: 18, label: 'Kde?', component: { type: 4, custom_id: 'where', style: 1 } },
        { type: 1, components: [{ type: 4, custom_id: 'what', style: 2, label: 'Co?', required: false }] },
      ],
    });
    expect(pressed.form()).toEqual({ title: 'Napiš víc', fields: ['where', 'what'] });
    expect(() => pressed.fillsIn({})).toThrow('must be filled in');
    const sent = pressed.fillsIn({ where: 'Klatovy' });
    const form = await next();
    if (!form.isModalSubmit()) throw new Error('this is no form');
    expect([
      form.customId,
      form.fields.getTextInputValue('where'),
      form.fields.getTextInputValue('what'),
    ]).toEqual(['more', 'Klatovy', '']);
    await form.reply('mám to');
    expect(sent.acknowledged()).toBe('message');
    expect(jana.heard().at(-1)?.content).toBe('mám to');
  });
});

describe('commands', () => {
  test('are called as they were registered, where they may be', async () => {
    const { discord, jana, next } = await given();
    expect(discord.commands().map(({ name }) => name)).toEqual(['help', 'panel']);
    expect(() => jana.calls('panel')).toThrow('there is no command /panel here');
    expect(() => jana.elsewhere().calls('panel')).toThrow('there is no command /panel here');
    jana.calls('help', { where: 'Klatovy' });
    const one = await next();
    if (!one.isChatInputCommand()) throw new Error('this is no command');
    expect([one.options.getString('where'), one.context]).toEqual(['Klatovy', InteractionContextType.BotDM]);
  });

  test('offer choices while somebody is still typing', async () => {
    const { jana, next } = await given();
    const typing = jana.beginsToCall('help', 'where', 'Kla');
    const one = await next();
    if (!one.isAutocomplete()) throw new Error('nobody is typing');
    expect(one.options.getFocused()).toBe('Kla');
    await one.respond([{ name: 'Klatovy', value: 'klatovy' }]);
    expect(typing.choices()).toEqual([{ name: 'Klatovy', value: 'klatovy' }]);
  });

  test('answer first that they think, then with the answer, and go on for five more words elsewhere', async () => {
    const { jana, next } = await given();
    const called = jana.elsewhere().calls('help');
    const one = await next();
    if (!one.isChatInputCommand()) throw new Error('this is no command');
    expect(one.context).toBe(InteractionContextType.PrivateChannel);
    await one.deferReply({ flags: MessageFlags.Ephemeral });
    expect(called.answers().map(({ flags }) => flags)).toEqual([
      MessageFlags.Ephemeral | MessageFlags.Loading,
    ]);
    await one.editReply({
      flags: MessageFlags.IsComponentsV2,
      components: [{ type: 10, content: 'Linka bezpečí 116 111' }],
    });
    for (let i = 0; i < 5; i += 1) await one.followUp({ content: `${i}`, flags: MessageFlags.Ephemeral });
    expect(await refusalOf(one.followUp('šest'))).toMatch(/^400 40094 /);
    expect(called.answers()).toHaveLength(6);
    expect(jana.heard()).toEqual([]);
  });

  test('that are nonsense are refused, and the same ones keep their numbers', async () => {
    const { client, discord } = await given();
    const before = discord.commands().map(({ id }) => id);
    const set = (more: object) =>
      client.application.commands.set([{ name: 'help', description: 'Help', ...more }] as never);
    expect(await refusalOf(set({ name: 'Help me' }))).toContain('APPLICATION_COMMAND_INVALID_NAME');
    expect(await refusalOf(set({ nameLocalizations: { sk: 'pomoc' } }))).toContain('not a valid enum value');
    await set({});
    expect(discord.commands().map(({ id }) => id)).toEqual(before.slice(0, 1));
  });
});
