import type { TopicId } from '../../domain.ts';
import { plain } from './candidate.ts';
import type { InFive } from './kinds.ts';

/** A target group of the register, as far as it is of use to somebody between 12 and 26. */
export interface Group {
  readonly topics: readonly TopicId[];
  /** Who that is, as one item of a list. */
  readonly says: InFive;
}

const addicted: Group = {
  topics: ['drugs', 'alcohol', 'overdose'],
  says: {
    cs: 'lidé, kterým do života zasahují drogy nebo alkohol',
    pl: 'osoby, którym w życiu przeszkadzają narkotyki lub alkohol',
    sk: 'ľudia, ktorým do života zasahujú drogy alebo alkohol',
    uk: 'люди, у чиє життя втручаються наркотики чи алкоголь',
    en: 'people whose lives are affected by drugs or alcohol',
  },
};

/** By the name of the code list of target groups, never by its number. */
const groups: Readonly<Record<string, Group>> = {
  'děti a mládež ve věku od 6 do 26 let ohrožené společensky nežádoucími jevy': {
    topics: ['school', 'friends', 'family-conflict', 'relationships'],
    says: {
      cs: 'děti a mladí od 6 do 26 let',
      pl: 'dzieci i młodzież od 6 do 26 lat',
      sk: 'deti a mladí od 6 do 26 rokov',
      uk: 'діти й молодь від 6 до 26 років',
      en: 'children and young people from 6 to 26',
    },
  },
  'osoby do 26 let věku opouštějící školská zařízení pro výkon ústavní péče': {
    topics: ['care-system', 'housing', 'work'],
    says: {
      cs: 'mladí do 26 let, kteří odcházejí z dětského domova nebo ústavu',
      pl: 'młodzi do 26 lat, którzy opuszczają dom dziecka lub ośrodek',
      sk: 'mladí do 26 rokov, ktorí odchádzajú z detského domova alebo ústavu',
      uk: 'молодь до 26 років, яка виходить із дитячого будинку чи закладу',
      en: 'young people up to 26 who are leaving care',
    },
  },
  'etnické menšiny': {
    topics: ['discrimination'],
    says: {
      cs: 'lidé z etnických menšin',
      pl: 'osoby z mniejszości etnicznych',
      sk: 'ľudia z etnických menšín',
      uk: 'люди з етнічних меншин',
      en: 'people from ethnic minorities',
    },
  },
  'imigranti a azylanti': {
    topics: ['migration', 'discrimination'],
    says: {
      cs: 'lidé, kteří přišli z jiné země',
      pl: 'osoby, które przyjechały z innego kraju',
      sk: 'ľudia, ktorí prišli z inej krajiny',
      uk: 'люди, які приїхали з іншої країни',
      en: 'people who came from another country',
    },
  },
  'oběti domácího násilí': {
    topics: ['family-violence', 'dating-violence'],
    says: {
      cs: 'lidé, kterým doma nebo ve vztahu někdo ubližuje',
      pl: 'osoby, które ktoś krzywdzi w domu lub w związku',
      sk: 'ľudia, ktorým doma alebo vo vzťahu niekto ubližuje',
      uk: 'люди, яких хтось кривдить удома чи у стосунках',
      en: 'people whom somebody hurts at home or in a relationship',
    },
  },
  'oběti obchodu s lidmi': {
    topics: ['sexual-abuse', 'work', 'legal'],
    says: {
      cs: 'lidé, které někdo nutí k práci nebo k sexu',
      pl: 'osoby, które ktoś zmusza do pracy lub seksu',
      sk: 'ľudia, ktorých niekto núti pracovať alebo mať sex',
      uk: 'люди, яких хтось змушує працювати чи до сексу',
      en: 'people whom somebody forces to work or to have sex',
    },
  },
  'oběti trestné činnosti': {
    topics: ['legal', 'family-violence', 'sexual-abuse'],
    says: {
      cs: 'lidé, na kterých byl spáchán trestný čin',
      pl: 'osoby, wobec których popełniono przestępstwo',
      sk: 'ľudia, na ktorých bol spáchaný trestný čin',
      uk: 'люди, проти яких скоїли злочин',
      en: 'people against whom a crime was committed',
    },
  },
  'osoby bez přístřeší': {
    topics: ['housing', 'money'],
    says: {
      cs: 'lidé, kteří nemají kde bydlet',
      pl: 'osoby, które nie mają gdzie mieszkać',
      sk: 'ľudia, ktorí nemajú kde bývať',
      uk: 'люди, яким ніде жити',
      en: 'people who have nowhere to live',
    },
  },
  'osoby komerčně zneužívané': {
    topics: ['sexual-abuse', 'sexuality'],
    says: {
      cs: 'lidé, které někdo zneužívá za peníze',
      pl: 'osoby, które ktoś wykorzystuje za pieniądze',
      sk: 'ľudia, ktorých niekto zneužíva za peniaze',
      uk: 'люди, якими хтось користується за гроші',
      en: 'people who are abused for money',
    },
  },
  'osoby ohrožené závislostí nebo závislé na návykových látkách': addicted,
  'osoby ohrožené závislostí na hazardním hraní nebo závislé na hazardním hraní': {
    topics: ['gambling-gaming', 'debts'],
    says: {
      cs: 'lidé, kterým do života zasahuje hraní',
      pl: 'osoby, którym w życiu przeszkadza hazard',
      sk: 'ľudia, ktorým do života zasahuje hranie',
      uk: 'люди, у чиє життя втручається гра на гроші',
      en: 'people whose lives are affected by gambling',
    },
  },
  'osoby v krizi': {
    topics: ['depression', 'anxiety', 'suicide', 'self-harm', 'grief'],
    says: {
      cs: 'lidé, na které je toho teď moc',
      pl: 'osoby, dla których wszystkiego jest teraz za dużo',
      sk: 'ľudia, na ktorých je toho teraz veľa',
      uk: 'люди, яким зараз дуже важко',
      en: 'people for whom it is too much right now',
    },
  },
  'osoby s chronickým duševním onemocněním': {
    topics: ['psychosis', 'depression', 'anxiety'],
    says: {
      cs: 'lidé s duševní nemocí',
      pl: 'osoby z chorobą psychiczną',
      sk: 'ľudia s duševnou chorobou',
      uk: 'люди з психічною хворобою',
      en: 'people with a mental illness',
    },
  },
  'osoby žijící v sociálně vyloučených komunitách': {
    topics: ['housing', 'money', 'debts'],
    says: {
      cs: 'lidé, kteří bydlí tam, kde je málo práce a peněz',
      pl: 'osoby, które mieszkają tam, gdzie mało pracy i pieniędzy',
      sk: 'ľudia, ktorí bývajú tam, kde je málo práce a peňazí',
      uk: 'люди, які живуть там, де мало роботи й грошей',
      en: 'people who live where there is little work and money',
    },
  },
  'osoby, které vedou rizikový způsob života nebo jsou tímto způsobem života ohroženy': addicted,
  'pachatelé trestné činnosti': {
    topics: ['legal', 'work'],
    says: {
      cs: 'lidé, kteří mají za sebou trestný čin',
      pl: 'osoby, które mają za sobą przestępstwo',
      sk: 'ľudia, ktorí majú za sebou trestný čin',
      uk: 'люди, які скоїли злочин',
      en: 'people who have committed a crime',
    },
  },
  'rodiny s dítětem/dětmi': {
    topics: ['family-conflict'],
    says: {
      cs: 'rodiny s dětmi',
      pl: 'rodziny z dziećmi',
      sk: 'rodiny s deťmi',
      uk: 'родини з дітьми',
      en: 'families with children',
    },
  },
  'pečující osoby': {
    topics: ['young-carer'],
    says: {
      cs: 'lidé, kteří se o někoho starají',
      pl: 'osoby, które się kimś opiekują',
      sk: 'ľudia, ktorí sa o niekoho starajú',
      uk: 'люди, які за кимось доглядають',
      en: 'people who care for somebody',
    },
  },
};

/** Known, and no reason of its own to show a service to somebody between 12 and 26: Lampa has no topic for these. */
const leftOut: readonly string[] = [
  'senioři',
  'osoby se zdravotním postižením',
  'osoby s kombinovaným postižením',
  'osoby s mentálním postižením',
  'osoby s tělesným postižením',
  'osoby se sluchovým postižením',
  'osoby se zrakovým postižením',
  'osoby s jiným zdravotním postižením',
  'osoby s chronickým onemocněním',
  'osoby s poruchou autistického spektra',
  'osoby žijící s demencí',
  'osoby s demencí',
  'osoby s potřebou paliativní péče',
];

const byName = new Map<string, Group | null>([
  ...Object.entries(groups).map(([name, group]) => [plain(name), group] as const),
  ...leftOut.map((name) => [plain(name), null] as const),
]);

/** By its name in the code list; null: known and of no use here; undefined: not known. */
export const groupNamed = (name: string): Group | null | undefined => byName.get(plain(name));
