import { describe, expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { createFakeClock } from './clock.ts';
import { serverError } from './discord/faults.ts';
import { givenDiscord, loggedIn } from './discord/given.ts';
import { createLimits, discordLimits } from './discord/limits.ts';

const toSend = { method: 'POST', route: '/channels/:channel/messages' };

const given = async (client: { readonly retries?: number; readonly timeout?: number } = {}) => {
  const { discord } = await givenDiscord();
  const bot = await loggedIn(discord, { rest: client });
  const jana = discord.person({ name: 'Jana' });
  return { discord, bot, jana, user: await bot.users.fetch(jana.id) };
};

const heard = (person: { heard(): readonly { readonly content: string }[] }): readonly string[] =>
  person.heard().map(({ content }) => content);

describe('when something breaks', () => {
  test('a server error before anything was done costs a try and nothing else', async () => {
    const { discord, jana, user } = await given();
    const fault = discord.faults.order(serverError(), { ...toSend, times: 2 });
    await user.send('ahoj');
    expect([fault.count(), heard(jana)]).toEqual([2, ['ahoj']]);
  });

  test('a server error after it was done doubles the message, unless the nonce is enforced', async () => {
    const { discord, jana, user } = await given();
    discord.faults.order(serverError(true), toSend);
    await user.send('dvakrát');
    expect(heard(jana)).toEqual(['dvakrát', 'dvakrát']);
    discord.faults.order(serverError(true), toSend);
    await user.send({ content: 'jednou', nonce: 'n1', enforceNonce: true });
    expect(heard(jana)).toEqual(['dvakrát', 'dvakrát', 'jednou']);
  });

  test('a connection that breaks tells nothing of what was done', async () => {
    const { discord, jana, user } = await given({ retries: 0 });
    discord.faults.order({ kind: 'reset-before' }, toSend);
    await expect(user.send('nedošlo')).rejects.toThrow();
    discord.faults.order({ kind: 'reset-after' }, toSend);
    await expect(user.send('došlo')).rejects.toThrow();
    expect(heard(jana)).toEqual(['došlo']);
  });

  test('silence ends with the patience of the library', async () => {
    const { discord, jana, user } = await given({ retries: 0, timeout: 60 });
    await user.createDM();
    discord.faults.order({ kind: 'hang' }, toSend);
    await expect(user.send('nedošlo')).rejects.toThrow(/abort/i);
    discord.faults.order({ kind: 'hang-after' }, toSend);
    await expect(user.send('došlo')).rejects.toThrow(/abort/i);
    expect(heard(jana)).toEqual(['došlo']);
  });

  test('a fault meets what it was meant for, and can be called off', async () => {
    const { discord, jana, bot } = await given();
    const petr = discord.person({ name: 'Petr' });
    const fault = discord.faults.order(serverError(false, 400), {
      id: jana.channel,
      times: Number.POSITIVE_INFINITY,
    });
    await (await bot.users.fetch(petr.id)).send('ahoj Petře');
    await expect((await bot.users.fetch(jana.id)).send('ahoj Jano')).rejects.toThrow();
    fault.callOff();
    await (await bot.users.fetch(jana.id)).send('ahoj Jano');
    expect([heard(jana), heard(petr)]).toEqual([['ahoj Jano'], ['ahoj Petře']]);
  });

  test('a request that hangs is let go when its patience would be over, and what stood behind it goes on', async () => {
    const { discord, jana, user } = await given();
    const fault = discord.faults.order({ kind: 'hang' }, toSend);
    const both = Promise.all([user.send('první'), user.send('druhá')]);
    await discord.when(() => fault.count() === 1);
    expect(heard(jana)).toEqual([]);
    fault.letGo();
    await both;
    expect(heard(jana)).toEqual(['první', 'druhá']);
  });
});

describe('limits', () => {
  test('the library waits as long as it is told', async () => {
    const { discord, jana, user } = await given();
    discord.faults.order({ kind: 'limit', seconds: 0.02, scope: 'user' }, toSend);
    discord.faults.order({ kind: 'limit', seconds: 0.02, scope: 'global' }, toSend);
    await user.send('ahoj');
    expect(heard(jana)).toEqual(['ahoj']);
    expect(discord.asked('POST /channels/:channel/messages').map(({ answer }) => answer?.status)).toEqual([
      429, 429, 200,
    ]);
    expect(discord.invalidRequests()).toBe(2);
  });

  test('the library keeps within the bucket that the headers tell of, and never meets a 429', async () => {
    const rules = {
      ...discordLimits,
      routes: { 'POST /channels/:channel/messages': { limit: 2, per: 0.05 } },
    };
    const { discord } = await givenDiscord({ clock: systemClock, limits: rules });
    const bot = await loggedIn(discord);
    const jana = discord.person({ name: 'Jana' });
    const user = await bot.users.fetch(jana.id);
    // Only the answer to a first message tells the library which bucket it is.
    await user.send('první');
    await Promise.all(Array.from({ length: 5 }, (_, i) => user.send(`${i}`)));
    expect(heard(jana)).toEqual(['první', '0', '1', '2', '3', '4']);
    expect(discord.invalidRequests()).toBe(0);
  });

  test('a bucket fills and empties with time, one channel beside the other, fifty a second in all', () => {
    const clock = createFakeClock(0);
    const limits = createLimits(clock, discordLimits);
    const send = (channel: string) => limits.take('POST /channels/:channel/messages', channel).retryAfter;
    expect(Array.from({ length: 6 }, () => send('1'))).toEqual([null, null, null, null, null, 5]);
    expect(send('2')).toBe(null);
    clock.set(5000);
    expect(send('1')).toBe(null);
    const many = Array.from({ length: 60 }, (_, i) => limits.take('GET /channels/:channel', `${i}`));
    expect(many.filter(({ retryAfter }) => retryAfter === null)).toHaveLength(49);
    expect(many.at(-1)).toMatchObject({ isGlobal: true, retryAfter: 1 });
    expect(limits.take('POST /interactions/:interaction/:token/callback', '9').retryAfter).toBe(null);
  });
});
