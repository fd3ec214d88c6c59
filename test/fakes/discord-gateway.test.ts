import { GatewayIntentBits } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { clientFor, givenDiscord, loggedIn, refusalOf } from './discord/given.ts';
import { timeOf } from './discord/snowflake.ts';

const texts = (client: Awaited<ReturnType<typeof loggedIn>>): string[] => {
  const heard: string[] = [];
  client.on('messageCreate', (message) => {
    heard.push(message.content);
  });
  return heard;
};

describe('coming in', () => {
  test('a wrong token and intents that are not switched on are told apart', async () => {
    const { discord } = await givenDiscord({ privileged: 0 });
    await expect(clientFor(discord).login('wrong')).rejects.toThrow(/token/i);
    await expect(clientFor(discord).login(discord.token)).rejects.toThrow('Used disallowed intents');
    const plain = { intents: [GatewayIntentBits.Guilds, GatewayIntentBits.DirectMessages] };
    const client = await loggedIn(discord, plain);
    expect(client.user.id).toBe(discord.bot.id);
  });

  test('a token that is revoked ends the connection for good', async () => {
    const { discord } = await givenDiscord();
    const client = await loggedIn(discord);
    const invalidated = new Promise<void>((resolve) => client.once('shardDisconnect', () => resolve()));
    discord.revokeToken();
    await invalidated;
    expect(await refusalOf(client.users.fetch('1', { force: true }))).toBe('401 0 401: Unauthorized');
    expect(discord.gateway.connections()).toBe(0);
  });

  test('servers come with their channels, roles and open posts', async () => {
    const { discord } = await givenDiscord();
    const club = discord.guild({ name: 'Klub', owner: discord.person({ name: 'Šéf' }) });
    const forum = club.forum({ tags: ['nový', 'krize'] });
    const client = await loggedIn(discord);
    const guild = client.guilds.cache.get(club.id);
    const channel = guild?.channels.cache.get(forum);
    expect(guild?.members.me?.permissionsIn(forum).has('ManageThreads')).toBe(true);
    expect(channel?.isThreadOnly() === true && channel.availableTags.map(({ name }) => name)).toEqual([
      'nový',
      'krize',
    ]);
  });

  test('whoever sends nonsense, too much, or speaks before their name is shut out with the right code', async () => {
    const { discord } = await givenDiscord();
    const codeAfter = (...frames: readonly string[]): Promise<number> =>
      new Promise((resolve) => {
        const socket = new WebSocket(`ws://127.0.0.1:${discord.port}`);
        socket.on('open', () => {
          for (const frame of frames) socket.send(frame);
        });
        socket.on('close', resolve);
      });
    const identify = (d: object): string =>
      JSON.stringify({ op: 2, d: { token: discord.token, intents: 1, ...d } });
    expect(await codeAfter('{')).toBe(4002);
    expect(await codeAfter('{"op":99}')).toBe(4001);
    expect(await codeAfter('{"op":3,"d":{}}')).toBe(4003);
    expect(await codeAfter(identify({}), identify({}))).toBe(4005);
    expect(await codeAfter(identify({ shard: [1, 2] }))).toBe(4010);
    expect(await codeAfter(identify({ intents: 2 ** 30 }))).toBe(4013);
    expect(await codeAfter(...Array.from({ length: 121 }, () => '{"op":1,"d":null}'))).toBe(4008);
  });
});

