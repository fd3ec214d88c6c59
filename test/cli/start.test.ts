import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inspectStore } from '../../src/store/inspect-store.ts';
import { lampa, startLampa, temporaryFolder } from './lampa.ts';

const lines = (...said: readonly string[]): string => said.map((line) => `${line}\n`).join('');

describe('lampa start', () => {
  test('a piped dialogue goes from the bot to a worker and back, leaves no word in the log and is forgotten', async () => {
    const data = temporaryFolder();
    const { code, out, err } = await lampa(['start'], {
      input: lines(
        'ahoj, ve skole me sikanujou, bydlim v holysove, kvytnikl',
        '/clovek',
        '@/take',
        '@Ahoj, jsem tady, brumtalek',
        'diky ze pises, zvonilka',
        '@/close helped',
      ),
      env: { LAMPA_DATA: data, LOG_LEVEL: 'debug' },
    });
    expect(code, err).toBe(0);
    expect(out).toContain('> ahoj, ve skole me sikanujou');
    // Each side reads what the other wrote.
    expect(out).toMatch(/^desk │ .*zvonilka$/m);
    expect(out).toMatch(/^streetworker.*brumtalek$/im);
    expect(out).toContain('desk │ ✓');
    expect(err).toContain('started');
    for (const word of ['kvytnikl', 'brumtalek', 'zvonilka', 'sikanu', 'holysov', 'Holýšov']) {
      expect(err, word).not.toContain(word);
    }
    expect(inspectStore(data)).toMatchObject({ conversations: 0, locked: false, trouble: [] });
  });

  test('somebody in danger gets the crisis contacts first', async () => {
    const { code, out } = await lampa([], {
      input: lines('chci se zabit, mam v ruce prasky'),
      env: { LAMPA_DATA: temporaryFolder() },
    });
    expect(code).toBe(0);
    const said = out.split('\n').filter((line) => line !== '' && !line.startsWith('desk │'));
    expect(said[1]).toMatch(/^┃ /);
    expect(out).toMatch(/^┃ .*155/m);
    expect(out).toMatch(/^desk │ .*🔴/m);
  });

  test('a person with a name is known again, a signal ends the run in order, and what was cut short is forgotten', async () => {
    const data = temporaryFolder();
    const env = { LAMPA_DATA: data };
    const cutShort = startLampa(['start'], env);
    cutShort.child.stdin?.write('/clovek\n');
    await cutShort.said('desk │ ── ');
    cutShort.child.kill('SIGKILL');
    await cutShort.ran;
    expect(inspectStore(data).conversations).toBe(1);

    const named = startLampa(['start', '--as', 'Ema'], env);
    named.child.stdin?.write('/soukromi\n');
    await named.said('72');
    const second = await lampa(['start'], { env });
    named.child.kill('SIGTERM');
    expect(await named.ran).toMatchObject({ code: 0, err: '' });
    // Only Ema is left: the one who was cut short is forgotten, so that no old case rings.
    expect(inspectStore(data).conversations).toBe(1);
    expect(second).toMatchObject({ code: 1, out: '' });
    expect(second.err).toMatch(/^Lampa: Another Lampa is already running on .*LAMPA_DATA/);
  });

  test('a worker notes that a service is full, and the next person reads it', async () => {
    const knowledge = join(temporaryFolder(), 'knowledge');
    cpSync('data/knowledge', knowledge, { recursive: true });
    const { code, out } = await lampa(['start'], {
      input: lines(
        '@/capacity cz-op-policka full 3',
        '@/capacity nic full',
        '@/capacity cz-op-policka someday',
        'mam dluhy, bydlim v Policce',
      ),
      env: { LAMPA_DATA: temporaryFolder(), LAMPA_KNOWLEDGE: knowledge },
    });
    expect(code).toBe(0);
    expect(out).toMatch(/desk │ cz-op-policka: plno do \d{4}-\d{2}-\d{2}/);
    expect(out).toContain('desk │ Nic takového v databázi není');
    expect(out).toContain('desk │ Tenhle příkaz neznám');
    expect(out).toMatch(/Občanská poradna Polička[\s\S]*teď mají plno/);
    expect(readFileSync(join(knowledge, 'services.json'), 'utf8')).toContain('"state": "full"');
  });

  test('an edit of the knowledge base counts at once, and a broken one changes nothing', async () => {
    const knowledge = join(temporaryFolder(), 'knowledge');
    cpSync('data/knowledge', knowledge, { recursive: true });
    const team = join(knowledge, 'team.json');
    const before = readFileSync(team, 'utf8');
    const env = { LAMPA_DATA: temporaryFolder(), LAMPA_KNOWLEDGE: knowledge, LOG_LEVEL: 'info' };
    const { child, ran, said, logged } = startLampa(['start'], env);
    await logged('started');
    writeFileSync(team, before.replace('"organisation": "Lampa"', '"organisation": "Klub Na Rohu"'));
    await logged('knowledge-loaded');
    writeFileSync(team, '{');
    await logged('knowledge-refused');
    child.stdin?.write('/kdo\n');
    await said('Klub Na Rohu');
    child.stdin?.end();
    expect(await ran).toMatchObject({ code: 0 });
  });

  test('all faults of the settings are told at once, and nothing starts', async () => {
    const data = temporaryFolder();
    const { code, out, err } = await lampa(['start'], {
      env: { LAMPA_DATA: data, HOME_COUNTRY: 'XX', RETENTION_BOT_HOURS: '1000', LAMPA_TOKN: 'hush-hush' },
    });
    expect(code).toBe(1);
    expect(out).toBe('');
    for (const name of ['HOME_COUNTRY', 'RETENTION_BOT_HOURS', 'LAMPA_TOKN']) expect(err).toContain(name);
    expect(err).not.toContain('hush-hush');
    expect(inspectStore(data).files.every(({ size }) => size === null)).toBe(true);
  });

  test('a broken knowledge base without a last good version is refused with file and line, without a stack', async () => {
    const knowledge = join(temporaryFolder(), 'knowledge');
    cpSync('data/knowledge', knowledge, { recursive: true });
    writeFileSync(join(knowledge, 'team.json'), '{\n  "organisation": \n}');
    const { code, err } = await lampa(['start'], {
      input: lines('ahoj'),
      env: { LAMPA_DATA: temporaryFolder(), LAMPA_KNOWLEDGE: knowledge },
    });
    expect(code).toBe(1);
    expect(err).toMatch(/team\.json:3/);
    expect(err).not.toMatch(/^\s+at /m);
  });
});
