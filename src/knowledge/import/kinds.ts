import type { TopicId } from '../../domain.ts';
import type { Service } from '../schema.ts';
import { plain } from './candidate.ts';

export type InFive = Service['description'];

/** A kind of social service of Act 108/2006 Sb., as far as it is of use to somebody between 12 and 26. */
export interface Kind {
  /** One of them, as our directory writes it. */
  readonly called: string;
  /** What they do for you; written by people, never made by a machine. */
  readonly says: InFive;
  /** What it is always about. */
  readonly topics: readonly TopicId[];
  /** What it is about when the target groups tell nothing. */
  readonly otherwise: readonly TopicId[];
  /** By § 72 of the act. */
  readonly free: boolean | null;
  /** Usual for the kind; an admin has to ask. */
  readonly anonymousUsual: boolean;
  /** Ages where the register tells none. */
  readonly ages: readonly [number | null, number | null];
  /** Works by telephone or online, for the whole country. */
  readonly everywhere: boolean;
  /** "Round the clock" means that somebody can be reached, not only that people sleep there. */
  readonly hoursAreForCallers: boolean;
}

const ordinary = {
  otherwise: [],
  free: true,
  anonymousUsual: false,
  ages: [null, null],
  everywhere: false,
  hoursAreForCallers: false,
} as const;

const crisis = ['suicide', 'self-harm', 'depression', 'anxiety', 'grief', 'family-violence'] as const;

