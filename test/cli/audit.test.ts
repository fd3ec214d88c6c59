import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import type { AuditLine } from '../../src/store/store.ts';
import { changeOf, day, retention, textOf } from '../store/given.ts';
import { lampa, startLampa, temporaryFolder } from './lampa.ts';

const from = Date.UTC(2026, 9, 1, 12);
const words = 'jmenuju se Pepa Novák';
const person = 'telegram:700700700';

const line = (days: number, what: string, more: Partial<AuditLine> = {}): AuditLine => ({
  at: from + days * day,
  what,
  worker: 'telegram:4711',
  caseNumber: 12,
  detail: '',
  ...more,
});

/** A store in which staff have done something about somebody. */
const given = async (): Promise<{ readonly env: NodeJS.ProcessEnv; readonly data: string }> => {
  const data = join(temporaryFolder(), 'data');
  const store = await openStore({ folder: data, retention, now: () => from });
  const audit = [
    line(0, 'claimed'),
    line(1, 'revealed', { detail: 'píše, že\nstojí na mostě' }),
    line(2, 'claimed', { caseNumber: 13, worker: 'telegram:4712' }),
    line(3, 'deleted', { caseNumber: null, worker: null }),
  ];
  await store.commit(changeOf(store, person, from, { audit, texts: [textOf(words, from)] }));
  await store.close();
  return { env: { LAMPA_DATA: data }, data };
};

describe('lampa audit', () => {
  test('shows who did what and why, in both languages, and never a word or an address of the person', async () => {
    const { env } = await given();
    const english = await lampa(['audit'], { env });
    expect(english).toMatchObject({ code: 0, err: '' });
    expect(english.out.split('\n').slice(0, 4)).toEqual([
      '1 Oct 2026, 14:00  telegram:4711  took over  case 12',
      '2 Oct 2026, 14:00  telegram:4711  saw who writes  case 12  reason: píše, že stojí na mostě',
      '3 Oct 2026, 14:00  telegram:4712  took over  case 13',
      '4 Oct 2026, 14:00  a person had everything deleted',
    ]);
    expect(english.out).toContain('365 days');
    const czech = await lampa(['audit', '--lang', 'cs'], { env });
    expect(czech.out).toContain('zobrazení účtu, ze kterého člověk píše  případ 12  důvod: píše');
    for (const secret of ['Novák', '700700700']) expect(english.out + czech.out).not.toContain(secret);
  });

  test('of one case, or since a day, also one line of JSON each', async () => {
    const { env } = await given();
    const ofCase = await lampa(['audit', '--case', '13'], { env });
    expect(ofCase.out).toMatch(/^3 Oct 2026, 14:00 {2}telegram:4712 {2}took over {2}case 13\n/);
    expect(ofCase.out).not.toContain('case 12');
    const since = await lampa(['audit', '--since', '2026-10-03', '--json'], { env });
    expect(
      since.out
        .trim()
        .split('\n')
        .map((one) => JSON.parse(one)),
    ).toEqual([
      { at: '2026-10-03T12:00:00.000Z', what: 'claimed', worker: 'telegram:4712', case: 13, reason: '' },
      { at: '2026-10-04T12:00:00.000Z', what: 'deleted', worker: null, case: null, reason: '' },
    ]);
    expect((await lampa(['audit', '--case', '99', '--lang', 'cs'], { env })).out).toBe(
      'Nic takového v záznamu není.\n',
    );
  });

  test('works while Lampa runs, and changes nothing', async () => {
    const { env, data } = await given();
    const before = readFileSync(join(data, 'lampa.sqlite'));
    expect((await lampa(['audit'], { env })).code).toBe(0);
    expect(readFileSync(join(data, 'lampa.sqlite')).equals(before)).toBe(true);
    const running = startLampa(['start', '--as', 'Ema'], env);
    running.child.stdin?.write('/soukromi\n');
    await running.said('72');
    const { code, out } = await lampa(['audit'], { env });
    expect([code, out.includes('saw who writes')]).toEqual([0, true]);
    running.child.kill('SIGTERM');
    expect((await running.ran).code).toBe(0);
  });

  test('says what to write instead of what it does not take, and what to do without a store or its key', async () => {
    const { env, data } = await given();
    expect(await lampa(['audit', '--since', 'včera'], { env })).toMatchObject({ code: 2 });
    expect((await lampa(['audit', '--case', 'x'], { env })).err).toContain(
      '--case takes the number of a case',
    );
    const none = await lampa(['audit'], { env: { LAMPA_DATA: join(temporaryFolder(), 'none') } });
    expect([none.code, none.out]).toEqual([0, expect.stringContaining('there is no store')]);
    writeFileSync(join(data, 'master.key'), `${Buffer.alloc(32, 7).toString('base64')}\n`);
    const wrong = await lampa(['audit'], { env });
    expect(wrong.code).toBe(1);
    expect(wrong.err).toContain('is not the one that');
  });
});
