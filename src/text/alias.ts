/**
 * Two friendly words under which workers know a person, for example "Javor Vydra". Plants, trees and stones with animals:
 * nothing that is also a human name, an insult, a drug or a bad omen, and nothing that must agree in grammar.
 */

const things = (
  'Javor Buk Dub Lípa Bříza Jasan Jedle Modřín Smrk Olše Habr Jeřabina Topol Osika Vrba Jilm ' +
  'Kaštan Ořešák Třešeň Hrušeň Jabloň Meruňka Broskvoň Líska Dřín Šípek Hloh Rybíz Angrešt Borůvka Brusinka Jahoda ' +
  'Malina Ostružina Vřes Kapradí Mech Přeslička Jetel Máta Meduňka Šalvěj Tymián Bazalka Levandule Pampeliška Kopretina Chrpa ' +
  'Petrklíč Podběl Jitrocel Rákos Leknín Slunečnice Oves Pohanka Křemen Jantar Opál Žula Čedič Pískovec Břidlice Malachit'
).split(' ');

const animals = (
  'Vydra Ježek Veverka Liška Jezevec Srna Jelen Zajíc Králík Křeček Sysel Svišť Plch Kuna Hranostaj Rys ' +
  'Sova Puštík Kavka Sojka Datel Žluna Sýkora Pěnkava Stehlík Čížek Červenka Drozd Kos Skřivan Slavík Vlaštovka ' +
  'Rorýs Čáp Volavka Labuť Lyska Potápka Ledňáček Racek Tučňák Tuleň Delfín Pstruh Okoun Želva Mlok Čolek ' +
  'Rosnička Motýl Čmelák Včela Beruška Vážka Světluška Cvrček Panda Koala Klokan Alpaka Zebra Žirafa Kamzík Zubr'
).split(' ');

const all = things.length * animals.length;
/** Odd and so prime to the number of aliases: neighbouring seeds get unlike words, and all aliases are used. */
const stride = 1597;

/** The alias of a seed, a whole number; the same seed gives the same alias, 4,096 seeds in a row all different ones. */
export const aliasFrom = (seed: number): string => {
  if (!Number.isSafeInteger(seed)) throw new RangeError('The seed of an alias must be a whole number.');
  const place = ((((seed % all) + all) % all) * stride) % all;
  const thing = things[Math.floor(place / animals.length)];
  const animal = animals[place % animals.length];
  return `${thing} ${animal}`;
};
