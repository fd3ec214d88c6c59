import { describe, expect, test } from 'vitest';
import { startFakeDiscord } from './discord/discord.ts';
import { createJudge, readSpecification } from './discord/judge.ts';

const specification = readSpecification();
const without =
  specification === null ? ' (skipped: ../shared/specs/discord-openapi.json is not at hand)' : '';

const body = (json: unknown) => ({ json, files: [] });
const none = new URLSearchParams();
const send = ['POST', '/channels/:channel/messages'] as const;

describe.skipIf(specification === null)(`the judge of requests, answers and events${without}`, () => {
  const judge = () => createJudge(specification);

  test('lets pass what is right', () => {
    const one = judge();
    one.request(...send, none, body({ content: 'ahoj', nonce: 'n1', enforce_nonce: true }));
    one.request(
      'GET',
      '/channels/:channel/messages',
      new URLSearchParams({ after: '1', limit: '5' }),
      body(null),
    );
    one.answer('GET', '/gateway', { status: 200, body: { url: 'wss://gateway.discord.gg' } });
    one.answer(...send, { status: 403, body: { code: 50007, message: 'Cannot send messages to this user' } });
    one.answer('DELETE', '/channels/:channel/messages/:message', { status: 204 });
    expect([one.violations, one.judged()]).toEqual([[], 3]);
  });

  test('finds fields that are unknown or wrong, parameters and operations that do not exist', () => {
    const one = judge();
    one.request(...send, none, body({ contents: 'ahoj' }));
    one.request(...send, none, body({ content: 42 }));
    one.request(...send, none, body({ content: 'ahoj', components: [{ type: 1 }] }));
    one.request('GET', '/channels/:channel/messages', new URLSearchParams({ since: '1' }), body(null));
    one.request('POST', '/channels/:channel/mesages', none, body({}));
    expect(one.violations).toEqual([
      'POST /channels/:channel/messages: there is no field "contents"',
      expect.stringContaining('/content must be'),
      expect.stringContaining('/components'),
      'GET /channels/:channel/messages: there is no query parameter "since"',
      'POST /channels/:channel/mesages: there is no such operation',
    ]);
  });

  test('finds answers and events that Discord would never give', () => {
    const one = judge();
    one.answer(...send, { status: 200, body: { id: '1', content: 'ahoj' } });
    one.answer(...send, { status: 201, body: {} });
    one.answer(...send, { status: 429, body: { message: 'slow down' } });
    one.answer('DELETE', '/channels/:channel/messages/:message', { status: 204, body: {} });
    one.told({ event: 'MESSAGE_CREATE', data: { id: 1 } });
    one.told({ event: 'MESSAGE_CREATE', data: { id: 1 }, unjudged: true });
    expect(one.violations).toHaveLength(5);
  });

  test('sees everything that goes through the server', async () => {
    const discord = await startFakeDiscord({ limits: null });
    const ask = (path: string, json: object) =>
      fetch(`${discord.url}/v10${path}`, {
        method: 'POST',
        headers: { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' },
        body: JSON.stringify(json),
      });
    const jana = discord.person({ name: 'Jana' });
    await ask(`/channels/${jana.channel}/messages`, { content: 'ahoj' });
    expect([discord.judge.violations, discord.judge.judged()]).toEqual([[], 3]);
    await ask(`/channels/${jana.channel}/messages`, { content: 'ahoj', colour: 'red' });
    await discord.stop();
    expect(discord.judge.violations).toEqual([
      'POST /channels/:channel/messages: there is no field "colour"',
    ]);
  });
});

test('without a description nothing is judged', () => {
  const one = createJudge(readSpecification('/nowhere/discord-openapi.json'));
  one.request('POST', '/nonsense', none, body({}));
  one.told({ event: 'MESSAGE_CREATE', data: {} });
  expect([one.violations, one.judged()]).toEqual([[], 0]);
});
