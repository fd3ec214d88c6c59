import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Writes a file in the shape of the Czech register of social services, with every trap that the real one holds. Nobody in it
 * exists. The same seed gives the same bytes.
 */

const kinds = [
  'Odborné sociální poradenství',
  'Pečovatelská služba',
  'Telefonická krizová pomoc',
  'Azylové domy',
  'Domy na půl cesty',
  'Kontaktní centra',
  'Krizová pomoc',
  'Nízkoprahová denní centra',
  'Nízkoprahová zařízení pro děti a mládež',
  'Noclehárny',
  'Sociálně aktivizační služby pro rodiny s dětmi',
  'Terénní programy',
  'Domovy pro seniory',
  'Osobní asistence',
  'Sociální rehabilitace',
  'Raná péče',
  'Intervenční centra',
  'Odlehčovací služby',
] as const;
const groups = [
  'děti a mládež ve věku od 6 do 26 let ohrožené společensky nežádoucími jevy',
  'imigranti a azylanti',
  'oběti domácího násilí',
  'osoby bez přístřeší',
  'osoby ohrožené závislostí nebo závislé na návykových látkách',
  'osoby v krizi',
  'osoby žijící v sociálně vyloučených komunitách',
  'rodiny s dítětem/dětmi',
  'senioři',
  'osoby s tělesným postižením',
] as const;
const ages = [
  'bez omezení věku',
  'mladší děti (7 – 10 let)',
  'starší děti (11 – 15 let)',
  'dorost (16 – 18 let)',
  'mladí dospělí (19 – 26 let)',
  'dospělí (27 – 64 let)',
  'starší senioři (nad 80 let)',
] as const;
/** Code, name, postcode, id of the region in the register. */
const towns = [
  ['555771', 'Klatovy', '33901', 'Kraj/43'],
  ['554791', 'Plzeň', '30100', 'Kraj/43'],
  ['578576', 'Polička', '57201', 'Kraj/94'],
  ['554821', 'Ostrava', '70200', 'Kraj/132'],
  ['554499', 'Aš', '35201', 'Kraj/51'],
  ['582786', 'Brno', '60200', 'Kraj/116'],
] as const;
const regions = [
  ['Kraj/43', 'Plzeňský kraj'],
  ['Kraj/94', 'Pardubický kraj'],
  ['Kraj/132', 'Moravskoslezský kraj'],
  ['Kraj/51', 'Karlovarský kraj'],
  ['Kraj/116', 'Jihomoravský kraj'],
] as const;

/** Ids that tell nothing, and other ones than those of the other interface of the ministry. */
export const kindId = (name: string): string =>
  `DruhSocialniSluzby/${(kinds as readonly string[]).indexOf(name) + 60}`;
export const groupId = (name: string): string =>
  `CilovaSkupinaOsoby/${(groups as readonly string[]).indexOf(name) + 20}`;
export const ageId = (name: string): string =>
  `VekovaSkupinaOsoby/${(ages as readonly string[]).indexOf(name) + 1}`;

/** Small, seeded, good enough for a file of nobody. */
function createChance(seed: number): {
  readonly upTo: (n: number) => number;
  readonly oneIn: (n: number) => boolean;
} {
  let state = seed >>> 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state;
  };
  return { upTo: (n) => next() % n, oneIn: (n) => next() % n === 0 };
}

export const address = (town: number, number = 1, more: object = {}): object => {
  const [code, , psc, kraj] = towns[town % towns.length] ?? towns[0];
  return {
    cisloDomovni: number,
    cisloOrientacni: number % 3 === 0 ? String(number + 1) : null,
    dodatekAdresy: null,
    kodAdresnihoMista: number % 25 === 0 ? null : 11_000_000 + number,
    psc,
    typCislaDomovniho: { id: 'TypStavebnihoObjektu/1' },
    kraj: { id: kraj },
    okres: { id: 'Okres/3402' },
    obec: { id: `Obec/${code}` },
    castObce: { id: 'CastObce/405507' },
    mestskyObvodMestskaCast: null,
    mestskyObvodVPraze: null,
    ulice: number % 4 === 0 ? null : { nazev: 'Vymyšlená' },
    ...more,
  };
};

/** A registration that is of use; what a test is about is put over it. */
export const registration = (portalId: number, more: object = {}): object => ({
  portalId,
  id: `00000000-0000-4000-8000-${String(portalId).padStart(12, '0')}`,
  identifikator: String(1_000_000 + portalId),
  datumPoskytovaniOd: '2012-01-01',
  datumPoskytovaniDo: null,
  kontaktniAdresy: [{ adresa: address(portalId, 900) }],
  druhSocialniSluzby: { id: kindId('Nízkoprahová zařízení pro děti a mládež') },
  zarizeni: [
    {
      nazev: `Klub Smyšlený ${portalId}`,
      adresa: address(portalId, (portalId % 300) + 1),
      poskytujeOd: '2012-01-01',
      poskytujeDo: null,
      vedouci: [{ jmeno: 'Vymyslena', prijmeni: 'Vedoucova' }],
    },
  ],
  poskytovatel: {
    nazev: `Smyšlená organizace ${portalId % 700}, z. s.`,
    ico: String(10_000_000 + portalId),
    statutarniOrgany: [{ jmeno: 'Vymyslena', prijmeni: 'Statutarova', datumNarozeni: '1970-01-01' }],
    telefony: [{ telefon: '377 000 111', poznamka: 'Vymyslena Statutarova' }],
    emaily: [{ email: 'info@smyslena.example', poznamka: null }],
    weby: [{ web: 'www.smyslena.example', poznamka: null }],
  },
  emaily: [{ email: `klub${portalId}@smyslena.example`, poznamka: 'Vymyslena Vedoucova' }],
  telefony: [{ telefon: `60${String(1_000_000 + portalId).slice(-7)}`, poznamka: 'Vymyslena Vedoucova' }],
  faxy: [],
  weby: [{ web: 'http://www.smyslena.example', poznamka: null }],
  ciloveSkupiny: [{ id: groupId(groups[0]) }],
  vekoveSkupiny: [{ id: ageId(ages[2]) }, { id: ageId(ages[3]) }],
  doplnujiciInformaceVekoveSkupiny: null,
  formy: [
    {
      forma: { id: 'FormaSocialniSluzby/amb' },
      nepretrzitePoskytovani: false,
      casoveRozsahy: [{ den: { id: 'DenVTydnu/po' }, casOd: '13:00', casDo: '18:00' }],
      kapacity: [
        {
          pocet: 32,
          popis: 'Maximální kapacita 32 klientů s účinností od 01.09.2016.',
          typ: { id: 'TypKapacitySocialniSluzby/klient' },
        },
      ],
    },
  ],
  rozsirenePusobnostiVKraji: [],
  doplnkoveUdaje: { dokumenty: [{ url: 'https://dokumenty.example/soubor.pdf' }] },
  ...more,
});

