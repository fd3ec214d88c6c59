import { describe, expect, it } from 'vitest';
import { loadLessons, shippedLessons } from '../../src/understand/load.ts';
import { shipped } from './shipped.ts';

/** What goes to people, or changes of whom the answer speaks, must not be read into ordinary words. */

const { understand } = await shipped();

describe('a wish for a person', () => {
  it.each([
    'muzu mluvit s nekym zivym?',
    'potřebuju pokecat s někým z vás',
    'dejte mi streetworkera',
    'chtěla bych napsat pracovnici',
    'nechci bota, chci živýho člověka',
    'můžu si popovídat s někým',
    'zavoláte mi někdo?',
    'chcem hovoriť s človekom',
    'prepojte ma na pracovníka',
    'je tam niekto živý?',
    'mohol by mi niekto z vás napísať',
    'dajte mi človeka',
    'chcę pogadać z człowiekiem',
    'czy jest tam ktoś żywy',
    'połączcie mnie z pracownikiem',
    'mogę z kimś porozmawiać?',
    'wolałbym porozmawiać z kimś prawdziwym',
    'хочу поговорити з людиною',
    'чи є тут хтось живий?',
    'покличте когось з ваших',
    'дайте людину',
    'можна поговорити з працівником?',
    'can i speak to a real person',
    'i want to talk to someone from your team',
    'is anyone real there',
    'connect me to a human',
    'could somebody call me please',
    'chci člověka',
    'je tam někdo živý',
    'zavolej mi někoho z vás',
    'streetworker',
  ])('is heard in: %s', (text) => expect(understand(text).human).toBe(true));

  it.each([
    'nechci mluvit s člověkem',
    's nikým mluvit nechci',
    'nechci aby mi někdo volal',
    'neposílejte mi žádného streetworkera',
    'bojím se mluvit s lidmi',
    've třídě se mnou nikdo nemluví',
    'potkala jsem někoho na netu a chce fotky',
    'někdo mi ukradl mobil',
    'hledám brigádu',
    'chci umřít',
    'nechcem hovoriť s človekom',
    'neprepájajte ma na nikoho',
    'niekto ma sleduje cestou zo školy',
    'nie chcę rozmawiać z człowiekiem',
    'nie chcę żeby ktoś do mnie dzwonił',
    'ktoś mnie obgaduje w szkole',
    'nikt mnie nie lubi',
    'не хочу говорити з людиною',
    'хтось зламав мій акаунт',
    'мене ніхто не розуміє',
    'i dont want to talk to a person',
    'please dont call anyone',
    'someone at school is bullying me',
    'i need a job',
    'my person left me',
    'can you help me with homework',
    'potřebuju doučování z matiky',
    'co mám dělat když mi někdo vyhrožuje',
    'mám problém s hraním automatů',
    'moja sestra berie drogy',
    'nechci už žít',
    'не хочу жити',
    'nikomu to nesmíte říct',
    'hledám doučování',
    'mám problém s alkoholem',
    'shání práci',
    'AHOJ POTŘEBUJU POMOC S DLUHAMA',
    'potřebuju doktora',
    'nevolejte policii',
    'nechci s nikým mluvit',
  ])('is not read into: %s', (text) => expect(understand(text).human).toBe(false));

  it('is found in most example messages that have it, and in hardly any other', async () => {
    const { examples } = await loadLessons(shippedLessons);
    const share = (human: boolean, every: number): number => {
      const some = examples
        .filter((example) => (example.human === true) === human)
        .filter((_, index) => index % every === 0);
      return some.filter(({ text }) => understand(text).human).length / some.length;
    };
    expect(share(true, 4)).toBeGreaterThan(0.9);
    expect(share(false, 20)).toBeLessThan(0.005);
  });

  it('that nobody has said is no sure topic', () => {
    const sure = understand('s nikým mluvit nechci').topics.filter(({ band }) => band === 'sure');
    expect(sure.map(({ id }) => id)).not.toContain('human');
  });

  it('that is refused is no topic either', () => {
    expect(understand('nechci mluvit s člověkem').topics.map(({ id }) => id)).not.toContain('human');
  });
});

