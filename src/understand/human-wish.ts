import { type Token, tokenise } from './fold.ts';
import { createWordBook, matchEnd, meets, type Pattern, parsePattern, type ReadWord } from './pattern.ts';

/**
 * Whether a message asks for a person. What it says then goes to people, unasked by nobody: so plain words must say it, or
 * the model must be very sure and a person must be spoken of at all. Written like the risk rules, see pattern.ts.
 */

const split = (list: string): readonly string[] => list.split(/\s+/).filter((word) => word !== '');

const words = {
  wish: split(
    `chci chcu chtel chtela chtelo chteli bych rad rada radsi radeji muzu muzem muzeme mohu muzes muzete mohl mohla mohli potreboval potrebovala
    potrebuju potrebuji potreba prosim pls please plz dej dejte da dalo lze jde slo bude umite nechte
    chcem chceme chcel chcela mozem mozeme mozes mozete moze mohol potrebujem treba daj dajte prosim
    chce chcialbym chcialabym chcialem chcialam moge mozna mozecie moglbym moglabym moglby moglaby potrzebuje prosze poprosze wole wolalbym wolalabym dajcie dasz
    hochu khochu hotiv hotila hotilosya hotilosa hotilabym mozhna mozhu mozhete mozhe mozhno mogu mih mohla potribno potribna potriben potribni nado nuzhno proshu
    laska dayte dayt daite daty day pozhaluysta pozhalusta
    want wanna wants can could may need needs let lemme wish id like prefer rather possible get give gimme would`,
  ),
  talk: split(
    `mluvit popovidat pokecat pokecal pokecala promluvit napsat psat spojit spojte spoj probrat sverit poradit prepojit prepojte prepoj
    hovorit porozpravat rozpravat poradila pisat napisat pogadac porozmawiac rozmawiac pogadat gadac popisac pisac napisac polaczyc
    porozmovlyaty pohovoryty pogovoryty pogovorit pohovoryt hovoryty govoryty govorit spilkuvatysya pospilkuvatysya pysaty napysaty pisat
    talk speak chat connect write text`,
  ),
  with: split('s se so z ze zi iz with to ke k'),
  strong: split(
    `clovekem clovekom cloveka clovekovi clovicka streetworker* streetworkr* streetwokr* streetwoker* stritvorker* stritworker* stritwork* streetak* stritak*
    operator* operatork* konzultant* konsultant* czlowiekiem czlowieka czlowiekowi czleka lyudynoyu lyudyni lyudynu chelovekom cheloveka human humans
    pracovnikem pracovnikom pracovnika pracovnici pracovnickou pracovnicku pracownikiem pracownika pracivnykom pracivnyka socpracivny*
    vulychn* terenniho terennim`,
  ),
  person: split('person people worker somebodyreal woman lady colleague counselor counsellor staff'),
  some: split(
    `nekym nekoho nekomu nekdo niekym niekoho niekomu niekto kims kogos komus ktos kymos kohos komus htos kimos kem nibud kimnebud
    someone somebody anyone anybody any1`,
  ),
  alive: split(
    `zivy zivej zivyho ziveho zivemu zivymu zivym ziva zivou zivu skutecny skutecnej skutecnyho skutecneho skutecnym skutocny skutocneho skutocnym skutocnemu
    realny realnyho realneho realnym zywy zywego zywym zywa prawdziwy prawdziwego prawdziwym zhyvyy zhyvoyi zhyvoho zhyvoyu zhyvogo zhyvym zhyva zhyvu
    zhivoy zhivoho spravzhniy spravzhnoho spravzhnim spravzhnoyu spravzhnyu zyvyy zyvoho zyva real actual live living alive human`,
  ),
  please: split('prosim pls plz please prosze poprosze proshu laska pozhaluysta now hned ihned teraz'),
  bot: split(
    'bot bota botem botom boty robot* automat* stroj* masin* maszyn* mashyn* machine* ai program* algorytm* algoritm*',
  ),
} as const;

/** The plain wordings of the wish. */
const wishes = [
  '@wish ... @talk ... @strong|@some|@person',
  '@wish ... @with ... @strong|@some|@person ... @talk',
  '@talk|hovor|rozmowa|rozmowy ... @with ... @alive|@strong',
  '@with ... @alive|@strong ... @talk',
  '@wish ... @strong !kter*|ktor*|kto|co',
  'want|need|get|give|gimme|let|like|prefer|rather ... a|an|real|actual|live|living person|worker|counselor|counsellor !who|that|in|like',
  '@strong ... @please',
  'person|somebody|someone please|pls|plz',
  '@some @alive',
  '@some tady|tam|tu|tut|there|z|ze|zo|iz|real @alive|zyvyh|zhyvyh|zivych',
  '@alive cloveka|clovek|czlowiek|czlowieka|lyudynu|lyudyna|lyudynoyu|chelovek|cheloveka|osoba|osobu|osobe|poradce|dusha|dusa|dusza',
  'real|actual|live|living person|people|human|worker',
  '@some z|ze|zi|iz|od|from|of vas|was|you|tymu|timu|teamu|zespolu|ekipy|vashyh|vashykh|your',
  'je|jest|ye|is|are|sedi|siedzi tu|tam|tady|tutaj|tut|there|here ... @some|clovek|czlowiek|lyudyna|chelovek|human|streetworker*',
  'zavolej|zavolejte|zavola|zavolajte|zavolaj|prepojte|prepoj|prepni|prepnite|polacz|polaczcie|zawolaj|zawolajcie|poklychte|poklych|pozovy|pozvit|pozovite|pozovit|zyednayte|zednayte|zvyazhit|pereklyuchit|poslete|posli|poslite|pust ... @strong|@some|clovek',
  'zavolej|zavolejte|zavolajte|napiste|napis|ozvete|ozvite|zadzwoncie|zadzwon|napiszcie|odpiszcie|podzvonit|napyshit ... nekdo|niekto|ktos|htos',
  'could|can|would|may somebody|someone|anyone|anybody ... call|ring|phone|write|text|answer|talk',
  'talk|speak|chat to|with you people|guys|lot',
  'transfer|connect|hand|put me|this ... @strong|@person',
  'nechci|nechcu|nechcem|nechce robot*|bota|automat*|stroj*|masinu',
  'streetworker*|streetworkr*|operator*|operatorku|konzultant*|konsultant* $',
];

