import { counted } from './plural.ts';

/**
 * What the bot says, in Czech. This file is the shape: the other languages must have just the same entries.
 * Rules: du-form, short, plain; nothing assumes the reader's gender; safe messaging (no method, no judging, no promise that
 * staff cannot keep). What changes with the organisation (names, hours, contacts) is data, not text.
 */

const minutes = (n: number) => counted('cs', n, { one: 'minutu', few: 'minuty', other: 'minut' });
/** After "do": within so many minutes. */
const minutesOf = (n: number) => counted('cs', n, { one: 'minuty', other: 'minut' });
/** After "před": so many minutes ago. */
const minutesAgo = (n: number) => counted('cs', n, { one: 'minutou', other: 'minutami' });
const hours = (n: number) => counted('cs', n, { one: 'hodinu', few: 'hodiny', other: 'hodin' });
const days = (n: number) => counted('cs', n, { one: 'den', few: 'dny', other: 'dní' });
const months = (n: number) => counted('cs', n, { one: 'měsíc', few: 'měsíce', other: 'měsíců' });

export const cs = {
  locale: 'cs-CZ',
  languageName: 'Čeština',

  welcome:
    'Ahoj, tady Lampa. Jsem bot, ne člověk, a nemusíš říkat, kdo jsi. Co napíšeš, čtu já; streetworkeři to uvidí, jen když si řekneš o člověka nebo když bude někdo v nebezpečí.',

  // answers
  firstSteps: 'Co můžeš udělat hned:',
  foundHere: 'Tady ti s tím můžou pomoct:',
  foundNear: 'Přímo u tebe nic neznám, ale tohle je poblíž:',
  foundCountry: 'Můžeš se obrátit sem, ať jsi kdekoli:',
  foundNothing:
    'Na tohle tady zatím žádnou službu nemám. Můžu tě spojit s člověkem, nebo zkus popsat, co by teď pomohlo.',
  nothingHere: 'Přímo u tebe k tomu zatím nic neznám.',
  nothingMore: 'Víc toho k tomu nemám. Chceš to zkusit v jiném místě, nebo s člověkem?',
  nothingThatFits: 'Nic, co by tomu přesně odpovídalo, neznám. Tohle je nejblíž:',
  softLine: 'Kdyby bylo hůř:',
  askPlace: 'Kde teď jsi? Stačí město nebo obec, najdu něco blízko.',
  sharePlace: (button: string) =>
    `Klepni dole na „${button}“. Vezmu si z toho jen obec, přesnou polohu si nenechám. Obec můžeš i napsat.`,
  placeHeard: (place: string) => `Beru to jako: ${place}. Přesnou polohu si nenechávám.`,
  placeNotFound: 'Tohle místo neznám. Zkus napsat nejbližší větší město.',
  placeNoted: (place: string) => `Dobře, hledám kolem: ${place}. S čím ti můžu pomoct?`,
  whichPlace: 'Takových míst je víc. Které myslíš?',
  placeOf: (name: string, district: string) => `${name} (${district})`,
  whichTopic: 'Rozumím ti dobře? Jde o něco z tohohle?',
  askTopic: 'Napiš mi to jinými slovy. Stačí jedna věta.',
  notUnderstood:
    'Tomuhle dobře nerozumím. Napiš mi to jinak, třeba „nemám kde spát“ nebo „dluhy“, nebo řekni, že chceš člověka.',
  outOfScope:
    'S tímhle pomoct neumím. Umím najít pomoc, když je něco těžké: doma, ve škole, ve vztahu, s penězi, se sebou. A můžu zavolat streetworkera.',
  /** In the profile of the bot: at most 120 letters. */
  aboutShort: 'Pomoc poblíž, kam volat, když je zle, a člověk, když chceš. Bot, beze jména.',
  inPublic: (link: string) => `Tady to čtou i ostatní. Napiš mi soukromě: ${link}`,
  elsewhere: {
    opened: (link: string) => `Moje zpráva je v soukromých zprávách: ${link}`,
    closed:
      'Nemůžu ti napsat soukromě: tvoje soukromé zprávy jsou zavřené. Povolit je můžeš u tohohle serveru (Nastavení soukromí, Přímé zprávy), nebo napiš přes /write. Odpověď uvidíš jen ty.',
    writeHere: 'Napsat tady',
    formTitle: 'Napiš Lampě',
    formLabel: 'Co se děje? Čte to jen Lampa.',
    notStaff: 'Tohle je jen pro streetworkery.',
    posted: 'Hotovo, karta je v kanálu.',
    notPosted:
      'Kartu sem nejde poslat: bot tu nesmí psát. Ať mu správce serveru dovolí psát v tomhle kanálu.',
    panelTitle: 'Je něco těžké? Napiš Lampě.',
    panelText:
      'Lampa je bot. Najde ti pomoc poblíž, a když budeš chtít, převezme to člověk, streetworker. Píše se v soukromých zprávách a nikdo na serveru nevidí, kdo tu co stiskne.',
    talk: 'Napsat soukromě',
    introduction: (name: string, role: string, organisation: string) => `${name}, ${role} (${organisation})`,
    introductionText:
      'Jsem tu a můžeš mi napsat, ať je to cokoliv. Zprávy napřed čte Lampa, bot: stačí zmáčknout tlačítko a říct si o člověka.',
    write: 'napsat Lampě odkudkoli, uvidíš to jen ty',
    writeWords: 'co se děje, vlastními slovy',
    panelHelp: 'karta s tlačítky do tohoto kanálu',
    introduceHelp: 'představit se v tomto kanálu',
    placeHelp: 'odkud lidé přijdou, například klub-holysov',
  },
  aboutMe:
    'Jsem Lampa, bot. Najdu ti pomoc poblíž, když je něco těžké, a když budeš chtít, převezme to člověk, streetworker. Psát můžeš tak, jak mluvíš.',

  // crisis
  crisisEmergency: 'Teď jde o tvoje bezpečí. Zavolej hned:',
  crisisHigh: 'Tohle je vážné. Je dobře, že to píšeš. Můžeš hned zavolat:',
  crisisAsked: 'Tady můžeš hned zavolat:',
  crisisEmergencyOther:
    'Ten člověk může být v nebezpečí. Zavolej hned. Zůstaň u něj, jen když je to bezpečné i pro tebe:',
  crisisHighOther: 'Je dobře, že se o toho člověka staráš. Nemusíš to řešit bez pomoci:',
  crisisEnd: 'Já jsem bot. Na lince je člověk.',
  crisisNoContact: 'Zavolej na tísňovou linku 112.',
  worksOnlyIn: (country: string) => `jen ${country}`,

  // services and contacts
  openNow: 'teď otevřeno',
  closedNow: 'teď zavřeno',
  hoursUnknown: 'hodiny neznám, ověř si je předem',
  nonstop: 'nonstop',
  free: 'zdarma',
  anonymous: 'i anonymně',
  parentalConsent: 'u nezletilých chtějí souhlas rodiče',
  full: 'teď mají plno',
  /** Empty when neither limit is known. */
  age: (from: number | null, to: number | null) => {
    if (from === null) return to === null ? '' : `do ${to} let`;
    return to === null ? `od ${from} let` : `${from}–${to} let`;
  },
  verifiedOn: (date: string) => `ověřeno ${date}`,
  sourceOf: (date: string) => `údaj z ${date}`,
  sourceUndated: 'údaj bez data',
  checkBefore: 'než tam půjdeš, ověř si to',
  chat: 'Chat',
  sms: (number: string, keyword: string | null) =>
    keyword === null ? `SMS na ${number}` : `SMS ve tvaru ${keyword} na ${number}`,
  weekdays: { MO: 'po', TU: 'út', WE: 'st', TH: 'čt', FR: 'pá', SA: 'so', SU: 'ne' },
  countries: { CZ: 'Česko', PL: 'Polsko', SK: 'Slovensko', UA: 'Ukrajina', GB: 'Velká Británie', US: 'USA' },

  // a person
  caseAsked: 'Dobře, volám člověka.',
  caseDanger: 'Dávám o tobě hned vědět streetworkerům, pod přezdívkou.',
  caseSteppedIn: 'Chce s tebou mluvit streetworker.',
  onDuty: (usual: number | null) =>
    usual === null
      ? 'Někdo ze streetworkerů je teď ve službě.'
      : `Někdo ze streetworkerů je teď ve službě. Obvykle se ozve do ${minutesOf(usual)}.`,
  offDuty: (opens: string | null) =>
    opens === null
      ? 'Teď tu nejspíš nikdo není a nevím, kdy přesně se někdo ozve.'
      : `Teď tu nikdo není. Streetworkeři tu mají být zase: ${opens}.`,
  meanwhile: 'Piš klidně dál, předám to. Kdyby to nepočkalo:',
  confidentiality:
    'Streetworker uvidí přezdívku, ne tvoje jméno. Co napíšeš, zůstane mezi tebou a týmem. Výjimka je, když jde někomu o život nebo když to nařizuje zákon; pokud to jde, řeknou ti to předem.',
  alreadyWaiting: 'Už na člověka čekáš, vědí o tobě.',
  alreadyWithWorker: 'Už jsi ve spojení se streetworkerem. Co sem napíšeš, uvidí.',
  passedOn: 'Předávám to streetworkerům. Zatím ti můžu dál hledat pomoc.',
  stillWaiting: (n: number) =>
    `Už čekáš ${minutes(n)} a zatím se nikdo neozval. Mrzí mě to, volám je znovu. Člověka můžeš zkusit i tady:`,
  workerHere: (role: string) => `Teď ti píše ${role}, člověk. Já budu zticha.`,
  handedOver: 'Předávají si tě mezi sebou. Ozve se někdo další z týmu.',
  workerSilent: 'Streetworker se teď delší dobu neozval. Volám ostatní. Kdyby to nepočkalo:',
  backGaveBack: 'Streetworker končí, jsem tu zase já, bot.',
  backClosed: 'Rozhovor se streetworkerem skončil, jsem tu zase já, bot. Napsat můžeš kdykoli.',
  backEnded: 'Dobře, končíme to. Jsem tu zase já, bot. Kdykoli můžeš znovu chtít člověka.',
  backExpired:
    'Dlouho je tu ticho, tak rozhovor se streetworkerem zavírám. Jsem tu zase já, bot. Napsat můžeš kdykoli.',
  backUnclaimed:
    'Mrzí mě to, nikdo ze streetworkerů si tvůj vzkaz nevzal, a tak už na nikoho nečekáš. Jsem tu dál já, bot. Když je ti zle, zkus:',
  backCancelled: 'Dobře, nikdo už se ozývat nebude. Jsem tu dál já, bot.',
  nothingToEnd:
    'Teď tu mluvíš jen se mnou, s botem. Přestat psát i vrátit se můžeš kdykoli, a když chceš člověka, řekni si.',
  helped: 'Pomohlo ti to?',
  thanksYes: 'To je dobře. Kdyby něco, jsem tady.',
  thanksNo: 'Díky, že to říkáš. Můžeme to zkusit jinak, nebo zavolám člověka.',
  askLaterNoted: (n: number) =>
    `Dobře, ozvu se za ${days(n)}. Kvůli tomu si nechám jen přezdívku a kam ti psát.`,
  reached: 'Před časem jsme tu hledali pomoc. Podařilo se ti k někomu dostat?',

  // commands
  help: 'Napiš, co se děje, klidně jednou větou. Najdu ti pomoc poblíž nebo zavolám člověka. Umím taky:',
  commandHelp: {
    help: 'co umím',
    crisis: 'kam volat, když je zle',
    person: 'chci člověka',
    language: 'jiný jazyk',
    privacy: 'co o tobě vím',
    delete: 'smazat všechno o mně',
    hide: 'smazat a uklidit i u sebe',
    who: 'kdo za tím stojí',
    end: 'ukončit rozhovor s člověkem',
  },
  privacy: (n: { botHours: number; caseDays: number; recordMonths: number }) =>
    `Neznám tvoje jméno a nechci ho. Co napíšeš, mám zamčené ${hours(n.botHours)}; když ti píše streetworker, ${days(n.caseDays)} od posledního slova. Pak to zmizí. Streetworkeři vidí přezdívku. Co čtou, stojí i v místnosti jejich týmu; smažu to tam zároveň. V jejich přehledu zůstane jen přezdívka a o co šlo. Počítám jen, kolikrát se lidé na co ptali, bez slov a bez jmen. Když si řekneš o smazání, zmizí to hned; ${months(n.recordMonths)} si nechám jen to, že se mazalo. Aplikace, ve které píšeš, má vlastní kopii, tu smazat neumím.`,
  who: (organisation: string, url: string | null) =>
    url === null
      ? `Za mnou stojí: ${organisation}.`
      : `Za mnou stojí: ${organisation}. Ověřit si to můžeš tady: ${url}`,
  chooseLanguage: 'V jakém jazyce si chceš psát?',
  languageChanged: 'Dobře, dál česky.',
  deleted:
    'Hotovo, všechno o tobě je u mě pryč: zprávy, přezdívka i klíč k nim. Zůstává jen záznam bez obsahu, že se mazalo. Co je v téhle aplikaci, smaž u sebe.',
  hidden:
    'Hotovo, u mě je všechno pryč. Teď u sebe: smaž celý tenhle chat i oznámení, a jestli se ti do telefonu dívá ještě někdo, odhlas se z aplikace.',

  // other
  flood:
    'Píšeš rychle a na všechno najednou nestíhám. Čtu to všechno; napiš mi teď jednou větou, co je nejdůležitější.',
  mediaNotRead: (what: string) => `${what} přečíst neumím. Napiš mi to prosím slovy, nebo zavolám člověka.`,
  mediaAnnounced: (what: string) =>
    `${what} ti tady neumím předat dál. Streetworker ví, že to přišlo; napiš prosím slovy, co v tom je.`,
  media: {
    photo: 'Fotku',
    voice: 'Hlasovku',
    video: 'Video',
    file: 'Soubor',
    sticker: 'Nálepku',
    location: 'Polohu',
    contact: 'Kontakt',
    poll: 'Anketu',
    other: 'Tuhle zprávu',
  },
  oldButton: 'Tohle tlačítko už neplatí. Napiš mi, co potřebuješ.',
  blocked: (until: string) =>
    `Streetworkeři ti teď nebudou odpovídat, do ${until}. Krizové kontakty platí dál:`,
  welcomeBack: 'Jsem tu zase. Napiš, co potřebuješ.',
  workerSays: (role: string) => role,

  buttons: {
    person: 'Chci člověka',
    more: 'Další',
    otherPlace: 'Jiné místo',
    sharePlace: 'Poslat, kde jsem',
    notThis: 'Tohle není ono',
    somethingElse: 'Něco jiného',
    yes: 'Ano',
    no: 'Ne',
    help: 'Co umíš',
    crisis: 'Kam volat hned',
    delete: 'Smazat všechno',
    askLater: 'Zeptej se mě později',
    end: 'Ukončit',
  },

  /** The desk: short, for workers. */
  desk: {
    caseTitle: (n: number, alias: string) => `Případ ${n}: ${alias}`,
    alias: 'Přezdívka',
    language: 'Jazyk',
    place: 'Místo',
    unknown: 'neznámo',
    topics: 'Téma',
    risk: 'Riziko',
    risks: { none: '⚪ žádné', concern: '🟡 starost', high: '🟠 vysoké', emergency: '🔴 ohrožení života' },
    origin: 'Odkud',
    waitingSince: 'Čeká od',
    state: 'Stav',
    states: { bot: 'u bota', waiting: 'čeká na člověka', 'with-worker': 'u streetworkera' },
    soFar: 'Dosavadní slova',
    nothingYet: 'Zatím žádná slova.',
    wordsOf: { person: 'píše', worker: 'streetworker', note: 'poznámka' },
    edited: 'opraveno',
    deletedWords: 'smazáno',
    mediaFrom: (what: string) => `[${what} tady zatím nejde předat]`,
    danger: (alias: string, risk: string, topics: string) =>
      `${alias}: ${risk}${topics ? `, ${topics}` : ''}. Krizové kontakty už má.`,
    dangerHere: (risk: string) => `Pozor: ${risk}. Krizové kontakty právě dostává.`,
    newCase: (title: string, risk: string) => `${title}, ${risk}. Kdo to vezme?`,
    stillUnclaimed: (title: string, n: number) => `${title} čeká už ${minutes(n)} a nikdo to nevzal.`,
    coordinators: (names: string) => `Volám koordinátory: ${names}.`,
    tier: {
      1: 'Volám znovu všechny ve službě.',
      2: 'Prosím, ať to někdo vezme teď.',
      3: 'Pořád nikdo.',
    },
    claimed: (title: string, worker: string) => `${title} si bere ${worker}.`,
    claimedHere: (worker: string) =>
      `${worker} to má. Co teď ${worker} napíše, jde člověku; // na začátku je poznámka pro tým.`,
    alreadyClaimed: (worker: string, since: string) => `Už to má ${worker} od: ${since}.`,
    notClaimed: 'Nikdo to ještě nevzal, tohle zůstalo jako poznámka. Napiš /take.',
    notYours: (worker: string) => `Má to ${worker}; tohle může udělat jen ${worker}. Převzít jde po /hand.`,
    handedOver: (worker: string, to: string | null) =>
      to === null ? `${worker} předává. Kdo to vezme?` : `${worker} předává: ${to}, vezmeš to?`,
    handedCall: (title: string, worker: string, to: string | null) =>
      to === null
        ? `${title}: ${worker} předává. Kdo to vezme?`
        : `${title}: ${worker} předává. ${to}, vezmeš to?`,
    ended: {
      'gave-back': 'Vráceno botovi.',
      closed: 'Uzavřeno.',
      ended: 'Člověk rozhovor ukončil.',
      expired: 'Uzavřeno po dlouhém tichu.',
      unclaimed: 'Týden to nikdo nevzal.',
      cancelled: 'Člověk už nikoho nechce.',
      deleted: 'Člověk si nechal všechno smazat.',
    },
    endedCall: (title: string, how: string) => `${title}: ${how}`,
    outcome: (what: string) => `Výsledek: ${what}.`,
    outcomes: {
      helped: 'pomohlo',
      referred: 'předáno jinam',
      'went-quiet': 'odmlka',
      'not-for-us': 'není pro nás',
      misuse: 'zneužití',
    },
    noCase: 'Teď tu žádný případ není. S člověkem mluví bot.',
    deleted: 'Člověk si nechal všechno smazat. Tahle místnost teď zmizí.',
    roomStays: (n: number) =>
      `⚠️ Místnost případu ${n} měla zmizet i se vším, co v ní je, ale nesmím ji smazat. Smažte ji prosím ručně a dejte mi právo mazat zprávy. Zkouším to dál.`,
    notShown: 'Jednu zprávu sem platforma nepustila. Slova ukáže /full.',
    unsent: 'Člověk jednu svou zprávu smazal.',
    takenBack: 'Zpráva je u člověka smazaná; možná ji už četl.',
    notTakenBack: 'Zprávu u člověka smazat nešlo; nejspíš ji tam pořád má.',
    unsendWhich: 'Napiš /unsend jako odpověď na svou zprávu. Na Discordu ji stačí smazat.',
    unreachable: {
      blocked:
        'Člověk bota zablokoval nebo má zavřené soukromé zprávy. Nic mu teď nedojde, dokud se sám neozve.',
      gone: 'Ten chat už neexistuje. Nic mu teď nedojde.',
      rejected: 'Platforma zprávu odmítla.',
      left: 'Člověk odešel. Nic mu teď nedojde.',
    },
    reachable: 'Člověk je zase k zastižení.',
    unanswered: (n: number) => `Člověk čeká na odpověď už ${minutes(n)}.`,
    released: (worker: string) => `${worker} se neozývá. Případ je zase volný.`,
    silentCall: (title: string, worker: string, n: number) =>
      `${title}: ${worker} ${minutes(n)} neodpovídá. Případ je zase volný.`,
    roomRenewed: 'Místnost zmizela, tady je nová.',
    blocked: (worker: string, until: string) =>
      `${worker} blokuje psaní do ${until}. Krizové kontakty fungují dál.`,
    unblocked: (worker: string) => `${worker} ruší blokování.`,
    revealed: (title: string, worker: string) =>
      `${title}: ${worker} se nechává ukázat, kdo píše. Důvod je v záznamu.`,
    identity: (address: string) => `Adresa na platformě: ${address}`,
    store: {
      full: 'Disk serveru je plný, nové zprávy teď nejde uložit. Krizové kontakty se posílají dál. Ať to hned ví, kdo se o Lampu stará.',
      refuses:
        'Lampa teď nemůže nic uložit, zprávy se zdrží. Krizové kontakty se posílají dál. Ať to hned ví, kdo se o Lampu stará.',
      well: 'Lampa zase ukládá zprávy jako dřív.',
    },
    nameless:
      'Telegram neukazuje, kdo píše, a tak to nikam nejde. Vypni anonymní psaní (Anonymní administrátor) a napiš to znovu.',
    ownPost: {
      name: '🔔 Společné',
      text: 'Tady se píše o všem, co nepatří k jednomu případu: kdo čeká, kdo má službu, co je v databázi.',
    },
    tags: {
      waiting: 'čeká',
      'with-worker': 'u člověka',
      over: 'uzavřeno',
      concern: 'starost',
      high: 'vysoké riziko',
      emergency: 'ohrožení života',
    },
    mediaStays: 'nedoručeno: předat jde jen text, napiš to prosím slovy',
    revealNeedsReason: 'Napiš důvod: /reveal a proč je v nebezpečí život.',
    delivered: 'doručeno',
    notDelivered: {
      blocked: 'nedoručeno: člověk bota zablokoval nebo má zavřené soukromé zprávy',
      gone: 'nedoručeno: ten chat už neexistuje',
      rejected: 'nedoručeno: platforma zprávu odmítla',
      unreachable: 'nedoručeno: člověk teď není k zastižení',
    },
    lateBy: (n: number) => `Přišlo, když bot neběžel, před ${minutesAgo(n)}.`,
    duty: {
      on: (until: string | null) => (until === null ? 'Služba běží.' : `Služba běží do ${until}.`),
      off: (opens: string | null) =>
        opens === null
          ? 'Nikdo není ve službě a další hodiny neznám.'
          : `Nikdo není ve službě. Další služba: ${opens}.`,
    },
    notWritten:
      'Do databáze teď nejde zapsat: soubor je rozbitý nebo ho někdo právě upravil. Nic se nezměnilo.',
    capacities: { full: 'plno', free: 'volno', closed: 'zavřeno' },
    capacityNoted: (id: string, state: string, until: string) => `${id}: ${state} do ${until}.`,
    noCases: 'Žádný otevřený případ.',
    caseLine: (title: string, risk: string, state: string, since: string) =>
      `${risk} ${title}, ${state} (od: ${since})`,
    nothingFound: 'Nic takového v databázi není.',
    unknownCommand: 'Tenhle příkaz neznám.',
    onlyInRoom: 'Tohle jde jen v místnosti případu.',
    unknownOutcome: (known: string) => `Napiš /close a výsledek: ${known}.`,
    help: [
      '/take – beru si to',
      '/hand [jméno] – předat dál',
      '/back – vrátit botovi',
      '/close výsledek – uzavřít',
      '// text – poznámka jen pro tým',
      '/card – karta případu',
      '/full – celé dosavadní psaní',
      '/find text – hledat v databázi',
      '/send id – poslat službu nebo kontakt',
      '/capacity id full|free|closed [dny] – služba má plno, volno, zavřeno',
      '/unsend – vzít zpět svou zprávu (jako odpověď na ni)',
      '/cases – otevřené případy',
      '/duty on|off|auto – služba na 12 hodin ručně, nebo zas podle hodin',
      '/block dny, /unblock – blokování',
      '/reveal důvod – ukázat, kdo píše (jen při ohrožení života)',
    ].join('\n'),
    buttons: { take: 'Beru si to', hand: 'Předat', back: 'Vrátit botovi', close: 'Uzavřít', card: 'Karta' },
  },
};

/** The shape that every language fills completely; the compiler checks it. */
export type Text = typeof cs;
