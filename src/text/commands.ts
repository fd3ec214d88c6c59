import type { Command } from '../conversation/event.ts';
import { type Language, languages } from '../domain.ts';
import { tokenise } from '../understand/fold.ts';

/**
 * Commands as people write them: a slash word in any language, or one of a few fixed phrases that are the whole message.
 * A phrase belongs here only if nobody says it in danger or in ordinary talk: "pomoc" or "help" alone may be a cry, so
 * they are left to the understanding; "konec", "forget me" or "ukonči to", which may be a farewell, likewise.
 */

/** The first word of each is shown in help. Plain a–z, because Telegram makes only those clickable. */
const slashWords: Readonly<Record<Language, Readonly<Record<Command, readonly [string, ...string[]]>>>> = {
  cs: {
    help: ['pomoc', 'napoveda', 'coumis'],
    crisis: ['krize', 'krizovekontakty'],
    person: ['clovek', 'streetworker'],
    language: ['jazyk'],
    privacy: ['soukromi'],
    delete: ['smazat', 'smaz', 'vymazat'],
    hide: ['skryt', 'schovat'],
    who: ['kdo', 'kdojsi'],
    end: ['konec', 'ukoncit'],
    start: ['start'],
  },
  pl: {
    help: ['pomoc'],
    crisis: ['kryzys'],
    person: ['czlowiek', 'streetworker'],
    language: ['jezyk'],
    privacy: ['prywatnosc'],
    delete: ['usun', 'skasuj'],
    hide: ['ukryj'],
    who: ['kto', 'kimjestes'],
    end: ['koniec', 'zakoncz'],
    start: ['start'],
  },
  sk: {
    help: ['pomoc'],
    crisis: ['kriza'],
    person: ['clovek', 'streetworker'],
    language: ['jazyk'],
    privacy: ['sukromie'],
    delete: ['zmazat', 'zmaz', 'vymazat'],
    hide: ['skryt', 'schovat'],
    who: ['kto', 'ktosi'],
    end: ['koniec', 'ukoncit'],
    start: ['start'],
  },
  uk: {
    help: ['dopomoha', 'допомога'],
    crisis: ['kryza', 'криза'],
    person: ['liudyna', 'людина'],
    language: ['mova', 'мова'],
    privacy: ['pryvatnist', 'приватність'],
    delete: ['vydaly', 'видали', 'видалити'],
    hide: ['skhovai', 'сховай', 'сховати'],
    who: ['khto', 'хто'],
    end: ['kinets', 'кінець', 'завершити'],
    start: ['start', 'старт'],
  },
  en: {
    help: ['help', 'menu'],
    crisis: ['crisis', 'sos'],
    person: ['person', 'human'],
    language: ['language', 'lang'],
    privacy: ['privacy'],
    delete: ['delete', 'forget'],
    hide: ['hide'],
    who: ['who'],
    end: ['end', 'stop'],
    start: ['start'],
  },
};