/** By the name of the code list of kinds, never by its number: the register and its other interface number them differently. */
const kinds: Readonly<Record<string, Kind>> = {
  'Odborné sociální poradenství': {
    ...ordinary,
    called: 'odborné sociální poradenství',
    topics: [],
    otherwise: ['debts', 'housing', 'money', 'legal', 'family-conflict'],
    says: {
      cs: 'Poradna: probereš tu, co se děje, a poradí ti, co se dá dělat dál.',
      pl: 'Poradnia: możesz omówić, co się dzieje, i dowiedzieć się, co można zrobić dalej.',
      sk: 'Poradňa: preberieš tu, čo sa deje, a poradia ti, čo sa dá robiť ďalej.',
      uk: 'Консультація: тут можна обговорити, що відбувається, і дізнатися, що робити далі.',
      en: 'Advice centre: you can talk through what is going on and hear what can be done next.',
    },
  },
  'Telefonická krizová pomoc': {
    ...ordinary,
    called: 'telefonická krizová pomoc',
    topics: [...crisis, 'loneliness'],
    anonymousUsual: true,
    everywhere: true,
    hoursAreForCallers: true,
    says: {
      cs: 'Linka pomoci: zavoláš nebo napíšeš, když je toho moc a potřebuješ s někým mluvit.',
      pl: 'Linia pomocy: możesz zadzwonić lub napisać, gdy jest za ciężko i potrzebujesz z kimś porozmawiać.',
      sk: 'Linka pomoci: zavoláš alebo napíšeš, keď je toho veľa a potrebuješ s niekým hovoriť.',
      uk: 'Лінія допомоги: можна подзвонити або написати, коли важко й треба з кимось поговорити.',
      en: 'Helpline: call or write when it is too much and you need to talk to somebody.',
    },
  },
  'Azylové domy': {
    ...ordinary,
    called: 'azylový dům',
    topics: ['housing', 'money'],
    free: false,
    says: {
      cs: 'Azylový dům: přechodné bydlení, když nemáš kde být, a pomoc najít něco dalšího. Za pobyt se platí.',
      pl: 'Dom azylowy: tymczasowe mieszkanie, gdy nie masz gdzie być, i pomoc w znalezieniu czegoś dalej. Pobyt jest płatny.',
      sk: 'Azylový dom: prechodné bývanie, keď nemáš kde byť, a pomoc nájsť niečo ďalšie. Za pobyt sa platí.',
      uk: 'Притулок: тимчасове житло, коли ніде жити, і допомога знайти щось далі. Проживання платне.',
      en: 'Shelter: somewhere to stay for a while when you have nowhere to be, and help to find what comes next. You pay for the stay.',
    },
  },
  'Domy na půl cesty': {
    ...ordinary,
    called: 'dům na půl cesty',
    topics: ['housing', 'care-system', 'work'],
    free: false,
    ages: [18, 26],
    says: {
      cs: 'Dům na půl cesty: bydlení zpravidla do 26 let po odchodu z dětského domova nebo pěstounské péče. Za pobyt se platí.',
      pl: 'Mieszkanie przejściowe: zwykle do 26 lat, po wyjściu z domu dziecka lub rodziny zastępczej. Pobyt jest płatny.',
      sk: 'Dom na polceste: bývanie spravidla do 26 rokov po odchode z detského domova alebo pestúnskej starostlivosti. Za pobyt sa platí.',
      uk: 'Дім на півдорозі: житло зазвичай до 26 років після дитячого будинку чи прийомної родини. Проживання платне.',
      en: 'Halfway house: housing, as a rule up to 26, after leaving a children’s home or foster care. You pay for the stay.',
    },
  },
  'Kontaktní centra': {
    ...ordinary,
    called: 'kontaktní centrum',
    topics: ['drugs', 'overdose', 'alcohol'],
    anonymousUsual: true,
    says: {
      cs: 'Kontaktní centrum: když bereš drogy, výměna materiálu, rada a podpora, když chceš něco změnit.',
      pl: 'Punkt kontaktowy: gdy bierzesz narkotyki, wymiana sprzętu, rada i wsparcie, gdy chcesz coś zmienić.',
      sk: 'Kontaktné centrum: keď berieš drogy, výmena materiálu, rada a podpora, keď chceš niečo zmeniť.',
      uk: 'Контактний центр: якщо вживаєш наркотики, обмін матеріалу, порада й підтримка, коли хочеш щось змінити.',
      en: 'Drop-in for people who use drugs: exchange of equipment, advice, and support when you want to change something.',
    },
  },
  'Krizová pomoc': {
    ...ordinary,
    called: 'krizová pomoc',
    topics: [...crisis, 'family-conflict'],
    hoursAreForCallers: true,
    says: {
      cs: 'Krizová pomoc: můžeš tu probrat, co se děje, a hledat další krok. Někde se dá i krátce zůstat.',
      pl: 'Pomoc w kryzysie: możesz omówić, co się dzieje, i szukać następnego kroku. Czasem można też krótko zostać.',
      sk: 'Krízová pomoc: môžeš tu prebrať, čo sa deje, a hľadať ďalší krok. Niekde sa dá aj krátko zostať.',
      uk: 'Кризова допомога: тут можна обговорити, що відбувається, і шукати наступний крок. Десь можна й ненадовго залишитися.',
      en: 'Crisis help: you can talk through what is going on and look for the next step. Some let you stay for a short time.',
    },
  },
  'Intervenční centra': {
    ...ordinary,
    called: 'intervenční centrum',
    topics: ['family-violence', 'dating-violence', 'legal'],
    hoursAreForCallers: true,
    says: {
      cs: 'Intervenční centrum: pomoc, když ti doma někdo ubližuje nebo když policie někoho z domova vykázala.',
      pl: 'Centrum interwencji: pomoc, gdy ktoś cię w domu krzywdzi albo policja kazała komuś opuścić dom.',
      sk: 'Intervenčné centrum: pomoc, keď ti doma niekto ubližuje alebo keď polícia niekoho z domu vykázala.',
      uk: 'Центр втручання: допомога, коли вдома хтось тебе кривдить або поліція виселила кривдника.',
      en: 'Intervention centre: help when somebody hurts you at home or the police have sent somebody away from home.',
    },
  },
  'Nízkoprahová denní centra': {
    ...ordinary,
    called: 'nízkoprahové denní centrum',
    topics: ['housing', 'money'],
    anonymousUsual: true,
    says: {
      cs: 'Denní centrum, když nemáš kde být: teplo, jídlo, sprcha a rada, jak dál.',
      pl: 'Centrum dzienne, gdy nie masz gdzie być: ciepło, jedzenie, prysznic i rada, co dalej.',
      sk: 'Denné centrum, keď nemáš kde byť: teplo, jedlo, sprcha a rada, ako ďalej.',
      uk: 'Денний центр, коли ніде бути: тепло, їжа, душ і порада, що далі.',
      en: 'Day centre for when you have nowhere to be: warmth, food, a shower, and advice on what next.',
    },
  },
  'Nízkoprahová zařízení pro děti a mládež': {
    ...ordinary,
    called: 'nízkoprahové zařízení pro děti a mládež',
    topics: [
      'leisure',
      'school',
      'friends',
      'loneliness',
      'family-conflict',
      'relationships',
      'bullying',
      'work',
    ],
    anonymousUsual: true,
    ages: [6, 26],
    says: {
      cs: 'Klub pro děti a mladé: můžeš přijít jen tak, a když chceš, probrat školu, rodinu, vztahy nebo práci.',
      pl: 'Klub dla dzieci i młodzieży: możesz po prostu wpaść, a gdy chcesz, omówić szkołę, rodzinę, relacje lub pracę.',
      sk: 'Klub pre deti a mladých: môžeš prísť len tak, a keď chceš, prebrať školu, rodinu, vzťahy alebo prácu.',
      uk: 'Клуб для дітей і молоді: можна просто прийти, а якщо хочеш, поговорити про школу, родину, стосунки чи роботу.',
      en: 'A club for children and young people: just drop in, and if you like, talk about school, family, relationships or work.',
    },
  },
  Noclehárny: {
    ...ordinary,
    called: 'noclehárna',
    topics: ['housing'],
    free: false,
    ages: [18, null],
    says: {
      cs: 'Noclehárna: postel a sprcha na jednu noc, když nemáš kde spát. Zpravidla se platí malá částka.',
      pl: 'Noclegownia: łóżko i prysznic na jedną noc, gdy nie masz gdzie spać. Zwykle płaci się niewielką kwotę.',
      sk: 'Nocľaháreň: posteľ a sprcha na jednu noc, keď nemáš kde spať. Spravidla sa platí malá suma.',
      uk: 'Нічліжка: ліжко й душ на одну ніч, коли ніде спати. Зазвичай треба трохи заплатити.',
      en: 'Night shelter: a bed and a shower for one night when you have nowhere to sleep. As a rule you pay a small sum.',
    },
  },
  'Služby následné péče': {
    ...ordinary,
    called: 'služba následné péče',
    topics: [],
    otherwise: ['drugs', 'alcohol', 'gambling-gaming'],
    says: {
      cs: 'Následná péče: podpora po léčbě, aby se dalo vrátit do běžného života.',
      pl: 'Wsparcie po leczeniu: pomoc w powrocie do codziennego życia.',
      sk: 'Následná starostlivosť: podpora po liečbe, aby sa dalo vrátiť do bežného života.',
      uk: 'Підтримка після лікування: допомога повернутися до звичайного життя.',
      en: 'Aftercare: support after treatment, on the way back to everyday life.',
    },
  },
  'Sociálně aktivizační služby pro rodiny s dětmi': {
    ...ordinary,
    called: 'sociálně aktivizační služby pro rodiny s dětmi',
    topics: ['family-conflict', 'school', 'housing', 'money', 'care-system'],
    says: {
      cs: 'Pomoc rodinám s dětmi: pracovníci docházejí domů a pomáhají s rodinou, školou, bydlením i penězi.',
      pl: 'Pomoc rodzinom z dziećmi: pracownicy przychodzą do domu i pomagają w sprawach rodziny, szkoły, mieszkania i pieniędzy.',
      sk: 'Pomoc rodinám s deťmi: pracovníci chodia domov a pomáhajú s rodinou, školou, bývaním aj peniazmi.',
      uk: 'Допомога родинам із дітьми: працівники приходять додому й допомагають із родиною, школою, житлом і грошима.',
      en: 'Help for families with children: workers come to your home and help with family, school, housing and money.',
    },
  },
  'Terapeutické komunity': {
    ...ordinary,
    called: 'terapeutická komunita',
    topics: [],
    otherwise: ['drugs', 'alcohol'],
    free: false,
    says: {
      cs: 'Terapeutická komunita: několik měsíců společného bydlení a podpory na cestě ze závislosti nebo z duševní nemoci. Za pobyt se platí.',
      pl: 'Społeczność terapeutyczna: kilka miesięcy wspólnego mieszkania i wsparcia w wychodzeniu z uzależnienia lub choroby psychicznej. Pobyt jest płatny.',
      sk: 'Terapeutická komunita: niekoľko mesiacov spoločného bývania a podpory na ceste zo závislosti alebo z duševnej choroby. Za pobyt sa platí.',
      uk: 'Терапевтична спільнота: кілька місяців спільного життя й підтримки на шляху від залежності чи психічної хвороби. Проживання платне.',
      en: 'Therapeutic community: some months of living together and support on the way out of addiction or mental illness. You pay for the stay.',
    },
  },
  'Terénní programy': {
    ...ordinary,
    called: 'terénní programy',
    topics: [],
    otherwise: ['drugs', 'alcohol', 'housing', 'money'],
    anonymousUsual: true,
    says: {
      cs: 'Streetwork: pracovníci přijdou za tebou tam, kde jsi, poradí a pomůžou.',
      pl: 'Streetwork: pracownicy przyjdą do ciebie tam, gdzie jesteś, poradzą i pomogą.',
      sk: 'Streetwork: pracovníci prídu za tebou tam, kde si, poradia a pomôžu.',
      uk: 'Стрітворк: працівники прийдуть до тебе туди, де ти є, порадять і допоможуть.',
      en: 'Streetwork: workers come to where you are, advise and help.',
    },
  },
  'Sociální rehabilitace': {
    ...ordinary,
    called: 'sociální rehabilitace',
    topics: [],
    otherwise: ['work', 'housing'],
    says: {
      cs: 'Sociální rehabilitace: pomoc naučit se zvládat práci, bydlení, úřady a běžné dny po svém.',
      pl: 'Rehabilitacja społeczna: pomoc w tym, jak po swojemu radzić sobie z pracą, mieszkaniem, urzędami i codziennością.',
      sk: 'Sociálna rehabilitácia: pomoc naučiť sa zvládať prácu, bývanie, úrady a bežné dni po svojom.',
      uk: 'Соціальна реабілітація: допомога навчитися давати раду роботі, житлу, установам і щоденним справам.',
      en: 'Social rehabilitation: help to manage work, housing, offices and everyday life in your own way.',
    },
  },
  'Centrum duševního zdraví': {
    ...ordinary,
    called: 'centrum duševního zdraví',
    topics: ['psychosis', 'depression', 'anxiety'],
    free: null,
    says: {
      cs: 'Centrum duševního zdraví: lidé ze zdravotní i sociální služby pomáhají s duševní nemocí, i u tebe doma.',
      pl: 'Centrum zdrowia psychicznego: pracownicy medyczni i socjalni pomagają w chorobie psychicznej, także u ciebie w domu.',
      sk: 'Centrum duševného zdravia: ľudia zo zdravotnej aj sociálnej služby pomáhajú s duševnou chorobou, aj u teba doma.',
      uk: 'Центр психічного здоров’я: медичні й соціальні працівники допомагають із психічною хворобою, також у тебе вдома.',
      en: 'Mental health centre: health and social workers help with mental illness, also at your home.',
    },
  },
};