describe('of whom it is told', () => {
  it.each([
    'spolužák mě šikanuje',
    'kamarádka mě pomlouvá',
    'brácha mě bije',
    'kamoš mi ublížil',
    'spolužiak ma bije',
    'kamarátka ma ohovára',
    'kolega mnie zgwałcił',
    'brat mnie bije',
    'koleżanka mnie wyzywa',
    'однокласник мене побив',
    'брат мене б’є',
    'подруга мене зрадила',
    'my classmate raped me',
    'my brother hits me',
    'my friend hurt me',
    'moje segra mi nadává a táta mě mlátí',
    'nemám žádné kamarády',
    'znásilnil ma spolužiak',
    'znasilnil me spoluzak',
    'bije mě táta',
    'nechodim do skoly a nechce se mi nic delat',
    'A něco v Klatovech?',
  ])('is the writer in: %s', (text) => expect(understand(text).other).toBe(false));

  it.each([
    'kamarádku znásilnil spolužák',
    'brácha bere pervitin, co mám dělat',
    'kamarádka mi řekla, že ji táta bije',
    'syn se mnou nemluví a řeže se',
    'kamarátka sa reže',
    'sestra chce zomrieť',
    'koleżanka nie je, boję się o nią',
    'mój brat pije codziennie',
    'подруга ріже собі руки',
    'мій брат хоче померти',
    'my friend is being hit by her dad',
    'my sister stopped eating',
    'kamarád říká že chce umřít',
    'kamarát hovorí, že chce zomrieť',
    'kolega mówi że chce się zabić',
    'подруга каже що хоче померти',
    'my mate says he wants to kill himself',
  ])('is somebody else in: %s', (text) => expect(understand(text).other).toBe(true));
});

it.each([
  'utekl jsem z pasťáku a nevím kam jít',
  'zdrhla jsem z děcáku',
  'ušla som z decáku, nevolajte políciu',
  'uciekłam z domu dziecka',
  'я втекла з інтернату, не дзвоніть у поліцію',
  'i ran away from the group home dont call the police',
  'jsem těhotná a nevím co mám dělat',
  'kamarátka je tehotná',
  'koleżanka jest w ciąży',
  'я вагітна і не знаю що робити',
  'i think my friend is pregnant',
  'rozešel se se mnou kluk',
  'rozišla sa so mnou priateľka a je mi hrozne',
  'chłopak ze mną zerwał',
  'мене покинула дівчина',
  'my girlfriend broke up with me and i feel like crap',
  'nemůžu spát, táta pije',
  'nemôžem spať, otec pije',
  'nie mogę spać, tata pije',
  'i cant sleep, my dad drinks',
  'utekla jsem z detaku, nevolejte policii',
  'jestem w ciąży i nie wiem co robic',
  'kámoška je těhotná',
  'rozesla se se mnou holka a je mi na nic',
  'я не можу спати, тато пʼє',
])('is no danger to life now: %s', (text) => expect(understand(text).risk).not.toBe('emergency'));

it.each([
  'vyhodili mě z domu',
  'máma mě vyhodila, je mi 15',
  'rodičia ma vyhodili',
  'mama mnie wyrzuciła',
  'мене вигнали',
  'my parents kicked me out',
  'got chucked out by my stepdad',
])('has lost the home, which is a crisis: %s', (text) => expect(understand(text).level).toBe('hard'));

it.each([
  'kamarád říká že chce umřít',
  'kamarát hovorí, že chce zomrieť',
  'kolega mówi że chce się zabić',
  'подруга каже що хоче померти',
  'my mate says he wants to kill himself',
])('is about suicide: %s', (text) =>
  expect(
    understand(text)
      .topics.slice(0, 2)
      .map(({ id }) => id),
  ).toContain('suicide'),
);

it.each(['kamos ma plan ze zitra skoci', 'nevim co mam delat, mam problem', 'tata me bije'])(
  'without diacritics is Czech, not Slovak: %s',
  (text) => expect(understand(text).language).toBe('cs'),
);

it.each(['otec pije a mama place', 'mama place'])(
  'is not surely Slovak without a word of Slovak: %s',
  (text) => {
    const { language, languageSure } = understand(text);
    expect(language === 'sk' && languageSure).toBe(false);
  },
);

it.each(['pomoc', 'help me', 'потрібна допомога', 'potrzebuję pomocy', 'pomôžte mi prosím'])(
  'a cry for help brings contacts and no alarm: %s',
  (text) => expect(understand(text).level).toBe('soft'),
);