const filler = 'Úřední text bez významu, který v registru zabírá místo a nikdo ho nečte. ';

/** The n-th registration of a big file: ordinary ones with every trap among them. */
function anyRegistration(n: number, seed: number): object {
  const chance = createChance(seed * 7919 + n * 104_729 + 1);
  for (let warm = 0; warm < 4; warm++) chance.upTo(2);
  const form = ['amb', 'ter', 'pob'][chance.upTo(3)];
  const facilities = Array.from({ length: 1 + chance.upTo(5) }, (_, k) => ({
    nazev: chance.oneIn(5) ? null : `Zařízení ${n}-${k}`,
    adresa: chance.oneIn(40) ? null : address(n + chance.upTo(2), chance.upTo(900) + 1),
    poskytujeOd: '2015-03-01T00:00:00',
    poskytujeDo: chance.oneIn(8) ? '2020-12-31T00:00:00' : null,
    ...(chance.oneIn(30) ? { utajenaAdresa: true } : {}),
    vedouci: [{ jmeno: 'Vymyslena', prijmeni: 'Vedoucova' }],
  }));
  return registration(chance.oneIn(200) ? Math.max(1, n - 1) : n, {
    druhSocialniSluzby: { id: kindId(kinds[chance.upTo(kinds.length)] ?? kinds[0]) },
    datumPoskytovaniDo: chance.oneIn(12) ? '2019-06-30' : null,
    zarizeni: facilities,
    ciloveSkupiny: [0, 1].map(() => ({ id: groupId(groups[chance.upTo(groups.length)] ?? groups[0]) })),
    vekoveSkupiny: [0, 1].map(() => ({ id: ageId(ages[chance.upTo(ages.length)] ?? ages[0]) })),
    telefony: chance.oneIn(10)
      ? []
      : [{ telefon: `+420 60${String(1_000_000 + n).slice(-7)}`, poznamka: null }],
    formy: [
      {
        forma: { id: `FormaSocialniSluzby/${form}` },
        nepretrzitePoskytovani: chance.oneIn(5),
        casoveRozsahy: null,
        kapacity: [{ pocet: 9, popis: filler, typ: { id: 'TypKapacitySocialniSluzby/klient' } }],
      },
    ],
    doplnkoveUdaje: {
      popis: filler.repeat(60 + chance.upTo(60)),
      dokumenty: [{ url: 'https://dokumenty.example/' }],
    },
  });
}

const list = (items: readonly (readonly [string, string])[]): string =>
  JSON.stringify({ polozky: items.map(([id, cs]) => ({ id, nazev: { cs } })) });

/** The code lists that lie beside the register. */
export function writeCodeLists(folder: string): void {
  const write = (name: string, items: readonly (readonly [string, string])[]): void =>
    writeFileSync(join(folder, name), list(items));
  write(
    'druhy-socialni-sluzby.json',
    kinds.map((name) => [kindId(name), name.toLowerCase()] as const),
  );
  write(
    'cilove-skupiny-osoby.json',
    groups.map((name) => [groupId(name), name] as const),
  );
  write(
    'vekove-skupiny-osoby.json',
    ages.map((name) => [ageId(name), name] as const),
  );
  write('kraje.json', regions);
}

/** Writes these registrations, with the code lists beside. Gives the path. */
export function writeRegister(folder: string, registrations: readonly object[]): string {
  mkdirSync(folder, { recursive: true });
  writeCodeLists(folder);
  const path = join(folder, 'rpss.json');
  writeFileSync(path, JSON.stringify({ polozky: registrations }));
  return path;
}

/** Writes a register of so many bytes at least, a bit at a time. Gives how many registrations it has. */
export function writeBigRegister(path: string, bytes: number, seed = 1): number {
  mkdirSync(dirname(path), { recursive: true });
  writeCodeLists(dirname(path));
  const file = openSync(path, 'w');
  let written = writeSync(file, '{"polozky":[\n');
  let n = 0;
  while (written < bytes) {
    n++;
    written += writeSync(file, `${n === 1 ? '' : ',\n'}${JSON.stringify(anyRegistration(n, seed))}`);
  }
  writeSync(file, '\n]}\n');
  closeSync(file);
  return n;
}
