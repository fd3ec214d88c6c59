import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Person } from '../fakes/telegram/person.ts';
import { type FakeTelegram, startFakeTelegram } from '../fakes/telegram/telegram.ts';
import { lampa, startLampa, temporaryFolder } from './lampa.ts';

/** A fake Telegram on the real clock, a staff group, and the settings that lead a program there. */
const given = async () => {
  const telegram = await startFakeTelegram({ limits: null });
  onTestFinished(() => telegram.stop());
  const jana = telegram.person({ firstName: 'Jana', language: 'cs' });
  const group = telegram.group({ title: 'Terén', creator: jana });
  group.joinBot();
  group.makeBotAdmin();
  telegram.updates.forgetAll();
  const env = {
    LAMPA_DATA: join(temporaryFolder(), 'data'),
    TELEGRAM_API_ROOT: telegram.url,
    TELEGRAM_TOKEN: telegram.token,
    TELEGRAM_DESK_CHAT: `${group.id}`,
  };
  return { telegram, group, jana, env };
};

/** A port of this machine that nobody uses. */
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const heard = (telegram: FakeTelegram, person: Person, words: string): Promise<void> =>
  telegram.when(() => person.heard().some(({ text }) => text?.includes(words)));

describe('lampa start on Telegram', () => {
  test('answers, ends in order when it is asked to, and leaves nothing unconfirmed and no word in the log', async () => {
    const { telegram, env } = await given();
    const running = startLampa(['start'], env);
    const ema = telegram.person({ firstName: 'Ema', language: 'cs' });
    ema.says('chci se zabit');
    await heard(telegram, ema, '116 111');
    await running.logged('"started"');
    running.child.kill('SIGTERM');
    const { code, err } = await running.ran;
    expect(code, err).toBe(0);
    // What Telegram tells of the topic that was just made may wait for the next start.
    expect(telegram.updates.pending().filter(({ message }) => message?.from?.id === ema.id)).toEqual([]);
    expect(err).not.toMatch(/zabit|Ema/);
    expect(err).not.toContain(telegram.token);
  });

  test('killed in the middle of many messages loses none of them, and begins where it was', async () => {
    const { telegram, env } = await given();
    const people = Array.from({ length: 30 }, (_, i) =>
      telegram.person({ firstName: `P${i}`, language: 'cs' }),
    );
    const says = (person: Person) => person.says('chci se zabit');
    let running = startLampa(['start'], env);
    for (const person of people.slice(0, 15)) says(person);
    await telegram.when(() => people.some((person) => person.heard().length > 0));
    running.child.kill('SIGKILL');
    await running.ran;
    for (const person of people.slice(15)) says(person);
    running = startLampa(['start'], env);
    for (const person of people) await heard(telegram, person, '116 111');
    await telegram.confirmed();
    running.child.kill('SIGTERM');
    await running.ran;
    const cards = people.map(
      (person) => person.heard().filter(({ text }) => text?.includes('116 111')).length,
    );
    expect(cards.every((count) => count >= 1)).toBe(true);
    // A kill repeats at most what was under way: sixteen sendings at once.
    expect(cards.filter((count) => count > 1).length).toBeLessThanOrEqual(16);
  });

  test('asked to end in the middle of many messages it ends in ten seconds, and nobody goes without an answer or gets two', async () => {
    const { telegram, env } = await given();
    const port = await freePort();
    const health = { ...env, LAMPA_HEALTH_PORT: `${port}` };
    const people = Array.from({ length: 30 }, (_, i) =>
      telegram.person({ firstName: `P${i}`, language: 'cs' }),
    );
    let running = startLampa(['start'], health);
    for (const person of people) person.says('/soukromi');
    await telegram.when(() => people.some((person) => person.heard().length > 0));
    const ready = await fetch(`http://127.0.0.1:${port}/ready`);
    expect(await ready.json()).toMatchObject({ store: 'well', platforms: { telegram: 'well' } });
    const asked = performance.now();
    running.child.kill('SIGTERM');
    const { code, err } = await running.ran;
    expect(code, err).toBe(0);
    expect(performance.now() - asked).toBeLessThan(10_000);
    running = startLampa(['start'], health);
    for (const person of people) await heard(telegram, person, '72 hodin');
    const figures = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect(figures).toMatch(/^lampa_queue_length/m);
    for (const secret of [telegram.token, 'soukromi', ...people.map(({ id }) => `${id}`)]) {
      expect(figures).not.toContain(secret);
    }
    await telegram.confirmed();
    running.child.kill('SIGTERM');
    await running.ran;
    const answers = people.map(
      (person) => person.heard().filter(({ text }) => text?.includes('72 hodin')).length,
    );
    expect(answers).toEqual(people.map(() => 1));
  });

  test('refuses a token that is none in one sentence, without the token', async () => {
    const { env, telegram } = await given();
    telegram.revokeToken();
    const { code, err } = await lampa(['start'], { env });
    expect(code).toBe(1);
    expect(err).toContain('@BotFather');
    expect(err).not.toContain(telegram.token);
  });

  test('takes the token from a file as well', async () => {
    const { env, telegram } = await given();
    const file = join(temporaryFolder(), 'token');
    writeFileSync(file, `${telegram.token}\n`);
    const { TELEGRAM_TOKEN: _, ...others } = env;
    const { out } = await lampa(['doctor'], { env: { ...others, TELEGRAM_TOKEN_FILE: file } });
    expect(out).toContain('✓ Telegram: the token is that of @');
    const missing = await lampa(['start'], { env: { ...others, TELEGRAM_TOKEN_FILE: `${file}-none` } });
    expect(missing.code).toBe(1);
    expect(missing.err).toContain('TELEGRAM_TOKEN_FILE cannot be read');
  });
});

