import { tokenise } from './fold.ts';
import { isNamedOther, matcher } from './other-signs.ts';
import { createWordBook, matchEnd, parsePattern } from './pattern.ts';

/**
 * Whether it can be about somebody else at all. Models take "a classmate raped me" for a story about the classmate; but who is
 * harmed decides. When in doubt it is about the writer.
 */

const split = (list: string): readonly string[] => list.split(/\s+/).filter((word) => word !== '');

const words = {
  me: split('me mne mna mnou mie mnie mene meni menya mnoyu us nas'),
  /** Like "me", but also the Czech and Polish "has" and other things: only right beside the deed. */
  maybeMe: split('ma mi my'),
  harms: split(
    `znasilni* zneuzi* bije biji biju bijou zbil* zmlati* mlati* bil bila bili skrti* fackuje kope kopal* mlat* ublizuj* ublizi* vydira* vydiera*
    vyhrozuj* vyhraza* saha sahal* osahav* ohmatav* sikanuj* sikanoval* nuti nutil* obtezuj* obtazuj* pronasleduj* podvedl* podviedol podviedla podvadi podvadza opusti*
    nechal nechala urazi* nadava* ponizu* vyhodil* vyhnal* ignoruj* pomlouv* ohovar* vysmiv* smeje smeji smeju posmiv* uderi* udrel* okrad* napadl* napadol* strka*
    zgwalci* bije bija pobil* uderzyl* szantaz* grozi groza dreczy* wyzywa* poniza* zmusza* molest* dotyka* wyrzuci* smieja zdradzi* rzuci* bil bila
    zgvaltu* gvaltu* zhvaltu* iznasyl* bye byut byet byot pobyv* pobyl* shantazh* pohrozhu* pogrozhu* obzyva* znuscha* vyhna* torka* lapa* kynuv kynula zradyv zradyla dusyt dushyt
    rape raped rapes hit hits beat beats beating abuse* hurt* threat* blackmail* bull* touch* force* choke* kick* dumped cheated left groped slapped punched harass* leaked`,
  ),
  them: split(
    'ji jej jemu mu ho jeho jich jim niego nia nim niej jego go yiyi yii yomu yogo yoho nym neyi neyu ih yih him her them hers his',
  ),
} as const;

const book = createWordBook();
const parse = (text: string) => parsePattern(text, words, book);
const harmsMe = [
  '@harms ... @me',
  '@me ... @harms',
  '@harms @maybeMe',
  '@maybeMe @harms',
  '@maybeMe ... znasilni*|zbil*|zmlati*|osahav*|zneuzi*|sikanuj*|vydiera*',
  'got|was|being|am|im|been raped|beaten|hit|abused|bullied|blackmailed|dumped|molested|groped',
].map(parse);
const them = parse('@them');

const isKin = matcher(
  `tat* mam* otec otce otca otci otcim* matk* matce matku rodic* nasi brat* deda babi* bab* teta tet* stryc* strejd* ojciec ojca ojcu ojczym* mame mamie tata tate tacie
  rodzic* wujk* ciotk* babc* dziad* batk* batko* maty mater* otchym* vitchym* dyadk* titk* dad* mum* mom* mother* father* stepdad* parent* uncle* aunt* gran* nan* nana
  prtel* pritel* partner* manzel* pritelkyn* frajer* chlop* dziewczyn* chlopak* divchyn* hlopec* hlopc* boyfriend* girlfriend* gf bf wife husband kluk* holk* holc* divk* baba
  klient* svereny* trid* tried* klas* student* zak* uczn* uchen* uchn* uchny* kid kids pupil* girl* boy* osob* nekdo nekoho nekomu niekto niekoho ktos kogos htos kohos someone somebody lidi lid clovek* team*
  teen* puber* nezlet* adolesc* podlit* muj moje moja miy moya my dite deti detmi dzieck* dzieci dity dit* kocho* cor* decko* ucit* kidd*`,
);

const clearWords = {
  who: split(
    `kamarad kamaradka kamaradky kamarat kamaratka kamos kamoska kamo kamka spoluzak spoluzacka spoluziak spoluziacka priatel priatelka segra sestra bracha brat bratr
    syn dcera dcerka kolega kolezanka kumpel kumpela przyjaciel przyjaciolka siostra corka drug druh podruha podruga syn donka odnoklasnyk odnoklasnytsya
    friend mate bff bestie classmate sister brother bro sis son daughter`,
  ),
};
const clearBook = createWordBook();
/** Plain statements of another person's trouble. */
const clearlyOther = [
  '@who ... chce|chcela|chtel|chtela|hoche|wants|wanted|mysli|mysl|dumaye ... umrit|umriet|zemrit|zomriet|umrzec|zabit|zabic|pomerty|vmerty|vbyty|die|kill|sebevrazd*|samovrazd*|samoboj*|samohub*',
  '@who se|sa|sie|si|sobi|sebe reze|tne|tnie|rizhe|poreze|porezala|porezal|pociela|pocial|ublizuje|okalecza|zabije',
  '@who rizhe|porizala|porizav|cuts|cutting sobi|sebe|herself|himself',
  '@who prestal|prestala|przestal|przestala|perestav|perestala|stopped ... jist|jest|yisty|isty|eating',
  '@who spolykal|spolykala|prehltol|prehltla|polknal|polknela|nakovtalasya|nakovtavsya|swallowed',
].map((text) => parsePattern(text, clearWords, clearBook));

/** Whether plain words tell of a friend, a sibling or a child in danger. */
export function isClearlyOther(text: string): boolean {
  const read = tokenise(text).map(({ word, sentence, clause }) => ({
    fits: new Set(clearBook.fitting(word)),
    guessed: false,
    sentence,
    clause,
  }));
  return clearlyOther.some((pattern) => read.some((_, from) => matchEnd(pattern, read, from) >= 0));
}

/** True when somebody else is named, and the one harmed is not the writer alone. */
export function mayBeAboutOther(text: string): boolean {
  const tokens = tokenise(text);
  const list = tokens.map(({ word }) => word);
  const read = tokens.map(({ word, sentence, clause }) => ({
    fits: new Set(book.fitting(word)),
    guessed: false,
    sentence,
    clause,
  }));
  if (!isNamedOther(list) && !list.some(isKin)) return false;
  const meets = (pattern: ReturnType<typeof parse>): boolean =>
    read.some((_, from) => matchEnd(pattern, read, from) >= 0);
  return !harmsMe.some(meets) || meets(them);
}
