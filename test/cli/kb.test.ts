import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lampa, temporaryFolder } from './lampa.ts';

test('lampa kb check finds nothing wrong with the knowledge base that comes along', async () => {
  const { code, out } = await lampa(['kb', 'check']);
  expect(code, out).toBe(0);
  expect(out).toMatch(/^0 errors, \d+ warnings in \d+ services, \d+ contacts, \d+ guides, 41 topics\.$/m);
});

test('lampa kb check says where each fault is and what to write instead', async () => {
  const knowledge = join(temporaryFolder(), 'knowledge');
  cpSync('data/knowledge', knowledge, { recursive: true });
  const team = join(knowledge, 'team.json');
  writeFileSync(team, readFileSync(team, 'utf8').replace('Europe/Prague', 'Europe/Prag'));
  const contacts = join(knowledge, 'contacts.json');
  writeFileSync(
    contacts,
    readFileSync(contacts, 'utf8').replace('"number": "116111"', '"number": "116 111"'),
  );
  writeFileSync(join(knowledge, 'risk-rules', 'common.json'), '{');
  writeFileSync(
    join(knowledge, 'examples.json'),
    '[{"id": "OW-0001", "lang": "cs", "text": "ahoj", "topics": ["hello"], "risk": "none"}]',
  );
  const env = { LAMPA_KNOWLEDGE: knowledge };
  const [{ code, out }, czech] = await Promise.all([
    lampa(['kb', 'check'], { env }),
    lampa(['kb', 'check', '--lang', 'cs'], { env }),
  ]);
  expect(code).toBe(1);
  expect(out).toMatch(/knowledge\/team\.json:\d+:\d+ time_zone.*write a time zone such as "Europe\/Prague"/);
  expect(out).toMatch(/knowledge\/contacts\.json:\d+:\d+ .*number.*write \+420123456789/);
  expect(out).toMatch(/knowledge\/risk-rules\/common\.json:1:2: the file ends too early/);
  expect(out).toMatch(/knowledge\/examples\.json:1:\d+ \[0\]\.topics\[0\].*"hello" is not allowed here/);
  expect(out).toMatch(/^\d+ errors, 0 warnings\.$/m);

  expect(czech.code).toBe(1);
  expect(czech.out).toMatch(/knowledge\/team\.json:\d+:\d+ time_zone: napiš časové pásmo, například/);
  expect(czech.out).toMatch(/knowledge\/risk-rules\/common\.json:1:2: soubor končí moc brzy/);
  expect(czech.out).toMatch(/"hello" tady být nesmí.*; použij jedno z: suicide, /);
  expect(czech.out).toMatch(/^\d+ chyb[ay]?, 0 upozornění\.$/m);
});

test('lampa kb check speaks Czech to those who keep the directory', async () => {
  const { code, out } = await lampa(['kb', 'check', '--lang', 'cs']);
  expect(code, out).toBe(0);
  expect(out).toMatch(/team\.json:\d+:\d+ url: upozornění: k botovi se nehlásí žádná stránka: napiš url$/m);
  expect(out).toMatch(/^0 chyb, \d+ upozornění; adresář: \d+ služeb, .* 41 témat\.$/m);
});

test('lampa kb check --stale lists whom to call, the longest unchecked first, with the numbers', async () => {
  const knowledge = join(temporaryFolder(), 'knowledge');
  cpSync('data/knowledge', knowledge, { recursive: true });
  const contacts = join(knowledge, 'contacts.json');
  const assured = readFileSync(contacts, 'utf8').replaceAll(
    '"assured_date": null',
    `"assured_date": "${new Date().toISOString().slice(0, 10)}"`,
  );
  writeFileSync(contacts, assured);
  const { code, out } = await lampa(['kb', 'check', '--stale'], { env: { LAMPA_KNOWLEDGE: knowledge } });
  expect(code).toBe(0);
  const [title, ...lines] = out.trim().split('\n');
  const entries = lines.filter((line) => /^ +\d+\. /.test(line));
  expect(title).toBe(
    `${entries.length} entries to call about, the oldest first. When it is right, note it: lampa kb assure ID`,
  );
  expect(out).not.toContain('(cz-linka-bezpeci)');
  const dates = entries.map((line) => /source of (\S+)$/.exec(line)?.[1] ?? '');
  expect(dates).toEqual(dates.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
  expect(out).toMatch(/\(cz-cppt-pcentrum\): never assured, .*\n +\+420 377 220 325 · /);
});
