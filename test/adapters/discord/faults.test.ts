import { describe, expect, onTestFinished, test } from 'vitest';
import { deskAddress, personAddress, roomAddress } from '../../../adapters/discord/addresses.ts';
import type { Incoming, Post, RoomSign } from '../../../src/port.ts';
import { serverError } from '../../fakes/discord/faults.ts';
import { discordLimits } from '../../fakes/discord/limits.ts';
import type { Person } from '../../fakes/discord/person.ts';
import { readable } from '../../fakes/discord/readable.ts';
import { Refusal } from '../../fakes/discord/refusal.ts';
import { givenMemory, givenOnDiscord, givenPort, givenWorld, leastOfAll } from './on-discord.ts';

const messages = '/channels/:channel/messages';
const words = (id: string, text: string): Post => ({
  kind: 'post',
  id,
  blocks: [{ kind: 'words', by: 'Javor Vydra', text }],
  buttons: [],
});
const signOf = (id: string, title = 'Případ 1: Javor'): RoomSign => ({
  id,
  title,
  risk: 'none',
  stage: 'waiting',
});

/** A port that was started, and what it brings. */
const givenStarted = async (
  needs: Parameters<typeof givenWorld>[0] = {},
  more: Parameters<typeof givenPort>[1] = {},
) => {
  const world = await givenWorld(needs);
  const ema = world.discord.person({ name: 'Ema', locale: 'cs' });
  const made = await givenPort(world, more);
  const came: Incoming[] = [];
  const taken = { fails: 0 };
  await made.port.start(async (incoming) => {
    if (taken.fails > 0) {
      taken.fails -= 1;
      throw new Error('the store is away');
    }
    came.push(incoming);
  });
  onTestFinished(() => made.port.stop());
  const own = () => world.guild.posts(world.forum).some(({ name }) => name.startsWith('🔔'));
  await world.discord.when(own);
  const until = async (what: () => boolean): Promise<void> => {
    for (let i = 0; i < 1500 && !what(); i++) await new Promise((resolve) => setTimeout(resolve, 10));
    if (!what()) throw new Error(`it did not come to that; told: ${made.told.join()}, came: ${came.length}`);
  };
  const textsCame = () =>
    came.flatMap((incoming) => ('text' in incoming && incoming.from === 'person' ? [incoming.text] : []));
  return { ...world, ...made, ema, toEma: personAddress(ema.id), came, taken, until, textsCame };
};

