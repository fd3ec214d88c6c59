import { describe, expect, test } from 'vitest';
import { givenDiscord, loggedIn, refusalOf } from './discord/given.ts';

describe('private messages', () => {
  test('what somebody writes comes to the bot, and what it answers to them', async () => {
    const { discord } = await givenDiscord();
    const client = await loggedIn(discord);
    client.on('messageCreate', async (message) => {
      if (!message.author.bot) await message.reply(`slyším: ${message.content}`);
    });
    const jana = discord.person({ name: 'Jana' });
    jana.says('ahoj');
    await discord.when(() => jana.heard().length === 1);
    expect(jana.heard()[0]?.content).toBe('slyším: ahoj');
    expect(jana.heard()[0]?.message_reference?.message_id).toBe(jana.chat()[0]?.id);
  });

  test('who blocked the bot cannot be written to', async () => {
    const { discord } = await givenDiscord();
    const client = await loggedIn(discord);
    const jana = discord.person({ name: 'Jana' });
    jana.blocks();
    const user = await client.users.fetch(jana.id);
    expect(await refusalOf(user.send('ahoj'))).toBe('403 50007 Cannot send messages to this user');
    jana.unblocks();
    await user.send('vítej zpátky');
    expect(jana.heard().map(({ content }) => content)).toEqual(['vítej zpátky']);
  });
});
