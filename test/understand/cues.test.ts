import { describe, expect, it } from 'vitest';
import { ageIn } from '../../src/understand/age.ts';
import { isCry } from '../../src/understand/cries.ts';
import { createReadCues } from '../../src/understand/cues.ts';

const readCues = createReadCues();

describe('the age in a message', () => {
  it.each([
    ['je mi 15', 15],
    ['je mi patnáct a chci pryč', 15],
    ['mam 14 let a bojim se', 14],
    ['mám 15 rokov', 15],
    ['mam 13 lat', 13],
    ["I'm 16 and scared", 16],
    ['im 17', 17],
    ['мені 15', 15],
    ['мне 14 лет', 14],
    ['meni 16 rokiv', 16],
    ['dcera, 14 let, prisla pozde', 14],
    ['mojemu bratovi je 12 rokov', 12],
    ['my sister is 13 years old', 13],
    ['mam 17, mozem prist?', 17],
  ])('%s: %i', (text, age) => expect(ageIn(text)).toBe(age));

  it.each([
    'za 5 minut jsem tam',
    'mam 14 dni na zaplaceni',
    'pred 10 lety',
    'už 12 let pije',
    'mam 3 petky',
    'im 5 minutes away',
    'mam 15 korun',
    'five years ago',
    'dluzim 15 tisic',
    'je mi 150',
  ])('is not read out of: %s', (text) => expect(ageIn(text)).toBeNull());
});

describe('a short follow-up', () => {
  it.each([
    ['a večer?', 'evening'],
    ['a co wieczorem?', 'evening'],
    ['a ввечері?', 'evening'],
    ['what about evenings?', 'evening'],
    ['je to zadarmo?', 'free'],
    ['czy to darmowe?', 'free'],
    ['це безкоштовно?', 'free'],
    ['is it free?', 'free'],
    ['nic z toho', 'none-of-these'],
    ['nic z tego', 'none-of-these'],
    ['нічого з цього', 'none-of-these'],
    ['none of these', 'none-of-these'],
    ['neco dalsiho', 'more'],
    ['niečo ďalšie', 'more'],
    ['coś innego', 'more'],
    ['щось інше', 'more'],
    ['anything else?', 'more'],
    ['a co anonymne?', 'anonymous'],
    ['is it anonymous?', 'anonymous'],
    ['je teď otevřeno?', 'open-now'],
    ['otwarte teraz?', 'open-now'],
    ['зараз відкрито?', 'open-now'],
    ['open now?', 'open-now'],
    ['a něco v Klatovech?', 'place'],
    ['a v Praze?', 'place'],
  ] as const)('%s means %s', (text, kind) => expect(readCues(text).followUp).toBe(kind));

  it.each([
    'bojím se tmy',
    'dobrý večer',
    'dobry vecer',
    'ahoj',
    'táta pije',
    'a vcera me zase mlatil tak ze jsem musela utect z domu vecer',
  ])('is not: %s', (text) => expect(readCues(text).followUp).toBeNull());
});

describe('a bare cry for help', () => {
  it.each([
    'pomoc',
    'pomoc prosim',
    'prosím pomozte mi',
    'pomôžte mi prosím',
    'potrzebuję pomocy',
    'pomóżcie mi proszę',
    'потрібна допомога',
    'допоможіть мені',
    'help me',
    'i need help',
  ])('is heard in: %s', (text) => expect(isCry(text)).toBe(true));

  it.each(['pomoc s matikou', 'nechci pomoc', 'i need help with homework', 'pomoc s dluhama', 'ahoj'])(
    'is not heard in: %s',
    (text) => expect(isCry(text)).toBe(false),
  );
});
