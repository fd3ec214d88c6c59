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
  const { code, out } = await lampa(['kb', 'check'], { env: { LAMPA_KNOWLEDGE: knowledge } });
  expect(code).toBe(1);
  expect(out).toMatch(/knowledge\/team\.json:\d+:\d+ time_zone.*write a time zone such as "Europe\/Prague"/);
  expect(out).toMatch(/knowledge\/contacts\.json:\d+:\d+ .*number.*write \+420123456789/);
  expect(out).toMatch(/knowledge\/risk-rules\/common\.json:1: is not valid JSON/);
  expect(out).toMatch(/knowledge\/examples\.json: entry 1 \(OW-0001\): topics\.0/);
  expect(out).toMatch(/^\d+ errors, 0 warnings\.$/m);
});