describe('what Discord answers', () => {
  test('closed private messages mean blocked, and are not tried again and again', async () => {
    const { discord, port, ema, toEma } = await givenStarted();
    ema.blocks();
    expect(await port.send(toEma, words('1', 'ahoj'))).toEqual({ ok: false, reason: 'blocked' });
    expect(discord.invalidRequests()).toBe(1);
  });

  test.each([
    ['before anything was done', serverError()],
    ['after it was done', serverError(true)],
    ['by a broken line', { kind: 'reset-after' } as const],
    ['by a broken line before', { kind: 'reset-before' } as const],
  ])('a fault %s loses nothing and doubles nothing', async (_, fault) => {
    const { discord, port, ema, toEma } = await givenStarted();
    discord.faults.order(fault, { method: 'POST', route: messages });
    await expect(port.send(toEma, words('1', 'ahoj'))).rejects.toThrow();
    expect((await port.send(toEma, words('1', 'ahoj'))).ok).toBe(true);
    expect(ema.heard().map(readable)).toEqual(['**Javor Vydra:** ahoj']);
  });

  test('a post whose opening was not answered is found again instead of opened twice, also after a restart', async () => {
    const world = await givenStarted();
    const { discord, port, guild, forum } = world;
    const sign = signOf('sign-1');
    discord.faults.order(serverError(true), { method: 'POST', route: '/channels/:channel/threads' });
    await expect(port.openRoom(deskAddress, sign)).rejects.toThrow();
    const again = await givenPort(world);
    await again.port.start(async () => undefined);
    const opened = await again.port.openRoom(deskAddress, sign);
    await again.port.stop();
    const cases = guild.posts(forum).filter(({ name }) => name.includes('Případ'));
    expect(cases).toHaveLength(1);
    expect(opened).toEqual({ ok: true, room: roomAddress(cases[0]?.id ?? '') });
    // The same name for another opening is another post.
    expect(await port.openRoom(deskAddress, signOf('sign-2'))).not.toEqual(opened);
  });

  test('a post that is asked for again while it is being opened is opened once', async () => {
    const { port, guild, forum } = await givenStarted();
    const sign = signOf('sign-1');
    const [one, other] = await Promise.all([
      port.openRoom(deskAddress, sign),
      port.openRoom(deskAddress, sign),
    ]);
    expect(one).toEqual(other);
    expect(guild.posts(forum).filter(({ name }) => name.includes('Případ'))).toHaveLength(1);
  });

  test.each([17, 1, 0])(
    'too many requests, to be tried in %i seconds, mean later, and are asked once only',
    async (seconds) => {
      const { discord, port, ema, toEma } = await givenStarted();
      const fault = discord.faults.order(
        { kind: 'limit', seconds, scope: 'shared' },
        { method: 'POST', route: messages, times: Number.POSITIVE_INFINITY },
      );
      const sent = await port.send(toEma, words('1', 'ahoj'));
      expect(sent).toMatchObject({ ok: false, reason: 'later' });
      const later = sent.ok === false && sent.reason === 'later' ? sent.seconds : 0;
      expect(later).toBeGreaterThanOrEqual(Math.max(1, seconds));
      expect(fault.count()).toBe(1);
      expect(ema.heard()).toEqual([]);
    },
  );

  test('words of a rule of AutoMod are refused, and the operator is told what to do', async () => {
    const { discord, port, told } = await givenStarted();
    const opened = await port.openRoom(deskAddress, signOf('a'));
    if (!opened.ok) throw new Error('not opened');
    discord.moderate('zakazane');
    expect(await port.send(opened.room, words('1', 'zakazane slovo'))).toEqual({
      ok: false,
      reason: 'rejected',
    });
    expect(told).toContain('moderated');
  });

  test('a server full of open posts puts the oldest away', async () => {
    const { discord, port, guild, forum, told } = await givenStarted();
    await port.openRoom(deskAddress, signOf('a', 'Případ 1'));
    await port.openRoom(deskAddress, signOf('b', 'Případ 2'));
    discord.limitThreads(3);
    expect((await port.openRoom(deskAddress, signOf('c', 'Případ 3'))).ok).toBe(true);
    expect(told).toContain('desk-full');
    expect(guild.posts(forum).find(({ name }) => name.startsWith('🔔'))?.archived).toBe(false);
  });

  test('a deleted post is a room that is gone; the own post of the desk is made anew', async () => {
    const { port, guild, forum } = await givenStarted();
    const opened = await port.openRoom(deskAddress, signOf('a'));
    if (!opened.ok) throw new Error('not opened');
    for (const { id } of guild.posts(forum)) guild.delete(id);
    expect(await port.send(opened.room, words('1', 'ahoj'))).toEqual({ ok: false, reason: 'gone' });
    expect((await port.send(deskAddress, words('2', 'ahoj'))).ok).toBe(true);
    expect(guild.posts(forum)).toHaveLength(1);
  });

  test('a post that is removed is gone with all its messages; without the right the operator is told', async () => {
    const { port, guild, forum, told } = await givenStarted();
    const opened = await port.openRoom(deskAddress, signOf('a'));
    if (!opened.ok) throw new Error('not opened');
    await port.send(opened.room, words('1', 'ahoj'));
    guild.denyBot(forum, 'ManageThreads');
    const removal = { kind: 'removal', id: 'r' } as const;
    expect(await port.send(opened.room, removal)).toEqual({ ok: false, reason: 'rejected' });
    expect(told).toContain('desk-rights');
    guild.denyBot(forum);
    expect((await port.send(opened.room, removal)).ok).toBe(true);
    expect(guild.posts(forum).some(({ name }) => name.includes('Případ 1'))).toBe(false);
    expect(await port.send(opened.room, removal)).toEqual({ ok: false, reason: 'gone' });
  });

  test('a post of a desk that has moved elsewhere can still be removed', async () => {
    const world = await givenWorld();
    const before = await givenPort(world);
    await before.port.start(async () => undefined);
    const opened = await before.port.openRoom(deskAddress, signOf('a'));
    if (!opened.ok) throw new Error('not opened');
    await before.port.stop();
    const { port } = await givenPort(world, { desk: null });
    await port.start(async () => undefined);
    onTestFinished(() => port.stop());
    expect((await port.send(opened.room, { kind: 'removal', id: 'r' })).ok).toBe(true);
    expect(world.guild.posts(world.forum).some(({ name }) => name.includes('Případ 1'))).toBe(false);
  });

  test('a card whose message was deleted stands again as one of its own', async () => {
    const { port, guild } = await givenStarted();
    const opened = await port.openRoom(deskAddress, signOf('a'));
    if (!opened.ok) throw new Error('not opened');
    const room = opened.room.slice('discord:room:'.length);
    const [first] = guild.heard(room);
    if (first !== undefined) guild.deleteMessage(first);
    const card = { blocks: [{ kind: 'text' as const, text: 'karta' }], buttons: [] };
    expect((await port.send(opened.room, { kind: 'post', id: 'c', ...card, stands: true })).ok).toBe(true);
    const changed = { ...card, blocks: [{ kind: 'text' as const, text: 'nová karta' }] };
    await port.send(opened.room, { kind: 'sign', id: 's', sign: signOf('s'), card: changed });
    expect(guild.heard(room).map(readable)).toEqual(['nová karta']);
  });

  test('a name that may not be changed yet holds up no words', async () => {
    const { discord, port, guild, clock, until } = await givenStarted({ limits: discordLimits });
    const opened = await port.openRoom(deskAddress, signOf('a'));
    if (!opened.ok) throw new Error('not opened');
    const room = opened.room.slice('discord:room:'.length);
    const card = { blocks: [{ kind: 'text' as const, text: 'karta' }], buttons: [] };
    const fault = discord.faults.order(
      { kind: 'limit', seconds: 500, scope: 'user' },
      { method: 'PATCH', route: '/channels/:channel' },
    );
    const sign = { ...signOf('s'), risk: 'high' } as const;
    expect((await port.send(opened.room, { kind: 'sign', id: 's', sign, card })).ok).toBe(true);
    expect(fault.count()).toBe(1);
    expect((await port.send(opened.room, words('1', 'ahoj'))).ok).toBe(true);
    clock.set(clock.now() + 600_000);
    expect(guild.heard(room).length).toBe(2);
    await until(() => true);
  });

  test('rights that were taken away mean later, and the operator is told, also when they are back', async () => {
    const { port, guild, forum, told, until } = await givenStarted();
    guild.denyBot(forum, 'SendMessagesInThreads');
    expect(await port.send(deskAddress, words('1', 'ahoj'))).toMatchObject({ reason: 'later' });
    await until(() => told.includes('desk-rights'));
    guild.clearDenials(forum);
    await until(() => told.includes('desk-back'));
    expect((await port.send(deskAddress, words('1', 'ahoj'))).ok).toBe(true);
  });

  test('a token that is refused while it runs ends it with a sentence', async () => {
    const { discord, port, toEma, ended, told } = await givenStarted();
    discord.revokeToken();
    expect((await ended).message).toContain('Reset Token');
    expect(await port.send(toEma, words('1', 'ahoj'))).toMatchObject({ reason: 'later' });
    expect(told).toContain('token');
  });

  test('an intent that is not switched on is told with where to click', async () => {
    const world = await givenWorld({ privileged: 0 });
    const { port } = await givenPort(world);
    await expect(port.start(async () => undefined)).rejects.toThrow('Message Content Intent');
    await port.stop();
  });

  test('without a desk no privileged intent is needed', async () => {
    const world = await givenWorld({ privileged: 0 });
    const came: Incoming[] = [];
    const { port } = await givenPort(world, { desk: null });
    await port.start(async (incoming) => {
      came.push(incoming);
    });
    const ema = world.discord.person({ name: 'Ema' });
    ema.says('ahoj');
    await expect.poll(() => came).toHaveLength(1);
    expect(came[0]).toMatchObject({ text: 'ahoj' });
    await port.stop();
  });

  test('commands are set once, and anew only when they change', async () => {
    const world = await givenStarted();
    const puts = () =>
      world.discord.requests.filter(({ method, route }) => method === 'PUT' && route.includes('commands'));
    await world.until(() => puts().length === 2);
    const again = await givenPort(world);
    const looks = () =>
      world.discord.requests.filter(({ method, route }) => method === 'GET' && route.includes('commands'));
    const before = looks().length;
    await again.port.start(async () => undefined);
    await world.until(() => looks().length === before + 2 && looks().every(({ answer }) => answer !== null));
    await again.port.stop();
    expect(puts()).toHaveLength(2);
  });

  test('commands that are refused are told, and the bot works without', async () => {
    const world = await givenWorld();
    world.discord.faults.order(
      { kind: 'refuse', refusal: new Refusal(400, 50_035, 'Invalid Form Body') },
      { method: 'PUT', times: 2 },
    );
    const { port, told } = await givenPort(world);
    await port.start(async () => undefined);
    await expect.poll(() => told).toContain('menu-not-set');
    await port.stop();
  });
});

