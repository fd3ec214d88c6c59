import { ChannelType, type ForumChannel, type ThreadChannel } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { givenDiscord, loggedIn, refusalOf } from './discord/given.ts';
import { deskPermissions } from './discord/guild.ts';

const given = async () => {
  const { discord, clock } = await givenDiscord();
  const jana = discord.person({ name: 'Jana' });
  const club = discord.guild({ name: 'Klub', owner: jana });
  const forumId = club.forum({ tags: ['nový', 'krize'] });
  const client = await loggedIn(discord);
  const channel = await client.channels.fetch(forumId);
  if (channel?.type !== ChannelType.GuildForum) throw new Error('this is no forum');
  return { discord, clock, jana, club, forumId, client, forum: channel };
};

const open = (forum: ForumChannel, name = 'Případ 1'): Promise<ThreadChannel> =>
  forum.threads.create({ name, message: { content: 'karta' } });

describe('a post of a case', () => {
  test('begins with a message of the same number, has tags, and is told', async () => {
    const { club, forum, forumId, client } = await given();
    const told = new Promise<string>((resolve) => {
      client.once('threadCreate', ({ name }) => resolve(name));
    });
    const tag = forum.availableTags.find(({ name }) => name === 'krize')?.id ?? '';
    const post = await forum.threads.create({
      name: 'Případ 1: Javor',
      message: { content: 'karta' },
      appliedTags: [tag],
      autoArchiveDuration: 10_080,
    });
    expect(await told).toBe('Případ 1: Javor');
    expect((await post.fetchStarterMessage())?.id).toBe(post.id);
    expect(club.posts(forumId)).toMatchObject([{ id: post.id, tags: ['krize'], archived: false }]);
    expect(club.heard(post.id).map(({ content }) => content)).toEqual(['karta']);
    expect((await forum.threads.fetchActive()).threads.size).toBe(1);
  });

  test('needs a known tag where one is needed, a name, words, and room among the others', async () => {
    const { discord, club, forum, client } = await given();
    const strict = await client.channels.fetch(club.forum({ name: 'přísné', tags: ['a'], needsTag: true }));
    if (strict?.type !== ChannelType.GuildForum) throw new Error('this is no forum');
    expect(await refusalOf(open(strict))).toMatch(/^400 40067 /);
    const message = { content: 'karta' };
    expect(await refusalOf(forum.threads.create({ name: 'x', message, appliedTags: ['1'] }))).toBe(
      '404 10087 Unknown tag',
    );
    expect(await refusalOf(forum.threads.create({ name: 'x', message: { content: '' } }))).toMatch(
      /^400 50006 /,
    );
    await open(forum);
    discord.limitThreads(1);
    expect(await refusalOf(open(forum))).toMatch(/^400 160006 /);
  });

  test('opens again when somebody writes into it, unless it is locked', async () => {
    const { club, forum, forumId, jana } = await given();
    const post = await open(forum);
    club.archive(post.id);
    await post.send('jsi tu?');
    expect(club.posts(forumId)[0]?.archived).toBe(false);
    club.archive(post.id);
    club.as(jana, post.id).says('jsem');
    expect(club.posts(forumId)[0]?.archived).toBe(false);
    club.lock(post.id);
    club.archive(post.id);
    expect(await refusalOf(post.send('a teď?'))).toBe('400 50083 Thread is archived');
    club.unarchive(post.id);
    await post.send('moderátor smí');
    club.allowBot(deskPermissions.filter((one) => one !== 'ManageThreads'));
    expect(await refusalOf(post.send('jiný ne'))).toBe('400 160005 Thread is locked');
  });

  test('nothing else can be done to it while it is archived', async () => {
    const { club, forum, jana } = await given();
    const post = await open(forum);
    const own = await post.send('karta 2');
    const said = club.as(jana, post.id).says('ahoj');
    club.archive(post.id);
    const calls = [
      () => own.edit('x'),
      () => own.react('✅'),
      () => own.delete(),
      () => post.setName('y'),
      () => own.pin(),
    ];
    for (const call of calls) expect(await refusalOf(call())).toBe('400 50083 Thread is archived');
    await post.setArchived(false);
    await (await post.messages.fetch(said.id)).react('✅');
    await own.pin();
    expect(club.pinned(post.id).map(({ content }) => content)).toEqual(['karta 2']);
  });

  test('is gone when it is deleted, and so is all that stood in it', async () => {
    const { club, forum, forumId, client } = await given();
    const [first, second] = [await open(forum, 'Případ 1'), await open(forum, 'Případ 2')];
    const gone: string[] = [];
    client.on('threadDelete', ({ id }) => {
      gone.push(id);
    });
    client.on('channelDelete', ({ id }) => {
      gone.push(id);
    });
    club.delete(first.id);
    await expect.poll(() => gone).toEqual([first.id]);
    expect(await refusalOf(first.send('haló'))).toBe('404 10003 Unknown Channel');
    club.delete(forumId);
    await expect.poll(() => gone.at(-1)).toBe(forumId);
    expect(await refusalOf(second.send('haló'))).toBe('404 10003 Unknown Channel');
    expect(await refusalOf(open(forum))).toBe('404 10003 Unknown Channel');
  });

  test('is closed with a tag, a lock and the archive in one step', async () => {
    const { club, forum, forumId, client } = await given();
    const post = await open(forum);
    const updates: string[] = [];
    client.on('threadUpdate', (_, after) => {
      updates.push(`${after.archived} ${after.locked}`);
    });
    const tag = forum.availableTags[0]?.id ?? '';
    await post.edit({ appliedTags: [tag], locked: true, archived: true, name: 'hotovo' });
    expect(club.posts(forumId)).toMatchObject([
      { name: 'hotovo', tags: ['nový'], archived: true, locked: true },
    ]);
    await expect.poll(() => updates).toEqual(['true true']);
    const archived = await forum.threads.fetchArchived();
    expect([...archived.threads.keys()]).toEqual([post.id]);
    await post.delete();
    expect(club.posts(forumId)).toEqual([]);
  });

  test('a message of an ordinary channel has one thread at most', async () => {
    const { club, jana, client } = await given();
    const text = await client.channels.fetch(club.text());
    if (text?.type !== ChannelType.GuildText) throw new Error('this is no text channel');
    const message = await text.messages.fetch(club.as(jana, text.id).says('téma').id);
    const thread = await message.startThread({ name: 'vlákno' });
    expect(thread.id).toBe(message.id);
    expect(await refusalOf(message.startThread({ name: 'druhé' }))).toMatch(/^400 160004 /);
  });
});

