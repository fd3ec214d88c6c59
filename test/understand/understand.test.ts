import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shippedLessons } from '../../src/understand/load.ts';
import { createUnderstand } from '../../src/understand/understand.ts';
import { shipped } from './shipped.ts';

const { understand, modelStale } = await shipped();

describe('a plain statement of danger', () => {
  it.each([
    ['uz nechci zit', 'cs'],
    ['chci se zabit', 'cs'],
    ['tata me mlati', 'cs'],
    ['vzala jsem 30 prasku', 'cs'],
    ['nemam dnes kde spat', 'cs'],
    ['vyhrozuje mi ze zverejni moje nahe fotky', 'cs'],
    ['nechci se zabít, ale nechci tu být', 'cs'],
    ['nie chce juz zyc', 'pl'],
    ['ojciec mnie bije', 'pl'],
    ['wzielam garsc tabletek', 'pl'],
    ['tne sie', 'pl'],
    ['uz nechcem zit', 'sk'],
    ['otec ma bije', 'sk'],
    ['rezem sa', 'sk'],
    ['zobral som vsetky tabletky', 'sk'],
    ['не хочу жити', 'uk'],
    ['ne hochu zhyty', 'uk'],
    ['мене зґвалтували', 'uk'],
    ['вітчим мене побив', 'uk'],
    ['i dont want to live anymore', 'en'],
    ['my dad hits me', 'en'],
    ['i took 20 pills', 'en'],
    ["my friend isn't breathing", 'en'],
  ])('%s (%s) is hard, even without diacritics', (text) => {
    const { level, reasons } = understand(text);
    expect(level).toBe('hard');
    expect(reasons[0]?.kind).toBe('rule');
  });

  it.each([
    'uz nechci zit, mam doma nachystany prasky',
    'nie chce juz zyc, mam przygotowane tabletki',
    'uz nechcem zit, mam doma pripravene lieky',
    'не хочу жити, вдома приготовані таблетки',
    'ne hochu zhyty, mayu tabletky',
    'i dont want to live, i have pills ready',
  ])('with the means at hand is an emergency: %s', (text) => {
    expect(understand(text).risk).toBe('emergency');
  });
});

it.each([
  'zabil jsem bosse',
  'umírám smíchy',
  "I'm dead lol",
  'ten test mě zabil',
  'umieram ze śmiechu',
  'вбив боса',
])('a joke or a game is no crisis: %s', (text) => expect(understand(text).level).not.toBe('hard'));

