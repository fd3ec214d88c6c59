import { describe, expect, test } from 'vitest';
import { languages } from '../../src/domain.ts';
import { texts } from '../../src/text/texts.ts';
import { read } from '../lampa.ts';
import { given, withJana } from './scene.ts';

const opening = {
  'asked for a person': ['chci mluvit s clovekem', 'Beru si to'],
  'were in danger to life': ['vzal jsem si prasky, chci umrit', 'Beru si to'],
  'were in danger, so that a worker stepped in': ['tata me bije skoro kazdy den', 'Beru si to'],
} as const;

describe('whoever', () => {
  test.each(Object.entries(opening))(
    '%s reads what stays between them and the team, and what the law may require, before a worker writes',
    async (_, [words, button]) => {
      const made = await given();
      const person = made.stage.person('p');
      await person.says(words);
      await made.idle();
      const jana = made.stage.worker('Jana');
      await jana.presses(button);
      await made.idle();
      const heard = read(made, person.address);
      expect(heard.join('\n')).toContain(texts.cs.confidentiality);
      await jana.says('Ahoj', made.stage.rooms()[0]?.address);
      await made.idle();
      const all = read(made, person.address);
      const first = all.findIndex((post) => post.includes('Ahoj') && post.includes('streetworker:'));
      expect(first).toBeGreaterThanOrEqual(heard.length);
    },
  );

  test('asks who is behind it reads the organisation and where to check it', async () => {
    const made = await given({
      team: { organisation: 'Terén Klatovy', url: 'https://teren.example.org/lampa' },
    });
    for (const [language, words] of [
      ['cs', '/kdo'],
      ['en', '/who'],
    ]) {
      const person = made.stage.person(`${language}`);
      await person.says(`${words}`);
      await made.idle();
      expect(read(made, person.address).join('\n')).toMatch(
        /Terén Klatovy.*https:\/\/teren\.example\.org\/lampa/,
      );
    }
  });
});

test('what stays confidential names its limits in every language: a life at risk, and the law', () => {
  const limits = {
    cs: /život.*zákon/,
    sk: /život.*zákon/,
    pl: /życi.*praw/,
    uk: /житт.*закон/,
    en: /life.*law/,
  } as const;
  for (const language of languages) expect(texts[language].confidentiality).toMatch(limits[language]);
});

test('after a deletion the record of the team says that there was a case, its number and who had it, and nothing of the person', async () => {
  const { made, person, idle } = await withJana();
  const room = read(made, made.stage.desk).join('\n');
  const alias = /[\p{Lu}]\p{Ll}+ [\p{Lu}]\p{Ll}+/u.exec(room)?.[0] ?? 'none';
  await person.says('jmenuju se Ema Nováková');
  await person.says('/smazat');
  await idle();
  const audit = await made.store().audit();
  expect(audit.map(({ what, caseNumber }) => [what, caseNumber])).toEqual([
    ['claimed', 1],
    ['deleted', null],
  ]);
  expect(audit[0]?.worker).toBe(made.stage.worker('Jana').id);
  for (const word of ['Nováková', alias, person.address]) expect(JSON.stringify(audit)).not.toContain(word);
});
