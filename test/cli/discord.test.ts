import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { leastOfAll } from '../adapters/discord/on-discord.ts';
import { type FakeDiscord, startFakeDiscord } from '../fakes/discord/discord.ts';
import type { Person } from '../fakes/discord/person.ts';
import { readable } from '../fakes/discord/readable.ts';
import { startFakeTelegram } from '../fakes/telegram/telegram.ts';
import { lampa, startLampa, temporaryFolder } from './lampa.ts';

/** A fake Discord on the real clock, the staff's server, and the settings that lead a program there. */
const given = async () => {
  const discord = await startFakeDiscord({ limits: null });
  onTestFinished(() => discord.stop());
  const jana = discord.person({ name: 'Jana', locale: 'cs' });
  const guild = discord.guild({ name: 'Terén', owner: jana, bot: leastOfAll });
  const role = guild.role('streetwork');
  guild.giveRole(jana, role);
  const forum = guild.forum();
  const env = {
    LAMPA_DATA: join(temporaryFolder(), 'data'),
    DISCORD_API_URL: discord.url,
    DISCORD_TOKEN: discord.token,
    DISCORD_DESK_CHANNEL: forum,
    DISCORD_STAFF_ROLE: role,
  };
  return { discord, guild, forum, role, jana, env };
};

const heard = (discord: FakeDiscord, person: Person, words: string): Promise<void> =>
  discord.when(() => person.heard().some((message) => readable(message).includes(words)));

const count = (person: Person, words: string): number =>
  person.heard().filter((message) => readable(message).includes(words)).length;

describe('lampa start on Discord', () => {
  test('answers, ends in order when it is asked to, and leaves no word in the log', async () => {
    const { discord, env } = await given();
    const running = startLampa(['start'], env);
    await running.logged('"started"');
    const ema = discord.person({ name: 'Ema', locale: 'cs' });
    ema.says('chci se zabit');
    await heard(discord, ema, '116 111');
    running.child.kill('SIGTERM');
    const { code, err } = await running.ran;
    expect(code, err).toBe(0);
    expect(err).not.toMatch(/zabit|Ema/);
    expect(err).not.toContain(discord.token);
  });

  test('fetches what those wrote who are known, while it was killed, and answers it once', async () => {
    const { discord, env } = await given();
    let running = startLampa(['start'], env);
    await running.logged('"started"');
    const ema = discord.person({ name: 'Ema', locale: 'cs' });
    ema.says('ahoj');
    await heard(discord, ema, 'Jsem bot');
    running.child.kill('SIGKILL');
    await running.ran;
    ema.says('chci se zabit');
    running = startLampa(['start'], env);
    await heard(discord, ema, '116 111');
    await running.logged('was fetched');
    running.child.kill('SIGTERM');
    await running.ran;
    expect(count(ema, '116 111')).toBe(1);
    expect(count(ema, 'Jsem bot')).toBe(1);
  });

  test('refuses a token that is none in one sentence, without the token', async () => {
    const { env, discord } = await given();
    discord.revokeToken();
    const { code, err } = await lampa(['start'], { env });
    expect(code).toBe(1);
    expect(err).toContain('Reset Token');
    expect(err).not.toContain(discord.token);
  });

  test('runs beside Telegram; a token refused on one does not touch the other', async () => {
    const { env, discord } = await given();
    const telegram = await startFakeTelegram({ limits: null });
    onTestFinished(() => telegram.stop());
    telegram.revokeToken();
    const both = { ...env, TELEGRAM_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.url };
    const running = startLampa(['start'], both);
    await running.logged('"started"');
    const ema = discord.person({ name: 'Ema', locale: 'cs' });
    ema.says('chci se zabit');
    await heard(discord, ema, '116 111');
    running.child.kill('SIGTERM');
    const { code, err } = await running.ran;
    expect(code, err).toBe(0);
    expect(err).toContain('platform-down');
  });

  test('takes the token from a file as well', async () => {
    const { env, discord } = await given();
    const file = join(temporaryFolder(), 'token');
    writeFileSync(file, `${discord.token}\n`);
    const { DISCORD_TOKEN: _, ...others } = env;
    const { out } = await lampa(['doctor'], { env: { ...others, DISCORD_TOKEN_FILE: file } });
    expect(out).toContain('✓ Discord: the token is that of Lampa');
  });
});

describe('lampa doctor', () => {
  test('finds a bot and a desk as they should be, and gives a link that invites with the least rights', async () => {
    const { env, discord } = await given();
    const { code, out } = await lampa(['doctor'], { env });
    expect(code, out).toBe(0);
    const [, rights] =
      new RegExp(`client_id=${discord.bot.id}&scope=bot\\+applications.commands&permissions=(\\d+)`).exec(
        out,
      ) ?? [];
    // View, send, read history, react, manage threads, send in threads.
    expect(BigInt(rights ?? 0)).toBe(
      (1n << 10n) | (1n << 11n) | (1n << 16n) | (1n << 6n) | (1n << 34n) | (1n << 38n),
    );
    for (const right of ['View Channels', 'Create Posts', 'Send Messages in Posts', 'Manage Posts']) {
      expect(out).toContain(`✓ Discord: the bot may: ${right}`);
    }
  });

  test('says what to click where something is missing', async () => {
    const { env, guild, forum, discord } = await given();
    guild.denyBot(forum, 'ManageThreads', 'AddReactions');
    const { out: lacking } = await lampa(['doctor'], { env });
    expect(lacking).toContain('✗ Discord: the bot may not: Manage Posts');
    expect(lacking).toContain('✗ Discord: the bot may not: Add Reactions');
    const text = guild.text();
    const noForum = await lampa(['doctor'], { env: { ...env, DISCORD_DESK_CHANNEL: text } });
    expect(noForum.out).toContain('the desk is no forum channel');
    const noRole = await lampa(['doctor'], { env: { ...env, DISCORD_STAFF_ROLE: '1100000000000000009' } });
    expect(noRole.out).toContain('there is no such role');
    const nowhere = await lampa(['doctor'], { env: { ...env, DISCORD_DESK_CHANNEL: '1100000000000000009' } });
    expect(nowhere.out).toContain('the desk is not found');
    discord.revokeToken();
    const { code, out } = await lampa(['doctor'], { env });
    expect(code).toBe(1);
    expect(out).toContain('Reset Token');
    expect(out).not.toContain(discord.token);
  });
});
