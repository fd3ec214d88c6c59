import type { Text } from './cs.ts';
import { counted } from './plural.ts';

const minutes = (n: number) => counted('sk', n, { one: 'minútu', few: 'minúty', other: 'minút' });
/** After "do": within so many minutes. */
const minutesOf = (n: number) => counted('sk', n, { one: 'minúty', other: 'minút' });
/** After "pred": so many minutes ago. */
const minutesAgo = (n: number) => counted('sk', n, { one: 'minútou', other: 'minútami' });
const hours = (n: number) => counted('sk', n, { one: 'hodinu', few: 'hodiny', other: 'hodín' });
const days = (n: number) => counted('sk', n, { one: 'deň', few: 'dni', other: 'dní' });
const months = (n: number) => counted('sk', n, { one: 'mesiac', few: 'mesiace', other: 'mesiacov' });

/** What the bot says, in Slovak. The rules are those of cs.ts. */
export const sk: Text = {
  locale: 'sk-SK',
  languageName: 'Slovenčina',

  welcome:
    'Ahoj, tu je Lampa. Som bot, nie človek, a nemusíš hovoriť, kto si. Čo napíšeš, čítam ja; streetworkeri to uvidia, len keď si vypýtaš človeka alebo keď bude niekto v nebezpečenstve.',

  firstSteps: 'Čo môžeš urobiť hneď:',
  foundHere: 'Tu ti s tým môžu pomôcť:',
  foundNear: 'Priamo u teba nič nepoznám, ale toto je blízko:',
  foundCountry: 'Môžeš sa obrátiť sem, nech si kdekoľvek:',
  foundNothing:
    'Na toto tu zatiaľ nemám žiadnu službu. Môžem ťa spojiť s človekom, alebo skús opísať, čo by teraz pomohlo.',
  nothingHere: 'Priamo u teba k tomu zatiaľ nič nepoznám.',
  nothingMore: 'Viac k tomu nemám. Chceš to skúsiť na inom mieste, alebo s človekom?',
  nothingThatFits: 'Nič, čo by tomu presne sedelo, nepoznám. Toto je najbližšie:',
  softLine: 'Keby bolo horšie:',
  askPlace: 'Kde teraz si? Stačí mesto alebo obec, nájdem niečo blízko.',
  sharePlace: (button) =>
    `Ťukni dole na „${button}“. Vezmem si z toho len obec, presnú polohu si nenechám. Obec môžeš aj napísať.`,
  placeHeard: (place) => `Beriem to ako: ${place}. Presnú polohu si nenechávam.`,
  placeNotFound: 'Toto miesto nepoznám. Skús napísať najbližšie väčšie mesto.',
  placeNoted: (place) => `Dobre, hľadám okolo: ${place}. S čím ti môžem pomôcť?`,
  whichPlace: 'Takých miest je viac. Ktoré myslíš?',
  placeOf: (name, district) => `${name} (${district})`,
  whichTopic: 'Rozumiem ti dobre? Ide o niečo z tohto?',
  askTopic: 'Napíš mi to inými slovami. Stačí jedna veta.',
  notUnderstood:
    'Tomuto dobre nerozumiem. Napíš mi to inak, napríklad „nemám kde spať“ alebo „dlhy“, alebo povedz, že chceš človeka.',
  outOfScope:
    'S týmto pomôcť neviem. Viem nájsť pomoc, keď je niečo ťažké: doma, v škole, vo vzťahu, s peniazmi, so sebou. A môžem zavolať streetworkera.',
  aboutShort: 'Pomoc nablízku, kam volať, keď je zle, a človek, keď chceš. Bot, bez mena.',
  inPublic: (link: string) => `Tu to čítajú aj iní. Napíš mi súkromne: ${link}`,
  elsewhere: {
    opened: (link) => `Správa odo mňa je v súkromných správach: ${link}`,
    closed:
      'Nemôžem ti napísať súkromne: tvoje súkromné správy sú zatvorené. Povoliť ich môžeš pri tomto serveri (Nastavenia súkromia, Priame správy), alebo napíš cez /write. Odpoveď uvidíš len ty.',
    writeHere: 'Napísať tu',
    formTitle: 'Napíš Lampe',
    formLabel: 'Čo sa deje? Číta to len Lampa.',
    notStaff: 'Toto je len pre streetworkerov.',
    posted: 'Hotovo, karta je v kanáli.',
    notPosted:
      'Kartu sem nejde poslať: bot tu nesmie písať. Nech mu správca servera dovolí písať v tomto kanáli.',
    panelTitle: 'Je niečo ťažké? Napíš Lampe.',
    panelText:
      'Lampa je bot. Nájde ti pomoc nablízku, a keď budeš chcieť, prevezme to človek, streetworker. Píše sa v súkromných správach a nikto na serveri nevidí, kto tu čo stlačí.',
    talk: 'Napísať súkromne',
    introduction: (name, role, organisation) => `${name}, ${role} (${organisation})`,
    introductionText:
      'Som tu a môžeš mi napísať, nech je to čokoľvek. Najprv to číta Lampa, bot: stačí stlačiť tlačidlo a povedať si o človeka.',
    write: 'napísať Lampe odkiaľkoľvek, uvidíš to len ty',
    writeWords: 'čo sa deje, vlastnými slovami',
    panelHelp: 'karta s tlačidlami do tohto kanála',
    introduceHelp: 'predstaviť sa v tomto kanáli',
    placeHelp: 'odkiaľ ľudia prídu, napríklad klub-holysov',
  },
  aboutMe:
    'Som Lampa, bot. Nájdem ti pomoc nablízku, keď je niečo ťažké, a keď budeš chcieť, prevezme to človek, streetworker. Písať môžeš tak, ako hovoríš.',

  crisisEmergency: 'Teraz ide o tvoje bezpečie. Zavolaj hneď:',
  crisisHigh: 'Toto je vážne. Je dobre, že to píšeš. Môžeš hneď zavolať:',
  crisisAsked: 'Tu môžeš hneď zavolať:',
  crisisEmergencyOther:
    'Ten človek môže byť v nebezpečenstve. Zavolaj hneď. Zostaň pri ňom, len keď je to bezpečné aj pre teba:',
  crisisHighOther: 'Je dobre, že ti na tom človeku záleží. Nemusíš to riešiť bez pomoci:',
  crisisEnd: 'Ja som bot. Na linke je človek.',
  crisisNoContact: 'Zavolaj na tiesňovú linku 112.',
  worksOnlyIn: (country) => `len ${country}`,

  openNow: 'teraz otvorené',
  closedNow: 'teraz zatvorené',
  hoursUnknown: 'hodiny nepoznám, over si ich vopred',
  nonstop: 'nonstop',
  free: 'zadarmo',
  anonymous: 'aj anonymne',
  parentalConsent: 'do 18 rokov chcú súhlas rodiča',
  full: 'teraz majú plno',
  age: (from, to) => {
    if (from === null) return to === null ? '' : `do ${to} rokov`;
    return to === null ? `od ${from} rokov` : `${from}–${to} rokov`;
  },
  verifiedOn: (date) => `overené ${date}`,
  sourceOf: (date) => `údaj z ${date}`,
  sourceUndated: 'údaj bez dátumu',
  checkBefore: 'skôr než tam pôjdeš, over si to',
  chat: 'Chat',
  sms: (number, keyword) => (keyword === null ? `SMS na ${number}` : `SMS v tvare ${keyword} na ${number}`),
  weekdays: { MO: 'po', TU: 'ut', WE: 'st', TH: 'št', FR: 'pi', SA: 'so', SU: 'ne' },
  countries: { CZ: 'Česko', PL: 'Poľsko', SK: 'Slovensko', UA: 'Ukrajina', GB: 'Veľká Británia', US: 'USA' },

  caseAsked: 'Dobre, volám človeka.',
  caseDanger: 'Hneď dávam o tebe vedieť streetworkerom, pod prezývkou.',
  caseSteppedIn: 'Chce s tebou hovoriť streetworker.',
  onDuty: (usual) =>
    usual === null
      ? 'Niekto zo streetworkerov je teraz v službe.'
      : `Niekto zo streetworkerov je teraz v službe. Zvyčajne sa ozve do ${minutesOf(usual)}.`,
  offDuty: (opens) =>
    opens === null
      ? 'Teraz tu asi nikto nie je a neviem, kedy presne sa niekto ozve.'
      : `Teraz tu nikto nie je. Streetworkeri tu majú byť zase: ${opens}.`,
  meanwhile: 'Píš pokojne ďalej, odovzdám to. Keby to nepočkalo:',
  confidentiality:
    'Streetworker uvidí prezývku, nie tvoje meno. Čo napíšeš, zostane medzi tebou a tímom. Výnimka je, keď ide niekomu o život alebo keď to prikazuje zákon; ak sa dá, povedia ti to vopred.',
  alreadyWaiting: 'Na človeka už čakáš, vedia o tebe.',
  alreadyWithWorker: 'Už si v spojení so streetworkerom. Čo sem napíšeš, uvidí.',
  passedOn: 'Odovzdávam to streetworkerom. Zatiaľ ti môžem ďalej hľadať pomoc.',
  stillWaiting: (n) =>
    `Čakáš už ${minutes(n)} a zatiaľ sa nikto neozval. Mrzí ma to, volám ich znova. Človeka môžeš skúsiť aj tu:`,
  workerHere: (role) => `Teraz ti píše ${role}, človek. Ja budem ticho.`,
  handedOver: 'Odovzdávajú si ťa medzi sebou. Ozve sa niekto ďalší z tímu.',
  workerSilent: 'Streetworker sa teraz dlhšie neozval. Volám ostatných. Keby to nepočkalo:',
  backGaveBack: 'Streetworker končí, som tu zase ja, bot.',
  backClosed: 'Rozhovor so streetworkerom sa skončil, som tu zase ja, bot. Napísať môžeš kedykoľvek.',
  backEnded: 'Dobre, končíme to. Som tu zase ja, bot. Kedykoľvek môžeš znova chcieť človeka.',
  backExpired:
    'Dlho je tu ticho, tak rozhovor so streetworkerom zatváram. Som tu zase ja, bot. Napísať môžeš kedykoľvek.',
  backUnclaimed:
    'Mrzí ma to, nikto zo streetworkerov si tvoj odkaz nevzal, a tak už na nikoho nečakáš. Som tu ďalej ja, bot. Keď je ti zle, skús:',
  backCancelled: 'Dobre, nikto sa už ozývať nebude. Som tu ďalej ja, bot.',
  nothingToEnd:
    'Teraz tu hovoríš len so mnou, s botom. Prestať písať aj vrátiť sa môžeš kedykoľvek, a keď chceš človeka, povedz.',
  helped: 'Pomohlo ti to?',
  thanksYes: 'To je dobre. Keby niečo, som tu.',
  thanksNo: 'Vďaka, že to hovoríš. Môžeme to skúsiť inak, alebo zavolám človeka.',

  askLaterNoted: (n) => `Dobre, ozvem sa o ${days(n)}. Kvôli tomu si nechám len prezývku a kam ti písať.`,
  reached: 'Pred časom sme tu hľadali pomoc. Podarilo sa ti k niekomu dostať?',
  help: 'Napíš, čo sa deje, pokojne jednou vetou. Nájdem ti pomoc nablízku alebo zavolám človeka. Viem aj:',
  commandHelp: {
    help: 'čo viem',
    crisis: 'kam volať, keď je zle',
    person: 'chcem človeka',
    language: 'iný jazyk',
    privacy: 'čo o tebe viem',
    delete: 'zmazať všetko o mne',
    hide: 'zmazať a upratať aj u seba',
    who: 'kto za tým stojí',
    end: 'ukončiť rozhovor s človekom',
  },
  privacy: (n) =>
    `Nepoznám tvoje meno a nechcem ho. Čo napíšeš, mám zamknuté ${hours(n.botHours)}; keď ti píše streetworker, ${days(n.caseDays)} od posledného slova. Potom to zmizne. Streetworkeri vidia prezývku. Čo čítajú, stojí aj v miestnosti ich tímu; zmažem to tam zároveň. V ich prehľade zostane len prezývka a o čo išlo. Počítam len, koľkokrát sa ľudia na čo pýtali, bez slov a bez mien. Keď si vypýtaš zmazanie, zmizne to hneď; ${months(n.recordMonths)} si nechám len to, že sa mazalo. Aplikácia, v ktorej píšeš, má vlastnú kópiu, tú zmazať neviem.`,
  who: (organisation, url) =>
    url === null
      ? `Za mnou stojí: ${organisation}.`
      : `Za mnou stojí: ${organisation}. Overiť si to môžeš tu: ${url}`,
  chooseLanguage: 'V akom jazyku si chceš písať?',
  languageChanged: 'Dobre, ďalej po slovensky.',
  deleted:
    'Hotovo, všetko o tebe je u mňa preč: správy, prezývka aj kľúč k nim. Zostáva len záznam bez obsahu, že sa mazalo. Čo je v tejto aplikácii, zmaž u seba.',
  hidden:
    'Hotovo, u mňa je všetko preč. Teraz u seba: zmaž celý tento chat aj upozornenia, a ak sa ti do telefónu pozerá ešte niekto, odhlás sa z aplikácie.',

  flood:
    'Píšeš rýchlo a na všetko naraz nestíham. Čítam to všetko; napíš mi teraz jednou vetou, čo je najdôležitejšie.',
  mediaNotRead: (what) => `${what} prečítať neviem. Napíš mi to prosím slovami, alebo zavolám človeka.`,
  mediaAnnounced: (what) =>
    `${what} ti tu neviem odovzdať ďalej. Streetworker vie, že to prišlo; napíš prosím slovami, čo v tom je.`,
  media: {
    photo: 'Fotku',
    voice: 'Hlasovku',
    video: 'Video',
    file: 'Súbor',
    sticker: 'Nálepku',
    location: 'Polohu',
    contact: 'Kontakt',
    poll: 'Anketu',
    other: 'Túto správu',
  },
  oldButton: 'Toto tlačidlo už neplatí. Napíš mi, čo potrebuješ.',
  blocked: (until) => `Streetworkeri ti teraz nebudú odpovedať, do ${until}. Krízové kontakty platia ďalej:`,
  welcomeBack: 'Som tu zase. Napíš, čo potrebuješ.',
  workerSays: (role) => role,

  buttons: {
    person: 'Chcem človeka',
    more: 'Ďalšie',
    otherPlace: 'Iné miesto',
    sharePlace: 'Poslať, kde som',
    notThis: 'Toto nie je ono',
    somethingElse: 'Niečo iné',
    yes: 'Áno',
    no: 'Nie',
    help: 'Čo vieš',
    crisis: 'Kam volať hneď',
    delete: 'Zmazať všetko',
    askLater: 'Opýtaj sa ma neskôr',
    end: 'Ukončiť',
  },

  desk: {
    caseTitle: (n, alias) => `Prípad ${n}: ${alias}`,
    alias: 'Prezývka',
    language: 'Jazyk',
    place: 'Miesto',
    unknown: 'neznáme',
    topics: 'Téma',
    risk: 'Riziko',
    risks: { none: '⚪ žiadne', concern: '🟡 starosť', high: '🟠 vysoké', emergency: '🔴 ohrozenie života' },
    origin: 'Odkiaľ',
    waitingSince: 'Čaká od',
    state: 'Stav',
    states: { bot: 'pri botovi', waiting: 'čaká na človeka', 'with-worker': 'pri streetworkerovi' },
    soFar: 'Doterajšie slová',
    nothingYet: 'Zatiaľ žiadne slová.',
    wordsOf: { person: 'píše', worker: 'streetworker', note: 'poznámka' },
    edited: 'opravené',
    deletedWords: 'zmazané',
    mediaFrom: (what) => `[${what} sa tu zatiaľ nedá odovzdať]`,
    danger: (alias, risk, topics) =>
      `${alias}: ${risk}${topics ? `, ${topics}` : ''}. Krízové kontakty už má.`,
    dangerHere: (risk) => `Pozor: ${risk}. Krízové kontakty práve dostáva.`,
    newCase: (title, risk) => `${title}, ${risk}. Kto to vezme?`,
    stillUnclaimed: (title, n) => `${title} čaká už ${minutes(n)} a nikto to nevzal.`,
    coordinators: (names) => `Volám koordinátorov: ${names}.`,
    tier: {
      1: 'Volám znova všetkých v službe.',
      2: 'Prosím, nech to niekto vezme teraz.',
      3: 'Stále nikto.',
    },
    claimed: (title, worker) => `${title} si berie ${worker}.`,
    claimedHere: (worker) =>
      `${worker} to má. Čo teraz ${worker} napíše, ide človeku; // na začiatku je poznámka pre tím.`,
    alreadyClaimed: (worker, since) => `Už to má ${worker} od: ${since}.`,
    notClaimed: 'Nikto to ešte nevzal, toto zostalo ako poznámka. Napíš /take.',
    notYours: (worker) => `Má to ${worker}; toto môže urobiť len ${worker}. Prevziať sa to dá po /hand.`,
    handedOver: (worker, to) =>
      to === null ? `${worker} odovzdáva. Kto to vezme?` : `${worker} odovzdáva: ${to}, vezmeš to?`,
    handedCall: (title, worker, to) =>
      to === null
        ? `${title}: ${worker} odovzdáva. Kto to vezme?`
        : `${title}: ${worker} odovzdáva. ${to}, vezmeš to?`,
    ended: {
      'gave-back': 'Vrátené botovi.',
      closed: 'Uzavreté.',
      ended: 'Človek rozhovor ukončil.',
      expired: 'Uzavreté po dlhom tichu.',
      unclaimed: 'Týždeň to nikto nevzal.',
      cancelled: 'Človek už nikoho nechce.',
      deleted: 'Človek si dal všetko zmazať.',
    },
    endedCall: (title, how) => `${title}: ${how}`,
    outcome: (what) => `Výsledok: ${what}.`,
    outcomes: {
      helped: 'pomohlo',
      referred: 'odovzdané inam',
      'went-quiet': 'odmlka',
      'not-for-us': 'nie je pre nás',
      misuse: 'zneužitie',
    },
    noCase: 'Teraz tu nie je žiadny prípad. S človekom hovorí bot.',
    deleted: 'Človek si dal všetko zmazať. Táto miestnosť teraz zmizne.',
    roomStays: (n) =>
      `⚠️ Miestnosť prípadu ${n} mala zmiznúť aj so všetkým, čo v nej je, ale nesmiem ju zmazať. Zmažte ju prosím ručne a dajte mi právo mazať správy. Skúšam to ďalej.`,
    notShown: 'Jednu správu sem platforma nepustila. Slová ukáže /full.',
    unsent: 'Človek jednu svoju správu zmazal.',
    takenBack: 'Správa je u človeka zmazaná; možno ju už čítal.',
    notTakenBack: 'Správu sa u človeka zmazať nedalo; najskôr ju tam stále má.',
    unsendWhich: 'Napíš /unsend ako odpoveď na svoju správu. Na Discorde ju stačí zmazať.',
    unreachable: {
      blocked:
        'Človek bota zablokoval alebo má zatvorené súkromné správy. Nič mu teraz nepríde, kým sa sám neozve.',
      gone: 'Ten chat už neexistuje. Nič mu teraz nepríde.',
      rejected: 'Platforma správu odmietla.',
      left: 'Človek odišiel. Nič mu teraz nepríde.',
    },
    reachable: 'Človek je zase dostupný.',
    unanswered: (n) => `Človek čaká na odpoveď už ${minutes(n)}.`,
    released: (worker) => `${worker} sa neozýva. Prípad je zase voľný.`,
    silentCall: (title, worker, n) => `${title}: ${worker} ${minutes(n)} neodpovedá. Prípad je zase voľný.`,
    roomRenewed: 'Miestnosť zmizla, tu je nová.',
    blocked: (worker, until) => `${worker} blokuje písanie do ${until}. Krízové kontakty fungujú ďalej.`,
    unblocked: (worker) => `${worker} ruší blokovanie.`,
    revealed: (title, worker) => `${title}: ${worker} si dáva ukázať, kto píše. Dôvod je v zázname.`,
    identity: (address) => `Adresa na platforme: ${address}`,
    store: {
      full: 'Disk servera je plný, nové správy sa teraz nedajú uložiť. Krízové kontakty sa posielajú ďalej. Nech to hneď vie, kto sa o Lampu stará.',
      refuses:
        'Lampa teraz nemôže nič uložiť, správy sa zdržia. Krízové kontakty sa posielajú ďalej. Nech to hneď vie, kto sa o Lampu stará.',
      well: 'Lampa zase ukladá správy ako predtým.',
    },
    nameless: 'Telegram neukazuje, kto píše, a tak to nikam nejde. Vypni anonymné písanie a napíš to znova.',
    ownPost: {
      name: '🔔 Spoločné',
      text: 'Sem patrí všetko, čo nie je o jednom prípade: kto čaká, kto má službu, čo je v databáze.',
    },
    tags: {
      waiting: 'čaká',
      'with-worker': 'u človeka',
      over: 'uzavreté',
      concern: 'starosť',
      high: 'vysoké riziko',
      emergency: 'ohrozenie života',
    },
    mediaStays: 'nedoručené: odovzdať sa dá len text, napíš to prosím slovami',
    revealNeedsReason: 'Napíš dôvod: /reveal a prečo je v nebezpečenstve život.',
    delivered: 'doručené',
    notDelivered: {
      blocked: 'nedoručené: človek bota zablokoval alebo má zatvorené súkromné správy',
      gone: 'nedoručené: ten chat už neexistuje',
      rejected: 'nedoručené: platforma správu odmietla',
      unreachable: 'nedoručené: človek teraz nie je dostupný',
    },
    lateBy: (n) => `Prišlo, keď bot nebežal, pred ${minutesAgo(n)}.`,
    duty: {
      on: (until) => (until === null ? 'Služba beží.' : `Služba beží do ${until}.`),
      off: (opens) =>
        opens === null
          ? 'Nikto nie je v službe a ďalšie hodiny nepoznám.'
          : `Nikto nie je v službe. Ďalšia služba: ${opens}.`,
    },
    notWritten:
      'Do databázy sa teraz nedá zapísať: súbor je pokazený alebo ho niekto práve upravil. Nič sa nezmenilo.',
    capacities: { full: 'plno', free: 'voľno', closed: 'zatvorené' },
    capacityNoted: (id, state, until) => `${id}: ${state} do ${until}.`,
    noCases: 'Žiadny otvorený prípad.',
    caseLine: (title, risk, state, since) => `${risk} ${title}, ${state} (od: ${since})`,
    nothingFound: 'Nič také v databáze nie je.',
    unknownCommand: 'Tento príkaz nepoznám.',
    onlyInRoom: 'Toto sa dá len v miestnosti prípadu.',
    unknownOutcome: (known) => `Napíš /close a výsledok: ${known}.`,
    help: [
      '/take – beriem si to',
      '/hand [meno] – odovzdať ďalej',
      '/back – vrátiť botovi',
      '/close výsledok – uzavrieť',
      '// text – poznámka len pre tím',
      '/card – karta prípadu',
      '/full – celé doterajšie písanie',
      '/find text – hľadať v databáze',
      '/send id – poslať službu alebo kontakt',
      '/capacity id full|free|closed [dni] – služba má plno, voľno, zatvorené',
      '/unsend – vziať späť svoju správu (ako odpoveď na ňu)',
      '/cases – otvorené prípady',
      '/duty on|off|auto – služba na 12 hodín ručne, alebo zas podľa hodín',
      '/block dni, /unblock – blokovanie',
      '/reveal dôvod – ukázať, kto píše (len pri ohrození života)',
    ].join('\n'),
    buttons: {
      take: 'Beriem si to',
      hand: 'Odovzdať',
      back: 'Vrátiť botovi',
      close: 'Uzavrieť',
      card: 'Karta',
    },
  },
};