describe('what comes', () => {
  test('first in a private chat is taken even when nothing says what kind of channel it is', async () => {
    const { discord, ema, until, textsCame } = await givenStarted();
    discord.hideChannelType();
    ema.says('první po startu');
    await until(() => textsCame().length === 1);
    expect(textsCame()).toEqual(['první po startu']);
  });

  test('twice has the same key', async () => {
    const { discord, ema, came, until } = await givenStarted();
    ema.says('ahoj');
    const told = discord.gateway.told.findLast(({ event }) => event === 'MESSAGE_CREATE');
    if (told !== undefined) discord.repeat(told);
    await until(() => came.length === 2);
    expect(came[0]?.key).toBe(came[1]?.key);
  });

  test('and is not taken is tried again, and holds up nobody', async () => {
    const { discord, ema, came, taken, told, clock, until, textsCame } = await givenStarted();
    taken.fails = 1;
    ema.says('neprošlo');
    await until(() => told.includes('not-taken'));
    const eva = discord.person({ name: 'Eva' });
    eva.says('prošlo');
    await until(() => came.length === 1);
    clock.set(clock.now() + 2000);
    await until(() => came.length === 2);
    expect(textsCame()).toEqual(['prošlo', 'neprošlo']);
  });

  test('of kinds that nobody knows, from bots and webhooks, says nothing and breaks nothing', async () => {
    const { discord, guild, forum, port, ema, came, until } = await givenStarted();
    const opened = await port.openRoom(deskAddress, signOf('a'));
    if (!opened.ok) throw new Error('not opened');
    discord.bring('SOMETHING_QUITE_NEW', { channel_id: '1', of: [] });
    discord.bring('MESSAGE_CREATE', { id: '5', channel_id: '6' });
    const post = guild.posts(forum).at(-1)?.id ?? '';
    guild.webhookSays(post, 'ozvěna');
    const robot = discord.person({ name: 'Robot', isBot: true });
    robot.says('bip');
    ema.says('jsem tu');
    await until(() => came.length >= 1);
    expect(came).toHaveLength(1);
  });

  test('over a connection that breaks is told again, once each, in order', async () => {
    const { discord, ema, until, textsCame } = await givenStarted();
    for (let i = 0; i < 3; i++) {
      ema.says(`před ${i}`);
      if (i === 1) discord.gateway.askToReconnect();
      else discord.gateway.drop();
      ema.says(`po ${i}`);
      await until(() => textsCame().includes(`po ${i}`));
    }
    expect([...new Set(textsCame())]).toEqual(['před 0', 'po 0', 'před 1', 'po 1', 'před 2', 'po 2']);
    expect(discord.gateway.counts.identified).toBe(1);
  }, 40_000);

  test('while nobody may resume is fetched, also what workers wrote, and only that', async () => {
    const world = await givenWorld();
    const ema = world.discord.person({ name: 'Ema', locale: 'cs' });
    const memory = givenMemory([personAddress(ema.id)]);
    const came: Incoming[] = [];
    const { port, told } = await givenPort(world, { memory });
    await port.start(async (incoming) => {
      came.push(incoming);
    });
    onTestFinished(() => port.stop());
    const opened = await port.openRoom(deskAddress, signOf('a'));
    if (!opened.ok) throw new Error('not opened');
    const room = opened.room.slice('discord:room:'.length);
    ema.says('před');
    await expect.poll(() => came.length).toBe(1);
    world.discord.gateway.refuseConnections(true);
    world.discord.gateway.forgetSessions();
    world.discord.gateway.drop();
    for (let i = 0; i < 120; i++) ema.says(`mezitím ${i}`);
    world.guild.as(world.jana, room).says('odpověď mezitím');
    world.discord.gateway.refuseConnections(false);
    await expect.poll(() => told, { timeout: 30_000 }).toContain('caught-up');
    const texts = came.flatMap((incoming) => ('text' in incoming ? [incoming.text] : []));
    const unique = [...new Set(came.map(({ key }) => key))];
    expect(unique).toHaveLength(122);
    expect(texts.filter((text) => text.startsWith('mezitím'))).toEqual(
      Array.from({ length: 120 }, (_, i) => `mezitím ${i}`),
    );
    expect(came.find(({ from }) => from === 'desk')).toMatchObject({
      text: 'odpověď mezitím',
      worker: { name: 'Jana' },
      room: opened.room,
    });
  }, 60_000);

  test('and could not be fetched is fetched later, from where it was missed', async () => {
    const world = await givenWorld();
    const ema = world.discord.person({ name: 'Ema', locale: 'cs' });
    const memory = givenMemory([personAddress(ema.id)]);
    memory.at = world.clock.now();
    ema.says('než se začalo');
    const fault = world.discord.faults.order(serverError(), {
      method: 'GET',
      route: messages,
      times: Number.POSITIVE_INFINITY,
    });
    const came: Incoming[] = [];
    const { port, told } = await givenPort(world, { memory });
    await port.start(async (incoming) => {
      came.push(incoming);
    });
    onTestFinished(() => port.stop());
    await expect.poll(() => told).toContain('not-caught-up');
    const noted = memory.at;
    fault.callOff();
    world.clock.set(world.clock.now() + 60_000);
    await expect.poll(() => told).toContain('caught-up');
    expect(came).toMatchObject([{ text: 'než se začalo' }]);
    // Until then a crash would have begun there again.
    expect(noted).toBe(Date.parse('2026-11-23T10:00:00Z'));
  });

  test('and is not fetched yet comes before what the same person writes now, but holds it up no longer than a moment', async () => {
    const world = await givenWorld();
    const { discord, clock } = world;
    const [ema, ota] = ['Ema', 'Ota'].map((name) => discord.person({ name, locale: 'cs' }));
    if (ema === undefined || ota === undefined) throw new Error('nobody');
    const memory = givenMemory([personAddress(ema.id), personAddress(ota.id)]);
    memory.at = clock.now();
    ema.says('než se začalo');
    ota.says('než se začalo');
    const order = { method: 'GET', route: messages, times: Number.POSITIVE_INFINITY } as const;
    const fault = discord.faults.order(serverError(), order);
    const came: Incoming[] = [];
    const { port, told } = await givenPort(world, { memory });
    await port.start(async (incoming, before) => {
      await before;
      came.push(incoming);
    });
    onTestFinished(() => port.stop());
    await expect.poll(() => told).toContain('not-caught-up');
    fault.callOff();
    const textsOf = ({ id }: Person): readonly string[] =>
      came.flatMap((one) =>
        'person' in one && one.person === personAddress(id) && 'text' in one ? [one.text] : [],
      );
    ema.says('teď');
    await expect.poll(() => textsOf(ema)).toContain('teď');
    expect([...new Set(textsOf(ema))]).toEqual(['než se začalo', 'teď']);
    const fetches = discord.asked(`GET ${messages}`).length;
    const hang = discord.faults.order({ kind: 'hang' }, order);
    for (const text of ['teď', 'a teď', 'a ještě']) ota.says(text);
    await expect.poll(() => discord.asked(`GET ${messages}`).length).toBeGreaterThan(fetches);
    clock.set(clock.now() + 10_000);
    await expect.poll(() => textsOf(ota)).toEqual(['teď', 'a teď', 'a ještě']);
    hang.callOff();
  });

  test('holds up no contacts: danger in what is said now has them while Discord does not say what was said before', async () => {
    const { discord, lampa, clock, heard, settled } = await givenOnDiscord();
    const ema = discord.person({ name: 'Ema', locale: 'cs' });
    ema.says('ahoj');
    await settled();
    clock.set(clock.now() + 30_000);
    const hang = discord.faults.order(
      { kind: 'hang' },
      { method: 'GET', route: messages, times: Number.POSITIVE_INFINITY },
    );
    const asked = discord.requests.length;
    await lampa.restart();
    await discord.when(() => discord.requests.slice(asked).some(({ method }) => method === 'GET'));
    ema.says('uz nechci zit, mam doma nachystany prasky');
    await discord.gateway.read();
    clock.set(clock.now() + 500);
    await expect.poll(() => heard(ema).join('\n')).toContain('116 111');
    hang.callOff();
  });

  test.each([
    ['in the private chat', (ema: Person) => ema.calls('delete')],
    ['elsewhere', (ema: Person) => ema.elsewhere().calls('delete')],
  ])(
    'and is not fetched yet comes before a deletion that is asked for %s, not after it as a new word',
    async (_, asksIn) => {
      const world = await givenWorld();
      const { discord, clock } = world;
      const ema = discord.person({ name: 'Ema', locale: 'cs' });
      const memory = givenMemory([personAddress(ema.id)]);
      memory.at = clock.now();
      ema.says('než se začalo');
      const order = { method: 'GET', route: messages, times: Number.POSITIVE_INFINITY } as const;
      const fault = discord.faults.order(serverError(), order);
      const came: Incoming[] = [];
      const { port, told } = await givenPort(world, { memory });
      await port.start(async (incoming, before) => {
        await before;
        came.push(incoming);
      });
      onTestFinished(() => port.stop());
      await expect.poll(() => told).toContain('not-caught-up');
      await expect
        .poll(() => discord.asked('PUT /applications/:application/commands').length)
        .toBeGreaterThan(0);
      await discord.when(() => discord.requests.every(({ answer }) => answer !== null));
      fault.callOff();
      asksIn(ema);
      await expect.poll(() => came.map(({ kind }) => kind)).toContain('press');
      clock.set(clock.now() + 60_000);
      await expect.poll(() => told).toContain('caught-up');
      expect(came.map(({ kind }) => kind).slice(0, 2)).toEqual(['text', 'press']);
    },
  );

  test('and was not taken before the end is fetched at the next start, however long after', async () => {
    const world = await givenWorld();
    const { discord, clock } = world;
    const ema = discord.person({ name: 'Ema', locale: 'cs' });
    const memory = givenMemory([personAddress(ema.id)]);
    const { port, told } = await givenPort(world, { memory });
    await port.start(() => Promise.reject(new Error('the store is away')));
    const said = clock.now();
    ema.says('uloží se to?');
    await expect.poll(() => told).toContain('not-taken');
    for (let minutes = 0; minutes < 10; minutes++) {
      clock.set(clock.now() + 60_000);
      ema.says('a tohle?');
      await discord.gateway.read();
    }
    await port.stop();
    expect(memory.at).toBeLessThanOrEqual(said);
    const came: Incoming[] = [];
    const again = await givenPort(world, { memory });
    await again.port.start(async (incoming) => {
      came.push(incoming);
    });
    onTestFinished(() => again.port.stop());
    await expect.poll(() => again.told, { timeout: 10_000 }).toContain('caught-up');
    expect(came[0]).toMatchObject({ text: 'uloží se to?' });
  });

  test('when Discord cannot be reached at the start it is tried on, and others may begin', async () => {
    const world = await givenWorld();
    const fault = world.discord.faults.order({ kind: 'reset-before' }, { times: Number.POSITIVE_INFINITY });
    const { port, told } = await givenPort(world);
    await port.start(async () => undefined);
    expect(told).toEqual(['unreachable']);
    fault.callOff();
    world.clock.set(world.clock.now() + 1000);
    await expect.poll(() => told, { timeout: 10_000 }).toContain('reachable');
    await port.stop();
  }, 20_000);
});

