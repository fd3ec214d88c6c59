import type { Language } from '../domain.ts';
import { type Told, told } from '../knowledge/told.ts';
import { fold } from '../understand/fold.ts';

/** What no text to a young person says, and why. The pattern reads folded text (lower case, Latin, no diacritics). */
export interface WordingRule {
  readonly id: string;
  readonly language: Language | 'all';
  readonly pattern: RegExp;
  readonly reason: Told;
}

const reasons = {
  commit: told(
    '"Commit" and its like sound of crime and sin; say "end their life", "die by suicide", "thoughts of suicide".',
    '„Spáchat“ a podobná slova znějí jako zločin a hřích; napiš „vzít si život“, „zemřít sebevraždou“, „myšlenky na sebevraždu“.',
  ),
  success: told(
    'A death is no success and a survived attempt no failure; say "attempt" or "died by suicide".',
    'Smrt není úspěch a přežitý pokus není neúspěch; napiš „pokus“ nebo „zemřít sebevraždou“.',
  ),
  method: told(
    'A way of dying is never named: it can be copied.',
    'Způsob smrti se nikdy nejmenuje: dá se napodobit.',
  ),
  blame: told(
    'Blames or interrogates; say what can be done now.',
    'Obviňuje nebo vyslýchá; napiš, co se dá udělat teď.',
  ),
  promise: told('Promises what staff cannot keep.', 'Slibuje, co tým nemůže splnit.'),
  diagnosis: told(
    'A bot and a streetworker do not diagnose; speak of what the person tells.',
    'Bot ani streetworker nestanovují diagnózu; mluv o tom, co člověk sám říká.',
  ),
  human: told(
    'Pretends to be human or to have lived through it.',
    'Předstírá, že je člověk nebo že to sám zažil.',
  ),
  minimise: told('Makes the trouble small.', 'Zlehčuje to, co člověka trápí.'),
  pressure: told(
    'Orders, or asks for more than help needs.',
    'Poroučí, nebo se ptá na víc, než je k pomoci potřeba.',
  ),
  gender: told(
    'Guesses or splits the gender of the reader; turn the sentence round (present tense, a noun, "can").',
    'Hádá nebo rozděluje rod toho, kdo čte; otoč větu (přítomný čas, podstatné jméno, „jde“, „dá se“).',
  ),
} as const satisfies Readonly<Record<string, Told>>;
type About = keyof typeof reasons;

/**
 * Phrases as a pattern: whole words in a row with only spaces, commas or quotes between; `*` at the beginning or end of
 * a word stands for any letters, `(a|b)` for either, `[?]` for the mark itself. Matching begins only where a word begins: linear time.
 */