describe('lampa doctor', () => {
  test('finds a bot and a group as they should be', async () => {
    const { env } = await given();
    const { code, out } = await lampa(['doctor'], { env });
    expect(code, out).toBe(0);
    for (const right of ['the staff group has topics', 'Manage Topics', 'Pin Messages', 'Delete Messages']) {
      expect(out).toContain(`${right}`);
    }
  });

  test('says what to click where something is missing', async () => {
    const { env, group, telegram, jana } = await given();
    group.makeBotAdmin({ can_pin_messages: true });
    expect((await lampa(['doctor'], { env })).out).toContain('switch on "Manage Topics"');
    group.demoteBot();
    expect((await lampa(['doctor'], { env })).out).toContain('✗ Telegram: the bot is no administrator');
    const plain = telegram.group({ title: 'Bez témat', creator: jana, kind: 'supergroup' });
    plain.joinBot();
    const elsewhere = { ...env, TELEGRAM_DESK_CHAT: `${plain.id}` };
    expect((await lampa(['doctor'], { env: elsewhere })).out).toContain('Topics, switch them on');
    const nowhere = { ...env, TELEGRAM_DESK_CHAT: '-1009999999999' };
    expect((await lampa(['doctor'], { env: nowhere })).out).toContain('the staff group is not found');
    telegram.revokeToken();
    const { code, out } = await lampa(['doctor'], { env });
    expect(code).toBe(1);
    expect(out).toContain('open @BotFather');
    expect(out).not.toContain(telegram.token);
  });
});

test('what nobody has caught ends the program, and tells where it was without a word of anybody', async () => {
  const { telegram, env } = await given();
  const running = startLampa(['start'], {
    ...env,
    LOG_LEVEL: 'debug',
    NODE_OPTIONS: '--import ./scripts/prove/crash-on-signal.mjs --report-uncaught-exception',
    PROVE_CRASH: 'reject',
    PROVE_WORDS: 'slova cloveka',
  });
  await telegram.when(() => telegram.asked('getUpdates').length > 0);
  running.child.kill('SIGUSR2');
  const { code, err } = await running.ran;
  expect(code).toBe(1);
  expect(err).toMatch(/Lampa broke down: Error\. .*\n {2}file:.*crash-on-signal\.mjs:\d+:\d+/);
  expect(err).not.toContain('slova');
});