describe('an understanding', () => {
  it('is the same, byte for byte, for the same text, whatever was read in between', () => {
    const text = 'Táta pije a mám strach jít domů, je mi 14, bydlím v Plzni';
    const first = JSON.stringify(understand(text));
    understand('something quite different about school');
    understand('x'.repeat(5000));
    expect(JSON.stringify(understand(text))).toBe(first);
  });

  it('looks at no more than the beginning and the end of a long text', () => {
    const begin = 'mam strach z matury '.repeat(25);
    const end = 'nemuzu spat a boli me bricho '.repeat(40).slice(-1000);
    const of = (middle: string) => understand(begin + middle + end).topics;
    expect(of('fotbal '.repeat(400))).toEqual(of('hokej '.repeat(3000)));
  });

  it.each(['', ' ', '\u0000', '????', '😀', '\uD800', 'ا', '🧨'.repeat(2000)])(
    'of odd input is calm (%j)',
    (text) => {
      const { level, languageSure } = understand(text);
      expect(level).toBe('none');
      expect(languageSure).toBe(false);
    },
  );

  it.each([
    ['Mám velký strach z maturity a nemůžu spát', 'cs'],
    ['Boję się iść do szkoły, bo się ze mnie śmieją', 'pl'],
    ['Bojím sa ísť do školy, lebo sa mi smejú', 'sk'],
    ['Боюся йти до школи, бо з мене сміються', 'uk'],
    ['I am afraid to go to school because they laugh at me', 'en'],
  ])('knows the language of: %s', (text, language) => {
    expect(understand(text)).toMatchObject({ language, languageSure: true });
  });

  it('is not sure of the language of a word that many share', () => {
    expect(understand('ok').languageSure).toBe(false);
  });

  it.each(['ahoj', 'mam hlad', 'mam strach'])(
    'takes what is Czech as well as Slovak for Czech, which is met more often, and is not sure: %s',
    (text) => expect(understand(text)).toMatchObject({ language: 'cs', languageSure: false }),
  );

  it.each([
    ['doma se hadame', 'cs'],
    ['doma sa hadame', 'sk'],
    ['som doma', 'sk'],
    ['jsem doma', 'cs'],
  ])('tells Czech from Slovak where they differ: %s (%s)', (text, language) =>
    expect(understand(text).language).toBe(language),
  );

  it('names topics whose scores sum to at most 1, most likely first, at most five', () => {
    for (const text of ['u nás doma se pije', 'exekuce a dluhy', 'jaké bude zítra počasí', 'ahoj', 'nevím']) {
      const scores = understand(text).topics.map(({ score }) => score);
      expect(scores.length).toBeLessThanOrEqual(5);
      expect(scores.reduce((sum, score) => sum + score, 0)).toBeLessThanOrEqual(1.0001);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
    }
  });

  it.each([
    ['máma pije každý den a já se o ni bojím', 'addicted-relative'],
    ['mam dlugi u komornika', 'debts'],
    ['nechodím do školy a hrozí mi propadnutí', 'school'],
    ['в мене панічні атаки', 'anxiety'],
    ['i think i might be pregnant', 'sexuality'],
  ])('finds the topic of: %s', (text, topic) => {
    expect(understand(text).topics[0]?.id).toBe(topic);
  });

  it('explains itself with the nearest examples', () => {
    const examples = understand('máma pije').reasons.filter(({ kind }) => kind === 'example');
    expect(examples).toHaveLength(3);
  });

  it('hears that somebody else is in trouble', () => {
    expect(understand('bojím se o kamarádku, přestala jíst').other).toBe(true);
    expect(understand('přestala jsem jíst').other).toBe(false);
  });

  it.each([
    'kamarád hodně pije a nevím, jak mu pomoct',
    'moja kamoška sa reže, čo mám robiť',
    'martwię się o brata, nie wychodzi z pokoju',
    'подруга не їсть вже тиждень, я за неї боюся',
    'my friend stopped eating and i am worried about her',
  ])('hears of whom it is told: %s', (text) => expect(understand(text).other).toBe(true));

  it.each([
    'mám deprese a nechci chodit do školy',
    'nemám priateľov a som stále sama',
    'boję się wyjść z pokoju',
    'я не можу спати вже тиждень',
    'i feel anxious all the time',
  ])('hears that it is about the writer: %s', (text) => expect(understand(text).other).toBe(false));

  it('hands the text to the gazetteer', async () => {
    const { understand: read } = await createUnderstand({
      from: shippedLessons,
      model: 'data/model/understanding.bin',
      rules: 'data/knowledge/risk-rules',
      findPlace: () => ({ kind: 'which', candidates: [] }),
    });
    expect(read('jsem z Plzně').place).toEqual({ kind: 'which', candidates: [] });
  });
});

describe('the shipped model', () => {
  it('was trained on the shipped examples', () => expect(modelStale).toBe(false));

  it('is known to be stale, and still works, when an example was changed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lampa-examples-'));
    await cp('data/examples', folder, { recursive: true });
    const file = join(folder, 'en.json');
    await writeFile(file, (await readFile(file, 'utf8')).replace('"text":"', '"text":"Changed: '));
    const changed = await createUnderstand({
      from: { ...shippedLessons, examples: folder },
      model: 'data/model/understanding.bin',
      rules: 'data/knowledge/risk-rules',
      findPlace: () => null,
    });
    await rm(folder, { recursive: true });
    expect(changed.modelStale).toBe(true);
    expect(changed.understand('uz nechci zit').level).toBe('hard');
  });

  it('says what to do when the file is missing or something else', async () => {
    const from = (model: string) =>
      createUnderstand({
        from: shippedLessons,
        model,
        rules: 'data/knowledge/risk-rules',
        findPlace: () => null,
      });
    await expect(from('data/model/none.bin')).rejects.toThrow('node scripts/train.ts');
    await expect(from('package.json')).rejects.toThrow('is no model file');
  });
});