describe('what a bot is told', () => {
  test('on servers it reads nothing without the intent for it, unless it is named', async () => {
    const { discord } = await givenDiscord({ privileged: 0 });
    const jana = discord.person({ name: 'Jana' });
    const club = discord.guild({ name: 'Klub', owner: jana });
    const channel = club.text();
    const client = await loggedIn(discord, {
      intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    });
    const heard = texts(client);
    club.as(jana, channel).says('jen tak');
    club.as(jana, channel).says(`<@${discord.bot.id}> slyšíš?`);
    jana.says('soukromě');
    await expect.poll(() => heard).toEqual(['', `<@${discord.bot.id}> slyšíš?`, 'soukromě']);
    const read = await client.channels.fetch(channel);
    const found = read?.isTextBased() ? await read.messages.fetch() : null;
    expect([...(found?.values() ?? [])].map(({ content }) => content)).toEqual([
      `<@${discord.bot.id}> slyšíš?`,
      '',
    ]);
  });

  test('what it did not ask for, and what it cannot see, it is not told', async () => {
    const { discord } = await givenDiscord();
    const jana = discord.person({ name: 'Jana' });
    const club = discord.guild({ name: 'Klub', owner: jana });
    const [open, shut] = [club.text('veřejný'), club.text('tajný')];
    club.denyBot(shut, 'ViewChannel');
    const client = await loggedIn(discord, {
      intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.MessageContent],
    });
    const heard = texts(client);
    jana.says('soukromě');
    club.as(jana, shut).says('tajně');
    club.as(jana, open).says('veřejně');
    await expect.poll(() => heard).toEqual(['veřejně']);
  });

  test('roles and members that change are told, those of others only with the intent for members', async () => {
    const { discord } = await givenDiscord();
    const [jana, petr] = [discord.person({ name: 'Jana' }), discord.person({ name: 'Petr' })];
    const club = discord.guild({ name: 'Klub', owner: jana });
    const staff = club.role('Streetwork');
    club.join(petr);
    const client = await loggedIn(discord);
    const came: string[] = [];
    client.on('raw', ({ t }: { t: string }) => {
      came.push(t);
    });
    const other = await loggedIn(discord, { intents: [GatewayIntentBits.Guilds] });
    const otherCame: string[] = [];
    other.on('raw', ({ t }: { t: string }) => {
      otherCame.push(t);
    });
    club.giveRole(petr, staff);
    club.remove(petr);
    club.allowBot(['ViewChannel']);
    const told = ['GUILD_MEMBER_UPDATE', 'GUILD_MEMBER_REMOVE', 'GUILD_ROLE_UPDATE', 'GUILD_ROLE_UPDATE'];
    await expect.poll(() => came).toEqual(told);
    expect(otherCame).toEqual(told.slice(2));
  });
});

