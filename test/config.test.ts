import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, test } from 'vitest';
import { readConfig, retentionOf, secretNames, variableNames } from '../src/config.ts';
import { rules } from '../src/conversation/rules.ts';

const problemsOf = (env: NodeJS.ProcessEnv): readonly string[] => {
  const read = readConfig(env);
  return read.ok ? [] : read.problems;
};

describe('the configuration', () => {
  test('needs nothing to be set', () => {
    expect(readConfig({ PATH: '/bin' })).toEqual({
      ok: true,
      config: {
        dataFolder: 'var',
        masterKey: null,
        healthPort: null,
        knowledgeFolder: 'data/knowledge',
        homeCountry: 'CZ',
        logLevel: 'warn',
        telegram: null,
        discord: null,
        desk: null,
        promise: { botHours: 72, caseDays: 30, recordMonths: 12 },
      },
    });
  });

  test('keeps by default what the rules of the conversation say', () => {
    const read = readConfig({});
    if (!read.ok) throw new Error('refused');
    const { botText, caseText, deletionRecord, inbox, audit, counters } = rules.retention;
    expect(retentionOf(read.config)).toEqual({
      botTextMs: botText,
      caseTextMs: caseText,
      deletionRecordMs: deletionRecord,
      inboxMs: inbox,
      auditMs: audit,
      counterMs: counters,
    });
  });

  test('takes an empty value for not set', () => {
    expect(readConfig({ LAMPA_DATA: '', HOME_COUNTRY: ' ' })).toEqual(readConfig({}));
  });

  test('tells all faults at once', () => {
    const problems = problemsOf({
      HOME_COUNTRY: 'XX',
      LOG_LEVEL: 'loud',
      RETENTION_BOT_HOURS: '169',
      RETENTION_CASE_DAYS: 'thirty',
      RETENTION_DELETION_MONTHS: '0',
    });
    expect(problems.map((line) => line.slice(0, line.indexOf(':')))).toEqual([
      'HOME_COUNTRY',
      'LOG_LEVEL',
      'RETENTION_BOT_HOURS',
      'RETENTION_CASE_DAYS',
      'RETENTION_DELETION_MONTHS',
    ]);
    expect(problems).toContain('RETENTION_BOT_HOURS: write a whole number of hours from 1 to 168');
  });

  test('refuses to forget who was deleted while a backup may still hold their words', () => {
    const problems = problemsOf({ RETENTION_DELETION_MONTHS: '1', RETENTION_CASE_DAYS: '90' });
    expect(problems).toEqual([expect.stringMatching(/^RETENTION_DELETION_MONTHS: .*RETENTION_CASE_DAYS/)]);
    expect(problemsOf({ RETENTION_DELETION_MONTHS: '1' })).toEqual([]);
    expect(problemsOf({ RETENTION_DELETION_MONTHS: '3', RETENTION_CASE_DAYS: '90' })).toEqual([]);
  });

  test('refuses fractions, signs and exponents as numbers', () => {
    for (const value of ['1.5', '-3', '+3', '1e1', '0x10', '٣', '99999999']) {
      expect(problemsOf({ RETENTION_CASE_DAYS: value }), value).toHaveLength(1);
    }
  });

  test('tells which setting a misspelt one was meant to be', () => {
    expect(problemsOf({ RETENTION_CASE_DAY: '5', LAMPA_DTA: 'x', LAMPA_SOMETHING_QUITE_ELSE: 'x' })).toEqual([
      'RETENTION_CASE_DAY: there is no such setting; did you mean RETENTION_CASE_DAYS?',
      'LAMPA_DTA: there is no such setting; did you mean LAMPA_DATA?',
      'LAMPA_SOMETHING_QUITE_ELSE: there is no such setting; remove it',
    ]);
  });

  const token = '123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr';

  test('runs on Telegram as soon as there is a token, and then logs what happens', () => {
    const read = readConfig({ TELEGRAM_TOKEN: token, TELEGRAM_DESK_CHAT: '-1001234567890' });
    expect(read).toMatchObject({
      ok: true,
      config: {
        logLevel: 'info',
        telegram: { token: { is: token }, desk: -1_001_234_567_890, apiRoot: null, webhook: null },
      },
    });
    expect(readConfig({ TELEGRAM_TOKEN_FILE: '/run/secrets/token' })).toMatchObject({
      config: { telegram: { token: { in: '/run/secrets/token' }, desk: null } },
    });
  });

  test('takes a webhook only with a secret and over https', () => {
    const base = { TELEGRAM_TOKEN: token, TELEGRAM_WEBHOOK_URL: 'https://lampa.example/telegram' };
    expect(problemsOf(base)).toEqual([expect.stringMatching(/^TELEGRAM_WEBHOOK_SECRET: /)]);
    expect(problemsOf({ ...base, TELEGRAM_WEBHOOK_SECRET: 'short' })).toHaveLength(1);
    expect(problemsOf({ ...base, TELEGRAM_WEBHOOK_URL: 'http://lampa.example' })).toHaveLength(1);
    expect(readConfig({ ...base, TELEGRAM_WEBHOOK_SECRET: 'a-long-enough-secret' })).toMatchObject({
      config: { telegram: { webhook: { url: base.TELEGRAM_WEBHOOK_URL, host: null, port: 8443 } } },
    });
    const full = { ...base, TELEGRAM_WEBHOOK_SECRET: 'a-long-enough-secret' };
    expect(readConfig({ ...full, TELEGRAM_WEBHOOK_HOST: '127.0.0.1' })).toMatchObject({
      config: { telegram: { webhook: { host: '127.0.0.1' } } },
    });
    expect(problemsOf({ ...full, TELEGRAM_WEBHOOK_HOST: 'lampa.example' })).toEqual([
      expect.stringContaining('like 127.0.0.1'),
    ]);
    expect(problemsOf({ TELEGRAM_TOKEN: token, TELEGRAM_WEBHOOK_HOST: '127.0.0.1' })).toEqual([
      'TELEGRAM_WEBHOOK_HOST: it needs TELEGRAM_WEBHOOK_URL as well',
    ]);
  });

  test('sends no token over a network in the open', () => {
    const at = (TELEGRAM_API_ROOT: string) => problemsOf({ TELEGRAM_TOKEN: token, TELEGRAM_API_ROOT });
    for (const open of [
      'http://api.example',
      'http://10.0.0.5:8081',
      'http://127.0.0.1.example',
      'ftp://localhost',
    ]) {
      expect(at(open), open).toHaveLength(1);
    }
    for (const fine of [
      'https://api.example',
      'http://127.0.0.1:8081',
      'http://localhost:8081',
      'http://[::1]:1',
    ]) {
      expect(at(fine), fine).toEqual([]);
    }
  });

  test('knows which of its settings are secrets', () => {
    expect(secretNames).toEqual(expect.arrayContaining(['TELEGRAM_TOKEN', 'TELEGRAM_WEBHOOK_SECRET']));
    expect(secretNames).not.toContain('TELEGRAM_TOKEN_FILE');
  });

  test('names what does not fit together about Telegram', () => {
    expect(problemsOf({ TELEGRAM_DESK_CHAT: '-1001234567890' })).toEqual([
      'TELEGRAM_DESK_CHAT: it needs TELEGRAM_TOKEN or TELEGRAM_TOKEN_FILE as well',
    ]);
    expect(problemsOf({ TELEGRAM_TOKEN: token, TELEGRAM_TOKEN_FILE: 'x' })).toHaveLength(1);
    expect(problemsOf({ TELEGRAM_TOKEN: 'nonsense' })[0]).toContain('@BotFather');
    expect(problemsOf({ TELEGRAM_TOKEN: token, TELEGRAM_DESK_CHAT: '12' })[0]).toContain('-100');
  });

  const discordToken = 'MTEwMDAwMDAwMDAwMDAwMDAwMQ.FaKe00.token-of-a-bot-that-does-not-exist';
  const discordDesk = {
    DISCORD_DESK_CHANNEL: '1100000000000000002',
    DISCORD_STAFF_ROLE: '1100000000000000003',
  };

  test('runs on Discord as soon as there is a token, also beside Telegram, with the desk on one of them', () => {
    const discord = { DISCORD_TOKEN: discordToken, ...discordDesk };
    expect(readConfig(discord)).toMatchObject({
      ok: true,
      config: {
        logLevel: 'info',
        desk: 'discord',
        discord: {
          token: { is: discordToken },
          desk: { channel: '1100000000000000002', staffRole: '1100000000000000003' },
          apiUrl: null,
        },
      },
    });
    const both = { ...discord, TELEGRAM_TOKEN: token, TELEGRAM_DESK_CHAT: '-1001234567890' };
    expect(problemsOf(both)).toEqual([expect.stringMatching(/^LAMPA_DESK: /)]);
    expect(readConfig({ ...both, LAMPA_DESK: 'discord' })).toMatchObject({ config: { desk: 'discord' } });
    const { TELEGRAM_DESK_CHAT: _, ...oneDesk } = both;
    expect(readConfig(oneDesk)).toMatchObject({ config: { desk: 'discord' } });
    expect(problemsOf({ ...oneDesk, LAMPA_DESK: 'telegram' })).toEqual([
      'LAMPA_DESK: it needs TELEGRAM_DESK_CHAT as well',
    ]);
  });

  test('names what does not fit together about Discord', () => {
    expect(problemsOf(discordDesk)).toEqual([
      'DISCORD_DESK_CHANNEL: it needs DISCORD_TOKEN or DISCORD_TOKEN_FILE as well',
      'DISCORD_STAFF_ROLE: it needs DISCORD_TOKEN or DISCORD_TOKEN_FILE as well',
    ]);
    const withToken = { DISCORD_TOKEN: discordToken };
    expect(problemsOf({ ...withToken, DISCORD_DESK_CHANNEL: '1100000000000000002' })).toEqual([
      expect.stringMatching(/^DISCORD_STAFF_ROLE: /),
    ]);
    expect(problemsOf({ ...withToken, DISCORD_DESK_CHANNEL: 'pripady' })[0]).toContain('Copy ID');
    expect(problemsOf({ DISCORD_TOKEN: 'nonsense' })[0]).toContain('Developer Portal');
  });

  test('takes one master key, itself or its file, and several with a comma between', () => {
    const key = `${'A'.repeat(43)}=`;
    expect(readConfig({ LAMPA_MASTER_KEY: key })).toMatchObject({ config: { masterKey: { are: key } } });
    expect(readConfig({ LAMPA_MASTER_KEY: `${key}, ${key}` }).ok).toBe(true);
    expect(readConfig({ LAMPA_MASTER_KEY_FILE: '/run/key' })).toMatchObject({
      config: { masterKey: { in: '/run/key' } },
    });
    expect(problemsOf({ LAMPA_MASTER_KEY: 'abc' })[0]).toContain('openssl rand -base64 32');
    expect(problemsOf({ LAMPA_MASTER_KEY: key, LAMPA_MASTER_KEY_FILE: 'x' })).toHaveLength(1);
  });

  test('opens a port for health only when one is named', () => {
    expect(readConfig({ LAMPA_HEALTH_PORT: '9464' })).toMatchObject({ config: { healthPort: 9464 } });
    expect(problemsOf({ LAMPA_HEALTH_PORT: '70000' })).toHaveLength(1);
  });

  test('repeats no value in a problem', () => {
    const secret = 'a-secret-in-the-wrong-place';
    const problems = problemsOf(Object.fromEntries([...variableNames, 'LAMPA_TOKN'].map((n) => [n, secret])));
    expect(problems.length).toBeGreaterThan(4);
    expect(problems.join('\n')).not.toContain(secret);
  });

  test('is described whole and with its defaults in .env.example', () => {
    const example = readFileSync('.env.example', 'utf8');
    expect([...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name)).toEqual(variableNames);
    expect(readConfig(parseEnv(example))).toEqual(readConfig({}));
  });

  test('has a comment for every variable in .env.example', () => {
    const lines = readFileSync('.env.example', 'utf8').split('\n');
    for (const name of variableNames) {
      const at = lines.findIndex((line) => line.startsWith(`${name}=`));
      expect(lines[at - 1], name).toMatch(/^# \S/);
    }
  });
});
