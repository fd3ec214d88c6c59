import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Update } from '@grammyjs/types';
import { describe, expect, test } from 'vitest';
import { afterwards, givenTelegram, polling, refusal } from './telegram/given.ts';

/** How updates reach the bot: by polling and by webhook, with all that goes wrong on the way. */

const texts = (updates: readonly Update[]) => updates.map(({ message }) => message?.text);

describe('polling', () => {
  test('brings updates again until a higher offset confirms them', async () => {
    const { telegram, api } = await givenTelegram();
    const jana = telegram.person({ firstName: 'Jana' });
    for (const text of ['1', '2', '3']) jana.says(text);
    const [first, second] = await api.getUpdates({ limit: 2 });
    expect(texts(await api.getUpdates())).toEqual(['1', '2', '3']);
    expect(texts(await api.getUpdates({ offset: (first?.update_id ?? 0) + 1 }))).toEqual(['2', '3']);
    expect(second?.update_id).toBe((first?.update_id ?? 0) + 1);
    expect(texts(await api.getUpdates({ offset: -1 }))).toEqual(['3']);
    expect(texts(telegram.updates.pending())).toEqual(['3']);
  });

  test('waits for the next update, or as long as it was told to', async () => {
    const { telegram, clock, api } = await givenTelegram();
    const jana = telegram.person({ firstName: 'Jana' });
    const poll = api.getUpdates({ timeout: 30 });
    await telegram.when(() => clock.next() !== null);
    jana.says('ahoj');
    const [update] = await poll;
    expect(update?.message?.text).toBe('ahoj');
    const empty = api.getUpdates({ timeout: 30, offset: (update?.update_id ?? 0) + 1 });
    await telegram.when(() => clock.next() !== null);
    clock.set(clock.now() + 30_000);
    expect(await empty).toEqual([]);
  });

  test('a second poller ends the first one', async () => {
    const { telegram, clock, api } = await givenTelegram();
    const first = refusal(api.getUpdates({ timeout: 30 }));
    await telegram.when(() => clock.next() !== null);
    telegram.person({ firstName: 'Jana' });
    expect(await api.getUpdates()).toEqual([]);
    expect(await first).toBe(
      '409 Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    );
  });

  test('asks for kinds of update once, and that stays', async () => {
    const { telegram, api } = await givenTelegram();
    const jana = telegram.person({ firstName: 'Jana' });
    await api.getUpdates({ allowed_updates: ['my_chat_member'] });
    jana.says('nedojde');
    jana.blocks();
    const updates = await api.getUpdates();
    expect(updates.map((one) => Object.keys(one)[1])).toEqual(['my_chat_member']);
    expect((await api.getWebhookInfo()).allowed_updates).toEqual(['my_chat_member']);
  });

  test('updates are forgotten after a day', async () => {
    const { telegram, clock, api } = await givenTelegram();
    telegram.person({ firstName: 'Jana' }).says('včera');
    clock.set(clock.now() + 86_400_000);
    expect(await api.getUpdates()).toEqual([]);
  });

  test('an update may come twice, late, or in the wrong order', async () => {
    const { telegram, api } = await givenTelegram();
    const jana = telegram.person({ firstName: 'Jana' });
    jana.says('1');
    jana.says('2');
    const [first, second] = await api.getUpdates();
    const after = { offset: (second?.update_id ?? 0) + 1 };
    expect(await api.getUpdates(after)).toEqual([]);
    telegram.updates.repeat(first?.update_id);
    expect(texts(await api.getUpdates(after))).toEqual(['1']);
    telegram.updates.hold();
    jana.says('3');
    jana.says('4');
    expect(await api.getUpdates(after)).toEqual([]);
    telegram.updates.release('reversed');
    expect(texts(await api.getUpdates(after))).toEqual(['4', '3']);
  });

  test('kinds that nobody knows yet come too', async () => {
    const { telegram, api } = await givenTelegram();
    telegram.bring({ of_tomorrow: { id: 1 } });
    expect(await api.getUpdates()).toMatchObject([{ of_tomorrow: { id: 1 } }]);
    expect(telegram.judge.violations).toEqual([]);
  });

  test('a running bot confirms what it took', async () => {
    const { telegram } = await givenTelegram();
    const seen: (string | undefined)[] = [];
    polling(telegram, (bot) => {
      bot.on('message', (ctx) => {
        seen.push(ctx.message.text);
      });
    });
    const jana = telegram.person({ firstName: 'Jana' });
    jana.says('ahoj');
    await telegram.confirmed();
    expect(seen).toEqual(['ahoj']);
  });
});

interface Delivery {
  readonly headers: IncomingHttpHeaders;
  readonly update: Update;
  answer(status: number, headers?: Readonly<Record<string, string>>, body?: string): void;
}

/** A server of the bot that answers when the test says so. */
const givenHook = async () => {
  const deliveries: Delivery[] = [];
  let told: () => void = () => undefined;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      deliveries.push({
        headers: request.headers,
        update: JSON.parse(Buffer.concat(parts).toString()) as Update,
        answer: (status, headers = {}, body = '') => response.writeHead(status, headers).end(body),
      });
      told();
    });
  });
  const listening = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', listening.resolve);
  await listening.promise;
  afterwards(async () => {
    server.closeAllConnections();
    const closed = Promise.withResolvers<void>();
    server.close(() => closed.resolve());
    await closed.promise;
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    deliveries,
    /** The delivery with this number, as soon as it is there. */
    delivery: async (number: number): Promise<Delivery> => {
      for (let one = deliveries[number]; ; one = deliveries[number]) {
        if (one !== undefined) return one;
        const next = Promise.withResolvers<void>();
        told = next.resolve;
        await next.promise;
      }
    },
  };
};

