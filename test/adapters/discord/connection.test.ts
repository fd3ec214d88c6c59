import { describe, expect, onTestFinished, test } from 'vitest';
import { personAddress } from '../../../adapters/discord/addresses.ts';
import type { Incoming, Port } from '../../../src/port.ts';
import { givenMemory, givenPort, givenWorld, type World } from './on-discord.ts';

/** The one connection on which Discord tells what happens: it ends when it is to end, and never takes the process with it. */

const givenConnected = async () => {
  const world = await givenWorld();
  const ema = world.discord.person({ name: 'Ema', locale: 'cs' });
  const made = await givenPort(world, { memory: givenMemory([personAddress(ema.id)]) });
  const came: Incoming[] = [];
  const start = () =>
    made.port.start(async (incoming) => {
      came.push(incoming);
    });
  const texts = () => [...new Set(came.flatMap((incoming) => ('text' in incoming ? [incoming.text] : [])))];
  return { ...world, ...made, ema, came, start, texts };
};

/** The clock goes on until the job is done; tells after how many seconds that was. */
const secondsUntil = async ({ clock }: World, job: Promise<void>): Promise<number> => {
  const began = clock.now();
  let done = false;
  const watched = job.then(() => {
    done = true;
  });
  for (let seconds = 0; seconds < 60 && !done; seconds++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    if (!done) clock.set(clock.now() + 1000);
  }
  if (!done) throw new Error('it does not end');
  await watched;
  return (clock.now() - began) / 1000;
};

const secondsToStop = (world: World, port: Port): Promise<number> => secondsUntil(world, port.stop());

describe('a connection ends within three seconds', () => {
  test('when nobody answers who the bot says it is, at the start', async () => {
    const world = await givenConnected();
    world.discord.gateway.leaveUnanswered(true);
    const starting = world.start();
    await world.discord.when(() => world.discord.gateway.frames.some(({ op }) => op === 2));
    expect(await secondsToStop(world, world.port)).toBeLessThanOrEqual(3);
    await starting;
  });

  test('when nobody answers it later, as it has to say it again', async () => {
    const world = await givenConnected();
    await world.start();
    const { gateway } = world.discord;
    gateway.leaveUnanswered(true);
    gateway.invalidate(false);
    await world.discord.when(() => gateway.frames.filter(({ op }) => op === 2).length === 2);
    expect(await secondsToStop(world, world.port)).toBeLessThanOrEqual(3);
  });

  test('between two connections, and hears nothing afterwards', async () => {
    const world = await givenConnected();
    await world.start();
    const { gateway } = world.discord;
    gateway.drop();
    await world.discord.when(() => gateway.connections() === 0);
    expect(await secondsToStop(world, world.port)).toBeLessThanOrEqual(3);
    const before = world.came.length;
    world.ema.says('nikdo už neposlouchá');
    await new Promise((resolve) => setTimeout(resolve, 900));
    expect(world.came).toHaveLength(before);
  });

  test('while it fetches what many people wrote: the rest is fetched the next time', async () => {
    const world = await givenWorld();
    const people = Array.from({ length: 60 }, (_, i) => world.discord.person({ name: `P${i}` }));
    const memory = givenMemory(people.map(({ id }) => personAddress(id)));
    memory.at = world.clock.now();
    const came = new Set<string>();
    const take = async (incoming: Incoming) => void came.add(incoming.key);
    for (const person of people) person.says('než se začalo');
    const { port, told } = await givenPort(world, { memory });
    await port.start(take);
    await world.discord.when(() => came.size > 0);
    expect(await secondsToStop(world, port)).toBeLessThanOrEqual(3);
    expect(came.size).toBeLessThan(people.length);
    expect(told).not.toContain('caught-up');
    const again = await givenPort(world, { memory });
    await again.port.start(take);
    await expect.poll(() => again.told, { timeout: 10_000 }).toContain('caught-up');
    await again.port.stop();
    expect(came.size).toBe(people.length);
  }, 20_000);
});

describe('a connection goes on', () => {
  test('when it is told in the same breath that it may resume and that it may not', async () => {
    const world = await givenConnected();
    await world.start();
    onTestFinished(() => world.port.stop());
    const { gateway } = world.discord;
    world.ema.says('před');
    await expect.poll(world.texts).toContain('před');
    gateway.invalidateOnResume();
    gateway.drop();
    await world.discord.when(() => gateway.counts.resumed === 1);
    world.ema.says('mezi');
    await world.discord.when(() => gateway.counts.identified === 2);
    world.ema.says('po');
    await expect.poll(world.texts, { timeout: 10_000 }).toHaveLength(3);
    // What was missed is fetched while what is said now is heard already.
    expect(new Set(world.texts())).toEqual(new Set(['před', 'mezi', 'po']));
  }, 20_000);

  test('through a storm of broken lines, calls to reconnect and invalid sessions, with every word once', async () => {
    const world = await givenConnected();
    await world.start();
    onTestFinished(() => world.port.stop());
    const { gateway } = world.discord;
    const said: string[] = [];
    const troubles = [
      () => gateway.drop(),
      () => gateway.askToReconnect(),
      () => gateway.invalidate(true),
      () => gateway.invalidate(false),
      () => gateway.close(4000),
      () => gateway.close(4009),
    ];
    for (let round = 0; round < 12; round++) {
      for (let i = 0; i < 2; i++) {
        const text = `slovo ${said.length}`;
        said.push(text);
        world.ema.says(text);
        troubles[(round * 2 + i * 3) % troubles.length]?.();
      }
      await new Promise((resolve) => setTimeout(resolve, 60 * (round % 4)));
    }
    await expect.poll(world.texts, { timeout: 25_000 }).toHaveLength(said.length);
    expect(new Set(world.texts())).toEqual(new Set(said));
    const keys = world.came.map(({ key }) => key);
    expect(new Set(keys).size).toBe(said.length);
  }, 40_000);

  test('when nobody answers who the bot says it is: it is tried anew, and told', async () => {
    const world = await givenConnected();
    world.discord.gateway.leaveUnanswered(true);
    const starting = world.start();
    await world.discord.when(() => world.discord.gateway.frames.some(({ op }) => op === 2));
    await secondsUntil(world, starting);
    expect(world.told).toContain('unreachable');
    world.discord.gateway.leaveUnanswered(false);
    world.clock.set(world.clock.now() + 1000);
    await expect.poll(() => world.told, { timeout: 15_000 }).toContain('reachable');
    world.ema.says('už?');
    await expect.poll(world.texts).toEqual(['už?']);
    await world.port.stop();
  }, 20_000);
});
