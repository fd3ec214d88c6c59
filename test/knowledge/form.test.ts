import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { entriesOf } from '../../src/knowledge/entry.ts';
import { type Draft, keepDraft, readDraft } from '../../src/knowledge/form/draft.ts';
import type { Around, Values } from '../../src/knowledge/form/field.ts';
import { questionsOf, readAnswer } from '../../src/knowledge/form/form.ts';
import { topicOf } from '../../src/knowledge/form/topic-words.ts';
import { fieldHelp, fieldLabel } from '../../src/knowledge/form/words.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { phoneFrom } from '../../src/knowledge/phone-number.ts';

const loaded = await loadKnowledge('data/knowledge');
if ('problems' in loaded) throw new Error('the knowledge base is broken');
const { knowledge } = loaded;

test.each(['cs', 'en'] as const)(
  'every value in the knowledge base is shown (%s) so that typing it means the same',
  (language) => {
    for (const { kind, value } of entriesOf(knowledge)) {
      const entry: Values = { ...value };
      const country = 'country' in value ? value.country : 'CZ';
      const around: Around = { knowledge, country, language };
      for (const question of questionsOf[kind]) {
        const [field = ''] = question.fields;
        const whole = entry[field];
        const parts = question.inLanguages
          ? Object.values(whole ?? {}).map((one) => ({ [field]: one }))
          : [entry];
        for (const part of parts) {
          const shown = question.show(part, around);
          if (shown === '') continue;
          const told = Object.fromEntries(question.fields.map((one) => [one, part[one]]));
          expect(readAnswer(kind, question, shown, around), `${value.id} ${question.name}`).toEqual({
            values: told,
          });
        }
      }
    }
  },
);

test('every question has a name and a help in both languages', () => {
  for (const question of Object.values(questionsOf).flat()) {
    const { en, cs } = fieldLabel(question.name);
    expect(en, question.name).not.toBe(question.name);
    expect(cs, question.name).not.toBe(question.name);
    expect(fieldHelp(question.name).en, question.name).not.toBe('');
    expect(fieldHelp(question.name).cs, question.name).not.toBe('');
  }
});

test.each([
  ['377 123 456', '+420377123456', 'CZ', false],
  ['377/123 456', '+420377123456', 'CZ', false],
  ['00420 377 123 456', '+420377123456', 'CZ', false],
  ['420377123456', '+420377123456', 'CZ', false],
  ['116 111', '116111', 'CZ', true],
  ['+48 123 456 789', '+48123456789', 'PL', false],
] as const)('the number "%s", written in Czechia, is %s', (written, number, country, short) => {
  expect(phoneFrom(written, 'CZ')).toEqual({ number, country, short });
});

test.each(['12', '377 123', '377 123 4567', 'call us', '+420 12'])('"%s" is no number', (written) => {
  const phone = phoneFrom(written, 'CZ');
  expect(phone === null || phone.short).toBe(true);
});

test('a topic is chosen by a part of its name, with a typo too, and asked back when several are meant', () => {
  expect(topicOf('dluh', knowledge.topics, 'cs')).toEqual({ id: 'debts' });
  expect(topicOf('bydlení', knowledge.topics, 'en')).toEqual({ id: 'housing' });
  expect(topicOf('depreson', knowledge.topics, 'en')).toEqual({ id: 'depression' });
  expect(topicOf('s', knowledge.topics, 'cs')).toMatchObject({
    why: { cs: expect.stringContaining('může být') },
  });
  expect(topicOf('xyz', knowledge.topics, 'cs')).toMatchObject({
    why: { en: expect.stringContaining('no topic') },
  });
});

test('the name of a draft leads nowhere else', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lampa-draft-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const draft: Draft = { kind: 'service', id: 'klub', isNew: true, values: {}, open: [] };
  await keepDraft(folder, draft);
  writeFileSync(join(folder, 'outside.json'), JSON.stringify(draft));
  expect(await readDraft(folder, 'klub')).toEqual(draft);
  for (const name of [
    '../outside',
    'x/../../outside',
    join(folder, 'outside'),
    '..\\outside',
    'klub\u0000',
  ]) {
    expect(await readDraft(folder, name), name).toBeNull();
  }
});