describe('a webhook', () => {
  test('gets updates with its secret, and polling is refused meanwhile', async () => {
    const { telegram, api } = await givenTelegram();
    const hook = await givenHook();
    await api.setWebhook(hook.url, { secret_token: 'tajemstvi_1', max_connections: 2 });
    telegram.person({ firstName: 'Jana' }).says('ahoj');
    const delivery = await hook.delivery(0);
    expect(delivery.headers['x-telegram-bot-api-secret-token']).toBe('tajemstvi_1');
    expect(delivery.update.message?.text).toBe('ahoj');
    expect(await api.getWebhookInfo()).toMatchObject({
      url: hook.url,
      pending_update_count: 1,
      max_connections: 2,
    });
    delivery.answer(200);
    await telegram.confirmed();
    expect(await refusal(api.getUpdates())).toMatch(
      /^409 Conflict: can't use getUpdates method while webhook is active/,
    );
    await api.deleteWebhook();
    expect(await api.getUpdates()).toEqual([]);
  });

  test('is tried again after a failure, ever more slowly, and one chat does not hold up others', async () => {
    const { telegram, clock, api } = await givenTelegram();
    const hook = await givenHook();
    await api.setWebhook(hook.url);
    const [jana, petr] = [telegram.person({ firstName: 'Jana' }), telegram.person({ firstName: 'Petr' })];
    jana.says('1');
    jana.says('2');
    (await hook.delivery(0)).answer(500);
    // The first time again at once.
    (await hook.delivery(1)).answer(500);
    await telegram.when(() => clock.next() === clock.now() + 2000);
    petr.says('vedle');
    const beside = await hook.delivery(2);
    expect(beside.update.message?.text).toBe('vedle');
    beside.answer(200);
    expect(await api.getWebhookInfo()).toMatchObject({
      last_error_message: 'Wrong response from the webhook: 500 Internal Server Error',
    });
    clock.set(clock.now() + 2000);
    (await hook.delivery(3)).answer(503, { 'retry-after': '30' });
    await telegram.when(() => clock.next() === clock.now() + 30_000);
    clock.set(clock.now() + 30_000);
    (await hook.delivery(4)).answer(200);
    (await hook.delivery(5)).answer(200);
    await telegram.confirmed();
    expect(hook.deliveries.map(({ update }) => update.message?.text)).toEqual([
      '1',
      '1',
      'vedle',
      '1',
      '1',
      '2',
    ]);
  });

  test('that does not answer for a minute is tried again', async () => {
    const { telegram, clock, api } = await givenTelegram();
    const hook = await givenHook();
    await api.setWebhook(hook.url);
    telegram.person({ firstName: 'Jana' }).says('ahoj');
    await hook.delivery(0);
    clock.set(clock.now() + 60_000);
    (await hook.delivery(1)).answer(200);
    await telegram.confirmed();
    expect((await api.getWebhookInfo()).last_error_message).toBe('Read timeout expired');
  });

  test('may answer with a call', async () => {
    const { telegram, api } = await givenTelegram();
    const hook = await givenHook();
    await api.setWebhook(hook.url);
    const jana = telegram.person({ firstName: 'Jana' });
    jana.says('ahoj');
    const call = { method: 'sendMessage', chat_id: jana.id, text: 'hned' };
    (await hook.delivery(0)).answer(200, { 'content-type': 'application/json' }, JSON.stringify(call));
    await telegram.confirmed();
    expect(jana.heard().map(({ text }) => text)).toEqual(['hned']);
  });

  test('gets what comes twice, also when it fails at first', async () => {
    const { telegram, api } = await givenTelegram();
    const hook = await givenHook();
    await api.setWebhook(hook.url);
    telegram.person({ firstName: 'Jana' }).says('ahoj');
    (await hook.delivery(0)).answer(200);
    await telegram.confirmed();
    telegram.updates.repeat();
    (await hook.delivery(1)).answer(500);
    (await hook.delivery(2)).answer(200);
    await telegram.confirmed();
    expect(new Set(hook.deliveries.map(({ update }) => update.update_id)).size).toBe(1);
  });

  test('that says for a day that it is gone is given up', async () => {
    const { telegram, clock, api } = await givenTelegram();
    const hook = await givenHook();
    await api.setWebhook(hook.url);
    telegram.person({ firstName: 'Jana' }).says('ahoj');
    (await hook.delivery(0)).answer(410);
    (await hook.delivery(1)).answer(410);
    await telegram.when(() => clock.next() === clock.now() + 2000);
    clock.set(clock.now() + 23 * 3_600_000 + 1);
    (await hook.delivery(2)).answer(410);
    await telegram.when(() => telegram.updates.pending().length === 1 && clock.next() === null);
    expect((await api.getWebhookInfo()).url).toBe('');
  });

  test('needs a good address and secret', async () => {
    const { api } = await givenTelegram();
    expect(await refusal(api.setWebhook('http://example.org/hook'))).toContain(
      'An HTTPS URL must be provided',
    );
    expect(await refusal(api.setWebhook('https://a.cz', { secret_token: 'á' }))).toContain(
      'unallowed characters',
    );
  });
});