describe('a press', () => {
  test('that Discord says came too late is answered in the chat', async () => {
    const { discord, settled, heard, told } = await givenOnDiscord();
    const ema = discord.person({ name: 'Ema', locale: 'cs' });
    discord.faults.order(
      { kind: 'refuse', refusal: new Refusal(404, 10_062, 'Unknown interaction') },
      { method: 'POST', route: '/interactions/:interaction/:token/callback' },
    );
    ema.elsewhere().calls('crisis');
    await settled();
    expect(heard(ema).join('\n')).toContain('116 111');
    expect(told).toContain('late');
  });

  test('that was answered already is told, for another program may run with the token', async () => {
    const { discord, settled, told, heard } = await givenOnDiscord();
    const ema = discord.person({ name: 'Ema', locale: 'cs' });
    discord.faults.order(
      { kind: 'refuse', refusal: new Refusal(400, 40_060, 'Interaction has already been acknowledged.') },
      { method: 'POST', route: '/interactions/:interaction/:token/callback' },
    );
    ema.calls('crisis');
    await settled();
    expect(told).toContain('twice');
    expect(heard(ema).join('\n')).toContain('116 111');
  });

  test('that is older than Discord lets it be answered leads into the private chat', async () => {
    const { discord, settled, heard, lampa } = await givenOnDiscord();
    const ema = discord.person({ name: 'Ema', locale: 'cs' });
    const called = ema.elsewhere().calls('help');
    await settled();
    expect(called.answers().length).toBeGreaterThan(0);
    await lampa.pass(15 * 60_000);
    ema.says('chci se zabit');
    await settled();
    expect(heard(ema).join('\n')).toContain('116 111');
  });

  test('that is older than Discord lets it be answered is not used any more, even where nothing else is open', async () => {
    const { discord, settled, lampa, as, jana, room, inRoom } = await givenOnDiscord();
    const ema = discord.person({ name: 'Ema', locale: 'cs' });
    ema.elsewhere().calls('person');
    await settled();
    as(jana).presses('Beru si to');
    await settled();
    ema.blocks();
    const answersOf = () => discord.requests.filter(({ route }) => route.startsWith('/webhooks/')).length;
    await lampa.pass(10 * 60_000);
    as(jana, room()).says('Jsi tam?');
    await settled();
    const before = answersOf();
    expect(inRoom(room()).join('\n')).not.toContain('nedoručeno');
    await lampa.pass(5 * 60_000);
    as(jana, room()).says('Ještě jednou?');
    await settled();
    expect(answersOf()).toBe(before);
    expect(inRoom(room()).join('\n')).toContain('nedoručeno');
  });
});