describe('when the connection breaks', () => {
  test('a session is resumed, and what was told in between comes once and in order', async () => {
    const { discord } = await givenDiscord();
    const client = await loggedIn(discord);
    // The library hides what comes twice, so it is counted before it.
    const heard: string[] = [];
    client.on('raw', ({ t, d }: { t: string; d: { content: string } }) => {
      if (t === 'MESSAGE_CREATE') heard.push(d.content);
    });
    const jana = discord.person({ name: 'Jana' });
    jana.says('před');
    await expect.poll(() => heard).toEqual(['před']);
    discord.gateway.refuseConnections(true);
    discord.gateway.drop();
    await discord.when(() => discord.gateway.connections() === 0);
    jana.says('mezi 1');
    jana.says('mezi 2');
    discord.gateway.refuseConnections(false);
    await expect.poll(() => heard, { timeout: 10_000 }).toEqual(['před', 'mezi 1', 'mezi 2']);
    expect(discord.gateway.counts).toEqual({ identified: 1, resumeAsked: 1, resumed: 1 });
  });

  test('when Discord asks for a new connection, the session goes on', async () => {
    const { discord } = await givenDiscord();
    const client = await loggedIn(discord);
    const heard = texts(client);
    discord.gateway.askToReconnect();
    await discord.when(() => discord.gateway.counts.resumed === 1);
    discord.person({ name: 'Jana' }).says('po');
    await expect.poll(() => heard).toEqual(['po']);
    expect(discord.gateway.counts.identified).toBe(1);
  });

  test('when it is refused to resume, what was told in between never comes, but can be read', async () => {
    const { discord } = await givenDiscord();
    const client = await loggedIn(discord);
    const heard = texts(client);
    const jana = discord.person({ name: 'Jana' });
    const first = jana.says('před');
    await expect.poll(() => heard).toEqual(['před']);
    discord.gateway.forgetSessions();
    discord.gateway.close(4000);
    jana.says('mezi');
    await discord.when(() => discord.gateway.counts.identified === 2);
    jana.says('po');
    await expect.poll(() => heard).toEqual(['před', 'po']);
    const channel = await client.channels.fetch(jana.channel);
    const missed = channel?.isTextBased() ? await channel.messages.fetch({ after: first.id }) : null;
    expect([...(missed?.values() ?? [])].map(({ content }) => content)).toEqual(['po', 'mezi']);
  });

  test('a session that is called invalid for now goes on when it is resumed', async () => {
    const { discord } = await givenDiscord();
    const client = await loggedIn(discord);
    const resumed = new Promise<void>((done) => client.once('shardResume', () => done()));
    discord.gateway.invalidate(true);
    await resumed;
    expect(discord.gateway.counts).toEqual({ identified: 1, resumeAsked: 1, resumed: 1 });
  });

  test('a session that is called invalid for good cannot be resumed', async () => {
    const { discord } = await givenDiscord();
    const socket = new WebSocket(`ws://127.0.0.1:${discord.port}`);
    const frames: { readonly op: number; readonly d: unknown; readonly t: string | null }[] = [];
    socket.on('message', (bytes) => {
      frames.push(JSON.parse(`${bytes}`));
    });
    await expect.poll(() => frames.map(({ op }) => op)).toEqual([10]);
    socket.send(JSON.stringify({ op: 2, d: { token: discord.token, intents: 0 } }));
    await expect.poll(() => frames.at(-1)?.t).toBe('READY');
    const ready = frames.at(-1)?.d as { readonly session_id: string } | undefined;
    discord.gateway.invalidate(false);
    await expect.poll(() => frames.at(-1)).toMatchObject({ op: 9, d: false });
    socket.send(
      JSON.stringify({ op: 6, d: { token: discord.token, session_id: ready?.session_id, seq: 1 } }),
    );
    await expect.poll(() => frames.length).toBe(4);
    expect(frames.at(-1)).toMatchObject({ op: 9, d: false });
    expect(discord.gateway.sessions()).toBe(0);
    socket.terminate();
  });

  test('a connection that only looks alive is left by the library, and nothing is lost', async () => {
    const { discord } = await givenDiscord({ heartbeat: 40 });
    const client = await loggedIn(discord);
    const heard = texts(client);
    discord.gateway.freeze();
    discord.person({ name: 'Jana' }).says('do ticha');
    await discord.when(() => discord.gateway.connections() === 0);
    discord.gateway.thaw();
    await expect.poll(() => heard, { timeout: 10_000 }).toEqual(['do ticha']);
    expect(discord.gateway.counts.resumed).toBe(1);
  });

  test('whoever says goodbye and comes again has missed what was told', async () => {
    const { discord } = await givenDiscord();
    const jana = discord.person({ name: 'Jana' });
    await (await loggedIn(discord)).destroy();
    await discord.when(() => discord.gateway.sessions() === 0);
    jana.says('mezi');
    const heard = texts(await loggedIn(discord));
    jana.says('po');
    await expect.poll(() => heard).toEqual(['po']);
  });

  test('it is known when the library has read all that was told, also over a connection that broke, and it may be asked often', async () => {
    const { discord } = await givenDiscord();
    const jana = discord.person({ name: 'Jana' });
    const heard = texts(await loggedIn(discord));
    for (let i = 0; i < 200; i++) {
      jana.says(`${i}`);
      if (i === 100) discord.gateway.drop();
      await discord.gateway.read();
      expect(heard).toHaveLength(i + 1);
    }
    expect(discord.gateway.counts).toEqual({ identified: 1, resumeAsked: 1, resumed: 1 });
  });

  test('what is told late bears the time at which it happened, and an id of its own', async () => {
    const { discord, clock } = await givenDiscord();
    const jana = discord.person({ name: 'Jana' });
    const before = clock.now();
    const first = jana.says('hned');
    clock.set(before + 60_000);
    const late = [1, 2].map((i) => discord.late(before, () => jana.says(`pozdě ${i}`)));
    expect(late.map(({ id }) => timeOf(id))).toEqual([before, before]);
    expect(new Set([first, ...late].map(({ id }) => id)).size).toBe(3);
    expect(timeOf(jana.says('teď').id)).toBe(before + 60_000);
  });

  test('an event that comes twice is told twice, and one of a kind that nobody knows does no harm', async () => {
    const { discord } = await givenDiscord();
    const client = await loggedIn(discord);
    const heard = texts(client);
    const raw: string[] = [];
    client.on('raw', ({ t }: { t: string }) => {
      raw.push(t);
    });
    const jana = discord.person({ name: 'Jana' });
    discord.bring('THING_OF_TOMORROW', { id: '1', nested: [null] });
    jana.says('ahoj');
    const told = discord.gateway.told.find(({ event }) => event === 'MESSAGE_CREATE');
    if (told === undefined) throw new Error('nothing was told');
    discord.repeat(told);
    await expect.poll(() => raw).toEqual(['THING_OF_TOMORROW', 'MESSAGE_CREATE', 'MESSAGE_CREATE']);
    // The library knows the message already, and keeps still.
    expect(heard).toEqual(['ahoj']);
  });
});
