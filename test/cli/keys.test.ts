import { chmodSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { personAddress } from '../../adapters/terminal/addresses.ts';
import { openStore } from '../../src/store/open-store.ts';
import { changeOf, retention } from '../store/given.ts';
import { lampa, startLampa, temporaryFolder } from './lampa.ts';

/** A store in which Ema has said something. */
const given = async (): Promise<{ readonly env: NodeJS.ProcessEnv; readonly data: string }> => {
  const data = join(temporaryFolder(), 'data');
  const env = { LAMPA_DATA: data };
  const store = await openStore({ folder: data, retention, now: Date.now });
  await store.commit(changeOf(store, personAddress('Ema'), Date.now()));
  await store.close();
  return { env, data };
};

const idIn = (said: string): string => /(?:master key|hlavní klíč): (\S{11})$/m.exec(said)?.[1] ?? 'none';

describe('lampa keys', () => {
  test('tells which key is in use, from where, and how much hangs on it, in both languages and never the key', async () => {
    const { env, data } = await given();
    const { code, out } = await lampa(['keys', 'status'], { env });
    expect(code).toBe(0);
    expect(out).toMatch(/^master key: \S{11}$/m);
    expect(out).toContain(`from: ${join(data, 'master.key')} (mode 600)`);
    expect(out).toMatch(/in use since: \d/);
    expect(out).toContain('wraps 1 key of a conversation');
    const czech = await lampa(['keys', 'status', '--lang', 'cs'], { env });
    expect(czech.out).toContain('je jím zabaleno: 1 klíč rozhovoru');
    expect(idIn(czech.out)).toBe(idIn(out));
    expect(out + czech.out).not.toContain(readFileSync(join(data, 'master.key'), 'utf8').trim());
  });

  test('changes the key under a Lampa that runs, which goes on', async () => {
    const { env, data } = await given();
    const old = readFileSync(join(data, 'master.key'), 'utf8');
    const running = startLampa(['start', '--as', 'Ema'], env);
    running.child.stdin?.write('/soukromi\n');
    await running.said('72');
    const before = await lampa(['keys', 'status'], { env });
    const rotated = await lampa(['keys', 'rotate', '--lang', 'cs'], { env });
    expect(rotated).toMatchObject({ code: 0, err: '' });
    expect(rotated.out).toContain('1 klíč rozhovoru a klíče úložiště teď visí na hlavním klíči');
    expect(rotated.out).toContain(`Starý klíč (${idIn(before.out)})`);
    running.child.stdin?.write('/kdo\n');
    await running.said('/kdo');
    running.child.kill('SIGTERM');
    expect(await running.ran).toMatchObject({ code: 0, err: '' });
    const after = await lampa(['keys', 'status'], { env });
    expect(idIn(after.out)).not.toBe(idIn(before.out));
    expect(readFileSync(join(data, 'master.key'), 'utf8')).not.toBe(old);
  });

  test('makes a key in a file of its own, which the first start then takes, and never a second one', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'secret', 'lampa.key');
    const env = { LAMPA_DATA: join(folder, 'data'), LAMPA_MASTER_KEY_FILE: file };
    const early = await lampa(['start', '--as', 'Ema'], { input: 'ahoj\n', env });
    expect(early).toMatchObject({ code: 1 });
    expect(early.err).toContain('Make a key with "lampa keys init"');
    const made = await lampa(['keys', 'init'], { env });
    expect(made.code).toBe(0);
    expect(made.out).toContain('safe place');
    expect(await lampa(['keys', 'init'], { env })).toMatchObject({ code: 1 });
    expect((await lampa(['start', '--as', 'Ema'], { input: 'ahoj\n', env })).code).toBe(0);
    expect(existsSync(join(env.LAMPA_DATA, 'master.key'))).toBe(false);
    const { out } = await lampa(['keys', 'status'], { env });
    expect(made.out).toContain(`(${idIn(out)})`);
  });

  test('takes the key from the environment, and tells that of another store', async () => {
    const folder = temporaryFolder();
    const env = {
      LAMPA_DATA: join(folder, 'data'),
      LAMPA_MASTER_KEY: Buffer.alloc(32, 1).toString('base64'),
    };
    expect((await lampa(['start', '--as', 'Ema'], { input: 'ahoj\n', env })).code).toBe(0);
    expect((await lampa(['keys', 'status'], { env })).out).toContain('from: LAMPA_MASTER_KEY');
    const other = { ...env, LAMPA_MASTER_KEY: Buffer.alloc(32, 2).toString('base64') };
    const refused = await lampa(['start', '--as', 'Ema'], { input: 'ahoj\n', env: other });
    expect(refused.err).toContain('the master key in LAMPA_MASTER_KEY is not the one that');
    expect((await lampa(['keys', 'status', '--lang', 'cs'], { env: other })).err).toContain(
      'Co na něm visí, nikdo nepřečte',
    );
  });

  test.runIf(process.platform !== 'win32')(
    'a key that others can read, or that is lost, is refused with what to do',
    async () => {
      const { env, data } = await given();
      const key = join(data, 'master.key');
      chmodSync(key, 0o640);
      for (const command of ['status', 'rotate']) {
        const { code, err } = await lampa(['keys', command], { env });
        expect(code).toBe(1);
        expect(err).toContain(`Run: chmod 600 ${key}`);
      }
      rmSync(key);
      const started = await lampa(['start', '--as', 'Ema'], { input: 'ahoj\n', env });
      expect(started.err).toMatch(/the key is lost: .*nobody can read these conversations any more/);
      const { code, out } = await lampa(['doctor'], { env });
      expect(code).toBe(1);
      expect(out).toMatch(/✗ master key: \S{11} is not in .*\n {2}→ put the copy from its safe place back/);
      expect((await lampa(['keys', 'init'], { env })).err).toContain('would be of no use');
    },
  );
});

describe('lampa backup and lampa restore', () => {
  test('a drill: backed up while it runs, somebody deletes everything, put back, and nothing of them is there', async () => {
    const { env, data } = await given();
    const backups = join(temporaryFolder(), 'backups');
    const running = startLampa(['start', '--as', 'Ema'], env);
    running.child.stdin?.write('jmenuju se Pepa\n');
    await running.said('Pepa');
    const made = await lampa(['backup', backups], { env });
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(made.out).toContain('conversations: 1, keys: 1');
    const refused = await lampa(['restore', backups], { env });
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.err).toContain('holds no whole backup');
    running.child.stdin?.write('/smazat\n');
    await running.said('pryč');
    running.child.kill('SIGTERM');
    await running.ran;
    const [name = ''] = readdirSync(backups).filter((one) => one.startsWith('lampa-'));
    const kept = await lampa(['restore', join(backups, name)], { env });
    expect(kept.err).toContain('--replace puts it aside');
    const back = await lampa(['restore', join(backups, name), '--replace', '--lang', 'cs'], { env });
    expect(back).toMatchObject({ code: 0, err: '' });
    expect(back.out).toContain('rozhovory: 0');
    expect(back.out).toContain('smazané znovu, protože si to člověk po záloze přál: 1');
    expect(readdirSync(data).some((one) => one.startsWith('replaced-'))).toBe(true);
  });
});
