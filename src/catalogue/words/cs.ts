/**
 * What stands in a catalogue and on a leaflet besides the directory itself, in Czech; the shape that the other languages
 * fill. Du-form, plain, nothing assumes the reader's gender.
 */
export const cs = {
  title: 'Kam pro pomoc',
  subtitle: 'Místa a lidé, na které se můžeš obrátit, když je něco těžké.',
  around: (town: string) => `${town} a okolí`,
  topicTitle: (topic: string, region: string) => `${topic}: ${region}`,
  publishes: (who: string) => `Vydává: ${who}`,
  asOf: (date: string) => `Stav k ${date}`,
  scan: 'Napiš Lampě',
  scanSays:
    'Načti kód mobilem a napiš, co se děje. Odpoví bot a najde ti pomoc poblíž; když chceš, převezme to člověk. Nemusíš říkat, kdo jsi.',
  contents: 'Co tu najdeš',
  howToRead: 'Číslo v kroužku vede k místu, které je popsané jen jednou. Rejstřík je na konci.',

  crisis: 'Když je zle hned teď',
  crisisLife: 'Jde o život nebo o zdraví',
  crisisTalk: 'Chceš s někým mluvit',
  crisisAgain: 'Je obsazeno? Zkus to znovu, nebo zavolej na další číslo.',
  worksIn: (country: string) => `Čísla platí v zemi: ${country}.`,

  here: 'Kdo s tím pomůže',
  lines: 'Zavolat nebo napsat můžeš',
  nothing: 'Pro tohle místo tu k tomu zatím žádnou službu nemáme.',
  ways: { near: 'poblíž', region: 'pro celý kraj', country: 'pro celou zemi' },
  km: (km: number) => `asi ${km} km`,
  labels: {
    where: 'Kde',
    when: 'Kdy',
    phone: 'Telefon',
    mail: 'E-mail',
    web: 'Web',
    chat: 'Chat',
    how: 'Jak tam',
  },
  speaks: (languages: string) => `domluvíš se: ${languages}`,
  fullUntil: (date: string) => `mají plno do ${date}`,
  closedUntil: (date: string) => `zavřeno do ${date}`,

  index: 'Místa a jména',
  indexPlaces: 'Podle místa',
  indexNames: 'Podle jména',
  elsewhere: 'Bez jednoho místa',
  changes: 'Čísla, adresy i hodiny se mění. Než se někam vydáš, ověř si to.',

  steps: 'Co můžeš udělat hned',
  places: 'Kdo ti s tím může pomoct',
  wait: 'Když to nepočká',
  takeOne: 'Utrhni si',

  life: {
    safety: 'Někdo ti ubližuje',
    roof: 'Nemáš kde být',
    mind: 'Je ti zle na duši',
    home: 'Doma je to těžké',
    love: 'Láska, tělo a kamarádi',
    substances: 'Drogy, alkohol, hraní',
    money: 'Peníze a dluhy',
    school: 'Škola a práce',
    rights: 'Právo a úřady',
    newcomer: 'Jsi tu krátce',
    health: 'Zdraví a lékaři',
    leisure: 'Kam zajít jen tak',
  },
};

/** The shape that every language fills completely; the compiler checks it. */
export type CatalogueWords = typeof cs;