describe('rights', () => {
  test('each is asked for by itself', async () => {
    const { club, forum, forumId, jana } = await given();
    const post = await open(forum);
    const said = club.as(jana, post.id).says('ahoj');
    const fetched = await post.messages.fetch(said.id);
    const own = await post.send('karta');
    const without = async (permission: (typeof deskPermissions)[number], call: () => Promise<unknown>) => {
      club.denyBot(forumId, permission);
      const answer = await refusalOf(call());
      club.clearDenials(forumId);
      return answer;
    };
    expect(await without('SendMessages', () => open(forum))).toBe('403 50013 Missing Permissions');
    expect(await without('SendMessagesInThreads', () => post.send('x'))).toBe(
      '403 50013 Missing Permissions',
    );
    expect(await without('AddReactions', () => fetched.react('✅'))).toBe('403 50013 Missing Permissions');
    expect(await without('PinMessages', () => own.pin())).toBe('403 50013 Missing Permissions');
    expect(await without('ManageThreads', () => post.delete())).toBe('403 50013 Missing Permissions');
    expect(await without('ManageThreads', () => post.setLocked(true))).toBe('403 50013 Missing Permissions');
    expect(await without('AttachFiles', () => post.send({ files: [Buffer.from('x')] }))).toMatch(/ 50013 /);
    expect(await without('ReadMessageHistory', () => fetched.reply('x'))).toMatch(/^403 160002 /);
    expect(await without('ViewChannel', () => post.send('x'))).toBe('403 50001 Missing Access');
    expect(await without('ViewChannel', () => open(forum))).toBe('403 50001 Missing Access');
    expect(await refusalOf(fetched.delete())).toBe('403 50013 Missing Permissions');
    await post.send('všechno zase smím');
  });

  test('a bot that is thrown out of a server reaches nothing there any more', async () => {
    const { club, forum, client } = await given();
    const post = await open(forum);
    const left = new Promise<string>((resolve) => client.once('guildDelete', ({ id }) => resolve(id)));
    club.removeBot();
    expect(await left).toBe(club.id);
    expect(await refusalOf(post.send('haló'))).toBe('403 50001 Missing Access');
    const back = new Promise<string>((resolve) => client.once('guildCreate', ({ id }) => resolve(id)));
    club.addBot();
    expect(await back).toBe(club.id);
    await post.send('jsem zpátky');
  });

  test('who is staff is told by a role, and told again when it changes', async () => {
    const { discord, club, client } = await given();
    const petr = discord.person({ name: 'Petr' });
    const staff = club.role('Streetwork');
    club.join(petr, staff);
    const guild = await client.guilds.fetch(club.id);
    const member = await guild.members.fetch({ user: petr.id, force: true });
    expect(member.roles.cache.has(staff)).toBe(true);
    const changed = new Promise<boolean>((resolve) => {
      client.once('guildMemberUpdate', (_, after) => resolve(after.roles.cache.has(staff)));
    });
    club.takeRole(petr, staff);
    expect(await changed).toBe(false);
    club.remove(petr);
    expect(await refusalOf(guild.members.fetch({ user: petr.id, force: true }))).toBe(
      '404 10007 Unknown Member',
    );
  });

  test('nobody is called by a text, unless the bot asks for it', async () => {
    const { discord, club, forum, jana } = await given();
    const post = await open(forum);
    const text = `@everyone <@${jana.id}> <@&${club.role('Streetwork')}>`;
    await post.send({ content: text, allowedMentions: { parse: [] } });
    expect(club.heard(post.id).at(-1)).toMatchObject({
      mentions: [],
      mention_roles: [],
      mention_everyone: false,
    });
    await post.send(text);
    const loud = club.heard(post.id).at(-1);
    expect(loud?.mentions.map(({ id }) => id)).toEqual([jana.id]);
    expect(loud?.mention_everyone).toBe(false);
    club.allowBot([...deskPermissions, 'MentionEveryone']);
    await post.send(text);
    expect(club.heard(post.id).at(-1)?.mention_everyone).toBe(true);
    await post.send({ content: text, allowedMentions: { parse: ['users'] } });
    const half = club.heard(post.id).at(-1);
    expect([half?.mention_everyone, half?.mentions.length, half?.mention_roles]).toEqual([false, 1, []]);
    discord.moderate('zakázané');
    expect(await refusalOf(post.send('tohle je ZAKÁZANÉ slovo'))).toMatch(/^400 200000 /);
  });
});
