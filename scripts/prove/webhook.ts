import { connect, type Socket } from 'node:net';
import { createIntake } from '../../adapters/telegram/intake.ts';
import { createWebhook } from '../../adapters/telegram/webhook.ts';
import { type Proved, quantile } from './proof.ts';

/** People who know the address of the webhook: slow ones, big ones, wrong ones. The true updates still come in at once. */

const secret = 'a-secret-that-nobody-guesses';
const path = '/telegram';

const slowHead = (port: number): Socket => {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nX-A: `);
  return socket;
};

/** Knows even the secret, and never ends its body. */
const slowBody = (port: number): Socket => {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: x\r\nX-Telegram-Bot-Api-Secret-Token: ${secret}\r\nContent-Length: 900000\r\n\r\n{`,
  );
  return socket;
};

const closed = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    if (socket.destroyed) resolve();
    socket.once('close', () => resolve());
  });

export const webhook = async (short: boolean): Promise<Proved> => {
  const port = 20_000 + (process.pid % 9000);
  const against: string[] = [];
  const took: number[] = [];
  const handled = new Set<number>();
  const intake = createIntake(
    async ({ update_id }) => {
      handled.add(update_id);
    },
    () => undefined,
    Date.now,
  );
  const server = createWebhook({ host: '127.0.0.1', port, path, secret, intake, tell: () => undefined });
  await server.start();
  const post = (body: string, headers: Readonly<Record<string, string>> = {}, to = path): Promise<number> =>
    fetch(`http://127.0.0.1:${port}${to}`, {
      method: 'POST',
      headers: { 'x-telegram-bot-api-secret-token': secret, ...headers },
      body,
    }).then(
      ({ status }) => status,
      () => 0,
    );
  const postTrue = async (id: number): Promise<void> => {
    const began = performance.now();
    const status = await post(`{"update_id":${id}}`);
    took.push(performance.now() - began);
    if (status !== 200) against.push(`a true update was answered with ${status}`);
  };

  const slow = Array.from({ length: short ? 100 : 300 }, (_, i) =>
    i % 2 === 0 ? slowHead(port) : slowBody(port),
  );
  const began = performance.now();
  const drips = setInterval(() => {
    for (const socket of slow) if (!socket.destroyed) socket.write('x');
  }, 500);
  const wrong: Promise<number>[] = [];
  for (let id = 1; id <= 50; id++) {
    wrong.push(post(`{"update_id":${id + 1000}}`, { 'x-telegram-bot-api-secret-token': `${secret}x` }));
    wrong.push(post(`{"update_id":${id + 2000}}`, {}, '/elsewhere'));
    if (id % 10 === 0) wrong.push(post(`{"update_id":${id + 3000},"x":"${'x'.repeat(1_200_000)}"}`));
    await postTrue(id);
  }
  for (const status of await Promise.all(wrong)) {
    // A body that is too big may be cut off before there is an answer.
    if (![404, 413, 0].includes(status)) against.push(`a wrong request was answered with ${status}`);
  }
  await Promise.all(slow.map(closed));
  clearInterval(drips);
  const hungUp = performance.now() - began;
  if (hungUp > 20_000) against.push(`slow connections were held for ${(hungUp / 1000).toFixed(0)} s`);
  if (handled.size !== 50) against.push(`${handled.size} updates were taken instead of 50`);
  const p99 = quantile(took, 0.99);
  if (p99 > 1000) against.push(`a true update waited ${Math.round(p99)} ms`);
  await server.stop();
  return {
    what: 'webhook with slow, oversized and forged requests beside the true ones',
    figures: `${slow.length} slow connections hung up on within ${(hungUp / 1000).toFixed(1)} s, ${wrong.length} wrong requests refused; true updates 99 % within ${Math.round(p99)} ms`,
    against,
  };
};
