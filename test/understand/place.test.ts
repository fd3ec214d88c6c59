import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createFindPlace } from '../../src/understand/place.ts';
import { loadGazetteer } from '../../src/understand/place-gazetteer.ts';
import { placeKey } from '../../src/understand/place-key.ts';
import { createPlaces, isInArea, nearness } from '../../src/understand/place-nearness.ts';

const gazetteer = loadGazetteer(fileURLToPath(new URL('../../data/places', import.meta.url)));
const places = createPlaces(gazetteer);
const chotesovByStod = 'CZ-557838';
const find = createFindPlace(gazetteer, { homeCountry: 'CZ', ownPlaces: new Set([chotesovByStod]) });

/** The name of the one place, the names of candidates with their districts, or null. */
function named(text: string): string | readonly string[] | null {
  const found = find(text);
  if (found === null) return null;
  if (found.kind === 'one') return found.place.name;
  return found.candidates.map(({ name, district }) => `${name} (${district})`);
}

const place = (id: string) => {
  const known = places.byId(id);
  if (known === undefined) throw new Error(`no place ${id}`);
  return known;
};

describe('a town is understood as people write it', () => {
  it.each([
    ['bydlim v Klatovech', 'Klatovy'],
    ['ahoj jsem z holysova a nudim se', 'Holýšov'],
    ['v policce je nuda', 'Polička'],
    ['od Stodu to mam kousek', 'Stod'],
    ['chci do Susice', 'Sušice'],
    ['klub v Plzni', 'Plzeň'],
    ['mieszkam w Skarżysku-Kamiennej', 'Skarżysko-Kamienna'],
    ['mieszkam ve Skarzysku', 'Skarżysko-Kamienna'],
    ['jestem z Kielc', 'Kielce'],
    ['psycholog w Krakowie', 'Kraków'],
    ['bývam v Banskej Bystrici', 'Banská Bystrica'],
    ['som z Košíc', 'Košice'],
    ['v Spišskej Novej Vsi', 'Spišská Nová Ves'],
    ['в Пльзні', 'Plzeň'],
    ['Я живу у Брні', 'Brno'],
    ['I live in Pilsen', 'Plzeň'],
    ['moved to Warsaw', 'Warszawa'],
    ['klatovy nejaky klub?', 'Klatovy'],
    ['KLATOVY KDE JE KLUB', 'Klatovy'],
    ['mama zostala w Charkowie', 'Харків'],
  ])('%s → %s', (text, expected) => expect(named(text)).toBe(expected));

  it.each([
    ['bydlím v Horní Bříze', 'Horní Bříza'],
    ['z Janovic nad Úhlavou', 'Janovice nad Úhlavou'],
    ['ve Varech', 'Karlovy Vary'],
    ['v usti nad labem', 'Ústí nad Labem'],
    ['v Hradci Králové', 'Hradec Králové'],
  ])('names of several words and their short forms: %s → %s', (text, expected) =>
    expect(named(text)).toBe(expected),
  );

  it.each([
    ['nuda v plzce', 'Plzeň'],
    ['jestem z Wrocka', 'Wrocław'],
    ['som z Blavy', 'Bratislava'],
    ['co robic we Wawie', 'Warszawa'],
  ])('slang: %s → %s', (text, expected) => expect(named(text)).toBe(expected));

  it.each([
    ['bydlim v Kaltovech', 'Klatovy'],
    ['bydlím v Ostrvaě', 'Ostrava'],
  ])('one typing error: %s → %s', (text, expected) => expect(named(text)).toBe(expected));
});

describe('the country around a town', () => {
  it.each([
    ['hledám psychologa na Klatovsku', 'Klatovsko'],
    ['je nejaka pomoc na sušicku?', 'Sušicko'],
    ['bydlíme na Nýřansku, máma pije', 'Nýřansko'],
    ['jsem z blovicka a chci utect', 'Blovicko'],
  ])('has a name of its own: %s → %s', (text, expected) => expect(named(text)).toBe(expected));

  it('lies where its town does', () => {
    const { orp, district, region, at } = place('CZ-557153');
    expect(find('bydlím na Sušicku')).toEqual({
      kind: 'one',
      place: {
        id: 'CZ-area-Sušicko',
        name: 'Sušicko',
        country: 'CZ',
        kind: 'district',
        orp,
        district,
        region,
        at,
      },
    });
  });
});

describe('quarters that everybody knows mean their city', () => {
  it.each([
    ['bydlim na skvrnanech a nemam nikoho', 'Plzeň'],
    ['chodim na zs na lochotine, sikana furt', 'Plzeň'],
    ['bydlim na zizkove a mam dluhy', 'Praha'],
    ['v porubě mě chytla policie s trávou', 'Ostrava'],
    ['mieszkam na Bałutach z ojcem', 'Łódź'],
    ['ucieklam i siedze we wrzeszczu', 'Gdańsk'],
    ['psycholog na mokotowie za darmo?', 'Warszawa'],
  ])('%s → %s', (text, expected) => expect(named(text)).toBe(expected));
});

