import { describe, expect, onTestFinished, test } from 'vitest';
import { personAddress } from '../../../adapters/discord/addresses.ts';
import type { Incoming } from '../../../src/port.ts';
import { givenMemory, givenOnDiscord, givenPort, givenWorld } from './on-discord.ts';

/** What hangs at Discord, and whom it must not hold up. */

const danger = 'uz nechci zit, mam doma nachystany prasky';
const callback = { method: 'POST', route: '/interactions/:interaction/:token/callback' } as const;
const messages = { method: 'GET', route: '/channels/:channel/messages' } as const;
const forEver = { times: Number.POSITIVE_INFINITY } as const;

describe('contacts', () => {
  test.each([
    ['a command that asks for them', false, 'crisis', {}],
    ['words that come with a command from elsewhere', true, 'write', { words: danger }],
  ] as const)('of %s do not wait for the first answer to it', async (_, isElsewhere, name, options) => {
    const { discord, clock, settled, heard } = await givenOnDiscord();
    const ema = discord.person({ name: 'Ema', locale: 'cs' });
    ema.says('ahoj');
    await settled();
    const hang = discord.faults.order({ kind: 'hang' }, { ...callback, ...forEver });
    (isElsewhere ? ema.elsewhere() : ema).calls(name, options);
    await discord.gateway.read();
    await expect.poll(() => hang.count()).toBe(1);
    clock.set(clock.now() + 500);
    await expect.poll(() => heard(ema).join('\n')).toContain('116 111');
    hang.letGo();
  });

  test('do not wait for what others pressed in the same channel', async () => {
    const { discord, clock, guild, settled, heard } = await givenOnDiscord();
    const [ema, ota] = ['Ema', 'Ota'].map((name) => discord.person({ name, locale: 'cs' }));
    if (ema === undefined || ota === undefined) throw new Error('nobody');
    const lounge = guild.text('klub');
    for (const one of [ema, ota]) {
      guild.join(one);
      one.says('ahoj');
    }
    guild.as(ema, lounge).calls('crisis');
    await settled();
    const hang = discord.faults.order({ kind: 'hang' }, callback);
    guild.as(ota, lounge).calls('help');
    await expect.poll(() => hang.count()).toBe(1);
    guild.as(ema, lounge).calls('write', { words: danger });
    await discord.gateway.read();
    clock.set(clock.now() + 500);
    await expect.poll(() => heard(ema).join('\n')).toContain('155');
    hang.letGo();
  });

  test('do not wait until it is known in which channel a command was given', async () => {
    const { discord, clock, guild, settled } = await givenOnDiscord();
    const ema = discord.person({ name: 'Ema', locale: 'cs' });
    const lounge = guild.text('klub');
    guild.join(ema);
    ema.says('ahoj');
    await settled();
    const hang = discord.faults.order(
      { kind: 'hang' },
      { method: 'GET', route: '/channels/:channel', ...forEver },
    );
    const called = guild.as(ema, lounge).calls('crisis');
    await discord.gateway.read();
    clock.set(clock.now() + 500);
    await expect.poll(() => JSON.stringify(called.answers())).toContain('116 111');
    hang.letGo();
  });

  test('for what was edited after a restart do not wait for the look at which chat it is', async () => {
    const { discord, clock, lampa, settled, heard } = await givenOnDiscord();
    const ema = discord.person({ name: 'Ema', locale: 'cs' });
    const said = ema.says('ahoj');
    await settled();
    clock.set(clock.now() + 60_000);
    await lampa.restart();
    await settled();
    clock.set(clock.now() + 60_000);
    await lampa.restart();
    const hang = discord.faults.order(
      { kind: 'hang' },
      { method: 'POST', route: '/users/@me/channels', ...forEver },
    );
    const before = heard(ema).length;
    ema.edits(said, danger);
    await discord.gateway.read();
    clock.set(clock.now() + 500);
    await expect.poll(() => heard(ema).slice(before).join('\n')).toContain('155');
    hang.letGo();
  });
});

describe('what was said while nobody listened', () => {
  /** A person of whom something is missed, and whatever is fetched hangs. */
  const givenHanging = async () => {
    const world = await givenWorld();
    const { discord, clock } = world;
    const ema = discord.person({ name: 'Ema', locale: 'cs' });
    const memory = givenMemory([personAddress(ema.id)]);
    memory.at = clock.now();
    ema.says('než se začalo');
    const hang = discord.faults.order({ kind: 'hang' }, { ...messages, ...forEver });
    const came: string[] = [];
    const { port, told } = await givenPort(world, { memory });
    await port.start(async (incoming, before) => {
      await before;
      came.push(`${incoming.kind} ${'text' in incoming ? incoming.text : ''}`.trim());
    });
    onTestFinished(async () => {
      hang.callOff();
      hang.letGo();
      await port.stop();
    });
    await expect.poll(() => hang.count()).toBeGreaterThan(0);
    return { ...world, ema, came, hang, told, port };
  };

  test('lets no correction and no deletion overtake what they are about', async () => {
    const { discord, clock, ema, came } = await givenHanging();
    const said = ema.says('teď');
    ema.edits(said, 'teď jinak');
    ema.deletes(said);
    await discord.gateway.read();
    clock.set(clock.now() + 10_000);
    await expect.poll(() => came.length).toBe(3);
    expect(came).toEqual(['text teď', 'edit teď jinak', 'unsent']);
  });
});

describe('nothing is lost', () => {
  test('that was told late, after the connection was resumed, and was not taken before the end', async () => {
    const world = await givenWorld();
    const { discord, clock } = world;
    const ema = discord.person({ name: 'Ema', locale: 'cs' });
    const memory = givenMemory([personAddress(ema.id)]);
    const { port, told } = await givenPort(world, { memory });
    await port.start(() => Promise.reject(new Error('the store is away')));
    await discord.gateway.read();
    discord.gateway.refuseConnections(true);
    discord.gateway.drop();
    ema.says('uloží se to?');
    clock.set(clock.now() + 120_000);
    discord.gateway.refuseConnections(false);
    await expect.poll(() => told, { timeout: 20_000 }).toContain('not-taken');
    await port.stop();
    const came: Incoming[] = [];
    const again = await givenPort(world, { memory });
    await again.port.start(async (incoming) => {
      came.push(incoming);
    });
    onTestFinished(() => again.port.stop());
    await expect.poll(() => again.told, { timeout: 10_000 }).toContain('caught-up');
    expect(came).toMatchObject([{ text: 'uloží se to?' }]);
  }, 40_000);

  test('and danger in what was missed is found while the store takes nothing', async () => {
    const world = await givenWorld();
    const { discord, clock } = world;
    const persons = Array.from({ length: 8 }, (_, i) => discord.person({ name: `Osoba ${i}`, locale: 'cs' }));
    const memory = givenMemory(persons.map(({ id }) => personAddress(id)));
    memory.at = clock.now();
    for (const person of persons) person.says(`tady ${person.user.global_name}`);
    const came: Incoming[] = [];
    const stopped = Promise.withResolvers<void>();
    const { port } = await givenPort(world, { memory });
    await port.start(async (incoming) => {
      came.push(incoming);
      await stopped.promise;
    });
    onTestFinished(async () => {
      stopped.resolve();
      await port.stop();
    });
    await expect.poll(() => came.length, { timeout: 5000 }).toBe(8);
  });
});