/** What turns the wish into its opposite, when it stands before it in the same stretch of words. */
const refusals = new Set(
  split(
    `nechci nechcu nechcem nechce nechtel nechtela nechtelo nechcel nechcela nie ne ni dont dnt donot not never no wont doesnt didnt
    nepotrebuju nepotrebuji nepotrebujem nemusim neposilejte nevolejte nevolajte neprepojujte bez without nechodte bojim boje boyusya boyus stydim
    hanbim wstydze afraid scared nemam nemaji nehochu`,
  ),
);
/** After these a wish begins anew: "nechci bota ale cloveka". */
const anew = new Set(
  split(
    'ale tylko but radsi radeji radsej radse chci chcu chcem instead lyshe tilky tilko jen iba just wole lebo bo',
  ),
);
const lookBack = 5;

/** Words by which a person is spoken of; without one no wish for a person is believed. */
const spokenOf = [
  '@strong|@some|@alive|@bot',
  'cloveku|pani|paniu|pania|osoba|osobe|osoby|osobu|odborni*|zdravotni*|sestrick*|streetwork*|szef*|zyvoy|zhyvoy|zivak*|lidsk*|ludsk*|staf|chlapem|chlapom',
  'prepoj*|prepnite|polacz*|peredayte|transfer|through|ozvat|odpisat|odpisovat|odpysat',
  '!my|moje|moja|moya @person',
  'clovek|clovicek|clovecin*|czlowiek|lyudyna|lyudyny|chelovek|chela|ludzi|lidi|lidmi|lidma|ludi|ludmi|lyudey|lyudskyy|persn|persson|somone|adult|dospel*|doroslyy|doroslogo|doroslym',
  'nazivo|osobne|osobiscie|osobysto|tvari|twarza|face|hlas|hlasom|glos|glosem|golos|voice',
  'pracovn*|pracown*|pracivn*|socprac*|teren*|psycholog*|psyholog*|psihoterap*|terapeut*|psychoterap*|terapist*|therapist*|poradc*|poradkyn*|doradc*|konzult*|konsult*|operat*|agent|koordinator*|vedouc*|veduc*|sef|sefa|zena|zenou|zensk*|zenu|kobiet*|zhink*|zhinc*|pedagog*|pedagoz*',
  'kolegu|kolegyn*|kolezanku|colleag*|coleg*|employee|team|tymu|timu|zespolu|shift|sluzb*|dyzur*|zmini',
];

export interface HumanWish {
  /** Plain words ask for a person. */
  readonly asked: boolean;
  /** Plain words refuse one, and none ask. */
  readonly refused: boolean;
  /** A person, or a machine in place of one, is spoken of, and not to keep them away: "nechci, aby mi někdo volal". */
  readonly spokenOf: boolean;
}

/** Makes the function that reads the wish for a person out of a text. */
export function createReadHumanWish(): (text: string) => HumanWish {
  const book = createWordBook();
  const parse = (pattern: string): Pattern => parsePattern(pattern, words, book);
  const wish = wishes.map(parse);
  const spoken = spokenOf.map(parse);
  const bots = new Set(words.bot.map((word) => book.numberOf(word)));

  /** True when the words up to the end of a match say that it is not wanted; `across` looks behind commas too. */
  const isRefused = (
    tokens: readonly Token[],
    read: readonly ReadWord[],
    from: number,
    to: number,
    across: boolean,
  ) => {
    for (let i = to; i >= Math.max(0, from - lookBack); i--) {
      const token = tokens[i];
      if (token === undefined || token.sentence !== tokens[to]?.sentence) return false;
      if (!across && token.clause !== tokens[to]?.clause && i < from) return false;
      if (anew.has(token.word)) return false;
      const fits = read[i]?.fits;
      if (i < to && fits !== undefined && meets(fits, bots)) return false;
      if (refusals.has(token.word)) return true;
    }
    return false;
  };

  return (text) => {
    const tokens = tokenise(text);
    const read = tokens.map(
      ({ word, sentence, clause }): ReadWord => ({
        fits: new Set(book.fitting(word)),
        guessed: false,
        sentence,
        clause,
      }),
    );
    let asked = false;
    let refused = false;
    for (const pattern of wish) {
      for (let from = 0; from < read.length; from++) {
        const to = matchEnd(pattern, read, from);
        if (to < 0) continue;
        const bot = [...(read[to]?.fits ?? [])].some((number) => bots.has(number));
        if (!bot && isRefused(tokens, read, from, to, false)) refused = true;
        else asked = true;
      }
    }
    return {
      asked,
      refused: refused && !asked,
      spokenOf: spoken.some((pattern) =>
        read.some((_, from) => {
          const to = matchEnd(pattern, read, from);
          const isBot = to >= 0 && meets(read[to]?.fits ?? new Set(), bots);
          return isBot || (to >= 0 && !isRefused(tokens, read, from, to, true));
        }),
      ),
    };
  };
}