describe('small towns and harder forms', () => {
  it.each([
    ['do kdyne to mam pul hodky busem', 'Kdyně'],
    ['utek sem z domu a ted sedim v rokycanech na nadru', 'Rokycany'],
    ['v celejch klatovech neni jedinej psycholog', 'Klatovy'],
    ['do kasperskejch hor na tabor', 'Kašperské Hory'],
    ['z Tlučný jezdim vlakem', 'Tlučná'],
    ['švihov, okres Klatovy, kam můžu jít?', 'Švihov'],
    ['byvam v martine a mam depku', 'Martin'],
    ['bývam pri Hriňovej', 'Hriňová'],
    ['som z michaloviec', 'Michalovce'],
    ['mieszkam w Końskich', 'Końskie'],
    ['w końcu jestem z Opoczna', 'Opoczno'],
  ])('%s → %s', (text, expected) => expect(named(text)).toBe(expected));
});

describe('Ukrainian names of Czech and Polish towns', () => {
  it.each([
    ['я живу у Плзені', 'Plzeň'],
    ['ми в Пілзні, мама працює', 'Plzeň'],
    ['у Рокицанах в школі', 'Rokycany'],
    ['Тахов: хто тут допомагає?', 'Tachov'],
    ['живу в Домажліцах', 'Domažlice'],
    ['у Пршештіцях', 'Přeštice'],
    ['zhyvu u rokytsanakh', 'Rokycany'],
    ['я в Кельце', 'Kielce'],
    ['хочу в Київ на канікули', 'Київ'],
  ])('%s → %s', (text, expected) => expect(named(text)).toBe(expected));
});

describe('towns where English is spoken', () => {
  it.each([
    ['i live in leeds', 'Leeds'],
    ['in hull theres nothing to do', 'Hull'],
    ['i go to college in newcastle', 'Newcastle upon Tyne'],
    ['Milton Keynes, anything for young people?', 'Milton Keynes'],
    ['im in san antonio tx', 'San Antonio'],
    ['I live in Reading', 'Reading'],
    ['I live in Austin', 'Austin'],
  ])('%s → %s', (text, expected) => expect(named(text)).toBe(expected));

  it.each([
    'in the bath i cut myself',
    'reading makes me calm',
    'Austin kissed Madison at the party',
    'we use drugs every weekend',
    'nevim, nic mi nejde',
  ])('but words and people that bear their names are none: %s', (text) => expect(named(text)).toBeNull());
});

describe('what only sounds like a place', () => {
  it.each([
    'zdar lidi, jak se mate',
    'ta voda byla bistra jak sklo',
    'utek sem z domu a nechci zpatky',
    'jsem v háji z toho všeho',
    'bolí mě v uších a na uši neslyším',
    'byli jsme na Sokolu cvičit',
    'у мене болить коліно і рука',
    'wreszcie to komus powiedzialam',
  ])('%s', (text) => expect(named(text)).toBeNull());
});

describe('a name that several places bear', () => {
  it('is asked back, the place where the knowledge base has services first', () => {
    expect(named('bydlím v Chotěšově')).toEqual(['Chotěšov (Plzeň-jih)', 'Chotěšov (Litoměřice)']);
    expect(named('jsem z Dobřan')).toHaveLength(2);
  });

  it('is asked back with no more than six candidates', () => {
    expect(named('jsem z Nové Vsi')).toHaveLength(6);
  });

  it('is settled by a neighbour, a district or a region in the same message', () => {
    const told = [
      'bydlím v Chotěšově u Stodu',
      'jsem z Chotěšova, okres Plzeň-jih',
      'z Chotěšova, Plzeňský kraj',
    ];
    for (const text of told) expect(find(text)).toEqual({ kind: 'one', place: place(chotesovByStod) });
    expect(find('bydlím v Chotěšově, okres Litoměřice')).toEqual({ kind: 'one', place: place('CZ-564940') });
  });

  it('means the town with an office of state and not the villages of its name', () => {
    expect(find('bydlím v Sušici')).toEqual({ kind: 'one', place: place('CZ-557153') });
  });
});

describe('ordinary words are no places', () => {
  it.each([
    'doma je to hrozné',
    'stojím na mostě a bojím se',
    'mám přijít na policii?',
    'celý rok se učím a jsem bez života',
    'na hory se těším',
    'chodím do lesa a do školy',
    'Adam a Marek mi ubližujou',
    'Martin mě bije',
    'koukám na český film a polský kluk se směje',
    'bojím se u mámy v práci',
    'nie mam gdzie spać w domu',
    'I am in love and in pain',
    'v Německu je teta',
    '',
    '???',
  ])('%s', (text) => expect(named(text)).toBeNull());

  it('but a village called like one is understood after a preposition of place', () => {
    expect(named('bydlím v Mostě')).toBe('Most');
  });
});

