/** For each rule: what it catches, and what is near it and may be said. */
export const wordingExamples: Readonly<
  Record<string, { readonly catches: readonly string[]; readonly passes: readonly string[] }>
> = {
  'gendered-slash': {
    catches: ['sám/sama', 'rád/a', 'byl(a)', 'zrobiłeś/łaś', 'сам/сама', 'написав(ла)', 'byl/byla'],
    passes: ['a/nebo', '/hand [jméno]', 'https://example.org/a', 'chat (anonymně)', '24/7'],
  },
  cheer: { catches: ['Super!!', 'Hej! !', 'Zvládneš to!!!'], passes: ['Ahoj!', 'Pozor! Volej.'] },

  'cs-commit': { catches: ['chceš spáchat sebevraždu'], passes: ['myslíš na sebevraždu'] },
  'cs-success': {
    catches: ['neúspěšný pokus o sebevraždu', 'dokonaná sebevražda'],
    passes: ['pokus o sebevraždu'],
  },
  'cs-method': {
    catches: ['chceš se oběsit', 'skočit pod vlak', 'prášky na spaní'],
    passes: ['dej z dosahu, čím se dá ublížit', 'prášky ti předepíše lékař'],
  },
  'cs-blame': {
    catches: ['Je to tvoje vina.', 'Měla jsi to říct', 'Proč jsi nepřišla', 'musíš si uvědomit'],
    passes: ['Není to tvoje vina.', 'Co se dá udělat teď'],
  },
  'cs-promise': {
    catches: [
      'všechno bude dobré',
      'slibuju',
      'Nikomu to neřekneme',
      '100% anonymní',
      'vždy jsem tu',
      'určitě ti pomůžou',
    ],
    passes: ['můžou ti pomoct', 'vina je vždycky na tom, kdo to udělal', 'i anonymně'],
  },
  'cs-diagnosis': {
    catches: ['Máš depresi.', 'jsi závislý', 'jsi závislá'],
    passes: ['Když je ti smutno dlouho', 'jsi v bezpečí'],
  },
  'cs-human': {
    catches: ['jako člověk ti říkám', 'Jsem taky člověk', 'vím přesně, jak se cítíš'],
    passes: ['Jsem bot, ne člověk', 'převezme to člověk'],
  },
  'cs-minimise': {
    catches: ['To nic není', 'Hlavu vzhůru', 'Jen klid'],
    passes: ['Bolí to a dá se s tím něco dělat', 'nic není zadarmo'],
  },
  'cs-pressure': {
    catches: ['Musíš hned přestat', 'Jak se jmenuješ?', 'pošli mi fotku'],
    passes: ['Nemusíš říkat, jak se jmenuješ.', 'můžeš hned zavolat'],
  },
  'cs-gender': {
    catches: ['kde byla jsi', 'mohl bys', 'nejsi sám', 'budeš ráda', 'jsi napsala'],
    passes: ['není nikdo sám sobě nepřítel', 'jsi v bezpečí', 'streetworker rád pomůže'],
  },

  'pl-commit': {
    catches: ['popełnić samobójstwo', 'targnąć się na swoje życie'],
    passes: ['myśli o samobójstwie'],
  },
  'pl-success': {
    catches: ['udane samobójstwo', 'nieudana próba samobójcza'],
    passes: ['próba samobójcza'],
  },
  'pl-method': {
    catches: ['powiesić się', 'skoczyć z mostu', 'tabletki nasenne'],
    passes: ['spacer po moście', 'tabletki od lekarza'],
  },
  'pl-blame': {
    catches: ['To twoja wina', 'powinnaś', 'trzeba było powiedzieć', 'Musisz zrozumieć'],
    passes: ['To nie jest twoja wina', 'żeby nie trzeba było powtarzać'],
  },
  'pl-promise': {
    catches: [
      'wszystko będzie dobrze',
      'obiecuję',
      'nikomu nie powiemy',
      '100% anonimowo',
      'zawsze tu jestem',
    ],
    passes: ['mogą ci pomóc', 'Nie obiecuj, że nikomu nie powiesz', 'wina jest zawsze po stronie sprawcy'],
  },
  'pl-diagnosis': {
    catches: ['Masz depresję', 'jesteś uzależniona'],
    passes: ['gdy długo jest ciężko', 'jesteś w domu'],
  },
  'pl-human': {
    catches: ['Jestem też człowiekiem', 'wiem, co czujesz'],
    passes: ['Jestem botem, nie człowiekiem'],
  },
  'pl-minimise': {
    catches: ['Głowa do góry', 'Nie przesadzaj', 'będzie dobrze'],
    passes: ['Pisz spokojnie dalej'],
  },
  'pl-pressure': {
    catches: ['Musisz natychmiast zadzwonić', 'Jak masz na imię?', 'wyślij mi zdjęcie'],
    passes: ['Nie musisz mówić, jak masz na imię.'],
  },
  'pl-gender': {
    catches: ['byłeś', 'Napisałaś', 'mógłbyś', 'nie jesteś sama', 'chciałabyś'],
    passes: ['piszesz', 'hałas', 'jesteś w domu'],
  },

  'sk-commit': { catches: ['spáchať samovraždu'], passes: ['myslíš na samovraždu'] },
  'sk-success': { catches: ['neúspešný pokus o samovraždu'], passes: ['pokus o samovraždu'] },
  'sk-method': {
    catches: ['obesiť sa', 'skočiť z mosta', 'tabletky na spanie'],
    passes: ['tabletky od lekára'],
  },
  'sk-blame': {
    catches: ['Je to tvoja vina', 'mala si to povedať', 'musíš si uvedomiť', 'prečo si to urobil'],
    passes: ['nie je to tvoja vina', 'máš na to právo'],
  },
  'sk-promise': {
    catches: ['všetko bude dobré', 'sľubujeme', 'nikomu to nepovieme', '100 % anonymné', 'určite ti pomôžu'],
    passes: ['môžu ti pomôcť', 'vina je vždy na tom, kto to urobil'],
  },
  'sk-diagnosis': { catches: ['máš depresiu', 'si závislá'], passes: ['keď je ti dlho smutno'] },
  'sk-human': { catches: ['som tiež človek', 'viem presne, ako sa cítiš'], passes: ['Som bot, nie človek'] },
  'sk-minimise': { catches: ['Hlavu hore', 'upokoj sa'], passes: ['Píš pokojne ďalej'] },
  'sk-pressure': {
    catches: ['Musíš okamžite', 'Ako sa voláš?'],
    passes: ['Nemusíš hovoriť, ako sa voláš.', 'môžeš hneď zavolať'],
  },
  'sk-gender': {
    catches: ['bola si', 'chcel by si', 'nie si sám', 'keď si povedala'],
    passes: ['vyber si cieľ', 'si v spojení'],
  },

  'uk-commit': {
    catches: [
      'вчинити самогубство',
      'покінчити життя самогубством',
      'покінчити з собою',
      'накласти на себе руки',
    ],
    passes: ['думки про самогубство', 'покінчити з боргами'],
  },
  'uk-success': { catches: ['невдала спроба самогубства'], passes: ['спроба самогубства'] },
  'uk-method': {
    catches: ['повіситися', 'стрибнути з мосту', 'снодійне'],
    passes: ['повісити слухавку', 'таблетки від лікаря'],
  },
  'uk-blame': {
    catches: ['Це твоя провина', 'сама винна', 'чому ти не сказала'],
    passes: ['Це не твоя провина', 'чому це важливо'],
  },
  'uk-promise': {
    catches: ['все буде добре', 'обіцяємо', 'нікому не скажемо', '100% анонімно', 'точно тобі допоможуть'],
    passes: ['можуть допомогти', 'Не обіцяй, що нікому не скажеш'],
  },
  'uk-diagnosis': { catches: ['У тебе депресія', 'ти залежна'], passes: ['у тебе є право', 'ти вдома'] },
  'uk-human': {
    catches: ['я теж людина', 'знаю, що ти відчуваєш'],
    passes: ['Я бот, не людина', 'з тобою говоритиме людина'],
  },
  'uk-minimise': { catches: ['Нічого страшного', 'заспокойся'], passes: ['Це паніка, і це мине'] },
  'uk-pressure': {
    catches: ['мусиш негайно', 'Як тебе звати?', 'скинь мені фото'],
    passes: ['Можна не казати, як тебе звати.'],
  },
  'uk-gender': {
    catches: ['що ти зробила', 'ти не сам', 'якби ти подзвонив', 'ти був'],
    passes: ['ти пишеш', 'де ти зараз'],
  },

  'en-commit': {
    catches: ['commit suicide', 'committed suicide'],
    passes: ['die by suicide', 'thoughts of suicide'],
  },
  'en-success': {
    catches: ['a failed suicide attempt', 'successful suicide', 'failed attempt'],
    passes: ['a suicide attempt', 'failed at school'],
  },
  'en-method': {
    catches: ['hang yourself', 'sleeping pills', 'jumping off a bridge'],
    passes: ['hang up', 'pills from a doctor'],
  },
  'en-blame': {
    catches: ['It’s your fault', 'you should have told', 'Why didn’t you call'],
    passes: ['It is not your fault', 'you can tell'],
  },
  'en-promise': {
    catches: [
      'Everything will be fine',
      'I promise',
      'we won’t tell anyone',
      '100% anonymous',
      'always here for you',
    ],
    passes: ['they may help', 'the blame is always on the one who did it'],
  },
  'en-diagnosis': {
    catches: ['You have depression', 'you’re addicted'],
    passes: ['you have a right to', 'when somebody is addicted'],
  },
  'en-human': {
    catches: ['I’m human', 'as a human', 'I know how you feel'],
    passes: ['I’m a bot, not a human', 'There is a human on the line'],
  },
  'en-minimise': {
    catches: ['Cheer up', 'it’s nothing', 'calm down'],
    passes: ['it is nothing to be ashamed of'],
  },
  'en-pressure': {
    catches: ['you must call', 'What is your name?', 'send me a photo'],
    passes: ['you don’t have to say your name'],
  },
  'en-gender': { catches: ['he/she', 'good girl', 'dude'], passes: ['they', 'a girl you know'] },
};