/**
 * Known, and not for those whom Lampa serves: care for old people and for people with disabilities, which is given after an
 * assessment and arranged by the family, not found in a chat by somebody in need tonight.
 */
const leftOut: readonly string[] = [
  'Osobní asistence',
  'Pečovatelská služba',
  'Tísňová péče',
  'Průvodcovské a předčitatelské služby',
  'Podpora samostatného bydlení',
  'Odlehčovací služby',
  'Centra denních služeb',
  'Denní stacionáře',
  'Týdenní stacionáře',
  'Domovy pro osoby se zdravotním postižením',
  'Domovy pro seniory',
  'Domovy se zvláštním režimem',
  'Chráněné bydlení',
  'Sociální služby poskytované ve zdravotnických zařízeních lůžkové péče',
  'Raná péče',
  'Tlumočnické služby',
  'Sociálně aktivizační služby pro seniory a osoby se zdravotním postižením',
  'Sociálně terapeutické dílny',
];

const byName = new Map<string, Kind | null>([
  ...Object.entries(kinds).map(([name, kind]) => [plain(name), kind] as const),
  ...Object.values(kinds).map((kind) => [plain(kind.called), kind] as const),
  ...leftOut.map((name) => [plain(name), null] as const),
]);

/** By its name in the code list; null: known and left out; undefined: no kind that is known. */
export const kindNamed = (name: string): Kind | null | undefined => byName.get(plain(name));
