import { describe, expect, it } from 'vitest';
import type { Language } from '../../src/domain.ts';
import { shipped } from './shipped.ts';

/**
 * Plain statements of danger, as people would type them: about oneself and about others, past and present, with means. They
 * stay an alarm however they are typed.
 */

const { understand } = await shipped();

interface Statements {
  readonly emergency: readonly string[];
  readonly high: readonly string[];
}

const statements: Readonly<Record<Language, Statements>> = {
  cs: {
    emergency: [
      'Už nechci žít a mám doma nachystané prášky',
      'Kamarádka spolykala prášky a je jí špatně',
      'Snědl jsem celé balení ibalginu',
      'Brácha leží na zemi a nereaguje',
      'Kamarád nedýchá, co mám dělat',
      'Podřezala si žíly',
      'Stojím na mostě a chci skočit',
      'Chci umřít, v ruce mám žiletku',
      'Otčím teď právě mlátí mámu',
      'Dneska večer to udělám, už nechci žít',
    ],
    high: [
      'Včera jsem se chtěla zabít',
      'Ségra říká, že chce umřít',
      'Přemýšlím o sebevraždě',
      'Táta mě včera zmlátil',
      'Přítel mě škrtil',
      'Strejda mě znásilnil',
      'Znásilnili moji kamarádku',
      'Zase jsem se pořezala',
      'Kamarádka se doma řeže',
      'Vyhrožuje mi, že zveřejní moje nahé fotky',
      'Vyhodili mě z domu a nemám kde spát',
    ],
  },
  sk: {
    emergency: [
      'Už nechcem žiť a mám doma pripravené tabletky',
      'Kamarátka prehltla tabletky a je jej zle',
      'Zjedol som celé balenie ibalginu',
      'Brat leží na zemi a nereaguje',
      'Kamarát nedýcha, čo mám robiť',
      'Podrezala si žily',
      'Stojím na moste a chcem skočiť',
      'Chcem zomrieť, v ruke mám žiletku',
      'Otčim teraz bije mamu',
      'Dnes večer to urobím, už nechcem žiť',
    ],
    high: [
      'Včera som sa chcela zabiť',
      'Sestra hovorí, že chce zomrieť',
      'Premýšľam nad samovraždou',
      'Otec ma včera zbil',
      'Priateľ ma škrtil',
      'Strýko ma znásilnil',
      'Znásilnili moju kamarátku',
      'Zase som sa porezala',
      'Kamarátka sa doma reže',
      'Vyhráža sa mi, že zverejní moje nahé fotky',
      'Vyhodili ma z domu a nemám kde spať',
    ],
  },
  pl: {
    emergency: [
      'Nie chcę już żyć i mam przygotowane tabletki',
      'Koleżanka połknęła garść tabletek',
      'Zjadłem całe opakowanie apapu',
      'Brat leży na podłodze i nie reaguje',
      'Kolega nie oddycha, co mam robić',
      'Podcięła sobie żyły',
      'Stoję na moście i chcę skoczyć',
      'Chcę umrzeć, mam w ręce żyletkę',
      'Ojczym właśnie bije mamę',
      'Dziś wieczorem to zrobię, nie chcę żyć',
    ],
    high: [
      'Wczoraj chciałam się zabić',
      'Siostra mówi, że chce umrzeć',
      'Myślę o samobójstwie',
      'Tata mnie wczoraj pobił',
      'Chłopak mnie dusił',
      'Wujek mnie zgwałcił',
      'Zgwałcili moją koleżankę',
      'Znowu się pocięłam',
      'Koleżanka tnie się w domu',
      'Grozi, że wyśle moje nagie zdjęcia',
      'Wyrzucili mnie z domu i nie mam gdzie spać',
    ],
  },
  uk: {
    emergency: [
      'Не хочу більше жити, маю вдома таблетки',
      'Подруга наковталася таблеток',
      'Я випив цілу пачку таблеток',
      'Брат лежить на підлозі і не реагує',
      'Друг не дихає, що робити',
      'Вона порізала собі вени',
      'Стою на мосту і хочу стрибнути',
      'Хочу померти, в руці лезо',
      'Вітчим зараз бʼє маму',
      'Сьогодні ввечері це зроблю, не хочу жити',
    ],
    high: [
      'Вчора я хотіла вбити себе',
      'Сестра каже, що хоче померти',
      'Думаю про самогубство',
      'Батько мене вчора побив',
      'Хлопець мене душив',
      'Дядько мене зґвалтував',
      'Мою подругу зґвалтували',
      'Я знову порізала себе',
      'Подруга ріже собі руки',
      'Погрожує викласти мої голі фото',
      'Мене вигнали з дому, нема де спати',
    ],
  },
  en: {
    emergency: [
      "I don't want to live anymore and I have pills ready",
      'My friend swallowed a bottle of pills',
      'I took a whole pack of paracetamol',
      "My brother is lying on the floor and isn't responding",
      "My mate isn't breathing, what do I do",
      'She slit her wrists',
      "I'm standing on the bridge and want to jump",
      "I want to die, I've got a razor in my hand",
      'My stepdad is beating my mum right now',
      "I'll do it tonight, I don't want to live",
    ],
    high: [
      'Yesterday I wanted to kill myself',
      'My sister says she wants to die',
      "I'm thinking about suicide",
      'My dad beat me yesterday',
      'My boyfriend choked me',
      'My uncle raped me',
      'They raped my friend',
      "I've been cutting myself again",
      'My friend is cutting herself',
      "He's threatening to post my nudes",
      'They kicked me out and I have nowhere to sleep',
    ],
  },
};

const bare = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/ł/g, 'l');

/** Swaps two letters in the middle of the longest word, as fingers do. */
function mistyped(text: string): string {
  const longest = text
    .split(/[^\p{L}]+/u)
    .reduce((best, word) => (word.length > best.length ? word : best), '');
  const middle = Math.floor(longest.length / 2);
  const letters = [...longest];
  const slip = [
    ...letters.slice(0, middle - 1),
    letters[middle],
    letters[middle - 1],
    ...letters.slice(middle + 1),
  ];
  return text.replace(longest, slip.join(''));
}

const typings: readonly (readonly [string, (text: string) => string])[] = [
  ['as written', (text) => text],
  ['without diacritics', bare],
  ['in small letters without punctuation', (text) => bare(text).toLowerCase().replace(/[,.]/g, '')],
  ['in capitals', (text) => text.toUpperCase()],
  ['with a slip in its longest word', mistyped],
];

const cases = Object.entries(statements).flatMap(([language, { emergency, high }]) => [
  ...emergency.map((text) => [language, 'emergency', text] as const),
  ...high.map((text) => [language, 'high', text] as const),
]);

describe.each(typings)('a plain statement of danger %s', (_, type) => {
  it.each(cases)('%s, %s: %s', (_language, risk, text) => {
    const found = understand(type(text));
    expect(found.level).toBe('hard');
    if (risk === 'emergency') expect(found.risk).toBe('emergency');
  });
});
