import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createClient } from '../../../adapters/telegram/client.ts';

/** A server on this machine; gives its address and what it was asked for. */
const server = async (answer: (asked: string) => { status: number; location?: string; body?: string }) => {
  const asked: string[] = [];
  const running = createServer((request, response) => {
    asked.push(request.url ?? '');
    const { status, location, body } = answer(request.url ?? '');
    response.writeHead(status, location === undefined ? {} : { location }).end(body);
  });
  await new Promise<void>((resolve) => running.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise((resolve) => running.close(() => resolve(undefined))));
  return { asked, url: `http://127.0.0.1:${(running.address() as AddressInfo).port}` };
};

test('a server that sends us on is not followed, and nobody else is handed the token', async () => {
  const token = '123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr';
  const thief = await server(() => ({ status: 200, body: '{"ok":true,"result":{"id":1}}' }));
  const telegram = await server((url) => ({ status: 307, location: `${thief.url}${url}` }));
  const api = createClient({ token, apiRoot: telegram.url });
  const failed: unknown = await api.getMe().then(
    () => 'answered',
    (error: unknown) => error,
  );
  expect(failed).toBeInstanceOf(Error);
  expect(String(failed)).not.toContain(token);
  expect(telegram.asked).toHaveLength(1);
  expect(thief.asked).toEqual([]);
});