describe('countries and regions', () => {
  it.each([
    ['jsem teď v Polsku', 'Polska', 'country'],
    ['bývam na Slovensku', 'Slovensko', 'country'],
    ['hledám práci, Plzeňský kraj', 'Plzeňský kraj', 'region'],
    ['szukam pomocy w Świętokrzyskiem', 'świętokrzyskie', 'region'],
    ['okres Klatovy', 'Klatovy', 'district'],
  ])('%s → %s, a %s', (text, name, kind) => {
    expect(find(text)).toMatchObject({ kind: 'one', place: { name, kind } });
  });

  it('where somebody comes from is no place to look for services', () => {
    expect(named('jsem z Ukrajiny')).toBeNull();
    expect(named('jsem z Charkova, teď v Plzni')).toBe('Plzeň');
  });
});

describe('of several places', () => {
  it('the one where the person lives is taken', () => {
    expect(named('byl jsem v Praze, ale bydlím v Brně')).toBe('Brno');
  });
  it('the first is taken when none is said to be home', () => {
    expect(named('z Klatov do Plzně vlakem')).toBe('Klatovy');
  });
  it('the one where somebody is goes before one that is passed', () => {
    expect(named('z klatov do plzne vlakem, sedim v rokycanech')).toBe('Rokycany');
  });
  it('the town is taken and not the country around it', () => {
    expect(named('na Slovensku, v Nitre')).toBe('Nitra');
  });
});

describe('nearness', () => {
  it('goes by offices first, and gives kilometres', () => {
    const [holysov, stod, chotesov] = [place('CZ-553654'), place('CZ-558389'), place(chotesovByStod)];
    // Holýšov lies in the district of Domažlice but belongs to the office in Stod.
    expect(nearness(holysov, stod).level).toBe('orp');
    expect(nearness(holysov, holysov).level).toBe('municipality');
    expect(nearness(place('CZ-555771'), place('CZ-557153')).level).toBe('district');
    expect(nearness(chotesov, place('CZ-555771')).level).toBe('region');
    expect(nearness(chotesov, place('CZ-582786')).level).toBe('country');
    expect(nearness(chotesov, place('PL-2610011')).level).toBe('other');
    expect(nearness(holysov, stod).km).toBeGreaterThan(4);
    expect(nearness(holysov, stod).km).toBeLessThan(10);
    expect(nearness(stod, place('UA-town-Київ')).km).toBeNull();
  });

  it('an area holds the places that its register says', () => {
    const holysov = place('CZ-553654');
    expect(isInArea(holysov, { kind: 'orp', name: 'Stod' })).toBe(true);
    expect(isInArea(holysov, { kind: 'district', name: 'Plzeň-jih' })).toBe(false);
    expect(isInArea(holysov, { kind: 'region', name: 'Plzeňský kraj' })).toBe(true);
    expect(isInArea(holysov, { kind: 'country', name: 'CZ' })).toBe(true);
  });

  it('an official name that two municipalities bear gives both', () => {
    expect(places.named('CZ', 'Chotěšov').map(({ district }) => district)).toEqual([
      'Litoměřice',
      'Plzeň-jih',
    ]);
    expect(places.named('CZ', 'Nikde')).toEqual([]);
  });
});

describe('the gazetteer', () => {
  it('gives every place an id of its own', () => {
    expect(gazetteer.byId.size).toBe(gazetteer.places.length);
  });
  it('writes one name alike in three alphabets and spellings', () => {
    expect(new Set(['Wrocław', 'Vroclav', 'Вроцлав', 'WROCLAW'].map(placeKey)).size).toBe(1);
  });
  it('names the file that cannot be read', () => {
    expect(() => loadGazetteer('/nowhere')).toThrow(/cz\.json.*restore it/);
  });
});

it('the longest message is read in time that grows with its length only', () => {
  const once = 'bydlím ve Skarzyksu a Novém Městě nad Metují, v Holejsove, do Kaltovech; ';
  const text = once.repeat(60).slice(0, 4000);
  find(text);
  const start = performance.now();
  find(text);
  // A scan of all names would take seconds.
  expect(performance.now() - start).toBeLessThan(100);
});

describe('a place that is denied', () => {
  it.each([
    ['nie som zo Žiliny, som z Nitry', 'Nitra'],
    ['nejsem z Prahy, jsem z Brna', 'Brno'],
    ['ne v Praze, ale v Plzni', 'Plzeň'],
    ['nejsem z Prahy', null],
  ])('is skipped: %s', (text, name) => expect(named(text)).toBe(name));
});
