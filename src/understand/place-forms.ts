/**
 * Czech, Slovak, Polish and Ukrainian declension of place names, read backwards: from the form in the text to every base
 * form it can come from. All in the spelling of `placeKey` (y is i, w is v, g is h). That the base is a real name is for
 * the caller to look up; so the tables may be generous, and nothing has to be declined when the gazetteer is loaded.
 */

/** Base ending, then the endings that its other cases have in its stead. */
const declension: readonly (readonly [base: string, forms: string])[] = [
  // Holýšov, Stod, Kolín, Plzeň; Kraków, Poznań; Poprad
  ['', 'a u e i em om ovi ie iem ia iu oj'],
  // Praha, Ostrava; Warszawa; Nitra; and adjectives: Karviná, Kamienna, Terchová, "v Kutný Hoře"
  ['a', 'i e u ou o ie oj oju ej iej ij om am ami ach ei'],
  ['ia', 'i ii ie iu'],
  // Stříbro, Brno; Skarżysko; Brezno
  ['o', 'a u e i em om ie iem ovi im ach'],
  // Sušice, Horažďovice, Kdyně; Kielce; Košice; and adjectives: Humenné, Zakopane, Mokré
  ['e', 'i a u ich im emi ach iach ech ami om ou em eho emu ej ejch ih'],
  // Klatovy, Nýřany, Louny; Tychy; Piešťany; and adjectives: Slaný, Nový Jičín
  ['i', 'ech och ach ich um om am ov uv iv ami em eho emu im ej ejm ejch e ou u'],
  // Liberec, Hradec; Żywiec, Ostrowiec; Lučenec
  ['ec', 'ce ci cem com cu ca cov covi'],
  ['iec', 'ca cu cem ci'],
  // Michalovce; Końskie
  ['ce', 'iec ec'],
  ['ie', 'ich im imi ieho iemu'],
  // Písek, Jeseník; Ružomberok
  ['ek', 'ku ka kem kom ki kovi'],
  ['ok', 'ku ka kom ki'],
  // Plzeň, Kadaň; Ves
  ['en', 'ni ne nu'],
  ['ves', 'vsi vse vsou'],
  ['dvur', 'dvora dvore dvoru dvorem'],
  // consonants that change before an ending: Praha, Praga, Polička, Ruda, Sopot, Ostróda
  ['ha', 'ze zi dze dzi'],
  ['ka', 'ce ci'],
  ['cha', 'se si'],
  ['da', 'dzie dzi'],
  ['ta', 'cie'],
  ['t', 'cie'],
  ['d', 'dzie'],
  ['to', 'cie'],
  // Kraków is Краків, Rzeszów Жешув
  ['ov', 'iv uv ev'],
  ['il', 'ola olu oli'],
  ['iv', 'ova ovi eva evi'],
];

/** Names that lose their ending in the genitive plural: Klatov, Horažďovic, Kielc, Tychów. */
const plurals: readonly string[] = ['i', 'e'];
const shortestPlural = 4;

const bases = new Map<string, string[]>();
let longest = 0;
for (const [base, forms] of declension)
  for (const form of forms.split(' ')) {
    bases.set(form, [...(bases.get(form) ?? []), base]);
    longest = Math.max(longest, form.length);
  }

const shortestStem = 2;

/** Every base form that the key can be a form of, itself first. At most about thirty. */
export function baseForms(key: string): readonly string[] {
  // "v Nové Vsi", "ve Dvoře": the word as a whole.
  if (key.startsWith('vs') && key.length <= 4) return [key, 'ves'];
  const found = [key];
  for (let cut = 1; cut <= Math.min(longest, key.length - shortestStem); cut++) {
    const endings = bases.get(key.slice(key.length - cut));
    if (endings === undefined) continue;
    const stem = key.slice(0, key.length - cut);
    for (const ending of endings) found.push(stem + ending);
  }
  if (key.length >= shortestPlural) for (const ending of plurals) found.push(key + ending);
  return found;
}