const phrases: Readonly<Partial<Record<Command, readonly string[]>>> = {
  delete: [
    'smaž mě',
    'smazat mě',
    'vymaž mě',
    'smaž všechno',
    'smazat všechno',
    'smaž vše',
    'vymaž všechno',
    'smaž všechno o mně',
    'smaž všechno o mě',
    'smaž moje zprávy',
    'smaž moje data',
    'smaž moje údaje',
    'usuń mnie',
    'usuń wszystko',
    'usuń wszystko o mnie',
    'usuń moje dane',
    'usuń moje wiadomości',
    'skasuj wszystko',
    'zmaž ma',
    'vymaž ma',
    'zmaž všetko',
    'zmazať všetko',
    'vymaž všetko',
    'zmaž všetko o mne',
    'zmaž moje správy',
    'zmaž moje údaje',
    'видали мене',
    'видали все',
    'видалити все',
    'видали все про мене',
    'видали мої дані',
    'видали мої повідомлення',
    'delete me',
    'delete everything',
    'delete everything about me',
    'delete my data',
    'delete my messages',
  ],
  who: [
    'jsi člověk',
    'jsi bot',
    'jsi robot',
    'jsi živý člověk',
    'jsi člověk nebo bot',
    'jsi člověk nebo robot',
    'mluvím s člověkem nebo s robotem',
    'mluvím s člověkem nebo robotem',
    'ty nejsi člověk',
    'kdo jsi',
    'kdo seš',
    'kdo si',
    'kdo za tím stojí',
    'kdo za tebou stojí',
    'jesteś człowiekiem',
    'jesteś botem',
    'jesteś robotem',
    'jesteś człowiekiem czy botem',
    'kim jesteś',
    'kto jesteś',
    'kto za tym stoi',
    'kto za tobą stoi',
    'si človek',
    'si bot',
    'si robot',
    'si človek alebo bot',
    'kto si',
    'kto za tým stojí',
    'kto za tebou stojí',
    'ти людина',
    'ти бот',
    'ти робот',
    'ти людина чи бот',
    'хто ти',
    'ти хто',
    'хто ти такий',
    'хто за цим стоїть',
    'хто за тобою стоїть',
    'are you human',
    'are you a human',
    'are you real',
    'are you a real person',
    'are you a bot',
    'are you a robot',
    'who are you',
    'who is behind this',
    'who runs this',
  ],
  privacy: [
    'co o mně víš',
    'co o mě víš',
    'co o mně všechno víš',
    'co si o mně pamatuješ',
    'kdo to čte',
    'kdo tohle čte',
    'co o mnie wiesz',
    'co wiesz o mnie',
    'kto to czyta',
    'čo o mne vieš',
    'čo vieš o mne',
    'kto to číta',
    'kto toto číta',
    'що ти про мене знаєш',
    'що ти знаєш про мене',
    'що про мене знаєш',
    'хто це читає',
    'what do you know about me',
    'who reads this',
    'who can read this',
  ],
  language: [
    'mluvíš anglicky',
    'mluv anglicky',
    'umíš anglicky',
    'mluvíš polsky',
    'mluv polsky',
    'mluvíš slovensky',
    'mluv slovensky',
    'mluvíš ukrajinsky',
    'mluv ukrajinsky',
    'umíš ukrajinsky',
    'jakým jazykem mluvíš',
    'jakými jazyky mluvíš',
    'jakým jazykem umíš',
    'jiný jazyk',
    'změnit jazyk',
    'změň jazyk',
    'po polsku',
    'mów po polsku',
    'mówisz po polsku',
    'mówisz po angielsku',
    'mówisz po ukraińsku',
    'w jakim języku mówisz',
    'w jakich językach mówisz',
    'inny język',
    'zmień język',
    'zmiana języka',
    'po slovensky',
    'hovor po slovensky',
    'hovoríš po slovensky',
    'hovoríš po anglicky',
    'hovoríš po ukrajinsky',
    'akým jazykom hovoríš',
    'akými jazykmi hovoríš',
    'iný jazyk',
    'zmeniť jazyk',
    'zmeň jazyk',
    'українською',
    'українською будь ласка',
    'по-українськи',
    'говори українською',
    'говориш українською',
    'ти говориш українською',
    'розмовляєш українською',
    'якою мовою ти говориш',
    'якими мовами ти говориш',
    'інша мова',
    'змінити мову',
    'зміни мову',
    'english',
    'english please',
    'in english',
    'in english please',
    'speak english',
    'do you speak english',
    'switch to english',
    'switch to polish',
    'switch to czech',
    'switch to slovak',
    'switch to ukrainian',
    'what languages do you speak',
    'which languages do you speak',
    'another language',
    'change language',
  ],
  help: [
    'co umíš',
    'co všechno umíš',
    'co umiesz',
    'co potrafisz',
    'čo dokážeš',
    'čo všetko vieš',
    'що ти вмієш',
    'що вмієш',
    'what can you do',
  ],
  end: [
    'nechci člověka',
    'už nechci člověka',
    'nechci mluvit s člověkem',
    'už nechci mluvit s člověkem',
    'nie chcę rozmawiać z człowiekiem',
    'nechcem hovoriť s človekom',
    'не хочу говорити з людиною',
    'i dont want to talk to a person',
    'ukončit rozhovor',
    'ukonči rozhovor',
    'konec rozhovoru',
    'koniec rozmowy',
    'zakończ rozmowę',
    'zakończyć rozmowę',
    'ukončiť rozhovor',
    'ukonči rozhovor',
    'koniec rozhovoru',
    'кінець розмови',
    'завершити розмову',
    'заверши розмову',
    'end chat',
    'end the chat',
    'end conversation',
    'end the conversation',
  ],
};

/** Spelling and punctuation taken away: "Smaž mě!" and "smaz me" are one. */
const folded = (text: string): string =>
  tokenise(text)
    .map(({ word }) => word)
    .join(' ');

const bySlash: ReadonlyMap<string, Command> = new Map(
  languages.flatMap((language) => {
    const entries = Object.entries(slashWords[language]) as [Command, readonly string[]][];
    return entries.flatMap(([command, words]) => words.map((word) => [folded(word), command] as const));
  }),
);

const byPhrase: ReadonlyMap<string, Command> = new Map(
  (Object.entries(phrases) as [Command, readonly string[]][]).flatMap(([command, list]) =>
    list.map((phrase) => [folded(phrase), command] as const),
  ),
);

/** No command is longer; longer texts are not folded here. */
const longest = 80;
/** "/pomoc", "/help@lampa_bot"; Telegram adds a word to "/start" when the person came by a link. */
const slash = /^\/([^\s/@]{1,40})(?:@\w{1,64})?(?:\s+([\w-]{1,64}))?$/u;

/**
 * The command that a message is, or null. Words after a slash word make it a message to be understood ("/help me"), so
 * that nothing is deleted or ended by half a sentence.
 */
export const commandOf = (text: string): Command | null => {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > longest) return null;
  const [, word, more] = slash.exec(trimmed) ?? [];
  if (word !== undefined) {
    const command = bySlash.get(folded(word));
    if (command !== undefined && (more === undefined || command === 'start')) return command;
  }
  return byPhrase.get(folded(trimmed)) ?? null;
};

/** The language that a slash word belongs to; null when it is none, or one of several languages. */
export const commandLanguage = (text: string): Language | null => {
  const [, word] = slash.exec(text.trim()) ?? [];
  if (word === undefined) return null;
  const known = languages.filter((language) =>
    Object.values(slashWords[language]).some((words) => words.some((one) => folded(one) === folded(word))),
  );
  return known.length === 1 ? (known[0] ?? null) : null;
};

/** The slash word of a command for help texts, with its slash, for example "/smazat". */
export const commandWord = (language: Language, command: Command): string =>
  `/${slashWords[language][command][0]}`;

/** All slash words of a command in a language, without their slash. */
export const commandWords = (language: Language, command: Command): readonly string[] =>
  slashWords[language][command];
