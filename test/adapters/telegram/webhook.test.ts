import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createIntake } from '../../../adapters/telegram/intake.ts';
import type { News } from '../../../adapters/telegram/news.ts';
import { createWebhook } from '../../../adapters/telegram/webhook.ts';

const secret = 'a-secret-that-nobody-guesses';
let port = 24_000 + (process.pid % 4000);

const given = async (handle: (id: number) => Promise<void>, host: string | null = null) => {
  port += 1;
  const told: News[] = [];
  const tell = (what: News) => void told.push(what);
  const clock = { now: 0 };
  const intake = createIntake(
    (update) => handle(update.update_id),
    tell,
    () => clock.now,
  );
  const webhook = createWebhook({ host, port, path: '/telegram', secret, intake, tell });
  await webhook.start();
  const post = (
    body: string,
    more: { readonly path?: string; readonly secret?: string; readonly method?: string } = {},
  ) =>
    fetch(`http://127.0.0.1:${port}${more.path ?? '/telegram'}`, {
      method: more.method ?? 'POST',
      headers: { 'x-telegram-bot-api-secret-token': more.secret ?? secret },
      ...(more.method === 'GET' ? {} : { body }),
    });
  return { post, told, webhook, port, clock };
};

describe('a webhook', () => {
  test('answers 200 when the update is durable, not before', async () => {
    const durable = Promise.withResolvers<void>();
    const came = Promise.withResolvers<void>();
    const { post, webhook } = await given(async () => {
      came.resolve();
      await durable.promise;
    });
    let answered = false;
    const asked = post('{"update_id":1}').then((response) => {
      answered = true;
      return response.status;
    });
    await came.promise;
    expect(answered).toBe(false);
    durable.resolve();
    expect(await asked).toBe(200);
    await webhook.stop();
  });

  test('asks for it again when it was not taken, and sets aside what never can be', async () => {
    const { post, told, webhook, clock } = await given(async (id) => {
      if (id === 1) throw new Error('jed');
    });
    expect((await post('{"update_id":1}')).status).toBe(503);
    for (const id of [2, 3]) expect((await post(`{"update_id":${id}}`)).status).toBe(200);
    for (let i = 0; i < 3; i++) expect((await post('{"update_id":1}')).status).toBe(503);
    clock.now += 60_000;
    expect((await post('{"update_id":1}')).status).toBe(200);
    for (const body of ['', '{', '[]', '{"update_id":"x"}', 'null']) {
      expect((await post(body)).status, body).toBe(200);
    }
    expect(told).toContain('set-aside');
    await webhook.stop();
  });

  test('shows nothing to whoever does not know the secret', async () => {
    const { post, told, webhook } = await given(() => Promise.reject(new Error('taken')));
    for (const wrong of [{ secret: '' }, { secret: `${secret}x` }, { path: '/' }, { method: 'GET' }]) {
      const response = await post('{"update_id":1}', wrong);
      expect([response.status, await response.text()]).toEqual([404, '']);
    }
    expect(new Set(told)).toEqual(new Set(['bad-webhook']));
    await webhook.stop();
  });

  test('waits only on the address that is set, and says so when it is none of this machine', async () => {
    const { post, webhook, port: open } = await given(async () => undefined, '127.0.0.1');
    expect((await post('{"update_id":1}')).status).toBe(200);
    // Another address of the same machine.
    await expect(fetch(`http://127.0.0.2:${open}/telegram`)).rejects.toThrow();
    await webhook.stop();
    await expect(given(async () => undefined, '192.0.2.1')).rejects.toThrow('correct TELEGRAM_WEBHOOK_HOST');
  });

  test('answers with nothing that a browser could keep, guess at or put into a frame', async () => {
    const { post, webhook } = await given(async () => undefined);
    for (const who of [{}, { secret: '' }]) {
      const { headers } = await post('{"update_id":1}', who);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect([headers.get('server'), headers.get('x-powered-by'), headers.get('set-cookie')]).toEqual([
        null,
        null,
        null,
      ]);
    }
    await webhook.stop();
  });

  test('reads nothing of what a stranger sends, and hangs up', async () => {
    const { webhook, port: open } = await given(async () => undefined);
    const socket = connect(open, '127.0.0.1');
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString();
    });
    socket.on('error', () => undefined);
    // More is announced than ever comes.
    socket.write('POST /telegram HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n{');
    await closed;
    expect(answer).toMatch(/^HTTP\/1\.1 404 .*connection: close/is);
    await webhook.stop();
  });

  test('takes a message apart in one way only', async () => {
    const { webhook, port: open } = await given(() => Promise.reject(new Error('taken')));
    for (const length of [
      'Content-Length: 15\r\nTransfer-Encoding: chunked',
      'Content-Length: 15\r\nContent-Length: 3',
    ]) {
      const socket = connect(open, '127.0.0.1');
      const said = new Promise<string>((resolve) =>
        socket.once('data', (chunk) => resolve(chunk.toString())),
      );
      socket.on('error', () => undefined);
      socket.write(
        `POST /telegram HTTP/1.1\r\nHost: x\r\nx-telegram-bot-api-secret-token: ${secret}\r\n${length}\r\n\r\n{"update_id":1}`,
      );
      expect(await said).toMatch(/^HTTP\/1\.1 400 /);
      socket.destroy();
    }
    await webhook.stop();
  });

  test('takes no more than a megabyte', async () => {
    const { post, webhook } = await given(async () => undefined);
    const big = post(`{"update_id":1,"x":"${'x'.repeat(1_100_000)}"}`);
    // The connection may be closed before all of it was sent.
    const status = await big.then(({ status: is }) => is).catch(() => 413);
    expect(status).toBe(413);
    await webhook.stop();
  });

  test('hangs up on whoever only pretends to send something', async () => {
    const { post, webhook, port: at } = await given(async () => undefined);
    const slow = connect(at, '127.0.0.1').on('error', () => undefined);
    slow.resume();
    slow.write('POST /telegram HTTP/1.1\r\nHost: x\r\nX-A: ');
    expect((await post('{"update_id":1}')).status).toBe(200);
    await new Promise((resolve) => slow.once('close', resolve));
    await webhook.stop();
  });

  test('whose port is taken says which setting to change', async () => {
    const { webhook, port: taken } = await given(async () => undefined);
    const intake = createIntake(
      async () => undefined,
      () => undefined,
      Date.now,
    );
    const second = createWebhook({
      host: null,
      port: taken,
      path: '/',
      secret,
      intake,
      tell: () => undefined,
    });
    await expect(second.start()).rejects.toThrow('TELEGRAM_WEBHOOK_PORT');
    await webhook.stop();
  });
});