const phrases = (list: readonly string[]): RegExp => {
  const letters = '[a-z0-9]*';
  const one = (phrase: string) =>
    fold(phrase)
      .split(' ')
      .map((word) => word.replaceAll('*', letters).replace(/\((?!\?)/g, '(?:'))
      .join('[^a-z0-9.!?;:]+');
  return new RegExp(`(?<![a-z0-9])(?:${list.map(one).join('|')})(?![a-z0-9])`);
};

const rulesOf = (
  language: Language,
  about: Readonly<Record<About, readonly string[]>>,
): readonly WordingRule[] =>
  (Object.keys(reasons) as About[]).map((what) => ({
    id: `${language}-${what}`,
    language,
    pattern: phrases(about[what]),
    reason: reasons[what],
  }));

const czech = rulesOf('cs', {
  commit: ['spách* sebevražd*', 'páchat sebevražd*', 'páchá sebevražd*', 'dopust* se sebevražd*'],
  success: [
    '(úspěšn*|neúspěšn*|nezdařen*|dokonan*|zdařil*) sebevražd*',
    '(úspěšn*|neúspěšn*|nezdařen*|dokonan*) pokus* o sebevražd*',
  ],
  method: [
    '(oběs*|podřez*|podříz*)',
    'skoč* (pod vlak|pod metro|pod auto|z okna|z mostu|ze střechy)',
    'práš* na spaní',
    'otrávit se',
    'pustit* plyn',
  ],
  blame: [
    'je to (tvoje|tvá) (vina|chyba)',
    '(měl|měla|neměl|neměla) (jsi|bys)',
    'proč (jsi|sis|ses)',
    'musíš si (uvědomit|přiznat)',
    'můžeš si za to',
  ],
  promise: [
    'všechno bude (dobré|dobrý|fajn|ok|v pořádku|zase dobré)',
    '(slibuju|slibuji|slibujeme|garantuj*|zaručuj*|stoprocentně)',
    '(vždy|vždycky) (tu|tady|jsem|jsme|pomů*|odpov*)',
    'nikomu (to|nic) (neřek*|nepov*)',
    'nikdo se (to|nic) nedozví',
    '100 (anonymn*|bezpečn*)',
    'určitě ti (pomů*|pomoh*)',
  ],
  diagnosis: [
    'máš (depresi|deprese|psychózu|schizofrenii|bulimii|anorexii|poruchu*|závislost|ptsd|adhd)',
    'jsi (závisl*|nemocn*|alkoholi*|narkoman*|feťá*|anorekti*|blázen|depresivní)',
    'trpíš *',
  ],
  human: [
    'jako člověk ti',
    'jsem (taky |také )?člověk',
    'z vlastní zkušenosti',
    'vím (přesně )?jak (se cítíš|ti je)',
    '(taky|také) jsem to (zažil*|měl*)',
  ],
  minimise: [
    'to nic není',
    'hlavu vzhůru',
    'jen klid',
    'uklidni se',
    'nepřeháněj',
    '(ono|samo) to (zase )?přejde',
    'jiní jsou na tom hůř',
    'není to tak (hrozné|zlé|strašné)',
    'vzchop se',
  ],
  pressure: [
    'musíš (hned|okamžitě|mi|přestat)',
    'okamžitě (přestaň|zavolej|řekni)',
    'jak se jmenuješ[?]',
    '(pošli|pošleš) mi (fotku|polohu|svoji|číslo)',
    'řekni mi (svoje|své) (jméno|příjmení)',
  ],
  gender: [
    '*(l|la) (jsi|bys)',
    '(jsi|nejsi|budeš|nebudeš|zůstat|buď|nebuď) (sám|sama|rád|ráda|připraven*|unaven*)',
    'jsi (byl*|měl*|mohl*|chtěl*|zažil*|udělal*|napsal*|řekl*)',
    '(mladý muži|slečno|kamaráde|kámo)',
  ],
});

const polish = rulesOf('pl', {
  commit: ['popełni* samobójstw*', 'targn* się na (swoje )?życie'],
  success: ['(udan*|nieudan*|skuteczn*|dokonan*) samobójstw*', '(udan*|nieudan*|skuteczn*) prób* samobójcz*'],
  method: [
    '(powiesi*|powieś) się',
    '(podci*|pociąć|pociąc) (sobie )?żyły',
    '(skocz*|rzuci*) (się )?(pod pociąg|pod metro|z okna|z mostu|z dachu)',
    'tablet* nasenn*',
    'prosz* nasenn*',
    'otruć się',
  ],
  blame: [
    'to (jest )?twoja wina',
    '(powinieneś|powinnaś)',
    'trzeba było (powiedzieć|zadzwonić|pomyśleć|wcześniej)',
    'dlaczego (to )?(zrobił*|nie powiedział*|nie zrobił*)',
    'musisz (zrozumieć|sobie uświadomić)',
  ],
  promise: [
    'wszystko będzie (dobrze|ok|w porządku)',
    '(obiecuję|obiecujemy|gwarantuj*|stuprocentow*)',
    'zawsze (tu|tutaj|jestem|jesteśmy|pomo*|odpow*)',
    'nikomu (tego |nic )?nie (powiem|powiemy|powiedzą)',
    'nikt się (o tym )?nie dowie',
    '100 (anonimow*|bezpieczn*)',
    'na pewno ci pomog*',
  ],
  diagnosis: [
    'masz (depresj*|nerwic*|psychoz*|schizofreni*|bulimi*|anoreksj*|zaburzen*|uzależnieni*|ptsd|adhd)',
    'jesteś (uzależnion*|chor*|alkoholi*|narkoman*|ćpun*|anorekty*)',
    'cierpisz na *',
  ],
  human: [
    'jestem (też )?człowiekiem',
    'jako człowiek',
    'wiem (dokładnie )?(co czujesz|jak się czujesz)',
    'z własnego doświadczenia',
  ],
  minimise: [
    'to nic takiego',
    'głowa do góry',
    'uspokój się',
    'nie przesadzaj',
    'inni mają gorzej',
    'weź się w garść',
    'przejdzie ci',
    'będzie dobrze',
  ],
  pressure: [
    'musisz (natychmiast|od razu|mi|przestać)',
    'natychmiast (przestań|zadzwoń|powiedz)',
    'jak (masz na imię|się nazywasz)[?]',
    '(wyślij|prześlij) mi (zdjęcie|swoj*|lokalizacj*|numer)',
    'podaj (mi )?(swoje )?(imię|nazwisko)',
  ],
  gender: [
    '(był|zrobił|napisał|powiedział|chciał|mógł|mia|miał|został|przeżył|zażył|wziął|poczuł|znalazł|zadzwonił|poprosił)(eś|aś)',
    '(zrobiła|napisała|powiedziała|chciała|mogła|miała|była|została|przeżyła|wzięła|poczuła)ś',
    '*(łbyś|łabyś)',
    '(jesteś|nie jesteś|zostań|czujesz się) (sam|sama|gotow*|zmęczon*|bezpieczn*|samotn*)',
  ],
});

const slovak = rulesOf('sk', {
  commit: ['spách* samovražd*', 'páchať samovražd*', 'dopust* sa samovražd*'],
  success: [
    '(úspešn*|neúspešn*|nevydaren*|dokonan*) samovražd*',
    '(úspešn*|neúspešn*|nevydaren*|dokonan*) pokus* o samovražd*',
  ],
  method: [
    '(obes*|podrez*)',
    'skoč* (pod vlak|pod auto|z okna|z mosta|zo strechy)',
    '(tablet*|práš*) na spanie',
    'otráviť sa',
  ],
  blame: [
    '(?<!nie )je to (tvoja|tvoje) (vina|chyba)',
    '(mal|mala|nemal|nemala) (si|by si)',
    'prečo si (to )?(urobil*|nepovedal*|nespravil*|spravil*)',
    'musíš si (uvedomiť|priznať)',
    'môžeš si za to',
  ],
  promise: [
    'všetko bude (dobré|fajn|ok|v poriadku)',
    '(sľubujem|sľubujeme|garantuj*|zaručuj*|stopercentne)',
    '(vždy|vždycky) (tu|som|sme|pomôž*|odpov*)',
    'nikomu (to|nič) nepov*',
    'nikto sa (to|nič) nedozvie',
    '100 (anonymn*|bezpečn*)',
    'určite ti (pomôž*|pomož*)',
  ],
  diagnosis: [
    'máš (depresiu|psychózu|schizofréniu|bulímiu|anorexiu|poruchu*|závislosť|ptsd|adhd)',
    'si (závisl*|alkoholi*|narkoman*|feťá*|anorekti*|blázon|depresívn*)',
    'trpíš *',
  ],
  human: [
    'ako človek ti',
    'som (tiež |aj ja )?človek',
    'z vlastnej skúsenosti',
    'viem (presne )?ako (sa cítiš|ti je)',
  ],
  minimise: [
    'to nič nie je',
    'hlavu hore',
    'len pokoj',
    'upokoj sa',
    'nepreháňaj',
    '(ono|samo) to (zase )?prejde',
    'iní sú na tom horšie',
    'nie je to také (hrozné|zlé|strašné)',
    'vzchop sa',
  ],
  pressure: [
    'musíš (hneď|okamžite|mi|prestať)',
    'okamžite (prestaň|zavolaj|povedz)',
    'ako sa voláš[?]',
    '(pošli|pošleš) mi (fotku|polohu|svoju|číslo)',
    'povedz mi svoje (meno|priezvisko)',
  ],
  gender: [
    '(bol|bola|mal|mala|mohol|mohla|chcel|chcela|urobil|urobila|napísal|napísala|povedal|povedala|zažil|zažila) (si|by si)',
    '(keď|že|ak|čo|ako) si (bol|mal|mohol|mohl|chcel|urobil|napísal|povedal|zažil|vzal)(a|)',
    '(si|nie si|budeš|nebudeš|zostať|buď) (sám|sama|rád|rada|pripraven*|unaven*)',
    '(mladý muž|slečna|kamoško|kámo)',
  ],
});

const ukrainian = rulesOf('uk', {
  commit: [
    '(вчини*|скої*|вчинен*|скоєн*) самогубств*',
    '(покінчи*|покінчу*) (життя )?самогубств*',
    '(покінчи*|накла*) (з собою|із собою|на себе руки)',
  ],
  success: [
    '(вдал*|невдал*|успішн*|неуспішн*|завершен*) самогубств*',
    '(вдал*|невдал*|успішн*|неуспішн*) спроб* самогубств*',
  ],
  method: [
    '(повіситис*|повіситься|повісився|повісилась|повісилася|повішення)',
    '(перерізати|порізати|різати) (собі )?вени',
    '(стрибн*|стрибат*|кинут*) (під потяг|під поїзд|з вікна|з мосту|з даху)',
    '(снодійн*|таблет* для сну)',
    'отруїтис*',
  ],
  blame: [
    '(це|ти в усьому) (твоя вина|твоя провина|винен|винна)',
    'сам* винн*',
    '(треба було|мав би|мала б)',
    'чому ти (не сказав|не сказала|зробив|зробила|це зробив|це зробила|не)',
    '(мусиш|маєш|повинен|повинна) (зрозуміти|усвідомити)',
  ],
  promise: [
    'все буде (добре|гаразд|ок)',
    'усе буде (добре|гаразд|ок)',
    '(обіцяю|обіцяємо|гарантую|гарантуємо|стовідсотково)',
    'завжди (тут|поруч|допомож*|відпов*)',
    'нікому (цього |нічого )?не (скажу|скажемо|скажуть|розкажу|розкажемо)',
    'ніхто (про це )?не дізнається',
    '100 (анонімн*|безпечн*)',
    '(точно|обов’язково|напевно) (тобі )?допомож*',
  ],
  diagnosis: [
    '(у тебе|маєш) (депресія|депресію|психоз|шизофренія|шизофренію|булімія|булімію|анорексія|анорексію|розлад*|залежність|птср)',
    'ти (залежн*|хвор*|алкоголі*|наркоман*|анорекси*)',
    'страждаєш (на|від) *',
  ],
  human: [
    'я (теж |також )?людина',
    'як людина скажу',
    'знаю (точно )?(що ти відчуваєш|як тобі)',
    'з власного досвіду',
  ],
  minimise: [
    'це дрібниці',
    'нічого страшного',
    'вище носа',
    'вище ніс',
    'заспокойся',
    'не перебільшуй',
    '(само|воно) мине',
    'іншим (ще )?гірше',
    'візьми себе в руки',
  ],
  pressure: [
    '(мусиш|повинен|повинна) (негайно|зараз|мені|перестати)',
    'негайно (перестань|подзвони|скажи)',
    'як тебе (звати|звуть)[?]',
    '(надішли|скинь) мені (фото|номер|свою|своє|геолокацію)',
    'скажи (мені )?(своє )?(ім’я|прізвище)',
  ],
  gender: [
    'ти (не )?(був|була|зробив|зробила|написав|написала|сказав|сказала|хотів|хотіла|міг|могла|мав|мала|пережив|пережила)',
    '(якби|якщо|щоб|що) ти *(ав|ив|ів|ала|ила|іла)',
    '(ти|не|залишатися|почуваєшся) (сам|сама|самотній|самотня|один|одна|готовий|готова|радий|рада)',
  ],
});

const english = rulesOf('en', {
  commit: ['commit* suicide'],
  success: [
    '(successful|unsuccessful|failed|completed) suicide*',
    '(successful|unsuccessful|failed) (suicide )?attempt*',
  ],
  method: [
    '(hang|hanging|hanged|hung) (yourself|themselves|himself|herself|myself)',
    '(cut|cutting|slit|slitting) (your|their|his|her|the) (wrist|wrists|veins)',
    'jump* (off|from|in front of) (a|the) (bridge|roof|window|train|building)',
    'sleeping pill*',
    '(poison|shoot|drown) yourself',
  ],
  blame: [
    '(its|it is|this is|all) your (own )?fault',
    'you (should have|shouldve|should not have|shouldnt have|ought to have)',
    'why (did|didnt|have|havent) you',
    'you (have to|need to|must) (realise|realize|admit|understand)',
    'you brought (this|it) on',
  ],
  promise: [
    'everything (will be|is going to be|s going to be) (ok|okay|fine|alright|all right|good)',
    '(i|we) (promise|guarantee)',
    'always (here|there|help|answer|listen)',
    '(nobody|no one) will (ever )?(know|find out)',
    '(wont|will not) tell (anyone|anybody)',
    '100 (anonymous|safe|confidential)',
    '(definitely|certainly|surely) help you',
  ],
  diagnosis: [
    'you have (depression|an anxiety disorder|psychosis|schizophrenia|bulimia|anorexia|ptsd|adhd|an addiction|an eating disorder)',
    '(you are|youre) (addicted|an addict|an alcoholic|mentally ill|sick|depressed|bulimic|anorexic|crazy)',
    'you suffer from *',
  ],
  human: [
    '(i am|im) (also |just )?(a )?human',
    'as a (fellow )?human',
    'i know (exactly )?(how you feel|what you feel)',
    '(ive|i have) been there',
  ],
  minimise: [
    '(its|it is|thats) (nothing(?! to)|no big deal|not that bad|just a phase)',
    'cheer up',
    'chin up',
    'calm down',
    '(dont overreact|overreacting)',
    '(others|other people) have it worse',
    'snap out of it',
  ],
  pressure: [
    'you must (tell|call|go|stop|now)',
    '(what is|whats) your (real )?name',
    'send me (a|your) (photo|picture|location|number)',
    'tell me your (real |full )?name',
    'stop it (now|immediately)',
  ],
  gender: [
    '(he/she|she/he|his/her|him/her|s/he|himself/herself)',
    '(young man|young lady|dude|bro)',
    '(good|brave|strong) (girl|boy)',
  ],
});

const everywhere: readonly WordingRule[] = [
  {
    id: 'gendered-slash',
    language: 'all',
    pattern:
      /(?<![a-z0-9/.])[a-z]{1,40}(?:\/(?:a|la|las|na|ka|ova)(?![a-z0-9/.])|\((?:a|la|as|las|na|ka)\)|(?:[lvmd]|[aeiy]n|es)\/[a-z]{0,30}a[sm]?(?![a-z0-9/.]))/,
    reason: reasons.gender,
  },
  {
    id: 'cheer',
    language: 'all',
    pattern: /!\s?!/,
    reason: told(
      'Exclamation marks shout or cheer; somebody who is not well reads neither as help.',
      'Vykřičníky křičí nebo jásají; kdo na tom není dobře, v nich pomoc nevidí.',
    ),
  },
];

export const rules: readonly WordingRule[] = [
  ...everywhere,
  ...czech,
  ...polish,
  ...slovak,
  ...ukrainian,
  ...english,
];