describe('nothing is lost or doubled', () => {
  test('when the answers to everything that is sent are lost for a while', async () => {
    const { discord, settled, heard, lampa, inRoom, room, as, jana } = await givenOnDiscord();
    const ema = discord.person({ name: 'Ema', locale: 'cs' });
    ema.says('chci mluvit s clovekem');
    await settled();
    as(jana).presses('Beru si to');
    await settled();
    const fault = discord.faults.order(serverError(true), {
      method: 'POST',
      route: messages,
      times: Number.POSITIVE_INFINITY,
    });
    for (let i = 0; i < 3; i++) {
      ema.says(`od Emy ${i}`);
      as(jana, room()).says(`od Jany ${i}`);
      await settled();
    }
    fault.callOff();
    await lampa.pass(60_000);
    await settled();
    expect(
      heard(ema)
        .join('\n')
        .match(/od Jany \d/g),
    ).toEqual(['od Jany 0', 'od Jany 1', 'od Jany 2']);
    expect(
      inRoom(room())
        .join('\n')
        .match(/od Emy \d/g),
    ).toEqual(['od Emy 0', 'od Emy 1', 'od Emy 2']);
  });

  test('when two first messages come at once: one conversation, one room', async () => {
    const { discord, settled, guild, forum, heard } = await givenOnDiscord();
    const ema = discord.person({ name: 'Ema', locale: 'cs' });
    ema.says('chci mluvit s clovekem');
    ema.says('prosím');
    await settled();
    expect(guild.posts(forum).filter(({ name }) => name.includes('Případ'))).toHaveLength(1);
    expect(heard(ema).filter((text) => text.includes('Jsem bot'))).toHaveLength(1);
  });

  test('when the person shuts the private chat, the worker reads that it did not arrive', async () => {
    const { discord, settled, as, jana, room, inRoom } = await givenOnDiscord();
    const ema = discord.person({ name: 'Ema', locale: 'cs' });
    ema.says('chci mluvit s clovekem');
    await settled();
    as(jana).presses('Beru si to');
    await settled();
    ema.blocks();
    as(jana, room()).says('Jsi tam?');
    await settled();
    expect(inRoom(room()).join('\n')).toContain('✗ nedoručeno');
  });

  test('when the bot is thrown out of the server of the desk and comes back', async () => {
    const { discord, settled, guild, lampa, heard, desk, told } = await givenOnDiscord();
    const ema = discord.person({ name: 'Ema', locale: 'cs' });
    guild.removeBot();
    ema.says('chci se zabit');
    await settled();
    expect(heard(ema).join('\n')).toContain('116 111');
    guild.addBot(leastOfAll);
    await lampa.pass(120_000);
    await settled();
    expect(desk().join('\n')).toContain('🔔');
    expect(told.some((what) => what.startsWith('desk-'))).toBe(true);
  });
});
