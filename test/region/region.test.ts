import { expect, test } from 'vitest';
import { servicesIn } from '../../src/catalogue/working-in.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { openLand } from '../../src/region/land.ts';

const loaded = await loadKnowledge('data/knowledge');
if ('problems' in loaded) throw new Error('the knowledge base that comes along cannot be read');
const { services } = loaded.knowledge;
const { findRegion, regionNamed, places } = openLand('data', loaded.knowledge, 'CZ');

const regionOf = (said: string) => {
  const found = findRegion(said);
  if (found.kind !== 'one') throw new Error(`${said}: ${JSON.stringify(found)}`);
  return found.region;
};
const idsIn = (said: string) => servicesIn(services, regionOf(said), places).map(({ service }) => service.id);

test.each([
  ['klatovsko', 'Klatovsko'],
  ['Klatovy', 'Klatovy'],
  ['klatvy', 'Klatovy'],
  ['Plzeňský kraj', 'Plzeňský kraj'],
  ['plzensky kraj', 'Plzeňský kraj'],
  ['Polička', 'Polička'],
  ['policka', 'Polička'],
  ['Ostrava', 'Ostrava'],
  ['Skarżysko-Kamienna', 'Skarżysko-Kamienna'],
  ['skarzysko kamienna', 'Skarżysko-Kamienna'],
  ['okres Domažlice', 'Domažlice'],
  ['Česko', 'Česko'],
  ['Bor, Tachov', 'Bor'],
])('"%s" is understood as people say it', (said, name) => {
  expect(regionOf(said).name).toBe(name);
});

test('a place of which there are several is asked about, and each answer means one of them', () => {
  const found = findRegion('Lhota');
  if (found.kind !== 'which') throw new Error(found.kind);
  expect(found.names.length).toBeGreaterThan(1);
  for (const name of found.names) expect(findRegion(name)).toMatchObject({ kind: 'one' });
});

test('what is no place gets the nearest names, or none when nothing is near', () => {
  expect(findRegion('Rockyzani')).toEqual({ kind: 'none', nearest: expect.arrayContaining(['Rokycany']) });
  expect(findRegion('')).toEqual({ kind: 'none', nearest: [] });
  expect(findRegion('?'.repeat(10_000))).toEqual({ kind: 'none', nearest: [] });
});

const namesIn = (said: string): readonly (string | undefined)[] =>
  [...regionOf(said).municipalities].map((id) => places.byId(id)?.name);

test.each([
  ['Plzeňský kraj', ['Plzeň', 'Sušice', 'Kralovice'], ['Polička']],
  ['plzensky', ['Plzeň', 'Sušice'], ['Polička']],
  ['Polička', ['Polička', 'Bystré', 'Pomezí'], ['Svitavy']],
  ['okres Svitavy', ['Polička', 'Svitavy', 'Litomyšl'], ['Pardubice']],
  ['Klatovy', ['Klatovy', 'Nýrsko'], ['Sušice']],
  ['Klatovsko', ['Klatovy', 'Nýrsko', 'Sušice'], ['Plzeň']],
  ['okres Klatovy', ['Klatovy', 'Sušice', 'Horažďovice'], ['Plzeň']],
  ['Skarżysko-Kamienna', ['Skarżysko-Kamienna', 'Suchedniów'], ['Kielce']],
  ['kraj Vysočina', ['Jihlava'], ['Polička']],
  ['Vysočina', ['Jihlava'], ['Polička']],
])('%s holds its own municipalities and no others', (said, inside, outside) => {
  const names = namesIn(said);
  for (const town of inside) expect(names).toContain(town);
  for (const town of outside) expect(names).not.toContain(town);
});

test('a region is found by the name that the register gives it, and by none else', () => {
  expect(regionNamed('PL', 'świętokrzyskie')).toEqual(regionOf('świętokrzyskie'));
  expect(regionNamed('CZ', 'Kraj Vysočina')).toEqual(regionOf('Vysočina'));
  expect(regionNamed('SK', 'Plzeňský kraj')).toBeNull();
});

test('a land of which nobody knows what it holds is none', () => {
  expect(findRegion('Šumava').kind).toBe('none');
});

test('a town means what lies around it, and a district all its municipalities', () => {
  const [town, country] = [regionOf('Klatovy'), regionOf('Klatovsko')];
  expect([town.isAround, country.isAround]).toEqual([true, false]);
  expect(country.municipalities.size).toBeGreaterThan(town.municipalities.size);
  expect([...town.municipalities].every((id) => country.municipalities.has(id))).toBe(true);
});

test('what sits in the region, what comes there, what is for the whole region and the whole country is in', () => {
  const ids = idsIn('klatovsko');
  expect(ids).toEqual(
    expect.arrayContaining([
      'cz-ospod-klatovy',
      'cz-ppp-susice',
      'cz-cvt-plzen',
      'cz-plus-plzen',
      'cz-dluhova-linka-cvt',
    ]),
  );
  expect(ids.indexOf('cz-ospod-klatovy')).toBeLessThan(ids.indexOf('cz-plus-plzen'));
  expect(ids.indexOf('cz-plus-plzen')).toBeLessThan(ids.indexOf('cz-dluhova-linka-cvt'));
  expect(ids).not.toContain('cz-kco-ostrava');
  expect(ids).not.toContain('cz-point14-teren');
});

test('no service of another country is in, and every active one that can be reached is in its own', () => {
  const polish = idsIn('Skarżysko-Kamienna');
  expect(polish.length).toBeGreaterThan(2);
  expect(polish.every((id) => id.startsWith('pl-'))).toBe(true);
  const all = services.filter(
    (one) =>
      one.country === 'CZ' &&
      one.status === 'active' &&
      (one.phones.length > 0 || one.address !== null || one.email !== null || one.url !== null),
  );
  expect(new Set(idsIn('Česko'))).toEqual(new Set(all.map(({ id }) => id)));
});
