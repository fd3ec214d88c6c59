import type { Text } from './cs.ts';
import { counted } from './plural.ts';

const minutes = (n: number) =>
  counted('pl', n, { one: 'minutę', few: 'minuty', many: 'minut', other: 'minuty' });
/** After "w ciągu" and "od": within, or for, so many minutes. */
const minutesOf = (n: number) => counted('pl', n, { one: 'minuty', other: 'minut' });
const hours = (n: number) =>
  counted('pl', n, { one: 'godzinę', few: 'godziny', many: 'godzin', other: 'godziny' });
const days = (n: number) => counted('pl', n, { one: 'dzień', other: 'dni' });
const months = (n: number) =>
  counted('pl', n, { one: 'miesiąc', few: 'miesiące', many: 'miesięcy', other: 'miesiąca' });

/** What the bot says, in Polish. The rules are those of cs.ts; no past tense about the reader, it would tell a gender. */
export const pl: Text = {
  locale: 'pl-PL',
  languageName: 'Polski',

  welcome:
    'Cześć, tu Lampa. Jestem botem, nie człowiekiem, i nie musisz mówić, kim jesteś. To, co piszesz, czytam ja; streetworkerzy zobaczą to tylko, gdy poprosisz o człowieka albo gdy ktoś będzie w niebezpieczeństwie.',

  firstSteps: 'Co możesz zrobić od razu:',
  foundHere: 'Tu mogą ci z tym pomóc:',
  foundNear: 'Dokładnie u ciebie nic nie znam, ale to jest blisko:',
  foundCountry: 'Możesz się tu odezwać, gdziekolwiek jesteś:',
  foundNothing:
    'Na to nie mam tu na razie żadnego miejsca. Mogę cię połączyć z człowiekiem albo napisz, co by teraz pomogło.',
  nothingHere: 'Dokładnie u ciebie na razie nic takiego nie znam.',
  nothingMore: 'Więcej na ten temat nie mam. Chcesz spróbować w innym miejscu albo z człowiekiem?',
  nothingThatFits: 'Nie znam nic, co by dokładnie pasowało. To jest najbliżej:',
  softLine: 'Gdyby było gorzej:',
  askPlace: 'Gdzie teraz jesteś? Wystarczy miasto albo gmina, poszukam czegoś blisko.',
  sharePlace: (button) =>
    `Dotknij na dole „${button}”. Wezmę z tego tylko miejscowość, dokładnego położenia nie zachowam. Możesz też ją napisać.`,
  placeHeard: (place) => `Przyjmuję: ${place}. Dokładnego położenia nie zachowuję.`,
  placeNotFound: 'Nie znam tego miejsca. Spróbuj napisać najbliższe większe miasto.',
  placeNoted: (place) => `Dobrze, szukam w okolicy: ${place}. W czym mogę ci pomóc?`,
  whichPlace: 'Takich miejsc jest kilka. O które chodzi?',
  placeOf: (name, district) => `${name} (${district})`,
  whichTopic: 'Dobrze cię rozumiem? Chodzi o coś z tego?',
  askTopic: 'Napisz mi to innymi słowami. Wystarczy jedno zdanie.',
  notUnderstood:
    'Nie do końca to rozumiem. Napisz mi to inaczej, na przykład „nie mam gdzie spać” albo „długi”, albo powiedz, że chcesz człowieka.',
  outOfScope:
    'W tym nie umiem pomóc. Umiem znaleźć pomoc, kiedy jest ciężko: w domu, w szkole, w związku, z pieniędzmi, ze sobą. I mogę zawołać streetworkera.',
  aboutShort: 'Pomoc w okolicy, gdzie dzwonić, gdy jest źle, i człowiek, jeśli chcesz. Bot, bez imienia.',
  inPublic: (link: string) => `Tutaj czytają to też inni. Napisz do mnie prywatnie: ${link}`,
  elsewhere: {
    opened: (link) => `Wiadomość ode mnie jest w prywatnych: ${link}`,
    closed:
      'Nie mogę napisać do ciebie prywatnie: twoje prywatne wiadomości są zamknięte. Możesz je włączyć dla tego serwera (Ustawienia prywatności, Wiadomości bezpośrednie) albo napisz przez /write. Odpowiedź zobaczysz tylko ty.',
    writeHere: 'Napisz tutaj',
    formTitle: 'Napisz do Lampy',
    formLabel: 'Co się dzieje? Czyta to tylko Lampa.',
    notStaff: 'To jest tylko dla streetworkerów.',
    posted: 'Gotowe, karta jest na kanale.',
    notPosted:
      'Nie da się tu wysłać karty: bot nie może tu pisać. Poproś administratora serwera, żeby mu na to pozwolił.',
    panelTitle: 'Coś jest trudne? Napisz do Lampy.',
    panelText:
      'Lampa to bot. Znajdzie ci pomoc w okolicy, a jeśli zechcesz, przejmie to człowiek, streetworker. Rozmowa toczy się w prywatnych wiadomościach i nikt na serwerze nie widzi, kto co nacisnął.',
    talk: 'Napisz prywatnie',
    introduction: (name, role, organisation) => `${name}, ${role} (${organisation})`,
    introductionText:
      'Jestem tu i możesz do mnie napisać, cokolwiek to jest. Najpierw czyta to Lampa, bot: naciśnij przycisk i poproś o człowieka.',
    write: 'napisz do Lampy skądkolwiek, widzisz to tylko ty',
    writeWords: 'co się dzieje, własnymi słowami',
    panelHelp: 'karta z przyciskami na ten kanał',
    introduceHelp: 'przedstaw się na tym kanale',
    placeHelp: 'skąd ludzie przychodzą, na przykład klub-holysov',
  },
  aboutMe:
    'Jestem Lampa, bot. Kiedy jest ciężko, znajdę ci pomoc w okolicy, a jeśli zechcesz, przejmie to człowiek, streetworker. Możesz pisać tak, jak mówisz.',

  crisisEmergency: 'Teraz chodzi o twoje bezpieczeństwo. Zadzwoń od razu:',
  crisisHigh: 'To poważna sprawa. Dobrze, że o tym piszesz. Możesz od razu zadzwonić:',
  crisisAsked: 'Tu możesz od razu zadzwonić:',
  crisisEmergencyOther:
    'Ta osoba może być w niebezpieczeństwie. Zadzwoń od razu. Zostań przy niej tylko, jeśli to bezpieczne też dla ciebie:',
  crisisHighOther: 'Dobrze, że ta osoba cię obchodzi. Nie musisz być z tym bez pomocy:',
  crisisEnd: 'Ja jestem botem. Po drugiej stronie linii jest człowiek.',
  crisisNoContact: 'Zadzwoń na numer alarmowy 112.',
  worksOnlyIn: (country) => `tylko ${country}`,

  openNow: 'teraz otwarte',
  closedNow: 'teraz zamknięte',
  hoursUnknown: 'nie znam godzin, sprawdź je wcześniej',
  nonstop: 'całą dobę',
  free: 'za darmo',
  anonymous: 'także anonimowo',
  parentalConsent: 'od niepełnoletnich wymagają zgody rodzica',
  full: 'teraz nie mają miejsc',
  age: (from, to) => {
    if (from === null) return to === null ? '' : `do ${to} lat`;
    return to === null ? `od ${from} lat` : `${from}–${to} lat`;
  },
  verifiedOn: (date) => `sprawdzono ${date}`,
  sourceOf: (date) => `dane z ${date}`,
  sourceUndated: 'dane bez daty',
  checkBefore: 'zanim tam pójdziesz, sprawdź to',
  chat: 'Czat',
  sms: (number, keyword) => (keyword === null ? `SMS na ${number}` : `SMS o treści ${keyword} na ${number}`),
  weekdays: { MO: 'pon.', TU: 'wt.', WE: 'śr.', TH: 'czw.', FR: 'pt.', SA: 'sob.', SU: 'niedz.' },
  countries: {
    CZ: 'Czechy',
    PL: 'Polska',
    SK: 'Słowacja',
    UA: 'Ukraina',
    GB: 'Wielka Brytania',
    US: 'USA',
  },

  caseAsked: 'Dobrze, wołam człowieka.',
  caseDanger: 'Od razu daję o tobie znać streetworkerom, pod pseudonimem.',
  caseSteppedIn: 'Streetworker chce z tobą porozmawiać.',
  onDuty: (usual) =>
    usual === null
      ? 'Ktoś ze streetworkerów ma teraz dyżur.'
      : `Ktoś ze streetworkerów ma teraz dyżur. Zwykle odzywa się w ciągu ${minutesOf(usual)}.`,
  offDuty: (opens) =>
    opens === null
      ? 'Teraz raczej nikogo tu nie ma i nie wiem dokładnie, kiedy ktoś się odezwie.'
      : `Teraz nikogo tu nie ma. Streetworkerzy mają tu być znowu: ${opens}.`,
  meanwhile: 'Pisz spokojnie dalej, przekażę to. Gdyby to nie mogło czekać:',
  confidentiality:
    'Streetworker zobaczy pseudonim, nie twoje imię. To, co napiszesz, zostanie między tobą a zespołem. Wyjątek jest wtedy, gdy chodzi o czyjeś życie albo gdy nakazuje to prawo; jeśli się da, powiedzą ci o tym wcześniej.',
  alreadyWaiting: 'Już czekasz na człowieka, wiedzą o tobie.',
  alreadyWithWorker: 'Masz już połączenie ze streetworkerem. Zobaczy to, co tu napiszesz.',
  passedOn: 'Przekazuję to streetworkerom. W międzyczasie mogę ci dalej szukać pomocy.',
  stillWaiting: (n) =>
    `Czekasz już ${minutes(n)} i na razie nikt się nie odezwał. Przykro mi, wołam ich jeszcze raz. Możesz też spróbować tutaj, u człowieka:`,
  workerHere: (role) => `Teraz pisze do ciebie ${role}, człowiek. Ja będę cicho.`,
  handedOver: 'Przekazują cię między sobą. Odezwie się ktoś inny z zespołu.',
  workerSilent: 'Streetworker od dłuższego czasu nie odpisuje. Wołam innych. Gdyby to nie mogło czekać:',
  backGaveBack: 'Streetworker kończy, znowu jestem tu ja, bot.',
  backClosed:
    'Rozmowa ze streetworkerem się skończyła, znowu jestem tu ja, bot. Możesz pisać w każdej chwili.',
  backEnded: 'Dobrze, kończymy. Znowu jestem tu ja, bot. W każdej chwili możesz znów poprosić o człowieka.',
  backExpired:
    'Od dawna jest tu cisza, więc zamykam rozmowę ze streetworkerem. Znowu jestem tu ja, bot. Możesz pisać w każdej chwili.',
  backUnclaimed:
    'Przykro mi, nikt ze streetworkerów nie odebrał twojej wiadomości, więc już na nikogo nie czekasz. Dalej jestem tu ja, bot. Gdy jest ci źle, spróbuj:',
  backCancelled: 'Dobrze, nikt już się nie odezwie. Dalej jestem tu ja, bot.',
  nothingToEnd:
    'Teraz rozmawiasz tu tylko ze mną, z botem. Możesz w każdej chwili przestać pisać i wrócić, a jeśli chcesz człowieka, powiedz.',
  helped: 'Czy to ci pomogło?',
  thanksYes: 'To dobrze. W razie czego jestem tutaj.',
  thanksNo: 'Dzięki, że to mówisz. Możemy spróbować inaczej albo zawołam człowieka.',

  askLaterNoted: (n) =>
    `Dobrze, odezwę się za ${days(n)}. W tym celu zachowam tylko pseudonim i adres, pod który mam pisać.`,
  reached: 'Jakiś czas temu szukaliśmy tu pomocy. Udało ci się do kogoś dotrzeć?',
  help: 'Napisz, co się dzieje, wystarczy jedno zdanie. Znajdę ci pomoc w okolicy albo zawołam człowieka. Umiem też:',
  commandHelp: {
    help: 'co umiem',
    crisis: 'gdzie dzwonić, kiedy jest źle',
    person: 'chcę człowieka',
    language: 'inny język',
    privacy: 'co o tobie wiem',
    delete: 'usunąć wszystko o mnie',
    hide: 'usunąć i posprzątać też u siebie',
    who: 'kto za tym stoi',
    end: 'zakończyć rozmowę z człowiekiem',
  },
  privacy: (n) =>
    `Nie znam twojego imienia i go nie chcę. To, co piszesz, trzymam pod kluczem przez ${hours(n.botHours)}; kiedy pisze z tobą streetworker, przez ${days(n.caseDays)} od ostatniego słowa. Potem to znika. Streetworkerzy widzą pseudonim. To, co czytają, jest też w pokoju ich zespołu; usuwam to tam w tym samym czasie. W ich przeglądzie zostaje tylko pseudonim i to, o co chodziło. Liczę tylko, ile razy ktoś o coś pytał, bez słów i bez imion. Kiedy poprosisz o usunięcie, znika to od razu; przez ${months(n.recordMonths)} zostaje tylko ślad, że coś usunięto. Aplikacja, w której piszesz, ma własną kopię, jej usunąć nie umiem.`,
  who: (organisation, url) =>
    url === null
      ? `Stoi za mną: ${organisation}.`
      : `Stoi za mną: ${organisation}. Możesz to sprawdzić tutaj: ${url}`,
  chooseLanguage: 'W jakim języku chcesz pisać?',
  languageChanged: 'Dobrze, dalej po polsku.',
  deleted:
    'Gotowe, nie mam już nic o tobie: wiadomości, pseudonim i klucz do nich zniknęły. Zostaje tylko zapis bez treści, że coś usunięto. To, co jest w tej aplikacji, usuń u siebie.',
  hidden:
    'Gotowe, u mnie wszystko zniknęło. Teraz u siebie: usuń cały ten czat i powiadomienia, a jeśli do telefonu zagląda ci ktoś jeszcze, wyloguj się z aplikacji.',

  flood:
    'Piszesz szybko i nie nadążam odpowiadać na wszystko. Czytam całość; napisz mi teraz jednym zdaniem, co jest najważniejsze.',
  mediaNotRead: (what) => `${what} nie umiem odczytać. Napisz mi to, proszę, słowami albo zawołam człowieka.`,
  mediaAnnounced: (what) =>
    `${what} nie umiem tu przekazać dalej. Streetworker wie, że to przyszło; napisz, proszę, słowami, co w tym jest.`,
  media: {
    photo: 'Zdjęcia',
    voice: 'Głosówki',
    video: 'Filmu',
    file: 'Pliku',
    sticker: 'Naklejki',
    location: 'Lokalizacji',
    contact: 'Kontaktu',
    poll: 'Ankiety',
    other: 'Takiej wiadomości',
  },
  oldButton: 'Ten przycisk już nie działa. Napisz mi, czego potrzebujesz.',
  blocked: (until) =>
    `Streetworkerzy nie będą ci teraz odpisywać, do ${until}. Kontakty kryzysowe dalej działają:`,
  welcomeBack: 'Znowu tu jestem. Napisz, czego potrzebujesz.',
  workerSays: (role) => role,

  buttons: {
    person: 'Chcę człowieka',
    more: 'Więcej',
    otherPlace: 'Inne miejsce',
    sharePlace: 'Wyślij, gdzie jestem',
    notThis: 'To nie to',
    somethingElse: 'Coś innego',
    yes: 'Tak',
    no: 'Nie',
    help: 'Co umiesz',
    crisis: 'Gdzie dzwonić teraz',
    delete: 'Usuń wszystko',
    askLater: 'Zapytaj mnie później',
    end: 'Zakończ',
  },

  desk: {
    caseTitle: (n, alias) => `Sprawa ${n}: ${alias}`,
    alias: 'Pseudonim',
    language: 'Język',
    place: 'Miejsce',
    unknown: 'nieznane',
    topics: 'Temat',
    risk: 'Ryzyko',
    risks: { none: '⚪ brak', concern: '🟡 niepokój', high: '🟠 wysokie', emergency: '🔴 zagrożenie życia' },
    origin: 'Skąd',
    waitingSince: 'Czeka od',
    state: 'Stan',
    states: { bot: 'u bota', waiting: 'czeka na człowieka', 'with-worker': 'u streetworkera' },
    soFar: 'Dotychczasowe słowa',
    nothingYet: 'Na razie żadnych słów.',
    wordsOf: { person: 'pisze', worker: 'streetworker', note: 'notatka' },
    edited: 'poprawione',
    deletedWords: 'usunięte',
    mediaFrom: (what) => `[${what} nie da się tu jeszcze przekazać]`,
    danger: (alias, risk, topics) =>
      `${alias}: ${risk}${topics ? `, ${topics}` : ''}. Ma już kontakty kryzysowe.`,
    dangerHere: (risk) => `Uwaga: ${risk}. Właśnie dostaje kontakty kryzysowe.`,
    newCase: (title, risk) => `${title}, ${risk}. Kto to weźmie?`,
    stillUnclaimed: (title, n) => `${title} czeka już ${minutes(n)} i nikt tego nie bierze.`,
    coordinators: (names) => `Wołam koordynatorów: ${names}.`,
    tier: {
      1: 'Wołam jeszcze raz wszystkich na dyżurze.',
      2: 'Proszę, niech ktoś to teraz weźmie.',
      3: 'Nadal nikt.',
    },
    claimed: (title, worker) => `${title}: bierze to ${worker}.`,
    claimedHere: (worker) =>
      `${worker} to ma. To, co teraz napisze ${worker}, idzie do osoby; // na początku to notatka dla zespołu.`,
    alreadyClaimed: (worker, since) => `Ma to już ${worker} od: ${since}.`,
    notClaimed: 'Nikt tego jeszcze nie bierze, to zostało jako notatka. Napisz /take.',
    notYours: (worker) => `Ma to ${worker}; może to zrobić tylko ${worker}. Przejąć można po /hand.`,
    handedOver: (worker, to) =>
      to === null ? `${worker} przekazuje. Kto to weźmie?` : `${worker} przekazuje: ${to}, weźmiesz to?`,
    handedCall: (title, worker, to) =>
      to === null
        ? `${title}: ${worker} przekazuje. Kto to weźmie?`
        : `${title}: ${worker} przekazuje. ${to}, weźmiesz to?`,
    ended: {
      'gave-back': 'Oddane botowi.',
      closed: 'Zamknięte.',
      ended: 'Osoba zakończyła rozmowę.',
      expired: 'Zamknięte po długiej ciszy.',
      unclaimed: 'Przez tydzień nikt tego nie wziął.',
      cancelled: 'Osoba nie chce już nikogo.',
      deleted: 'Osoba poprosiła o usunięcie wszystkiego.',
    },
    endedCall: (title, how) => `${title}: ${how}`,
    outcome: (what) => `Wynik: ${what}.`,
    outcomes: {
      helped: 'pomogło',
      referred: 'przekazane dalej',
      'went-quiet': 'cisza',
      'not-for-us': 'nie dla nas',
      misuse: 'nadużycie',
    },
    noCase: 'Nie ma tu teraz żadnej sprawy. Z osobą rozmawia bot.',
    deleted: 'Osoba poprosiła o usunięcie wszystkiego. Ten pokój teraz zniknie.',
    roomStays: (n) =>
      `⚠️ Pokój sprawy ${n} miał zniknąć razem ze wszystkim, co w nim jest, ale nie wolno mi go usunąć. Usuńcie go proszę ręcznie i dajcie mi prawo usuwania wiadomości. Próbuję dalej.`,
    notShown: 'Jednej wiadomości platforma tu nie przepuściła. Słowa pokaże /full.',
    unsent: 'Osoba usunęła jedną swoją wiadomość.',
    takenBack: 'Wiadomość jest u tej osoby usunięta; mogła już ją przeczytać.',
    notTakenBack: 'Wiadomości u tej osoby nie dało się usunąć; pewnie nadal ją ma.',
    unsendWhich: 'Napisz /unsend jako odpowiedź na swoją wiadomość. Na Discordzie wystarczy ją usunąć.',
    unreachable: {
      blocked:
        'Osoba zablokowała bota albo ma zamknięte prywatne wiadomości. Nic do niej nie dotrze, dopóki sama się nie odezwie.',
      gone: 'Ten czat już nie istnieje. Nic teraz nie dotrze.',
      rejected: 'Platforma odrzuciła wiadomość.',
      left: 'Osoba odeszła. Nic teraz do niej nie dotrze.',
    },
    reachable: 'Z osobą znów jest kontakt.',
    unanswered: (n) => `Osoba czeka na odpowiedź już ${minutes(n)}.`,
    released: (worker) => `${worker} się nie odzywa. Sprawa jest znów wolna.`,
    silentCall: (title, worker, n) =>
      `${title}: ${worker} nie odpowiada od ${minutesOf(n)}. Sprawa jest znów wolna.`,
    roomRenewed: 'Pokój zniknął, oto nowy.',
    blocked: (worker, until) => `${worker} blokuje pisanie do ${until}. Kontakty kryzysowe dalej działają.`,
    unblocked: (worker) => `${worker} zdejmuje blokadę.`,
    revealed: (title, worker) => `${title}: ${worker} odsłania, kto pisze. Powód jest w zapisie.`,
    identity: (address) => `Adres na platformie: ${address}`,
    store: {
      full: 'Dysk serwera jest pełny, nowych wiadomości nie da się teraz zapisać. Kontakty kryzysowe nadal są wysyłane. Niech od razu wie o tym osoba, która dba o Lampę.',
      refuses:
        'Lampa nie może teraz niczego zapisać, wiadomości się opóźnią. Kontakty kryzysowe nadal są wysyłane. Niech od razu wie o tym osoba, która dba o Lampę.',
      well: 'Lampa znów zapisuje wiadomości jak wcześniej.',
    },
    nameless:
      'Telegram nie pokazuje, kto pisze, więc nigdzie to nie idzie. Wyłącz anonimowe pisanie i napisz to jeszcze raz.',
    ownPost: {
      name: '🔔 Wspólne',
      text: 'Tu jest miejsce na wszystko, co nie dotyczy jednej sprawy: kto czeka, kto ma dyżur, co jest w bazie.',
    },
    tags: {
      waiting: 'czeka',
      'with-worker': 'z człowiekiem',
      over: 'zamknięte',
      concern: 'niepokój',
      high: 'wysokie ryzyko',
      emergency: 'zagrożenie życia',
    },
    mediaStays: 'nie dostarczono: można przekazać tylko tekst, napisz to słowami',
    revealNeedsReason: 'Napisz powód: /reveal i dlaczego życie jest zagrożone.',
    delivered: 'dostarczono',
    notDelivered: {
      blocked: 'nie dostarczono: osoba zablokowała bota albo ma zamknięte prywatne wiadomości',
      gone: 'nie dostarczono: ten czat już nie istnieje',
      rejected: 'nie dostarczono: platforma odrzuciła wiadomość',
      unreachable: 'nie dostarczono: z osobą nie ma teraz kontaktu',
    },
    lateBy: (n) => `Przyszło, gdy bot nie działał, ${minutes(n)} temu.`,
    duty: {
      on: (until) => (until === null ? 'Dyżur trwa.' : `Dyżur trwa do ${until}.`),
      off: (opens) =>
        opens === null
          ? 'Nikt nie ma dyżuru, a kolejnych godzin nie znam.'
          : `Nikt nie ma dyżuru. Następny dyżur: ${opens}.`,
    },
    notWritten:
      'Nie da się teraz zapisać do bazy: plik jest uszkodzony albo ktoś go właśnie zmienił. Nic się nie zmieniło.',
    capacities: { full: 'brak miejsc', free: 'są miejsca', closed: 'zamknięte' },
    capacityNoted: (id, state, until) => `${id}: ${state} do ${until}.`,
    noCases: 'Brak otwartych spraw.',
    caseLine: (title, risk, state, since) => `${risk} ${title}, ${state} (od: ${since})`,
    nothingFound: 'Nie ma nic takiego w bazie.',
    unknownCommand: 'Nie znam tego polecenia.',
    onlyInRoom: 'To działa tylko w pokoju sprawy.',
    unknownOutcome: (known) => `Napisz /close i wynik: ${known}.`,
    help: [
      '/take – biorę to',
      '/hand [imię] – przekazać dalej',
      '/back – oddać botowi',
      '/close wynik – zamknąć',
      '// tekst – notatka tylko dla zespołu',
      '/card – karta sprawy',
      '/full – cała dotychczasowa rozmowa',
      '/find tekst – szukać w bazie',
      '/send id – wysłać usługę albo kontakt',
      '/capacity id full|free|closed [dni] – brak miejsc, są miejsca, zamknięte',
      '/unsend – cofnąć swoją wiadomość (jako odpowiedź na nią)',
      '/cases – otwarte sprawy',
      '/duty on|off|auto – dyżur ręcznie na 12 godzin albo znów według godzin',
      '/block dni, /unblock – blokada',
      '/reveal powód – pokazać, kto pisze (tylko przy zagrożeniu życia)',
    ].join('\n'),
    buttons: { take: 'Biorę to', hand: 'Przekaż', back: 'Oddaj botowi', close: 'Zamknij', card: 'Karta' },
  },
};
